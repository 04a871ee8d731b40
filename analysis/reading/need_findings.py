"""What is told about needs: words taken for a type, words not understood, and needs of pupils who have no SEN."""

from collections import Counter
from collections.abc import Mapping, Sequence

from analysis.columns import WITH_SEN, need_labels
from analysis.findings import Finding
from analysis.reading.cell_findings import says_more
from analysis.reading.need_order import PupilNeeds, taken_as
from analysis.reading.needs import MORE, needs_in
from analysis.reading.values import UNKNOWN


def cell_findings(columns: Mapping[str, Sequence[str]], headings: Mapping[str, str]) -> list[Finding]:
    """What is told about the needs of the pupils with SEN, column by column; `columns` holds their cells only."""
    return [
        finding
        for name, cells in columns.items()
        for finding in (*says_more(_count(cells, MORE), headings[name]), *_unknown(cells, headings[name]), *_words(cells, headings[name]))
    ]


def _count(cells: Sequence[str], token: str) -> int:
    return sum(1 for cell in cells if token in cell.split())


def _unknown(cells: Sequence[str], heading: str) -> list[Finding]:
    if not (lost := _count(cells, UNKNOWN)):
        return []
    what, did, you_can = "Some words for a need were not understood.", "These needs are counted as not recorded.", "Use the census types, such as SLCN or SEMH."
    return [Finding("unknown-need", "worth knowing", what, heading, lost, did, you_can, of="cells")]


def _words(cells: Sequence[str], heading: str) -> list[Finding]:
    labels = need_labels()
    found = Counter(pair for cell in cells if "~" in cell for pair in {(need.word, need.code) for need in needs_in(cell)[0] if need.word})
    you_can, instead = "Write the census type in the list if that is wrong.", "It is counted as not recorded."
    return [
        Finding(
            "need-taken-as", "worth knowing", f"“{word}” was taken as {labels[code]}.", heading, count,
            you_can=you_can, repair=taken_as(word), instead=instead, of="cells",
        )
        for (word, code), count in sorted(found.items())
    ]  # fmt: skip


def status_findings(
    everyone: Mapping[int, PupilNeeds], statuses: Mapping[int, str], columns: Mapping[str, Sequence[str]], pupils: Sequence[int], heading: str
) -> list[Finding]:
    """What is told about needs beside the status of their pupil; `pupils` has the pupil of each row, `statuses` those on roll."""
    without_sen = {pupil for pupil in everyone if statuses.get(pupil) == "N"}
    no_status = {pupil for pupil in everyone if pupil in statuses and statuses[pupil] not in ("N", *WITH_SEN)}

    def finding(code: str, what: str, these: set[int], you_can: str) -> list[Finding]:
        cells = sum(1 for column in columns.values() for cell, pupil in zip(column, pupils, strict=True) if cell and pupil in these)
        did = "These needs were not counted."
        return [Finding(code, "for information", what, heading, len(these), did, you_can, cells=cells)] if these else []

    odd = sum(1 for pupil, needs in everyone.items() if "NSA" in needs.codes and statuses.get(pupil) == "E")
    what = "Some pupils with an EHC plan have “no specialist assessment” as a need."
    did, you_can = "It was read as written.", "A plan names the need: correct it in your school system."
    neither = "Some pupils with a need written have neither SEN support nor a plan."
    return [
        *finding("needs-without-sen", "Some pupils without SEN still have a need written.", without_sen, "Close them in your school system."),
        *finding("needs-without-status", neither, no_status, "Check their SEN status."),
        *([Finding("nsa-with-plan", "worth knowing", what, heading, odd, did, you_can)] if odd else []),
    ]
