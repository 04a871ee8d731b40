"""Lines over the years: shares with their ranges, and counts that go on into possible futures."""

from analysis.charts.figure import BURGUNDY, INK, LINE, MUTED, NAVY, PAPER, RANGE, ChartFigure, chart_style, new_figure, nice_top
from analysis.results import Result, Row
from analysis.text import percent

_HEIGHT = 3.7
_BOX = (0.075, 0.13, 0.71, 0.76)


def draw_shares_over_years(result: Result) -> ChartFigure:
    """Our share of each year with its range, England's as a broken line, and a mark at the year the user chose."""
    rows = result.rows
    if not any(row.has_share for row in rows):
        return _counts_only(result)
    figure = new_figure(_HEIGHT, result.question)
    with chart_style():
        axes = figure.add_axes(_BOX)
        reach = [row.range[1] for row in rows if row.has_share] + [row.comparison.rate for row in rows if row.comparison]
        top, marks = nice_top(min(max(reach), 1.0))
        _frame(axes, [row.label for row in rows], top, marks, [percent(mark) for mark in marks])
        known = [(place, row) for place, row in enumerate(rows) if row.has_share]
        axes.vlines([place for place, _ in known], *zip(*(row.range for _, row in known), strict=True), color=RANGE, linewidth=6)
        axes.plot([place for place, _ in known], [row.share for _, row in known], color=NAVY, linewidth=2, marker="o", markersize=8)
        compared = [(place, row.comparison.rate) for place, row in enumerate(rows) if row.comparison]
        ours = known[-1][1].share
        if compared:
            axes.plot(*zip(*compared, strict=True), color=BURGUNDY, linewidth=1.8, linestyle=(0, (5, 3)), marker="D", markersize=6, markerfacecolor=PAPER)
            _end(axes, len(rows) - 1, _apart(compared[-1][1], ours, top), f"England {percent(compared[-1][1])}", BURGUNDY)
        _end(axes, len(rows) - 1, ours, f"Our school {percent(ours)}", NAVY, bold=True)
        _mark(axes, result, rows, top)
    return figure


def draw_counts_over_years(result: Result) -> ChartFigure:
    """Our count of each year, then the middle future and the range that holds in 8 of 10 futures; a second fan where something was typed."""
    figure = new_figure(_HEIGHT, result.question)
    past = [row for row in result.rows if row.span is None and not row.key.startswith(("next:", "with:"))]
    ahead = [row for row in result.rows if row.key.startswith("next:")]
    typed = [row for row in result.rows if row.key.startswith("with:")]
    if result.whole.hidden or any(row.hidden for row in ahead):
        figure.text(0.02, 0.5, "The numbers here are too small to show.", color=MUTED, fontsize=12)
        return figure
    with chart_style():
        axes = figure.add_axes(_BOX)
        told = [row for row in (*past, *ahead, *typed) if not row.hidden]
        top, marks = _count_top(max(max(row.count, row.span[1] if row.span else 0) for row in told))
        _frame(axes, [row.label[:7] for row in (*past, *ahead)], top, marks, [f"{mark:,}" for mark in marks])
        known = [(place, row.count) for place, row in enumerate(past) if not row.hidden]
        axes.plot(*zip(*known, strict=True), color=NAVY, linewidth=2, marker="o", markersize=8, zorder=4)
        start = (len(past) - 1, past[-1])
        _fan(axes, start, ahead, NAVY, 0)
        last = len(past) + len(ahead) - 1
        end = ahead[-1]
        _end(axes, last, end.count, f"{end.count:,}{_between(end)}", NAVY, bold=True)
        if typed and not any(row.hidden for row in typed):
            _fan(axes, start, typed, BURGUNDY, 0.06)
            _end(axes, last, _apart(typed[-1].count, end.count, top), f"with yours {typed[-1].count:,}{_between(typed[-1])}", BURGUNDY)
        axes.axvline(len(past) - 0.5, color=LINE, linewidth=1)
        axes.text(len(past) - 0.45, top * 0.98, "Projected", color=MUTED, fontsize=12, verticalalignment="top")
    return figure


