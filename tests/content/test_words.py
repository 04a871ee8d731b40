"""The glossary and the module list: every abbreviation explained, and nothing promised that is not there."""

import re

import pytest

from analysis.columns import PUPIL_COLUMNS, SEN_PROVISIONS, area_labels, need_labels
from analysis.errors import SettingError, WorkbookError
from analysis.evidence import claims
from analysis.policy import statements
from analysis.records import read_records
from analysis.reference import CATEGORY_WORDS, PHASE_WORDS, PROVISION_WORDS
from analysis.words import Module, glossary, modules, term

ABBREVIATION = re.compile(r"\b(?:[A-Z]{2,}|[A-Z][a-z]{0,3}[A-Z][A-Za-z]*)\b")
NAMES = re.compile(r"FE News|SecEd|GOV\.UK")


def read_by_people() -> dict[str, str]:
    """Each text of module 2's cards, policy statements, module list and labels, by where it stands."""
    texts = {f"claim {one.id}": f"{one.heading} {one.claim} {one.unit} {one.caveat} {one.so_what} {one.population} "
             f"{one.strength_why} {one.read_where}" for one in claims()}  # fmt: skip
    texts |= {f"policy {one.id}": f"{one.statement} {one.applies_to} {one.note}" for one in statements()}
    texts |= {f"module {one.number}": f"{one.title} {one.question} {one.time} {one.leave_with}" for one in modules()}
    groups = [
        f"{column.label} {' '.join(column.categories)}" for column in PUPIL_COLUMNS.values() if column.name != "sen_provision"
    ]
    texts |= {"columns": " ".join([*groups, *SEN_PROVISIONS.values(), *need_labels().values(), *area_labels().values()])}
    texts |= {"figures": " ".join([*PHASE_WORDS.values(), *PROVISION_WORDS.values(), *CATEGORY_WORDS.values()])}
    texts |= {f"term {one.word}": f"{one.stands_for} {one.meaning}" for one in glossary()}
    return texts


@pytest.mark.parametrize("where", read_by_people())
def test_every_abbreviation_is_in_the_glossary(where):
    known = {part for one in glossary() for part in one.word.split()}
    text = NAMES.sub("", read_by_people()[where])
    assert {word.removesuffix("s") for word in ABBREVIATION.findall(text)} - known == set()


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


def test_there_are_six_modules_and_only_the_second_is_open():
    assert [one.number for one in modules()] == [1, 2, 3, 4, 5, 6]
    assert [one.number for one in modules() if one.open] == [2]
    assert all(re.fullmatch(rf"0{one.number}_[a-z_]+", one.notebook) for one in modules())


def test_module_2_promises_only_what_it_holds():
    promised = modules()[1].leave_with + modules()[1].time
    assert "30 minutes" in promised
    for later in ("plan", "years", "forecast", "projection", "change", "publish"):
        assert later not in promised


@pytest.mark.parametrize("promise", ['open = false\ntime = "An hour"\nleave_with = "A plan"', "open = true"])
def test_a_module_promises_something_exactly_when_it_is_open(tmp_path, promise):
    path = tmp_path / "modules.toml"
    path.write_text(f'[[module]]\nnumber = 7\nnotebook = "07_x"\ntitle = "T"\nquestion = "Q?"\n{promise}\n')
    with pytest.raises(WorkbookError, match="Give an open module a time"):
        read_records(path, "module", Module)
