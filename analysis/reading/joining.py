"""Which pupil of one file is which pupil of another."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from analysis.findings import Finding
from analysis.reading.marks import KINDS, Marks

_TWO = -1  # a mark that two pupils share says nothing
_MOST_ROWS_TOLD = 20


class Register:
    """The pupils met so far by their marks, each with a number of its own."""

    def __init__(self):
        self._known: dict[str, dict[bytes, int]] = {kind: {} for kind in KINDS}
        self._has_birth: set[int] = set()
        self.count = 0

    def find(self, marks: Marks) -> int | None:
        """The number of the pupil with these marks: by the surest that one pupil alone has; None where there is none."""
        return next((number for number in self._found(marks) if number != _TWO), None)

    def is_tied(self, marks: Marks) -> bool:
        """Whether two pupils fit these marks equally well."""
        return _TWO in self._found(marks)

    def _found(self, marks: Marks) -> list[int]:
        found = []
        for kind in KINDS:
            number = self._known[kind].get(marks.get(kind, b""))
            by_name = kind in ("name_and_class", "name") and "name_and_birth" in marks and number in self._has_birth
            if number is not None and not by_name:
                found.append(number)
        return found

    def add(self, marks: Marks, number: int | None = None) -> int:
        """Take up a pupil: as the one of this number, else as a new one."""
        if number is None:
            number, self.count = self.count, self.count + 1
        for kind, mark in marks.items():
            held = self._known[kind].get(mark, number)
            self._known[kind][mark] = number if held == number else _TWO
        if "name_and_birth" in marks:
            self._has_birth.add(number)
        return number

    def add_list(self, pupils: Iterable[Marks]) -> list[int]:
        """The number of each pupil of a list: as known from another list, else new."""
        pupils = list(pupils)
        before = [self.find(marks) for marks in pupils]
        taken: set[int] = set()
        numbers = []
        for marks, number in zip(pupils, before, strict=True):
            numbers.append(self.add(marks, None if number in taken else number))
            taken.add(numbers[-1])
        return numbers


def joined(register: Register, pupils: Sequence[Marks], places: Sequence[int]) -> tuple[list[int | None], list[Finding]]:
    """The number of each pupil of a further file, and the rows that belong to nobody or could be two pupils'.

    `places` has the row in the file of each pupil.
    """
    numbers = [register.find(marks) for marks in pupils]
    tied = [n for n, number in enumerate(numbers) if number is None and register.is_tied(pupils[n])]
    missed = [n for n, number in enumerate(numbers) if number is None and n not in set(tied)]
    findings = []
    if matched := sum(1 for number in numbers if number is not None):
        what = "This file was joined to your list."
        findings.append(Finding("joined", "for information", what, rows=matched, did="What it says about them was added."))
    if missed:
        what = "Some pupils of this file are not in your list."
        did, you_can = "They were left out.", "Check whether they have left, or are written another way."
        findings.append(_with_rows(Finding("not-joined", "worth knowing", what, rows=len(missed), did=did, you_can=you_can), missed, places))
    if tied:
        what = "Some rows of this file could be one of two pupils."
        did, you_can = "They were left out.", "Export this file with the UPN or the admission number."
        findings.append(_with_rows(Finding("tied", "serious", what, rows=len(tied), did=did, you_can=you_can), tied, places))
    return numbers, findings


def _with_rows(finding: Finding, these: Sequence[int], places: Sequence[int]) -> Finding:
    return replace(finding, places=tuple(sorted(places[n] for n in these)[:_MOST_ROWS_TOLD]))
