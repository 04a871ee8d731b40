"""Pictures of invented schools that were drawn when the browser edition was made: a page that opens need not draw them."""

import json
from collections.abc import Callable
from functools import cache
from hashlib import sha256

from analysis.paths import data_path
from analysis.results import Result

FILE = "pictures.json"
noting: dict[str, str] | None = None  # where whoever makes the edition wants them: all pictures that are drawn


@cache
def _kept() -> dict[str, str]:
    file = data_path(FILE)
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
