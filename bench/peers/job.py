"""The job that every peer does: one question about the invented secondary school, as a picture, a sentence and a table."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from analysis.charts.figure import svg_picture  # noqa: E402
from analysis.samples import sample_school  # noqa: E402
from analysis.views import VIEWS  # noqa: E402

VIEW = VIEWS["need_of_all_pupils"]
SCHOOL = sample_school("secondary")
OPTIONS = {text: value for value, text in VIEW.choices["include"].options(SCHOOL)}


def answer(include: str) -> tuple[str, str, str]:
    """The picture as SVG, the finding, and the table as HTML."""
    result = VIEW.compute(SCHOOL, VIEW.settings_for(SCHOOL, include=include))
    finding = VIEW.describe(result)
    return svg_picture(VIEW.draw(result), finding), finding, VIEW.table(result)
