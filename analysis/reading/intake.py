"""How a file is to be taken in: what is known before it is opened."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Intake:
    """The user's own mapping of headings, whether a list is already there, and the key that files are joined by."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    beside: bool = False
    key: bytes = field(default=b"", repr=False)
