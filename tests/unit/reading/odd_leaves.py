"""Elements of a return that say something odd now and then, with how often each does."""

import random
from collections import Counter

from analysis.reading import look_at_file


class OddLeaves:
    """Leaves of XML drawn at random from a good value and an odd one, with how often each was odd."""

    def __init__(self, seed: int):
        self._chance = random.Random(seed)
        self.odd: Counter[str] = Counter()

    def either(self, name: str, good: str, bad: str) -> str:
        """One of the two; the odd one three times in ten."""
        is_odd = self._chance.random() < 0.3
        self.odd[name] += is_odd
        return bad if is_odd else good

    def leaf(self, name: str, good: str, bad: str) -> str:
        """An element with one of the two."""
        return f"<{name}>{self.either(name, good, bad)}</{name}>"

    def are_told(self, content: bytes) -> bool:
        """Whether the findings of a file count each odd leaf, element by element."""
        told: Counter[str] = Counter()
        for one in look_at_file(content).findings:
            if one.code in ("unknown-value", "unknown-status", "unknown-need", "odd-number"):
                told[one.column] += one.rows
        return told == +self.odd
