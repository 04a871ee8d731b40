"""H: cells. Dates, numbers, codes and words as people and spreadsheets write them."""

import io
from datetime import date

from tests.corpus.case import HEAD, NOBODY_KNOWN, Case, book, listing, sheet_with, with_column
from tests.unit.reading.files import csv_of

_NEED = (*HEAD, "SEN Need Type")
_ATTENDANCE = (*HEAD, "Possible Sessions", "Sessions Attended")


def needing(*cells: str):
    """A list of pupils with these needs, and two without SEN."""
    rows = [(str(n), "7", "K", cell) for n, cell in enumerate(cells, start=1)]
    return lambda: csv_of([_NEED, *rows, ("91", "8", "N", ""), ("92", "8", "N", "")])


def statuses(*cells: str):
    """A list of pupils with these statuses."""
    return listing(*[(str(n), "7", cell) for n, cell in enumerate(cells, start=1)])


def mac_dates() -> bytes:
    """A workbook that counts its days from 1904, as old Macs did."""
    from openpyxl import Workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.active.append([*HEAD, "DOB"])
    workbook.active.append(["1", "7", "K", date(2014, 10, 5)])
    workbook.active.append(["2", "7", "N", date(2014, 2, 5)])
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


_ERROR = b'<row r="9"><c r="A9"><v>9001</v></c><c r="B9"><v>7</v></c><c r="C9" t="e"><v>#REF!</v></c></row>'
_UNWORKED = b'<row r="9"><c r="A9"><v>9001</v></c><c r="B9"><v>7</v></c><c r="C9"><f>D9</f></c></row>'

