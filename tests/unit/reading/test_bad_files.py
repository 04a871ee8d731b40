"""Files that are refused: each gets a sentence that says what is wrong and what to do, and no word of the file."""

import io
import struct
import zipfile

import pytest

from analysis.errors import FileError, MissingColumns
from analysis.reading import look_at_file
from tests.unit.reading.files import census_of, census_pupil, csv_of, part_of, school_rows, with_part, workbook_of

CANARY = "Zebedee Canary"
_LIST = [["Name", "Year Group", "SEN Status"], [CANARY, "7", "K"], ["Other Pupil", "8", "N"]]
_WORKBOOK = workbook_of({"List": _LIST})
_SHEET = "xl/worksheets/sheet1.xml"


def zip_of(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, CANARY)
    return content.getvalue()


def zip_with_twins() -> bytes:
    content = io.BytesIO(_WORKBOOK)
    with zipfile.ZipFile(content, "a") as archive, pytest.warns(UserWarning):
        archive.writestr(_SHEET, b"<worksheet/>")
    return content.getvalue()


def sheet_with(cells: bytes) -> bytes:
    return with_part(_WORKBOOK, _SHEET, part_of(_WORKBOOK, _SHEET).replace(b"</sheetData>", cells + b"</sheetData>"))


def encrypted_entry() -> bytes:
    at = _WORKBOOK.index(b"PK\x01\x02") + 8
    return _WORKBOOK[:at] + struct.pack("<H", 1) + _WORKBOOK[at + 2 :]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
DOCTYPE = b'<!DOCTYPE x [<!ENTITY e "' + CANARY.encode() + b'">]>'
ENTITY_CENSUS = census_of([census_pupil()]).replace(b"<Message>", DOCTYPE + b"<Message>")
HEADINGS_ONLY = csv_of([["Name", "Year Group", "SEN Status"]])

