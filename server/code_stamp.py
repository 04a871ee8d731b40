"""Whether the code, the words and the figures that pages are made of are still the same."""

import hashlib
import runpy
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from server.settings import ROOT

_MADE_OF = ("analysis", "widgets", "server", "data")
_LOOK_AGAIN = 1.0  # seconds
_looked = (0.0, "")


def code_stamp() -> str:
    """Changes with every change to the code, the words or the figures that pages are made of."""
    global _looked
    now = time.monotonic()
    if now - _looked[0] > _LOOK_AGAIN or not _looked[1]:
        _looked = now, digest(f"{path}{path.stat().st_mtime_ns}".encode() for path in _files())
    return _looked[1]


def contents_stamp() -> str:
    """The same from the contents of the files, and from the host, so that it holds for another copy and at another time."""
    return _contents_stamp(code_stamp())


@cache
def _contents_stamp(_now: str) -> str:
    host = runpy.run_path(str(ROOT / "widgets" / "host.py"))["this_host"]()  # the package would load pandas here
    return digest([host.name.encode(), *(path.read_bytes() for path in _files())])


def _files() -> list[Path]:
    return sorted(one for top in _MADE_OF for one in (ROOT / top).rglob("*") if one.is_file() and one.suffix != ".pyc")


def digest(parts: Iterable[bytes]) -> str:
    """A short name for all of this together."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()[:32]
