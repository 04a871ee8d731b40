"""The same pupils in two lists, matched by their ids of this session."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Matched:
    """The rows of two lists: `before` and `after` belong together place by place, `gone` are only in the earlier list,
    `came` only in the later one. `no_id_before` and `no_id_after` could not be matched, or have an id that another row has too.
    """

    before: pd.Index
    after: pd.Index
    gone: pd.Index
    came: pd.Index
    no_id_before: pd.Index
    no_id_after: pd.Index


def matched(before: pd.DataFrame, after: pd.DataFrame) -> Matched:
    """Which rows of two lists are the same pupil.

    >>> one, two = pd.DataFrame({"pupil": ["a", "b", None]}), pd.DataFrame({"pupil": ["c", "b"]})
    >>> found = matched(one, two)
    >>> list(found.before), list(found.after), list(found.gone), list(found.came), list(found.no_id_before)
    ([1], [1], [0], [0], [2])
    """
    old, new = _ids(before), _ids(after)
    both = old.index.intersection(new.index, sort=False)
    gone, came = old.index.difference(both, sort=False), new.index.difference(both, sort=False)
    return Matched(
        before=pd.Index(old[both]),
        after=pd.Index(new[both]),
        gone=pd.Index(old[gone]),
        came=pd.Index(new[came]),
        no_id_before=before.index.difference(pd.Index(old)),
        no_id_after=after.index.difference(pd.Index(new)),
    )


def _ids(pupils: pd.DataFrame) -> pd.Series:
    """The row of each id; an id that two rows share names neither."""
    if "pupil" not in pupils:
        return pd.Series([], dtype=object, index=pd.Index([], dtype=object))
    ids = pupils["pupil"].dropna()
    ids = ids[~ids.duplicated(keep=False)]
    return pd.Series(ids.index, index=pd.Index(ids.to_numpy(), dtype=object), dtype=object)
