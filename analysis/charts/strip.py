"""A strip of small grey marks, one for each local authority, with the places named above and our school below."""

from analysis.charts.figure import BURGUNDY, GREY, LINE, MUTED, NAVY, PAPER, RANGE, ChartFigure, chart_style, new_figure, nice_top
from analysis.results import Result
from analysis.text import percent

_HEIGHT = 3.0


def draw_strip(result: Result) -> ChartFigure:
    """Our share as a large dot under the strip of authorities, the named places as diamonds above it."""
    figure = new_figure(_HEIGHT, result.question)
    whole, values = result.whole, result.spread or ()
    if not whole.has_share:
        figure.text(0.02, 0.5, "The numbers here are too small to show.", color=MUTED, fontsize=12)
        return figure
    with chart_style():
        axes = figure.add_axes((0.03, 0.14, 0.94, 0.84))
        axes.patch.set_visible(False)
        reach = [whole.range[1], *values, *(row.comparison.rate for row in result.rows)]
        top, marks = nice_top(min(max(reach), 1.0))
        axes.set(xlim=(0, top), ylim=(-1.3, 2.6), yticks=[], xticks=marks)
        axes.set_xticklabels([percent(mark) for mark in marks])
        axes.vlines(marks, -1.3, 2.6, color=LINE, linewidth=1, zorder=0)
        axes.vlines(values, -0.22, 0.22, color=GREY, linewidth=1.3, alpha=0.75)
        low, high = whole.range
        axes.hlines(-0.75, low, high, color=RANGE, linewidth=6)
        axes.scatter([whole.share], [-0.75], s=150, color=NAVY, zorder=5)
        side = {"x": low - top * 0.012, "horizontalalignment": "right"} if high > 0.6 * top else {"x": high + top * 0.012}
        axes.text(y=-0.75, s=f"Our school {percent(whole.share)}", fontweight="bold", color=NAVY, fontsize=12, verticalalignment="center", **side)
        for place, row in enumerate(result.rows):
            height = 0.75 + 0.6 * (len(result.rows) - 1 - place)
            rate = row.comparison.rate
            axes.vlines(rate, 0.22, height, color=BURGUNDY, linewidth=1)
            axes.scatter([rate], [height], marker="D", s=58, facecolor=PAPER, edgecolor=BURGUNDY, linewidth=1.8, zorder=4)
            side = {"x": rate - top * 0.014, "horizontalalignment": "right"} if rate > 0.6 * top else {"x": rate + top * 0.014}
            axes.text(y=height, s=f"{row.comparison.place} {percent(rate)}", color=BURGUNDY, fontsize=12, verticalalignment="center", **side)
    return figure
