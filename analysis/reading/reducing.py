"""From a list to what is kept of it: names, numbers, dates and notes are used here and then gone."""

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date

from analysis.errors import FileError
from analysis.findings import Finding
from analysis.reading import dates, values
from analysis.reading.cell_findings import not_understood, says_more
from analysis.reading.ended_needs import without_ended
from analysis.reading.fact_columns import FACT_FIELDS, FACT_READERS
from analysis.reading.folding import clean
from analysis.reading.headings import SURE, Heading, name_columns
from analysis.reading.identity import number_pupils
from analysis.reading.intake import Intake
from analysis.reading.layout import Listing
from analysis.reading.looks import groups_in, looks_like
from analysis.reading.mark_columns import session_columns
from analysis.reading.marks import Marks, marks_by_pupil
from analysis.reading.need_ticks import TICKS, ticked_needs
from analysis.reading.needs import need_cells
from analysis.reading.refusals import refuse_other_lists
from analysis.reading.roll_places import places_on_roll
from analysis.reading.snapshots import snapshot_of_day, snapshot_of_words
from analysis.reading.status_columns import told_by_content, with_plans_only, with_status
from analysis.reading.text_table import HeadingUse, KeptColumn, TextTable
from analysis.reading.vocabulary import fields
from analysis.school import Snapshot

MOST_PUPILS = 20_000
_YOUNGEST, _OLDEST = 1, 20
_READERS = {
    "sen_provision": values.sen_statuses,
    "year_group": values.year_groups,
    "sex": values.sexes,
    "fsm": lambda cells: values.yes_no(cells, "fsm"),
    "eal": values.eal_groups,
    "language": values.languages,
    "ethnic_group": values.ethnic_groups_of,
    "class": values.classes,
    "plan_flag": values.flags,
    "need_list": need_cells,
    "need_1": need_cells,
    "need_2": need_cells,
    "need_3": need_cells,
    "need_rank": values.need_ranks,
}
_FACTS = {name: name for name in FACT_FIELDS if name != "left"} | {"leaving_date": "left"}
_STATUS_USES = {"read": "read", "dropped": "used then dropped", "ignored": "ignored"}
_SAYS_MORE = {"year_group": values.more_than_a_year, "sen_provision": values.more_than_a_status, "ethnic_group": values.more_than_a_group}
_AS_BLANK = "They were read as blank."
_NEEDS = ("need_list", "need_1", "need_2", "need_3")


def reduce_listing(listing: Listing, intake: Intake, sheet: str = "") -> TextTable:
    """What is kept of a list; a list of another kind is refused, unless it stands beside a list that is already there."""
    named = name_columns(listing.headings, listing.written, intake)
    headings = with_status(named, listing.rows, intake.columns)
    cells = {
        heading.position: [clean(row[heading.position]) for row in listing.rows] for heading in headings if _is_wanted(heading)
    }
    headings = headings if intake.beside else with_plans_only(headings, cells)
    beside = intake.beside and not any(heading.field == "sen_provision" for heading in headings)
    refuse_other_lists(headings, beside)
    name_like = _name_like(listing, headings)
    ended = _blank_ended_needs(headings, cells, intake.without)
    kept = [
        _kept_column(heading, cells[heading.position], intake.without)
        for heading in headings
        if heading.field in _READERS and heading.position not in name_like
    ]
    kept += [_fact_column(heading, cells[heading.position]) for heading in headings if heading.field in _FACTS]
    ticked, ticks_at = ticked_needs(headings, listing.rows, intake.columns)
    kept += ticked
    kept += [*session_columns(headings, cells), *_birth_terms(headings, cells)]
    pupils, identity_findings = _pupils(headings, cells, kept, len(listing.rows), intake.without)
    check_pupils(max(pupils) + 1)
    roll, roll_findings = _roll(headings, cells, len(listing.rows))
    return TextTable(
        columns=tuple(kept),
        pupils=pupils,
        roll=roll,
        headings=tuple(_uses(listing, headings, name_like, kept, ticks_at)),
        rows_in_file=len(listing.rows),
        findings=(*listing.findings, *told_by_content(named, headings), *identity_findings, *ended, *roll_findings, *_name_findings(headings, name_like)),
        snapshot=_snapshot(listing, sheet, headings, cells),
        sheet=sheet,
        beside=beside,
        a_row_each=any(heading.field in ("suspension_kind", "suspension_start") for heading in headings),
        places=listing.places,
        marks=_marks(intake.key, headings, cells, pupils) if intake.key else [],
        without=intake.without,
    )