def _between(row: Row) -> str:
    return f" ({row.span[0]:,} to {row.span[1]:,})" if row.span else ""


def _fan(axes, start: tuple[int, Row], rows: list[Row], colour: str, aside: float) -> None:
    """The middle futures as a broken line from today, with the range of each year."""
    first, today = start
    places = [first + 1 + n + aside for n in range(len(rows))]
    axes.plot([first, *places], [today.count, *(row.count for row in rows)], color=colour, linewidth=2, linestyle=(0, (5, 3)), zorder=3)
    spans = [(place, row.span) for place, row in zip(places, rows, strict=True) if row.span]
    if colour == NAVY and len(spans) == len(rows):
        lows, highs = zip(*((today.count, today.count), *(span for _, span in spans)), strict=True)
        axes.fill_between([first, *places], lows, highs, color=RANGE, alpha=0.45, linewidth=0, zorder=1)
    for place, (low, high) in spans:
        axes.vlines(place, low, high, color=RANGE if colour == NAVY else colour, linewidth=6 if colour == NAVY else 1.5, zorder=2)
    marker = "o" if colour == NAVY else "s"
    axes.scatter(places, [row.count for row in rows], marker=marker, s=58, facecolor=PAPER, edgecolor=colour, linewidth=1.8, zorder=5)


def _frame(axes, labels: list[str], top: float, marks: list, words: list[str]) -> None:
    axes.patch.set_visible(False)
    axes.set(xlim=(-0.35, len(labels) - 0.65), ylim=(0, top), xticks=range(len(labels)), yticks=marks)
    axes.set_xticklabels(labels, fontsize=12)
    axes.set_yticklabels(words)
    axes.hlines(marks, -0.35, len(labels) - 0.65, color=LINE, linewidth=1, zorder=0)


def _count_top(largest: int) -> tuple[float, list[int]]:
    """The end of an axis of counts, and its marks."""
    step = next(step for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1_000, 5_000) if largest <= step * 5 or step == 5_000)
    marks = [step * n for n in range(6) if step * (n - 1) < largest]
    return max(largest * 1.12, 1), [mark for mark in marks if mark <= max(largest * 1.12, 1)]


def _apart(height: float, other: float, top: float) -> float:
    """A height moved away from another label's."""
    if abs(height - other) >= top * 0.07:
        return height
    return other + top * 0.07 * (1 if height >= other else -1)


def _end(axes, last: int, height: float, words: str, colour: str, bold: bool = False) -> None:
    """What the line is called, at its end."""
    weight = "bold" if bold else "normal"
    axes.text(last + 0.4, height, words, color=colour, fontweight=weight, fontsize=12, verticalalignment="center")


def _mark(axes, result: Result, rows: tuple[Row, ...], top: float) -> None:
    """The user's own mark."""
    for place, row in enumerate(rows):
        if row.key == result.settings.marked:
            axes.axvline(place, color=INK, linewidth=1.2, linestyle=(0, (1, 2)), zorder=0.5)
            words = result.settings.mark or "Marked by you"
            side = "right" if place > len(rows) / 2 else "left"
            axes.text(place + (-0.04 if side == "right" else 0.04), top * 1.09, words, fontsize=12, horizontalalignment=side, verticalalignment="top")


def _counts_only(result: Result) -> ChartFigure:
    """Counts without shares, for a register."""
    figure = new_figure(_HEIGHT, result.question)
    known = [(place, row.count) for place, row in enumerate(result.rows) if not row.hidden]
    if not known:
        figure.text(0.02, 0.5, "The numbers here are too small to show.", color=MUTED, fontsize=12)
        return figure
    with chart_style():
        axes = figure.add_axes(_BOX)
        top, marks = _count_top(max(count for _, count in known))
        _frame(axes, [row.label for row in result.rows], top, marks, [f"{mark:,}" for mark in marks])
        axes.plot(*zip(*known, strict=True), color=NAVY, linewidth=2, marker="o", markersize=8)
        _end(axes, len(result.rows) - 1, known[-1][1], f"{known[-1][1]:,} pupils", NAVY, bold=True)
        _mark(axes, result, result.rows, top)
    return figure
