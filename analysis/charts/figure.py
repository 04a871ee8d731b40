"""The figure that every chart is drawn on, and its picture as SVG with text kept as text."""

import io
import re
from html import escape
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from analysis.charts.chart_figure import ChartFigure as _ChartFigure

INK, MUTED, NAVY, BURGUNDY, GREY = "#1c2430", "#5a6675", "#12436d", "#801650", "#7b8694"
RANGE, LINE, PAPER = "#a9bbcd", "#d9dee5", "#ffffff"
_PAGE_COLOURS = {
    INK: "--ink", MUTED: "--muted", NAVY: "--ours", BURGUNDY: "--compared", GREY: "--older",
    RANGE: "--range", LINE: "--line", PAPER: "--paper",
}  # fmt: skip
_STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "workbook",
    "font.size": 12,
    "text.color": INK,
    "text.parse_math": False,  # a class called "$x$" stays the letters it is
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.spines.bottom": False,
    "axes.edgecolor": LINE,
    "axes.grid": False,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "hatch.linewidth": 0.8,
}
_FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"
ChartFigure: TypeAlias = "_ChartFigure"  # matplotlib comes with the first figure: in a page it takes a second


def new_figure(height: float, question: str) -> ChartFigure:
    """An empty figure of the page's width, `height` inches high, that knows its question."""
    from analysis.charts.chart_figure import ChartFigure

    return ChartFigure(height, question)


def chart_style():
    """The plotting style as a context, so that importing or drawing changes nothing elsewhere."""
    import matplotlib

    return matplotlib.rc_context(_STYLE)


def svg_picture(figure: ChartFigure, alt: str = "", for_page: bool = True) -> str:
    """The figure as an `<svg>` element with `alt` (else the chart's question) as its text for screen readers.

    For the page, colours follow the reader's choices through CSS; otherwise they are fixed, as a copied picture needs.
    """
    page = io.StringIO()
    with chart_style():
        figure.savefig(page, format="svg", metadata={"Date": None, "Creator": None})
    picture = page.getvalue()
    picture = picture[picture.index("<svg") :]
    picture = re.sub(r"<metadata>.*?</metadata>\s*", "", picture, flags=re.S)
    picture = re.sub(r"<[^>]*>", lambda tag: _restyled(tag[0], for_page), picture)
    alt = escape(alt or figure.question)
    return picture.replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)


def _restyled(tag: str, for_page: bool) -> str:
    """One tag of the picture with the page's fonts and colours; the text between tags is never touched."""
    tag = re.sub(r"font: ([^;\"]*?)[\d.]+px [^;\"]*", _with_page_fonts, tag)
    tag = re.sub(r"font-family: [^;\"]*", f"font-family: {_FONTS}", tag)
    if for_page:
        for colour, name in _PAGE_COLOURS.items():
            tag = tag.replace(colour, f"var({name}, {colour})")
    return tag


def _with_page_fonts(match: re.Match) -> str:
    size = re.search(r"[\d.]+px", match[0])[0]
    return f"font: {match[1]}{size} {_FONTS}"


def nice_top(largest: float) -> tuple[float, list[float]]:
    """The end of an axis from zero that holds `largest`, and its marks (four or five of them)."""
    for step in (0.01, 0.02, 0.025, 0.05, 0.1, 0.2, 0.25):
        if largest <= step * 5:
            break
    marks = [step * n for n in range(6) if step * (n - 1) < largest]
    return max(largest * 1.02, marks[-2] if len(marks) > 1 else step), [m for m in marks if m <= max(largest * 1.02, step)]
