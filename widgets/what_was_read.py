"""What was read from a file, what was changed and what was left out, as safe HTML."""

from html import escape

from analysis.findings import SEVERITIES, Finding
from analysis.reading import ColumnUse, Reading
from analysis.text import pupils
from widgets.html import details

_HEADINGS = {"serious": "Look at this", "worth knowing": "Worth knowing", "for information": "For information"}


def what_was_read(reading: Reading, counts: str) -> str:
    """A box that says what kind of file it is, how many pupils it holds, what was done to it, and each column's use."""
    findings = "".join(_findings(severity, reading.findings) for severity in SEVERITIES)
    lines = "".join(_column(column) for column in reading.columns)
    table = (
        '<div class="scroll" tabindex="0" role="region" aria-label="How each column was used"><table>'
        '<caption>How each column was used</caption><thead><tr><th scope="col">Column in your file</th>'
        f'<th scope="col">Taken for</th><th scope="col">What happened</th></tr></thead><tbody>{lines}</tbody></table></div>'
    )
    return (
        '<div class="what-was-read"><h4 tabindex="-1" data-take-focus>What we read</h4>'
        f'<p class="lead">{escape(_summary(reading))} {escape(counts)}</p>{findings}{details("columns", "Each column, and what it was taken for", table)}</div>'
    )


def _summary(reading: Reading) -> str:
    return f"{_KINDS[reading.kind]} with {pupils(reading.pupils)}, from {reading.rows_in_file:,} rows."


_KINDS = {
    "pupil list": "A list of the whole school",
    "register": "An SEN register (pupils with SEN only)",
    "school census": "A school census return",
}


def _findings(severity: str, findings: tuple[Finding, ...]) -> str:
    these = [finding for finding in findings if finding.severity == severity]
    if not these:
        return ""
    items = "".join(f"<li>{_finding(finding)}</li>" for finding in these)
    return f'<h5>{_HEADINGS[severity]}</h5><ul class="findings">{items}</ul>'


def _finding(finding: Finding) -> str:
    amount = f" {pupils(finding.rows).capitalize()}." if finding.rows else ""
    column = f" Column: {finding.column}." if finding.column else ""
    rest = " ".join(part for part in (finding.did, finding.you_can) if part)
    return f"<strong>{escape(finding.what)}</strong>{escape(amount + column)} {escape(rest)}".strip()


def _column(column: ColumnUse) -> str:
    return (
        f'<tr><th scope="row">{escape(column.heading)}</th><td>{escape(column.taken_for or "nothing")}</td>'
        f"<td>{escape(column.status)}</td></tr>"
    )
