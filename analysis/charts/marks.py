"""Marks from 1 to 4 on two scales: a dot and a diamond on each line."""

from analysis.charts.figure import BURGUNDY, LINE, MUTED, NAVY, PAPER, RANGE, ChartFigure, chart_style, new_figure
from analysis.results import Result

_ROW = 0.44  # inches


def draw_marks(result: Result) -> ChartFigure:
    """One line for each area: confidence as a dot, evidence as a hollow diamond, joined where both are marked."""
    rows = result.rows
    height = _ROW * len(rows) + 0.5
    figure = new_figure(height, result.question)
    with chart_style():
        axes = figure.add_axes((0.33, 0.38 / height, 0.6, _ROW * len(rows) / height))
        axes.patch.set_visible(False)
        axes.set(xlim=(0.7, 4.3), ylim=(len(rows) - 0.5, -0.5), yticks=[], xticks=(1, 2, 3, 4))
        axes.set_xticklabels(("1", "2", "3", "4"))
        axes.vlines((1, 2, 3, 4), -0.5, len(rows) - 0.5, color=LINE, linewidth=1, zorder=0)
        for place, row in enumerate(rows):
            known = row.count and row.beside
            axes.text(0.6, place, row.label, horizontalalignment="right", verticalalignment="center", fontsize=12, color=None if known else MUTED)
            if known:
                axes.hlines(place, *sorted((row.count, row.beside)), color=RANGE, linewidth=5)
            if row.beside:
                axes.scatter([row.beside], [place], marker="D", s=90, facecolor=PAPER, edgecolor=BURGUNDY, linewidth=1.8, zorder=3)
            if row.count:
                axes.scatter([row.count], [place], s=54, color=NAVY, zorder=4)
    return figure
