"""The questions that the workbook can answer about a school."""

from analysis.views.define import Choice, View, define_view
from analysis.views.need_of_all_pupils import NEED_OF_ALL_PUPILS
from analysis.views.unusual_or_chance import UNUSUAL_OR_CHANCE
from analysis.views.who_is_on_the_register import WHO_IS_ON_THE_REGISTER

VIEWS = {view.name: view for view in (NEED_OF_ALL_PUPILS, WHO_IS_ON_THE_REGISTER, UNUSUAL_OR_CHANCE)}

__all__ = ["NEED_OF_ALL_PUPILS", "UNUSUAL_OR_CHANCE", "VIEWS", "WHO_IS_ON_THE_REGISTER", "Choice", "View", "define_view"]
