"""How a file is to be taken in: what is known before it is opened."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.reading.folding import squeeze


@dataclass(frozen=True)
class Intake:
    """The user's own mapping of fields to headings, which must be there, and of headings to fields, where they are;
    whether a list is already open, the key that files are joined by, and the repairs that are not wanted."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    beside: bool = False
    key: bytes = field(default=b"", repr=False)
    without: frozenset[str] = frozenset()

    @property
    def pointed_out(self) -> dict[str, str]:
        """The headings that the user gave a meaning, squeezed, with their fields."""
        chosen = {squeeze(heading): name for heading, name in self.columns.items() if name}
        return chosen | {squeeze(heading): name for name, heading in self.mapping.items()}
