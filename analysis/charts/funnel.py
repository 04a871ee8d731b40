"""A funnel plot: how far schools of each size would lie from the national rate by chance alone."""

from analysis.charts.figure import BURGUNDY, LINE, MUTED, NAVY, PAPER, RANGE, ChartFigure, chart_style, nice_top
from analysis.results import Result
from analysis.text import percent, pupils

_HEIGHT = 4.6


def draw_funnel(result: Result) -> ChartFigure:
    """A figure with the two pairs of funnel lines, the national rate and our school as a named point."""
    row, lines = result.whole, result.lines
    figure = ChartFigure(_HEIGHT, result.question)
    with chart_style():
        axes = figure.add_axes((0.075, 0.16, 0.72, 0.8))
        axes.patch.set_visible(False)
        if not lines:
            axes.set(xticks=[], yticks=[])
            figure.text(0.08, 0.5, "No England figure held to draw the lines from.", color=MUTED, fontsize=12)
            return figure
        sizes = [line.size for line in lines]
        high = max([lines[0].outer[1] * 0.75, row.comparison.rate * 1.6, row.share * 1.15 if row.has_share else 0])
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
        for rate, words, colour in (
            (end.outer[1], "99.8% line", NAVY),
            (end.inner[1], "95% line", NAVY),
            (row.comparison.rate, f"England {percent(row.comparison.rate)}", BURGUNDY),
        ):
            axes.annotate(words, (sizes[-1], rate), xytext=(8, 0), textcoords="offset points", color=colour,
                          verticalalignment="center", fontsize=12, annotation_clip=False)  # fmt: skip
        if row.has_share:
            axes.scatter([row.size], [row.share], s=110, color=NAVY, zorder=5)
            axes.annotate(f"Our school: {pupils(row.count)}, {percent(row.share)}", (row.size, row.share), xytext=(12, 10),
                          textcoords="offset points", fontweight="bold", fontsize=12, zorder=6,
                          bbox={"facecolor": PAPER, "edgecolor": "none", "alpha": 0.85, "pad": 2})  # fmt: skip
    return figure
