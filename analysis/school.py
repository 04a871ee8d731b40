"""A school as the workbook knows it: pupils without names, where they came from, and what was changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from analysis.columns import PRIMARY_YEARS, SECONDARY_YEARS, WITH_SEN
from analysis.errors import WorkbookError
from analysis.findings import Finding, Question


@dataclass(frozen=True)
class Snapshot:
    """The day a list describes, as far as it is known. `academic_year` is written 2025/26."""

    academic_year: str = ""
    term: str = ""  # "autumn", "spring", "summer" or "" where the file does not say
    date: str = ""  # ISO, where the file gives one


@dataclass(frozen=True)
class Roll:
    """The number on roll that a register's owner typed: by year group, or one total."""

    total: int
    by_year: dict[str, int] = field(default_factory=dict)

    def __post_init__(self):
        counts = (self.total, *self.by_year.values())
        if any(count < 0 for count in counts) or self.total <= 0:
            raise WorkbookError("The number on roll must be a whole number above 0.", how="Type it again.")
        if self.by_year and sum(self.by_year.values()) != self.total:
            raise WorkbookError("The year groups do not add up to the number on roll.", how="Check the boxes.")

    @classmethod
    def of_years(cls, by_year: dict[str, int]) -> "Roll":
        """The roll of these year groups, with their sum as the total."""
        return cls(sum(by_year.values()), dict(by_year))


@dataclass(frozen=True)
class PupilList:
    """The school's pupils on one day, with the columns of `School.pupils`."""

    snapshot: Snapshot
    pupils: pd.DataFrame


@dataclass(frozen=True)
class School:
    """One school's pupils on one day, names gone, with its earlier lists and its other tables.

    `pupils` has one row a pupil and the columns of `analysis.columns.PUPIL_COLUMNS` that the file held
    (groups as ordered categories; `need_1`, `need_2` ... as codes, in the order of the file). `kind` is "pupil list", "school census", "common transfer file" or "register"; a register
    holds only pupils on SEN support and with plans, so `roll` says how many pupils there are in all.
    It may also hold columns of `PUPIL_FACTS`; `pupil` joins it to `earlier` (oldest first) and to `tables`, which
    has the frames of `analysis.school_tables` by name: dates as datetime64, numbers as floats, everything else as text (dtype object).
    """

    pupils: pd.DataFrame
    label: str
    kind: str = "pupil list"
    sample: str = ""
    snapshot: Snapshot = Snapshot()
    roll: Roll | None = None
    choices: tuple[tuple[str, str], ...] = ()  # the answers under which the file was read
    without: tuple[str, ...] = ()  # the repairs that were undone
    needs_ranked: bool = True
    findings: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()
    earlier: Sequence[PupilList] = ()
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def __post_init__(self):
        if self.roll is None:
            return
        listed = self.pupils["year_group"].value_counts() if "year_group" in self.pupils else {}
        for year, count in {"the school": self.roll.total, **self.roll.by_year}.items():
            if count < (len(self.pupils) if year == "the school" else listed.get(year, 0)):
                raise WorkbookError(
                    f"The number on roll for {year} is smaller than the number of pupils in your list.", how="Type it again."
                )

    @property
    def invented(self) -> bool:
        """Whether the pupils are made up, so that everything may be shown."""
        return bool(self.sample)

    @property
    def whole_school(self) -> bool:
        """Whether every pupil is in the list, not only those with SEN."""
        return self.kind != "register"

    @property
    def size(self) -> int | None:
        """The number of pupils on roll; None for a register without a roll."""
        if self.whole_school:
            return len(self.pupils)
        return self.roll.total if self.roll else None

    @property
    def lists(self) -> tuple[PupilList, ...]:
        """Every pupil list, oldest first; the last is the list of today."""
        return (*self.earlier, PupilList(self.snapshot, self.pupils))

    @property
    def with_sen(self) -> pd.DataFrame:
        """The pupils with SEN: SEN support or EHC plan."""
        return self.pupils[self.pupils["sen_provision"].isin(WITH_SEN)]

    @property
    def phase(self) -> str:
        """"primary", "secondary", or "" where the year groups span both or are not known."""
        if "year_group" not in self.pupils:
            return ""
        years = set(self.pupils["year_group"].dropna())
        if years and years <= set(PRIMARY_YEARS):
            return "primary"
        if years and years <= set(SECONDARY_YEARS):
            return "secondary"
        return ""

    def with_roll(self, roll: Roll) -> "School":
        """The same register with the number on roll."""
        return replace(self, roll=roll)
