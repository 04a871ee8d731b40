"""The types of need in one cell, whatever way they are written.

A cell is kept as codes with a blank between them: "SLCN", "1=SLCN 2=ASD" where the cell gives their order,
"SPLD~dyslexia" where the school's own word was taken for a type, "ask:ADHD" where only the school can say,
"?" for words that were not understood, and "+" for words beside a need that were left out. The cell itself is not kept.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from analysis.reading.values import ASK, UNKNOWN, translate
from analysis.reading.vocabulary import need_words, words_of

MORE = "+"
_BULLETS = "\u2022\u25aa\u25cf\u25e6\u2023\u00b7\uf0b7"
_TOKEN = re.compile(rf"[^\W_]+|[?;,/|()\n:+.\u2013\u2014{_BULLETS}-]")
_HARD_BREAKS = frozenset(";|\n" + _BULLETS)
_BREAKS = _HARD_BREAKS | frozenset(",/+")
_RANK_WORDS = {
    "primary": 1,
    "main": 1,
    "first": 1,
    "1st": 1,
    "secondary": 2,
    "second": 2,
    "2nd": 2,
    "tertiary": 3,
    "third": 3,
    "3rd": 3,
}
_NOTHING = frozenset({"none", "no", "no need", "no sen", "no needs", "not applicable"})


@dataclass(frozen=True)
class Need:
    """One need of one pupil: its code, its place in order (0 if not given), the school's word if it was taken for it."""

    code: str
    rank: int = 0
    word: str = ""


def need_cells(cells: Sequence[str]) -> list[str]:
    """A column of needs in the short form described above."""
    return translate(cells, parse_needs)


def needs_in(short: str) -> tuple[list[Need], bool]:
    """The needs of a cell in short form, and whether some of its words were not understood."""
    needs = []
    tokens = short.split()
    for token in tokens:
        if token not in (UNKNOWN, MORE):
            rank, _, rest = token.rpartition("=")
            code, _, word = rest.partition("~")
            needs.append(Need(code, int(rank or 0), word.replace("_", " ")))
    return needs, UNKNOWN in tokens


def parse_needs(cell: str) -> str:
    """The short form of a cell. Whole labels are matched first, longest first, because two hold commas.

    >>> parse_needs("Speech, Language and Communication Needs, Moderate Learning Difficulty")
    'SLCN MLD'
    >>> parse_needs("ASD (primary); dyslexia"), parse_needs("waiting for ASD assessment")
    ('1=ASD SPLD~dyslexia', '?')
    >>> parse_needs("SEMH - anxiety")
    'SEMH +'
    """
    tokens = _tokens(cell)
    if " ".join(tokens) in _NOTHING:
        return ""
    short = [word for piece in _pieces(tokens) for word in piece.short_form()]
    return " ".join(dict.fromkeys(short))


def _tokens(cell: str) -> list[str]:
    text = re.sub("['\u2018\u2019]", "", cell.casefold()).replace("&", " and ")
    return _TOKEN.findall(text)


@dataclass
class _Piece:
    """What stands between two breaks of a cell: needs, other words and marks, in order."""

    items: list[tuple[str, str]] = field(default_factory=list)

    def short_form(self) -> list[str]:
        needs = [word for kind, word in self.items if kind == "need"]
        words = [word for kind, word in self.items if kind == "word" and word not in words_of("need_filler")]
        marks = [word for kind, word in self.items if kind == "mark"]
        if "?" in marks or any(word in words_of("need_doubt") for word in words):
            return [UNKNOWN]
        words = [word for word in words if not word.isdecimal() and word not in _RANK_WORDS]
        if words and not (needs and self._opens_with_a_label()):
            return [UNKNOWN]
        return [*self._ranked(), MORE] if words else self._ranked()

    def _opens_with_a_label(self) -> bool:
        """Whether the piece is a label and then detail after a dash, a colon or a bracket: "SEMH - anxiety"."""
        (kind, word), *after = self.items
        return kind == "need" and "~" not in word and ASK not in word and bool(after) and after[0][0] == "mark"

    def _ranked(self) -> list[str]:
        """The needs with the ranks beside them, which stand either before or after."""
        ranks_first = bool(self.items) and self._rank(self.items[0]) > 0
        short, waiting = [], 0
        for item in self.items:
            rank = self._rank(item)
            if item[0] == "need":
                short.append(f"{waiting}={item[1]}" if waiting else item[1])
                waiting = 0
            elif rank and ranks_first:
                waiting = rank
            elif rank and short and "=" not in short[-1]:
                short[-1] = f"{rank}={short[-1]}"
        return short

    @staticmethod
    def _rank(item: tuple[str, str]) -> int:
        kind, word = item
        if kind != "word":
            return 0
        return _RANK_WORDS.get(word) or (int(word) if word.isdecimal() and 0 < int(word) < 10 else 0)


def _pieces(tokens: list[str]) -> list[_Piece]:
    pieces, position, depth = [_Piece()], 0, 0
    while position < len(tokens):
        token = tokens[position]
        label, length = _label_at(tokens, position)
        if label:
            pieces[-1].items.append(("need", label))
            position += length
            continue
        if token in _HARD_BREAKS or (token in _BREAKS and depth == 0):
            pieces.append(_Piece())
            depth = 0
        elif token in ("(", ")"):
            depth = 1 if token == "(" else 0
            if pieces[-1].items:
                pieces[-1].items.append(("mark", token))
        else:
            pieces[-1].items.append(("word", token) if token[0].isalnum() else ("mark", token))
        position += 1
    return [piece for piece in pieces if piece.items]


def _label_at(tokens: list[str], start: int) -> tuple[str, int]:
    """The longest label that begins at a token, and how many tokens it takes; marks between its words do not count."""
    words, positions = [], []
    for position in range(start, min(start + 2 * _longest_label(), len(tokens))):
        token = tokens[position]
        if token[0].isalnum():
            words.append(token)
            positions.append(position)
        elif not words or token in _HARD_BREAKS or token in "?()":
            break
    for length in range(min(len(words), _longest_label()), 0, -1):
        if label := need_words().get(tuple(words[:length])):
            return label, positions[length - 1] - start + 1
    return "", 0


@cache
def _longest_label() -> int:
    return max(map(len, need_words()))
