"""Fetches newer reference figures from the DfE's statistics API, on a machine with internet, and shows what differs.

    (no option)          shows what is new or changed; writes nothing
    --write              adds what is new
    --write --replace    replaces changed figures as well, after showing both
    --find "words"       lists the data sets of publications with these words

Afterwards print the pages again (tools/write_reference.py) and run the tests: back-tests check the new figures.
"""

import argparse
import csv
import gzip
import io
import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from analysis.errors import WorkbookError
from analysis.paths import data_path

API = "https://api.education.gov.uk/statistics/v1"
CATALOGUE = "https://explore-education-statistics.service.gov.uk/data-catalogue"
KEY = ("indicator", "phase", "sen_provision", "breakdown", "category", "academic_year")
COLUMNS = (*KEY, "value", "unit", "source_id", "note")
REGIONS = {"Yorkshire and the Humber": "Yorkshire and The Humber"}  # spellings of the API that are not ours
YEAR = re.compile(r"^(?:Academic year )?(20\d\d)/?(\d\d)$")
SECONDS = 60  # a whole data set can be large
Fetch = Callable[[str], bytes]


@dataclass(frozen=True)
class Recipe:
    """Where one indicator lies in one data set: its columns, and our words for their values."""

    name: str
    publication: str
    data_set: str
    source_id: str
    indicator: str
    unit: str
    value_column: str
    phase_column: str
    provision_column: str
    also: list[dict[str, str]]
    phases: dict[str, str]
    provisions: dict[str, str]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the data set must have."""
        also = [column for pair in self.also for column in pair]
        return ("time_period", "geographic_level", self.value_column, self.phase_column, self.provision_column, *also)


@dataclass
class Difference:
    """What a data set says that we do not hold, or hold otherwise; and what was left out of it, by reason."""

    new: list[dict[str, str]] = field(default_factory=list)
    changed: list[tuple[dict[str, str], dict[str, str]]] = field(default_factory=list)
    same: int = 0
    left_out: dict[str, int] = field(default_factory=dict)


def from_the_internet(address: str) -> bytes:
    """What stands at an address, unpacked."""
    try:
        with urlopen(Request(address, headers={"Accept-Encoding": "gzip"}), timeout=SECONDS) as answer:
            content = answer.read()
    except HTTPError as error:
        if error.code in (404, 410):
            how = f"Look it up at {CATALOGUE}, or use --find."
            raise WorkbookError("This data set is not there any more, or its id is wrong.", address, how) from None
        raise WorkbookError(f"The statistics service answered with error {error.code}.", address, "Try again later.") from None
    except (URLError, TimeoutError, ConnectionError) as error:
        raise WorkbookError(
            "The statistics service could not be reached.", f"{address}: {getattr(error, 'reason', error)}",
            "Check that this machine has internet access. Nothing was changed.",
        ) from None  # fmt: skip
    return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content


def check_published(recipe: Recipe, fetch: Fetch) -> None:
    """Stop where the data set is withdrawn, and say which one took its place where it is no longer updated."""
    if not recipe.data_set:
        where, how = f"In refresh.toml, {recipe.name}.", f'Look for it: --find "{recipe.publication}".'
        raise WorkbookError("No data set is named yet.", where, how)
    summary = read_json(fetch, f"{API}/data-sets/{recipe.data_set}")
    successor = summary.get("supersedingDataSetId")
    after = f"Use {successor} instead." if successor else "No successor is named: look in the catalogue."
    if summary.get("status") == "Withdrawn":
        raise WorkbookError(f"The data set was withdrawn: {summary.get('title')}.", f"In refresh.toml, {recipe.name}.", after)
    if summary.get("status") == "Deprecated":
        print(f"Warning: {summary.get('title')} gets no more updates. {after}")


def read_json(fetch: Fetch, address: str) -> dict:
    """An answer of the API."""
    try:
        return json.loads(fetch(address))
    except ValueError:
        raise WorkbookError("The answer is not what the API promises.", address, "Try again later.") from None


def academic_year(time_period: str) -> str:
    """The year as we write it: 202425 and 2024/25 are both 2024/25; "" for anything else, such as a calendar year.

    >>> academic_year("202425"), academic_year("2024/25"), academic_year("2024")
    ('2024/25', '2024/25', '')
    """
    found = YEAR.match(time_period)
    if not found or int(found[2]) != (int(found[1]) + 1) % 100:
        return ""
    return f"{found[1]}/{found[2]}"


def figures_in(text: str, recipe: Recipe) -> tuple[list[dict[str, str]], dict[str, int]]:
    """The figures of a data set for England and its regions in our form, and how many rows were left out and why."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    missing = [column for column in recipe.columns if column not in (reader.fieldnames or ())]
    if missing:
        raise WorkbookError(
            f"The data set has changed: it has no column {', '.join(missing)}.", f"In refresh.toml, {recipe.name}.",
            f"Mend the recipe. The columns are: {', '.join(reader.fieldnames or ['none'])}.",
        )  # fmt: skip
    figures: dict[tuple[str, ...], dict[str, str]] = {}
    left_out: Counter[str] = Counter()
    for row in reader:
        figure, why_not = figure_of(row, recipe)
        if figure is None:
            left_out[why_not] += 1
            continue
        key = key_of(figure)
        if key in figures and figures[key] != figure:
            raise WorkbookError(
                "Two rows of the data set give different values for one figure.", f"{recipe.name}: {', '.join(key)}.",
                "The data set has a column that the recipe does not name: add it to also.",
            )  # fmt: skip
        figures[key] = figure
    if not figures:
        where, how = f"In refresh.toml, {recipe.name}.", f"Left out: {told(left_out)}."
        raise WorkbookError("No row of the data set fits the recipe.", where, how)
    return list(figures.values()), left_out


