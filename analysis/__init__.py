"""Reading a school's SEND data, counting it exactly, and saying what the counts can and cannot tell."""

from importlib import import_module

_HOMES = {
    "read_school": "analysis.reading",
    "sample_school": "analysis.samples",
    "Roll": "analysis.school",
    "share": "analysis.disclosure",
    "recipe": "analysis.recipe",
    "draw_group_dots": "analysis.charts.dots",
    "draw_funnel": "analysis.charts.funnel",
    "NeedSettings": "analysis.views.need_of_all_pupils",
    "need_of_all_pupils": "analysis.views.need_of_all_pupils",
    "describe_needs": "analysis.views.need_of_all_pupils",
    "NEED_OF_ALL_PUPILS": "analysis.views.need_of_all_pupils",
    "RegisterSettings": "analysis.views.who_is_on_the_register",
    "who_is_on_the_register": "analysis.views.who_is_on_the_register",
    "describe_register": "analysis.views.who_is_on_the_register",
    "WHO_IS_ON_THE_REGISTER": "analysis.views.who_is_on_the_register",
    "FunnelSettings": "analysis.views.unusual_or_chance",
    "unusual_or_chance": "analysis.views.unusual_or_chance",
    "describe_funnel": "analysis.views.unusual_or_chance",
    "UNUSUAL_OR_CHANCE": "analysis.views.unusual_or_chance",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str):
    """A public name, imported when it is first asked for, so that a page loads only what it uses."""
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
