"""The tables a school can have beside its pupils: what one row is, and what each column holds."""

import tomllib
from dataclasses import dataclass
from functools import cache

from analysis.paths import data_path


@dataclass(frozen=True)
class TableColumn:
    """One column: its name in code, its label on screen, and what it holds (`kind`, as data/codes/tables.toml explains)."""

    name: str
    label: str
    kind: str
    values: tuple[str, ...] = ()
    required: bool = False
    free: bool = False


@dataclass(frozen=True)
class SchoolTable:
    """One table: its label on screen, what one row of it is, and its columns by name."""

    name: str
    label: str
    row: str
    columns: dict[str, TableColumn]


@cache
def school_tables() -> dict[str, SchoolTable]:
    """The eight tables by name.

    >>> school_tables()["reviews"].row
    'one assess, plan, do, review cycle'
    >>> school_tables()["reviews"].columns["due"].kind
    'date'
    """
    written = tomllib.loads(data_path("codes", "tables.toml").read_text("utf-8"))
    return {
        name: SchoolTable(name, table["label"], table["row"], {
            column: TableColumn(column, **{**parts, "values": tuple(parts.get("values", ()))})
            for column, parts in table["columns"].items()
        })
        for name, table in written.items()
    }  # fmt: skip
