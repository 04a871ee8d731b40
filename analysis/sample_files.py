"""The files of the invented schools, each read when it is first asked for."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from analysis.reading import read_school
from analysis.school import PupilList, Snapshot

JANUARIES = (2023, 2024, 2025)  # of the earlier lists
_FACTS = {
    "Admission Number": "pupil",
    "Date of admission": "entered",
}
_DATES = ("entered",)
_TEXTS = ("pupil",)


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
    facts = pd.read_csv(path, dtype=object, usecols=list(_FACTS))
    return pupils.assign(**{name: _fact(name, facts[heading]) for heading, name in _FACTS.items()})


def _fact(name: str, column: pd.Series) -> pd.Series:
    if name in _TEXTS:
        return column
    if name in _DATES:
        return pd.to_datetime(column, format="%d/%m/%Y")
    return pd.to_numeric(column).astype(float)
