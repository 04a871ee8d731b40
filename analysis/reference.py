"""Figures for England and its regions to set beside a school's: each with phase, year, source and how it was made."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.errors import SettingError, WorkbookError
from analysis.paths import data_path

PHASE_WORDS = {
    "primary": "primary schools",
    "secondary": "secondary schools",
    "mainstream": "primary and secondary schools",
    "special": "special schools",
    "nursery": "nursery schools",
    "ap": "alternative provision",
    "independent": "independent schools",
    "state_funded_all": "all state-funded schools, special schools included",
    "all_schools": "all schools, special and independent schools included",
    "age_0_25": "EHC plans at age 0 to 25, in any setting",
    "post16": "after Year 11",
    "not_applicable": "all schools",
}
PROVISION_WORDS = {
    "sen_support": "pupils on SEN support",
    "ehc_plan": "pupils with an EHC plan",
    "all_sen": "pupils with SEN (SEN support or EHC plan)",
    "no_sen": "pupils without SEN",
    "all_pupils": "all pupils",
    "not_applicable": "any pupils",
}
CATEGORY_WORDS = {
    "eligible": "eligible for free school meals",
    "not_eligible": "not eligible for free school meals",
    "male": "boys",
    "female": "girls",
    "other_than_english": "first language other than English",
    "other_independent": "not special schools",
}
PLACES = ("region", "la")  # breakdowns whose category is the name of a place inside England
PARTS_OF_LONDON = ("Inner London", "Outer London")  # published beside the nine regions, and inside one of them
# The newest year for which every type of need has a share and both provisions have a rate for all pupils.
NEED_YEAR = "2023/24"


@dataclass(frozen=True)
class Source:
    """Who published a set of figures, and which part of it was read, when."""

    id: str
    publisher: str
    title: str
    year: int
    url: str
    licence: str
    read_as: str
    read_on: str  # ISO date

    @property
    def attribution(self) -> str:
        """The line that must stand wherever a figure from this source is shown."""
        if self.licence.startswith("OGL"):
            terms = "Contains public sector information licensed under the Open Government Licence v3.0."
        else:
            terms = "A report of Department for Education statistics."
        return f"{self.publisher}, {self.title} ({self.year}). {terms}"


@dataclass(frozen=True)
class Figure:
    """One figure for England, a region or a local authority. A `unit` of percent means that `value` runs from 0 to 100."""

    value: float
    unit: str
    indicator: str
    phase: str
    sen_provision: str
    breakdown: str
    category: str
    academic_year: str
    sources: tuple[str, ...]
    derived: bool = False
    note: str = ""

    @property
    def place(self) -> str:
        """England, or the region or local authority that the figure is for."""
        return self.category if self.breakdown in PLACES else "England"

    @property
    def words(self) -> str:
        """Where and when the figure is for: "England, primary schools, 2025/26"."""
        parts = [self.place, PHASE_WORDS[self.phase]]
        if self.breakdown not in ("none", *PLACES):
            parts += [CATEGORY_WORDS.get(part, part) for part in self.category.split("|")]
        return ", ".join([*parts, self.academic_year])


def read_sources(path: Path) -> dict[str, Source]:
    """The sources of a sources.csv, by id."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["source_id"]: Source(row.pop("source_id"), year=int(row.pop("year")), **row) for row in csv.DictReader(file)}


