"""Which rows of a list of suspensions, or of a return, count as one."""

from collections.abc import Sequence

from analysis.findings import Finding
from analysis.reading.cell_findings import not_understood
from analysis.reading.values import UNKNOWN

COUNTED = ("SUSP", "LNCH")
_DID = "They are not counted as suspensions."


def not_suspensions(kinds: Sequence[str], heading: str) -> list[Finding]:
    """What is told of the kinds that are no suspension, are not said, or were not understood."""
    told = {"PERM": ("permanent-exclusions", "This file holds permanent exclusions."), "": ("no-kind", "Some rows do not say what kind of suspension they are.")}
    return [
        *(Finding(code, "worth knowing", what, rows=kinds.count(kind), did=_DID, of="rows") for kind, (code, what) in told.items() if kind in kinds),
        *not_understood(kinds.count(UNKNOWN), heading, did=_DID),
    ]
