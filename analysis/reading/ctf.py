"""A common transfer file: the history of SEN of pupils who move school, read as a stream without names and addresses."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from analysis.errors import FileError
from analysis.findings import Finding
from analysis.reading import dates, values
from analysis.reading.ctf_facts import KNOWN_PARTS, TransferFacts, fact_columns, meals, not_read
from analysis.reading.ended_needs import ENDED, ended_finding
from analysis.reading.headings import SURE
from analysis.reading.identity import number_pupils
from analysis.reading.intake import Intake
from analysis.reading.marks import marks_by_pupil
from analysis.reading.reducing import check_pupils
from analysis.reading.snapshots import snapshot_of_day
from analysis.reading.text_table import TRANSFER_FILE, HeadingUse, KeptColumn, TextTable
from analysis.reading.values import UNKNOWN
from analysis.reading.vocabulary import fields
from analysis.reading.xml_pupils import short_needs
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
_WHERE_HELD = (  # shown only where the file has them
    ("FSMhistory", "fsm", "read"),
    ("SessionsPossible", "possible_sessions", "read"),
    ("SessionsAttended", "present_sessions", "read"),
    ("SessionsAuthorised", "authorised_absence", "read"),
    ("SessionsUnauthorised", "unauthorised_absence", "read"),
    ("InCare", "looked_after", "read"),
    ("StageAssessment", "ks2_reading", "read"),
)
_PARTS_READ = {"upn", "uniquelearnernumber", "surname", "forename", "dob", "sex", "gender", "basicdetails", "senhistory", "fsmhistory", "lookedafter",
    "attendance", "stageassessments", "ncyearactual", "ethnicity", "languages", "middlenames", "preferredsurname", "formerupn", "senneeds"}  # fmt: skip
_GROUPS = ("sen", "senneed", "fsminstance", "fsmperiod", "yeardata", "stageassessment")
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
    facts: TransferFacts = field(default_factory=TransferFacts)


class TransferFile(Collector):
    """The pupils of a common transfer file."""

    def __init__(self):
        super().__init__()
        self.pupils: list[_Pupil] = []
        self.parts: Counter[str] = Counter()
        self._group: dict[str, str] = {}
        self._stage = ""

    def opened(self, name: str) -> None:
        """A pupil, or a row of the history of one, begins."""
        if name == "pupil" and "pupil" not in self.path:
            self.pupils.append(_Pupil())
        elif name in _GROUPS:
            self._group = {}
        elif self.path and self.path[-1] == "pupil" and name not in _PARTS_READ:
            self.parts[name if name in KNOWN_PARTS else ""] += 1

    def closed(self, name: str, text: str) -> None:
        """A leaf, or a row of the history, has ended."""
        if "pupil" not in self.path:
            return
        pupil, parent = self.pupils[-1], self.path[-1]
        if parent in _GROUPS:
            self._group[name] = text
        elif name == "sen":
            pupil.provisions.append((self._group.get("startdate", "")[:10], self._group.get("senprovision", "")))
        elif name == "senneed":
            pupil.needs.append(tuple(self._group.get(leaf, "") for leaf in ("sentyperank", "sentype", "needenddate")))
        elif name in ("fsminstance", "fsmperiod"):
            pupil.facts.periods.append(self._group)
        elif name == "yeardata":
            pupil.facts.years.append(self._group)
        elif name == "stage":
            self._stage = text
        elif name == "stageassessment":
            pupil.facts.results.append({**self._group, "stage": self._stage})
        elif name == "incare":
            pupil.facts.in_care = text
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
    births, born, lost = dates.read_and_told(leaves("dob"), "DOB")
    facts = [pupil.facts for pupil in pupils]
    older = sum(max(len(pupil.provisions) - 1, 0) for pupil in pupils)
    kept_needs, ended = _without_ended(pupils, intake)
    columns = {
        "year_group": values.year_groups(leaves("ncyearactual")),
        "sex": values.sexes(leaves("sex")),
        "ethnic_group": values.ethnic_groups_of(leaves("ethnicity")),
        "eal": values.languages(leaves("language")),
        "fsm": meals(facts, found.header.get("datetime", "")[:10]),
        "birth_term": [dates.birth_term(day) or (UNKNOWN if gone else "") for day, gone in zip(births, lost, strict=True)],
        "sen_provision": values.sen_statuses([_present(pupil) for pupil in pupils]),
        "need_list": [short_needs([(rank, kind) for rank, kind, _ in needs]) for needs in kept_needs],
    }
    if not any(columns["sen_provision"]):
        columns["sen_provision"] = ["N"] * len(pupils)
        findings = [*findings, _no_history(len(pupils))]
    headings = {name: element for element, name, _ in (*_ELEMENTS, *_WHERE_HELD)} | {"need_list": "SENtype"}
    more = fact_columns(facts)
    held = {column.field for column in more} | ({"fsm"} if any(columns["fsm"]) else set())
    kept = [KeptColumn(n, headings[name], name, SURE, cells) for n, (name, cells) in enumerate(columns.items()) if any(cells)]
    return TextTable(
        columns=(*kept, *more),
        pupils=numbers,
        roll=list(blank),
        headings=(
            *(HeadingUse(element, fields()[name].label, use) for element, name, use in _ELEMENTS),
            *(HeadingUse(element, fields()[name].label, use) for element, name, use in _WHERE_HELD if name in held),
            *(HeadingUse(part, "", "ignored") for part in sorted(map(KNOWN_PARTS.get, found.parts.keys() - {""}))),
        ),
        rows_in_file=len(pupils),
        findings=(_TRANSFER, *findings, *born, *ended, *not_read(facts, found.parts, older)),
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
    kept = [[need for need in pupil.needs if ENDED in intake.without or not need[2] or need[2][:10] >= today] for pupil in pupils]
    return kept, ended_finding(ended, "NeedEndDate", intake.without)


def _made_on(written: str) -> Snapshot:
    try:
        return snapshot_of_day(date.fromisoformat(written[:10]))
    except ValueError:
        return Snapshot()
