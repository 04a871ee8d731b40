"""The pupils as a table with ordered groups."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.columns import PUPIL_COLUMNS
from analysis.reading.merging import natural
from analysis.reading.vocabulary import ethnic_groups

_ORDER = ("year_group", "sex", "fsm", "eal", "ethnic_group", "birth_term", "class", "sen_provision")


def pupil_frame(columns: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """One row a pupil: groups as ordered categories, needs as codes; a blank is missing."""
    groups = {name: _category(name, columns[name]) for name in _ORDER if name in columns}
    needs = {
        name: pd.Series([code or None for code in columns[name]], dtype=object) for name in columns if name.startswith("need_")
    }
    return pd.DataFrame(groups | needs)


def _category(name: str, cells: Sequence[str]) -> pd.Categorical:
    return pd.Categorical([cell or None for cell in cells], categories=_groups(name, cells), ordered=True)


def _groups(name: str, cells: Sequence[str]) -> list[str]:
    if fixed := PUPIL_COLUMNS[name].categories:
        return list(fixed)
    present = set(cells) - {""}
    if name == "ethnic_group":
        return [label for label in dict.fromkeys(ethnic_groups().values()) if label in present]
    return sorted(present, key=natural)
