"""A school census return, read as a stream so that names and addresses are never held."""

from dataclasses import dataclass, field
from datetime import date

from analysis.errors import FileError
from analysis.findings import Finding
from analysis.reading import dates, values
from analysis.reading.cell_findings import not_understood
from analysis.reading.census_facts import PupilFacts, fact_columns, left_out
from analysis.reading.headings import SURE
from analysis.reading.identity import number_pupils
from analysis.reading.intake import Intake
from analysis.reading.marks import marks_by_pupil
from analysis.reading.reducing import check_pupils
from analysis.reading.text_table import CENSUS, ELSEWHERE, GUEST, LEFT, PREVIOUS, SUBSIDIARY, HeadingUse, KeptColumn, TextTable
from analysis.reading.values import UNKNOWN
from analysis.reading.vocabulary import fields
from analysis.reading.xml_pupils import is_open_period, short_needs
from analysis.reading.xml_stream import LOAD_AGAIN, Collector
from analysis.school import Snapshot

_TERMS = {"AUT": "autumn", "SPR": "spring", "SUM": "summer"}
_ROLL = {"S": SUBSIDIARY, "F": ELSEWHERE, "O": ELSEWHERE, "G": GUEST, "P": PREVIOUS}
_LEAVES = {"upn", "dob", "sex", "gender", "ethnicity", "language", "enrolstatus", "ncyearactual", "senprovision"} | {
    "senunitindicator", "resourcedprovisionindicator", "entrydate", "leavingdate"
}  # fmt: skip
_GROUPS = ("senneed", "fsmperiod", "sessiondetail", "termlyexclusion")
_GROUPED = ("sentyperank", "sentype", "fsmstartdate", "fsmenddate", "ukcountry", "attendancereason", "absencesessions", "category")
_ELEMENTS = (
    ("UPN", "upn", "used then dropped"),
    ("DOB", "birth_term", "used then dropped"),
    ("Sex", "sex", "read"),
    ("Ethnicity", "ethnic_group", "read"),
    ("Language", "eal", "read"),
    ("FSMperiods", "fsm", "read"),
    ("EnrolStatus", "enrolment", "used then dropped"),
    ("NCyearActual", "year_group", "read"),
    ("SENprovision", "sen_provision", "read"),
    ("SENtype", "need_1", "read"),
    ("SENtypeRank", "need_rank", "used then dropped"),
    ("SENunitIndicator", "unit_or_resourced", "read"),
    ("SessionDetails", "possible_sessions", "read"),
    ("Exclusions", "suspensions", "read"),
    ("EntryDate", "entered", "read"),
)


@dataclass
class _Pupil:
    """The leaves wanted of one pupil, while the stream is inside that pupil."""

    on_roll: bool
    leaves: dict[str, str] = field(default_factory=dict)
    needs: list[tuple[str, str]] = field(default_factory=list)
    fsm: bool = False
    facts: PupilFacts = field(default_factory=PupilFacts)


class CensusReturn(Collector):
    """The pupils of a census return."""

    def __init__(self):
        super().__init__()
        self.pupils: list[_Pupil] = []
        self._pupil: _Pupil | None = None
        self._group: dict[str, str] = {}

    def opened(self, name: str) -> None:
        """A pupil, or a group of leaves of one, begins."""
        if name in ("pupilonroll", "pupilnolongeronroll"):
            self._pupil = _Pupil(on_roll=name == "pupilonroll")
            self.pupils.append(self._pupil)
        elif name in _GROUPS:
            self._group = {}

    def closed(self, name: str, text: str) -> None:
        """A leaf, a group of leaves or a pupil has ended."""
        parent = self.path[-1] if self.path else ""
        if self._pupil is None:
            return
        if name in ("pupilonroll", "pupilnolongeronroll"):
            self._pupil = None
        elif name in _GROUPED or (name == "sessions" and parent in _GROUPS):
            self._group[name] = text
            if name == "sentype" and parent != "senneed":
                self._add_need()
        elif name == "senneed":
            self._add_need()
        elif name == "fsmperiod":
            self._pupil.fsm |= is_open_period(self._group, self.header.get("referencedate", "")[:10])
        elif name == "sessiondetail":
            facts = self._pupil.facts
            code = self._group.get("attendancereason", "").upper()
            facts.sessions[code] = facts.sessions.get(code, 0.0) + facts.number(self._group.get("absencesessions") or self._group.get("sessions", ""))
        elif name == "termlyexclusion":
            kind = self._group.get("category", "").upper()
            self._pupil.facts.suspensions.append((kind, self._pupil.facts.number(self._group.get("sessions", ""))))
        elif name == "sessionspossible":
            self._pupil.facts.possible += self._pupil.facts.number(text)
        elif name in _LEAVES and not any("exclusion" in above for above in self.path):
            self._pupil.leaves["sex" if name == "gender" else name] = text

    def _add_need(self) -> None:
        if kind := self._group.pop("sentype", ""):
            self._pupil.needs.append((self._group.get("sentyperank", ""), kind))


