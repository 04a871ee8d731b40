"""A list on its way from one page to the next: a school as bytes, and back. It is never written to a disk."""

import json
from dataclasses import asdict

import pandas as pd

from analysis.errors import FileError
from analysis.school import PupilList, Roll, School, Snapshot

FORMAT = 3


def pack(school: School) -> bytes:
    """The school as JSON: each column once, its groups as numbers into a list of their names."""
    facts = {name: getattr(school, name) for name in ("label", "kind", "needs_ranked")}
    roll = asdict(school.roll) if school.roll else None
    return json.dumps(
        {
            "format": FORMAT,
            **facts,
            "roll": roll,
            "choices": school.choices,
            "without": school.without,
            "lists": [{"snapshot": asdict(one.snapshot), "columns": _packed_frame(one.pupils)} for one in school.lists],
            "tables": {name: _packed_frame(frame) for name, frame in school.tables.items()},
        }
    ).encode()


def unpack(packed: bytes) -> School:
    """The school in these bytes; anything else raises FileError."""
    try:
        parts = json.loads(packed)
        if parts["format"] != FORMAT:
            raise ValueError("another format")
        *earlier, today = (PupilList(Snapshot(**one["snapshot"]), _unpacked_frame(one["columns"])) for one in parts["lists"])
        return School(
            pupils=today.pupils,
            snapshot=today.snapshot,
            earlier=tuple(earlier),
            tables={name: _unpacked_frame(columns) for name, columns in parts["tables"].items()},
            label=parts["label"],
            kind=parts["kind"],
            needs_ranked=parts["needs_ranked"],
            choices=tuple((name, value) for name, value in parts["choices"]),
            without=tuple(map(str, parts["without"])),
            roll=Roll(**parts["roll"]) if parts["roll"] else None,
        )
    except (ValueError, KeyError, TypeError, IndexError) as problem:
        raise FileError("The list could not be carried to this page.", how="Open your file again.", code="carried") from problem


def _packed_frame(frame: pd.DataFrame) -> dict:
    return {name: _packed(column) for name, column in frame.items()}


def _unpacked_frame(columns: dict) -> pd.DataFrame:
    return pd.DataFrame({name: _unpacked(**column) for name, column in columns.items()})


def _packed(column: pd.Series) -> dict:
    """One column as its different values, once each, and a number into them for every row (-1 where it is blank)."""
    kind = "groups" if isinstance(column.dtype, pd.CategoricalDtype) else column.dtype.kind
    values = column.cat.categories if kind == "groups" else pd.Index(column.dropna().unique())
    codes = pd.Categorical(column, values).codes.tolist()
    plain = [value.isoformat() for value in values] if kind == "M" else values.tolist()
    return {"kind": kind, "values": plain, "codes": codes}


def _unpacked(kind: str, values: list, codes: list[int]) -> pd.Series:
    """The column again: groups in their order, dates, numbers, or text and whatever else it was."""
    if kind == "groups":
        return pd.Series(pd.Categorical.from_codes(codes, categories=values, ordered=True))
    cells = [values[code] if code >= 0 else None for code in codes]
    if kind == "M":
        return pd.Series(pd.to_datetime(pd.Series(cells, dtype=object), format="ISO8601"))
    return pd.Series(cells, dtype={"f": float, "i": "int64", "b": bool}.get(kind, object))
