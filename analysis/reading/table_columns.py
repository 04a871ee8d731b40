"""Which table a list is, by its headings."""

import tomllib
from collections.abc import Sequence
from functools import cache

from analysis.paths import data_path
from analysis.reading.folding import squeeze
from analysis.reading.headings import recognise
from analysis.school_tables import SchoolTable, school_tables

PUPIL_FIELDS = ("upn", "admission_no", "name_full", "surname", "forename", "birth_term", "class")
_CLOCK_STARTS = ("start", "starttime", "timestarted", "from", "timefrom", "began", "timein")
_CLOCK_ENDS = ("end", "endtime", "timeended", "to", "timeto", "finish", "finishtime", "timefinished", "timeout")


@cache
def _names(table: str) -> dict[str, str]:
    """Squeezed heading -> column of one table."""
    also = tomllib.loads(data_path("codes", "table_headings.toml").read_text("utf-8")).get(table, {})
    columns = school_tables()[table].columns
    return {squeeze(word): name for name, column in columns.items() for word in (column.label, name, *also.get(name, ()))}


def columns_of(table: str, headings: Sequence[str]) -> dict[str, int]:
    """The columns of a table that a row of headings has, and where each stands; the first of two counts."""
    found: dict[str, int] = {}
    for position, heading in enumerate(headings):
        if name := _names(table).get(squeeze(heading)):
            found.setdefault(name, position)
    if table == "time_log" and "minutes" not in found and clock_columns(headings):
        found["minutes"] = clock_columns(headings)[0]
    return found


def clock_columns(headings: Sequence[str]) -> tuple[int, int] | None:
    """Where a time log has the beginning and the end of each entry."""
    squeezed = [squeeze(heading) for heading in headings]
    starts, ends = ([n for n, one in enumerate(squeezed) if one in words] for words in (_CLOCK_STARTS, _CLOCK_ENDS))
    return (starts[0], ends[0]) if starts and ends else None


def which_table(headings: Sequence[str]) -> str:
    """The table whose required columns are all there and which has most of the rest; "" where there is none.

    >>> which_table(["Pupil", "Intervention", "Start date", "Times per week"])
    'provision'
    """
    names_a_pupil = any(recognise(heading)[0] in PUPIL_FIELDS for heading in headings)

    def fit(table: SchoolTable) -> int:
        found = columns_of(table.name, headings)
        needed = [column for column in table.columns.values() if column.required and column.kind != "pupil"]
        is_about_pupils = "pupil" in table.columns
        if any(column.name not in found for column in needed) or (is_about_pupils and not names_a_pupil):
            return 0
        return len(found) - (not is_about_pupils and names_a_pupil)

    best = max(school_tables().values(), key=fit)
    return best.name if fit(best) >= 2 else ""
