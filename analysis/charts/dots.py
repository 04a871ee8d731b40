"""A dot for each group with its range, and a diamond for what it is compared with."""

from analysis.charts.figure import BURGUNDY, GREY, INK, LINE, MUTED, NAVY, PAPER, RANGE, ChartFigure, chart_style, nice_top
from analysis.results import HIGHER, LOWER, Result, Row
from analysis.text import percent, pupils

_ROW = 0.44  # inches
_LEFT, _RIGHT = 0.385, 0.65  # the axes, as parts of the width
_COUNTS, _WORDS = 0.672, 0.775


def draw_group_dots(result: Result) -> ChartFigure:
    """A figure with one line a group: our share as a dot on its range, England as a diamond, the count and the word."""
    rows = result.shown_rows
    height = _ROW * max(len(rows), 1) + 0.55
    figure = ChartFigure(height, result.question)
    with chart_style():
        axes = figure.add_axes((_LEFT, 0.42 / height, _RIGHT - _LEFT, _ROW * max(len(rows), 1) / height))
        top, marks = nice_top(max([_furthest(row) for row in rows] or [0.1]))
        axes.set(xlim=(-top * 0.012, top * 1.03), ylim=(len(rows) - 0.5, -0.5), yticks=[], xticks=marks)
        axes.set_xticklabels([percent(mark) for mark in marks])
        axes.patch.set_visible(False)
        axes.vlines(marks, -0.5, len(rows) - 0.5, color=LINE, linewidth=1, zorder=0)
        _draw_ranges(axes, rows)
        _draw_comparisons(axes, rows)
        for place, row in enumerate(rows):
            _write_row(figure, axes, place, row)
    return figure


def _furthest(row: Row) -> float:
    reach = [row.comparison.rate] if row.comparison else [0.0]
    return max(reach + ([row.range[1]] if row.has_share else []))


def _draw_ranges(axes, rows: tuple[Row, ...]) -> None:
    placed = [(place, row) for place, row in enumerate(rows) if row.has_share]
    if not placed:
        return
    places = [place for place, _ in placed]
    lows, highs = zip(*(row.range for _, row in placed), strict=True)
    axes.hlines(places, lows, highs, color=RANGE, linewidth=5, zorder=1)
    axes.scatter([row.share for _, row in placed], places, s=62, color=NAVY, zorder=3, clip_on=False)


def _draw_comparisons(axes, rows: tuple[Row, ...]) -> None:
    for older, colour in ((False, BURGUNDY), (True, GREY)):
        marks = [(row.comparison.rate, n) for n, row in enumerate(rows) if row.comparison and row.comparison.older is older]
        if marks:
            rates, places = zip(*marks, strict=True)
            axes.scatter(rates, places, marker="D", s=58, facecolor=PAPER, edgecolor=colour, linewidth=1.8, zorder=2.5 if older else 4)


def _write_row(figure: ChartFigure, axes, place: int, row: Row) -> None:
    height = axes.transData.transform((0, place))[1] / figure.bbox.height
    middle = {"verticalalignment": "center_baseline", "fontsize": 12}
    figure.text(_LEFT - 0.018, height, row.label, horizontalalignment="right", **middle)
    if row.hidden:
        figure.text(_COUNTS, height, "hidden", color=MUTED, **middle)
        return
    figure.text(_COUNTS, height, pupils(row.count), fontweight="bold", **middle)
    word = row.verdict
    marked = word in (HIGHER, LOWER)
    figure.text(_WORDS, height, word, color=INK if marked else MUTED, fontweight="bold" if marked else "normal", **middle)
