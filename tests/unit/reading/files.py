"""Builders of the files that the tests read: a list, a workbook, a census return, all of invented pupils."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

HEADINGS = [
    "UPN",
    "Name",
    "DOB",
    "Sex",
    "Year Group",
    "Reg Group",
    "FSM",
    "EAL",
    "Ethnicity",
    "SEN Status",
    "SEN Need Type",
    "Notes",
]
_NEEDS = ("SLCN", "ASD", "SPLD", "SEMH", "MLD")
_ETHNIC = ("WBRI", "APKN", "BAFR", "WOTH", "MWBC")

Rows = Sequence[Sequence[object]]


def school_rows(count: int) -> list[list[str]]:
    """Headings and `count` pupils of an invented school: an eighth on SEN support, a twentieth with plans."""
    return [HEADINGS, *(_pupil(n) for n in range(count))]


def _pupil(n: int) -> list[str]:
    status = "K" if n % 8 == 0 else "E" if n % 20 == 1 else "N"
    return [
        f"A9991{n:08d}"[:13],
        f"Pupil{n} Invented",
        f"{1 + n % 28:02}/{1 + n % 12:02}/2014",
        "FM"[n % 2],
        str(7 + n % 5),
        f"{7 + n % 5}{'ABCD'[n % 4]}",
        "Y" if n % 4 == 0 else "N",
        "Y" if n % 6 == 0 else "N",
        _ETHNIC[n % 5],
        status,
        _NEEDS[n % 5] if status != "N" else "",
        f"a note about pupil {n}",
    ]


def csv_of(rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A text file of these rows."""
    lines = io.StringIO(newline="")
    csv.writer(lines, delimiter=delimiter).writerows(rows)
    return lines.getvalue().encode(encoding)


def workbook_of(sheets: Mapping[str, Rows], hidden: Iterable[str] = ()) -> bytes:
    """An Excel workbook with these sheets."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        if title in hidden:
            sheet.sheet_state = "hidden"
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def with_part(workbook: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one part replaced or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return made.getvalue()


def part_of(workbook: bytes, name: str) -> bytes:
    """One part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return archive.read(name)


def census_pupil(
    *,
    year: str = "7",
    status: str = "N",
    needs: Sequence[tuple[int, str]] = (),
    upn: str = "",
    dob: str = "2014-03-02",
    sex: str = "<Sex>F</Sex>",
    fsm: str = "",
    language: str = "ENG",
    ethnicity: str = "WBRI",
    enrolment: str = "C",
    names: str = "<Surname>Invented</Surname><Forename>Pupil</Forename>",
    element: str = "PupilOnRoll",
) -> str:
    """One pupil of a census return; `fsm` is the inside of the FSM periods."""
    listed = "".join(f"<SENneed><SENtypeRank>{rank}</SENtypeRank><SENtype>{code}</SENtype></SENneed>" for rank, code in needs)
    return (
        f"<{element}><PupilIdentifiers><UPN>{upn}</UPN>{names}<DOB>{dob}</DOB>{sex}</PupilIdentifiers>"
        f"<PupilCharacteristics><Ethnicity>{ethnicity}</Ethnicity><Language>{language}</Language>"
        f"<FSMperiods>{fsm}</FSMperiods></PupilCharacteristics>"
        f"<PupilStatus><EnrolStatus>{enrolment}</EnrolStatus><NCyearActual>{year}</NCyearActual></PupilStatus>"
        f"<SpecialEducationalNeeds><SENprovision>{status}</SENprovision><SENneeds>{listed}</SENneeds></SpecialEducationalNeeds>"
        f"</{element}>"
    )


def census_of(pupils: Iterable[str], term: str = "SPR", day: str = "2026-01-15", opening: str = "<Message>") -> bytes:
    """A census return of these pupils."""
    header = (
        "<Header><CollectionDetails><Collection>SC</Collection>"
        f"<Term>{term}</Term><Year>{day[:4]}</Year><ReferenceDate>{day}</ReferenceDate></CollectionDetails></Header>"
    )
    closing = opening.split()[0].replace("<", "</").rstrip(">") + ">"
    return f"{opening}{header}<Pupils><PupilsOnRoll>{''.join(pupils)}</PupilsOnRoll></Pupils>{closing}".encode()


