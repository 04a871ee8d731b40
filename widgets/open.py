"""Opening the parts of a page from a notebook cell; where one fails, its cell says so and the rest of the page stands."""

from pathlib import Path

from IPython.display import display

from analysis.samples import sample_school
from analysis.views import VIEWS
from widgets.guard import guarded_cell
from widgets.host import in_page
from widgets.html import Html
from widgets.panel import Panel
from widgets.picker import SchoolPicker
from widgets.session import Session

_STYLE = Path(__file__).with_name("style")


@guarded_cell
def open_session() -> Session:
    """The page's session, with an invented school in use until another is chosen."""
    session = Session()
    if not in_page():
        sheets = "\n".join(sheet.read_text("utf-8") for sheet in sorted(_STYLE.glob("*.css")))
        display(Html(f"<style>{sheets}</style>", "style"))
    display(session)
    return session


@guarded_cell
def school_picker(session: Session) -> SchoolPicker:
    """The school in use, with the way to choose another."""
    return SchoolPicker(session)


@guarded_cell
def panel(view_name: str, session: Session, **settings: str) -> Panel:
    """The panel for one of the workbook's questions, such as "need_of_all_pupils", about the session's school."""
    return Panel(VIEWS[view_name], session, **settings)


@guarded_cell
def check(view_name: str) -> None:
    """Print the answer for the invented primary school, to compare with the one that stands here."""
    view, school = VIEWS[view_name], sample_school()
    print(f"{school.label}: {view.describe(view.compute(school, view.settings()))}")
