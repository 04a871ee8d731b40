"""A school census return or a common transfer file, told apart by the outermost element."""

from collections.abc import Callable

from analysis.reading.census import CensusReturn, census_table
from analysis.reading.ctf import TransferFile, transfer_table
from analysis.reading.intake import Intake
from analysis.reading.text_table import TextTable
from analysis.reading.xml_stream import collected


def read_xml(content: bytes, progress: Callable[[str], None], intake: Intake) -> TextTable:
    """What is kept of the file; XML of another kind is refused."""
    found = collected(content, progress, lambda root: TransferFile() if root.startswith("ctfile") else CensusReturn())
    return transfer_table(found, intake) if isinstance(found, TransferFile) else census_table(found, intake)
