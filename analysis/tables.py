"""The numbers under a chart, as an accessible HTML table."""

from html import escape

from analysis.results import UNRECORDED, Result, Row, SharedResult
from analysis.text import percent


def group_table(result: Result) -> str:
    """A table with a line for each group: count, size, share, range, comparison and word; safe HTML."""
    figures = sorted({f"{row.comparison.place} {row.comparison.year}" for row in (*result.rows, result.whole) if row.comparison})
    compared = bool(figures)
    about = " (rounded)" if isinstance(result, SharedResult) else ""
    heads = ["Group", f"Pupils{about}", f"Of{about}", "Share", "Range that fits (95%)"]
    heads += [" and ".join(figures), "In words"] if compared else []
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    told = tuple(row for row in result.rows if row.hidden or row.count or row.comparison or not result.keep)
    body = "".join(_line(row, compared, result) for row in (*told, result.whole))
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="The numbers: {escape(result.question)}"><table>'
        f"<caption>{escape(result.question)} Pupils {escape(result.subject)}, {escape(result.school)}.</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _line(row: Row, compared: bool, result: Result) -> str:
    values = [_number(row.count), _number(row.size)]
    if row.has_share:
        low, high = row.range
        values += [percent(row.share), f"{percent(low)} to {percent(high)}"]
    else:
        values += ["–", "–"]
    if compared:
        no_figure = "–" if row is result.whole or row.key == UNRECORDED else "no figure held"
        values.append(percent(row.comparison.rate) if row.comparison else no_figure)
        word = row.funnel_word if result.funnel and row is result.whole else row.verdict
        values.append(word or "–")
    cells = "".join(f"<td>{escape(value)}</td>" for value in values)
    return f'<tr><th scope="row">{escape(row.label)}</th>{cells}</tr>'


def _number(value) -> str:
    return f"{value:,}" if isinstance(value, int) else "hidden"
