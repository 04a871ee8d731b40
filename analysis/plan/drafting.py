"""Words to begin with: a paragraph about the pupils' needs and a risk with its number, drafted from what may be shared."""

from analysis.disclosure import share
from analysis.errors import MissingColumns
from analysis.results import UNRECORDED, SharedResult
from analysis.school import School
from analysis.text import inside_sentence, listed, percent, pupils
from analysis.views.change_over_time import CHANGE_OVER_TIME, change_word
from analysis.views.need_of_all_pupils import NEED_OF_ALL_PUPILS, OTHER_AREA
from analysis.views.projection import PROJECTION
from analysis.views.unusual_or_chance import UNUSUAL_OR_CHANCE


def _shared(view, school: School, **settings: str) -> SharedResult | None:
    try:
        return share(view.compute(school, view.settings_for(school, **settings)))
    except MissingColumns:
        return None


def needs_paragraph(school: School) -> str:
    """Our commonly occurring and predictable needs, in the words of the one rule; a sentence for each thing that is known; "" where nothing is."""
    sentences = [f"From our list of {school.snapshot.academic_year}." if school.snapshot.academic_year else ""]
    funnel = _shared(UNUSUAL_OR_CHANCE, school)
    if funnel:
        sentences.append(UNUSUAL_OR_CHANCE.describe(funnel))
    needs = _shared(NEED_OF_ALL_PUPILS, school, compare_with="none")
    if needs:
        sentences.append(_areas(needs))
    change = _shared(CHANGE_OVER_TIME, school)
    if change:
        sentences.append(_before(change))
    ahead = _shared(PROJECTION, school)
    if ahead:
        sentences.append(_ahead(ahead))
    return " ".join(filter(None, sentences)) if any(sentences[1:]) else ""


def _before(change: SharedResult) -> str:
    """The first year's share, and the word for the change since then."""
    shown = [row for row in change.rows if row.has_share]
    if len(shown) < 2:
        return ""
    first = shown[0]
    return f"In {first.label} about {first.count:,} of about {pupils(first.size)} ({percent(first.share)}) had SEN. {change_word(first, shown[-1])}"


def _ahead(ahead: SharedResult) -> str:
    """The range of the last year ahead."""
    row = next((row for row in reversed(ahead.rows) if row.key.startswith("next:")), None)
    if row is None or row.hidden or row.span is None:
        return ""
    return f"If pupils move as they did in our own lists, 8 of 10 futures have {row.span[0]:,} to {row.span[1]:,} pupils with SEN in {row.label[:7]}."


def _areas(needs: SharedResult) -> str:
    """The areas of need that are recorded most, as far as they may be told."""
    known = [row for row in needs.rows if not row.hidden and row.key != UNRECORDED and row.label != OTHER_AREA]
    known.sort(key=lambda row: -row.count)
    if not known:
        return ""
    named = listed([f"{inside_sentence(row.label)} (about {row.count:,} pupils)" for row in known[:3]])
    return f"The needs recorded most are in {named}."


def risk_paragraph(school: School) -> str:
    """A risk with the number that means we act: the top of the range of next year's register."""
    ahead = _shared(PROJECTION, school)
    if ahead is None:
        return ""
    row = next((row for row in ahead.rows if row.key.startswith("next:")), None)
    if row is None or row.hidden or row.span is None:
        return ""
    year = row.label[:7]
    return (
        f"Our register may grow faster than we can staff. In 8 of 10 futures it holds {row.span[0]:,} to {row.span[1]:,} pupils in {year}. "
        f"If it holds more than {row.span[1]:,} by that January, we act: we review hours and provision with the head within a month."
    )
