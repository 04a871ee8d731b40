"""What was read from a file, what was changed and what was left out, as safe HTML."""

from html import escape

from analysis.findings import SEVERITIES, Finding
from analysis.reading import ColumnUse, Reading
from analysis.school import School
from analysis.text import listed, pupils, sentence
from widgets.html import details

_HEADINGS = {"serious": "Look at this", "worth knowing": "Worth knowing", "for information": "For information"}


def what_was_read(reading: Reading, school: School | None) -> str:
    """A box that says what the file is, how many pupils it holds, what was done to it, and each column's use.

    `school` is what the list makes as it stands; None while a question that decides it is open.
    """
    findings = "".join(_findings(severity, reading.findings) for severity in SEVERITIES)
    lines = "".join(_column(column) for column in reading.columns)
    table = (
        '<div class="scroll" tabindex="0" role="region" aria-label="How each column was used"><table>'
        '<caption>How each column was used</caption><thead><tr><th scope="col">Column in your file</th>'
        f'<th scope="col">Taken for</th><th scope="col">What happened</th></tr></thead><tbody>{lines}</tbody></table></div>'
    )
    return (
        '<div class="what-was-read"><h2 tabindex="-1" data-take-focus>What we read</h2>'
        f'<p class="lead">{escape(_summary(reading, school))}</p>{findings}{details("columns", "Each column, and what it was taken for", table)}</div>'
    )


def _summary(reading: Reading, school: School | None) -> str:
    kind = school.kind if school else reading.kind
    first = f"{_KINDS[kind]} with {pupils(reading.pupils)}, from {reading.rows_in_file:,} rows."
    if school is None:
        return first
    counts = school.pupils["sen_provision"].value_counts()
    parts = [f"{counts['K']:,} on SEN support", f"{counts['E']:,} with an EHC plan"]
    parts += [f"{counts['N']:,} without SEN"] if school.whole_school else []
    parts += [f"{counts['monitoring']:,} being monitored (not SEN)"] if counts["monitoring"] else []
    return f"{first} {sentence(listed(parts))}."


_KINDS = {
    "pupil list": "A list of the whole school",
    "register": "An SEN register (pupils with SEN only)",
    "school census": "A school census return",
}


_ABOUT_ROWS = {"rows-above", "blank-rows", "total-row", "notes-below", "second-list", "shifted-rows", "rows-merged", "repeated-headings"}
_STATUS = {"ask": "we ask you below", "used then dropped": "used, then not kept", "ignored": "not used", "read": "read"}


def _findings(severity: str, findings: tuple[Finding, ...]) -> str:
    these = [finding for finding in findings if finding.severity == severity]
    if not these:
        return ""
    items = "".join(f"<li>{_finding(finding)}</li>" for finding in these)
    return f'<h3>{_HEADINGS[severity]}</h3><ul class="findings">{items}</ul>'


def _finding(finding: Finding) -> str:
    counted = f"{finding.rows:,} row{'' if finding.rows == 1 else 's'}" if finding.code in _ABOUT_ROWS else pupils(finding.rows)
    amount = f" {counted}." if finding.rows else ""
    column = f" Column: {finding.column}." if finding.column else ""
    rest = " ".join(part for part in (finding.did, finding.you_can) if part)
    return f"<strong>{escape(finding.what)}</strong>{escape(amount + column)} {escape(rest)}".strip()


def _column(column: ColumnUse) -> str:
    return (
        f'<tr><th scope="row">{escape(column.heading)}</th><td>{escape(column.taken_for or "–")}</td>'
        f"<td>{escape(_STATUS[column.status])}</td></tr>"
    )
