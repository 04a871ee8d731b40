"""A list on its way from one page to the next: a school as bytes, and back. It is never written to a disk."""

import json
from dataclasses import asdict

import pandas as pd

from analysis.errors import FileError
from analysis.school import Roll, School, Snapshot

FORMAT = 1


def pack(school: School) -> bytes:
    """The school as JSON: each column once, its groups as numbers into a list of their names."""
    columns = {name: _packed(column) for name, column in school.pupils.items()}
    facts = {name: getattr(school, name) for name in ("label", "kind", "needs_ranked")}
    roll = asdict(school.roll) if school.roll else None
    return json.dumps(
        {"format": FORMAT, **facts, "snapshot": asdict(school.snapshot), "roll": roll, "choices": school.choices, "columns": columns}
    ).encode()


def unpack(packed: bytes) -> School:
    """The school in these bytes; anything else raises FileError."""
    try:
        parts = json.loads(packed)
        if parts["format"] != FORMAT:
            raise ValueError("another format")
        return School(
            pupils=pd.DataFrame({name: _unpacked(**column) for name, column in parts["columns"].items()}),
            label=parts["label"],
            kind=parts["kind"],
            needs_ranked=parts["needs_ranked"],
            snapshot=Snapshot(**parts["snapshot"]),
            choices=tuple((name, value) for name, value in parts["choices"]),
            roll=Roll(**parts["roll"]) if parts["roll"] else None,
        )
    except (ValueError, KeyError, TypeError, IndexError) as problem:
        raise FileError("The list could not be carried to this page.", how="Open your file again.", code="carried") from problem


def _packed(column: pd.Series) -> dict:
    """One column as its groups, once each, and a number into them for every pupil (-1 where it is blank)."""
    ordered = isinstance(column.dtype, pd.CategoricalDtype)
    groups = column.cat.categories if ordered else pd.Index(column.dropna().unique(), dtype=object)
    return {"groups": list(groups), "codes": pd.Categorical(column, groups).codes.tolist(), "ordered": ordered}


def _unpacked(groups: list[str], codes: list[int], ordered: bool) -> pd.Series:
    column = pd.Categorical.from_codes(codes, categories=groups, ordered=ordered)
    return pd.Series(column) if ordered else pd.Series([groups[code] if code >= 0 else None for code in codes], dtype=object)
