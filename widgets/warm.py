"""What a page would otherwise wait for, done beforehand in a kernel that no page has yet. The server calls these."""

from contextlib import suppress
from pathlib import Path

from IPython import get_ipython
from IPython.utils.capture import capture_output
from ipywidgets.widgets import widget

from analysis import paths
from analysis.charts.figure import svg_picture
from analysis.samples import SAMPLES, sample_school
from analysis.views import VIEWS
from widgets import made_before
from widgets.live import Live
from widgets.session import DEFAULT_SCHOOL, Session

_LIVE_VIEW = "application/vnd.jupyter.widget-view+json"


def begin(folder: str) -> None:
    """Look in this folder for what was made beforehand."""
    paths.made_before = Path(folder)


def warm() -> None:
    """Load everything, and answer each question about the invented school once, so that official figures are at hand."""
    school = sample_school(DEFAULT_SCHOOL)
    for view in VIEWS.values():
        view.compute(school, view.settings_for(school))
    draw_once()


def draw_once() -> None:
    """Draw one chart, so that the first new choice on a page need not wait for fonts and for what draws charts."""
    school = sample_school(DEFAULT_SCHOOL)
    view = next(iter(VIEWS.values()))
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


def keep() -> None:
    """Keep what was made for kernels that start later, where that is allowed."""
    with suppress(OSError):
        made_before.keep(paths.made_before)


def _all(kind: type) -> list:
    return [one for one in widget._instances.values() if isinstance(one, kind)]  # the public name is on its way out
