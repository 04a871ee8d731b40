"""Prints the page of words from the glossary: `python tools/write_words.py > docs/words-we-use.md`."""

import sys

from analysis.words import Term, glossary

OPENING = """# Words we use

Each abbreviation and term that you meet in the workbook, in plain words.

This page is printed from `data/words/glossary.toml`: `python tools/write_words.py > docs/words-we-use.md`.

| word | what it means |
|---|---|
"""


def row(term: Term) -> str:
    """One line of the table, with what an abbreviation stands for in front of its meaning."""
    stands_for = f"{term.stands_for}. " if term.stands_for else ""
    return f"| **{term.word}** | {stands_for}{term.meaning} |\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write(OPENING + "".join(map(row, glossary())))
