"""The evidence cards: each claim with who was studied, how sure it is, and the caveat that goes with it."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from analysis.errors import SettingError, WorkbookError
from analysis.paths import data_path
from analysis.records import by_id, read_records

STRENGTH_DOTS = {"strong": "●●●", "moderate": "●●○", "emerging": "●○○", "contested": ""}
SEEN = ("primary", "secondary")
PHASES = ("early years", "primary", "secondary")
TOPICS = {
    "leadership": "Leadership and the SENCo's role",
    "identification": "Identification and assessment",
    "graduated-approach": "The graduated approach and targets",
    "teaching": "High-quality teaching",
    "provision": "Provision and deployment of staff",
    "resources": "Resources and budgets",
    "families": "Families, specialists and agencies",
    "belonging": "Behaviour, attendance and belonging",
    "inclusion": "What inclusion does",
    "evaluation": "Telling whether it worked",
    "professional-development": "Professional development",
    "reform": "Proposals of 2026",
}


@dataclass(frozen=True)
class Claim:
    """One finding from research or statistics, with what it cannot show. The caveat is shown wherever the claim is.

    `seen` is "primary" where the source itself was read (at least its abstract), "secondary" where a report of it
    was; `read_where` says what was read. `phases` are those of the pupils studied; empty where the claim belongs to
    none in particular. `contradicts` lists claims to be shown side by side with this one.
    """

    id: str
    heading: str
    topic: str
    claim: str
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
    figure: str = ""
    unit: str = ""
    range: str = ""
    phases: tuple[str, ...] = ()
    cost: str = ""
    read_where: str = ""
    doi: str = ""
    contradicts: tuple[str, ...] = ()

    def __post_init__(self):
        for name, value, known in (
            ("strength", self.strength, STRENGTH_DOTS),
            ("field seen", self.seen, SEEN),
            ("topic", self.topic, TOPICS),
            *(("phase", phase, PHASES) for phase in self.phases),
        ):
            if value not in known:
                self._refuse(f"The {name} {value!r} is not known.", f"Use one of: {', '.join(known)}.")
        if bool(self.figure) != bool(self.unit):
            self._refuse("A figure goes with what it counts.", "Fill in both figure and unit, or neither.")
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
        """Who, when, what and where published; and what was read, where that was not the whole source."""
        text = f"{self.authors} ({self.year}). {self.title}. {self.publisher}."
        return f"{text} What was read: {self.read_where}." if self.read_where else text

    def overdue(self, today: date) -> bool:
        """Whether the day to read the source again has passed, so that the card must say so."""
        return today > self.review_by


@cache
def _read(path: Path) -> dict[str, Claim]:
    return by_id(read_records(path, "claim", Claim), f"In {path.name}.")


@cache
def _paths() -> tuple[Path, ...]:
    return tuple(sorted(data_path("evidence").glob("*.toml")))


@cache
def _claims() -> dict[str, Claim]:
    return by_id(tuple(one for path in _paths() for one in _read(path).values()), "In data/evidence.")


@cache
def _texts() -> dict[Path, str]:
    return {path: path.read_text("utf-8") for path in _paths()}


def claim(claim_id: str) -> Claim:
    """The claim with this id. Only the file that holds it is read, for a page shows a few of many.

    >>> claim("summer-born-campbell-2021").figure
    '40% and 28%'
    """
    for path, text in _texts().items():
        if f'id = "{claim_id}"\n' in text:
            return _read(path)[claim_id]
    raise SettingError(f"There is no claim {claim_id!r}.", how=f"Choose one of: {', '.join(_claims())}.")


def claims(
    module: int | None = None, topic: str = "", phase: str = "", strength: str = "", words: str = ""
) -> tuple[Claim, ...]:
    """Every claim, or those that fit what is asked for, in the order of the topics.

    A phase finds the claims about its pupils and those that belong to no phase. Words are looked for in what the
    card says and in its source, all of them, in small or capital letters.

    >>> [one.id for one in claims(topic="teaching", words="coloured overlays")]
    ['coloured-overlays']
    """
    wanted = words.lower().split()
    found = (
        one
        for one in _claims().values()
        if (module is None or module in one.modules)
        and topic in ("", one.topic)
        and strength in ("", one.strength)
        and (not phase or not one.phases or phase in one.phases)
        and all(word in _searched(one) for word in wanted)
    )
    order = list(TOPICS)
    return tuple(sorted(found, key=lambda one: order.index(one.topic)))


@cache
def _searched(one: Claim) -> str:
    """The words of a claim that a search looks at, in small letters."""
    said = (one.heading, one.claim, one.caveat, one.so_what, one.population, one.design, one.authors, one.title, one.publisher)
    return " ".join(said).lower()


def disagreeing(one: Claim) -> tuple[Claim, ...]:
    """The claims that contradict this one, to be shown beside it.

    >>> [other.id for other in disagreeing(claim("switch-on-2013"))]
    ['switch-on-2017']
    """
    return tuple(claim(other) for other in one.contradicts)
