"""A: what is in the envelope. Files of the wrong kind, and workbooks of every make."""

import io
import zipfile

from tests.corpus.case import CANARY, HEAD, NOBODY_KNOWN, SHEET, Case, book, book_with, text
from tests.unit.reading.files import census_of, census_pupil, csv_of, ctf_of, ctf_pupil, part_of, with_part, workbook_of

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
_LIST = [HEAD, *NOBODY_KNOWN]
_MOVING = [
    ctf_pupil(sen=[("2023-09-04", "K")], needs=[(1, "SLCN", "")]).replace("Invented", CANARY.split()[1]),
    ctf_pupil(sen=[("2024-09-02", "E"), ("2022-09-05", "K")], needs=[(1, "ASD", "")]),
    ctf_pupil(),
]


def zip_of(*names: str, content: str = CANARY) -> bytes:
    """A zip archive with parts of these names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return made.getvalue()


def inline_strings() -> bytes:
    """A workbook as Google Sheets writes it: text inside the cells, no shared strings, no styles."""
    rows = "".join(
        f'<row r="{n}">' + "".join(f'<c r="{"ABC"[m]}{n}" t="inlineStr"><is><t>{cell}</t></is></c>' for m, cell in enumerate(row)) + "</row>"
        for n, row in enumerate(_LIST, start=1)
    )  # fmt: skip
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    return with_part(book(), SHEET, sheet.encode())


def strict() -> bytes:
    """A workbook in the strict variant of the standard, which has its own names for everything."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part).replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
            )
            content = content.replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"
            )  # fmt: skip
            new.writestr(part, content)
    return made.getvalue()


def chart_only() -> bytes:
    """A workbook whose only sheet is a chart."""
    from openpyxl import Workbook

    workbook, content = Workbook(), io.BytesIO()
    workbook.create_chartsheet("Chart")
    workbook.remove(workbook["Sheet"])
    workbook.save(content)
    return content.getvalue()


def very_hidden() -> bytes:
    """A workbook with last year's list on a sheet that Excel does not offer to show."""
    workbook = workbook_of({"Now": _LIST, "Old": [*_LIST, ("9", "9", "E")]}, hidden=["Old"])
    return with_part(
        workbook, "xl/workbook.xml", part_of(workbook, "xl/workbook.xml").replace(b'state="hidden"', b'state="veryHidden"')
    )


def libre_office() -> bytes:
    """A workbook with the odd things that LibreOffice writes: a size to the last row, formats on blank cells."""
    sheet = part_of(book(), SHEET).replace(b"<sheetData>", b'<dimension ref="A1:AMJ1048576"/><sheetData>', 1)
    blank = b'<row r="900" customFormat="false" ht="12.8"><c r="AMJ900" s="0"/></row></sheetData>'
    return with_part(book(), SHEET, sheet.replace(b"</sheetData>", blank))


CASES = (
    Case(1, "empty file", "no", text(""), "empty"),
    Case(2, "one byte", "no", text("a"), "too-short"),
    Case(3, "text named as a workbook", "no", text("Dear colleague, here is the list.\n"), "no-headings"),
    Case(4, "web page saved as Excel", "no", text(f"<html><table><tr><td>{CANARY}</td></tr></table></html>"), "html"),
    Case(5, "old Excel", "no", lambda: _OLE, "old-excel"),
    Case(6, "password", "no", lambda: _OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    Case(7, "macros", "fix", book_with("xl/vbaProject.bin", b"macro"), "workbook-extras", pupils=3),
    Case(8, "binary workbook", "no", lambda: zip_of("[Content_Types].xml", "xl/workbook.bin"), "xlsb"),
    Case(9, "OpenDocument", "no", lambda: zip_of("mimetype", "content.xml"), "ods"),
    Case(10, "Numbers", "no", lambda: zip_of("Index/Document.iwa"), "numbers"),
    Case(11, "PDF named csv", "no", lambda: b"%PDF-1.7\n" + bytes(40), "pdf"),
    Case(12, "picture named csv", "no", lambda: b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
    Case(13, "JSON named csv", "no", text(f'[{{"name": "{CANARY}", "sen": "K"}}]'), "json"),
    Case(14, "school census", "ok", lambda: census_of([census_pupil(status="K", needs=[(1, "ASD")]), census_pupil()]), pupils=2),
    Case(14, "common transfer file", "fix", lambda: ctf_of(_MOVING), "transfer-file", pupils=3,
         note="who is in it is not the whole roll, which is said above everything else"),
    Case(14, "common transfer file in UTF-16 with a namespace", "fix",
         lambda: ctf_of(_MOVING, '<c:CTfile xmlns:c="urn:ctf">').decode().encode("utf-16"), "no-sen-history", pupils=3),
    Case(14, "common transfer file without pupils", "no", lambda: ctf_of([]), "no-pupils"),
    Case(14, "other XML", "no", text(f"<rss><channel><title>{CANARY}</title></channel></rss>"), "xml-other"),
    Case(15, "zip of lists", "no", lambda: zip_of("list.csv", "list2.csv"), "zip"),
    Case(16, "truncated workbook", "no", lambda: book()[: len(book()) // 2], "truncated"),
    Case(17, "junk after the workbook", "ok", lambda: book() + b"junk after the end", pupils=3),
    Case(18, "workbook without a sheet", "no", lambda: zip_of("xl/workbook.xml", "[Content_Types].xml"), "no-sheet"),
    Case(19, "chart sheet only", "no", chart_only, "no-sheet"),
    Case(20, "list on a hidden sheet", "ask", lambda: workbook_of({"Read me": [["Hello"]], "List": _LIST}, ["List"]), "sheet"),
    Case(21, "very hidden sheet", "fix", very_hidden, "hidden-sheets", pupils=3),
    Case(22, "list on the second of three sheets", "fix", lambda: workbook_of({"A": [["Hello"]], "B": _LIST, "C": [["Bye"]]}),
         "other-sheets", pupils=3, note="only one sheet can be the list, so nothing has to be asked"),
    Case(22, "two sheets that could be the list", "ask", lambda: workbook_of({"A": [["Hello"]], "B": _LIST, "C": _LIST}), "sheet"),
    Case(22, "a sheet for each year group", "ask", lambda: workbook_of({f"Year {n}": [HEAD[::2], *((f"{n}{m}", "KN"[m % 2]) for m in range(6))] for n in (7, 8)}), "sheet"),
    Case(23, "Google workbook", "ok", inline_strings, pupils=3),
    Case(24, "LibreOffice workbook", "ok", libre_office, pupils=3),
    Case(25, "strict workbook", "no", strict, "strict"),
    Case(26, "shared strings missing", "no", book_with("xl/sharedStrings.xml", b"<broken"), "truncated"),
    Case(14, "list after all", "ok", lambda: csv_of(_LIST), pupils=3),
)  # fmt: skip
