"""The school in use, as the picker shows it, and the ways to another."""

from base64 import b64encode
from html import escape

from analysis.reading.templates import blank_template
from analysis.reading.text_table import TRANSFER_FILE
from analysis.samples import SAMPLES
from analysis.school import School
from analysis.school_tables import school_tables
from analysis.text import pupils, sentence
from widgets.host import this_host
from widgets.html import details, select
from widgets.roll import roll_boxes


def in_use(school: School) -> str:
    """Which school the page is about, in one box."""
    size = f"{pupils(school.size)} on roll" if school.size else "Number on roll not known"
    if school.kind == TRANSFER_FILE:
        size = f"{pupils(school.size)} in a common transfer file, perhaps not your whole roll"
    known = f"{size}, {pupils(len(school.with_sen))} with SEN."
    line = "Invented pupils: safe to show." if school.invented else "For your eyes: not for sharing."
    return (
        '<div class="in-use" id="school"><p class="small">The school on this page</p>'
        f'<p class="school-name">{escape(sentence(school.label))}</p><p>{known} {line}</p>{_change_roll(school)}</div>'
    )


def _change_roll(school: School) -> str:
    """For a register: the boxes for the number on roll, open until one was typed."""
    if school.whole_school:
        return ""
    roll = school.roll
    typed = {f"roll:{year}": str(count) for year, count in roll.by_year.items()} if roll else {}
    if roll and not typed:
        typed = {"roll": str(roll.total)}
    form = (
        f'<form data-do="set_roll">{roll_boxes(school, typed, "in-use")}'
        '<p><button type="submit" class="button" data-live-only disabled>Use this number</button></p></form>'
    )
    return details("change-roll", "Number on roll", form, opened=school.roll is None)


def ways_to_choose(school: School) -> str:
    """The two ways to another school, opened on demand."""
    options = tuple((name, sample.label) for name, sample in SAMPLES.items())
    about = "".join(f'<p class="small">{escape(sample.label)}: {escape(sample.description)}</p>' for sample in SAMPLES.values())
    invented = (
        f'<form data-do="use_sample"><h2>An invented school</h2>'
        f"{select('sample', 'Invented school', options, school.sample, 'choose-sample')}"
        f'{about}<p><button type="submit" class="button" data-live-only disabled>Use this school</button></p></form>'
    )
    return details("choose-school", "Change school, or use your own list", invented + _own_file())


def _own_file() -> str:
    host = this_host()
    if not host.own_files:
        return f"<h2>Your own list</h2><p>{escape(host.why_not)}</p>"
    return (
        '<div data-drop class="drop"><h2>Your own list</h2>'
        '<p><label for="own-file">Choose the file your office exports</label></p>'
        '<p><input type="file" id="own-file" accept=".csv,.tsv,.txt,.xlsx,.xml" data-live-only disabled></p>'
        "<p>A list with SEN status, year group and main need, as csv or Excel; your own SEN register; "
        "or the January school census (xml). A common transfer file shows the SEN history of pupils who join you.</p>"
        f'<p class="privacy">{escape(host.privacy)}</p>{_templates()}</div>'
    )


def _templates() -> str:
    """Blank tables to fill in, each made when it is asked for."""
    tables = (("pupils", "Pupils"), *((table.name, table.label) for table in school_tables().values()))
    form = (
        '<form data-do="template"><p class="small">Each has the headings that the workbook knows. '
        "The Excel one offers the answers to choose from.</p>"
        f"{select('table', 'Table', tables, 'pupils', 'template-table')}"
        f"{select('kind', 'As', (('xlsx', 'Excel'), ('csv', 'csv')), 'xlsx', 'template-kind')}"
        '<p><button type="submit" class="button" data-live-only disabled>Make a blank table</button></p></form>'
    )
    return details("templates", "Blank tables to fill in", form)


def template_link(table: str, kind: str) -> str:
    """A link to one blank table, which is made here and is not on any server."""
    content = b64encode(blank_template(table, kind)).decode()
    name = f"blank-{table.replace('_', '-')}.{kind}"
    return (
        f'<p role="status"><a class="button outlined" data-take-focus download="{name}" '
        f'href="data:{_TYPES[kind]};base64,{content}">Download {name}</a></p>'
    )


_TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}
