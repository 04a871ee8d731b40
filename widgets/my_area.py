"""My phase and my local authority: chosen once for all charts, kept by the browser with the settings, never with pupils."""

from collections.abc import Mapping
from html import escape

from analysis.errors import WorkbookError
from analysis.local_figures import PHASES, Area, local_authorities, local_authority
from analysis.reference import PHASE_WORDS
from analysis.text import sentence
from widgets.guard import guarded_cell
from widgets.html import select
from widgets.live import Live
from widgets.session import Session

KEPT_AS = "my-area"  # its name among the session's settings


def area_of(session: Session) -> Area:
    """The area chosen on any page. What the browser kept and nobody knows any more is as if it was not chosen."""
    kept = session.settings.get(KEPT_AS, {})
    try:
        return Area(kept.get("phase", ""), kept.get("la", ""))
    except WorkbookError:
        return Area()


class AreaChooser(Live):
    """Two boxes: which schools to compare with, and where. What is chosen here moves every chart that has such a box.

    A chart's own box then moves that chart alone, until the same thing is chosen here again.
    """

    def __init__(self, session: Session):
        super().__init__(name="my area", area="", status="")
        self.session = session
        self.when("area", self._choose)
        self.follow(session, "settings", self._show_area)
        self._show_area()

    def _choose(self, values: Mapping[str, str]) -> None:
        area = Area(values.get("phase", ""), values.get("la", ""))
        chosen, before = {"phase": area.phase, "la": area.la}, self.session.settings.get(KEPT_AS, {})
        changed = {name for name, value in chosen.items() if value != before.get(name, "")}
        charts = {view: {name: value for name, value in given.items() if name not in changed} for view, given in self.session.settings.items()}
        self.session.remember_all({**charts, KEPT_AS: chosen})

    def _show_area(self, _change: object = None) -> None:
        area = area_of(self.session)
        region = f", {local_authority(area.la).region}" if area.la else ""
        self.show(area=_boxes(area), status=f'<p class="small" role="status">You compare with {escape(area.words + region)}.</p>')


def _boxes(area: Area) -> str:
    phases = (("", "All"), *((phase, sentence(PHASE_WORDS[phase])) for phase in PHASES))
    authorities = (("", "Not chosen"), *((one.number, one.name) for one in local_authorities()))
    return (
        '<form data-do="area" class="controls" aria-label="My area">'
        f"{select('phase', 'My schools', phases, area.phase, 'area-phase', change='area')}"
        f"{select('la', 'My local authority', authorities, area.la, 'area-la', change='area')}</form>"
    )


@guarded_cell
def my_area(session: Session) -> AreaChooser:
    """The boxes to choose the phase and the local authority that figures are compared with."""
    return AreaChooser(session)