def census_table(found: CensusReturn, intake: Intake) -> TextTable:
    """What is kept of a census return; other XML files are refused."""
    if not found.pupils and found.header.get("collection", "").upper() != "SC":
        raise FileError("This XML file is not a school census return.", how=LOAD_AGAIN, code="xml-other")
    if not any(pupil.on_roll for pupil in found.pupils):
        raise FileError("This census return has no pupils on roll.", how=LOAD_AGAIN, code="no-pupils")
    return _table(found, intake)


def _table(found: CensusReturn, intake: Intake) -> TextTable:
    pupils = found.pupils

    def leaves(name: str) -> list[str]:
        return [pupil.leaves.get(name, "") for pupil in pupils]

    blank = [""] * len(pupils)
    numbers, identity_findings = number_pupils(
        leaves("upn"), blank, blank, blank, [False] * len(pupils), intake.without
    )
    check_pupils(max(numbers) + 1)
    days, born, lost = dates.read_and_told(leaves("dob"), "DOB")
    enrolments = [pupil.leaves.get("enrolstatus", "").upper() for pupil in pupils]
    columns = {
        "year_group": values.year_groups(leaves("ncyearactual")),
        "sex": values.sexes(leaves("sex")),
        "ethnic_group": values.ethnic_groups_of(leaves("ethnicity")),
        "eal": values.languages(leaves("language")),
        "fsm": ["Eligible" if pupil.fsm else "Not eligible" for pupil in pupils],
        "birth_term": [dates.birth_term(day) or (UNKNOWN if gone else "") for day, gone in zip(days, lost, strict=True)],
        "sen_provision": values.sen_statuses(leaves("senprovision")),
    }
    if any(pupil.needs for pupil in pupils):
        columns["need_list"] = [short_needs(pupil.needs) for pupil in pupils]
    others = ("senunitindicator", "resourcedprovisionindicator", "entrydate", "leavingdate")
    facts = fact_columns([pupil.facts for pupil in pupils], {name: leaves(name) for name in others})
    headings = {name: element for element, name, _ in _ELEMENTS} | {"need_list": "SENtype"}
    kept = [KeptColumn(n, headings[name], name, SURE, cells) for n, (name, cells) in enumerate(columns.items())]
    snapshot = _snapshot(found.header)
    return TextTable(
        columns=(*(column for column in kept if any(column.cells)), *facts),
        pupils=numbers,
        roll=[_ROLL.get(enrolment, "") if pupil.on_roll else LEFT for enrolment, pupil in zip(enrolments, pupils, strict=True)],
        headings=tuple(HeadingUse(element, fields()[name].label, use) for element, name, use in _ELEMENTS),
        rows_in_file=len(pupils),
        findings=(
            *identity_findings,
            *born,
            *not_understood(sum(one not in ("", "C", "M", *_ROLL) for one in enrolments), "EnrolStatus", did="These pupils were taken to be on roll."),
            *left_out([pupil.facts for pupil in pupils]),
            *_need_findings(columns, snapshot),
        ),
        snapshot=snapshot,
        form=CENSUS,
        places=list(range(1, len(pupils) + 1)),
        marks=marks_by_pupil(intake.key, numbers, leaves("upn"), blank, blank, days, blank) if intake.key else [],
        without=intake.without,
    )


def _snapshot(header: dict[str, str]) -> Snapshot:
    day = header.get("referencedate", "")[:10]
    term = _TERMS.get(header.get("term", "").upper()[:3], "")
    try:
        taken = date.fromisoformat(day)
    except ValueError:
        year = header.get("year", "")
        start = int(year) - (term != "autumn") if year.isdecimal() and term else 0
        return Snapshot(f"{start}/{(start + 1) % 100:02}" if start else "", term)
    start = taken.year - (taken.month < 9)
    return Snapshot(f"{start}/{(start + 1) % 100:02}", term, day)


def _need_findings(columns: dict[str, list[str]], snapshot: Snapshot) -> list[Finding]:
    if "need_list" in columns:
        return []
    return [
        Finding(
            "no-needs-in-census",
            "worth knowing",
            "There are no types of need in this return."
            + (" Only the spring census holds them." if snapshot.term != "spring" else ""),
            did="Status was read, needs were not.",
            you_can="Load the spring return, or a pupil list, to see needs.",
        )
    ]
