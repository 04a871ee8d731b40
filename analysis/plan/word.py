"""The plan as a Word document: headings, tables with head rows, alt text, language and a line that says draft."""

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Row

from analysis.charts.figure import chart_style
from analysis.plan.parts import DRAFT, PlanChart, PlanDraft

_WIDTH = Cm(16)
_LETTER, _EDGES = 0.2, 0.4  # centimetres of a letter of 9 points, and of a cell's two edges
_BROKEN = 14  # letters; a longer word, such as a site's address, may be broken
_LONGEST_LINE = 40  # letters; what is longer is broken


def plan_document(draft: PlanDraft) -> bytes:
    """The bytes of the .docx file."""
    document = Document()
    _settle(document, draft)
    document.add_heading(draft.title, 0)
    document.add_paragraph(f"{DRAFT} Made on {draft.made_on.day} {draft.made_on:%B %Y}.")
    for section, answers in draft.sections.items():
        document.add_heading(section, 1)
        for title, text in answers:
            document.add_heading(title, 2)
            for line in filter(None, text.splitlines()):
                document.add_paragraph(line)
    if draft.charts:
        document.add_heading("Charts", 1)
        if draft.hidden_because:
            document.add_paragraph(draft.hidden_because)
    for chart in draft.charts:
        _add_chart(document, chart)
    for line in draft.left_out:
        document.add_paragraph(f"Not drawn: {line}")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _settle(document: WordDocument, draft: PlanDraft) -> None:
    """Language, title, margins, type, and "Draft" at the head of every page."""
    properties = document.core_properties
    properties.title, properties.language, properties.author = draft.title, "en-GB", "The Strategic SENCo Workbook"
    properties.comments = ""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    for style in document.styles.element.iter(qn("w:lang")):
        style.set(qn("w:val"), "en-GB")
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.header.paragraphs[0].text = "Draft"


def _add_chart(document: WordDocument, chart: PlanChart) -> None:
    document.add_heading(chart.question, 2)
    document.add_paragraph(chart.sentence).paragraph_format.keep_with_next = True
    picture = io.BytesIO()
    with chart_style():
        chart.figure.savefig(picture, format="png", dpi=144)
    picture.seek(0)
    document.add_picture(picture, width=_WIDTH)
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    shape = document.inline_shapes[-1]._inline.docPr
    shape.set("descr", f"{chart.sentence} All its numbers are in the table below it.")
    shape.set("title", chart.question)
    _add_table(document, chart)
    for line in filter(None, (chart.source, chart.hidden_because)):
        document.add_paragraph(line)


def _add_table(document: WordDocument, chart: PlanChart) -> None:
    table = document.add_table(rows=0, cols=len(chart.heads), style="Table Grid")
    table.autofit = False
    widths = column_widths([chart.heads, *chart.lines])
    for place, line in enumerate((chart.heads, *chart.lines)):
        row = table.add_row()
        _mark(row, "w:cantSplit")
        for cell, text, width in zip(row.cells, line, widths, strict=False):
            cell.width = Cm(width)
            written = cell.paragraphs[0].add_run(text)
            written.bold, written.font.size = place == 0, Pt(9)
    _mark(table.rows[0], "w:tblHeader")  # Word repeats it, and screen readers read it out
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    document.add_paragraph()


def column_widths(lines: list[tuple[str, ...]]) -> list[float]:
    """The width of each column in centimetres, 16 in all: room for its longest word, and what is left by how much it has to say.

    >>> column_widths([("Group", "In words"), ("Communication and interaction", "no clear difference")])
    [9.8, 6.2]
    """
    columns = list(zip(*lines, strict=True))
    least = [_LETTER * _longest_word(column) + _EDGES for column in columns]
    wanted = [_LETTER * min(max(map(len, column)), _LONGEST_LINE) + _EDGES for column in columns]
    spare = max(_WIDTH.cm - sum(least), 0)
    more = [max(want - low, 0) + 0.01 for want, low in zip(wanted, least, strict=True)]
    widths = [low + spare * one / sum(more) for low, one in zip(least, more, strict=True)]
    return [round(width * _WIDTH.cm / sum(widths), 1) for width in widths]


def _longest_word(column: tuple[str, ...]) -> int:
    """How many letters the longest word of a column has; one more for the bold ones at its head, and no more than may be broken."""
    head, *cells = (max(map(len, cell.replace("-", " ").split()), default=0) for cell in column)
    return min(max(head + 1, *cells), _BROKEN)


def _mark(row: _Row, name: str) -> None:
    """Set a property of a row: that it is a head row, or that no page may end in it."""
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
