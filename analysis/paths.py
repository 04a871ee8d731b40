"""Where the data lie: the checkout's own folder first, else the copy inside the installed package."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def data_path(*parts: str) -> Path:
    """The path of a file or folder under `data/`.

    >>> data_path("codes", "needs.toml").name
    'needs.toml'
    """
    checkout = _HERE.parent / "data"
    folder = checkout if checkout.is_dir() else _HERE / "_data"
    return folder.joinpath(*parts)
