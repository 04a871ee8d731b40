"""The next three years of a school's register: counted from its own lists, simulated many times, told with a range."""

from analysis.measures.projection.held_out import HeldOut, held_out
from analysis.measures.projection.history import AREAS, OTHER_AREA, History, history_of
from analysis.measures.projection.simulation import Known, Span, futures

__all__ = ["AREAS", "OTHER_AREA", "HeldOut", "History", "Known", "Span", "futures", "held_out", "history_of"]
