"""Names, numbers, dates of birth and notes that were planted in a file are found nowhere afterwards."""

import io
import json
import logging
import pickle
import re
import traceback
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from analysis.disclosure import share
from analysis.reading import look_at_file
from analysis.recipe import recipe
from analysis.views import VIEWS
from tests.unit.reading.files import census_of, census_pupil, csv_of, ctf_of, ctf_pupil, workbook_of
from widgets.panel import Panel
from widgets.picker import SchoolPicker
from widgets.session import Session

FORENAMES = ("Zebedee", "Quillon", "Thessaly", "Ignatius", "Persephone")
SURNAMES = ("Quillfeather", "Ravensworth-Okonjo", "Łukowicz", "O'Shaughnessy", "Featherstonehaugh")
PUPILS = [
    {
        "upn": f"L9991001{n:05}", "number": f"0QX{7340 + n}", "surname": f"{SURNAMES[n % 5]}", "forename": f"{FORENAMES[n % 5]}",
        "dob": f"{1 + n % 27:02}/0{1 + n % 9}/2014", "iso": f"2014-0{1 + n % 9}-{1 + n % 27:02}",
        "note": f"lives with aunt Wilhelmina at {n} Kestrel Lane", "email": f"pupil{n}@kestrel.example",
        "year": str(1 + n % 6), "status": "K" if n % 6 == 0 else "E" if n % 17 == 3 else "N",
    }
    for n in range(140)
]  # fmt: skip
PLANTED = sorted(
    {*FORENAMES, *SURNAMES, "Wilhelmina", "Kestrel", "kestrel.example"}
    | {pupil[name] for pupil in PUPILS for name in ("upn", "number", "dob", "iso", "email")}
)


def rows(register: bool = False) -> list[list[str]]:
    heads = ["UPN", "Adno", "Surname", "Forename", "DOB", "Email", "Address", "Notes", "Year Group", "SEN Status", "Primary need", "Sex", "FSM"]
    return [
        heads,
        *(
            [
                pupil["upn"], pupil["number"], pupil["surname"], pupil["forename"], pupil["dob"], pupil["email"], pupil["note"], pupil["note"],
                pupil["year"], pupil["status"], "SLCN" if pupil["status"] != "N" else "", "MF"[n % 2], "YN"[n % 3 > 0],
            ]
            for n, pupil in enumerate(PUPILS)
            if not register or pupil["status"] != "N"
        ),
    ]  # fmt: skip


def census() -> bytes:
    return census_of(
        census_pupil(
            upn=pupil["upn"], dob=pupil["iso"], year=pupil["year"], status=pupil["status"],
            needs=[(1, "SLCN")] if pupil["status"] != "N" else [],
            names=f"<Surname>{pupil['surname']}</Surname><Forename>{pupil['forename']}</Forename>",
        ).replace("</PupilOnRoll>", f"<HomeInformation><Line1>{pupil['note']}</Line1></HomeInformation></PupilOnRoll>")
        for pupil in PUPILS
    )  # fmt: skip


def transfer_file() -> bytes:
    return ctf_of(
        ctf_pupil(
            upn=pupil["upn"], dob=pupil["iso"],
            sen=[("2024-09-02", pupil["status"])] if pupil["status"] != "N" else [], needs=[(1, "SLCN", "")] if pupil["status"] != "N" else [],
        )
        .replace("Invented</Surname>", f"{pupil['surname']}</Surname>")
        .replace(">Pupil<", f">{pupil['forename']}<")
        .replace("1 Invented Road", pupil["note"])
        for pupil in PUPILS
    )  # fmt: skip


FILES = {
    "csv": csv_of(rows()),
    "tab in utf-16": csv_of(rows(), "\t", "utf-16"),
    "workbook": workbook_of({"List": rows()}),
    "workbook with a hidden sheet": workbook_of({"List": rows(), "Old": rows()}, hidden=["Old"]),
    "register": csv_of(rows(register=True)),
    "census": census(),
    "transfer file": transfer_file(),
}


def words_of(thing: object, seen: set[int] | None = None) -> Iterator[str]:
    """Every piece of text that an object holds, however deep."""
    seen = set() if seen is None else seen
    if id(thing) in seen:
        return
    seen.add(id(thing))
    if isinstance(thing, (str, bytes, bytearray, memoryview)):
        yield thing if isinstance(thing, str) else bytes(thing).decode("latin-1")
    elif isinstance(thing, dict):
        for pair in thing.items():
            for part in pair:
                yield from words_of(part, seen)
    elif isinstance(thing, (list, tuple, set, frozenset)):
        for part in thing:
            yield from words_of(part, seen)
    elif is_dataclass(thing) and not isinstance(thing, type):
        for field in fields(thing):
            yield from words_of(getattr(thing, field.name), seen)
    elif hasattr(thing, "to_csv"):
        yield thing.to_csv()
        yield pickle.dumps(thing).decode("latin-1")
    else:
        yield repr(thing)


def found_in(*things: object) -> list[str]:
    """The planted words that these hold, also as JSON or with HTML escapes."""
    held = "\n".join(word for thing in things for word in words_of(thing))
    held += json.dumps(held)
    escaped = {word: (word, word.replace("'", "&#x27;"), word.encode("unicode_escape").decode(), word.upper(), word.lower()) for word in PLANTED}
    return [word for word, forms in escaped.items() if any(form in held for form in forms)]


@pytest.fixture(params=FILES, scope="module")
def content(request) -> bytes:
    return FILES[request.param]


