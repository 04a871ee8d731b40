"""The days of a school year, from September to August, one line each."""

from datetime import date

from analysis.charts.figure import BURGUNDY, LINE, NAVY, ChartFigure, chart_style, new_figure
from analysis.results import Result

_ROW = 0.4  # inches
_MONTHS = ("Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug")


def draw_year(result: Result) -> ChartFigure:
    """One line for each event with a day: a diamond where it is required, else a dot, named in full at the left."""
    days = [event for event in result.spread if event.on != date.max]
    height = _ROW * max(len(days), 1) + 0.5
    figure = new_figure(height, result.question)
    first = date(min((event.on.year if event.on.month >= 9 else event.on.year - 1) for event in days), 9, 1) if days else date(2026, 9, 1)
    with chart_style():
        axes = figure.add_axes((0.44, 0.38 / height, 0.44, _ROW * max(len(days), 1) / height))
        axes.patch.set_visible(False)
        starts = [(date(first.year + (month < 9), month, 1) - first).days for month in (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)]
        axes.set(xlim=(0, 365), ylim=(max(len(days), 1) - 0.5, -0.5), yticks=[], xticks=[start + 15 for start in starts])
        axes.set_xticklabels(_MONTHS, fontsize=11)
        axes.vlines(starts, -0.5, len(days) - 0.5, color=LINE, linewidth=1, zorder=0)
        for place, event in enumerate(days):
            required = event.force in ("in force", "condition of grant")
            colour, marker = (BURGUNDY, "D") if required else (NAVY, "o")
            axes.scatter([(event.on - first).days], [place], marker=marker, s=62, color=colour, zorder=3, clip_on=False)
            style = {"verticalalignment": "center", "fontsize": 12}
            axes.text(-6, place, _short(event.what), horizontalalignment="right", **style)
            axes.text(371, place, f"{event.on.day} {event.on:%B}", **style)
    return figure


def _short(words: str) -> str:
    """What falls due, at most one line long; the table has it in full."""
    head = words.split(":")[0].split(", then")[0]
    return head if len(head) <= 46 else head[:44].rsplit(" ", 1)[0] + " …"