def _marks(key: bytes, headings: Sequence[Heading], cells: Mapping[int, list[str]], pupils: list[int]) -> list[Marks]:
    """What a second file can be joined by."""
    columns = {name: _cells_of(headings, cells, name, len(pupils)) for name in ("upn", "admission_no", "birth_term", "class")}
    births, _ = dates.read_dates(columns["birth_term"])
    names = _names(headings, cells, len(pupils))
    return marks_by_pupil(key, pupils, columns["upn"], columns["admission_no"], names, births, columns["class"])


def check_pupils(count: int) -> None:
    """Refuse more pupils than any school has."""
    if count > MOST_PUPILS:
        raise FileError(
            f"This list has more than {MOST_PUPILS:,} pupils.", how="Load one school at a time.", code="too-many-pupils"
        )


def _is_wanted(heading: Heading) -> bool:
    return heading.use in ("read", "dropped")


def _blank_ended_needs(headings: Sequence[Heading], cells: dict[int, list[str]], without: Set[str]) -> list[Finding]:
    """What was noticed about needs whose end has passed; they are taken out of `cells`."""
    end = _first(headings, "need_end")
    needs = [heading.position for heading in headings if heading.field in _NEEDS]
    if end is None or not needs:
        return []
    kept, findings = without_ended([cells[position] for position in needs], cells[end.position], end.text, without)
    cells.update(zip(needs, kept, strict=True))
    return findings


def _kept_column(heading: Heading, cells: list[str], without: Set[str]) -> KeptColumn:
    name, strength, findings = heading.field, heading.strength, []
    words = _READERS[name](cells)
    if name in _SAYS_MORE:
        findings += says_more(_count_more(name, cells, words), heading.text)
    if name == "year_group" and (both := sum(map(set(filter(values.two_years, set(cells))).__contains__, cells))):
        what, did = "Some cells hold two year groups.", "The last of the two was read."
        findings.append(Finding("two-years", "for information", what, heading.text, both, did, of="cells"))
    if name in ("plan_flag", "need_rank"):
        findings += not_understood(words.count(values.UNKNOWN), heading.text, did=_AS_BLANK)
    if name == "language":
        name, strength = "eal", 0
    return KeptColumn(heading.position, heading.text, name, strength, words, tuple(findings))


def _count_more(name: str, cells: Sequence[str], words: Sequence[str]) -> int:
    """How many cells say more than was read of them."""
    more = {cell for cell, word in dict(zip(cells, words, strict=True)).items() if _is_read(word) and _SAYS_MORE[name](cell)}
    return sum(cell in more for cell in cells)


def _is_read(word: str) -> bool:
    return word not in ("", values.UNKNOWN) and not word.startswith(values.ASK)


def _fact_column(heading: Heading, cells: list[str]) -> KeptColumn:
    name = _FACTS[heading.field]
    words, findings = FACT_READERS[name](cells, heading.text)
    return KeptColumn(heading.position, heading.text, name, heading.strength, words, tuple(findings))


def _birth_terms(headings: Sequence[Heading], cells: Mapping[int, list[str]]) -> list[KeptColumn]:
    heading = _first(headings, "birth_term")
    if heading is None:
        return []
    days, told, lost = dates.read_and_told(cells[heading.position], heading.text)
    terms = [dates.birth_term(day) or (values.UNKNOWN if gone else "") for day, gone in zip(days, lost, strict=True)]
    findings = (*told, *_age_findings(days, heading.text))
    return [KeptColumn(heading.position, heading.text, "birth_term", SURE, terms, findings)]


def _age_findings(days: Sequence[date | None], heading: str) -> tuple[Finding, ...]:
    this_year = date.today().year
    odd = sum(1 for day in days if day and not _YOUNGEST <= this_year - day.year <= _OLDEST)
    if not odd:
        return ()
    what = "Some dates of birth are not those of a pupil."
    return (Finding("odd-age", "worth knowing", what, heading, odd, did="The term of birth was read all the same."),)


def _first(headings: Sequence[Heading], name: str) -> Heading | None:
    """The surest column of a field."""
    found = [heading for heading in headings if heading.field == name]
    return max(found, key=lambda heading: (heading.strength, -heading.position), default=None)


def _cells_of(headings: Sequence[Heading], cells: Mapping[int, list[str]], name: str, rows: int) -> list[str]:
    heading = _first(headings, name)
    return cells[heading.position] if heading else [""] * rows


