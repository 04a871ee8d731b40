"""School meals, attendance, care and test results of the pupils of a common transfer file, and what of it is not read."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.findings import Finding
from analysis.reading.fact_columns import FACT_READERS
from analysis.reading.headings import SURE
from analysis.reading.text_table import KeptColumn
from analysis.reading.vocabulary import is_missing
from analysis.reading.xml_pupils import is_open_period
from analysis.text import listed

_SESSIONS = {
    "possible_sessions": "SessionsPossible",
    "present_sessions": "SessionsAttended",
    "authorised_absence": "SessionsAuthorised",
    "unauthorised_absence": "SessionsUnauthorised",
}
_SCALED = re.compile(r"^(?:[89]\d|1[01]\d|120)$")
# Parts of a pupil of which nothing is kept: the element as it is written, and what it is in words.
_OTHER_PARTS = {
    "Address": "addresses", "Phones": "telephone numbers", "Email": "e-mail addresses", "Contacts": "contacts", "SchoolHistory": "earlier schools",
    "Disabilities": "disabilities", "Admissions": "admissions", "SuppInfo": "further notes", "ServiceChild": "service children",
    "NAWdetails": "Welsh details", "Exclusions": "suspensions", "MedicalFlag": "medical signs",
}  # fmt: skip
KNOWN_PARTS = {part.lower(): part for part in _OTHER_PARTS}


@dataclass
class TransferFacts:
    """What one pupil's part of a transfer file says beside the groups."""

    periods: list[dict[str, str]] = field(default_factory=list)  # of free school meals
    years: list[dict[str, str]] = field(default_factory=list)  # of attendance
    results: list[dict[str, str]] = field(default_factory=list)  # each with its stage
    in_care: str = ""


def meals(facts: Sequence[TransferFacts], day: str) -> list[str]:
    """Who is eligible for free school meals on the day of the file; "" for a pupil without any period."""
    return ["" if not one.periods else "Eligible" if any(is_open_period(period, day) for period in one.periods) else "Not eligible" for one in facts]


def fact_columns(facts: Sequence[TransferFacts]) -> list[KeptColumn]:
    """The columns that the file holds, each with what is told about its cells."""
    newest = _newest_year(facts)
    cells = {name: [_sum_of(one, leaf.lower(), newest) for one in facts] for name, leaf in _SESSIONS.items()}
    cells |= {"looked_after": [one.in_care for one in facts], "ks2_reading": [_reading_score(one) for one in facts]}
    headings = _SESSIONS | {"looked_after": "InCare", "ks2_reading": "StageAssessment"}
    read = {name: FACT_READERS[name](column, headings[name]) for name, column in cells.items() if any(column)}
    return [KeptColumn(50 + n, headings[name], name, SURE, words, tuple(told)) for n, (name, (words, told)) in enumerate(read.items())]


def _newest_year(facts: Sequence[TransferFacts]) -> str:
    return max((year.get("year", "") for one in facts for year in one.years), default="")


def _sum_of(one: TransferFacts, leaf: str, newest: str) -> str:
    """The sessions of a pupil in the newest year, at one school or at several; a single cell as it is written."""
    written = [year.get(leaf, "") for year in one.years if year.get("year", "") == newest]
    filled = [cell for cell in written if not is_missing(cell)]
    return str(sum(map(int, filled))) if len(filled) > 1 and all(cell.isascii() and cell.isdecimal() for cell in filled) else filled[0] if filled else ""


def _is_reading_score(result: Mapping[str, str]) -> bool:
    """Whether a result is a scaled score of the key stage 2 test in reading; a mark or a teacher's judgement is none."""
    is_reading = "REA" in (result.get("subject", "").upper(), result.get("component", "").upper())
    is_test = result.get("method", "").upper() != "TA" and result.get("resultqualifier", "").upper() != "NM"
    return result.get("stage", "").upper() == "KS2" and is_reading and is_test and bool(_SCALED.match(result.get("result", "")))


def _reading_score(one: TransferFacts) -> str:
    """The score of the last year in which there is one."""
    return max(((result.get("year", ""), result["result"]) for result in one.results if _is_reading_score(result)), default=("", ""))[1]


def not_read(facts: Sequence[TransferFacts], parts: Mapping[str, int], older_rows: int) -> list[Finding]:
    """What the file holds that was not read, and why; `parts` has how often each part of a pupil was met."""
    newest = _newest_year(facts)
    told = []
    if older_rows:
        what, did = "Some pupils have earlier rows in their history of SEN.", "Only the row that started last was read."
        told.append(Finding("older-history", "for information", what, "SENprovision", older_rows, did, of="rows"))
    if any(one.years for one in facts):
        older = sum(1 for one in facts for year in one.years if year.get("year", "") != newest)
        what = "This file holds attendance by year, at the schools that pupils came from."
        told.append(Finding("older-attendance", "worth knowing", what, "Attendance", older, "Only the newest year was read.", of="rows"))
    if others := sum(len(one.results) - bool(_reading_score(one)) for one in facts):
        what, did = "This file holds results for which the workbook has no place.", "They were not read. Only the key stage 2 scaled score in reading is kept."
        told.append(Finding("results-not-read", "for information", what, "StageAssessments", others, did, of="rows"))
    if parts:
        words = [_OTHER_PARTS[KNOWN_PARTS[part]] if part else "parts we do not know" for part in sorted(parts, key=lambda part: (not part, part))]
        what = f"This file also holds {listed(words)}."
        told.append(Finding("parts-not-read", "for information", what, rows=max(parts.values()), did="None of it was read. The workbook has no use for it."))
    return told
