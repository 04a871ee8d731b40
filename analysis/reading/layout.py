"""Finding the list inside a sheet: heading row, repeated headings, blank rows, totals and notes."""

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from analysis.errors import FileError
from analysis.findings import Finding
from analysis.reading.container import EXPORT_AGAIN
from analysis.reading.folding import clean, fold, squeeze
from analysis.reading.grid import MOST_COLUMNS, Grid, check_extent
from analysis.reading.headings import SURE, count_recognised, recognise
from analysis.reading.intake import Intake
from analysis.reading.odd_shapes import no_headings, side_by_side
from analysis.reading.repair import repair_long_row
from analysis.reading.sections import YEAR_HEADING, find_sections, is_page_line
from analysis.reading.status_columns import any_status

_HEADING_WITHIN = 30
_FEWEST_NAMED = 2
_ANOTHER_LIST_NAMES = 3
_LONGEST_HEADING = 500
_AS_PUPILS = "They are read as pupils."
_TOTALS = ("total", "grand total", "sub total", "subtotal", "number of pupils", "count", "end of report")
_NOT_TOTALS = ("total communication", "counting", "counter", "country", "county")  # a provision, and the like


@dataclass(frozen=True)
class Listing:
    """A list: its headings (no two alike, and as they were written), its rows, and what was done to find them."""

    headings: tuple[str, ...]
    written: tuple[str, ...]
    rows: list[list[str]]
    places: list[int]  # where each row stands in the file, from 1
    findings: tuple[Finding, ...] = ()
    above: tuple[str, ...] = field(default=(), repr=False)  # the title rows, for the day of the list


def find_listing(grid: Grid, intake: Intake) -> Listing:
    """The list inside a grid; refused where no row looks like headings or no pupil follows."""
    top = _find_headings(grid.rows, intake)
    texts, width = _distinct(top.written), len(top.written)
    above, below = grid.rows[: top.rows_above], grid.rows[top.first_row :]
    sections = find_sections(above, below, texts)
    body, places, removed = _pupil_rows(below, texts, intake.without, sections.rows)
    if not body:
        raise FileError("This list has headings but no pupils.", how=EXPORT_AGAIN, code="no-pupils")
    rows, repaired = _even_rows(body, texts)
    check_extent(len(rows), width)
    written = [*top.written]
    if any(sections.years):
        rows = [[*row, sections.years[place - 1]] for row, place in zip(rows, places, strict=True)]
        texts, written = _distinct([*written, YEAR_HEADING]), [*written, YEAR_HEADING]
    findings = [*top.side_by_side, *_findings(top.rows_above, removed, repaired), *([sections.finding] if sections.rows else [])]
    return Listing(
        tuple(texts),
        tuple(written),
        rows,
        [top.first_row + place for place in places],
        (*grid.findings, *(one.under(intake.without) for one in findings)),
        _titles(above),
    )


def _titles(rows: list[list[str]]) -> tuple[str, ...]:
    return tuple(clean(cell) for row in rows for cell in row if cell)


def fields_named(grid: Grid, intake: Intake) -> frozenset[str]:
    """The fields that the headings of a grid name, and SEN status where only a column shows it; none where no row looks like headings."""
    try:
        top = _find_headings(grid.rows, intake)
    except FileError:
        return frozenset()
    named = frozenset(intake.pointed_out.get(squeeze(text)) or recognise(text)[0] for text in top.written) - {""}
    by_content = "sen_provision" not in named and any_status(top.written, grid.rows[top.first_row :])
    return named | {"sen_provision"} if by_content else named


@dataclass(frozen=True)
class _Top:
    """The headings of a list as written, how many rows stand above them, and how many they take."""

    written: list[str]
    rows_above: int
    height: int = 1
    side_by_side: tuple[Finding, ...] = ()

    @property
    def first_row(self) -> int:
        """The first row below the headings."""
        return self.rows_above + self.height


