"""What each heading of a list is taken for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.errors import MissingColumns, SettingError
from analysis.reading.attendance import are_codes, code_of
from analysis.reading.fact_columns import COUNTS
from analysis.reading.folding import fold, squeeze
from analysis.reading.intake import Intake
from analysis.reading.vocabulary import field_of_start, fields, heading_fields, heading_starts

SURE, LIKELY, WEAK = 3, 2, 1
IDENTITIES = ("name_full", "surname", "forename", "upn", "admission_no")  # what tells one pupil from another
_IN_SEVERAL = ("surname", "forename", "need_list")  # a list may have more than one column of these
_OF_TODAY = re.compile(r"\s*\((?:as (?:of|at)|on|for|today|current|now)\b[^)]*\)\s*[?:]?$", re.IGNORECASE)
_SHARE = "attendance_percent"  # a count under a heading with % is a share, which cannot be added up


@dataclass(frozen=True)
class Heading:
    """One heading: where it stands, what the school wrote, the field it names ("" if none) and how surely."""

    position: int
    text: str
    field: str = ""
    strength: int = 0

    @property
    def use(self) -> str:
        """What the reader does with the column: "read", "dropped" or "ignored"."""
        return fields()[self.field].use if self.field else "ignored"


def recognise(text: str) -> tuple[str, int]:
    """The field that a heading names, and how surely; ("", 0) where it names none.

    >>> recognise("SEN_Status:"), recognise("EAL at any time this academic year?"), recognise("House")
    (('sen_provision', 3), ('eal', 2), ('', 0))
    """
    folded = fold(text)
    squeezed = folded.replace(" ", "")
    if not squeezed:
        return "", 0
    if field := heading_fields("headings").get(squeezed):
        return (_SHARE, LIKELY) if "%" in text and field in COUNTS else (field, SURE)
    if start := heading_starts().match(folded + " "):
        return field_of_start()[start[0]], LIKELY
    if field := heading_fields("weak").get(squeezed):
        return field, WEAK
    if (of_today := _OF_TODAY.sub("", text)) != text:
        field, strength = recognise(of_today)
        return field, min(strength, LIKELY)
    return "", 0


def count_recognised(cells: Sequence[str], extra: frozenset[str] = frozenset()) -> int:
    """How many different fields a row of cells names; `extra` are squeezed headings the user pointed out."""
    named = {recognise(cell)[0] or cell for cell in cells if recognise(cell)[0] or squeeze(cell) in extra}
    return len(named) + (1 if are_codes(cells) else 0)


def name_columns(texts: Sequence[str], written: Sequence[str], intake: Intake) -> tuple[Heading, ...]:
    """The headings with their fields; the user's own mapping wins.

    `texts` has no two alike; `written` is what stands in the file. The same need heading a second time is the second need.
    """
    mapped = _chosen_positions(texts, intake.columns) | _mapped_positions(texts, intake.mapping)
    pointed_out = {field for field, _ in mapped.values()} - {""}
    headings, needs, with_codes = [], {}, are_codes(written)
    for position, (text, heading) in enumerate(zip(texts, written, strict=True)):
        field, strength = mapped.get(position) or recognise(heading)
        if with_codes and position not in mapped and strength < SURE and code_of(heading):
            field, strength = "attendance_mark", SURE
        if position not in mapped and field in pointed_out and field not in _IN_SEVERAL:
            field, strength = "", 0
        if field == "need_list" and position not in mapped:
            needs.setdefault(squeeze(heading), []).append(position)
        headings.append(Heading(position, text, field, strength))
    return tuple(_number_repeated_needs(_of_suspensions(_with_a_status(headings)), needs))


_SUSPENSIONS = {"type": "suspension_kind", "category": "suspension_kind", "startdate": "suspension_start", "numberofsessions": "suspension_sessions",
    "sessions": "suspension_sessions", "numberofdays": "suspension_days", "days": "suspension_days"}  # fmt: skip


def _of_suspensions(headings: list[Heading]) -> list[Heading]:
    """The headings, with those that mean something else in a list of suspensions: a type, a start and a reason, and no status."""
    words = {squeeze(heading.text) for heading in headings}
    is_one = words & {"type", "category"} and "startdate" in words and words & {"reason", "reason1", "exclusionreason", "suspensionreason"}
    if not is_one or any(heading.field == "sen_provision" for heading in headings):
        return headings
    return [replace(one, field=field, strength=SURE) if (field := _SUSPENSIONS.get(squeeze(one.text))) else one for one in headings]


def _with_a_status(headings: list[Heading]) -> list[Heading]:
    """The headings, with one that only says "Code" as the SEN status where no other is and no sessions stand beside it."""
    named = {heading.field for heading in headings}
    if "attendance_code" not in named or named & {"sen_provision", "code_sessions", "lesson_mark", "possible_sessions"}:
        return headings
    return [replace(heading, field="sen_provision") if squeeze(heading.text) == "code" else heading for heading in headings]


def _number_repeated_needs(headings: list[Heading], needs: dict[str, list[int]]) -> list[Heading]:
    for places in needs.values():
        if len(places) < 2:
            continue
        for rank, place in enumerate(places[:3], start=1):
            written = headings[place]
            headings[place] = Heading(written.position, written.text, f"need_{rank}", SURE)
    return headings


def _chosen_positions(texts: Sequence[str], columns: Mapping[str, str]) -> dict[int, tuple[str, int]]:
    """The columns that were given a meaning once, or none, by their headings; those that are not in this list do not matter."""
    known = {text: name for text, name in columns.items() if not name or name in fields()}
    return {n: (known[text], SURE if known[text] else 0) for n, text in enumerate(texts) if text in known}


def _mapped_positions(texts: Sequence[str], mapping: Mapping[str, str]) -> dict[int, tuple[str, int]]:
    positions = {}
    for field, heading in mapping.items():
        if field not in fields():
            known = ", ".join(name for name, entry in fields().items() if entry.use != "ignored")
            raise SettingError(f"“{field}” is not a column of the workbook.", how=f"Choose from: {known}.")
        same = [n for n, text in enumerate(texts) if text == heading] or [
            n for n, text in enumerate(texts) if squeeze(text) == squeeze(heading)
        ]
        if not same:
            raise MissingColumns(f"This list has no column headed “{heading}”.", how="Copy the heading as the list has it.")
        positions[same[0]] = (field, SURE)
    return positions
