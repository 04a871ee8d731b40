"""What two files know a pupil by, made unreadable: keyed hashes whose key lives as long as the page and no longer."""

import hmac
import secrets
from collections.abc import Sequence
from datetime import date

from analysis.reading.folding import fold
from analysis.reading.identity import folded_name, own_number, whole_upn

# From the surest to the least sure. The last two are not used where both files have a date of birth and it differs.
KINDS = ("upn", "number", "name_and_birth", "name_and_class", "name")
Marks = dict[str, bytes]


def new_key() -> bytes:
    """A key for one session. It is kept nowhere, so that the hashes mean nothing afterwards."""
    return secrets.token_bytes(32)


def marks_by_pupil(
    key: bytes,
    pupils: Sequence[int],
    upns: Sequence[str],
    numbers: Sequence[str],
    names: Sequence[str],
    births: Sequence[date | None],
    classes: Sequence[str],
) -> list[Marks]:
    """The marks of each pupil, from all the rows of that pupil."""
    marks: list[Marks] = [{} for _ in range(max(pupils) + 1)]
    for pupil, upn, number, name, birth, group in zip(pupils, upns, numbers, names, births, classes, strict=True):
        upn, number, name, group = whole_upn(upn), own_number(number), folded_name(name), fold(group)
        known = {
            "upn": upn,
            "number": number,
            "name_and_birth": f"{name} {birth}" if name and birth else "",
            "name_and_class": f"{name} {group}" if name and group else "",
            "name": name,
        }
        for kind, value in known.items():
            if value and kind not in marks[pupil]:
                marks[pupil][kind] = hmac.digest(key, f"{kind} {value}".encode(), "sha256")[:12]
    return marks
