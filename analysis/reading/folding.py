"""Text without the differences that do not matter: case, punctuation, hidden marks, kinds of space."""

import re
import unicodedata

# Marks that show nothing on screen: zero-width, right-to-left and left-to-right marks, byte-order mark, soft hyphen.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)
HIDDEN_MARKS = re.compile("[" + "".join(map(chr, _INVISIBLE)) + "]")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc]")


def clean(text: str) -> str:
    """The text as a person sees it: no hidden marks, single spaces, whole accents.

    >>> clean("\\ufeffYear\\u00a0 Group ")
    'Year Group'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    return " ".join(text.split())


def fold(text: str) -> str:
    """The words of a text in lower case, without punctuation.

    >>> fold("E - EHC_Plan"), fold("Down\\u2019s Syndrome"), fold("S&L")
    ('e ehc plan', 'downs syndrome', 's and l')
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_INVISIBLE))
    text = _APOSTROPHES.sub("", text).replace("&", " and ")
    return _NOT_A_LETTER.sub(" ", text.casefold()).strip()


def squeeze(text: str) -> str:
    """The folded text without its spaces, so that NCyearActual and "NC year actual" are one."""
    return fold(text).replace(" ", "")