def rows_with_a_source(path: Path, sources: dict[str, Source]) -> Iterator[list[str]]:
    """The rows of a file of figures, below its headings, each of whose sources is listed.

    A figure without a listed source stops the load, for nobody could check it.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        cited = next(reader).index("source_id")
        for row in reader:
            if row[cited] not in sources:
                raise WorkbookError(
                    f"A figure cites a source that is not listed: {row[cited]}.",
                    f"In {path.name}, {', '.join(row[:cited])}.",
                    "Add the source to sources.csv, or leave the figure out.",
                )
            yield row


def read_figures(path: Path, sources: dict[str, Source]) -> dict[tuple[str, ...], dict[str, list[str]]]:
    """The rows of a benchmarks.csv: for each thing measured, its row by academic year.

    Rows stay as they are until one is asked for: there are thousands, and a page shows a few.
    """
    rows: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for row in rows_with_a_source(path, sources):
        rows.setdefault(tuple(row[:5]), {})[row[5]] = row
    return rows


def _figure(row: list[str]) -> Figure:
    *key, academic_year, value, unit, source_id, note = row
    return Figure(
        float(value), unit, *key, academic_year, (source_id,), derived=note.startswith("derived"), note=note
    )


@cache
def sources() -> dict[str, Source]:
    """Every source, by id."""
    return read_sources(data_path("reference", "sources.csv"))


@cache
def _figures() -> dict[tuple[str, ...], dict[str, list[str]]]:
    return read_figures(data_path("reference", "benchmarks.csv"), sources())


def figure(
    indicator: str,
    phase: str,
    sen_provision: str,
    breakdown: str = "none",
    category: str = "total",
    academic_year: str | None = None,
) -> Figure | None:
    """England's figure, of the newest year held unless a year is asked for; None where none is held.

    A school that spans the phases has the phase "", for which no figure is held.

    >>> figure("pct_pupils", "primary", "all_sen").words
    'England, primary schools, 2025/26'
    >>> figure("pct_pupils", "primary", "all_sen", "ethnicity", "Any other ethnic group") is None
    True
    """
    _check("indicator", indicator, indicators())
    _check("phase", phase, ("", *PHASE_WORDS))
    _check("SEN provision", sen_provision, PROVISION_WORDS)
    by_year = _figures().get((indicator, phase, sen_provision, breakdown, category), {})
    row = by_year.get(academic_year or max(by_year, default=""))
    return _figure(row) if row else None


def years(
    indicator: str, phase: str, sen_provision: str, breakdown: str = "none", category: str = "total"
) -> tuple[str, ...]:
    """The years for which a figure is held, the oldest first.

    >>> years("absence_persistent", "state_funded_all", "sen_support")[-1]
    '2024/25'
    """
    return tuple(sorted(_figures().get((indicator, phase, sen_provision, breakdown, category), ())))


def england_rate(sen_provision: str, phase: str, region: str = "") -> Figure | None:
    """The percentage of a phase's pupils with this provision, January school census: England's, or a region's.

    >>> england_rate("sen_support", "primary").value
    14.8
    """
    if not region:
        return figure("pct_pupils", phase, sen_provision)
    _check("region", region, regions())
    return figure("pct_pupils", phase, sen_provision, "region", region)


def need_rate(need: str, sen_provision: str) -> Figure | None:
    """The percentage of ALL pupils in state-funded schools whose main need, within this provision, is `need`.

    Worked out, for no release prints it: the share of the provision's pupils with that main need, times the
    percentage of all pupils with the provision, same year; for "all_sen" the two provisions added. None where
    a part is missing (Down syndrome, collected since 2025).

    >>> round(need_rate("SLCN", "sen_support").value, 2)  # 25.6% of 13.4%
    3.43
    """
    _check("SEN provision", sen_provision, ("sen_support", "ehc_plan", "all_sen"))
    provisions = ("sen_support", "ehc_plan") if sen_provision == "all_sen" else (sen_provision,)
    pairs = [
        (
            figure("primary_need_share", "state_funded_all", provision, "primary_need", need, NEED_YEAR),
            figure("pct_pupils", "state_funded_all", provision, academic_year=NEED_YEAR),
        )
        for provision in provisions
    ]
    if not all(share and rate for share, rate in pairs):
        return None
    working = " plus ".join(
        f"{share.value:g}% of the {rate.value:g}% who are {PROVISION_WORDS[rate.sen_provision]}" for share, rate in pairs
    )
    return Figure(
        sum(share.value * rate.value / 100 for share, rate in pairs),
        "percent", "pct_pupils_with_primary_need", "state_funded_all", sen_provision, "none", "total", NEED_YEAR,
        tuple(dict.fromkeys(source_id for pair in pairs for part in pair for source_id in part.sources)),
        derived=True,
        note=f"Worked out: {working}. All ages and all state-funded schools, special schools included.",
    )  # fmt: skip


@cache
def regions() -> tuple[str, ...]:
    """The nine regions of England, in alphabetical order."""
    return tuple(sorted({key[4] for key in _figures() if key[3] == "region"} - {*PARTS_OF_LONDON}))


@cache
def indicators() -> frozenset[str]:
    """The names of everything measured in the reference figures."""
    return frozenset(key[0] for key in _figures())


def source(source_id: str) -> Source:
    """The source with this id.

    >>> source("cin_sen_2324").publisher
    'Department for Education'
    """
    _check("source", source_id, sources())
    return sources()[source_id]


def _check(what: str, value: str, known) -> None:
    if value not in known:
        raise SettingError(f"The {what} {value!r} is not known.", how=f"Choose one of: {', '.join(sorted(known))}.")
