"""Which rows are the same pupil. Numbers and names are used here and nowhere else, and do not leave."""

import re
from collections.abc import Sequence, Set

from analysis.findings import Finding
from analysis.reading.folding import fold
from analysis.reading.vocabulary import is_missing

_UPN = re.compile(r"^[A-HJ-NP-RT-Z]\d{11}[A-HJ-NP-RT-Z\d]$")
_CHECK = "ABCDEFGHJKLMNPQRTUVWXYZ"
_SCIENTIFIC = re.compile(r"^\d(\.\d+)?e\+\d+$", re.IGNORECASE)


def number_pupils(
    upns: Sequence[str],
    numbers: Sequence[str],
    names: Sequence[str],
    marks: Sequence[str],
    continues: Sequence[bool],
    without: Set[str] = frozenset(),
) -> tuple[list[int], list[Finding]]:
    """A running number for the pupil of each row, and what was noticed.

    `names` are the whole names; `marks` tell two pupils of one name apart (date of birth, else year and class; and sex).
    `continues` marks the rows that only add a need to the row above; `without` are repairs that are not wanted.
    """
    cells = list(zip(upns, numbers, names, marks, strict=True))
    pupils, findings = _numbered(cells, continues, without)
    if without & _REPAIRS:
        as_repaired = _numbered(cells, continues, frozenset())[1]
        findings = [one for one in findings if one.repair not in without]
        findings += [one.under(without) for one in as_repaired if one.repair in without]
    return pupils, [*findings, *_number_findings(upns, numbers)]


_REPAIRS = frozenset({"rows-merged", "same-name", "shared-number"})


def _numbered(cells: Sequence[tuple[str, str, str, str]], continues: Sequence[bool], without: Set[str]) -> tuple[list[int], list[Finding]]:
    if "rows-merged" in without:
        return list(range(len(cells))), []
    known: dict[object, int] = {}
    pupils: list[int] = []
    by_name_only: set[object] = set()
    for row, (upn, number, name, mark) in enumerate(cells):
        key = _key(upn, number, folded_name(name), mark)
        if key and key[0] == "name" and "same-name" in without:
            key = ("row", str(row))
        elif key and key[0] == "number" and "shared-number" in without:
            key = key[:2]
        if key is None:
            pupils.append(pupils[-1] if continues[row] and pupils else known.setdefault(("row", row), len(known)))
            continue
        if key in known and key[0] == "name":
            by_name_only.add(key)
        pupils.append(known.setdefault(key, len(known)))
    return pupils, _findings(len(pupils), len(known), by_name_only, known)


def _key(upn: str, number: str, name: str, mark: str) -> tuple[str, ...] | None:
    if whole := whole_upn(upn):
        return ("upn", whole)
    upn = upn.replace(" ", "").upper()
    if number := own_number(number):
        return ("number", number, name)
    if not is_missing(upn) and not _SCIENTIFIC.match(upn):
        return ("number", upn, name)
    return ("name", name, mark) if name else None


def _check_letter(upn: str) -> str:
    """The letter that a pupil number of these digits begins with, by the DfE's rule."""
    digits = [int(sign) if sign.isdecimal() else _CHECK.index(sign) for sign in upn[1:]]
    return _CHECK[sum(place * digit for place, digit in enumerate(digits, start=2)) % 23]


def _number_findings(upns: Sequence[str], numbers: Sequence[str]) -> list[Finding]:
    """What was noticed about the numbers themselves; no pupil is left out for any of it."""
    whole = list(filter(None, map(whole_upn, upns)))
    wrong = sum(1 for upn in whole if _check_letter(upn) != upn[0])
    lost = sum(1 for number in (*upns, *numbers) if _SCIENTIFIC.match(number))
    findings = []
    if wrong:
        what = "Some UPNs have a check letter that does not fit."
        findings.append(Finding("upn-check", "for information", what, rows=wrong, did="These pupils were read all the same."))
    if lost:
        what = "Some pupil numbers were shortened by Excel, such as 1.2E+12."
        did, you_can = "These numbers were not used.", "Export the list again, and do not save it from Excel."
        findings.append(Finding("number-in-powers", "worth knowing", what, rows=lost, did=did, you_can=you_can, of="cells"))
    return findings


def whole_upn(upn: str) -> str:
    """A pupil number of the DfE's form, else ""."""
    upn = upn.replace(" ", "").upper()
    return upn if _UPN.match(upn) else ""


def own_number(number: str) -> str:
    """A school's own number without the zeros that Excel strips, else ""."""
    return "" if is_missing(number) or _SCIENTIFIC.match(number) else number.removesuffix(".0").lstrip("0")


def folded_name(name: str) -> str:
    """The words of a name in alphabetical order, so that "Surname, Forename" and "Forename Surname" are one."""
    return " ".join(sorted(fold(name).split()))


def _findings(rows: int, pupils: int, by_name_only: set, known: dict) -> list[Finding]:
    findings = []
    if rows > pupils:
        findings.append(
            Finding(
                "rows-merged",
                "worth knowing",
                "Some pupils have more than one row.",
                rows=rows - pupils,
                of="rows",
                did=f"The {rows:,} rows were read as {pupils:,} pupils.",
                repair="rows-merged",
                instead="Each row is read as a pupil of its own.",
            )
        )
    if by_name_only:
        findings.append(
            Finding(
                "same-name",
                "worth knowing",
                "Some rows have the same name and nothing to tell two pupils apart.",
                rows=len(by_name_only),
                did="They were read as one pupil each.",
                you_can="Export the list with the admission number.",
                repair="same-name",
                instead="Each row is read as a pupil of its own.",
            )
        )
    shared = [key[1] for key in known if key[0] == "number"]
    if len(shared) != len(set(shared)):
        findings.append(
            Finding(
                "shared-number",
                "serious",
                "One pupil number stands beside two different names.",
                rows=len(shared) - len(set(shared)),
                did="They were read as different pupils.",
                you_can="Check the pupil numbers in your school system.",
                repair="shared-number",
                instead="They are read as one pupil.",
            )
        )
    return findings
