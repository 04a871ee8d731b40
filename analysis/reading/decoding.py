"""Bytes into text, by a fixed ladder: guessing libraries take one Western encoding for another."""

import codecs

from analysis.errors import FileError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
# The five bytes that Windows-1252 leaves empty are read as Latin-1 reads them.
_WINDOWS_GAPS = {byte: chr(byte) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding.

    The order is: byte-order mark, strict UTF-8, UTF-16 by its zero bytes, Windows-1252.

    >>> decode("Zoë".encode("cp1252"))
    ('Zoë', 'Windows-1252')
    """
    text, encoding = _decoded(content)
    if "\x00" in text:
        raise FileError(
            "This file holds bytes that no list has.", how="Export it again as csv or Excel (.xlsx).", code="nul-bytes"
        )
    return text, encoding


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return content.decode(codec, errors="replace"), name
    if b"\x00" not in content:
        try:
            return content.decode("utf-8"), "UTF-8"
        except UnicodeDecodeError:
            return _windows_text(content), "Windows-1252"
    return _without_mark(content)


def _windows_text(content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_WINDOWS_GAPS.get(byte) or bytes([byte]).decode("cp1252") for byte in content)


def _without_mark(content: bytes) -> tuple[str, str]:
    """UTF-16 without its mark: ordinary text then has a zero in every second byte."""
    sample = content[:2000]
    for codec, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if zeros.count(0) > 0.6 * len(zeros):
            return content.decode(codec, errors="replace"), "UTF-16"
    return content.decode("latin-1"), "unknown"
