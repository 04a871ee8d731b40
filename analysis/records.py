"""Records that people write in TOML (evidence, policy, words), checked field by field as they are read."""

import tomllib
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path
from typing import TypeVar

from analysis.errors import WorkbookError

Record = TypeVar("Record")
KIND_WORDS = {
    str: "text in quotes",
    int: "a whole number",
    bool: "true or false",
    date: "a date such as 2026-11-23",
    tuple: "a list",
}


def read_records(path: Path, table: str, kind: type[Record]) -> tuple[Record, ...]:
    """The records of every `[[table]]` in a file, each as a `kind` (a frozen dataclass).

    The dataclass is the schema: fields without a default must be there and hold something, types must match,
    and no other field is taken. A final underscore is not written in the file (`from_` is `from`).
    """
    entries = tomllib.loads(path.read_text("utf-8")).get(table, [])
    return tuple(
        _record(entry, kind, where=f"In {path.name}, {table} {number} ({entry.get('id', 'no id')}).")
        for number, entry in enumerate(entries, start=1)
    )


def by_id(records: tuple[Record, ...], where: str) -> dict[str, Record]:
    """The records by their ids; two with one id are refused."""
    known: dict[str, Record] = {}
    for record in records:
        if record.id in known:
            raise WorkbookError(f"Two records have the id {record.id}.", where, "Rename one of them.")
        known[record.id] = record
    return known


def _record(entry: dict, kind: type[Record], where: str) -> Record:
    schema = {field.name.rstrip("_"): field for field in fields(kind)}
    for name in entry.keys() - schema.keys():
        raise WorkbookError(f"There is no field called {name}.", where, f"Use: {', '.join(schema)}.")
    values = {}
    for name, field in schema.items():
        required = field.default is MISSING
        if name not in entry:
            if required:
                raise WorkbookError(f"The field {name} is missing.", where, "Add it.")
            continue
        value = tuple(entry[name]) if isinstance(entry[name], list) else entry[name]
        expected = getattr(field.type, "__origin__", field.type)
        if type(value) is not expected:
            raise WorkbookError(f"The field {name} holds {value!r}.", where, f"Write {KIND_WORDS[expected]}.")
        if required and value in ("", ()):
            raise WorkbookError(f"The field {name} is empty.", where, "Fill it in.")
        values[field.name] = value
    return kind(**values)
