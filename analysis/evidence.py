"""The evidence cards: each claim with who was studied, how sure it is, and the caveat that goes with it."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from analysis.errors import SettingError, WorkbookError
from analysis.paths import data_path
from analysis.records import by_id, read_records

STRENGTH_DOTS = {"strong": "●●●", "moderate": "●●○", "emerging": "●○○", "contested": ""}
SEEN = ("primary", "secondary")


@dataclass(frozen=True)
class Claim:
    """One finding from research or statistics, with what it cannot show. The caveat is shown wherever the claim is.

    `seen` is "primary" where the source itself was read (at least its abstract), "secondary" where a report of it
    was; `read_where` then names what was read. `contradicts` lists claims to be shown side by side with this one.
    """

    id: str
    heading: str
    claim: str
    figure: str
    unit: str
    population: str
    design: str
    strength: str
    strength_why: str
    caveat: str
    so_what: str
    authors: str
    year: int
    title: str
    publisher: str
    url: str
    seen: str
    read_on: date
    review_by: date
    modules: tuple[int, ...]
    read_where: str = ""
    doi: str = ""
    contradicts: tuple[str, ...] = ()

    def __post_init__(self):
        if self.strength not in STRENGTH_DOTS:
            self._refuse(f"The strength {self.strength!r} is not known.", f"Use one of: {', '.join(STRENGTH_DOTS)}.")
        if self.seen not in SEEN:
            self._refuse(f"The field seen holds {self.seen!r}.", f"Use one of: {', '.join(SEEN)}.")
        if self.seen == "secondary" and not self.read_where:
            self._refuse("A claim read in a report of its source must say in which.", "Fill in read_where.")
        if self.review_by <= self.read_on:
            self._refuse("The date review_by is not after read_on.", "Review a claim a year after it was read.")

    def _refuse(self, what: str, how: str):
        raise WorkbookError(what, f"In the claim {self.id}.", how)

    @property
    def strength_dots(self) -> str:
        """Strength in three dots, to stand beside the word; none for a contested claim."""
        return STRENGTH_DOTS[self.strength]

    @property
    def citation(self) -> str:
        """Who, when, what and where published; and what was read instead, where that was not the whole source."""
        text = f"{self.authors} ({self.year}). {self.title}. {self.publisher}."
        return f"{text} Read in: {self.read_where}." if self.read_where else text


@cache
def _claims() -> dict[str, Claim]:
    paths = sorted(data_path("evidence").glob("*.toml"))
    return by_id(tuple(one for path in paths for one in read_records(path, "claim", Claim)), "In data/evidence.")


def claim(claim_id: str) -> Claim:
    """The claim with this id.

    >>> claim("summer-born-campbell-2021").figure
    '40% and 28%'
    """
    if claim_id not in _claims():
        raise SettingError(f"There is no claim {claim_id!r}.", how=f"Choose one of: {', '.join(_claims())}.")
    return _claims()[claim_id]


def claims(module: int | None = None) -> tuple[Claim, ...]:
    """Every claim, or those that belong to one module, in the order of the files."""
    return tuple(one for one in _claims().values() if module is None or module in one.modules)
