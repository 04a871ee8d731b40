"""The pupils as a table with ordered groups."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from analysis.columns import PUPIL_COLUMNS, PUPIL_FACTS
from analysis.reading.merging import class_order
from analysis.reading.vocabulary import ethnic_groups

_DATES = ("entered", "left")
_ORDER = ("year_group", "sex", "fsm", "eal", "ethnic_group", "birth_term", "class", "sen_provision")


def pupil_frame(columns: Mapping[str, Sequence[str]], facts: Mapping[str, Sequence[float | date | None]] | None = None) -> pd.DataFrame:
    """One row a pupil: groups as ordered categories, needs as codes, facts as numbers or dates; a blank is missing."""
    groups = {name: _category(name, columns[name]) for name in _ORDER if name in columns}
    needs = {
        name: pd.Series([code or None for code in columns[name]], dtype=object) for name in columns if name.startswith("need_")
    }
    known = {name: _fact(name, (facts or {})[name]) for name in PUPIL_FACTS if name in (facts or {})}
    return pd.DataFrame(groups | needs | known)


def _fact(name: str, cells: Sequence[float | date | None]) -> pd.Series:
    if name in _DATES:
        return pd.Series(pd.to_datetime(pd.Series(cells, dtype=object), format="ISO8601"))
    return pd.Series(cells, dtype=float)


def _category(name: str, cells: Sequence[str]) -> pd.Categorical:
    return pd.Categorical([cell or None for cell in cells], categories=_groups(name, cells), ordered=True)


def _groups(name: str, cells: Sequence[str]) -> list[str]:
    if fixed := PUPIL_COLUMNS[name].categories:
        return list(fixed)
    present = set(cells) - {""}
    if name == "ethnic_group":
        return [label for label in dict.fromkeys(ethnic_groups().values()) if label in present]
    return sorted(present, key=class_order)
