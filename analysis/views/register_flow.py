"""How do pupils come on to our register and leave it? Two lists a year apart, matched pupil by pupil."""

from dataclasses import dataclass

import pandas as pd

from analysis.charts.bars import draw_count_bars
from analysis.columns import WITH_SEN
from analysis.errors import MissingColumns
from analysis.measures.matching import Matched, matched
from analysis.results import KnownSum, Result, Row, SharedResult
from analysis.school import School
from analysis.tables import parts_table
from analysis.text import listed, pupils, sentence, words_for
from analysis.views.define import Choice, Options, define_view
from analysis.views.over_years import ANOTHER_YEAR, yearly_lists

LATEST = "latest"
ON, STAYED, OFF, UNMATCHED = "Came on to the register", "Stayed on it", "Went off it", "Could not be matched"
# Every way that a pupil with SEN in either list can have gone: its group, and its label.
WAYS = {
    "arrived": (ON, "Arrived with SEN from elsewhere"),
    "identified": (ON, "Identified here"),
    # A register does not hold the pupils without SEN, so this and "gone" stand for four of the ways.
    "new": (ON, "New on it: arrived, or identified here"),
    "K>K": (STAYED, "SEN support, as before"),
    "K>E": (STAYED, "SEN support to EHC plan"),
    "E>E": (STAYED, "EHC plan, as before"),
    "E>K": (STAYED, "EHC plan to SEN support"),
    "ended": (OFF, "SEN support or plan ended, still here"),
    "left": (OFF, "Left the school"),
    "gone": (OFF, "No longer on it: left, or support ended"),
    "finished": (OFF, "Left at the end of the phase"),
    "unmatched_before": (UNMATCHED, "Only in the earlier list, no number to match by"),
    "unmatched_after": (UNMATCHED, "Only in the later list, no number to match by"),
}


@dataclass(frozen=True)
class FlowSettings:
    """The later of the two lists, by school year."""

    to: str = LATEST


def register_flow(school: School, settings: FlowSettings = FlowSettings()) -> Result:
    """Every pupil with SEN in either list, counted once, by the way they went."""
    yearly = yearly_lists(school, 2, "The flow of a register")
    later = {one.snapshot.academic_year: place for place, one in enumerate(yearly.lists) if place}
    if settings.to != LATEST and settings.to not in later:
        raise MissingColumns(f"There is no list for {settings.to} with one before it.", how="Choose another year.", code=ANOTHER_YEAR)
    place = later[settings.to] if settings.to != LATEST else len(yearly.lists) - 1
    before, after = yearly.lists[place - 1], yearly.lists[place]
    apart = int(after.snapshot.academic_year[:4]) - int(before.snapshot.academic_year[:4])
    ways = _ways(before.pupils, after.pupils, matched(before.pupils, after.pupils), apart)
    if not school.whole_school:
        ways = _on_a_register(ways)
    total = sum(ways.values())
    told = {way: count for way, count in ways.items() if count or WAYS[way][0] != UNMATCHED}
    return Result(
        view="register_flow",
        question=FLOW_QUESTION,
        settings=settings,
        school=school.label,
        invented=school.invented,
        subject=f"with SEN in {before.snapshot.academic_year}, {after.snapshot.academic_year} or both",
        whole=Row("all", "All of these", total, None),
        rows=tuple(Row(way, WAYS[way][1], count, None, under=WAYS[way][0]) for way, count in told.items()),
        fixed_order=True,
        notes=tuple(filter(None, (_apart_note(apart), f"From {before.snapshot.academic_year} to {after.snapshot.academic_year}.", *yearly.notes, _unmatched_note(ways), "" if school.whole_school else _REGISTER_NOTE))),
        known=_known(before.pupils, after.pupils),
    )


def _known(before: pd.DataFrame, after: pd.DataFrame) -> tuple[KnownSum, ...]:
    """What the shares of each year tell of the ways: the register of either list, by provision as well."""
    old, new = ({one: int((listed["sen_provision"] == one).sum()) for one in WITH_SEN} for listed in (before, after))
    was, now = sum(old.values()), sum(new.values())
    on, stayed, off = (tuple(way for way, (group, _) in WAYS.items() if group == one) for one in (ON, STAYED, OFF))
    on, off = (*on, "unmatched_after"), (*off, "unmatched_before")
    return (
        KnownSum(-was, on, taken=("all",)),
        KnownSum(-now, off, taken=("all",)),
        KnownSum(was + now, (*stayed, "all")),
        KnownSum(now, (*on, *stayed)),
        KnownSum(was, (*stayed, *off)),
        KnownSum(now - was, on, taken=off),
        *(KnownSum(old[one], tuple(way for way in stayed if way[0] == one), whole_of_it=False) for one in WITH_SEN),
        *(KnownSum(new[one], tuple(way for way in stayed if way[-1] == one), whole_of_it=False) for one in WITH_SEN),
    )


_REGISTER_NOTE = (
    "These lists hold only pupils with SEN. So who arrived and who was identified here cannot be told apart, nor whose support ended and who left."
)


