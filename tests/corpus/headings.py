"""F: headings. None, late, twice, in two rows, odd, or in the words of each school system."""

from tests.corpus.case import Case, listing, text, with_column
from tests.unit.reading.files import csv_of, workbook_of

_NAMES = ("Ada Byron", "Bea Smith", "Cy Neil", "Di Dyke", "Eve Ng", "Flo Ray")
_SYSTEMS = {
    "SIMS": ("Adno", "Legal Surname", "Legal Forename", "Year Group", "Reg Group", "SEN Status", "SEN Need Type"),
    "Arbor": ("Arbor Student ID", "Last Name", "First Name", "Year group(s) this academic year", "Registration form(s) this academic year", "SEN status", "SEN need(s)"),
    "Bromcom": ("Admission Number", "Surname", "Forename", "NC Year", "Tutor Group", "SEN Provision", "Primary Need"),
    "ScholarPack": ("Unique Pupil Number", "Family Name", "Given Name", "Year Group", "Class Name", "SEN Level", "Need Type"),
}  # fmt: skip


def system(name: str):
    """A list with the headings of one school system."""
    rows = [(str(n), "Byron", "Ada", "7", "7A", "KN"[n % 2], "ASD" if n % 2 == 0 else "") for n in range(1, 5)]
    return lambda: csv_of([_SYSTEMS[name], *rows])


CASES = (
    Case(105, "no headings", "no", text("1,7,K\n2,8,N\n3,9,N\n"), "no-headings", note="without headings a status cannot be told from any other letter"),
    Case(106, "headings in row six", "fix", text("a\nb\nc\nd\n\nAdno,Year Group,SEN Status\n1,7,K\n2,8,N\n"), "rows-above", pupils=2),
    Case(107, "headings in two rows", "ok", lambda: workbook_of({"List": [("Pupil", "", "SEN", ""), ("Adno", "Year Group", "Status", "Need 1"), ("1", 7, "K", "ASD"), ("2", 8, "N", "")]}), pupils=2,
         note="the upper row only groups the lower, which is complete"),
    Case(108, "heading twice, and they differ", "ask", lambda: csv_of([("Adno", "Year Group", "SEN Status", "SEN Status"), ("1", "7", "K", "E"), ("2", "8", "N", "K"), ("3", "8", "N", "N")]), "column:sen_provision"),
    Case(109, "blank heading", "ok", listing(("1", "7", "K", "x"), head=("Adno", "Year Group", "SEN Status", "")), pupils=4,
         note="the column is shown with its number and can be pointed out"),
    Case(110, "line break in a heading", "ok", text('Adno,"Year\nGroup","SEN\r\nStatus"\n1,7,K\n2,8,N\n'), pupils=2),
    Case(111, "heading of 5,000 letters", "no", lambda: csv_of([("Adno", "Year Group", "SEN Status", "x" * 5_000), ("1", "7", "K", "")]), "long-heading"),
    Case(112, "capitals and spaces", "ok", text("ADNO, year  group ,sen_STATUS\n1,7,K\n2,8,N\n"), pupils=2),
    *(Case(113, f"headings of {name}", "ok", system(name), pupils=4) for name in _SYSTEMS),
    Case(114, "two columns for one meaning", "ask", lambda: csv_of([("Adno", "Year Group", "SEN Status", "SEN Provision"), ("1", "7", "K", "E"), ("2", "8", "N", "K"), ("3", "8", "N", "N")]), "column:sen_provision"),
    Case(115, "no column of SEN status", "no", text("Adno,Year Group,Sex\n1,7,F\n2,8,M\n"), "no-sen-column"),
    Case(116, "columns that nobody asked for", "ok", with_column("House", "Red", "Blue", "Red"), pupils=3),
    Case(117, "heading that is a formula", "ok", with_column("=cmd|' /C calc'!A0", "1", "2"), pupils=2),
    Case(118, "heading with HTML", "ok", with_column("<script>window.harm=1</script>", "1", "2"), pupils=2),
    *(Case(119, f"heading {word}", "ok", with_column(word, "1", "2"), pupils=2) for word in ("index", "class", "__proto__", "nan", "pupil", "None")),
    Case(120, "heading that is a number", "ok", with_column("2026", "1", "2"), pupils=2, note="it is shown, is not used, and can be pointed out"),
    Case(121, "names under another heading", "fix", with_column("Preferred", *_NAMES), "names-column", pupils=6),
    Case(121, "names under the heading of a class", "fix", with_column("Form", *_NAMES), "names-column", pupils=6),
)  # fmt: skip