def figure_of(row: dict[str, str], recipe: Recipe) -> tuple[dict[str, str] | None, str]:
    """One row as a figure of ours, or None and the reason."""
    level, phase, provision = row["geographic_level"], row[recipe.phase_column], row[recipe.provision_column]
    year = academic_year(row["time_period"])
    if level not in ("National", "Regional"):
        return None, "other places"
    if any(row[column] != value for pair in recipe.also for column, value in pair.items()):
        return None, "parts of a group"
    if phase not in recipe.phases:
        return None, f"{recipe.phase_column} {phase!r}"
    if provision not in recipe.provisions:
        return None, f"{recipe.provision_column} {provision!r}"
    if not year:
        return None, f"time {row['time_period']!r}"
    try:
        value = f"{float(row[recipe.value_column].replace(',', '')):g}"
    except ValueError:
        return None, f"no number but {row[recipe.value_column]!r}"
    region = row.get("region_name", "")
    place = ("region", REGIONS.get(region, region)) if level == "Regional" else ("none", "total")
    key = (recipe.indicator, recipe.phases[phase], recipe.provisions[provision], *place, year)
    return dict(zip(COLUMNS, (*key, value, recipe.unit, recipe.source_id, ""), strict=True)), ""


def key_of(row: dict[str, str]) -> tuple[str, ...]:
    """What makes a figure one and the same."""
    return tuple(row[name] for name in KEY)


def compare(held: list[dict[str, str]], fetched: list[dict[str, str]], left_out: dict[str, int]) -> Difference:
    """What is new and what is changed. Values that agree to the decimals we hold are the same."""
    ours = {key_of(row): row for row in held}
    difference = Difference(left_out=left_out)
    for row in fetched:
        old = ours.get(key_of(row))
        if old is None:
            difference.new.append(row)
        elif agrees(old["value"], row["value"]):
            difference.same += 1
        else:
            difference.changed.append((old, row))
    return difference


def agrees(old: str, new: str) -> bool:
    """Whether a newer value is the older one, as far as that was printed.

    >>> agrees("14.8", "14.79"), agrees("14.8", "14.9")
    (True, False)
    """
    decimals = len(old.partition(".")[2])
    return round(float(new), decimals) == float(old)


