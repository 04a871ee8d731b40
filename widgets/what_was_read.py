"""What was read from a file, what was changed and what was left out, as safe HTML."""

from collections.abc import Sequence
from html import escape

from analysis.findings import SEVERITIES, Finding
from analysis.reading import ColumnUse, Reading
from analysis.reading.snapshots import known_as
from analysis.reading.text_table import CENSUS, TRANSFER_FILE
from analysis.reading.totals import Total
from analysis.reading.undoing import cells_changed, why_it_lasts
from analysis.reading.vocabulary import choosable_fields
from analysis.school import School
from analysis.text import listed, pupils, sentence
from widgets.html import button, details

_HEADINGS = {"serious": "Look at this", "worth knowing": "Worth knowing", "for information": "For information"}


def what_was_read(
    reading: Reading, school: School | None, totals: Sequence[Total] = (), file: int = 1, take_focus: bool = True, several: bool = False
) -> str:
    """A box that says what the file is, how many pupils it holds, what was done to it, and each column's use.

    `school` is what the list makes as it stands, and `totals` how its rows come to its pupils; None and none while a
    question that decides it is open.
    """
    findings = school.findings if school else reading.findings
    lines = "".join(_column(column, file, n, reading.kind in (CENSUS, TRANSFER_FILE) or bool(reading.table)) for n, column in enumerate(reading.columns))
    table = (
        '<div class="scroll" tabindex="0" role="region" aria-label="How each column was used"><table>'
        '<caption>How each column was used</caption><thead><tr><th scope="col">Column in your file</th>'
        f'<th scope="col">What stands in it</th><th scope="col">Taken for</th><th scope="col">What happened</th></tr></thead><tbody>{lines}</tbody></table></div>'
    )
    return (
        f'<div class="what-was-read"><h2 tabindex="-1"{" data-take-focus" if take_focus else ""}>What we read{f" in file {file}" if several else ""}</h2>'
        f'<p class="lead">{escape(_summary(reading, school))}</p>{_before_and_after(totals)}{_cells(findings)}{findings_list(findings, file)}'
        f"{details(f'columns-{file}', 'Each column, and what it was taken for', _HOW + table)}{_leave_out(file)}</div>"
    )


def _summary(reading: Reading, school: School | None) -> str:
    kind = school.kind if school else reading.kind
    when = f" {sentence(known_as(reading.snapshot))}." if known_as(reading.snapshot) else ""
    if reading.table:
        return f"{reading.kind}: {reading.rows_in_file:,} rows. They are kept beside your list."
    if not reading.is_list:
        return f"A file about {pupils(reading.pupils)}, from {reading.rows_in_file:,} rows. It is joined to your list."
    first = f"{_KINDS[kind]} with {pupils(reading.pupils)}, from {reading.rows_in_file:,} rows."
    if school is None:
        return first + when
    counts = school.pupils["sen_provision"].value_counts()
    parts = [f"{counts['K']:,} on SEN support", f"{counts['E']:,} with an EHC plan"]
    parts += [f"{counts['N']:,} without SEN"] if school.whole_school else []
    parts += [f"{counts['monitoring']:,} being monitored (not SEN)"] if counts["monitoring"] else []
    in_unit = int(school.pupils["unit_or_resourced"].sum()) if "unit_or_resourced" in school.pupils else 0
    apart = f" {pupils(in_unit)} of these in a SEN unit or resourced provision, counted with all others." if in_unit else ""
    return f"{first} {sentence(listed(parts))}.{apart}{when}"


_KINDS = {
    "pupil list": "A list of the whole school",
    "register": "An SEN register (pupils with SEN only)",
    CENSUS: "A school census return",
    TRANSFER_FILE: "A common transfer file",
}


_STATUS = {"ask": "we ask you below", "used then dropped": "used, then not kept", "ignored": "not used", "read": "read"}


def findings_list(findings: Sequence[Finding], file: int = 1) -> str:
    """What was noticed about a file, the serious first; what was repaired can be undone where that makes sense."""
    return "".join(_findings(severity, findings, file) for severity in SEVERITIES)


def _before_and_after(totals: Sequence[Total]) -> str:
    """How the rows of the file come to the pupils counted, so that the numbers can be tied to the school's own system."""
    if not totals:
        return ""
    first, *left, last = totals
    lines = _total(first) + "".join(_total(one, "Left out: ", "\u2212") for one in left) + _total(last)
    return (
        '<div class="scroll" tabindex="0" role="region" aria-label="Before and after"><table class="totals"><caption>Before and after: check it '
        'against your own system</caption><thead><tr><td></td><th scope="col">All</th><th scope="col">SEN support</th>'
        f'<th scope="col">EHC plan</th></tr></thead><tbody>{lines}</tbody></table></div>'
    )