def _find_headings(rows: list[list[str]], intake: Intake) -> _Top:
    """The row among the first that names most fields, or two rows that name more together."""
    extra = frozenset(intake.pointed_out)
    cleaned = [[clean(cell) for cell in row] for row in rows[:_HEADING_WITHIN]]
    tops = [_Top(row, n) for n, row in enumerate(cleaned)]
    tops += [_Top(_merged(upper, lower), n, 2) for n, (upper, lower) in enumerate(pairwise(cleaned))]
    named = {id(top): count_recognised(top.written, extra) for top in tops}
    best = max(tops, key=lambda top: (named[id(top)], -top.height, -top.rows_above), default=None)
    if best is None or named[id(best)] < _FEWEST_NAMED:
        raise no_headings(cleaned)
    above = cleaned[best.first_row - 2] if best.first_row > 1 else []
    written = _under_groups(_checked(best.written), above)
    return replace(best, written=written, side_by_side=side_by_side(best.written))


def _merged(upper: list[str], lower: list[str]) -> list[str]:
    """The lower of two heading rows; where it is blank, the heading that was merged downwards."""
    return [low or up for up, low in zip_longest(upper, lower, fillvalue="")]


def _checked(cells: list[str]) -> list[str]:
    """The headings without those left blank beyond the widest list, which spreadsheets add by the thousand."""
    if any(len(cell) > _LONGEST_HEADING for cell in cells):
        raise FileError("A heading in this list is far too long.", how=EXPORT_AGAIN, code="long-heading")
    check_extent(0, max((n for n, cell in enumerate(cells, start=1) if cell), default=0))
    return cells[:MOST_COLUMNS]


def _under_groups(cells: list[str], above: list[str]) -> list[str]:
    """The headings, with the group heading above each that comes twice or says more with it: "SEN" over "Type"."""
    repeated = {cell for cell in cells if cell and cells.count(cell) > 1}
    groups = _filled_right(above, len(cells))
    return [_under_group(cell, group, cell in repeated) for cell, group in zip(cells, groups, strict=True)]


def _under_group(cell: str, group: str, is_repeated: bool) -> str:
    joined = f"{group} {cell}"
    if not cell or group in ("", cell):
        return cell
    return joined if is_repeated or recognise(joined)[1] == SURE > recognise(cell)[1] else cell


def _distinct(cells: list[str]) -> list[str]:
    """The headings with _2, _3 after those that come again, and a number for those left blank."""
    seen: Counter[str] = Counter()
    distinct = []
    for n, cell in enumerate(cells, start=1):
        cell = cell or f"Column {n}"
        seen[cell] += 1
        distinct.append(cell if seen[cell] == 1 else f"{cell}_{seen[cell]}")
    return distinct


def _filled_right(above: list[str], width: int) -> list[str]:
    """A row of group headings, each standing for the blank cells after it; nothing if it is only a title."""
    if sum(1 for cell in above if cell) < 2:
        return [""] * width
    filled, group = [], ""
    for cell in [*above[:width], *[""] * (width - len(above))]:
        group = cell or group
        filled.append(group)
    return filled


def _pupil_rows(rows: list[list[str]], headings: list[str], without: Set[str], sections: Set[int]) -> tuple[list[list[str]], list[int], Counter[str]]:
    """The rows that hold pupils, where each stands, and how many of each other kind were passed over."""
    removed = Counter()
    folded_headings = [fold(heading) for heading in headings]
    body, places = [], []
    for n, row in enumerate(rows):
        first = next((cell for cell in row if cell and not cell.isspace() and (cell.isascii() or clean(cell))), "")
        folded = fold(first)
        if not first:
            removed["blank"] += 1
        elif n in sections:
            continue
        elif is_page_line(row):
            removed["page"] += 1
        elif folded.startswith(_TOTALS) and is_total(row):
            removed["total"] += 1
            if "total-row" in without:
                body.append(row)
                places.append(n + 1)
        elif folded in folded_headings and repeats_headings(row, folded_headings):
            removed["heading"] += 1
        elif _opens_another_list(row, first):
            removed["another"] = len(rows) - n
            break
        else:
            body.append(row)
            places.append(n + 1)
    removed["notes"] = _notes_below(body, len(headings))
    kept = len(body) - (0 if "notes-below" in without else removed["notes"])
    return body[:kept], places[:kept], removed


