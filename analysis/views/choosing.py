"""What the Views have in common: which pupils count, of how many, and the choices that say so."""

import pandas as pd

from analysis.columns import PUPIL_COLUMNS, WITH_SEN, YEAR_GROUPS
from analysis.errors import MissingColumns
from analysis.school import School
from analysis.school_tables import school_tables
from analysis.views.define import Choice, Options

ALL = "all"
ROLL_NEEDED = "roll-needed"
COUNTS_ONLY = "Your list holds only pupils with SEN, so these are numbers of pupils and not shares of the school."
INCLUDED = {"both": WITH_SEN, "K": ("K",), "E": ("E",)}
OTHER_PROVISION = {"K": "E", "E": "K"}
SUBJECTS = {
    "both": "with SEN (SEN support or EHC plan)",
    "K": "on SEN support",
    "E": "with an EHC plan",
}


def included_options(school: School) -> Options:
    """SEN support and EHC plans together, or one of them."""
    return (("both", "SEN support and EHC plans"), ("K", "SEN support only"), ("E", "EHC plans only"))


INCLUDE = Choice("Include", included_options)


def year_options(school: School) -> Options:
    """All year groups, or one of those that the school has (and whose size is known); not asked where there are none."""
    years = years_of(school)
    return ((ALL, "All"), *((year, year) for year in years)) if years else ()


def years_of(school: School) -> tuple[str, ...]:
    """The school's year groups whose number of pupils is known, in order."""
    if school.whole_school:
        present = set(school.pupils["year_group"].dropna()) if "year_group" in school.pupils else set()
    else:
        present = set(school.roll.by_year) if school.roll else set()
    return tuple(year for year in YEAR_GROUPS if year in present)


def pupils_counted(school: School, include: str, year_group: str = ALL) -> pd.DataFrame:
    """The pupils with the included provision, of one year group or all."""
    pupils = school.pupils[school.pupils["sen_provision"].isin(INCLUDED[include])]
    return pupils if year_group == ALL else pupils[_year_groups(school)[pupils.index] == year_group]


def others_counted(school: School, include: str, year_group: str = ALL) -> pd.DataFrame | None:
    """The pupils with the other provision, where only one is included."""
    return pupils_counted(school, OTHER_PROVISION[include], year_group) if include in OTHER_PROVISION else None


def _year_groups(school: School) -> pd.Series:
    """The pupils' year groups, which not every file has."""
    if "year_group" not in school.pupils:
        raise missing_column(school, "year_group")
    return school.pupils["year_group"]


def missing_column(school: School, column: str) -> MissingColumns:
    """The error for a question about a column that the file did not have."""
    return MissingColumns(
        f"This question needs a column that your file does not have: {PUPIL_COLUMNS[column].label.lower()}.",
        f"In {school.label}.",
        "Choose another group, or export the list again with that column.",
        code=_code(column),
    )


def lacking(school: School, *columns: str, everyone: bool = False) -> tuple[str, ...]:
    """What an answer does without, since the file has no such column, or not everyone: ids of `analysis.words.messages`."""
    others = ("whole-school-needed",) if everyone and not school.whole_school else ()
    return others + tuple(_code(column) for column in columns if column not in school.pupils)


def _code(column: str) -> str:
    return "no-main-need" if column == "need_1" else f"no-{column.replace('_', '-')}"


def missing_table(name: str, how: str) -> MissingColumns:
    """The error for a question about a table that no file of the school holds."""
    table = school_tables()[name]
    what = f"There is no {table.label.lower()} here yet."
    return MissingColumns(what, how=how, code=f"no-table-{name.replace('_', '-')}")


def pupils_on_roll(school: School, year_group: str = ALL) -> int:
    """How many pupils there are in all, in one year group or the school; a register needs the roll to have been typed."""
    if not school.whole_school:
        if school.roll is None:
            raise MissingColumns(
                "This list holds only pupils with SEN, so a share of all pupils cannot be worked out yet.",
                how="Type the number of pupils on roll at the top of the page.",
                code=ROLL_NEEDED,
            )
        return school.roll.total if year_group == ALL else school.roll.by_year.get(year_group, 0)
    return len(school.pupils) if year_group == ALL else int((_year_groups(school) == year_group).sum())
