"""What is told of the letters in a file's cells: marks that cannot be seen, letters that were lost, errors of a spreadsheet."""

import re
from collections.abc import Sequence

from analysis.findings import Finding
from analysis.reading.folding import HIDDEN_MARKS

# What UTF-8 looks like when it is read as Windows-1252.
_GARBLED = re.compile("[\u00c2\u00c3][\u0080-\u00bf\u0152-\u2122]|\u00e2\u20ac")
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)\s*$")


def letter_findings(rows: Sequence[Sequence[str]]) -> list[Finding]:
    """What is told, with how many cells each is about."""
    odd = [cell for row in rows for cell in row if not cell.isascii()]
    errors = sum(1 for row in rows for cell in row if cell[:1] == "#" and _ERROR.match(cell))
    told = []
    if count := sum(1 for cell in odd if "\ufffd" in cell):
        what, did, you_can = "Some letters in this file were lost when it was saved.", "The rest was read.", "Export it as UTF-8."
        told.append(Finding("lost-letters", "for information", what, "", count, did, you_can, of="cells"))
    if count := sum(1 for cell in odd if HIDDEN_MARKS.search(cell)):
        what, did = "Some cells hold marks that cannot be seen.", "The marks were left out."
        told.append(Finding("hidden-marks", "for information", what, "", count, did, of="cells"))
    if count := sum(1 for cell in odd if _GARBLED.search(cell)):
        what = "Some letters in this file look wrong, as if it had been saved twice in different ways."
        did, you_can = "They were read as they stand.", "Export the list again as UTF-8."
        told.append(Finding("garbled-letters", "worth knowing", what, "", count, did, you_can, of="cells"))
    if errors:
        what, did, you_can = "Some cells hold an error of Excel, such as #REF!.", "They were read as blank.", "Correct them, and load the file again."
        told.append(Finding("error-cells", "worth knowing", what, "", errors, did, you_can, of="cells"))
    return told
