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
    "draw_shares_over_years": "analysis.charts.years",
    "draw_counts_over_years": "analysis.charts.years",
    "draw_count_bars": "analysis.charts.bars",
    "draw_strip": "analysis.charts.strip",
    "ChangeSettings": "analysis.views.change_over_time",
    "change_over_time": "analysis.views.change_over_time",
    "describe_change": "analysis.views.change_over_time",
    "CHANGE_OVER_TIME": "analysis.views.change_over_time",
    "FlowSettings": "analysis.views.register_flow",
    "register_flow": "analysis.views.register_flow",
    "describe_flow": "analysis.views.register_flow",
    "REGISTER_FLOW": "analysis.views.register_flow",
    "LocalSettings": "analysis.views.where_we_stand_locally",
    "where_we_stand_locally": "analysis.views.where_we_stand_locally",
    "describe_locally": "analysis.views.where_we_stand_locally",
    "WHERE_WE_STAND_LOCALLY": "analysis.views.where_we_stand_locally",
    "ProjectionSettings": "analysis.views.projection",
    "projection": "analysis.views.projection",
    "describe_projection": "analysis.views.projection",
    "PROJECTION": "analysis.views.projection",
    "draw_hours": "analysis.charts.hours",
    "draw_marks": "analysis.charts.marks",
    "draw_year": "analysis.charts.calendar",
    "NutshellSettings": "analysis.views.nutshell",
    "nutshell": "analysis.views.nutshell",
    "describe_nutshell": "analysis.views.nutshell",
    "NUTSHELL": "analysis.views.nutshell",
    "TimeSettings": "analysis.views.use_of_time",
    "use_of_time": "analysis.views.use_of_time",
    "describe_time": "analysis.views.use_of_time",
    "USE_OF_TIME": "analysis.views.use_of_time",
    "ReviewSettings": "analysis.views.self_review",
    "self_review": "analysis.views.self_review",
    "describe_review": "analysis.views.self_review",
    "SELF_REVIEW": "analysis.views.self_review",
    "YearSettings": "analysis.views.the_year",
    "the_year": "analysis.views.the_year",
    "describe_year": "analysis.views.the_year",
    "THE_YEAR": "analysis.views.the_year",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str):
    """A public name, imported when it is first asked for, so that a page loads only what it uses."""
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
