"""Where the data lie: the checkout's own folder first, else the copy inside the installed package."""

import os
from pathlib import Path

made_before: Path | None = None  # the folder where a server keeps what it made beforehand, if one runs this

_HERE = Path(__file__).resolve().parent


def data_path(*parts: str) -> Path:
    """The path of a file or folder under `data/`.

    >>> data_path("codes", "needs.toml").name
    'needs.toml'
    """
    checkout = _HERE.parent / "data"
    folder = checkout if checkout.is_dir() else _HERE / "_data"
    return folder.joinpath(*parts)


def made_path(*parts: str) -> Path:
    """The path of what may have been made beforehand from the code and the data: where a server keeps it, else beside the data."""
    return made_before.joinpath(*parts) if made_before else data_path(*parts)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that no other process ever sees a part of it, or one that it writes at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    being_written = path.with_suffix(f".{os.getpid()}")
    being_written.write_bytes(content)
    being_written.replace(path)
