"""A funnel plot: how far schools of each size would lie from the national rate by chance alone."""

from analysis.charts.figure import BURGUNDY, LINE, MUTED, NAVY, RANGE, ChartFigure, chart_style, new_figure, nice_top
from analysis.results import Result
from analysis.text import percent, pupils

_HEIGHT = 3.9


def draw_funnel(result: Result) -> ChartFigure:
    """A figure with the two pairs of funnel lines, the national rate and our school as a named point."""
    row, lines = result.whole, result.lines
    figure = new_figure(_HEIGHT, result.question)
    with chart_style():
        axes = figure.add_axes((0.075, 0.18, 0.76, 0.79))
        axes.patch.set_visible(False)
        if not lines:
            axes.set(xticks=[], yticks=[])
            reason = "The numbers here are too small to show." if row.comparison else "No England figure is held for these lines."
            figure.text(0.08, 0.5, reason, color=MUTED, fontsize=12)
            return figure
        sizes = [line.size for line in lines]
        high = max([_room_above(result), row.comparison.rate * 1.6, row.share * 1.3 if row.has_share else 0])
        top, marks = nice_top(min(high, 1.0))
        axes.set(xlim=(0, sizes[-1]), ylim=(0, top), yticks=marks)
        axes.set_yticklabels([percent(mark) for mark in marks])
        axes.hlines(marks, 0, sizes[-1], color=LINE, linewidth=1, zorder=0)
        axes.set_xlabel("Number of pupils on roll", color=MUTED, fontsize=12, labelpad=8)
        axes.fill_between(sizes, [n.inner[0] for n in lines], [n.inner[1] for n in lines], color=RANGE, alpha=0.35, linewidth=0)
        for side in (0, 1):
            axes.plot(sizes, [line.inner[side] for line in lines], color=NAVY, linewidth=1.4)
            axes.plot(sizes, [line.outer[side] for line in lines], color=NAVY, linewidth=1.4, linestyle=(0, (5, 3)))
        axes.axhline(row.comparison.rate, color=BURGUNDY, linewidth=1.6)
        end = lines[-1]
        place = row.comparison.words.split(",")[0]
        named = [
            (row.comparison.rate, f"{place} {percent(row.comparison.rate)}", BURGUNDY),
            (end.inner[1], "95% line", NAVY),
            (end.outer[1], "99.8% line", NAVY),
        ]
        height = 0.0
        for rate, words, colour in named:
            height = max(rate, height + top * 0.06)
            axes.text(sizes[-1] * 1.012, height, words, color=colour, verticalalignment="center", fontsize=12)
        if row.has_share:
            _name_our_school(axes, result, top)
    return figure


def _room_above(result: Result) -> float:
    """How high the picture must reach for our point's name to stand clear of the lines."""
    return max(line.outer[1] for line in result.lines if line.size >= result.whole.size) * 1.3


def _name_our_school(axes, result: Result, top: float) -> None:
    """Our point, and its name in the free room above the lines (beside it where it lies there itself)."""
    row = result.whole
    outer = next(line.outer[1] for line in result.lines if line.size == row.size)
    free = max(row.share, outer) + top * 0.1
    axes.plot([row.size, row.size], [row.share, free], color=NAVY, linewidth=1, zorder=4)
    axes.scatter([row.size], [row.share], s=110, color=NAVY, zorder=5)
    axes.text(row.size, free + top * 0.015, f"Our school: {pupils(row.count)}, {percent(row.share)}",
              fontweight="bold", fontsize=12, horizontalalignment="center", zorder=6)  # fmt: skip
