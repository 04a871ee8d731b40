"""Three vocabularies of need side by side: census types, broad areas in force, and the areas proposed in 2026."""

import tomllib
from dataclasses import dataclass
from functools import cache

from analysis.columns import area_labels, need_areas, need_labels
from analysis.errors import WorkbookError
from analysis.paths import data_path

NOT_READ = "not read yet"
NO_EQUIVALENT = "no equivalent"


@dataclass(frozen=True)
class ProposedAreas:
    """The areas proposed: how many, those read so far with the needs in them, and what is given no place."""

    how_many: int
    labels: dict[str, str]
    area_of: dict[str, str]
    no_equivalent: frozenset[str]

    @property
    def read(self) -> bool:
        """Whether the whole list was read."""
        return len(self.labels) == self.how_many


@dataclass(frozen=True)
class NeedPlace:
    """Where one census type of need stands: its broad area, and its proposed area as far as that was read."""

    code: str
    label: str
    broad_area: str
    proposed_area: str


def read_proposed_areas(text: str) -> ProposedAreas:
    """The proposed areas of a proposed_areas.toml; a need, or an area, that is not known is refused."""
    held = tomllib.loads(text)
    known = {*need_labels(), *area_labels()}
    area_of = {need: area["code"] for area in held["area"] for need in area["needs"]}
    for code in (*area_of, *held["no_equivalent"]):
        if code not in known:
            raise WorkbookError(f"There is no need or broad area {code!r}.", "In proposed_areas.toml.", "Use the codes of needs.toml.")
    labels = {area["code"]: area["label"] for area in held["area"]}
    return ProposedAreas(held["how_many"], labels, area_of, frozenset(held["no_equivalent"]))


@cache
def proposed_areas() -> ProposedAreas:
    """The five areas proposed in 2026, of which none has been read."""
    return read_proposed_areas(data_path("policy", "proposed_areas.toml").read_text("utf-8"))


def place_of(code: str, proposed: ProposedAreas) -> NeedPlace:
    """Where a census type of need stands. A type in no broad area says so, and so does a list that was not read."""
    broad = need_areas()[code]
    if code in proposed.area_of:
        then = proposed.labels[proposed.area_of[code]]
    else:
        then = NO_EQUIVALENT if code in proposed.no_equivalent or proposed.read else NOT_READ
    return NeedPlace(code, need_labels()[code], area_labels().get(broad, NO_EQUIVALENT), then)


def need_crosswalk() -> tuple[NeedPlace, ...]:
    """All fourteen census types of need, each with its broad area and its proposed area.

    >>> need_crosswalk()[0]
    NeedPlace(code='SLCN', label='Speech, language and communication', broad_area='Communication and interaction', proposed_area='not read yet')
    """
    return tuple(place_of(code, proposed_areas()) for code in need_labels())
