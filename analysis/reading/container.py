"""What kind of file this is, told by its first bytes and not by its name."""

import io
import struct
import zipfile
import zlib

from analysis.errors import FileError
from analysis.reading.grid import MOST_BYTES

EXPORT_AGAIN = "Export the list from your school system as csv or Excel (.xlsx), and load that."
SAVE_AS_CSV = "Open it in Excel, choose Save As, then CSV or Excel workbook (.xlsx), and load that."

# What Python's zip reader raises on a damaged archive, as met when bytes of good ones were changed at random.
ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)

_FEWEST_BYTES = 10
_MAGIC = (
    (b"%PDF", "pdf", "This is a PDF, not a list.", EXPORT_AGAIN),
    (b"\x89PNG", "picture", "This is a picture, not a list.", EXPORT_AGAIN),
    (b"\xff\xd8\xff", "picture", "This is a picture, not a list.", EXPORT_AGAIN),
    (b"GIF8", "picture", "This is a picture, not a list.", EXPORT_AGAIN),
    (b"II*\x00", "picture", "This is a picture, not a list.", EXPORT_AGAIN),
    (b"MM\x00*", "picture", "This is a picture, not a list.", EXPORT_AGAIN),
    (b"RIFF", "picture", "This is a picture or a recording, not a list.", EXPORT_AGAIN),
    (b"{\\rtf", "word", "This is a text document, not a list.", EXPORT_AGAIN),
    (b"\x1f\x8b", "archive", "This is a compressed file.", "Unpack it first, and load the list inside."),
    (b"7z\xbc\xaf", "archive", "This is a compressed file.", "Unpack it first, and load the list inside."),
    (b"Rar!", "archive", "This is a compressed file.", "Unpack it first, and load the list inside."),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")


def kind_of_file(content: bytes) -> str:
    """ "workbook", "xml" or "text"; anything else is refused with what to do."""
    _check_size(content)
    for magic, code, what, how in _MAGIC:
        if content.startswith(magic):
            raise FileError(what, how=how, code=code)
    if content[4:8] == b"ftyp":
        raise FileError("This is a picture or a film, not a list.", how=EXPORT_AGAIN, code="picture")
    if content.startswith(_OLE):
        _refuse_old_office(content)
    if content.startswith(b"PK"):
        return _kind_of_zip(content)
    return _kind_of_text(content)


def _check_size(content: bytes) -> None:
    if not content.strip():
        raise FileError("This file is empty.", how=EXPORT_AGAIN, code="empty")
    if len(content) < _FEWEST_BYTES:
        raise FileError("There is almost nothing in this file.", how=EXPORT_AGAIN, code="too-short")
    if len(content) > MOST_BYTES:
        raise FileError(
            "This file is over 10 MB, too big for a list of one school.",
            how="Export only the columns you need: SEN status, year group and need.",
            code="too-big",
        )


def _refuse_old_office(content: bytes) -> None:
    if _ENCRYPTED_PART in content:
        raise FileError(
            "This workbook is protected by a password.",
            how="Open it in Excel, remove the password, save a copy, and load the copy.",
            code="password",
        )
    raise FileError("This is an old Excel or Word file.", how=SAVE_AS_CSV, code="old-excel")


def _kind_of_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except ZIP_ERRORS as error:
        raise FileError(
            "This workbook is damaged or only part of it arrived.", how="Save it again, and load the new copy.", code="truncated"
        ) from error
    if "xl/workbook.xml" in names:
        return "workbook"
    if "xl/workbook.bin" in names:
        raise FileError("This is a binary Excel workbook (.xlsb).", how=SAVE_AS_CSV, code="xlsb")
    if any(name.startswith("Index/") or name.endswith(".iwa") for name in names):
        raise FileError("This is a Numbers file.", how="In Numbers, choose Export To, then CSV, and load that.", code="numbers")
    if "mimetype" in names and "content.xml" in names:
        raise FileError("This is an OpenDocument file.", how="Save it as CSV or Excel (.xlsx), and load that.", code="ods")
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise FileError("This is a Word or PowerPoint file, not a list.", how=EXPORT_AGAIN, code="word")
    raise FileError("This is a zip file.", how="Unpack it first, and load the list inside.", code="zip")


def _kind_of_text(content: bytes) -> str:
    opening = content[:4000].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if opening.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<div", b"<style", b"<meta")):
        raise FileError("This is a web page saved with an Excel name.", how=SAVE_AS_CSV, code="html")
    if opening.startswith(b"<"):
        return "xml"
    if opening.startswith((b"{", b"[{", b"[[", b'["')):
        raise FileError("This is a JSON file, not a list.", how=EXPORT_AGAIN, code="json")
    return "text"
