"""D: letters. Every way of writing them down that a school's computers use, and a few that they should not."""

import unicodedata

from tests.corpus.case import Case, listing, text, with_column
from tests.unit.reading.files import csv_of

_WORDS = ("Name", "Year Group", "SEN Status", "House")
_ROWS = [_WORDS, ("Zoë “Quote” O’Neil", "7", "K", "Élan"), ("Ben", "8", "N", "Élan"), ("Siân", "9", "N", "Élan")]


def encoded(encoding: str, mark: bytes = b""):
    """The list in one encoding."""
    rows = [[cell.encode(encoding, "ignore").decode(encoding) for cell in row] for row in _ROWS]
    return lambda: mark + csv_of(rows, encoding=encoding)


def by_row() -> bytes:
    """A list in which half the rows are UTF-8 and half are Windows-1252."""
    lines = [",".join(row) for row in _ROWS]
    return b"\r\n".join(line.encode(("utf-8", "cp1252")[n % 2]) for n, line in enumerate(lines))


def line_ends(*ends: bytes) -> bytes:
    """The list with these line ends in turn."""
    lines = [",".join(row).encode() for row in _ROWS]
    return b"".join(line + ends[n % len(ends)] for n, line in enumerate(lines))


def lone_surrogate() -> bytes:
    """A UTF-16 list with half of a letter."""
    good = csv_of(_ROWS, encoding="utf-16-le")
    place = good.index("B".encode("utf-16-le"))
    return b"\xff\xfe" + good[:place] + b"\x00\xd8" + good[place + 2 :]


_TOLD = "read whole; the finding only tells which way of writing was used, so that lost letters can be traced"
CASES = (
    Case(71, "UTF-8", "ok", encoded("utf-8"), pupils=3),
    Case(72, "UTF-8 with its mark", "ok", encoded("utf-8-sig"), pupils=3),
    Case(73, "UTF-16, low byte first", "fix", encoded("utf-16-le", b"\xff\xfe"), "encoding", pupils=3, note=_TOLD),
    Case(74, "UTF-16, high byte first", "fix", encoded("utf-16-be", b"\xfe\xff"), "encoding", pupils=3, note=_TOLD),
    Case(75, "UTF-16 without its mark", "fix", encoded("utf-16-le"), "encoding", pupils=3,
         note="told by the zero in every second byte, so it is not asked; which way was used is said"),
    Case(76, "Windows-1252 with curly quotes", "fix", encoded("cp1252"), "encoding", pupils=3, note=_TOLD),
    Case(77, "Latin-1", "fix", encoded("latin-1"), "encoding", pupils=3, note=_TOLD),
    Case(78, "Mac Roman", "fix", encoded("mac-roman"), "encoding", pupils=3,
         note="it cannot be told from Windows-1252, and nothing that is kept differs but a class with an accent"),
    Case(79, "two encodings in one file", "fix", by_row, "garbled-letters", pupils=3),
    Case(80, "letters encoded twice", "fix", lambda: csv_of(_ROWS).decode("cp1252", "ignore").encode(), "garbled-letters", pupils=3),
    Case(81, "zero bytes", "no", text("Name,Year Group,SEN Status\nZebedee\0Quillfeather,7,K\nOther,8,N\n"), "nul-bytes"),
    Case(82, "byte-order mark in the middle", "fix", text("Adno,Year Group,\ufeffSEN Status\n1,7,K\n2,7,N\n"), "hidden-marks", pupils=2),
    Case(83, "old Mac line ends", "ok", lambda: line_ends(b"\r"), pupils=3),
    Case(84, "mixed line ends", "ok", lambda: line_ends(b"\n", b"\r\n"), pupils=3),
    Case(85, "half of a letter", "fix", lone_surrogate, "lost-letters", pupils=3,
         note="one letter of a name is lost, and a name is dropped anyway"),
    Case(86, "right-to-left mark in a heading", "fix", text("Adno,Year Group,\u200fSEN Status\n1,7,K\n2,7,N\n"), "hidden-marks", pupils=2),
    Case(87, "zero-width space in a code", "fix", text("Adno,Year Group,SEN Status\n1,7,K\u200b\n2,7,N\n"), "hidden-marks", pupils=2),
    Case(88, "non-breaking space in a number", "ok", listing(("1\u00a0234", "7", "K")), pupils=4,
         note="read as any other space; no value changes, so nothing is said"),
    Case(89, "full-width digits", "ok", listing(("１２３", "７", "Ｋ")), pupils=4,
         note="read as the digits they are; no value changes, so nothing is said"),
    Case(90, "accents taken apart", "ok", with_column("Reg Group", *[unicodedata.normalize("NFD", "7É"), "7É"] * 3), pupils=6,
         note="put together, so that the class is one; no value changes, so nothing is said"),
)  # fmt: skip
