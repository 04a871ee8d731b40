"""A pack of the invented schools' charts to print: `python tools/print_charts.py charts.html`, then print from the browser.

One chart a page with its question, its sentence and room to write. Every pupil in it is invented.
"""

import sys
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analysis.charts.figure import svg_picture  # noqa: E402
from analysis.samples import SAMPLES, sample_school  # noqa: E402
from analysis.views import VIEWS  # noqa: E402

# The Views to print, with the settings that show most of an invented school.
PRINTED = {"nutshell": {"covers": "year"}, "use_of_time": {"source": "log"}} | dict.fromkeys(
    ("need_of_all_pupils", "who_is_on_the_register", "change_over_time", "register_flow", "unusual_or_chance", "where_we_stand_locally", "projection"),
    {},
)
STYLE = (
    "body{font:14pt/1.4 sans-serif;color:#000;margin:1.5cm}section{break-after:page}svg{width:100%;height:auto}"
    ".lines{border-top:1px solid #888;height:2em}table{border-collapse:collapse;font-size:10pt}th,td{border:1px solid #888;padding:2px 8px;text-align:left}"
)


def chart_page(name: str, view_name: str) -> str:
    """One page: school, question, what do you expect, the chart, its sentence, and lines to write on."""
    school, view = sample_school(name), VIEWS[view_name]
    result = view.compute(school, view.settings_for(school, **PRINTED[view_name]))
    sentence = view.describe(result)
    lines = '<div class="lines"></div>' * 3
    return (
        f"<section><p>{escape(school.label)}</p><h2>{escape(view.question)}</h2>{svg_picture(view.draw(result), sentence, for_page=False)}"
        f"<p><strong>{escape(sentence)}</strong></p>{view.key(result)}<p>What might explain it? Name two things.</p>{lines}</section>"
    )


def pack(names: list[str]) -> str:
    """The whole pack as one page of HTML."""
    pages = "".join(chart_page(name, view) for name in names for view in PRINTED)
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Charts of the invented schools</title><style>{STYLE}</style></head>'
        f"<body><main><h1>Charts of the invented schools</h1>{pages}</main></body></html>"
    )


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    chosen = sys.argv[2:] or list(SAMPLES)
    Path(sys.argv[1]).write_text(pack(chosen), encoding="utf-8")
    print(f"Written: {sys.argv[1]}, {len(chosen) * len(PRINTED)} charts. Open it in a browser and print.")
