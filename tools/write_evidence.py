"""Prints the bibliography from the evidence records.

python tools/write_evidence.py markdown > docs/evidence.md
python tools/write_evidence.py bibtex > docs/evidence.bib
"""

import re
import sys

from analysis.evidence import TOPICS, Claim, claims, disagreeing

OPENING = """# The evidence

Every finding that the workbook shows, with who was studied, how sure it is and what it does not show.

This page is printed from `data/evidence/`: `python tools/write_evidence.py markdown > docs/evidence.md`.
The same sources for a reference manager: [evidence.bib](evidence.bib).

Strength: ●●● strong, ●●○ moderate, ●○○ emerging. A contested finding has no dots, and names the other side.
"Secondary" means that a report of the source was read, not the source itself.
"""
PERSON = re.compile(r"^[^,]+, (?:[A-Z][\w.'’-]*\s?)+$")
LATEX = {character: f"\\{character}" for character in "&%$#_{}"}


def entry(one: Claim) -> str:
    """One finding in Markdown."""
    figure = f"**{one.figure}** {one.unit}" + (f" ({one.range})" if one.range else "") + ". " if one.figure else ""
    read = "Secondary: a report was read" if one.seen == "secondary" else "Read at the source"
    others = ", ".join(f"[{other.heading}](#{other.id})" for other in disagreeing(one))
    lines = [
        f'### <a id="{one.id}"></a>{one.heading}',
        f"{figure}{one.claim}",
        f"- **But:** {one.caveat}",
        f"- **So:** {one.so_what}",
        f"- **Who was studied:** {one.population}. {one.design.capitalize()}."
        + (f" Phases: {', '.join(one.phases)}." if one.phases else ""),
        f"- **How sure:** {f'{one.strength_dots} {one.strength.capitalize()}'.strip()}. {one.strength_why}",
        *([f"- **Cost:** {one.cost}."] if one.cost else []),
        *([f"- **Points the other way:** {others}."] if others else []),
        f"- **Source:** {one.citation} <{one.url}>. {read}, {one.read_on:%d.%m.%Y}; to be read again by {one.review_by:%d.%m.%Y}. "
        f"Modules: {', '.join(map(str, one.modules))}.",
    ]
    return "\n\n".join(lines[:2]) + "\n\n" + "\n".join(lines[2:]) + "\n"


def markdown() -> str:
    """The whole page, by topic."""
    found = claims()
    parts = [
        f"## {title}\n\n" + "\n".join(entry(one) for one in found if one.topic == topic) for topic, title in TOPICS.items()
    ]
    return OPENING + "\n" + "\n".join(parts)


def latex(text: str) -> str:
    """Text as BibTeX takes it."""
    return "".join(LATEX.get(character, character) for character in text)


def author_names(authors: str) -> str:
    """The authors for BibTeX: people as they are, bodies in braces so that they are not cut into first and last names."""
    told = re.sub(r",? (?:et al\.|and others|and a co-author|and co-author)$", "; others", authors)
    names = [name.strip() for name in re.split(r";(?![^(]*\))", told)]
    return " and ".join(name if PERSON.match(name) or name == "others" else f"{{{latex(name)}}}" for name in names)


def bibtex_entry(one: Claim) -> str:
    """One source for a reference manager, with what was read."""
    fields = {
        "author": author_names(one.authors),
        "title": f"{{{latex(one.title)}}}",
        "year": str(one.year),
        "howpublished": latex(one.publisher),
        "url": one.url,
        "urldate": one.read_on.isoformat(),
        "doi": one.doi,
        "note": latex(f"{one.seen} source" + (f"; what was read: {one.read_where}" if one.read_where else "")),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{one.id},\n{lines}}}\n"


def bibtex() -> str:
    """Every source."""
    return "\n".join(bibtex_entry(one) for one in claims())


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write({"markdown": markdown, "bibtex": bibtex}[sys.argv[1]]())
