"""What a school may be set beside: published figures as comparisons, with their year and how far back it lies."""

from dataclasses import replace

from analysis import reference
from analysis.results import Comparison
from analysis.school import School

PROVISIONS = {"both": "all_sen", "K": "sen_support", "E": "ehc_plan"}
NEWEST_YEAR = "2025/26"  # the newest January census that the reference figures hold
JUDGED_YEARS = 2  # figures from further back are shown grey, and no word is given beside them


def comparison(figure: reference.Figure | None) -> Comparison | None:
    """A figure as something to compare with; None where no figure is held."""
    if figure is None:
        return None
    years_back = int(NEWEST_YEAR[:4]) - int(figure.academic_year[:4])
    note = "Worked out from published DfE figures." if figure.derived else ""
    where = figure if figure.breakdown in reference.PLACES else replace(figure, breakdown="none")
    return Comparison(figure.value / 100, where.words, figure.sources, years_back > JUDGED_YEARS, note)


def need_comparison(need: str, include: str) -> Comparison | None:
    """England's share of all pupils with this main need, all state-funded schools; worked out, see its note."""
    return comparison(reference.need_rate(need, PROVISIONS[include]))


def phase_comparison(school: School, include: str, region: str = "") -> Comparison | None:
    """The share of pupils with that provision in England's (or a region's) schools of this school's phase."""
    phase = school.phase or "state_funded_all"
    if region and include == "both":  # held for each provision only: the two together are their sum
        support, plans = (phase_comparison(school, one, region) for one in ("K", "E"))
        return replace(support, rate=support.rate + plans.rate, note="Worked out from published DfE figures.")
    return comparison(reference.england_rate(PROVISIONS[include], phase, region))


def group_comparison(school: School, include: str, breakdown: str, category: str) -> Comparison | None:
    """England's share of a group (a year group, a sex, a free-meals group) with any SEN; None where none is held."""
    phase = "mainstream" if breakdown == "nc_year" else school.phase
    if include != "both" or not phase:
        return None
    return comparison(
        reference.figure("pct_pupils_absence_base", phase, PROVISIONS[include], breakdown, category)
    )
