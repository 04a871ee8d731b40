"""Where my school is: its phase and local authority, chosen once, and the figures held for that place."""

from dataclasses import dataclass, replace
from functools import cache
from statistics import quantiles

from analysis import reference
from analysis.errors import SettingError
from analysis.paths import data_path
from analysis.reference import Figure

PHASES = ("primary", "secondary")
_PARTS_OF_ALL_SEN = ("sen_support", "ehc_plan")


@dataclass(frozen=True)
class LocalAuthority:
    """A local authority as it is today: its number in the school census, its name, and its region."""

    number: str
    name: str
    region: str


@dataclass(frozen=True)
class Area:
    """What the user chose once: "my phase, my LA". Either may be "" until it is chosen.

    >>> Area("primary", "301").words
    'primary schools in Barking and Dagenham'
    """

    phase: str = ""
    la: str = ""

    def __post_init__(self):
        if self.phase not in ("", *PHASES):
            raise SettingError(f"The phase {self.phase!r} is not known.", how=f"Choose one of: {', '.join(PHASES)}.")
        if self.la:
            local_authority(self.la)

    @property
    def words(self) -> str:
        """The area in words: which schools, where."""
        schools = reference.PHASE_WORDS[self.phase] if self.phase else "schools"
        return f"{schools} in {local_authority(self.la).name if self.la else 'England'}"


@dataclass(frozen=True)
class Spread:
    """How far local authorities lie apart on one figure: each authority counts once, large or small.

    `values` holds (number of the authority, value), lowest first; it is empty where only the spread was published.
    """

    p10: float
    p25: float
    median: float
    p75: float
    p90: float
    authorities: int
    unit: str
    academic_year: str
    sources: tuple[str, ...]
    values: tuple[tuple[str, float], ...] = ()


@cache
def _authorities() -> dict[str, LocalAuthority]:
    path = data_path("reference", "local_authorities.csv")
    rows = reference.rows_with_a_source(path, reference.sources())
    return {number: LocalAuthority(number, name, region) for number, name, region, _source in rows}


def local_authorities() -> tuple[LocalAuthority, ...]:
    """Every local authority of today, in alphabetical order.

    >>> local_authorities()[0].name
    'Barking and Dagenham'
    """
    return tuple(_authorities().values())


def local_authority(number: str) -> LocalAuthority:
    """The local authority with this number.

    >>> local_authority("926").region
    'East of England'
    """
    if number not in _authorities():
        raise SettingError(f"There is no local authority {number!r}.", how="Choose one from the list.")
    return _authorities()[number]


@cache
def _la_rows() -> dict[tuple[str, str, str], dict[str, dict[str, list[str]]]]:
    """The rows of la_values.csv: for each thing measured, by year, by number of the authority."""
    rows: dict = {}
    for row in reference.rows_with_a_source(data_path("reference", "la_values.csv"), reference.sources()):
        rows.setdefault(tuple(row[:3]), {}).setdefault(row[5], {})[row[3]] = row
    return rows


def _la_figure(indicator: str, phase: str, sen_provision: str, la: str, year: str) -> Figure | None:
    row = _la_rows().get((indicator, phase, sen_provision), {}).get(year, {}).get(la)
    if row is None:
        return None
    value, unit, source_id = row[6:]
    name = local_authority(la).name
    return Figure(float(value), unit, indicator, phase, sen_provision, "la", name, year, (source_id,))


def _at(place: str, name: str, indicator: str, phase: str, sen_provision: str, year: str) -> Figure | None:
    """The figure of one place and year; for all pupils with SEN, the two provisions added where no sum is printed."""
    if place == "la":
        one = _la_figure(indicator, phase, sen_provision, name, year)
    elif place == "region":
        one = reference.figure(indicator, phase, sen_provision, "region", name, year)
    else:
        one = reference.figure(indicator, phase, sen_provision, academic_year=year)
    if one or sen_provision != "all_sen" or indicator != "pct_pupils":
        return one
    support, plan = (_at(place, name, indicator, phase, part, year) for part in _PARTS_OF_ALL_SEN)
    if not (support and plan):
        return None
    note = f"Worked out: {support.value:g}% on SEN support and {plan.value:g}% with an EHC plan, added."
    sources = tuple(dict.fromkeys(support.sources + plan.sources))
    return replace(
        support, value=support.value + plan.value, sen_provision="all_sen", sources=sources, derived=True, note=note
    )


