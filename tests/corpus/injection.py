"""I: text that would do something if it were not text: in names, classes, headings and the titles of sheets."""

from tests.corpus.case import HEAD, Case
from tests.unit.reading.files import csv_of, workbook_of

PAYLOADS = {
    (168, "script"): "<script>window.harm=1</script>",
    (169, "image with an error"): "<img src=x onerror=window.harm=1>",
    (170, "drawing that loads"): "<svg onload=window.harm=1>",
    (171, "link that runs"): "<a href=javascript:harm()>x</a>",
    (172, "picture in Markdown"): "![x](//127.0.0.1:9/x.png)",
    (173, "template braces"): "{{7*7}}",
    (174, "format braces"): "{0.__class__}",
    (175, "formula of matplotlib"): r"$\rm x$",
    (175, "broken formula of matplotlib"): r"$\frac{1$",
    (176, "formula"): "=HYPERLINK(0)",
    (176, "plus"): "+1+1",
    (176, "at"): "@SUM(1)",
    (176, "tab before a formula"): "\t=1+1",
    (177, "escape codes"): "\x1b[31mred",
    (178, "line that forges a log"): "7A\nERROR root: forged",
    (179, "SQL"): "'; DROP TABLE--",
    (180, "path"): "../../x",
}


def everywhere(payload: str):
    """A list with the payload as a surname, a class and a heading."""
    head = ("Adno", "Surname", "Year Group", "Class", "SEN Status", payload)
    rows = [(str(n), payload, "7", payload if n % 2 else "7B", "KN"[n % 2], payload) for n in range(12)]
    return lambda: csv_of([head, *rows])


def in_titles(payload: str):
    """A workbook of two lists, on sheets whose titles hold the payload."""
    title = payload[:20].translate(str.maketrans("\\/*?:[]\x1b\n\t", "          "))
    rows = [HEAD, ("1", "7", "K"), ("2", "8", "N")]
    return lambda: workbook_of({f"{title} 1": rows, f"{title} 2": rows})


CASES = (
    *(Case(number, about, "ok", everywhere(payload), pupils=12) for (number, about), payload in PAYLOADS.items()),
    *(Case(number, f"{about} as the title of a sheet", "ask", in_titles(payload), "sheet") for (number, about), payload in PAYLOADS.items()),
)  # fmt: skip
