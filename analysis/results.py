"""What a View finds out: counts by group with their sizes, ranges and comparisons, and nothing about one child."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from analysis.measures.binomial import (
    OUTER_LEVEL,
    FunnelLine,
    funnel_lines,
    ordinary_counts,
    rate_range,
    tail_at_least,
    tail_at_most,
    too_few,
)

HIGHER, LOWER, NO_DIFFERENCE, TOO_FEW = (
    "clearly higher",
    "clearly lower",
    "no clear difference",
    "too few pupils to compare",
)
ORDINARY, WORTH_A_LOOK, LOOK_FOR_REASON = (
    "ordinary for a school this size",
    "worth a look",
    "look for the reason",
)


class _Hidden:
    """A number that is not shown: not 0, not missing, and not a number that can be counted with."""

    def __repr__(self) -> str:
        return "hidden"

    def __bool__(self) -> bool:
        raise TypeError("a hidden number is neither zero nor not zero")


HIDDEN = _Hidden()
UNRECORDED = "unrecorded"


@dataclass(frozen=True)
class Comparison:
    """A published rate to set a group beside, from 0 to 1.

    `older` means that it was published for a year too far back to judge by: it is drawn grey and no word stands beside it.
    """

    rate: float
    words: str  # "England, all state-funded schools, 2023/24"
    sources: tuple[str, ...]
    older: bool = False
    note: str = ""

    @property
    def place(self) -> str:
        """England, or the region, that the figure is for."""
        return self.words.split(",")[0]

    @property
    def year(self) -> str:
        """The school year of the figure."""
        return self.words.rsplit(", ", 1)[-1]


@dataclass(frozen=True)
class Row:
    """One group: how many pupils of how many, and what it may be compared with.

    `merge_into` names the wider group that takes this row when a result is shared ("" keeps it as it is). `beside` is the
    number of the group's pupils with the other provision, where only one is counted: both together are shown elsewhere.
    """

    key: str
    label: str
    count: Any  # int, or HIDDEN
    size: Any  # int, HIDDEN, or None where it is not known or means nothing
    comparison: Comparison | None = None
    merge_into: str = ""
    beside: int | None = None
    slack: int = 0  # how far count and size may lie from the true ones, where they are rounded
    among: tuple["Row", ...] = ()  # every part of the whole that this row is one of, itself included, where they are shown elsewhere
    span: tuple[int, int] | None = None  # for a count that is yet to come: the range that holds in 8 of 10 futures
    largest: bool = False  # it stands here because no other count is larger, so a hidden one is left out: its name would tell
    under: str = ""  # the heading that it stands under in a chart, where the rows have headings
    size_tells: bool = False  # the size is itself a number of pupils with, or without, what the whole counts

    @property
    def hidden(self) -> bool:
        """Whether the count may not be shown."""
        return self.count is HIDDEN

    @property
    def has_share(self) -> bool:
        """Whether a percentage may be worked out."""
        return not self.hidden and isinstance(self.size, int) and self.size > 0

    @property
    def share(self) -> float:
        """The share from 0 to 1 of the group's pupils that count."""
        return self.count / self.size

    @property
    def range(self) -> tuple[float, float]:
        """The underlying rates that fit the count, at 95%."""
        return rate_range(self.count, self.size)

    @property
    def judged(self) -> bool:
        """Whether the row can be held against its comparison."""
        return self.has_share and self.comparison is not None and not self.comparison.older

    @property
    def verdict(self) -> str:
        """The word for this row beside its comparison, from the one rule; "" where it cannot be judged.

        A rounded row gets a word only where rounding could not have changed it.
        """
        return self._agreed(_verdict)

    @property
    def funnel_word(self) -> str:
        """Where the row stands between the two pairs of funnel lines; "" where it cannot be judged."""
        return self._agreed(_funnel_word)

    def _agreed(self, word: Callable[[int, int, float], str]) -> str:
        """The word for count, size and compared rate; "" unless it holds for all true numbers that fit."""
        if not self.judged:
            return ""
        ends = ((self.count - self.slack, self.size + self.slack), (self.count + self.slack, self.size - self.slack))
        words = {word(count, size, self.comparison.rate) for count, size in ends}
        return words.pop() if len(words) == 1 else ""

    @property
    def chance_of_a_mark(self) -> float:
        """How likely this row would be called higher or lower if its rate were exactly the compared one."""
        low, high = ordinary_counts(self.size, self.comparison.rate)
        below = tail_at_most(low - 1, self.size, self.comparison.rate) if low else 0.0
        return below + tail_at_least(high + 1, self.size, self.comparison.rate)