def _years(place: str, name: str, indicator: str, phase: str, sen_provision: str) -> set[str]:
    """The years for which a place has a figure."""
    if place == "la":
        by_year = _la_rows().get((indicator, phase, sen_provision), {})
        years = {year for year, rows in by_year.items() if name in rows}
    elif place == "region":
        years = set(reference.years(indicator, phase, sen_provision, "region", name))
    else:
        years = set(reference.years(indicator, phase, sen_provision))
    if sen_provision == "all_sen" and indicator == "pct_pupils":
        parts = (_years(place, name, indicator, phase, part) for part in _PARTS_OF_ALL_SEN)
        years |= set.intersection(*parts)
    return years


def figures(
    indicator: str, phase: str, sen_provision: str, la: str = "", academic_year: str | None = None
) -> tuple[Figure, ...]:
    """The figures of the local authority, its region and England, in this order, as far as they are held.

    All are of one year, so that they can be set side by side: the newest that every place with figures has, unless
    a year is asked for. Without a local authority, England's alone.

    >>> [one.place for one in figures("pct_pupils", "primary", "sen_support", "926")]
    ['Norfolk', 'East of England', 'England']
    >>> [one.words for one in figures("pct_pupils", "primary", "all_sen")]
    ['England, primary schools, 2025/26']
    """
    places = [("england", "")]
    if la:
        places = [("la", la), ("region", local_authority(la).region), *places]
    held = {place: _years(*place, indicator, phase, sen_provision) for place in places}
    held = {place: years for place, years in held.items() if years}
    shared = set.intersection(*held.values()) if held else set()
    year = academic_year or max(shared, default="")
    found = (_at(*place, indicator, phase, sen_provision, year) for place in places)
    return tuple(one for one in found if one)


def spread(indicator: str, phase: str, sen_provision: str, academic_year: str | None = None) -> Spread | None:
    """How far local authorities lie apart, in the newest year unless one is asked for; None where it is not held.

    >>> spread("pct_pupils", "primary", "sen_support").authorities > 140
    True
    """
    by_year = _la_rows().get((indicator, phase, sen_provision))
    if by_year is None:
        return _printed_spread(indicator, phase, sen_provision, academic_year)
    year = academic_year or max(by_year)
    rows = by_year.get(year, {}).values()
    if len(rows) < 2:
        return None
    values = sorted(((row[3], float(row[6])) for row in rows), key=lambda pair: pair[1])
    cuts = quantiles([value for _, value in values], n=20, method="inclusive")
    p10, p25, median, p75, p90 = (cuts[place] for place in (1, 4, 9, 14, 17))
    row = next(iter(rows))
    return Spread(p10, p25, median, p75, p90, len(values), row[7], year, (row[8],), tuple(values))


@cache
def _printed_rows() -> dict[tuple[str, ...], dict[str, list[str]]]:
    """The rows of la_distribution.csv for a whole academic year and all needs, by what is measured and year."""
    rows: dict = {}
    for row in reference.rows_with_a_source(data_path("reference", "la_distribution.csv"), reference.sources()):
        indicator, phase, sen_provision, need, year, period = row[:6]
        if not need and period == "Academic year":
            rows.setdefault((indicator, phase, sen_provision), {})[year] = row
    return rows


def _printed_spread(indicator: str, phase: str, sen_provision: str, academic_year: str | None) -> Spread | None:
    by_year = _printed_rows().get((indicator, phase, sen_provision), {})
    row = by_year.get(academic_year or max(by_year, default=""))
    if row is None:
        return None
    return Spread(*map(float, row[6:11]), int(row[11]), row[12], row[4], (row[13],))