def _notes_below(body: list[list[str]], width: int) -> int:
    """How many rows at the foot are notes: one filled cell each, where no pupil's row looks like that."""
    if width <= 3:
        return 0
    lone = [_lone_cell(row) for row in body]
    notes = 0
    while notes < len(body) - 1 and lone[-1 - notes]:
        notes += 1
    pupils_alone = any(lone[: len(body) - notes])
    while notes and pupils_alone and not _reads_like_a_note(lone[-notes]):
        notes -= 1
    return notes


def _lone_cell(row: list[str]) -> str:
    filled = [cell for cell in row if clean(cell)]
    return clean(filled[0]) if len(filled) == 1 else ""


def _reads_like_a_note(text: str) -> bool:
    return len(text.split()) > 4 or text.endswith(".") or any(mark.isdecimal() or mark == ":" for mark in text)


def repeats_headings(row: list[str], folded_headings: list[str]) -> bool:
    """Whether a row is the headings again: most of its cells stand under a heading of the same words."""
    filled = [(fold(cell), heading) for cell, heading in zip(row, folded_headings, strict=False) if fold(cell)]
    same = sum(1 for cell, heading in filled if cell == heading)
    return same > 1 and 3 * same >= 2 * len(filled)


def _opens_another_list(row: list[str], first: str) -> bool:
    """Whether the row is the headings of a second list on the same sheet."""
    return recognise(first)[1] == SURE and count_recognised(row) >= _ANOTHER_LIST_NAMES


def is_total(row: Sequence[str]) -> bool:
    """Whether the row begins with "total" and holds nothing else but numbers."""
    first = next(filter(None, map(fold, row)), "")
    if not first.startswith(_TOTALS) or first.startswith(_NOT_TOTALS):
        return False
    words = list(filter(None, map(fold, row)))
    return all(word.startswith(_TOTALS) or word.replace(" ", "").isdecimal() for word in words) or len(words) <= 2


def _even_rows(rows: list[list[str]], headings: list[str]) -> tuple[list[list[str]], int]:
    """Rows all as long as the headings, and how many had to be repaired."""
    width, repaired, even = len(headings), 0, []
    for row in rows:
        if len(row) < width:
            row = row + [""] * (width - len(row))
        elif len(row) > width:
            if any(cell.strip() for cell in row[width:]):
                row = repair_long_row(row, headings)
                repaired += 1
            row = row[:width]
        even.append(row)
    return even, repaired


def _findings(rows_above: int, removed: Counter[str], repaired: int) -> list[Finding]:
    findings = []
    if rows_above:
        what = "There are rows above the headings."
        findings.append(Finding("rows-above", "for information", what, rows=rows_above, did="They were not read.", of="rows"))
    told = {
        "blank": ("blank-rows", "There are blank rows in the list."),
        "total": ("total-row", "There is a row of totals."),
        "notes": ("notes-below", "There are notes under the list."),
        "heading": ("repeated-headings", "The headings are repeated further down."),
        "page": ("page-lines", "There are lines from the foot of a page."),
        "another": ("second-list", "A second list stands below the first."),
    }
    for kind, (code, what) in told.items():
        if removed[kind]:
            repair = code if kind in ("total", "notes") else ""
            findings.append(Finding(code, "for information", what, rows=removed[kind], did="They were left out.", repair=repair, instead=_AS_PUPILS, of="rows"))
    if repaired:
        findings.append(
            Finding(
                "shifted-rows",
                "worth knowing",
                "Some rows hold a comma that split a cell in two.",
                rows=repaired,
                did="The cells were put back under their headings.",
                you_can="Compare the counts with your school system.",
                of="rows",
            )
        )
    return findings
