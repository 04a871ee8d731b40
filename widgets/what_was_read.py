"""What was read from a file, what was changed and what was left out, as safe HTML."""

from collections.abc import Sequence
from html import escape

from analysis.findings import SEVERITIES, Finding
from analysis.reading import ColumnUse, Reading
from analysis.reading.snapshots import known_as
from analysis.reading.vocabulary import choosable_fields
from analysis.school import School
from analysis.text import listed, pupils, sentence
from widgets.html import button, details

_HEADINGS = {"serious": "Look at this", "worth knowing": "Worth knowing", "for information": "For information"}


def what_was_read(reading: Reading, school: School | None, file: int = 1, take_focus: bool = True, several: bool = False) -> str:
    """A box that says what the file is, how many pupils it holds, what was done to it, and each column's use.

    `school` is what the list makes as it stands; None while a question that decides it is open.
    """
    lines = "".join(_column(column, file, n, reading.kind == "school census" or bool(reading.table)) for n, column in enumerate(reading.columns))
    table = (
        '<div class="scroll" tabindex="0" role="region" aria-label="How each column was used"><table>'
        '<caption>How each column was used</caption><thead><tr><th scope="col">Column in your file</th>'
        f'<th scope="col">What stands in it</th><th scope="col">Taken for</th><th scope="col">What happened</th></tr></thead><tbody>{lines}</tbody></table></div>'
    )
    return (
        f'<div class="what-was-read"><h2 tabindex="-1"{" data-take-focus" if take_focus else ""}>What we read{f" in file {file}" if several else ""}</h2>'
        f'<p class="lead">{escape(_summary(reading, school))}</p>{findings_list(reading.findings)}'
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
    return f"{first} {sentence(listed(parts))}.{when}"


_KINDS = {
    "pupil list": "A list of the whole school",
    "register": "An SEN register (pupils with SEN only)",
    "school census": "A school census return",
}


_ABOUT_ROWS = {"rows-above", "blank-rows", "total-row", "notes-below", "second-list", "shifted-rows", "rows-merged", "repeated-headings"}
_STATUS = {"ask": "we ask you below", "used then dropped": "used, then not kept", "ignored": "not used", "read": "read"}


def findings_list(findings: Sequence[Finding]) -> str:
    """What was noticed, the serious first."""
    return "".join(_findings(severity, findings) for severity in SEVERITIES)


def _leave_out(file: int) -> str:
    return f"<p>{button('drop_file', 'Leave this file out', value=str(file), key=f'drop-{file}')}</p>" if file > 1 else ""


def _findings(severity: str, findings: Sequence[Finding]) -> str:
    these = [finding for finding in findings if finding.severity == severity]
    if not these:
        return ""
    items = "".join(f"<li>{_finding(finding)}</li>" for finding in these)
    return f'<h3>{_HEADINGS[severity]}</h3><ul class="findings">{items}</ul>'


def _finding(finding: Finding) -> str:
    counted = f"{finding.rows:,} row{'' if finding.rows == 1 else 's'}" if finding.code in _ABOUT_ROWS else pupils(finding.rows)
    amount = f" {counted}." if finding.rows else ""
    column = f" Column: {finding.column}." if finding.column else ""
    places = f" Row{'' if len(finding.places) == 1 else 's'} {listed([f'{place:,}' for place in finding.places])}." if finding.places else ""
    rest = " ".join(part for part in (finding.did, finding.you_can) if part)
    return f"<strong>{escape(finding.what)}</strong>{escape(amount + places + column)} {escape(rest)}".strip()


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