def _cells(findings: Sequence[Finding]) -> str:
    """How many cells were changed in all; nothing where none was."""
    count = cells_changed(findings)
    if not count:
        return ""
    was = "1 cell was" if count == 1 else f"{count:,} cells were"
    return f"<p>{was} read in another way than written, or left out. Each is counted below.</p>"


def _total(one: Total, start: str = "", sign: str = "") -> str:
    words = start + one.words[0].lower() + one.words[1:] if start else one.words
    numbers = ["–" if number is None else f"{sign if number else ''}{number:,}" for number in (one.count, one.support, one.plans)]
    return f'<tr><th scope="row">{escape(words)}</th>{"".join(f"<td>{number}</td>" for number in numbers)}</tr>'


def _leave_out(file: int) -> str:
    return f"<p>{button('drop_file', 'Leave this file out', value=str(file), key=f'drop-{file}')}</p>" if file > 1 else ""


def _findings(severity: str, findings: Sequence[Finding], file: int) -> str:
    these = [finding for finding in findings if finding.severity == severity]
    if not these:
        return ""
    items = "".join(f"<li>{_finding(finding)}{_undo(finding, file)}</li>" for finding in these)
    return f'<h3>{_HEADINGS[severity]}</h3><ul class="findings">{items}</ul>'


def _finding(finding: Finding) -> str:
    amount = _amount(finding)
    column = f" Column: {finding.column}{'' if finding.column.endswith('?') else '.'}" if finding.column else ""
    places = f" Row{'' if len(finding.places) == 1 else 's'} {listed([f'{place:,}' for place in finding.places])}." if finding.places else ""
    did = finding.did.replace("They were", "It was", 1) if finding.rows == 1 and finding.of != "pupils" else finding.did
    did = f"Undone: {did[0].lower()}{did[1:]}" if finding.undone else did
    stays = f"This stays so: {because}." if (because := why_it_lasts(finding)) else ""
    rest = " ".join(part for part in (did, finding.you_can, stays) if part)
    return f"<strong>{escape(finding.what)}</strong>{escape(amount + places + column)} {escape(rest)}".strip()


def _amount(finding: Finding) -> str:
    """How many pupils, rows, cells, sheets or columns a finding is about, and how many cells with it."""
    if not finding.rows:
        return ""
    counts = {"cells": finding.cells} if finding.cells and finding.of != "cells" else {}
    parts = [f"{count:,} {of if count != 1 else of.removesuffix('s')}" for of, count in ({finding.of: finding.rows} | counts).items()]
    return f" {', '.join(parts)}."


def _undo(finding: Finding, file: int) -> str:
    """The button that has the file read again without a repair, or with it once more."""
    if not finding.repair:
        return ""
    words = "Do it again" if finding.undone else "Undo"
    key = f"undo-{file}-{finding.repair}".replace(":", "-").replace(" ", "-")
    return (
        f' <button type="button" class="button outlined undo" id="{escape(key)}" name="repair" value="{escape(finding.repair)}" data-do="undo" '
        f'data-file="{file}" aria-label="{words}: {escape(finding.what)}" data-live-only disabled>{words}</button>'
    )


_HOW = '<p class="small">If a column was taken for the wrong thing, choose another. Nothing of any pupil is shown here.</p>'


def _column(column: ColumnUse, file: int, place: int, is_fixed: bool) -> str:
    """One line of the table; what a column was taken for can be changed, save in a census, whose columns are fixed."""
    taken_for = escape(column.taken_for or "–") if is_fixed else _choice(column, file, place)
    return (
        f'<tr><th scope="row">{escape(column.heading)}</th><td>{escape(column.looks or "–")}</td><td>{taken_for}</td>'
        f"<td>{escape(_STATUS[column.status])}</td></tr>"
    )


def _choice(column: ColumnUse, file: int, place: int) -> str:
    key = f"column-{file}-{place}"
    fields = dict(choosable_fields())
    if column.field and column.field not in fields:
        fields[column.field] = column.taken_for
    lines = "".join(
        f'<option value="{escape(name)}"{" selected" if name == column.field else ""}>{escape(words)}</option>'
        for name, words in {"": "Not used", **fields}.items()
    )
    return (
        f'<select id="{key}" name="column|{file}|{escape(column.heading)}" aria-label="{escape(column.heading)} is taken for" '
        f'data-change="column" data-file="{file}" data-live-only disabled>{lines}</select>'
    )
