"""The plan as a Word file, which python-docx makes; the browser edition has a web page instead."""

import io
import re
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree as ET

import pytest
from docx import Document

from analysis.disclosure import WHY_HIDDEN
from analysis.plan import draft_plan, plan_file
from analysis.plan.page import plan_page
from analysis.plan.parts import DRAFT
from analysis.plan.word import column_widths
from analysis.samples import sample_school
from tests.unit.test_plan import ANSWERS, CHARTS, TODAY


@pytest.fixture(scope="module")
def draft():
    return draft_plan(sample_school(), ANSWERS, CHARTS, TODAY)


@pytest.fixture(scope="module")
def document(draft):
    return Document(io.BytesIO(plan_file(draft).made))


def test_the_word_file_has_headings_language_draft_and_alt_texts(document, draft):
    levels = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style.name.startswith(("Heading", "Title"))]
    assert levels[0] == "Title" and {"Heading 1", "Heading 2"} <= set(levels)
    assert document.core_properties.language == "en-GB" and document.core_properties.title == draft.title
    assert document.sections[0].header.paragraphs[0].text == "Draft"
    assert DRAFT in "\n".join(paragraph.text for paragraph in document.paragraphs)
    alts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(alts) == 3 and all(alt.endswith("table below it.") for alt in alts)


def test_each_table_has_a_head_row(document):
    for table in document.tables:
        assert "tblHeader" in table.rows[0]._tr.xml
        assert all(cell.text for cell in table.rows[0].cells)


def test_the_word_file_is_whole(draft):
    """What Word repairs: a part that is not XML, a reference to nothing, a picture that is none."""
    package = zipfile.ZipFile(io.BytesIO(plan_file(draft).made))
    assert package.testzip() is None
    names = set(package.namelist())
    for name in names:
        if name.endswith((".xml", ".rels")):
            ET.fromstring(package.read(name))
        if name.endswith(".rels"):
            folder = name.replace("_rels/", "").rsplit("/", 1)[0] if "/" in name.replace("_rels/", "") else ""
            for target in re.findall(r'Target="([^"]+)"(?! TargetMode)', package.read(name).decode()):
                assert f"{folder}/{target}".strip("/").replace("word/../", "") in names or target.lstrip("/") in names, (name, target)
    pictures = [name for name in names if name.endswith(".png")]
    assert len(pictures) == 3 and all(package.read(name).startswith(b"\x89PNG") for name in pictures)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine; the test above checks the parts by hand")
def test_libreoffice_opens_the_word_file_and_makes_a_pdf_of_it(draft, tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(plan_file(draft).made)
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)], check=True, timeout=200)
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")


def test_the_columns_of_a_table_hold_their_longest_word():
    """With columns of one width "Communication" was broken after eight letters."""
    lines = [("Group", "Pupils (rounded)", "Of (rounded)", "Share", "Range that fits (95%)", "England 2024/25 and England 2025/26", "In words"),
             ("Communication and interaction", "40", "420", "9.5%", "6.9% to 12.7%", "no figure held", "no clear difference")]  # fmt: skip
    widths = column_widths(lines)
    assert sum(widths) == pytest.approx(16, abs=0.4)
    for column, width in zip(zip(*lines, strict=True), widths, strict=True):
        assert width >= 0.19 * max(len(word) for cell in column for word in cell.split())


def test_no_row_is_broken_over_two_pages_and_why_numbers_are_hidden_is_said_once(document, draft):
    assert all("cantSplit" in row._tr.xml for table in document.tables for row in table.rows)
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert text.count(WHY_HIDDEN) == 1 and plan_page(draft).count("To protect pupils") == 1
