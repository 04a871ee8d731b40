"""What a cell plainly says, worked out apart from the reader and strictly.

It is a code or a whole label, a plain number, or a date that cannot be mistaken. None is a cell that says something else.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime

from analysis.columns import need_labels
from analysis.reading.folding import clean, fold
from analysis.reading.vocabulary import ethnic_groups, is_missing, ticks, values_of

NEEDS = ("need_1", "need_2", "need_3", "need_list")


def says_nothing(name: str, cell: str) -> bool:
    """Whether a cell of a column is as good as blank."""
    if cell in ticks():
        return False
    if name == "sen_provision":
        return is_missing(cell) and fold(cell) not in ("not known", "unknown", "refused", "ref", "name", "value", "num", "div 0")
    if name == "language" or name == "eal":
        return is_missing(cell) or values_of("language").get(fold(cell)) == "not_known"
    if name in ("need_1", "need_list") and fold(cell) in ("none", "no need", "no needs", "no sen", "no"):
        return True
    if cell in (":", "~"):  # the DfE's marks for a number that is hidden
        return name not in ("possible_sessions", "present_sessions", "reading_score")
    return is_missing(cell) or (name == "ethnic_group" and fold(cell).startswith(("refu", "nobt")))


def says(name: str, cell: str, column: Sequence[str]) -> object:
    """What a cell plainly says, in the words of the workbook; None or "" where it does not."""
    if name in NEEDS:
        return _needs(cell)
    reader = _SAYS.get(name)
    if reader:
        return reader(cell)
    return _day(cell, column, name)


def _year(cell: str) -> str | None:
    folded = fold(cell)
    if re.fullmatch(r"(year |y)?r(eception)?|yr r|0|fs2|f2|rec", folded):
        return "Reception"
    if re.fullmatch(r"n[12]?|nursery( [12])?|e[12]|f1|fs1", folded):
        return "Nursery"
    match = re.fullmatch(r"(?:nc |year |years |yr |y )?(?:y|yr|year)? ?0?(\d{1,2})(?: 0)?", folded)
    return f"Year {int(match[1])}" if match and 1 <= int(match[1]) <= 14 else None


def _flag(yes: str, no: str) -> Callable[[str], str | None]:
    def says_it(cell: str) -> str | None:
        word = re.sub(" 0$", "", fold(cell))
        return yes if cell in ticks() or values_of("yes_no").get(word) == "yes" else no if values_of("yes_no").get(word) == "no" else None

    return says_it


def _number(cell: str) -> float | None:
    plain = clean(cell).replace(" ", "")
    plain = plain.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+", plain) else plain
    return float(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) else None


def _scored(low: int, high: int) -> Callable[[str], float | None]:
    return lambda cell: number if (number := _number(cell)) is not None and low <= number <= high else None


def _months(cell: str) -> float | None:
    match = re.fullmatch(r"(\d{1,2})(?::| ?y(?:ears?)? ?)(\d{1,2})(?: ?m(?:onths?)?)?", cell)
    return float(int(match[1]) * 12 + int(match[2])) if match and int(match[2]) < 12 else None


def _needs(cell: str) -> tuple[str, ...] | None:
    """Codes or whole labels of the census, with marks between them and with their rank."""
    labels = {fold(label): code for code, label in need_labels().items()} | {fold(code): code for code in need_labels()}
    labels |= {word: code for word, code in values_of("need").items()}
    text, codes = " " + re.sub(r"\b(primary|secondary|tertiary|main|need|[1-9])\b", " ", fold(cell)) + " ", []
    for label in sorted(labels, key=len, reverse=True):
        while f" {label} " in text:
            text = text.replace(f" {label} ", "  ", 1)
            codes.append(labels[label])
    return tuple(codes) if codes and not text.strip() and "?" not in cell else None


def _ethnic(cell: str) -> str | None:
    code, _, label = fold(cell).partition(" ")
    groups = ethnic_groups()
    return groups.get(fold(cell)) or (groups.get(code) if label and groups.get(label) == groups.get(code) else None)


def _language(cell: str) -> str | None:
    known = values_of("language").get(fold(cell))
    return "Not EAL" if known == "english" else "" if known else "EAL" if re.fullmatch(r"[^\W\d]{3,}[^\d]*", cell) else None


def _day(cell: str, column: Sequence[str], name: str) -> object:
    """A date that cannot be mistaken, as the term of birth or as the day."""
    day = _plain_day(cell, column)
    if day is None or name != "birth_term":
        return day
    return "Autumn born" if day.month >= 9 else "Spring born" if day.month <= 4 else "Summer born"


def _plain_day(cell: str, column: Sequence[str]) -> date | None:
    pairs = [(int(match[1]), int(match[2])) for one in column if (match := re.match(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d", one))]
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:T00:00:00)?", cell):
        parts = int(match[1]), int(match[2]), int(match[3])
    elif match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", cell):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        day_first, month_first = any(one > 12 for one, _ in pairs), any(two > 12 for _, two in pairs)
        if first <= 12 and second <= 12 and first != second and (month_first or not day_first):
            return None
        parts = (year, first, second) if second > 12 else (year, second, first)
    elif match := re.fullmatch(r"(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})", cell):
        return datetime.strptime(cell, "%d %b %Y").date()
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


_ENROLMENTS = {"c", "m", "s", "g", "f", "o", "p"} | {word for word in values_of("enrolment")}
_SAYS: dict[str, Callable[[str], object]] = {
    "sen_provision": lambda cell: {"ask": None}.get(known := values_of("sen_provision").get(fold(cell)), known),
    "plan_flag": _flag("yes", "no"),
    "on_roll": _flag("yes", "no"),
    "enrolment": lambda cell: cell if fold(cell) in _ENROLMENTS else None,
    "year_group": _year,
    "sex": lambda cell: values_of("sex").get(fold(cell)),
    "fsm": _flag("Eligible", "Not eligible"),
    "eal": lambda cell: _flag("EAL", "Not EAL")(cell) or _language(cell),
    "ethnic_group": _ethnic,
    "class": lambda cell: cell if len(cell) <= 30 and not re.search(r"\d{5}", cell) else None,
    "need_rank": lambda cell: "1" if re.fullmatch(r"\d|primary|main|secondary|tertiary", fold(cell)) else None,
    "part_time": lambda cell: {"yes": 1.0, "no": 0.0}.get(_flag("yes", "no")(cell)),
    "looked_after": lambda cell: {"yes": 1.0, "no": 0.0}.get(_flag("yes", "no")(cell)),
    "unit_or_resourced": lambda cell: {"yes": 1.0, "no": 0.0}.get(_flag("yes", "no")(cell)),
    "reading_score": _scored(40, 160),
    "spelling_score": _scored(40, 160),
    "ks2_reading": _scored(80, 120),
    "reading_age": _months,
    **dict.fromkeys(("possible_sessions", "present_sessions", "authorised_absence", "unauthorised_absence", "suspensions"), _scored(0, 1000)),
}
