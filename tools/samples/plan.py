"""What is set by hand for an invented school: sizes, shares, and how many pupils have which provision and need."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SchoolPlan:
    """One school. `leaning(pupil, need, provision)` says how likely a pupil is to be recorded so, against others."""

    file: str  # the name of the list of today; the other files lie in a folder of this name
    seed: int
    roll: dict[int, int]  # year (0 is Reception): pupils
    forms: str
    fsm: float
    eal: float  # times the shares of samples.pupils.ETHNIC_GROUPS
    sen_support: dict[str, int]  # main need: pupils, in January 2026
    ehc_plans: dict[str, int]
    leaning: Callable[..., float]
    earlier: dict[int, tuple[int, int]]  # January of this year: pupils on SEN support, pupils with a plan
    moving: float  # share of pupils who join, and leave, between one January and the next, apart from intake and end
    growing: dict[str, float] = field(default_factory=dict)  # needs newly recorded more often than others, times
    missed: float = 0.0  # share of pupils with EAL and no SEN recorded who read as pupils with a need do
    resourced: float = 0.0  # of the autistic pupils with a plan, those in the school's resourced provision
    absence: Callable[..., float] = lambda child, january: 1.0  # times the absence that is usual for the provision
    classes: dict[int, str] = field(default_factory=dict)  # mixed-age classes by year; without: year and form

    @property
    def phase(self) -> str:
        """"primary" or "secondary"."""
        return "primary" if min(self.roll) < 7 else "secondary"

    @property
    def first_year(self) -> int:
        """The year group in which pupils usually join."""
        return min(self.roll)

    @property
    def last_year(self) -> int:
        """The year group after which pupils leave."""
        return max(self.roll)

    def class_name(self, year: int, form: str) -> str:
        """The registration group: 4B."""
        return self.classes.get(year) or f"{year or 'R'}{form}"
