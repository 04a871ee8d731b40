"""How many rows a file has and how many pupils are counted, line by line, so that the numbers can be tied to another system."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.reading.text_table import TextTable

_NOT_PUPILS = ("total-row", "notes-below", "repeated-headings", "section-rows", "page-lines", "second-list")


@dataclass(frozen=True)
class Total:
    """One line: the file's rows, a reason for leaving some out, or the pupils counted; None where a number is not known."""

    words: str
    count: int
    support: int | None
    plans: int | None


def totals(table: TextTable, rows: Sequence[str], pupils: Sequence[str], left: Mapping[str, Iterable[int]], kept: Sequence[str]) -> tuple[Total, ...]:
    """The lines in order. The first is the sum of the others.

    `rows` and `pupils` have the status of each row and of each pupil, `left` the pupils left out for each reason, and
    `kept` the statuses of those counted.
    """
    others = sum(one.rows for one in table.findings if one.code in _NOT_PUPILS and not one.undone)
    further = [rows.count(status) - pupils.count(status) for status in ("K", "E")]
    first = "Pupils in your file" if table.form else "Rows in your file"
    lines = [
        Total("Totals, notes and repeated headings", others, None, None),
        Total("Further rows of the same pupil", len(rows) - len(pupils), *further),
        *(_total(words, [pupils[pupil] for pupil in these]) for words, these in left.items()),
    ]
    return (
        Total(first, len(rows) + others, rows.count("K"), rows.count("E")),
        *(line for line in lines if line.count),
        _total("Pupils counted", kept),
    )


def _total(words: str, statuses: Sequence[str]) -> Total:
    return Total(words, len(statuses), statuses.count("K"), statuses.count("E"))
