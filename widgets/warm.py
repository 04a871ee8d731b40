"""What a page would otherwise wait for, done beforehand in a kernel that no page has yet."""

from analysis.charts.figure import svg_picture
from analysis.samples import sample_school
from analysis.views import VIEWS
from widgets.session import DEFAULT_SCHOOL


def warm() -> None:
    """Load everything, and draw each chart of the invented school once, so that fonts and official figures are at hand."""
    school = sample_school(DEFAULT_SCHOOL)
    for view in VIEWS.values():
        svg_picture(view.draw(view.compute(school, view.settings_for(school))), view.name)
