"""The files of the invented schools, each read when it is first asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from analysis.reading import read_school
from analysis.school import PupilList, Snapshot
from analysis.school_tables import SchoolTable, school_tables

JANUARIES = (2023, 2024, 2025)  # of the earlier lists
_FACTS = {  # heading of the lists: column of PUPIL_FACTS
    "Date of admission": "entered",
    "Looked After": "looked_after",
    "In a SEN unit or resourced provision": "unit_or_resourced",
    "Possible Sessions": "possible_sessions",
    "Present Sessions": "attended_sessions",
    "Authorised Absences": "authorised_absence",
    "Unauthorised Absences": "unauthorised_absence",
    "Part-time timetable": "part_time",
    "Suspensions": "suspensions",
    "Sessions missed through suspension": "suspended_sessions",
    "Reading standard score": "reading_score",
    "Spelling standard score": "spelling_score",
    "Key stage 2 reading scaled score": "ks2_reading",
}
_FLAGS = {"Yes": 1.0, "No": 0.0}


class TablesOnUse(Mapping[str, pd.DataFrame]):
    """The tables in a folder by name; each is read when it is first asked for."""

    def __init__(self, folder: Path):
        self._names = tuple(name for name in school_tables() if (folder / f"{name}.csv").exists())
        self._read = cache(lambda name: _read_table(folder / f"{name}.csv", school_tables()[name]))

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._names:
            raise KeyError(name)
        return self._read(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class ListsOnUse(Sequence[PupilList]):
    """Earlier pupil lists, oldest first; a page that looks only at today's list never reads them.

    >>> len(ListsOnUse([lambda: None]))
    1
    """

    def __init__(self, readers: Sequence[Callable[[], PupilList]]):
        self._readers = tuple(cache(reader) for reader in readers)

    def __getitem__(self, place: int | slice) -> PupilList | tuple[PupilList, ...]:
        if isinstance(place, slice):
            return tuple(reader() for reader in self._readers[place])
        return self._readers[place]()

    def __len__(self) -> int:
        return len(self._readers)


def spring(january: int) -> Snapshot:
    """The school census of that January.

    >>> spring(2026)
    Snapshot(academic_year='2025/26', term='spring', date='')
    """
    return Snapshot(f"{january - 1}/{january % 100}", "spring")


def earlier_lists(folder: Path) -> ListsOnUse:
    """The lists of the Januaries before today's."""

    def reader(january: int) -> Callable[[], PupilList]:
        path = folder / f"january_{january}.csv"
        return lambda: PupilList(spring(january), with_facts(read_school(path).pupils, path))

    return ListsOnUse([reader(january) for january in JANUARIES])


def with_facts(pupils: pd.DataFrame, path: Path) -> pd.DataFrame:
    """The pupils of a list with what the file says beside their groups: the columns of `PUPIL_FACTS`."""
    cells = pd.read_csv(path, dtype=object, usecols=["Admission Number", *_FACTS])
    facts = {name: _fact(cells[heading]) for heading, name in _FACTS.items() if cells[heading].notna().any()}
    return pupils.assign(pupil=cells["Admission Number"], **facts)


def _fact(cells: pd.Series) -> pd.Series:
    """Dates, flags (1 or 0) or numbers, by how the first cell that is filled in is written."""
    first = cells[cells.first_valid_index()]
    if "/" in first:
        return pd.to_datetime(cells, format="%d/%m/%Y")
    return cells.map(_FLAGS) if first in _FLAGS else cells.astype(float)


def _read_table(path: Path, table: SchoolTable) -> pd.DataFrame:
    """A table whose headings are the labels of its columns, as they are in its blank template."""
    cells = pd.read_csv(path, dtype=object)
    return pd.DataFrame({name: _typed(cells[column.label], column.kind) for name, column in table.columns.items()})


def _typed(cells: pd.Series, kind: str) -> pd.Series:
    if kind == "date":
        return pd.to_datetime(cells, format="%d/%m/%Y")
    return cells.astype(float) if kind == "number" else cells.where(cells.notna(), None)
