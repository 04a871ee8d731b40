"""Writes the pages about each table of a school: `python tools/write_data_pages.py`."""

from pathlib import Path

from analysis.reading.templates import template_columns
from analysis.school_tables import school_tables

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "data"
OPENING = """# {label}

One row is {row}.

You can fill in the blank table that the workbook makes (“Blank tables to fill in”, under “Your own list”), or load your
own: the columns are found by their headings, in any order. Columns that are not listed here are not read.

| column | what it holds | answers |
|---|---|---|
"""
CLOSING = "\nThis page is written by `python tools/write_data_pages.py`.\n"


def pages() -> dict[str, str]:
    """The text of each page by the name of its table."""
    tables = {"pupils": ("Pupils", "one pupil"), **{table.name: (table.label, table.row) for table in school_tables().values()}}
    return {name: OPENING.format(label=label, row=row) + "".join(map(_line, template_columns(name))) + CLOSING for name, (label, row) in tables.items()}


def _line(column: tuple[str, tuple[str, ...], str]) -> str:
    heading, answers, what = column
    return f"| {heading} | {what} | {', '.join(answers)} |\n"


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / f"{name}.md").write_text(text, encoding="utf-8", newline="\n")
