"""What a cell means: each function takes a whole column as written and gives it back in the workbook's words.

"" is a blank and "?" is something that was not understood: the cell itself is not kept.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from analysis.columns import PUPIL_COLUMNS, YEAR_GROUPS
from analysis.reading.folding import fold
from analysis.reading.vocabulary import ethnic_groups, is_missing, status_words, ticks, values_of, words_of

UNKNOWN = "?"
ASK = "ask:"

_YEAR_WORDED = re.compile(r"^(?:nc |national curriculum )?(?:years?|yr|y) ?0?(\d{1,2})(?: 0)?\b")
_YEAR_BARE = re.compile(r"^0?(\d{1,2})(?: 0)?(?: ?[a-z]{1,3})?$")
_ONLY_A_YEAR = re.compile(r"^(?:nc |national curriculum )?(?:years?|yr|y)? ?0?\d{1,2}(?: 0)?$")
_NURSERY = {
    "n",
    "n1",
    "n2",
    "e1",
    "e2",
    "nursery",
    "nursery 1",
    "nursery 2",
    "pre school",
    "preschool",
    "f1",
    "fs1",
    "year n",
    "nur",
}
_RECEPTION = {
    "r",
    "reception",
    "yr",
    "year r",
    "y r",
    "rec",
    "0",
    "year 0",
    "y0",
    "f2",
    "fs2",
    "foundation 2",
    "yrr",
    "00",
    "0 0",
}
_FLAGS = frozenset({"ask:Y", "ask:YES", "ask:T", "ask:True", "ask:1", "ask:X", "ask:No plan"})
_CODE_FIRST = re.compile(r"^([KEN])\s*[-:(\u2013\u2014]\s*[A-Za-z]", re.IGNORECASE)
_CODE_LAST = re.compile(r"\w\s*\(([KEN])\)$")
_CODE_BESIDE = re.compile(r"^[KEN]\s*[-:(\u2013\u2014]|\([KEN]\)$", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|autumn|spring|summer"
_SINCE = re.compile(  # the day or term that a status has been there since, written after it
    rf"[\s(,:-]+(?:since|from|as of|added|issued)?\s*(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d\d-\d\d|(?:{_MONTH})(?:\s+term)?[\s.-]*\d{{2,4}})\s*\)?$",
    re.IGNORECASE,
)
_LONGEST_CODE, _LONGEST_STATUS, _STATUS_SHARED_BY = 3, 24, 3
_LONGEST_OF_KNOWN_WORDS = 60  # where every word is one about SEN, so that none is a name
_LONGEST_CLASS = 30
_CODE_OF_A_GROUP = 4
_LONG_NUMBER = re.compile(r"\d{5}")


def translate(cells: Sequence[str], meaning: Callable[[str], str]) -> list[str]:
    """Each cell's meaning, worked out once for each different cell."""
    known = {cell: "" if is_missing(cell) else meaning(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


def sen_statuses(cells: Sequence[str]) -> list[str]:
    """N, K, E or "monitoring"; "ask:S" for a status that only the school can settle.

    An unknown status is asked about by name only if several pupils share it, and it is short or made of words about SEN.
    "Not known" or an error is no blank: where a blank means no SEN, those do not.
    """
    cells = ["Yes" if cell in ticks() else cell for cell in cells]
    counts = Counter(fold(cell) for cell in cells)
    known = values_of("sen_provision")

    def meaning(cell: str) -> str:
        folded = fold(_SINCE.sub("", cell)) or fold(cell)
        if (found := known.get(folded, UNKNOWN)) not in ("ask", UNKNOWN):
            return found
        if coded := _CODE_FIRST.match(cell) or _CODE_LAST.search(cell):
            return coded[1].upper()
        if found == "ask" or _may_be_shown(folded, counts[folded]):
            return ASK + (folded.upper() if len(folded) <= _LONGEST_CODE else folded.capitalize())
        return UNKNOWN

    unclear = {cell for cell in set(cells) if fold(cell) in words_of("status_not_known")}
    return [UNKNOWN if cell in unclear else word for cell, word in zip(cells, translate(cells, meaning), strict=True)]


def _may_be_shown(status: str, rows: int) -> bool:
    """Whether an unknown status can be named in a question without showing what was written about one pupil."""
    if len(status) <= _LONGEST_CODE:
        return len(status) == 1 or rows > 1
    longest = _LONGEST_OF_KNOWN_WORDS if {*status.split()} <= status_words() else _LONGEST_STATUS
    return rows >= _STATUS_SHARED_BY and len(status) <= longest and not re.search(r"\d{3}", status)


def is_flag(status: str) -> bool:
    """Whether a status only says yes: that a pupil has SEN, not which provision."""
    return status in _FLAGS


def year_groups(cells: Sequence[str]) -> list[str]:
    """Labels such as "Year 7"; of two year groups in one cell, the last."""
    return translate(cells, _year_group)


def _year_group(cell: str) -> str:
    pieces = [piece for piece in map(fold, _pieces(cell)) if piece]
    if not pieces:
        return ""
    return _one_year(pieces[-1]) if _one_year(pieces[-1]) != UNKNOWN else _one_year(fold(cell))


def _pieces(cell: str) -> list[str]:
    return re.split(r"[,;|\n/]| and ", cell)


def _one_year(folded: str) -> str:
    if folded in _RECEPTION or folded.startswith("reception"):
        return "Reception"
    if folded in _NURSERY or folded.startswith("nursery"):
        return "Nursery"
    match = _YEAR_WORDED.match(folded) or _YEAR_BARE.match(folded)
    label = f"Year {int(match[1])}" if match else ""
    return label if label in YEAR_GROUPS else UNKNOWN


def two_years(cell: str) -> bool:
    """Whether a cell holds two year groups, of which the last is read."""
    years = {_one_year(fold(piece)) for piece in _pieces(cell)}
    return len(years - {UNKNOWN}) > 1


def more_than_a_year(cell: str) -> bool:
    """Whether a cell says more than its year group, such as the class in "7A"."""
    folded = fold(cell)
    return not two_years(cell) and folded not in _RECEPTION | _NURSERY and not _ONLY_A_YEAR.match(folded)


def more_than_a_status(cell: str) -> bool:
    """Whether a cell says more than its code, such as "K - speech group on Mondays"."""
    known = values_of("sen_provision")
    coded = _CODE_FIRST.match(cell) or _CODE_LAST.search(cell)
    rest = _CODE_BESIDE.sub("", cell)
    return fold(cell) not in known and not (coded and known.get(fold(rest)) == coded[1].upper())


def sexes(cells: Sequence[str]) -> list[str]:
    """ "Girls" or "Boys"."""
    known = values_of("sex")
    return translate(cells, lambda cell: known.get(fold(cell), UNKNOWN))


def yes_no(cells: Sequence[str], field: str) -> list[str]:
    """The two groups of a yes/no column, in the words of `columns.py`.

    >>> yes_no(["Y", "n", "", "0.0"], "fsm")
    ['Eligible', 'Not eligible', '', 'Not eligible']
    """
    yes, no = PUPIL_COLUMNS[field].categories
    known = {"yes": yes, "no": no}
    return [known.get(flag, flag) for flag in flags(cells)]


def eal_groups(cells: Sequence[str]) -> list[str]:
    """The two groups of EAL, also where the column has languages and not yes or no.

    >>> eal_groups(["English", "Other than English", ""]), eal_groups(["Y", "N"])
    (['Not EAL', 'EAL', ''], ['EAL', 'Not EAL'])
    """
    groups = yes_no(cells, "eal")
    has_languages = any(values_of("language").get(fold(cell)) == "english" for cell in cells)
    return languages(cells) if has_languages and {*groups} <= {"", UNKNOWN} else groups


def flags(cells: Sequence[str]) -> list[str]:
    """ "yes" or "no"."""
    meanings = values_of("yes_no")
    return translate(["yes" if cell in ticks() else cell for cell in cells], lambda cell: meanings.get(_flag(cell), UNKNOWN))


def _flag(cell: str) -> str:
    """The folded cell, with 1.0 as 1."""
    return re.sub(r"^([01]) 0$", r"\1", fold(cell))


def fill_positive_list(cells: list[str], field: str) -> tuple[list[str], int]:
    """The column with its blanks taken as no, if it only ever says yes; and how many blanks that were."""
    yes, no = PUPIL_COLUMNS[field].categories
    if no in cells or yes not in cells:
        return cells, 0
    return [cell or no for cell in cells], cells.count("")


def languages(cells: Sequence[str]) -> list[str]:
    """ "EAL" or "Not EAL" by first language; "" where the language was refused or not obtained."""
    known = values_of("language")

    def meaning(cell: str) -> str:
        found = known.get(fold(cell), "other") if len(fold(cell)) >= 3 else UNKNOWN
        return {"english": "Not EAL", "not_known": "", UNKNOWN: UNKNOWN}.get(found, "EAL")

    return translate(cells, meaning)


def ethnic_groups_of(cells: Sequence[str]) -> list[str]:
    """The DfE's main ethnic groups; "" where refused or not obtained."""
    known = ethnic_groups()

    def meaning(cell: str) -> str:
        folded = fold(cell)
        if folded.startswith(("refu", "nobt", "information not", "not obtained")):
            return ""
        return known.get(folded) or _by_its_code(folded) or UNKNOWN

    return translate(cells, meaning)


def _by_its_code(folded: str) -> str:
    """The group of a cell that begins with a code of the census: "WBRI - White British"."""
    code = folded.split(" ", 1)[0]
    return ethnic_groups().get(code, "") if len(code) == _CODE_OF_A_GROUP else ""


def more_than_a_group(cell: str) -> bool:
    """Whether a cell says more than its ethnic group and the code of it."""
    folded = fold(cell)
    code, _, label = folded.partition(" ")
    return folded not in ethnic_groups() and ethnic_groups().get(label) != ethnic_groups().get(code)


def classes(cells: Sequence[str]) -> list[str]:
    """The classes as written; a cell that could be a note, a number or one pupil's name is not kept."""
    counts = Counter(cells)

    def meaning(cell: str) -> str:
        is_one_name = counts[cell] == 1 and " " in cell and _is_name(cell)
        return UNKNOWN if is_one_name or len(cell) > _LONGEST_CLASS or _LONG_NUMBER.search(cell) else cell

    return translate(cells, meaning)


def enrolments(cells: Sequence[str]) -> list[str]:
    """ "current", "subsidiary", "elsewhere", "guest" or "previous"."""
    known = values_of("enrolment")
    return translate(cells, lambda cell: known.get(fold(cell), UNKNOWN))


def need_ranks(cells: Sequence[str]) -> list[str]:
    """The order of a need as a number: "1" for the main one."""
    words = {"primary": "1", "main": "1", "secondary": "2", "tertiary": "3"}

    def meaning(cell: str) -> str:
        number = re.match(r"\d+", fold(cell))
        return words.get(fold(cell)) or (str(int(number[0])) if number else UNKNOWN)

    return translate(cells, meaning)


def look_like_names(cells: Sequence[str]) -> bool:
    """Whether a column holds names, whatever its heading: nearly all different, one to four capitalised words."""
    filled = [cell for cell in cells[:400] if cell]
    if len(filled) < 5 or len(set(filled)) < 0.7 * len(filled):
        return False
    return sum(map(_is_name, filled)) >= 0.8 * len(filled)


def _is_name(cell: str) -> bool:
    words = re.split(r"[\s,]+", cell)
    return len(words) <= 4 and all(
        word[:1].isupper() and re.fullmatch(r"[^\W\d_]+(?:[-'\u2019.][^\W\d_]*)*", word) for word in words if word
    )
