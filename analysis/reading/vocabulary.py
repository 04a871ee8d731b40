"""The words that schools write, from `data/codes`, ready to look up."""

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import cache

from analysis.columns import need_labels
from analysis.paths import data_path
from analysis.reading.folding import fold, squeeze


@dataclass(frozen=True)
class Field:
    """One thing a column can hold, and what the reader does with it: "read", "dropped" or "ignored"."""

    name: str
    label: str
    use: str


@cache
def _headings() -> dict:
    return tomllib.loads(data_path("codes", "headings.toml").read_text("utf-8"))


@cache
def _values() -> dict:
    return tomllib.loads(data_path("codes", "values.toml").read_text("utf-8"))


@cache
def fields() -> dict[str, Field]:
    """Every field by name."""
    return {name: Field(name, entry["label"], entry["use"]) for name, entry in _headings().items()}


@cache
def choosable_fields() -> dict[str, str]:
    """What a column can be taken for by choice: each field with its words."""
    return {name: entry.get("choose", entry["label"]) for name, entry in _headings().items() if entry["use"] != "ignored"}


@cache
def heading_fields(strength: str) -> dict[str, str]:
    """Squeezed heading -> field, for the "headings" or the "weak" ones."""
    return {squeeze(heading): name for name, entry in _headings().items() for heading in entry.get(strength, ())}


@cache
def field_of_start() -> dict[str, str]:
    """How a heading may begin (folded, with a blank after it) -> its field."""
    return {fold(start) + " ": name for name, entry in _headings().items() for start in entry.get("starts", ())}


@cache
def heading_starts() -> re.Pattern[str]:
    """Finds how a folded heading begins, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(field_of_start(), key=len, reverse=True))))


@cache
def values_of(group: str) -> dict[str, str]:
    """Folded value -> what it is taken for, in one group of `values.toml`.

    >>> values_of("sen_provision")["k sen support"]
    'K'
    """
    return {fold(word): meaning for meaning, words in _values()[group].items() for word in words}


@cache
def words_of(group: str) -> frozenset[str]:
    """The folded words of one list of `values.toml`."""
    return frozenset(fold(word) for word in _values()[group])


def is_missing(cell: str) -> bool:
    """Whether a cell says nothing: blank, a dash, N/A, #REF! and the like."""
    return not cell or fold(cell) in words_of("missing")


@cache
def status_words() -> frozenset[str]:
    """The single words that SEN statuses are made of; none of them is a name."""
    known = (word for words in _values()["sen_provision"].values() for status in words for word in fold(status).split())
    return frozenset(known) | words_of("status_words") | frozenset("0123456789")


@cache
def ticks() -> frozenset[str]:
    """The marks without letters that say yes."""
    return frozenset(_values()["ticks"])


@cache
def table_words(column: str) -> dict[str, str]:
    """Folded word -> what it stands for in one column of the tables beside the pupils; none for most columns.

    >>> table_words("wave")["tier 2"], table_words("answer")["agree"]
    ('Targeted', '4')
    """
    written = tomllib.loads(data_path("codes", "table_values.toml").read_text("utf-8")).get(column, {})
    return {fold(word): meaning for meaning, words in written.items() for word in words}


@cache
def need_words() -> dict[tuple[str, ...], str]:
    """The words of each label of a type of need -> the code, or code~words where the label is the school's own.

    A need that has to be asked about is written "ask:ADHD".
    """
    words = {}
    for code, label in need_labels().items():
        words[tuple(fold(code).split())] = words[tuple(fold(label).split())] = code
    for label, code in values_of("need").items():
        words[tuple(label.split())] = code
    for label, code in values_of("need_taken_as").items():
        words.setdefault(tuple(label.split()), f"{code}~{label.replace(' ', '_')}")
    for label, name in values_of("need_ask").items():
        words[tuple(label.split())] = f"ask:{name}"
    return words


@cache
def ethnic_groups() -> dict[str, str]:
    """Folded code or label -> the label of the main group, in the order of the DfE's tables."""
    groups = {}
    with data_path("codes", "ethnic_groups.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            also = [*row["extended"].split("|"), *row["also"].split("|")]
            for word in (row["label"], row["code"], *also):
                if word:
                    groups.setdefault(fold(word), row["label"])
    return groups
