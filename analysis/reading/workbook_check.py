"""A workbook checked before any parser opens it: its directory, its XML parts, its real size and its extent."""

import io
import re
import zipfile

from analysis.errors import FileError
from analysis.reading.container import ZIP_ERRORS
from analysis.reading.grid import check_extent
from analysis.reading.sheet_extent import Extent, ExtentReader

_MOST_PARTS = 2_000
_MOST_UNPACKED = 150_000_000
_MOST_RATIO = 120
_RATIO_FROM = 2_000_000
_MOST_LISTED_ROWS = 60_000
_CHUNK = 1 << 18
_EXTRAS = {"macros": "vbaproject", "links to other files": "externallink", "data connections": "connections.xml", "embedded files": "embeddings/"}
_SAVE_AGAIN = "Open it in Excel, save it as a new workbook (.xlsx), and load that."


def check_workbook(content: bytes) -> Extent:
    """How far the values of a workbook reach; one that is damaged, hostile or far too large inside is refused."""
    extent, unpacked = Extent(), 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_directory(archive)
            _refuse_strict(archive)
            extent.extras = _extras(archive.namelist())
            for part in archive.infolist():
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    unpacked += _check_part(archive, part, unpacked, extent)
    except ZIP_ERRORS as error:
        raise damaged() from error
    return extent


def damaged() -> FileError:
    """The refusal of a workbook of which only a part can be read."""
    return FileError(
        "This workbook is damaged or only part of it arrived.", how="Save it again, and load the new copy.", code="truncated"
    )


def no_sheet() -> FileError:
    """The refusal of a workbook without a table."""
    return FileError("This workbook has no sheet with a table.", how="Load a workbook with the list on a sheet.", code="no-sheet")


def _hostile(what: str, code: str) -> FileError:
    return FileError(what, how=_SAVE_AGAIN, code=code)


def _check_directory(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > _MOST_PARTS:
        raise _hostile("This workbook has far too many parts.", "too-many-parts")
    if not any("worksheets/" in name.lower() for name in names):
        raise no_sheet()
    if len({name.lower() for name in names}) < len(names):
        raise _hostile("Two parts of this workbook have the same name.", "duplicate-parts")
    if any(".." in re.split(r"[\\/]", name) or name.startswith(("/", "\\")) or ":" in name for name in names):
        raise _hostile("A part of this workbook points outside it.", "outside-part")
    if any(part.flag_bits & 1 for part in parts):
        raise _hostile("This workbook is protected by a password.", "password")
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise damaged()
    if sum(part.file_size for part in parts) > _MOST_UNPACKED or any(_is_bomb(part.file_size, part) for part in parts):
        raise _too_large()


def _refuse_strict(archive: zipfile.ZipFile) -> None:
    """Refuse the strict variant of the standard, which the reader does not know."""
    if b"purl.oclc.org/ooxml" in archive.open("xl/workbook.xml").read(4_000):
        raise FileError(
            "This workbook was saved as “Strict Open XML”.",
            how="In Excel, choose Save As, then “Excel Workbook (.xlsx)”, and load that.",
            code="strict",
        )


def _extras(names: list[str]) -> tuple[str, ...]:
    """What else a workbook carries that could act by itself; none of it is opened."""
    folded = [name.lower() for name in names]
    return tuple(what for what, mark in _EXTRAS.items() if any(mark in name for name in folded))


def _is_bomb(size: int, part: zipfile.ZipInfo) -> bool:
    return size > _RATIO_FROM and size > _MOST_RATIO * max(part.compress_size, 1)


def _too_large() -> FileError:
    return _hostile("This workbook is far larger inside than it looks.", "zip-bomb")


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, unpacked: int, extent: Extent) -> int:
    """The real size of one XML part, after a look at its definitions; a sheet widens the extent."""
    name = part.filename.lower()
    parser = _parser(extent if "worksheets/" in name and name.endswith(".xml") else None)
    size = 0
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > part.file_size or unpacked + size > _MOST_UNPACKED or _is_bomb(size, part):
                raise _too_large()
            if len(chunk) == _CHUNK and b"<" not in chunk:
                raise FileError(
                    "A cell of this workbook is far too long.", how="Export it again without notes, and load that.", code="long-cell"
                )
            _feed(parser, chunk)
    _feed(parser, b"", last=True)
    check_extent(0, extent.column)
    if extent.row > _MOST_LISTED_ROWS:
        raise FileError(
            "Something stands far below the list in this workbook.",
            how="Delete everything below the last pupil, or copy the list into a new workbook.",
            code="too-many-rows",
        )
    return size


def _feed(parser, chunk: bytes, last: bool = False) -> None:
    from xml.parsers.expat import ExpatError

    try:
        parser.Parse(chunk, last)
    except ExpatError as error:
        raise damaged() from error


def _parser(extent: Extent | None):
    """An XML parser that refuses definitions and, for a sheet, notes how far its values reach."""
    from xml.parsers import expat

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_definitions
    parser.EntityDeclHandler = _refuse_definitions
    if extent is not None:
        ExtentReader(parser, extent)
    return parser


def _refuse_definitions(*_: object) -> None:
    raise _hostile("This workbook holds definitions that no list needs.", "xml-entities")
