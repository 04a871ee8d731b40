"""Reading a school's own file into a School: names go first, nothing is dropped silently."""

from analysis.reading.assembling import assemble
from analysis.reading.reading import ColumnUse, Reading, look_at_file, read_school

__all__ = ["assemble", "ColumnUse", "Reading", "look_at_file", "read_school"]