def ctf_pupil(
    *, sen: Sequence[tuple[str, str]] = (), needs: Sequence[tuple[int, str, str]] = (), upn: str = "", dob: str = "2015-03-02", sex: str = "<Sex>F</Sex>"
) -> str:
    """One pupil of a common transfer file; `sen` has start and provision, `needs` rank, type and end date."""
    history = "".join(f"<SEN><StartDate>{start}</StartDate><SENprovision>{kind}</SENprovision></SEN>" for start, kind in sen)
    listed = "".join(
        f"<SENneed><SENtypeRank>{rank}</SENtypeRank><SENtype>{code}</SENtype>{f'<NeedEndDate>{end}</NeedEndDate>' if end else ''}</SENneed>"
        for rank, code, end in needs
    )
    return (
        f"<Pupil><UPN>{upn}</UPN><Surname>Invented</Surname><Forename>Pupil</Forename><DOB>{dob}</DOB>{sex}"
        "<BasicDetails><Ethnicity>WBRI</Ethnicity><Languages><Type>F</Type><Language>ENG</Language></Languages></BasicDetails>"
        f"<SENhistory>{history}<SENneeds>{listed}</SENneeds></SENhistory><Address><Line1>1 Invented Road</Line1></Address>"
        "<Attendance><YearData><SessionsPossible>90</SessionsPossible></YearData></Attendance>"
        "<StageAssessments><KeyStage><Stage>KS2</Stage></KeyStage></StageAssessments></Pupil>"
    )


def ctf_of(pupils: Iterable[str], opening: str = "<CTfile>") -> bytes:
    """A common transfer file of these pupils."""
    name = opening.split()[0].strip("<>")
    prefix = name.removesuffix("CTfile")
    inside = (
        "<Header><DocumentName>Common Transfer File</DocumentName><CTFversion>25.0</CTFversion><DateTime>2026-07-03T10:00:00</DateTime>"
        "<DocumentQualifier>partial</DocumentQualifier><SourceSchool><LEA>999</LEA><Estab>1001</Estab><SchoolName>Foxglove</SchoolName>"
        f"</SourceSchool></Header><CTFpupilData>{''.join(pupils)}</CTFpupilData>"
    )
    inside = inside.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}")
    return f"{opening}{inside}</{name}>".encode()


def fsm_period(start: str, end: str = "", country: str = "ENG") -> str:
    """One period of free school meals."""
    ending = f"<FSMendDate>{end}</FSMendDate>" if end else ""
    return f"<FSMperiod><FSMstartDate>{start}</FSMstartDate>{ending}<UKcountry>{country}</UKcountry></FSMperiod>"


def census(rows: Rows) -> bytes:
    """A census return of the pupils of `school_rows`, with addresses and attendance as real returns have."""
    codes = "/\\LIMBCUNO"
    sessions = "".join(
        f"<SessionDetail><AttendanceReason>{code}</AttendanceReason><AbsenceSessions>{n}</AbsenceSessions></SessionDetail>"
        for n, code in enumerate(codes)
    )
    extra = f"<Attendance><TermlyAttendance>{sessions}</TermlyAttendance></Attendance><HomeInformation><Line1>1 Road</Line1></HomeInformation>"
    pupils = [
        census_pupil(
            upn=row[0],
            sex=f"<Sex>{row[3]}</Sex>",
            year=row[4],
            ethnicity=row[8],
            status=row[9],
            needs=[(1, row[10])] if row[10] else [],
            fsm=fsm_period("2024-09-02") if row[6] == "Y" else "",
        ).replace("</PupilOnRoll>", extra + "</PupilOnRoll>")
        for row in rows[1:]
    ]
    return census_of(pupils)
