"""What is told of the cells of one column: how many were not understood, and how many say more than was kept."""

from analysis.findings import Finding


def not_understood(count: int, heading: str, label: str = "", did: str = "They are counted as not recorded.") -> list[Finding]:
    """What is told of cells that say something which no value of their column is."""
    if not count:
        return []
    what = f"Some entries for {label} were not understood." if label else "Some entries of this column were not understood."
    return [Finding("unknown-value", "worth knowing", what, heading, count, did, of="cells")]


def says_more(count: int, heading: str) -> list[Finding]:
    """What is told of cells such as "7A" for a year group or "SEMH - anxiety" for a need, of which a part was kept."""
    if not count:
        return []
    what, did = "Some cells of this column say more than the workbook keeps.", "What could be read was kept, the rest was left out."
    return [Finding("more-in-cell", "for information", what, heading, count, did, of="cells")]
