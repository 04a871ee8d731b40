"""The plan as a Word document: headings, tables with head rows, alt text, language and a line that says draft."""

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table

from analysis.charts.figure import chart_style
from analysis.plan.parts import DRAFT, PlanChart, PlanDraft

_WIDTH = Cm(16)


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
    document.add_paragraph(chart.sentence)
    picture = io.BytesIO()
    with chart_style():
        chart.figure.savefig(picture, format="png", dpi=144)
    picture.seek(0)
    document.add_picture(picture, width=_WIDTH)
    shape = document.inline_shapes[-1]._inline.docPr
    shape.set("descr", f"{chart.sentence} All its numbers are in the table below it.")
    shape.set("title", chart.question)
    _add_table(document, chart)
    for line in filter(None, (chart.source, chart.hidden_because)):
        document.add_paragraph(line)


def _add_table(document: WordDocument, chart: PlanChart) -> None:
    table = document.add_table(rows=1, cols=len(chart.heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, chart.heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    _repeat_head(table)
    for line in chart.lines:
        cells = table.add_row().cells
        for cell, text in zip(cells, line, strict=False):
            cell.text = text
    document.add_paragraph()


def _repeat_head(table: Table) -> None:
    """Mark the first row as a head row, which Word repeats and screen readers read out."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
