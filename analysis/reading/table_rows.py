"""From a list of provision, reviews, plans and the like to what is kept of it; names are used for joining and then gone."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from analysis.errors import FileError
from analysis.findings import Finding
from analysis.reading import dates
from analysis.reading.cell_findings import not_understood
from analysis.reading.folding import clean, fold, squeeze
from analysis.reading.grid import Grid
from analysis.reading.headings import recognise
from analysis.reading.intake import Intake
from analysis.reading.layout import is_total, repeats_headings
from analysis.reading.looks import looks_like
from analysis.reading.marks import marks_by_pupil
from analysis.reading.table_cells import Cell, minutes_between, read_cells, times_each_week
from analysis.reading.table_columns import clock_columns, columns_of, which_table
from analysis.reading.text_table import HeadingUse, RowsOf, TextTable
from analysis.reading.vocabulary import is_missing
from analysis.reading.year_sheets import added_up
from analysis.school_tables import school_tables
from analysis.text import listed

_HEADING_WITHIN = 30
_MARKS = {"upn": "upns", "admission_no": "numbers", "class": "classes"}


def find_table(grid: Grid) -> tuple[str, int]:
    """The table that a sheet holds, and the row of its headings; ("", 0) where it holds none."""
    for place, row in enumerate(grid.rows[:_HEADING_WITHIN]):
        cleaned = [clean(cell) for cell in row]
        if table := which_table(cleaned) or ("survey" if _is_form_export(cleaned) else ""):
            return table, place
    return "", 0


def reduce_tables(grids: Sequence[Grid], intake: Intake) -> TextTable | None:
    """What is kept of the sheets that hold one table; a sheet for each area of need is read as one list."""
    found = [(grid, *find_table(grid)) for grid in grids]
    name = next((table for _, table, _ in found if table), "")
    if not name:
        return None
    taken = [(grid, place) for grid, table, place in found if table == name]
    parts = [_reduced(grid, name, place, intake, len(grids) > 1) for grid, place in taken]
    first = parts[0]
    return replace(
        first,
        pupils=list(range(sum(len(part.pupils) for part in parts))),
        places=[place for part in parts for place in part.places],
        marks=[marks for part in parts for marks in part.marks],
        rows_in_file=sum(part.rows_in_file for part in parts),
        findings=(*added_up([finding for part in parts for finding in part.findings]), *_other_sheets([table for grid, table, _ in found if grid.rows and table != name])),
        rows_of=RowsOf(name, {column: [cell for part in parts for cell in _column(part, column)] for column in _all_columns(parts)}),
    )


def _other_sheets(tables: Sequence[str]) -> list[Finding]:
    """What is told of sheets that hold something else than the first."""
    if not tables:
        return []
    labels = [school_tables()[table].label for table in dict.fromkeys(tables) if table]
    others = [label if label[:2].isupper() else label[0].lower() + label[1:] for label in labels]
    what = f"This workbook also has sheets of another kind ({listed(others)})." if others else "This workbook has other sheets."
    you_can = "Save each as a workbook of its own, and add it." if others else ""
    return [Finding("other-sheets", "worth knowing" if others else "for information", what, rows=len(tables), did="They were not read.", you_can=you_can, of="sheets")]


def _all_columns(parts: Sequence[TextTable]) -> list[str]:
    return list(dict.fromkeys(column for part in parts for column in part.rows_of.columns))


def _column(part: TextTable, column: str) -> list[Cell]:
    return part.rows_of.columns.get(column) or [None] * len(part.pupils)


def _is_form_export(headings: Sequence[str]) -> bool:
    """Whether these are the headings of a form's answers: the time of each, then a question in each column."""
    return len(headings) > 2 and squeeze(headings[0]) in ("timestamp", "starttime", "completiontime", "id") and sum(len(one) > 20 for one in headings) >= 2