CASES = (
    Case(138, "day first", "ok", with_column("DOB", "25/12/2013", "03/04/2014"), pupils=2),
    Case(139, "day or month first", "fix", with_column("DOB", "05/06/2014", "03/04/2014"), "day-and-month", pupils=2,
         note="only the term of birth hangs on it; what was assumed is said, and a date that cannot be mistaken is asked for"),
    Case(140, "day first and month first", "fix", with_column("DOB", "25/12/2013", "12/25/2013"), "day-and-month", pupils=2),
    Case(141, "serial numbers of Excel", "fix", with_column("DOB", "41775", "41776"), "dates-as-numbers", pupils=2),
    Case(142, "days counted from 1904", "ok", mac_dates, pupils=2),
    Case(143, "years of two digits", "fix", with_column("DOB", "25.12.13", "03.04.14"), "two-digit-years", pupils=2),
    Case(144, "29 February of a year that has none", "fix", with_column("DOB", "29/02/2015", "25/12/2013"), "unknown-value", pupils=2),
    Case(145, "1 January 1900", "fix", with_column("DOB", "01/01/1900", "25/12/2013"), "odd-age", pupils=2),
    Case(146, "born in the future", "fix", with_column("DOB", "25/12/2090", "25/12/2013"), "odd-age", pupils=2),
    Case(147, "attendance as 95, 0.95 and 95%", "fix", with_column("Attendance %", "95", "0.95", "95%", "95.0 %"), "attendance-is-a-share", pupils=4,
         note="no share of attendance is read: shares cannot be added up, so the sessions are asked for"),
    Case(148, "more sessions attended than possible", "fix", lambda: csv_of([_ATTENDANCE, ("1", "7", "K", "100", "101"), ("2", "8", "N", "100", "90")]), "sessions-do-not-add-up", pupils=2),
    Case(149, "words for nothing", "ok", with_column("Sex", "-", "n/a", "NULL", ".", "", "F"), pupils=6),
    Case(149, "errors of a spreadsheet", "fix", with_column("Sex", "#N/A", "#REF!", "F"), "error-cells", pupils=3),
    Case(150, "the DfE's marks for hidden numbers", "fix", with_column("Possible Sessions", "c", "z", ":", "~", "low", "100"), "hidden-numbers", pupils=6),
    Case(151, "number as text with a comma", "ok", with_column("Possible Sessions", "1,100", " 120 ", "130"), pupils=3),
    Case(152, "decimal comma", "fix", with_column("Reading Standard Score", "88,5", "101", "95"), "decimal-comma", pupils=3,
         note="a comma with one or two digits after it can be nothing but a decimal point, so it is read and said"),
    Case(153, "every way to say yes and no", "ok", with_column("FSM", "Y", "N", "yes", "TRUE", "1", "✓", "False", "0"), pupils=8),
    Case(154, "unknown status of several pupils", "ask", statuses("Wave 2", "Wave 2", "Wave 2", "K"), "value:sen_provision:Wave 2"),
    Case(154, "unknown status of one pupil", "fix", statuses("see Quillfeather", "K", "K"), "unknown-status", pupils=6,
         note="what one pupil alone has may be a name, so it is counted and not shown in a question"),
    Case(155, "statuses of before 2014", "ask", statuses("School Action", "School Action Plus", "K"), "value:sen_provision:School action"),
    Case(156, "need in full words", "ok", needing("Speech, Language and Communication Needs", "Autistic Spectrum Disorder"), pupils=4),
    Case(157, "two needs in one cell", "ask", needing("SLCN; ASD", "SLCN"), "need_order"),
    Case(158, "codes in small letters", "ok", lambda: csv_of([_NEED, ("1", "7", "k", "slcn"), ("2", "8", "n", "")]), pupils=2),
    Case(159, "need without SEN", "fix", lambda: csv_of([_NEED, ("1", "7", "N", "SLCN"), ("2", "8", "K", "ASD"), ("3", "8", "N", "")]), "needs-without-sen", pupils=3),
    Case(160, "plan and SEN support at once", "fix", lambda: csv_of([(*HEAD, "EHCP"), ("1", "7", "K", "Yes"), ("2", "8", "E", "Yes"), ("3", "8", "N", "No")]), "plan-flag-differs", pupils=3,
         note="the status is read, and “Undo” believes the column of plans: which is right is seen in the school system"),
    Case(161, "sex beyond M and F", "fix", with_column("Sex", "M", "F", "X", "Non-binary"), "unknown-value", pupils=4),
    Case(162, "note with a diagnosis", "ok", with_column("Notes", "diagnosed, lives with Zebedee", ""), pupils=2),
    Case(163, "note of 10,000 letters", "ok", with_column("Notes", "Quillfeather " * 800, ""), pupils=2),
    Case(164, "negative count", "fix", with_column("Possible Sessions", "-5", "120"), "odd-number", pupils=2),
    Case(165, "number without end", "fix", with_column("Possible Sessions", "inf", "1e309", "120"), "odd-number", pupils=3),
    Case(166, "formula that was never worked out", "fix", sheet_with(_UNWORKED), "formulas-without-results", pupils=4),
    Case(167, "cell with an error", "fix", sheet_with(_ERROR), "error-cells", pupils=4),
    Case(147, "attendance as sessions", "ok", lambda: csv_of([_ATTENDANCE, *[(*row, "100", "95") for row in NOBODY_KNOWN]]), pupils=3),
    Case(141, "dates of a workbook", "ok", lambda: book(("5004", "7", "K")), pupils=4),
    Case(193, "register", "ask", lambda: csv_of([HEAD, *[(str(n), "7", "KKE"[n % 3]) for n in range(12)]]), "roll"),
    Case(195, "needs that have ended", "fix", lambda: csv_of([(*_NEED, "SEN need end date"), ("1", "7", "K", "ASD", "01/09/2024"), ("1", "7", "K", "SLCN", ""), ("2", "8", "N", "", "")]), "ended-needs", pupils=2),
    Case(197, "needs in a row without an order", "ask", needing("SLCN, ASD, MLD", "SEMH, ASD"), "need_order"),
)  # fmt: skip
