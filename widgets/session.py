"""What all parts of a page share: the school in use, and the link to what the browser keeps."""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from analysis.samples import SAMPLES, sample_school
from analysis.school import School

DEFAULT_SCHOOL = "primary"


class Session(anywidget.AnyWidget):
    """The school in use on this page. Panels and the picker observe `school`; nothing else is shared.

    The browser's side keeps answers and the choice of an invented school; a school of one's own is never sent to it.
    """

    _esm = Path(__file__).with_name("page.js")
    school = traitlets.Instance(School)
    school_label = traitlets.Unicode().tag(sync=True)
    sample = traitlets.Unicode().tag(sync=True)

    def __init__(self, school: School | None = None):
        super().__init__(school=school or sample_school(DEFAULT_SCHOOL))
        self.on_msg(self._arrive)

    @traitlets.observe("school")
    def _name_school(self, change: dict) -> None:
        self.school_label, self.sample = change["new"].label, change["new"].sample

    def _arrive(self, _widget: object, content: dict[str, Any], _buffers: list) -> None:
        """The page is there: take up the invented school that its address, or the last visit, names."""
        name = content.get("school", "")
        if content.get("do") == "arrived" and name in SAMPLES and self.school.invented and name != self.school.sample:
            self.school = sample_school(name)

    def __repr__(self) -> str:
        return "<session>"
