"""B: workbooks and XML made to do harm. Each is refused before a parser opens it, or read without what would harm."""

import io
import struct
import zipfile

from tests.corpus.case import CANARY, SHEET, Case, book, book_with, sheet_with
from tests.corpus.container import zip_of
from tests.unit.reading.files import census_of, census_pupil, ctf_of, ctf_pupil, part_of, with_part

_ENTITY = f'<!DOCTYPE x [<!ENTITY e "{CANARY}">]>'.encode()
_LAUGHS = ("<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 9)) + "]>").encode()
_FILE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
_HTTP = b'<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:9/x">]>'
_PLAIN_DTD = b"<!DOCTYPE worksheet>"


def defining(definitions: bytes, part: str = SHEET):
    """A workbook with definitions at the head of one part."""
    return lambda: with_part(book(), part, definitions + part_of(book(), part).replace(b'<?xml version="1.0"?>', b""))


def twins() -> bytes:
    """Two parts of one name."""
    content = io.BytesIO(book())
    import warnings

    with zipfile.ZipFile(content, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(SHEET, b"<worksheet/>")
    return content.getvalue()


def overlapping() -> bytes:
    """Two entries of the directory that point at the same bytes, as a quilted bomb has."""
    content = book()
    central = content.index(b"PK\x01\x02")
    end = content.rindex(b"PK\x05\x06")
    size = 46 + sum(struct.unpack("<HHH", content[central + 28 : central + 34]))
    entry = bytearray(content[central : central + size])
    name_at, name_size = 46, struct.unpack("<H", entry[28:30])[0]
    entry[name_at : name_at + 1] = b"z"  # another name, the same place
    directory = content[central:end] + bytes(entry)
    count = struct.unpack("<H", content[end + 10 : end + 12])[0] + 1
    assert name_size
    closing = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), central, 0)
    return content[:central] + directory + closing


def lying_size() -> bytes:
    """A part that is larger than the directory says."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/big.xml", b"<a>" + b"x " * 90_000 + b"</a>")
    made = content.getvalue()
    at = made.rindex(b"xl/big.xml") - 46 + 24
    return made[:at] + struct.pack("<I", 10) + made[at + 4 :]


def encrypted() -> bytes:
    """A part that is marked as encrypted."""
    at = book().index(b"PK\x01\x02") + 8
    return book()[:at] + struct.pack("<H", 1) + book()[at + 2 :]


def zip64() -> bytes:
    """A small workbook that uses the headers of an enormous one."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book())) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            with new.open(name, "w", force_zip64=True) as part:
                part.write(old.read(name))
    return content.getvalue()


def names_that_go_round() -> bytes:
    """Two defined names that stand for each other."""
    names = b"<definedNames><definedName name='A'>B</definedName><definedName name='B'>A</definedName></definedNames>"
    written = part_of(book(), "xl/workbook.xml")
    return with_part(book(), "xl/workbook.xml", written.replace(b"</sheets>", b"</sheets>" + names))


def entity_census(definitions: bytes) -> bytes:
    """A census return with definitions."""
    return census_of([census_pupil()]).replace(b"<Message>", definitions + b"<Message>")


_DDE = b'<row r="9"><c r="A9" t="str"><f>cmd|\' /C calc\'!A0</f><v>9001</v></c><c r="B9"><v>7</v></c><c r="C9" t="str"><v>K</v></c></row>'
_RELATION = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="http://127.0.0.1:9/x.png" TargetMode="External"/></Relationships>'
)

CASES = (
    Case(27, "entities that grow", "no", defining(_LAUGHS), "xml-entities"),
    Case(27, "entities that grow, in a census", "no", lambda: entity_census(_LAUGHS), "xml-entities"),
    Case(28, "entity from a file", "no", defining(_FILE), "xml-entities"),
    Case(28, "entity from a file, in a census", "no", lambda: entity_census(_FILE), "xml-entities"),
    Case(29, "entity from the network", "no", defining(_HTTP), "xml-entities"),
    Case(29, "entity from the network, in a census", "no", lambda: entity_census(_HTTP), "xml-entities"),
    Case(30, "definitions in a common transfer file", "no", lambda: b"<!DOCTYPE CTfile>" + ctf_of([ctf_pupil()]), "xml-entities"),
    Case(30, "definitions without entities", "no", defining(_PLAIN_DTD), "xml-entities"),
    Case(31, "entity in shared strings", "no", book_with("xl/sharedStrings.xml", _ENTITY + b"<sst/>"), "xml-entities"),
    Case(32, "entity in styles", "no", book_with("xl/styles.xml", _ENTITY + b"<styleSheet/>"), "xml-entities"),
    Case(33, "definitions in UTF-16", "no", book_with("xl/styles.xml", (_ENTITY + b"<styleSheet/>").decode().encode("utf-16")), "xml-entities"),
    Case(33, "definitions in UTF-7", "no", book_with("xl/styles.xml", b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x>'), "truncated"),
    Case(34, "bomb", "no", book_with("xl/big.xml", b"<a>" + b" " * 60_000_000 + b"</a>"), "zip-bomb"),
    Case(35, "zip in a zip", "no", lambda: zip_of("one.zip", "two.zip"), "zip"),
    Case(36, "parts that overlap", "no", overlapping, "truncated"),
    Case(37, "two parts of one name", "no", twins, "duplicate-parts"),
    Case(38, "part outside the workbook", "no", book_with("../evil.xml", b"<a/>"), "outside-part"),
    Case(39, "part with an absolute name", "no", book_with("/etc/evil.xml", b"<a/>"), "outside-part"),
    Case(40, "size that lies", "no", lying_size, "truncated"),
    Case(41, "a hundred thousand parts", "no", lambda: zip_of("xl/workbook.xml", *map(str, range(100_000)), content=""), "too-many-parts"),
    Case(42, "encrypted part", "no", encrypted, "password"),
    Case(43, "headers of a giant", "ok", zip64, pupils=3),
    Case(44, "deep nesting", "no", sheet_with(b"<extLst>" * 50_000 + b"</extLst>" * 50_000, b"</worksheet>"), "xml-deep"),
    Case(45, "attribute of a megabyte", "no", sheet_with(b'<x y="' + b"y" * 1_000_000 + b'"/>', b"</worksheet>"), "long-cell"),
    Case(46, "names that go round", "ok", names_that_go_round, pupils=3),
    Case(47, "links to other workbooks", "fix", book_with("xl/externalLinks/externalLink1.xml", b"<externalLink/>"), "workbook-extras", pupils=3),
    Case(48, "data connection", "fix", book_with("xl/connections.xml", b"<connections/>"), "workbook-extras", pupils=3),
    Case(49, "formula that would run a program", "ok", sheet_with(_DDE), pupils=4),
    Case(50, "embedded object", "fix", book_with("xl/embeddings/oleObject1.bin", b"object"), "workbook-extras", pupils=3),
    Case(51, "picture from the network", "ok", book_with("xl/worksheets/_rels/sheet1.xml.rels", _RELATION), pupils=3),
    Case(52, "custom XML", "ok", book_with("customXml/item1.xml", b"<a>b</a>"), pupils=3),
)  # fmt: skip