def _reduced(grid: Grid, name: str, place: int, intake: Intake, by_sheet: bool) -> TextTable:
    headings = [clean(cell) for cell in grid.rows[place]]
    rows, told = _rows_of(grid.rows, place, headings, intake.without)
    if not rows:
        raise FileError("This list has headings but no rows.", how="Fill it in, save it, and load it again.", code="no-rows")
    told = [*grid.findings, *told]
    if name == "survey" and "answer" not in columns_of(name, headings):
        return _form_answers(headings, rows, intake, told)
    cells = [[row[position] for _, row in rows] for position in range(len(headings))]
    at = columns_of(name, headings)
    columns, findings = _columns(name, headings, cells, at)
    if by_sheet and name == "provision" and "need" not in columns and grid.sheet:
        columns["need"] = [grid.sheet] * len(rows)
    return _text_table(name, columns, headings, cells, [n for n, _ in rows], intake, [*told, *findings], at)


def _columns(name: str, headings: Sequence[str], cells: Sequence[list[str]], at: Mapping[str, int]) -> tuple[dict[str, list[Cell]], list[Finding]]:
    """The columns of a table as they are kept, and what is told about their cells."""
    columns: dict[str, list[Cell]] = {}
    findings: list[Finding] = []
    for column in school_tables()[name].columns.values():
        if column.kind == "pupil" or column.name not in at:
            continue
        written = cells[at[column.name]]
        if column.name == "minutes" and name == "time_log" and (clock := clock_columns(headings)) and at["minutes"] == clock[0]:
            columns["minutes"] = list(map(minutes_between, cells[clock[0]], cells[clock[1]]))
            findings += _no_minutes(columns["minutes"], [cells[one] for one in clock], [headings[one] for one in clock])
            continue
        columns[column.name], told = read_cells(column, written, headings[at[column.name]])
        findings += told
        if column.name == "minutes" and name == "provision" and "times_a_week" not in at and any(times := times_each_week(written)):
            columns["times_a_week"] = times
    return columns, findings


def _no_minutes(minutes: Sequence[Cell], clock: Sequence[list[str]], headings: Sequence[str]) -> list[Finding]:
    """What is told of times of the clock from which no minutes came."""
    lost = sum(not is_missing(cell) for column in clock for cell, found in zip(column, minutes, strict=True) if found is None)
    return not_understood(lost, listed(headings))


def _rows_of(grid: Sequence[Sequence[str]], place: int, headings: Sequence[str], without: Set[str]) -> tuple[list[tuple[int, list[str]]], list[Finding]]:
    """The rows under the headings, each with its place, and what is told of those passed over."""
    width, folded = len(headings), [fold(heading) for heading in headings]
    rows, counted = [], Counter({"rows-above": sum(1 for row in grid[:place] if any(map(clean, row)))})
    for n, whole in enumerate(grid[place + 1 :], place + 2):
        row = [clean(cell) for cell in whole[:width]] + [""] * (width - len(whole))
        counted["long-rows"] += any(map(clean, whole[width:]))
        if not any(row):
            continue
        is_headings, is_sum = repeats_headings(row, folded), is_total(row)
        counted["repeated-headings"] += is_headings
        counted["total-row"] += is_sum
        if not is_headings and (not is_sum or "total-row" in without):
            rows.append((n, row))
    return rows, _told_of_rows(counted, without)


def _told_of_rows(counted: Mapping[str, int], without: Set[str]) -> list[Finding]:
    told = {
        "rows-above": ("There are rows above the headings.", "They were not read."),
        "long-rows": ("Some rows are longer than the headings.", "The cells without a heading were not read."),
        "repeated-headings": ("The headings are repeated further down.", "They were left out."),
        "total-row": ("There is a row of totals.", "They were left out."),
    }
    return [
        Finding(
            code, "for information", what, rows=counted[code], did=did, of="rows",
            repair=code if code == "total-row" else "", instead="They are read as rows.",
        ).under(without)
        for code, (what, did) in told.items()
        if counted[code]
    ]  # fmt: skip


def _text_table(name, columns, headings, cells, places, intake, findings, at) -> TextTable:
    count = len(places)
    taken = {position: column for column, position in at.items()}
    table = school_tables()[name]

    def use(position: int, heading: str) -> HeadingUse:
        field, looks = recognise(heading)[0], looks_like(cells[position])
        if position in taken:
            return HeadingUse(heading, table.columns[taken[position]].label, "read", "", looks)
        named = {"upn", "admission_no", "name_full", "surname", "forename", "birth_term", "class"} if "pupil" in table.columns else set()
        return HeadingUse(heading, "Pupil" if field in named else "", "used then dropped" if field in named else "ignored", "", looks)

    return TextTable(
        columns=(),
        pupils=list(range(count)),
        roll=[""] * count,
        headings=tuple(use(position, heading) for position, heading in enumerate(headings) if heading),
        rows_in_file=count,
        findings=tuple(findings),
        beside=True,
        places=places,
        marks=_row_marks(headings, cells, count, intake) if intake.key and "pupil" in table.columns else [{} for _ in range(count)],
        rows_of=RowsOf(name, columns),
        without=intake.without,
    )


