"""The files that are open and not yet used: what was read of each, what has to be settled, and the school they make."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from analysis.errors import WorkbookError
from analysis.findings import Question
from analysis.reading import Reading, assemble
from analysis.reading.assembling import choices_of
from analysis.reading.snapshots import known_as, recent_terms
from analysis.school import School
from widgets.html import button, details, select
from widgets.roll import roll_boxes, typed_roll
from widgets.what_was_read import findings_list, what_was_read

_NOT_ANSWERS = ("roll", "column|", "keep_columns", "file", "repair")


def settle_files(
    readings: Sequence[Reading], typed: Mapping[str, str], changed: Mapping[str, str], newest: int = 1, take_focus: bool = True
) -> str:
    """What was read of each file, and the form under it: questions, the roll of a register, another file, the way on.

    `changed` has the headings that were given another meaning, now or before.
    """
    if not readings:
        return ""
    answers = _answers(typed)
    lists = sum(reading.is_list for reading in readings)
    blocks, asked, open_questions = "", "", 0
    for n, reading in enumerate(readings, start=1):
        choices = {name: value for name, value in choices_of(answers, n).items() if name != "snapshot"}
        unanswered = reading.open_questions(choices)
        open_questions += len(unanswered)
        preview = reading.school(choices) if reading.is_list and not unanswered else None
        totals = reading.totals(choices) if preview else ()
        blocks += what_was_read(reading, preview, totals, n, take_focus and n == newest, len(readings) > 1)
        questions = [_ask(question, n, choices.get(question.name, "")) for question in reading.questions_under(choices)]
        if lists > 1 and reading.is_list:
            questions.insert(0, _ask_term(reading, n, choices_of(answers, n).get("snapshot", "")))
        if questions:
            asked += (f"<h4>File {n}</h4>" if len(readings) > 1 else "") + "".join(questions)
    school, together = preview, ""
    if len(readings) > 1:
        school, together = _together(readings, answers) if not open_questions else (None, "")
    roll = roll_boxes(school, typed, "settle") if school and not school.whole_school else ""
    settle = f"<h3>To settle first</h3>{asked}{roll}" if asked or roll else ""
    return (
        f'<form data-do="use_list">{blocks}{settle}{together}{_another(len(readings) + 1)}{_keep(readings, changed)}<p class="actions">'
        '<button type="submit" class="button main" data-live-only disabled>Use this list</button> '
        f"{button('stop', 'Do not use it')}</p></form>"
    )


def the_school(readings: Sequence[Reading], typed: Mapping[str, str], label: str) -> School:
    """The school that the files make under what was typed."""
    return assemble(readings, _answers(typed, _default_terms(readings)), typed_roll(typed), label)


def column_changes(reading: Reading, file: int, typed: Mapping[str, str]) -> dict[str, str]:
    """The columns of a file that were given another meaning than the one they were read as, by their headings."""
    start = f"column|{file}|"
    chosen = {name.removeprefix(start): value for name, value in typed.items() if name.startswith(start)}
    return {use.heading: chosen[use.heading] for use in reading.columns if chosen.get(use.heading, use.field) != use.field}



def _answers(typed: Mapping[str, str], defaults: Mapping[str, str] | None = None) -> dict[str, str]:
    """The answers to questions among what was typed."""
    given = {name: value for name, value in typed.items() if value and not name.startswith(_NOT_ANSWERS)}
    return {**(defaults or {}), **given}


def _default_terms(readings: Sequence[Reading]) -> dict[str, str]:
    """The term of each list as its file says it, where there is more than one list."""
    lists = [(n, reading) for n, reading in enumerate(readings, start=1) if reading.is_list]
    if len(lists) < 2:
        return {}
    return {_named("snapshot", n): known for n, reading in lists if (known := known_as(reading.snapshot))}


def _together(readings: Sequence[Reading], answers: Mapping[str, str]) -> tuple[School | None, str]:
    """The school as the files stand, and what was noticed when they were put together."""
    try:
        school = assemble(readings, {**_default_terms(readings), **answers})
    except WorkbookError as problem:
        return None, f'<p class="note" role="status">{escape(problem.what)} {escape(problem.how)}</p>'
    own = {finding for reading in readings for finding in reading.findings}
    found = [finding for finding in school.findings if finding not in own and finding.code in _OF_JOINING]
    return school, f"<h3>The files together</h3>{findings_list(found)}" if found else ""


_OF_JOINING = ("joined", "not-joined", "tied", "no-suspensions", "another-term")


def _ask(question: Question, file: int, chosen: str) -> str:
    """A question as a select box that must be answered where there is no cautious answer."""
    must = question.default is None
    options = (("", "Choose"), *question.options) if must else question.options
    why = f'<p class="small">{escape(question.why)}</p>' if question.why else ""
    name = _named(question.name, file)
    return select(name, question.text, options, chosen or question.default or "", f"ask-{name}", "answer", must) + why


def _ask_term(reading: Reading, file: int, chosen: str) -> str:
    known = known_as(reading.snapshot)
    terms = recent_terms(date.today())
    if known and known not in terms:
        terms.append(known)
    options = (("", "Choose"), *((term, term) for term in terms))
    name = _named("snapshot", file)
    return select(name, "Which term is this list from?", options, chosen or known, f"ask-{name}", "answer", required=True)


def _named(question: str, file: int) -> str:
    return question if file == 1 else f"{file}:{question}"


def _another(file: int) -> str:
    body = (
        '<p><label for="another-file">Another file about these pupils, or the list of another year</label></p>'
        f'<p><input type="file" id="another-file" data-do="add_file" data-file="{file}" accept=".csv,.tsv,.txt,.xlsx,.xml" data-live-only disabled></p>'
        '<p class="small">Attendance, suspensions or test scores are joined to the list. A list of another year is kept beside it.</p>'
    )
    return details("another", "Add another file", body, opened=file > 2)


def _keep(readings: Sequence[Reading], changed: Mapping[str, str]) -> str:
    """The way to keep what was chosen for the headings, once something was."""
    if not any(use.heading in changed for reading in readings for use in reading.columns):
        return ""
    return (
        '<p><label><input type="checkbox" name="keep_columns" value="yes" checked data-live-only disabled> '
        "Remember the columns that I changed, for next term. Only headings are kept, in this browser.</label></p>"
    )
