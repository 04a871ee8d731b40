"""What was made beforehand of the invented schools, so that pages come sooner: the schools as read, and their pictures."""

import json
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

from analysis.carrying import pack
from analysis.paths import made_path, write_whole
from analysis.results import Result
from analysis.samples import SAMPLES, packed_path, sample_school

PICTURES = "pictures.json"
noting: dict[str, str] | None = None  # where they are being made: the pictures so far


@cache
def _kept() -> dict[str, str]:
    file = made_path(PICTURES)
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def picture(result: Result, alt: str, draw: Callable[[], str]) -> str:
    """The picture of this very result with this text: the one drawn before where there is one, else drawn now.

    Only pictures of invented schools are ever kept.
    """
    if not result.invented or (noting is None and not _kept()):
        return draw()
    name = sha256(repr((result, alt)).encode()).hexdigest()
    found = _kept().get(name) or draw()
    if noting is not None:
        noting[name] = found
    return found


def note() -> None:
    """From now on note every picture of an invented school, for `keep`, beside those that are kept already."""
    global noting
    noting = noting or dict(_kept())


def keep(folder: Path) -> None:
    """Put the invented schools and the pictures that were noted into a folder, which `made_path` must name later; note no more."""
    global noting
    for name in SAMPLES:
        file = folder / packed_path(name).name
        if not file.is_file():
            write_whole(file, pack(sample_school(name)))
    write_whole(folder / PICTURES, json.dumps(noting or {}).encode())
    noting = None
    _kept.cache_clear()
