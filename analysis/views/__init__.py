"""The questions that the workbook can answer about a school."""

from analysis.views.change_over_time import CHANGE_OVER_TIME
from analysis.views.define import Choice, View, define_view
from analysis.views.need_of_all_pupils import NEED_OF_ALL_PUPILS
from analysis.views.nutshell import NUTSHELL
from analysis.views.projection import PROJECTION
from analysis.views.register_flow import REGISTER_FLOW
from analysis.views.self_review import SELF_REVIEW
from analysis.views.the_year import THE_YEAR
from analysis.views.unusual_or_chance import UNUSUAL_OR_CHANCE
from analysis.views.use_of_time import USE_OF_TIME
from analysis.views.where_we_stand_locally import WHERE_WE_STAND_LOCALLY
from analysis.views.who_is_on_the_register import WHO_IS_ON_THE_REGISTER

VIEWS = {
    view.name: view
    for view in (
        NUTSHELL,
        USE_OF_TIME,
        SELF_REVIEW,
        THE_YEAR,
        NEED_OF_ALL_PUPILS,
        WHO_IS_ON_THE_REGISTER,
        CHANGE_OVER_TIME,
        REGISTER_FLOW,
        UNUSUAL_OR_CHANCE,
        WHERE_WE_STAND_LOCALLY,
        PROJECTION,
    )
}

__all__ = ["VIEWS", "Choice", "View", "define_view", *(name for name in dir() if name.isupper())]