def _verdict(count: int, size: int, rate: float) -> str:
    low, high = ordinary_counts(size, rate)
    if count > high:
        return HIGHER
    if count < low:
        return LOWER
    return TOO_FEW if too_few(size, rate) else NO_DIFFERENCE


def _funnel_word(count: int, size: int, rate: float) -> str:
    if _inside(count, ordinary_counts(size, rate)):
        return ORDINARY
    return WORTH_A_LOOK if _inside(count, ordinary_counts(size, rate, OUTER_LEVEL)) else LOOK_FOR_REASON


def _inside(count: int, limits: tuple[int, int]) -> bool:
    return limits[0] <= count <= limits[1]


@dataclass(frozen=True)
class KnownSum:
    """How many pupils some rows hold together, less those that some others hold, as other tables tell; the whole is a row here too.

    Where not `whole_of_it`, the rows are only a part of that number.
    """

    number: int
    added: tuple[str, ...]
    taken: tuple[str, ...] = ()
    whole_of_it: bool = True


@dataclass(frozen=True)
class Result:
    """The answer to a View's question, exact and for the user's own eyes.

    `whole` is the whole group (all pupils that count, of all pupils); `rows` are its parts. Where `parts` is true the
    rows' counts add up to the whole's and share its size; otherwise sizes add up too. Where a pupil can be in several
    rows, `overlapping` is true and nothing adds up. A chart shows the first `keep` rows and gathers the rest (0: all). `funnel` says that the whole is judged by funnel lines.
    `spread` holds published figures to draw beside the whole; `about_pupils` is false where hours or marks are counted.
    """

    view: str
    question: str
    settings: Any
    school: str
    invented: bool
    subject: str  # whom the counts count: "pupils with SEN (SEN support or EHC plan)"
    whole: Row
    rows: tuple[Row, ...]
    parts: bool = True
    overlapping: bool = False
    keep: int = 0
    funnel: bool = False
    notes: tuple[str, ...] = ()
    own_notes: tuple[str, ...] = ()  # notes that could tell of a few pupils: they are not shared
    fixed_order: bool = False  # the order of the rows does not depend on their counts, so it may be kept when shared
    spread: Any = None
    about_pupils: bool = True
    # What the file did not hold, by the ids of `analysis.words.messages`; two answers can be equal all the same.
    lacks: tuple[str, ...] = field(default=(), compare=False)
    known: tuple[KnownSum, ...] = ()  # for the gate only: what could be subtracted from tables elsewhere

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that the comparisons rest on, each once."""
        rows = (self.whole, *self.rows)
        return tuple(dict.fromkeys(s for row in rows if row.comparison for s in row.comparison.sources))

    @property
    def judged_rows(self) -> tuple[Row, ...]:
        """The rows of the chart that are held against a comparison."""
        return tuple(row for row in self.shown_rows if row.judged)

    @property
    def counts_only(self) -> bool:
        """Whether there are numbers of pupils only, and no number that any of them is a share of."""
        return all(row.size is None for row in (*self.rows, self.whole))

    @property
    def shown_rows(self) -> tuple[Row, ...]:
        """The rows as a chart shows them: the first ones, the others gathered, and what is not recorded last."""
        if not self.keep:
            return self.rows
        told = tuple(row for row in self.rows if row.hidden or row.count or row.comparison)
        named = tuple(row for row in told if row.key != UNRECORDED)
        last = tuple(row for row in told if row.key == UNRECORDED)
        if any(row.hidden for row in named):
            return told
        head = tuple(row for row in named if row.count)[: self.keep]
        rest = named[len(head) :]
        if len(rest) > 1:
            rest = (gathered(rest, "All other needs", "others"),)
        return (*head, *rest, *last)

    @property
    def lines(self) -> tuple[FunnelLine, ...]:
        """The funnel lines around the compared rate, drawn for sizes up to well past the whole's own."""
        if not (self.funnel and self.whole.judged):
            return ()
        return funnel_lines(self.whole.size, self.whole.comparison.rate)


@dataclass(frozen=True)
class SharedResult(Result):
    """A result that may be shared: only `disclosure.share` makes one."""

    hidden_because: str = ""


def gathered(rows: tuple[Row, ...], label: str, key: str) -> Row:
    """Several parts of one whole as a single row; its comparison is the sum where each part has one."""
    comparisons = [row.comparison for row in rows]
    together = None
    if all(comparisons):
        together = replace(
            comparisons[0],
            rate=sum(c.rate for c in comparisons),
            sources=tuple(dict.fromkeys(s for c in comparisons for s in c.sources)),
        )
    beside = None if any(row.beside is None for row in rows) else sum(row.beside for row in rows)
    return Row(key, label, sum(row.count for row in rows), rows[0].size, together, beside=beside)