def _ways(before: pd.DataFrame, after: pd.DataFrame, pairs: Matched, apart: int) -> dict[str, int]:
    old, new = before["sen_provision"].where(before["sen_provision"].isin(WITH_SEN)), after["sen_provision"].where(after["sen_provision"].isin(WITH_SEN))
    old, new = old.astype(object).where(old.notna(), "N"), new.astype(object).where(new.notna(), "N")
    moves = pd.Series([f"{one}>{other}" for one, other in zip(old[pairs.before], new[pairs.after], strict=True)], dtype=object)
    count = moves.value_counts()
    gone = old[pairs.gone][lambda one: one != "N"]
    finished = 0
    if "year_group" in before and before["year_group"].notna().any():
        # several years apart, the next to oldest year groups have left at the end of the phase as well
        oldest = before["year_group"].cat.codes.max()
        finished = (before["year_group"].cat.codes[gone.index] > oldest - apart).sum()
    return {
        "arrived": int((new[pairs.came] != "N").sum()),
        "identified": int(count.get("N>K", 0) + count.get("N>E", 0)),
        "K>K": int(count.get("K>K", 0)),
        "K>E": int(count.get("K>E", 0)),
        "E>E": int(count.get("E>E", 0)),
        "E>K": int(count.get("E>K", 0)),
        "ended": int(count.get("K>N", 0) + count.get("E>N", 0)),
        "left": len(gone) - int(finished),
        "finished": int(finished),
        "unmatched_before": int((old[pairs.no_id_before] != "N").sum()),
        "unmatched_after": int((new[pairs.no_id_after] != "N").sum()),
    }


def _on_a_register(ways: dict[str, int]) -> dict[str, int]:
    """The ways that can be told apart where nobody without SEN is in the lists."""
    told = {"new": ways["arrived"] + ways["identified"], "gone": ways["left"] + ways["ended"], **ways}
    return {way: told[way] for way in WAYS if way not in ("arrived", "identified", "left", "ended")}


def _apart_note(apart: int) -> str:
    return f"These two lists lie {words_for(apart)} years apart, so more pupils came and went than in one year." if apart > 1 else ""


def _unmatched_note(ways: dict[str, int]) -> str:
    missing = ways["unmatched_before"] + ways["unmatched_after"]
    return "Some pupils have no number to match by. They have lines of their own." if missing else "Every pupil with SEN could be matched or is new or gone."


def describe_flow(result: Result) -> str:
    """The finding: how many came on to the register and how, and how many went off it and how."""
    if all(row.hidden for row in (result.whole, *result.rows)):
        return "The numbers here are too small to show."
    if not result.whole.hidden and not result.whole.count:
        return "Nobody was on the register in either list."
    about = "about " if isinstance(result, SharedResult) else ""
    sentences = []
    for group, word in ((ON, "came on to the register"), (OFF, "went off it")):
        parts = [row for row in result.rows if WAYS[row.key][0] == group]
        known = [f"{row.count:,} {_PLAIN[row.key]}" for row in parts if not row.hidden and row.count]
        if any(row.hidden for row in parts):
            sentences.append(f"{word}: {about}{listed(known)}; other numbers are hidden." if known else "")
        else:
            total = sum(row.count for row in parts)
            told = f": {listed(known)}" if len(parts) > 1 else ""
            sentences.append(f"{about}{pupils(total)} {word}{told}." if total else f"nobody {word}.")
    moved = next(row for row in result.rows if row.key == "K>E")
    if not moved.hidden and moved.count:
        sentences.append(f"{about}{moved.count:,} moved from SEN support to an EHC plan.")
    return " ".join(map(sentence, filter(None, sentences))) or "Most numbers here are too small to show."


_PLAIN = {
    "arrived": "arrived with SEN",
    "identified": "identified here",
    "ended": "whose support or plan ended",
    "left": "who left the school",
    "finished": "at the end of the phase",
    "new": "arrived or identified",
    "gone": "who left or whose support ended",
}


def flow_key(result: Result) -> str:
    """The key as safe HTML: what a bar is."""
    return "<p>Each bar is a number of pupils: full for those who came on, pale for those who stayed, hatched for those who went off. Everybody with SEN in either list is counted once.</p>"


def _pair_options(school: School) -> Options:
    try:
        lists = yearly_lists(school, 2, "This").lists
    except MissingColumns:
        return ((LATEST, "The newest two lists"),)
    pairs = [(after, f"{before} to {after}") for before, after in zip(*(_names(lists)[n:] for n in (0, 1)), strict=False)]
    return ((LATEST, pairs[-1][1]), *reversed(pairs[:-1]))


def _names(lists) -> list[str]:
    return [one.snapshot.academic_year for one in lists]


FLOW_QUESTION = "How do pupils come on to our register, and how do they leave it?"
REGISTER_FLOW = define_view(
    name="register_flow",
    question=FLOW_QUESTION,
    settings=FlowSettings,
    compute=register_flow,
    draw=draw_count_bars,
    describe=describe_flow,
    table=parts_table,
    key=flow_key,
    choices={"to": Choice("From year to year", _pair_options)},
    read_as=(
        "Read it in three parts: who came on to the register, who stayed on it, who went off it.",
        "A register that grows by identification calls for other work than one that grows by arrivals.",
        "“Left at the end of the phase” counts those who were in your oldest year group.",
    ),
    beware=(
        "It compares two days. A pupil who came on and went off in between is not seen.",
        "“Ended” may mean that support worked, or that a pupil was taken off the list. It cannot tell which.",
        "A pupil whose number changed looks like one who left and one who arrived.",
    ),
)
