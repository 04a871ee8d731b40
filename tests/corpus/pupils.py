"""G: pupils. Twice, without a number, without a year, or not pupils at all."""

from tests.corpus.case import Case, listing, with_column
from tests.unit.reading.files import csv_of

_UPN = ("UPN", "Name", "Year Group", "SEN Status")
_GOOD = "R201100018042", "T20110001804V"
_OTHERS = [("", f"Pupil{n} Other", "8", "N") for n in range(6)]
_REG = ("Adno", "Year Group", "SEN Status", "Enrolment Status", "Leaving Date")


def numbered(*rows):
    """A list with pupil numbers and names."""
    return lambda: csv_of([_UPN, *rows, *_OTHERS])


def enrolled(*rows):
    """A list with places on the roll."""
    return lambda: csv_of([_REG, *rows, *[(str(n), "8", "N", "C", "") for n in range(50, 56)]])


CASES = (
    Case(122, "same row twice", "fix", listing(("1", "7", "K"), ("1", "7", "K")), "rows-merged", pupils=4),
    Case(123, "same UPN, different statuses", "fix", numbered((_GOOD[0], "A", "7", "K"), (_GOOD[0], "A", "7", "E")), "rows-disagree", pupils=7,
         note="the higher provision is read and the count of such pupils is serious: which is right is seen in the school system, not here"),
    Case(124, "same name, different UPN", "ok", numbered((_GOOD[0], "A B", "7", "K"), (_GOOD[1], "A B", "7", "E")), pupils=8),
    Case(125, "no UPN", "ok", numbered(("", "A B", "7", "K")), pupils=7),
    Case(126, "UPN with a wrong check letter", "fix", numbered(("A123456789001", "A B", "7", "K")), "upn-check", pupils=7),
    Case(127, "temporary UPN", "ok", numbered((_GOOD[1], "A B", "7", "K")), pupils=7),
    Case(128, "number in scientific notation", "fix", listing(("1.23E+12", "7", "K"), ("1.23E+12", "7", "K")), "number-in-powers", pupils=5),
    Case(129, "leavers in the list", "ask", enrolled(("1", "7", "K", "C", "01/09/2024")), "leavers", pupils=6),
    Case(130, "guests", "fix", enrolled(("1", "7", "K", "G", "")), "guests", pupils=6,
         note="left out, as a census leaves them out, with an “Undo” beside it, so nothing has to be asked first"),
    Case(130, "registered here and elsewhere", "fix", enrolled(("1", "7", "K", "S", "")), "subsidiary", pupils=7,
         note="counted, since they are taught here; that the census counts them elsewhere is said"),
    Case(131, "staff among the pupils", "fix", listing(("900", "", "N"), ("901", "", "")), "no-year-off-roll", pupils=3,
         note="a row without a year group is left out, with an “Undo” beside it; staff cannot be told from leavers"),
    Case(132, "pupil of thirty", "fix", with_column("DOB", "13/01/1990", "14/02/2014"), "odd-age", pupils=2),
    Case(133, "year group 7A", "fix", listing(("1", "7A", "K")), "more-in-cell", pupils=4),
    Case(133, "two year groups in one cell", "fix", listing(("1", "Year 6, Year 7", "K")), "two-years", pupils=4),
    Case(134, "Reception and Nursery in every spelling", "ok", listing(*[(str(n), year, "KN"[n % 2]) for n, year in enumerate(("Reception", "R", "0", "Nursery", "N1", "FS2"))]), pupils=9),
    Case(135, "year group 2026", "fix", listing(("1", "2026", "K")), "unknown-value", pupils=4,
         note="a year of leaving or of joining cannot be told apart, so the year group is left unrecorded and counted"),
    Case(136, "mixed-age class", "ok", lambda: csv_of([("Adno", "Year Group", "Class", "SEN Status"), ("1", "3", "Oak", "K"), ("2", "4", "Oak", "N")]), pupils=2),
    Case(137, "a row for each need", "fix", lambda: csv_of([("Adno", "Year Group", "SEN Status", "SEN Need Type", "Need Rank"), ("1", "7", "K", "ASD", "1"), ("1", "7", "K", "SLCN", "2"), ("2", "8", "N", "", "")]), "rows-merged", pupils=2),
)  # fmt: skip
