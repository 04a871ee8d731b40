"""The glossary and the module list: every abbreviation explained, and nothing promised that is not there."""

import ast
import json
import re
from pathlib import Path

import pytest

from analysis.columns import PUPIL_COLUMNS, SEN_PROVISIONS, area_labels, need_labels
from analysis.errors import SettingError, WorkbookError
from analysis.evidence import STRENGTH_DOTS, claims
from analysis.policy import statements
from analysis.records import read_records
from analysis.reference import CATEGORY_WORDS, PHASE_WORDS, PROVISION_WORDS
from analysis.school_year import reporting_year
from analysis.words import Module, glossary, modules, term

ROOT = Path(__file__).resolve().parents[2]
ABBREVIATION = re.compile(r"\b(?:[A-Z]{2,}|[A-Z][a-z]{0,3}[A-Z][A-Za-z]*)\b")
# Names of publishers, catalogues, programmes and countries: they are names, and nobody needs what their letters stood for.
NAMES = re.compile(
    r"FE News|SecEd|GOV\.UK|CYP Now|YouGov|VODG|JMC Inset|TEES Law|DIY evaluation guide"
    r"|\b(?:ABRA|REACH|FFT|EPPI|ERIC|PubMed|WWC|UK|USA|US|JupyterLab|GitHub)\b"
)


def prose_of(notebook: Path) -> str:
    """The Markdown cells of a notebook, without code, links and addresses."""
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return re.sub(r"`[^`]*`|\]\([^)]*\)|https?://\S+", " ", text)


def words_in(module: Path) -> str:
    """The texts that a module may put on a page: its strings of more than one word, without docstrings and tags."""
    tree = ast.parse(module.read_text("utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [node.value for node in ast.walk(tree)
             if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs]  # fmt: skip
    return "\n".join(re.sub(r"<[^>]*>", " ", text) for text in texts if " " in text.strip())


def read_by_people() -> dict[str, str]:
    """Each text of the cards, statements, events, labels, notebooks and Views, by where it stands."""
    texts = {f"claim {one.id}": f"{one.heading} {one.claim} {one.unit} {one.range} {one.caveat} {one.so_what} "
             f"{one.population} {one.design} {one.strength_why} {one.cost} {one.read_where}" for one in claims()}  # fmt: skip
    texts |= {f"policy {one.id}": f"{one.statement} {one.applies_to} {one.note} {one.source}" for one in statements()}
    texts |= {f"event {one.id}": f"{one.written} {one.what} {one.for_whom} {one.rule}" for one in reporting_year()}
    texts |= {f"cells of {path.name}": prose_of(path) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}
    texts |= {path.relative_to(ROOT).as_posix(): words_in(path) for room in ("analysis/views", "widgets")
              for path in sorted((ROOT / room).rglob("*.py"))}  # fmt: skip
    texts |= {f"module {one.number}": f"{one.title} {one.question} {one.time} {one.leave_with}" for one in modules()}
    groups = [
        f"{column.label} {' '.join(column.categories)}" for column in PUPIL_COLUMNS.values() if column.name != "sen_provision"
    ]
    texts |= {"columns": " ".join([*groups, *SEN_PROVISIONS.values(), *need_labels().values(), *area_labels().values()])}
    texts |= {"figures": " ".join([*PHASE_WORDS.values(), *PROVISION_WORDS.values(), *CATEGORY_WORDS.values()])}
    texts |= {f"term {one.word}": f"{one.stands_for} {one.meaning}" for one in glossary()}
    return texts


READ_BY_PEOPLE = read_by_people()


def unexplained(text: str) -> set[str]:
    """The abbreviations of a text that the glossary does not explain."""
    known = {part for one in glossary() for part in one.word.split()}
    return {word.removesuffix("s") for word in ABBREVIATION.findall(NAMES.sub("", text))} - known


@pytest.mark.parametrize("where", READ_BY_PEOPLE)
def test_every_abbreviation_is_in_the_glossary(where):
    assert unexplained(READ_BY_PEOPLE[where]) == set()


def test_an_abbreviation_that_nobody_explained_would_be_noticed():
    assert unexplained("Ask the TAs about the SENCo's ILP and QFT.") == {"ILP", "QFT"}
    assert any(where.startswith("analysis/views/") and text for where, text in READ_BY_PEOPLE.items())


def test_terms_on_cards_that_are_not_plain_words_are_in_the_glossary():
    for word in ("standardised mean difference", "standard deviation", "systematic review", "randomised trial", *STRENGTH_DOTS):
        assert term(word).meaning


def test_every_census_type_of_need_is_in_the_glossary():
    for code in need_labels():
        assert term(code).meaning


@pytest.mark.parametrize("one", glossary(), ids=lambda one: one.word)
def test_each_meaning_is_a_sentence_of_under_25_words(one):
    assert 3 < len(one.meaning.split()) < 25
    assert one.meaning.endswith(".")


def test_no_word_is_explained_twice_and_the_glossary_is_in_alphabetical_order():
    words = [one.word.lower() for one in glossary()]
    assert words == sorted(set(words))


def test_a_word_that_is_missing_is_named():
    with pytest.raises(SettingError, match="no word 'zone of regulation'"):
        term("zone of regulation")


def test_there_are_six_modules_and_the_first_two_are_open():
    assert [one.number for one in modules()] == [1, 2, 3, 4, 5, 6]
    assert [one.number for one in modules() if one.open] == [1, 2]
    assert all(re.fullmatch(rf"0{one.number}_[a-z_]+", one.notebook) for one in modules())


def test_an_open_module_promises_only_what_it_holds():
    for module in modules():
        for later in ("publish", "budget", "inclusion strategy"):
            assert later not in module.leave_with + module.time


@pytest.mark.parametrize("promise", ['open = false\ntime = "An hour"\nleave_with = "A plan"', "open = true"])
def test_a_module_promises_something_exactly_when_it_is_open(tmp_path, promise):
    path = tmp_path / "modules.toml"
    path.write_text(f'[[module]]\nnumber = 7\nnotebook = "07_x"\ntitle = "T"\nquestion = "Q?"\n{promise}\n')
    with pytest.raises(WorkbookError, match="Give an open module a time"):
        read_records(path, "module", Module)
