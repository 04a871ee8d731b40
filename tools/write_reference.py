"""Prints what is said about the reference figures.

python tools/write_reference.py indicators > docs/indicators.md
python tools/write_reference.py datapackage > data/reference/datapackage.json
"""

import csv
import hashlib
import json
import sys

from analysis.indicators import indicator_groups, indicators
from analysis.paths import data_path
from analysis.reference import PHASE_WORDS, PROVISION_WORDS, Source, sources

OPENING = """# The reference figures, one indicator at a time

What each one measures, how it misleads, for which years and schools it is held, and where it comes from.

This page is printed from `data/reference/`: `python tools/write_reference.py indicators > docs/indicators.md`.
Figures that no publisher prints are worked out from published ones; the note of each says how.
"""
# What each file holds, and what one row of it is told by.
FILES = {
    "benchmarks": (
        "Figures for England and its regions",
        ("indicator", "phase", "sen_provision", "breakdown", "category", "academic_year"),
    ),
    "la_values": ("Figures for local authorities", ("indicator", "phase", "sen_provision", "la_number", "period")),
    "la_distribution": (
        "How far local authorities lie apart, each counted once",
        ("indicator", "phase", "sen_provision", "primary_need", "year", "period"),
    ),
    "local_authorities": ("Local authorities of today, with their region", ("la_number",)),
    "crosschecks": ("Figures compared with a second reading", ("check",)),
    "sources": ("Who published what, under which licence, and what was read", ("source_id",)),
}
NUMBERS = ("value", "p10", "p25", "median", "p75", "p90", "value_a", "value_b", "difference")
WHOLE_NUMBERS = ("las",)
OGL = {
    "name": "OGL-UK-3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "title": "Open Government Licence v3.0",
}


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one of the files."""
    with data_path("reference", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def field(name: str) -> dict[str, str]:
    """A column as the package describes it."""
    kind = "number" if name in NUMBERS else "integer" if name in WHOLE_NUMBERS else "date" if name == "read_on" else "string"
    return {"name": name, "type": kind}


def resource(name: str) -> dict:
    """One file as the package describes it."""
    title, key = FILES[name]
    path = data_path("reference", f"{name}.csv")
    content = path.read_bytes()
    schema: dict = {"fields": [field(column) for column in rows_of(name)[0]], "primaryKey": list(key)}
    if "source_id" in rows_of(name)[0] and name != "sources":
        schema["foreignKeys"] = [{"fields": "source_id", "reference": {"resource": "sources", "fields": "source_id"}}]
    return {
        "name": name.replace("_", "-"),
        "path": path.name,
        "title": title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def datapackage() -> str:
    """The description of all files, in the form of a Frictionless data package."""
    package = {
        "profile": "tabular-data-package",
        "name": "send-reference-figures",
        "title": "Reference figures on SEND in England",
        "description": "Published figures to set beside a school's own. Each row names a source that was read.",
        "licenses": [OGL],
        "resources": [resource(name) for name in FILES],
        "sources": [{"title": f"{one.publisher}: {one.title} ({one.year})", "path": one.url} for one in sources().values()],
    }
    return json.dumps(package, indent=1, ensure_ascii=False) + "\n"


def described(rows: list[dict[str, str]]) -> list[str]:
    """What is held of one indicator: unit, schools, groups, years and sources."""
    years = sorted({row.get("academic_year") or row.get("period") or row["year"] for row in rows})
    phases = [words for phase, words in PHASE_WORDS.items() if any(row["phase"] == phase for row in rows)]
    groups = [words for name, words in PROVISION_WORDS.items() if any(row["sen_provision"] == name for row in rows)]
    derived = sum(row.get("note", "").startswith("derived") for row in rows)
    used = ", ".join(f"[{source_id}](#{source_id})" for source_id in sorted({row["source_id"] for row in rows}))
    span = years[0] if len(years) == 1 else f"{years[0]} to {years[-1]}"
    return [
        f"- **Unit:** {rows[0]['unit'].replace('_', ' ')}. **Years:** {span}. **Figures:** {len(rows):,}"
        + (f", of which {derived:,} worked out." if derived else "."),
        f"- **Schools:** {'; '.join(phases)}.",
        f"- **For:** {'; '.join(groups)}.",
        f"- **Sources:** {used}.",
    ]


def source_line(one: Source) -> str:
    """One source of the page, with its licence and what was read."""
    return (
        f'- <a id="{one.id}"></a>**{one.id}** {one.publisher}, [{one.title}]({one.url}) ({one.year}). {one.licence}. '
        f"Read {one.read_on}: {one.read_as}."
    )


def indicator_page() -> str:
    """The whole page, group by group."""
    held: dict[str, list[dict[str, str]]] = {}
    for name in ("benchmarks", "la_values", "la_distribution"):
        for row in rows_of(name):
            held.setdefault(row["indicator"], []).append(row)
    parts = []
    for group in indicator_groups().values():
        parts.append(f"## {group.title}\n\n**How these mislead:** {group.misleads}\n")
        for one in indicators().values():
            if one.group == group.id:
                more = [f"- **Besides:** {one.misleads}"] if one.misleads else []
                lines = "\n".join([*more, *described(held[one.id])])
                parts.append(f"### `{one.id}`\n\n{one.meaning}\n\n{lines}\n")
    used = {row["source_id"] for rows in held.values() for row in rows}
    lines = "\n".join(source_line(one) for one in sources().values() if one.id in used)
    return OPENING + "\n" + "\n".join(parts) + f"\n## Sources\n\n{lines}\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write({"indicators": indicator_page, "datapackage": datapackage}[sys.argv[1]]())
