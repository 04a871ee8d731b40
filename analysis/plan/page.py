"""The plan as a web page of its own, for where Word files cannot be made."""

from html import escape

from analysis.charts.figure import svg_picture
from analysis.plan.files import NO_WORD
from analysis.plan.parts import DRAFT, PlanChart, PlanDraft

_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:48em;margin:2em auto;padding:0 1em;color:#1c2430}svg{max-width:100%;height:auto}"
    "table{border-collapse:collapse}th,td{border:1px solid #7b8694;padding:4px 8px;text-align:left}"
)


def plan_page(draft: PlanDraft) -> str:
    """The whole page, from escaped text."""
    body = [f"<p><strong>{DRAFT}</strong> Made on {draft.made_on.day} {draft.made_on:%B %Y}. {NO_WORD}</p>"]
    for section, answers in draft.sections.items():
        body.append(f"<h2>{escape(section)}</h2>")
        for title, text in answers:
            lines = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line)
            body.append(f"<h3>{escape(title)}</h3>{lines}")
    if draft.charts:
        body.append(f"<h2>Charts</h2><p>{escape(draft.hidden_because)}</p>")
    body += [_chart(chart) for chart in draft.charts]
    body += [f"<p>Not drawn: {escape(line)}</p>" for line in draft.left_out]
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(draft.title)}</title><style>{_STYLE}</style></head>'
        f"<body><main><h1>{escape(draft.title)}</h1>{''.join(body)}</main></body></html>"
    )


def _chart(chart: PlanChart) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in chart.heads)
    lines = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in rest)}</tr>' for first, *rest in chart.lines
    )
    return (
        f"<h3>{escape(chart.question)}</h3><p>{escape(chart.sentence)}</p>{svg_picture(chart.figure, chart.sentence, for_page=False)}"
        f"<table><caption>{escape(chart.question)}</caption><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
        f"<p>{escape(chart.source)} {escape(chart.hidden_because)}</p>"
    )
