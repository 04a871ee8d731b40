"""How sure are we, and on what evidence? Eight areas, each marked for confidence and for the evidence held."""

from dataclasses import field, make_dataclass

from analysis.charts.marks import draw_marks
from analysis.results import Result, Row
from analysis.review_areas import AREAS
from analysis.school import School
from analysis.tables import marks_table
from analysis.text import inside_sentence, listed, words_for
from analysis.views.define import Options, Typed, define_view

SURE_WITHOUT = 2  # confidence so far above evidence stands out

ReviewSettings = make_dataclass(
    "ReviewSettings",
    [(f"{area.id}_{kind}", int, field(default=0)) for area in AREAS for kind in ("sure", "shown")],
    frozen=True,
    namespace={"__doc__": "A mark from 1 to 4 for each area, for confidence (sure) and for evidence (shown); 0 is not marked."},
)
ReviewSettings.__module__ = __name__
NOT_MARKED = ReviewSettings()


def self_review(school: School, settings: ReviewSettings = NOT_MARKED) -> Result:
    """The marks as they were given; nothing about pupils."""
    rows = tuple(
        Row(area.id, area.label, int(getattr(settings, f"{area.id}_sure")), 4, beside=int(getattr(settings, f"{area.id}_shown"))) for area in AREAS
    )
    marked = sum(bool(row.count and row.beside) for row in rows)
    return Result(
        view="self_review",
        question=REVIEW_QUESTION,
        settings=settings,
        school=school.label,
        invented=school.invented,
        subject="your own marks, from 1 to 4",
        whole=Row("all", "Areas marked", marked, len(rows), beside=marked),
        rows=rows,
        parts=False,
        overlapping=True,
        about_pupils=False,
    )


def describe_review(result: Result) -> str:
    """The finding: where confidence runs ahead of evidence, and where both are low."""
    rows = [row for row in result.rows if row.count and row.beside]
    if not rows:
        return "Mark each area twice: how confident you are, and how much evidence you hold."
    first = f"{words_for(len(rows)).capitalize()} of {words_for(len(result.rows))} areas {'is' if len(rows) == 1 else 'are'} marked."
    ahead = [row for row in rows if row.count - row.beside >= SURE_WITHOUT]
    low = [row for row in rows if row.count <= 2 and row.beside <= 2]
    sure = f" Confident with little evidence: {listed(_named(ahead))}." if ahead else ""
    both = f" Low on both: {listed(_named(low))}." if low else ""
    return first + (sure + both or " Nowhere does confidence run far ahead of evidence.")


def _named(rows: list[Row]) -> list[str]:
    return [inside_sentence(row.label) for row in rows]


def review_key(result: Result) -> str:
    """The key as safe HTML: dot and diamond."""
    return (
        '<p><span class="mark ours" aria-hidden="true">●</span> how confident we are. '
        '<span class="mark compared" aria-hidden="true">◇</span> how much evidence we hold. 1 is low, 4 is high.</p>'
    )


_MARKS = (("0", "–"), ("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"))


def _marks() -> Options:
    return _MARKS


class _Mark(Typed):
    """A mark from 1 to 4, kept as a number."""

    def taken(self, given: object) -> int:
        """The mark; 0 where none is given."""
        return int(super().taken(given))


def _boxes() -> dict[str, Typed]:
    boxes = {}
    for area in AREAS:
        about = (f"1: {area.one}", f"4: {area.four}")
        boxes[f"{area.id}_sure"] = _Mark("Confidence", "choice", area.label, about=about, listed=_marks)
        boxes[f"{area.id}_shown"] = _Mark("Evidence held", "choice", area.label, about=about, listed=_marks)
    return boxes


REVIEW_QUESTION = "How sure are we, and on what evidence?"
SELF_REVIEW = define_view(
    name="self_review",
    question=REVIEW_QUESTION,
    settings=ReviewSettings,
    compute=self_review,
    draw=draw_marks,
    describe=describe_review,
    table=marks_table,
    key=review_key,
    choices={},
    typed=_boxes(),
    typed_heading="Mark the eight areas",
    typed_open=True,
    read_as=(
        "Each line is one area. The dot is your confidence, the diamond the evidence you hold.",
        "A long gap with the dot on the right means: confident without evidence. That is the first place to look.",
    ),
    beware=(
        "These are your own marks. Ask a colleague to mark on their own, then compare.",
        "There is no total and no pass mark. Areas are not meant to be added up.",
    ),
)