@pytest.fixture
def log():
    """What is logged at the lowest level, by anything."""
    text = io.StringIO()
    taker = logging.StreamHandler(text)
    taker.setFormatter(logging.Formatter("%(name)s %(message)s %(args)s %(exc_info)s"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(taker)
    root.setLevel(logging.DEBUG)
    yield text
    root.removeHandler(taker)
    root.setLevel(level)


def settled(reading):
    return reading.school({question.name: question.options[0][0] for question in reading.open_questions()})


def do(part, event: str, *buffers: bytes, **words: object) -> None:
    part._handle_custom_msg({"do": event, **words}, list(buffers))


def test_what_was_read_holds_nothing_planted(content):
    reading = look_at_file(content)
    assert reading.pupils
    assert found_in(reading, reading.findings, reading.questions, repr(reading)) == []


def test_the_school_and_its_findings_hold_nothing_planted(content):
    school = settled(look_at_file(content))
    assert len(school.with_sen) > 20
    assert found_in(school, repr(school), school.findings, school.questions) == []


def test_answers_recipes_and_what_is_shared_hold_nothing_planted(content):
    from analysis.charts.figure import svg_picture
    from analysis.school import Roll

    school = settled(look_at_file(content))
    school = school if school.whole_school else school.with_roll(Roll(200))
    for view in VIEWS.values():
        try:
            result = view.compute(school, view.settings_for(school))
        except Exception as error:
            assert found_in("".join(traceback.format_exception(error))) == []
            continue
        for one in (result, share(result)):
            assert found_in(one, view.describe(one), view.table(one), view.key(one), svg_picture(view.draw(one))) == []
        assert found_in(recipe(view, school, result.settings)) == []


def test_a_whole_journey_through_the_page_holds_and_logs_nothing_planted(content, log, monkeypatch, capfd):
    session = Session()
    picker = SchoolPicker(session)
    panels = [Panel(view, session) for view in VIEWS.values()]
    sent = []
    for part in (picker, session, *panels):
        monkeypatch.setattr(part, "send", lambda *words: sent.append(words))
    do(picker, "file", content)
    shown = dict(picker.pieces)
    do(picker, "use_list", values={"roll": "200"})
    assert not session.school.invented
    for panel in panels:
        do(panel, "set", name="include", value="K")
        do(panel, "copy", values={"value": ""})
    parts = (picker, session, *panels)
    assert found_in(shown, sent, [part.get_state() for part in parts], [part._repr_mimebundle_() for part in parts], list(map(repr, parts))) == []
    assert found_in([dict(vars(part)) for part in parts]) == []
    assert found_in(log.getvalue(), *capfd.readouterr()) == []


@pytest.mark.parametrize("fault", ["look_at_file", "settle_files", "the_school"])
def test_a_fault_on_the_way_logs_and_shows_nothing_planted(fault, log, monkeypatch):
    from widgets import picker as picker_module

    def fail(*values, **named):
        raise ValueError(f"cannot read {FILES['csv'][:4000]!r} {values!r} {named!r}")

    picker = SchoolPicker(Session())
    if fault == "the_school":
        do(picker, "file", FILES["csv"])
    monkeypatch.setattr(picker_module, fault, fail)
    do(picker, "file" if fault != "the_school" else "use_list", *([FILES["csv"]] if fault != "the_school" else []), values={})
    assert "Something went wrong" in picker.pieces["status"]
    assert "ValueError at" in log.getvalue()
    assert found_in(log.getvalue(), picker.get_state(), picker._repr_mimebundle_()) == []


@pytest.mark.parametrize("bad", [b"UPN,Surname\n" + b"L999100100007,Quillfeather\n" * 30, FILES["workbook"][:-40], FILES["census"][:3000]], ids=["no status", "cut workbook", "cut census"])
def test_a_refusal_names_nobody(bad, log):
    picker = SchoolPicker(Session())
    do(picker, "file", bad)
    assert "is still in use" in picker.pieces["status"]
    assert found_in(log.getvalue(), picker.get_state()) == []


# The control: leaks that the scan must catch


def test_the_scan_finds_every_kind_of_leak():
    school = settled(look_at_file(FILES["csv"]))
    picker = SchoolPicker(Session())
    picker.show(status=FILES["csv"].decode())
    named = type(school)(school.pupils.assign(**{"class": PUPILS[0]["surname"]}), "list 1")
    leaks = (
        FILES["csv"], {"a": [("b", FILES["csv"])]}, named, type(school)(school.pupils, PUPILS[3]["surname"]), picker.get_state(),
        picker._repr_mimebundle_(), json.dumps({"name": "Łukowicz"}), "O&#x27;Shaughnessy", "zebedee", memoryview(b"2014-01-01"),
        ValueError(PUPILS[0]["upn"]), school.pupils.assign(note=PUPILS[5]["email"]),
    )  # fmt: skip
    assert [number for number, leak in enumerate(leaks) if not found_in(leak)] == []


def test_the_scan_of_the_log_finds_a_leak(log):
    logging.getLogger("workbook").debug("read %s", "Quillfeather")
    assert found_in(log.getvalue()) == ["Quillfeather"]


def test_every_planted_word_is_in_the_files_that_are_read():
    everything = "".join(content.decode("utf-8", "ignore") for name, content in FILES.items() if name in ("csv", "census"))
    assert [word for word in PLANTED if word not in everything] == []
    assert not re.search("Foxglove|Larkspur", everything)
