"""What each indicator of the reference figures measures, and how it misleads."""

from dataclasses import dataclass
from functools import cache

from analysis.errors import SettingError, WorkbookError
from analysis.paths import data_path
from analysis.records import by_id, read_records


@dataclass(frozen=True)
class IndicatorGroup:
    """Indicators that belong together, and the warning that they share."""

    id: str
    title: str
    misleads: str


@dataclass(frozen=True)
class Indicator:
    """One thing that is measured. `misleads` is what must be said of this one alone, if anything."""

    id: str
    group: str
    meaning: str
    misleads: str = ""

    @property
    def warning(self) -> str:
        """How it misleads: what the group shares, then what is said of this one alone."""
        return f"{indicator_groups()[self.group].misleads} {self.misleads}".strip()


@cache
def indicator_groups() -> dict[str, IndicatorGroup]:
    """The groups by id, in the order of the page."""
    return by_id(read_records(data_path("reference", "indicators.toml"), "group", IndicatorGroup), "In indicators.toml.")


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator by its name.

    >>> indicators()["suspension_rate"].group
    'exclusion'
    """
    found = by_id(read_records(data_path("reference", "indicators.toml"), "indicator", Indicator), "In indicators.toml.")
    for one in found.values():
        if one.group not in indicator_groups():
            raise WorkbookError(f"There is no group {one.group!r}.", f"In the indicator {one.id}.", "Add the group, or use another.")
    return found


def indicator(name: str) -> Indicator:
    """The indicator with this name.

    >>> indicator("pct_pupils_absence_base").warning.endswith("It is not the share of the January census.")
    True
    """
    if name not in indicators():
        raise SettingError(f"There is no indicator {name!r}.", how=f"Choose one of: {', '.join(sorted(indicators()))}.")
    return indicators()[name]