BAD_FILES = {
    "an empty file": (b"", "empty"),
    "spaces only": (b" \r\n \r\n ", "empty"),
    "one byte": (b"a", "too-short"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
    "a photograph": (b"\xff\xd8\xff\xe0" + bytes(40), "picture"),
    "a PDF": (b"%PDF-1.7\n" + bytes(40), "pdf"),
    "JSON": (b'[{"name": "Zebedee Canary", "sen": "K"}]', "json"),
    "a JSON object": (b'{"pupils": [{"name": "Zebedee Canary"}]}', "json"),
    "a web page": (b"<html><body><table><tr><td>Zebedee Canary</td></tr></table></body></html>", "html"),
    "old Excel": (OLE, "old-excel"),
    "a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "binary Excel": (zip_of("[Content_Types].xml", "xl/workbook.bin"), "xlsb"),
    "OpenDocument": (zip_of("mimetype", "content.xml"), "ods"),
    "Word": (zip_of("[Content_Types].xml", "word/document.xml"), "word"),
    "Numbers": (zip_of("Index/Document.iwa"), "numbers"),
    "a zip of lists": (zip_of("list.csv"), "zip"),
    "a truncated workbook": (_WORKBOOK[: len(_WORKBOOK) // 2], "truncated"),
    "a file over the limit": (b"Name,Year Group,SEN Status\n" + b"a" * 10_000_000, "too-big"),
    "two parts of one name": (zip_with_twins(), "duplicate-parts"),
    "a part outside": (with_part(_WORKBOOK, "../evil.xml", b"<a/>"), "outside-part"),
    "an encrypted part": (encrypted_entry(), "password"),
    "a bomb": (with_part(_WORKBOOK, "xl/big.xml", b"<a>" + b" " * 60_000_000 + b"</a>"), "zip-bomb"),
    "many parts": (zip_of("xl/workbook.xml", *(f"p{n}" for n in range(2_001))), "too-many-parts"),
    "a value in the last cell": (sheet_with(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "too-many-columns"),
    "a value in the last row": (sheet_with(b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "too-many-rows"),
    "definitions in a sheet": (
        with_part(_WORKBOOK, _SHEET, DOCTYPE + b"<worksheet><sheetData/></worksheet>"), "xml-entities",
    ),
    "definitions in styles": (with_part(_WORKBOOK, "xl/styles.xml", DOCTYPE + b"<styleSheet/>"), "xml-entities"),
    "definitions in UTF-16": (
        with_part(_WORKBOOK, "xl/styles.xml", (DOCTYPE + b"<styleSheet/>").decode().encode("utf-16")), "xml-entities",
    ),
    "shared strings missing": (with_part(_WORKBOOK, "xl/sharedStrings.xml", b"<broken"), "truncated"),
    "entities in a census": (ENTITY_CENSUS, "xml-entities"),
    "entities in a UTF-16 census": (ENTITY_CENSUS.decode().encode("utf-16"), "xml-entities"),
    "a truncated census": (census_of([census_pupil()] * 9)[:-200], "xml-damaged"),
    "a transfer file": (b"<CTfile><Header><CTFversion>24.0</CTFversion></Header></CTfile>", "no-pupils"),
    "other XML": (b"<rss><channel><title>Zebedee Canary</title></channel></rss>", "xml-other"),
    "deep XML": (b"<Message>" + b"<a>" * 500 + b"</a>" * 500 + b"</Message>", "xml-deep"),
    "a census of nobody": (census_of([]), "no-pupils"),
    "headings only": (HEADINGS_ONLY, "no-pupils"),
    "no headings": (csv_of([["Zebedee Canary", "7", "K"], ["Other Pupil", "8", "N"]]), "no-headings"),
    "zero bytes": (b"Name,Year Group,SEN Status\nZebedee\x00Canary,7,K\nOther,8,N\n", "nul-bytes"),
    "an open quote": (b'Name,Year Group,SEN Status\n"Zebedee Canary,7,K\nOther,8,N\n', "open-quote"),
    "301 columns": (csv_of([["Name", "SEN Status", *map(str, range(299))], ["Zebedee Canary", "K", *["1"] * 299]]), "too-many-columns"),
    "a hundred thousand columns": (b"Name,Year Group,SEN Status" + b",a" * 100_000, "too-many-columns"),
    "20,001 pupils": (csv_of(school_rows(20_001)), "too-many-pupils"),
    "a heading of 5,000 letters": (csv_of([["Name", "Year Group", "SEN Status", "x" * 5_000], [CANARY, "7", "K", ""]]), "long-heading"),
    "a safeguarding log": (
        csv_of([["Incident ID", "Incident Date", "Category", "Subcategory", "Status", "Severity"], ["1", "1/9/25", CANARY, "", "Open", ""]]),
        "safeguarding-log",
    ),
    "a behaviour log": (
        csv_of([["Date", "Admission No", "Type", "Reason", "Lesson", "Points", "Awarded By"], ["1/9/25", "12", CANARY, "", "", "3", ""]]),
        "behaviour-log",
    ),
    "an attendance summary": (
        csv_of([["Name", "Reg", "Possible Sessions", "Present Sessions", "Attendance %"], [CANARY, "7A", "140", "130", "92.9%"]]),
        "attendance-summary",
    ),
    "a list without SEN": (csv_of([["Name", "Year Group", "Sex"], [CANARY, "7", "F"]]), "no-sen-column"),
    "SEN at any time": (csv_of([["Name", "Year Group", "SEN at any time this academic year"], [CANARY, "7", "Yes"]]), "no-current-sen"),
    "a status of another kind": (csv_of([["Name", "Year Group", "Status"], [CANARY, "7", "Signed"]] * 4), "no-sen-values"),
    "uneven rows": (csv_of([["Year Group", "SEN Status"], ["7", "K", "Zebedee Canary"]]), "uneven-rows"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_with_what_to_do(name):
    content, code = BAD_FILES[name]
    with pytest.raises((FileError, MissingColumns)) as refusal:
        look_at_file(content)
    assert refusal.value.code == code
    assert refusal.value.how
    assert "Canary" not in str(refusal.value) and "Zebedee" not in str(refusal.value)


@pytest.mark.parametrize("name", BAD_FILES)
def test_every_sentence_of_a_refusal_is_short(name):
    with pytest.raises((FileError, MissingColumns)) as refusal:
        look_at_file(BAD_FILES[name][0])
    assert all(len(sentence.split()) < 25 for sentence in str(refusal.value).split(". "))
