"""The numbers under a chart, as an accessible HTML table."""

from html import escape

from analysis.results import UNRECORDED, Result, Row, SharedResult
from analysis.text import hours, percent, sentence


def group_table(result: Result) -> str:
    """A table with a line for each group: count, size, share, range, comparison and word; safe HTML."""
    figures = sorted({f"{row.comparison.place} {row.comparison.year}" for row in (*result.rows, result.whole) if row.comparison})
    compared = bool(figures)
    about = " (rounded)" if isinstance(result, SharedResult) else ""
    heads = ["Group", f"Pupils{about}", f"Of{about}", "Share", "Range that fits (95%)"]
    named = " and ".join(figures) if len(figures) < 3 else "England, the same year"
    heads += [named, "In words"] if compared else []
    return _table(result, heads, "".join(_line(row, compared, result) for row in _told(result)))


def share_table(result: Result) -> str:
    """The same, or a table of the counts alone where nothing is known that they are shares of; safe HTML."""
    return parts_table(result) if result.counts_only else group_table(result)


def _told(result: Result) -> tuple[Row, ...]:
    """The rows that a table lists, and the whole where none of them is the whole itself."""
    told = tuple(row for row in result.rows if row.hidden or row.count or row.comparison or not result.keep)
    again = any(row.comparison and (row.count, row.size, row.comparison) == (result.whole.count, result.whole.size, result.whole.comparison) for row in told)
    return told if again else (*told, result.whole)


def count_table(result: Result) -> str:
    """A table of counts, some of them yet to come with the range that holds in 8 of 10 futures; safe HTML."""
    about = " (rounded)" if isinstance(result, SharedResult) else ""
    lines = []
    for row in result.rows:
        span = f"{row.span[0]:,} to {row.span[1]:,}" if row.span else "–"
        cells = "".join(f"<td>{escape(value)}</td>" for value in (_number(row.count), _number(row.size), span))
        lines.append(f'<tr><th scope="row">{escape(row.label)}</th>{cells}</tr>')
    return _table(result, ["Year", f"Pupils{about}", f"On roll{about}", "Range of 8 in 10 futures"], "".join(lines))


def parts_table(result: Result) -> str:
    """A table of counts, each pupil in one of them, and their sum; safe HTML."""
    about = " (rounded)" if isinstance(result, SharedResult) else ""
    lines = []
    for row in _told(result):
        lines.append(f'<tr><th scope="row">{escape(row.label)}</th><td>{_number(row.count)}</td></tr>')
    return _table(result, ["Group", f"Pupils{about}"], "".join(lines))


def hours_table(result: Result) -> str:
    """A table of hours by role, planned and as they came up; safe HTML."""
    lines = []
    for row in (*result.rows, result.whole):
        parts = (row.count, row.beside, row.count - row.beside)
        cells = "".join(f"<td>{escape(hours(part))}</td>" for part in parts)
        lines.append(f'<tr><th scope="row">{escape(row.label)}</th>{cells}</tr>')
    return _table(result, ["Role", "In a week", "Planned", "As it came up"], "".join(lines))


def marks_table(result: Result) -> str:
    """A table of marks from 1 to 4 for confidence and for evidence; safe HTML."""
    lines = "".join(
        f'<tr><th scope="row">{escape(row.label)}</th><td>{row.count or "–"}</td><td>{row.beside or "–"}</td></tr>' for row in result.rows
    )
    return _table(result, ["Area", "Confidence (1 to 4)", "Evidence held (1 to 4)"], lines)


def dates_table(result: Result) -> str:
    """A table of what falls due: when, for whom, what stands behind it, and how the day was worked out; safe HTML."""
    lines = "".join(
        f'<tr><th scope="row">{escape(event.written)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in (event.what, event.for_whom, event.force, event.rule or "–"))
        + f"<td>{_link(event.url)}</td></tr>"
        for event in result.spread
    )
    return _table(result, ["When", "What", "For whom", "Force", "Rule", "Read in"], lines)


def _link(url: str) -> str:
    """A link that is called after the site it leads to, so that a printed table still says where to look."""
    site = url.split("/")[2].removeprefix("www.") if url else ""
    return f'<a href="{escape(url)}" rel="noreferrer">{escape(site)}</a>' if url else "–"


def _table(result: Result, heads: list[str], body: str) -> str:
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="The numbers: {escape(result.question)}"><table>'
        f"<caption>{escape(result.question)} {_whose(result)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _whose(result: Result) -> str:
    return escape(f"Pupils {result.subject}, {result.school}." if result.about_pupils else sentence(f"{result.subject}."))


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
    return "not known" if value is None else f"{value:,}" if isinstance(value, int) else "hidden"
