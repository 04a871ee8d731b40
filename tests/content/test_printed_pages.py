"""Pages and descriptions that are printed from records: they are what the tools print, and they say what the data hold."""

import csv
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.evidence import claims
from analysis.indicators import indicator, indicator_groups, indicators
from analysis.paths import data_path
from analysis.reference import sources

ROOT = Path(__file__).resolve().parents[2]
PRINTED = {
    "docs/evidence.md": ("tools/write_evidence.py", "markdown"),
    "docs/evidence.bib": ("tools/write_evidence.py", "bibtex"),
    "docs/indicators.md": ("tools/write_reference.py", "indicators"),
    "data/reference/datapackage.json": ("tools/write_reference.py", "datapackage"),
}
PACKAGE = json.loads((ROOT / "data/reference/datapackage.json").read_text("utf-8"))
RESOURCES = {one["path"]: one for one in PACKAGE["resources"]}
PARSED = {"number": float, "integer": int, "string": str, "date": str}


def rows_of(path: str) -> list[dict[str, str]]:
    with data_path("reference", path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("page", PRINTED)
def test_a_printed_page_is_what_its_tool_prints(page):
    tool = PRINTED[page]
    printed = subprocess.run(
        [sys.executable, *tool], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True
    ).stdout
    assert printed.decode("utf-8") == (ROOT / page).read_text("utf-8"), f"python {' '.join(tool)} > {page}"


def test_every_finding_is_in_the_bibliography_and_no_braces_are_left_open():
    entries = (ROOT / "docs/evidence.bib").read_text("utf-8")
    assert re.findall(r"^@misc\{([\w-]+),$", entries, re.M) == [one.id for one in claims()]
    for entry in entries.split("\n\n"):
        plain = re.sub(r"\\\\[{}]", "", entry)
        assert plain.count("{") == plain.count("}")


def test_people_and_bodies_are_told_apart_in_the_bibliography():
    from tools.write_evidence import author_names

    assert author_names("Strand, S.; Lindorff, A.") == "Strand, S. and Lindorff, A."
    assert author_names("Department for Education") == "{Department for Education}"
    assert author_names("Dimova, S. et al.") == "Dimova, S. and others"
    assert author_names("A University (evaluator; B, C.)") == "{A University (evaluator; B, C.)}"


def test_the_package_describes_every_file_of_figures():
    assert set(RESOURCES) == {path.name for path in data_path("reference").glob("*.csv")}
    assert PACKAGE["profile"] == "tabular-data-package"
    assert len({one["name"] for one in PACKAGE["resources"]}) == len(RESOURCES)
    assert all(re.fullmatch(r"[a-z0-9.-]+", one["name"]) for one in PACKAGE["resources"])


@pytest.mark.parametrize("path", RESOURCES)
def test_a_file_is_as_the_package_describes_it(path):
    described, rows = RESOURCES[path], rows_of(path)
    content = data_path("reference", path).read_bytes()
    assert described["bytes"] == len(content)
    assert described["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    fields = described["schema"]["fields"]
    assert [field["name"] for field in fields] == list(rows[0])
    for row in rows:
        for field in fields:
            PARSED[field["type"]](row[field["name"]])
    keys = [tuple(row[name] for name in described["schema"]["primaryKey"]) for row in rows]
    assert len(set(keys)) == len(keys)
    if "foreignKeys" in described["schema"]:
        assert {row["source_id"] for row in rows} <= set(sources())


def test_every_indicator_held_says_what_it_is_and_how_it_misleads():
    held = {row["indicator"] for path in ("benchmarks.csv", "la_values.csv", "la_distribution.csv") for row in rows_of(path)}
    assert set(indicators()) == held
    assert {one.group for one in indicators().values()} == set(indicator_groups())
    for name in held:
        assert indicator(name).meaning.endswith(".")
        assert len(indicator(name).warning.split()) >= 10
