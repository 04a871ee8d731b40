"""A dot for each group with its range, and a diamond for what it is compared with."""

from dataclasses import dataclass

from analysis.charts.bars import draw_count_bars
from analysis.charts.figure import (
    BURGUNDY,
    GREY,
    INK,
    LINE,
    MUTED,
    NAVY,
    PAPER,
    RANGE,
    ChartFigure,
    chart_style,
    new_figure,
    nice_top,
)
from analysis.results import HIGHER, LOWER, Result, Row
from analysis.text import percent, pupils

_ROW = 0.44  # inches
_LETTER = 0.0088  # width of a letter, as a part of the figure
_GAP = 0.022


@dataclass(frozen=True)
class _Columns:
    """Where labels end and where the axes, the counts and the words begin, as parts of the width."""

    left: float
    right: float
    counts: float
    words: float


def _columns(rows: tuple[Row, ...]) -> _Columns:
    """Room for the longest label, and for words only where a row is judged."""
    left = min(0.405, max((len(row.label) for row in rows), default=0) * _LETTER + 0.045)
    words = 0.775 if any(row.judged for row in rows) else 1.0
    counts = words - 0.11
    return _Columns(left, counts - _GAP, counts, words)


def draw_group_dots(result: Result) -> ChartFigure:
    """A figure with one line a group: our share as a dot on its range, England as a diamond, the count and the word.

    Where only counts are known, one bar a group.
    """
    if result.counts_only:
        return draw_count_bars(result)
    rows = result.shown_rows
    height = _ROW * max(len(rows), 1) + 0.55
    figure = new_figure(height, result.question)
    if rows and all(row.hidden for row in rows):
        figure.text(0.02, 0.5, "All the numbers here are too small to show.", color=MUTED, fontsize=12)
        return figure
    columns = _columns(rows)
    with chart_style():
        box = (columns.left, 0.42 / height, columns.right - columns.left, _ROW * max(len(rows), 1) / height)
        axes = figure.add_axes(box)
        top, marks = nice_top(max([_furthest(row) for row in rows] or [0.1]))
        axes.set(xlim=(-top * 0.012, top * 1.03), ylim=(max(len(rows), 1) - 0.5, -0.5), yticks=[], xticks=marks)
        axes.set_xticklabels([percent(mark) for mark in marks])
        axes.patch.set_visible(False)
        axes.vlines(marks, -0.5, len(rows) - 0.5, color=LINE, linewidth=1, zorder=0)
        _draw_ranges(axes, rows)
        _draw_comparisons(axes, rows)
        for place, row in enumerate(rows):
            middle = (0.42 + _ROW * (len(rows) - place - 0.5)) / height
            _write_row(figure, columns, middle, row, pupils(row.count) if result.parts and not row.hidden else _of(row))
    return figure


def _of(row: Row) -> str:
    if row.hidden:
        return "hidden"
    return pupils(row.count) if row.size is None else f"{row.count:,} of {row.size:,}"


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


def _write_row(figure: ChartFigure, columns: _Columns, middle: float, row: Row, amount: str) -> None:
    """The label at the left of one line, the count and the word at its right."""
    style = {"verticalalignment": "center_baseline", "fontsize": 12}
    figure.text(columns.left - _GAP, middle, row.label, horizontalalignment="right", **style)
    bold = {} if row.hidden else {"fontweight": "bold"}
    figure.text(columns.counts, middle, amount, color=MUTED if row.hidden else INK, **bold, **style)
    marked = {"fontweight": "bold"} if row.verdict in (HIGHER, LOWER) else {"color": MUTED}
    figure.text(columns.words, middle, row.verdict, **marked, **style)