def _pupils(
    headings: Sequence[Heading], cells: Mapping[int, list[str]], kept: Sequence[KeptColumn], rows: int, without: Set[str]
) -> tuple[list[int], list[Finding]]:
    def column(name: str) -> list[str]:
        return _cells_of(headings, cells, name, rows)

    names = _names(headings, cells, rows)
    marks = [
        f"{day or f'{year} {group}'} {sex}"
        for day, year, group, sex in zip(*map(column, ("birth_term", "year_group", "class", "sex")), strict=True)
    ]
    return number_pupils(column("upn"), column("admission_no"), names, marks, _adds_a_need(kept, rows), without)


def _names(headings: Sequence[Heading], cells: Mapping[int, list[str]], rows: int) -> list[str]:
    whole, surname, forename = (_cells_of(headings, cells, name, rows) for name in ("name_full", "surname", "forename"))
    return [f"{last} {first}".strip() or full for full, last, first in zip(whole, surname, forename, strict=True)]


def _adds_a_need(kept: Sequence[KeptColumn], rows: int) -> list[bool]:
    """For each row, whether it holds a need and neither a status nor a year group."""

    def filled(*names: str) -> list[bool]:
        columns = [column.cells for column in kept if column.field in names]
        return [any(row) for row in zip(*columns, strict=True)] if columns else [False] * rows

    needs, others = filled(*_NEEDS, TICKS), filled("sen_provision", "year_group")
    return [need and not other for need, other in zip(needs, others, strict=True)]


def _roll(headings: Sequence[Heading], cells: Mapping[int, list[str]], rows: int) -> tuple[list[str], list[Finding]]:
    columns = [_cells_of(headings, cells, name, rows) for name in ("enrolment", "on_roll", "leaving_date")]
    enrolment, on_roll = (heading.text if (heading := _first(headings, name)) else "" for name in ("enrolment", "on_roll"))
    return places_on_roll(*columns, (enrolment, on_roll))


def _name_like(listing: Listing, headings: Sequence[Heading]) -> frozenset[int]:
    """The positions of columns that hold names although their heading does not say so."""
    doubtful = [heading for heading in headings if not heading.field or heading.field == "class"]
    return frozenset(
        heading.position
        for heading in doubtful
        if values.look_like_names([clean(row[heading.position]) for row in listing.rows[:400]])
    )


def _name_findings(headings: Sequence[Heading], name_like: frozenset[int]) -> list[Finding]:
    return [
        Finding("names-column", "worth knowing", "This column seems to hold names.", heading.text, did="It was not read.")
        for heading in headings
        if heading.position in name_like
    ]


def _is_there(heading: Heading, listing: Listing) -> bool:
    """Whether a column has a heading or anything in it."""
    return bool(listing.written[heading.position]) or any(clean(row[heading.position]) for row in listing.rows)


def _uses(
    listing: Listing, headings: Sequence[Heading], name_like: frozenset[int], kept: Sequence[KeptColumn], ticks_at: frozenset[int]
) -> Iterator[HeadingUse]:
    """What became of each column that has a heading or anything in it."""
    groups = {column.position: groups_in(column) for column in kept}
    for heading in headings:
        if not _is_there(heading, listing):
            continue
        looks = groups.get(heading.position) or looks_like([clean(row[heading.position]) for row in listing.rows[:400]])
        if heading.position in ticks_at:
            yield HeadingUse(heading.text, "A tick for this need", "read", TICKS, looks)
        elif not heading.field or heading.position in name_like:
            yield HeadingUse(heading.text, "", "ignored", "", looks)
        else:
            yield HeadingUse(heading.text, fields()[heading.field].label, _STATUS_USES[heading.use], heading.field, looks)


def _snapshot(listing: Listing, sheet: str, headings: Sequence[Heading], cells: Mapping[int, list[str]]) -> Snapshot:
    """The day of a list: a column of dates that are all one, the year and term of a DfE download, or the title."""

    def only(name: str) -> str:
        heading = _first(headings, name)
        different = set(cells[heading.position]) - {""} if heading else set()
        return different.pop() if len(different) == 1 else ""

    (day,), _ = dates.read_dates([only("list_date")])
    if day:
        return snapshot_of_day(day)
    written = snapshot_of_words([only("academic_year"), only("census_term")])
    return written if written.academic_year else snapshot_of_words([*listing.above, sheet])
