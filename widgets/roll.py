"""The boxes for the number on roll of a register, and what was typed into them."""

from collections.abc import Mapping
from html import escape

from analysis.columns import PRIMARY_YEARS, SECONDARY_YEARS, YEAR_GROUPS
from analysis.errors import WorkbookError
from analysis.school import Roll, School
from widgets.html import details


def roll_boxes(register: School, typed: Mapping[str, str], place: str) -> str:
    """Number boxes for the pupils on roll: one total, or better one for each year group."""
    boxes = "".join(_number(f"roll:{year}", year, typed, place) for year in _years_of_phase(register))
    return (
        '<fieldset class="roll"><legend>How many pupils are on roll, with and without SEN?</legend>'
        "<p>This list holds only pupils with SEN. Shares of all pupils need the number on roll.</p>"
        f"{_number('roll', 'The whole school', typed, place)}"
        f"{details(f'{place}-years', 'Or by year group, so that year groups can be compared', boxes) if boxes else ''}</fieldset>"
    )


def _years_of_phase(register: School) -> tuple[str, ...]:
    """The year groups to ask for: those of a usual school of the phase, and any other that the list has."""
    seen = set(register.pupils["year_group"].dropna()) if "year_group" in register.pupils else set()
    usual = [years for years in (PRIMARY_YEARS[1:], SECONDARY_YEARS[:5]) if seen & set(years)]
    return tuple(year for year in YEAR_GROUPS if year in seen or any(year in years for years in usual))


def _number(name: str, label: str, typed: Mapping[str, str], place: str) -> str:
    key = f"{place}-{name}".replace(":", "-").replace(" ", "-")
    return (
        f'<div class="control number"><label for="{key}">{escape(label)}</label>'
        f'<input type="number" min="0" step="1" inputmode="numeric" id="{key}" name="{escape(name)}" '
        f'value="{escape(typed.get(name, ""))}" data-live-only disabled></div>'
    )


def typed_roll(values: Mapping[str, str]) -> Roll | None:
    """The roll as typed: the year groups where any was filled in, else the total; None where nothing was."""
    typed = {name: _whole_number(n) for name, n in values.items() if name.startswith("roll") and n}
    by_year = {name.removeprefix("roll:"): n for name, n in typed.items() if name != "roll"}
    if by_year:
        return Roll.of_years(by_year)
    return Roll(typed["roll"]) if typed else None


def _whole_number(typed: str) -> int:
    if not typed.strip().isdecimal():
        raise WorkbookError("The number on roll must be a whole number.", how="Type it again, in figures.")
    return int(typed)
