"""A common transfer file: the history of SEN of pupils who move school, read as a stream without names and addresses."""

from dataclasses import dataclass, field
from datetime import date

from analysis.errors import FileError
from analysis.findings import Finding
from analysis.reading import dates, values
from analysis.reading.headings import SURE
from analysis.reading.identity import number_pupils
from analysis.reading.intake import Intake
from analysis.reading.marks import marks_by_pupil
from analysis.reading.needs import parse_needs
from analysis.reading.reducing import check_pupils
from analysis.reading.snapshots import snapshot_of_day
from analysis.reading.text_table import TRANSFER_FILE, HeadingUse, KeptColumn, TextTable
from analysis.reading.vocabulary import fields
from analysis.reading.xml_stream import Collector
from analysis.school import Snapshot

_LEAVES = {"upn", "dob", "sex", "gender", "ethnicity", "language", "ncyearactual"}
_ELEMENTS = (
    ("UPN", "upn", "used then dropped"),
    ("DOB", "birth_term", "used then dropped"),
    ("Sex", "sex", "read"),
    ("Ethnicity", "ethnic_group", "read"),
    ("Language", "eal", "read"),
    ("NCyearActual", "year_group", "read"),
    ("SENprovision", "sen_provision", "read"),
    ("SENtype", "need_1", "read"),
    ("SENtypeRank", "need_rank", "used then dropped"),
    ("NeedEndDate", "need_end", "used then dropped"),
)
_NOT_READ = ("Attendance", "StageAssessments", "FSM", "LookedAfter", "SchoolHistory")
_TRANSFER = Finding(
    "transfer-file",
    "serious",
    "A common transfer file holds pupils who move school. It cannot tell whether they are your whole roll.",
    did="Every share here is of the pupils in this file.",
    you_can="To see your school, load a pupil list or the school census return.",
)


@dataclass
class _Pupil:
    """The leaves wanted of one pupil, while the stream is inside that pupil."""

    leaves: dict[str, str] = field(default_factory=dict)
    provisions: list[tuple[str, str]] = field(default_factory=list)  # start and provision
    needs: list[tuple[str, str, str]] = field(default_factory=list)  # rank, type and end


class TransferFile(Collector):
    """The pupils of a common transfer file."""

    def __init__(self):
        super().__init__()
        self.pupils: list[_Pupil] = []
        self._group: dict[str, str] = {}

    def opened(self, name: str) -> None:
        """A pupil, or a row of the history of one, begins."""
        if name == "pupil" and "pupil" not in self.path:
            self.pupils.append(_Pupil())
        elif name in ("sen", "senneed"):
            self._group = {}

    def closed(self, name: str, text: str) -> None:
        """A leaf, or a row of the history, has ended."""
        if "pupil" not in self.path:
            return
        pupil, parent = self.pupils[-1], self.path[-1]
        if parent in ("sen", "senneed"):
            self._group[name] = text
        elif name == "sen":
            pupil.provisions.append((self._group.get("startdate", "")[:10], self._group.get("senprovision", "")))
        elif name == "senneed":
            pupil.needs.append(tuple(self._group.get(leaf, "") for leaf in ("sentyperank", "sentype", "needenddate")))
        elif name in _LEAVES and "contacts" not in self.path:
            pupil.leaves.setdefault("sex" if name == "gender" else name, text)


def transfer_table(found: TransferFile, intake: Intake) -> TextTable:
    """What is kept of a common transfer file."""
    pupils = found.pupils
    if not pupils:
        raise FileError("This common transfer file has no pupils.", how="Export it again, or load a pupil list.", code="no-pupils")

    def leaves(name: str) -> list[str]:
        return [pupil.leaves.get(name, "") for pupil in pupils]

    blank = [""] * len(pupils)
    numbers, findings = number_pupils(leaves("upn"), blank, blank, blank, [False] * len(pupils), intake.without)
    check_pupils(max(numbers) + 1)
    births, _ = dates.read_dates(leaves("dob"))
    kept_needs, ended = _without_ended(pupils, intake)
    columns = {
        "year_group": values.year_groups(leaves("ncyearactual")),
        "sex": values.sexes(leaves("sex")),
        "ethnic_group": values.ethnic_groups_of(leaves("ethnicity")),
        "eal": values.languages(leaves("language")),
        "birth_term": [dates.birth_term(day) for day in births],
        "sen_provision": values.sen_statuses([_present(pupil) for pupil in pupils]),
        "need_list": [" ".join(dict.fromkeys(map(_short, needs))) for needs in kept_needs],
    }
    if not any(columns["sen_provision"]):
        columns["sen_provision"] = ["N"] * len(pupils)
        findings = [*findings, _no_history(len(pupils))]
    headings = {name: element for element, name, _ in _ELEMENTS} | {"need_list": "SENtype"}
    kept = [KeptColumn(n, headings[name], name, SURE, cells) for n, (name, cells) in enumerate(columns.items()) if any(cells)]
    return TextTable(
        columns=tuple(kept),
        pupils=numbers,
        roll=list(blank),
        headings=(
            *(HeadingUse(element, fields()[name].label, use) for element, name, use in _ELEMENTS),
            *(HeadingUse(element, "", "ignored") for element in _NOT_READ),
        ),
        rows_in_file=len(pupils),
        findings=(_TRANSFER, *findings, *ended),
        snapshot=_made_on(found.header.get("datetime", "")),
        form=TRANSFER_FILE,
        places=list(range(1, len(pupils) + 1)),
        marks=marks_by_pupil(intake.key, numbers, leaves("upn"), blank, blank, births, blank) if intake.key else [],
        without=intake.without,
    )


def _no_history(count: int) -> Finding:
    what, did = "No pupil has a history of SEN in this file.", "All were taken as having no SEN."
    return Finding("no-sen-history", "worth knowing", what, "SENprovision", count, did)


def _present(pupil: _Pupil) -> str:
    """The provision that started last; the rows are starts, in any order."""
    return max(enumerate(pupil.provisions), key=lambda row: (row[1][0], row[0]), default=(0, ("", "")))[1][1]


def _without_ended(pupils: list[_Pupil], intake: Intake) -> tuple[list[list[tuple[str, str, str]]], list[Finding]]:
    """The needs of each pupil that have not ended, and how many had."""
    today = date.today().isoformat()
    ended = sum(1 for pupil in pupils for *_, end in pupil.needs if end and end[:10] < today)
    if not ended:
        return [pupil.needs for pupil in pupils], []
    finding = Finding(
        "ended-needs", "worth knowing", "Some needs have an end date that has passed.", "NeedEndDate", ended, "They were not read.",
        repair="ended-needs", instead="They are read as needs of today.",
    ).under(intake.without)  # fmt: skip
    kept = [[need for need in pupil.needs if finding.undone or not need[2] or need[2][:10] >= today] for pupil in pupils]
    return kept, [finding]


def _short(need: tuple[str, str, str]) -> str:
    """A need in the short form of `needs.py`, with its rank."""
    rank, kind, _ = need
    short = parse_needs(kind)
    return f"{int(rank)}={short}" if rank.isascii() and rank.isdecimal() and short not in ("", "?") and " " not in short else short


def _made_on(written: str) -> Snapshot:
    try:
        return snapshot_of_day(date.fromisoformat(written[:10]))
    except ValueError:
        return Snapshot()
