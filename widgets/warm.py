"""What a page would otherwise wait for, done beforehand in a kernel that no page has yet. The server calls these."""

from IPython import get_ipython
from IPython.utils.capture import capture_output
from ipywidgets.widgets import widget

from analysis.charts.figure import svg_picture
from analysis.samples import SAMPLES, sample_school
from analysis.views import VIEWS
from widgets.live import Live
from widgets.session import DEFAULT_SCHOOL, Session

_LIVE_VIEW = "application/vnd.jupyter.widget-view+json"


def warm() -> None:
    """Load everything, and draw each chart of the invented school once, so that fonts and official figures are at hand."""
    school = sample_school(DEFAULT_SCHOOL)
    for view in VIEWS.values():
        svg_picture(view.draw(view.compute(school, view.settings_for(school))), view.name)


def run_page(cells: list[str]) -> list[str]:
    """Run the cells of a page in place of any that ran before; the ids of its live parts in the order of the page."""
    widget.Widget.close_all()
    parts = []
    for cell in cells:
        with capture_output() as shown:
            ran = get_ipython().run_cell(cell, store_history=False)
        ran.raise_error()
        parts += [output.data[_LIVE_VIEW]["model_id"] for output in shown.outputs if _LIVE_VIEW in output.data]
        parts += [ran.result.model_id] if isinstance(ran.result, widget.Widget) else []
    return parts


def use_school(name: str) -> None:
    """Put the invented school in use that a page's address asks for, if there is such a one."""
    for session in _all(Session):
        if name in SAMPLES:
            session.school = sample_school(name)


def stills() -> dict[str, dict[str, str]]:
    """The still pictures of the page that ran, by invented school and by id of the live part."""
    pictures = {}
    for name in SAMPLES:
        use_school(name)
        pictures[name] = {live.model_id: live._repr_mimebundle_()[0]["text/html"] for live in _all(Live)}
    return pictures


def _all(kind: type) -> list:
    return [one for one in widget._instances.values() if isinstance(one, kind)]  # the public name is on its way out