def told(left_out: dict[str, int]) -> str:
    """How many rows were left out, by reason."""
    return "; ".join(f"{count} with {why}" for why, count in sorted(left_out.items())) or "nothing"


def show(name: str, difference: Difference) -> None:
    """Print the difference, figure by figure."""
    print(f"\n{name}: {len(difference.new)} new, {len(difference.changed)} changed, {difference.same} the same.")
    for row in difference.new:
        print(f"  + {' '.join(key_of(row))}: {row['value']}")
    for old, new in difference.changed:
        print(f"  ~ {' '.join(key_of(new))}: {old['value']} ({old['source_id']}) becomes {new['value']} ({new['source_id']})")
    print(f"  Left out: {told(difference.left_out)}.")


def write(folder: Path, recipe: Recipe, difference: Difference, replace: bool) -> None:
    """Add what is new, and replace what changed if that was asked for; the source is written with it."""
    figures, sources = folder / "benchmarks.csv", folder / "sources.csv"
    replaced = {key_of(new): new for _old, new in difference.changed} if replace else {}
    rows = [replaced.get(key_of(row), row) for row in read_rows(figures)] + difference.new
    known = read_rows(sources)
    source = {
        "source_id": recipe.source_id, "publisher": "Department for Education", "title": recipe.publication,
        "year": str(date.today().year), "url": CATALOGUE,
        "licence": "OGL v3.0 (DfE open data)", "read_as": f"statistics API, data set {recipe.data_set}",
        "read_on": date.today().isoformat(),
    }  # fmt: skip
    write_rows(sources, [one for one in known if one["source_id"] != recipe.source_id] + [source])
    write_rows(figures, sorted(rows, key=lambda row: list(row.values())))


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a csv file."""
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def write_rows(path: Path, rows: list[dict[str, str]]) -> None:
    """Write a csv file whole, then put it in the place of the old one."""
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    beside.replace(path)


def find(words: str, fetch: Fetch) -> None:
    """Print the data sets of the publications with these words."""
    for publication in read_json(fetch, f"{API}/publications?page=1&pageSize=20&search={quote(words)}")["results"]:
        print(publication["title"])
        for one in read_json(fetch, f"{API}/publications/{publication['id']}/data-sets?page=1&pageSize=20")["results"]:
            print(f"  {one['id']}  {one['title']} ({one['status']})")


def refresh(folder: Path, recipes: list[Recipe], fetch: Fetch, writing: bool = False, replace: bool = False) -> None:
    """Every recipe in turn: fetched, compared, shown, and written only when that was asked for."""
    for recipe in recipes:
        check_published(recipe, fetch)
        fetched, left_out = figures_in(fetch(f"{API}/data-sets/{recipe.data_set}/csv").decode("utf-8"), recipe)
        difference = compare(read_rows(folder / "benchmarks.csv"), fetched, left_out)
        show(recipe.name, difference)
        wanted = difference.new or (replace and difference.changed)
        if writing and wanted:
            write(folder, recipe, difference, replace)
            print("  Written. Print the pages again (tools/write_reference.py), and run the tests.")
        elif wanted or difference.changed:
            print("  Nothing was written." + ("" if writing else " Add --write to keep what is new."))
        if difference.changed and not replace:
            print("  Changed figures stay as they are until you add --write --replace.")


def main() -> None:
    """Run from the command line; what goes wrong is one sentence."""
    parser = argparse.ArgumentParser(prog="refresh_reference.py", description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="add figures that are new")
    parser.add_argument("--replace", action="store_true", help="with --write: replace changed figures as well")
    parser.add_argument("--find", metavar="WORDS", help="list data sets")
    options = parser.parse_args()
    held = tomllib.loads(data_path("reference", "refresh.toml").read_text("utf-8"))["recipe"]
    try:
        if options.find:
            find(options.find, from_the_internet)
        else:
            recipes = [Recipe(**recipe) for recipe in held]
            refresh(data_path("reference"), recipes, from_the_internet, options.write, options.replace)
    except WorkbookError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
