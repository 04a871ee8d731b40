"""Bars of hours: the planned part full, the part that came up hatched."""

from analysis.charts.figure import BURGUNDY, LINE, MUTED, NAVY, PAPER, ChartFigure, chart_style, new_figure
from analysis.results import Result
from analysis.text import hours

_ROW = 0.46  # inches


def draw_hours(result: Result) -> ChartFigure:
    """One bar for each role; the hours that the school gives, in another colour, last."""
    rows = result.rows
    height = _ROW * len(rows) + 0.2
    figure = new_figure(height, result.question)
    if not result.whole.count:
        figure.text(0.02, 0.5, "Your hours will stand here.", color=MUTED, fontsize=12)
        return figure
    largest = max(row.count for row in rows)
    with chart_style():
        axes = figure.add_axes((0.2, 0.1 / height, 0.6, _ROW * len(rows) / height))
        axes.patch.set_visible(False)
        axes.set(xlim=(0, largest * 1.02), ylim=(len(rows) - 0.5, -0.5), yticks=[], xticks=[])
        axes.axvline(0, color=LINE, linewidth=2)
        for place, row in enumerate(rows):
            colour = BURGUNDY if row.key == "allocated" else NAVY
            axes.barh(place, row.beside, height=0.56, color=colour)
            axes.barh(place, row.count - row.beside, left=row.beside, height=0.56, facecolor=PAPER, edgecolor=colour, hatch="////")
            style = {"verticalalignment": "center", "fontsize": 12}
            axes.text(row.count + largest * 0.015, place, hours(row.count), fontweight="bold", **style)
            axes.text(-largest * 0.02, place, row.label, horizontalalignment="right", **style)
    return figure
