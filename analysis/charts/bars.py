"""Bars with their names at the left and their counts at the end, in groups with a heading where the rows have one."""

from itertools import groupby

from analysis.charts.figure import GREY, INK, LINE, MUTED, NAVY, PAPER, RANGE, ChartFigure, chart_style, new_figure
from analysis.results import Result, Row
from analysis.text import pupils

_ROW = 0.42  # inches
_LETTER = 0.0088
# The bars of the first, the second, the third and the fourth heading.
_LOOKS = ({"color": NAVY}, {"color": RANGE}, {"facecolor": PAPER, "edgecolor": NAVY, "hatch": "////"}, {"color": GREY})


def draw_count_bars(result: Result) -> ChartFigure:
    """One bar for each row, in the order of the rows."""
    rows = result.shown_rows
    if not rows or all(row.hidden for row in rows):
        figure = new_figure(_ROW * max(len(rows), 1) + 0.2, result.question)
        figure.text(0.02, 0.5, "All the numbers here are too small to show.", color=MUTED, fontsize=12)
        return figure
    groups = [(heading, list(under)) for heading, under in groupby(rows, lambda row: row.under)]
    lines = len(rows) + sum(bool(heading) for heading, _ in groups)
    height = _ROW * lines + 0.2
    figure = new_figure(height, result.question)
    left = min(0.42, max(len(row.label) for row in rows) * _LETTER + 0.03)
    largest = max([row.count for row in rows if not row.hidden] + [1])
    with chart_style():
        axes = figure.add_axes((left, 0.1 / height, 0.9 - left, _ROW * lines / height))
        axes.patch.set_visible(False)
        axes.set(xlim=(0, largest * 1.02), ylim=(lines - 0.5, -0.5), yticks=[], xticks=[])
        place = 0
        for (heading, under), look in zip(groups, _LOOKS, strict=False):
            if heading:
                _write_heading(figure, heading, under, (height - 0.1 - _ROW * (place + 0.6)) / height)
                place += 1
            axes.vlines(0, place - 0.5, place + len(under) - 0.5, color=LINE, linewidth=2)
            for n, row in enumerate(under):
                _draw_row(axes, place + n, row, largest, look)
            place += len(under)
    return figure


def _write_heading(figure: ChartFigure, heading: str, under: list[Row], middle: float) -> None:
    """What a group of bars is called, with its sum where every part of it may be told."""
    about = "about " if any(row.slack for row in under) else ""
    told = "" if any(row.hidden for row in under) else f": {about}{pupils(sum(row.count for row in under))}"
    figure.text(0, middle, heading + told, fontweight="bold", fontsize=12, verticalalignment="center")


def _draw_row(axes, place: int, row: Row, largest: int, look: dict) -> None:
    if not row.hidden:
        axes.barh(place, row.count, height=0.56, **look)
    end, words = (0, "hidden") if row.hidden else (row.count, f"{row.count:,}")
    style = {"verticalalignment": "center", "fontsize": 12}
    bold = {"color": MUTED} if row.hidden else {"color": INK, "fontweight": "bold"}
    axes.text(end + largest * 0.012, place, words, **bold, **style)
    axes.text(-largest * 0.015, place, row.label, horizontalalignment="right", **style)
