"""Bars with their names at the left and their counts at the end."""

from analysis.charts.figure import INK, LINE, MUTED, NAVY, ChartFigure, chart_style, new_figure
from analysis.results import Result

_ROW = 0.42  # inches
_LETTER = 0.0088


def draw_count_bars(result: Result) -> ChartFigure:
    """One bar for each row, in the order of the rows."""
    rows = result.rows
    height = _ROW * max(len(rows), 1) + 0.2
    figure = new_figure(height, result.question)
    if not rows or all(row.hidden for row in rows):
        figure.text(0.02, 0.5, "All the numbers here are too small to show.", color=MUTED, fontsize=12)
        return figure
    left = min(0.42, max(len(row.label) for row in rows) * _LETTER + 0.03)
    largest = max([row.count for row in rows if not row.hidden] + [1])
    with chart_style():
        axes = figure.add_axes((left, 0.1 / height, 0.9 - left, _ROW * len(rows) / height))
        axes.patch.set_visible(False)
        axes.set(xlim=(0, largest * 1.02), ylim=(len(rows) - 0.5, -0.5), yticks=[], xticks=[])
        axes.axvline(0, color=LINE, linewidth=2)
        shown = [(place, row.count) for place, row in enumerate(rows) if not row.hidden]
        axes.barh(*zip(*shown, strict=True), height=0.56, color=NAVY)
        for place, row in enumerate(rows):
            end = 0 if row.hidden else row.count
            words = "hidden" if row.hidden else f"{row.count:,}"
            style = {"verticalalignment": "center", "fontsize": 12}
            axes.text(end + largest * 0.012, place, words, color=MUTED if row.hidden else INK, fontweight="normal" if row.hidden else "bold", **style)
            axes.text(-largest * 0.015, place, row.label, horizontalalignment="right", **style)
    return figure