def _row_marks(headings: Sequence[str], cells: Sequence[list[str]], count: int, intake: Intake) -> list[dict[str, bytes]]:
    by_field: dict[str, list[str]] = {}
    for position, heading in enumerate(headings):
        by_field.setdefault(recognise(heading)[0], cells[position])
    blank = [""] * count
    whole, last, first = (by_field.get(field, blank) for field in ("name_full", "surname", "forename"))
    names = [f"{one} {two}".strip() or full for full, one, two in zip(whole, last, first, strict=True)]
    births, _ = dates.read_dates(by_field.get("birth_term", blank))
    known = {argument: by_field.get(field, blank) for field, argument in _MARKS.items()}
    return marks_by_pupil(intake.key, range(count), names=names, births=births, **known)


def _form_answers(headings: Sequence[str], rows: Sequence[tuple[int, list[str]]], intake: Intake, totals: Sequence[Finding]) -> TextTable:
    """The answers of a form, one row for each answer to each question; what was written in words is not read."""
    at = columns_of("survey", headings)
    if "who" not in at:
        raise FileError(
            "This survey does not say who answered.",
            how="Add a column headed Who answered, with Staff, Parent or Pupil in each row.",
            code="no-who",
        )
    table = school_tables()["survey"].columns
    whos, findings = read_cells(table["who"], [_role(row[at["who"]]) for _, row in rows], headings[at["who"]])
    findings = [replace(finding, did="What they answered was left out.") for finding in findings] + _nobody([row[at["who"]] for _, row in rows])
    findings = [*totals, *findings]
    groups = [row[at["group"]] or None if "group" in at else None for _, row in rows]
    columns: dict[str, list[Cell]] = {"who": [], "group": [], "question": [], "answer": []}
    places, questions, comments = [], {}, 0
    for position, heading in enumerate(headings):
        if position in at.values() or squeeze(heading) in ("timestamp", "id", "starttime", "completiontime", "email", "name") or not heading:
            continue
        answers, told = read_cells(table["answer"], [row[position] for _, row in rows], heading)
        if sum(answer is not None and 1 <= answer <= 5 for answer in answers) * 2 < sum(bool(row[position]) for _, row in rows):
            comments += 1
            continue
        questions[heading] = position
        findings += told
        for (place, _), who, group, answer in zip(rows, whos, groups, answers, strict=True):
            if answer is not None and who is not None:
                for name, value in (("who", who), ("group", group), ("question", heading), ("answer", answer)):
                    columns[name].append(value)
                places.append(place)
    if comments:
        what = "Some columns of this survey hold words, not answers on a scale."
        findings.append(Finding("comments", "for information", what, rows=comments, did="They were not read: they may name a child.", of="columns"))
    if not places:
        raise FileError("No answers on a scale were found.", how="Answers need 1 to 5, or words such as Agree.", code="no-answers")
    cells = [[row[position] for _, row in rows] for position in range(len(headings))]
    made = _text_table("survey", columns, headings, cells, places, intake, findings, at)
    uses = tuple(use._replace(label="Question", status="read") if use.heading in questions else use for use in made.headings)
    return replace(made, headings=uses, rows_in_file=len(rows))


def _nobody(cells: Sequence[str]) -> list[Finding]:
    if not (count := sum(map(is_missing, cells))):
        return []
    return [Finding("nobody", "worth knowing", "Some rows do not say who answered.", rows=count, did="What they answered was left out.", of="rows")]


def _role(cell: str) -> str:
    words = fold(cell).split()
    for who, signs in {"Parent": {"parent", "parents", "carer", "mother", "father"}, "Pupil": {"pupil", "student", "child"}}.items():
        if signs & set(words):
            return who
    staff = {"staff", "teacher", "ta", "teaching", "assistant", "governor", "leader", "senco", "head", "support"}
    return "Staff" if staff & set(words) else cell
