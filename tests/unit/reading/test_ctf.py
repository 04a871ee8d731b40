"""Common transfer files: who had which provision and needs, with what such a file cannot tell."""

from datetime import date, timedelta

import pytest

from analysis.errors import FileError, WorkbookError
from analysis.reading import look_at_file, read_school
from analysis.reading.undoing import why_it_lasts
from analysis.school import Snapshot
from tests.unit.reading.files import csv_of, ctf_of, ctf_pupil, fsm_period, school_rows
from tests.unit.reading.odd_leaves import OddLeaves

K_THEN_E = [("2021-09-06", "K"), ("2024-03-01", "E")]
PUPILS = [
    ctf_pupil(upn="R201100018042", sen=K_THEN_E, needs=[(2, "SLCN", ""), (1, "ASD", "")]),
    ctf_pupil(upn="T20110001804V", sen=[("2023-09-04", "K")], needs=[(1, "SPLD", "")], sex="<Gender>M</Gender>"),
    ctf_pupil(upn="R662332011222", sen=[("2022-01-10", "N"), ("2020-09-07", "K")], needs=[(1, "MLD", "")]),
    *[ctf_pupil() for _ in range(9)],
]


def test_the_present_provision_is_the_row_that_started_last():
    school = read_school(ctf_of(PUPILS))
    assert school.kind == "common transfer file" and school.size == 12
    assert school.pupils["sen_provision"].tolist() == ["E", "K", "N", *["N"] * 9]
    assert school.pupils["need_1"].tolist()[:3] == ["ASD", "SPLD", None] and school.pupils["need_2"].tolist()[0] == "SLCN"
    assert school.needs_ranked
    assert school.pupils["sex"].tolist()[:2] == ["Girls", "Boys"] and set(school.pupils["birth_term"]) == {"Spring born"}


def test_a_later_row_wins_whatever_its_place_and_a_row_without_a_start_is_the_oldest():
    rows = [("", "E"), ("2024-09-02", "K")]
    for sen in (rows, rows[::-1]):
        assert read_school(ctf_of([ctf_pupil(sen=sen), ctf_pupil()])).pupils["sen_provision"].tolist() == ["K", "N"]


def test_needs_that_have_ended_are_not_read_unless_that_is_undone():
    past = (date.today() - timedelta(days=1)).isoformat()
    content = ctf_of([ctf_pupil(sen=K_THEN_E[:1], needs=[(1, "MLD", past), (2, "ASD", "")]), ctf_pupil()])
    assert read_school(content).pupils["need_1"].tolist() == ["ASD", None]
    assert read_school(content, without={"ended-needs"}).pupils["need_1"].tolist() == ["MLD", None]


OPENINGS = {"without": "<CTfile>", "as the default": '<CTfile xmlns="http://www.example.org/ctf">', "with a prefix": '<c:CTfile xmlns:c="http://www.example.org/ctf">'}


@pytest.mark.parametrize("opening", OPENINGS.values(), ids=OPENINGS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", [True, False])
def test_with_and_without_a_namespace_in_every_encoding(opening, encoding, declared):
    text = ctf_of(PUPILS, opening).decode()
    declaration = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig").upper()}"?>' if declared else ""
    reading = look_at_file((declaration + text).encode(encoding))
    assert reading.kind == "common transfer file" and reading.pupils == 12


def test_what_such_a_file_cannot_tell_is_said():
    found = {one.code: one for one in look_at_file(ctf_of(PUPILS)).findings}
    assert found["transfer-file"].severity == "serious" and "whole roll" in found["transfer-file"].what
    assert found["no-sen-history"].rows == 9
    assert "pupil list" in found["no-year-group"].you_can and "fsm-is-other" not in found
    reading = look_at_file(ctf_of(PUPILS))
    assert {use.heading for use in reading.columns if use.status == "ignored"} >= {"Address"}
    assert "addresses" in found["parts-not-read"].what and found["parts-not-read"].rows == 12
    assert "fsm" not in reading.school().pupils


def test_a_pupil_without_a_history_can_be_left_without_a_status():
    school = read_school(ctf_of(PUPILS), without={"no-sen-history"})
    assert school.pupils["sen_provision"].isna().sum() == 9


def test_a_file_without_any_history_says_that_everybody_was_taken_as_without_sen():
    reading = look_at_file(ctf_of([ctf_pupil() for _ in range(12)]))
    finding = next(one for one in reading.findings if one.code == "no-sen-history")
    assert (finding.rows, finding.repair) == (12, "") and why_it_lasts(finding)
    assert reading.school().pupils["sen_provision"].tolist() == ["N"] * 12


def test_the_day_is_the_one_the_file_was_made():
    assert look_at_file(ctf_of(PUPILS)).snapshot == Snapshot("2025/26", "summer", "2026-07-03")


def test_the_totals_count_pupils():
    first, *_, last = look_at_file(ctf_of(PUPILS)).totals()
    assert (first.words, first.count, last.count, last.support, last.plans) == ("Pupils in your file", 12, 12, 1, 1)


def test_what_is_said_of_a_parent_is_not_taken_for_the_pupil():
    contact = "<Contacts><Contact><Gender>M</Gender><Language>FRE</Language></Contact></Contacts>"
    plain = ctf_pupil(sen=K_THEN_E, sex="").replace("<Languages><Type>F</Type><Language>ENG</Language></Languages>", "")
    pupils = read_school(ctf_of([plain.replace("</Pupil>", f"{contact}</Pupil>"), ctf_pupil()])).pupils
    assert pupils["sex"].isna().tolist() == [True, False] and pupils["eal"].isna().tolist() == [True, False]


def test_a_transfer_file_is_not_put_beside_another_list():
    terms = {"snapshot": "2025/26 spring", "2:snapshot": "2025/26 summer"}
    for first, second in ((csv_of(school_rows(30)), ctf_of(PUPILS)), (ctf_of(PUPILS), csv_of(school_rows(30)))):
        with pytest.raises(WorkbookError, match="cannot be put beside"):
            read_school(first, also=[second], choices=terms)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (ctf_of([]), "no-pupils"),
        (ctf_of(["<Pupil><UPN>R201100018042</UPN></Pupil>"] * 2).replace(b"</CTfile>", b""), "xml-damaged"),
        (b'<!DOCTYPE CTfile [<!ENTITY a "b">]>' + ctf_of(PUPILS), "xml-entities"),
        (ctf_of(["<Pupil>" + "<a>" * 80 + "</a>" * 80 + "</Pupil>"]), "xml-deep"),
    ],
)
def test_a_bad_transfer_file_is_refused(content, code):
    with pytest.raises(FileError) as refusal:
        look_at_file(content)
    assert refusal.value.code == code


def test_names_and_addresses_of_a_transfer_file_are_never_kept():
    reading = look_at_file(ctf_of(PUPILS))
    assert "Invented" not in repr(vars(reading)) + repr([vars(table) for table in reading._tables])


def with_more(*parts: str):
    """A file of these parts, a pupil each, and ten pupils more."""
    plain = ctf_pupil(sen=K_THEN_E).replace("<Attendance><YearData><SessionsPossible>90</SessionsPossible></YearData></Attendance>", "")
    return look_at_file(ctf_of([*(plain.replace("</Pupil>", f"{part}</Pupil>") for part in parts), *[plain] * 10]))


def year(name: str, possible: str, attended: str = "", authorised: str = "", unauthorised: str = "") -> str:
    return (
        f"<YearData><Year>{name}</Year><LEA>999</LEA><SessionsPossible>{possible}</SessionsPossible><SessionsAuthorised>{authorised}</SessionsAuthorised>"
        f"<SessionsAttended>{attended}</SessionsAttended><SessionsUnauthorised>{unauthorised}</SessionsUnauthorised></YearData>"
    )


def result(component: str, value: str, method: str = "TT", qualifier: str = "NS", when: str = "2025", subject: str = "ENG") -> str:
    return (
        f"<StageAssessments><KeyStage><Stage>KS2</Stage><StageAssessment><Locale>ENG</Locale><Year>{when}</Year><Subject>{subject}</Subject><Method>{method}</Method>"
        f"<Component>{component}</Component><ResultStatus>R</ResultStatus><ResultQualifier>{qualifier}</ResultQualifier><Result>{value}</Result></StageAssessment></KeyStage></StageAssessments>"
    )


def told(reading, code):
    return next(one for one in reading.findings if one.code == code)


def test_school_meals_are_a_period_open_on_the_day_of_the_file():
    def history(period):
        return f"<FSMhistory>{period.replace('FSMperiod', 'FSMinstance')}</FSMhistory>"

    reading = with_more(history(fsm_period("2024-09-02")), history(fsm_period("2020-09-02", "2022-01-01")), history(fsm_period("2024-09-02", country="WLS")))
    assert reading.school().pupils["fsm"].tolist()[:3] == ["Eligible", "Not eligible", "Not eligible"]
    assert reading.school().pupils["fsm"].isna().sum() == 10, "a pupil without any period is not recorded"
    assert ("FSMhistory", "read") in {(use.heading, use.status) for use in reading.columns}


def test_where_a_file_names_only_those_who_are_eligible_the_others_are_taken_as_not_and_it_is_said():
    reading = with_more(f"<FSMhistory>{fsm_period('2024-09-02').replace('FSMperiod', 'FSMinstance')}</FSMhistory>")
    assert reading.school().pupils["fsm"].tolist() == ["Eligible", *["Not eligible"] * 10]
    assert (told(reading, "blank-is-no").rows, told(reading, "blank-is-no").repair) == (10, "blank-is-no:fsm")


def test_attendance_of_the_newest_year_is_read_and_older_years_are_counted():
    two_schools = year("2026", "100", "90", "10", "0") + year("2026", "80", "70", "4", "6")
    reading = with_more(f"<Attendance>{year('2025', '380', '300', '40', '40')}{two_schools}</Attendance>", f"<Attendance>{year('2025', '380', '380', '0', '0')}</Attendance>")
    pupils = reading.school().pupils
    names = ["possible_sessions", "attended_sessions", "authorised_absence", "unauthorised_absence"]
    assert pupils[names].iloc[0].tolist() == [180, 160, 14, 6] and pupils[names].iloc[1].isna().all()
    assert told(reading, "older-attendance").rows == 2


def test_whether_a_pupil_is_in_care_is_read():
    reading = with_more("<LookedAfter><InCare>true</InCare></LookedAfter>", "<LookedAfter><InCare>false</InCare></LookedAfter>", "<LookedAfter><InCare>once</InCare></LookedAfter>")
    assert reading.school().pupils["looked_after"].tolist()[:2] == [1, 0] and reading.school().pupils["looked_after"].isna().sum() == 11
    assert told(reading, "unknown-value").rows == 1


@pytest.mark.parametrize(
    ("written", "score"),
    [
        (result("REA", "104"), 104),
        (result("", "97", subject="REA"), 97),
        (result("REA", "98", when="2024") + result("REA", "104"), 104),
        (result("REA", "35", qualifier="NM"), None),
        (result("REA", "100", qualifier="NM"), None),
        (result("REA", "100", method="TA"), None),
        (result("REA", "EXS", method="TA"), None),
        (result("REA", "A"), None),
        (result("MAT", "104", subject="MAT"), None),
    ],
)
def test_of_test_results_only_the_scaled_score_in_reading_is_kept(written, score):
    reading = with_more(written, result("REA", "111"))
    found = reading.school().pupils["ks2_reading"].tolist()[0]
    assert found == score if score else found != found
    results = written.count("<StageAssessment>") - bool(score)
    assert sum(one.rows for one in reading.findings if one.code == "results-not-read") == results


def test_parts_that_are_not_read_are_named_and_one_of_a_name_we_do_not_know_is_not():
    reading = with_more("<Contacts><Contact/></Contacts><ZebedeeQuillfeather>1</ZebedeeQuillfeather>", "<SchoolHistory><School/></SchoolHistory>")
    assert told(reading, "parts-not-read").what == "This file also holds addresses, contacts, earlier schools and parts we do not know."
    assert "Zebedee" not in repr(reading.findings) + repr(reading.columns)


def test_earlier_rows_of_the_history_are_counted():
    assert told(look_at_file(ctf_of(PUPILS)), "older-history").rows == 2


@pytest.mark.parametrize("seed", range(4))
def test_every_leaf_that_says_nothing_we_know_is_counted(seed):
    """Of 40 pupils with leaves drawn from good and odd ones, each odd one is in a finding."""
    leaves = OddLeaves(seed)
    leaf = leaves.leaf

    def pupil() -> str:
        made = ctf_pupil(sen=K_THEN_E[:1], dob="", sex=leaf("Sex", "F", "Q")).replace("<DOB></DOB>", leaf("DOB", "2015-03-02", "soon"))
        made = made.replace("<Ethnicity>WBRI</Ethnicity>", leaf("Ethnicity", "WBRI", "WXYZ") + leaf("NCyearActual", "7", "77"))
        made = made.replace("<SessionsPossible>90</SessionsPossible>", leaf("SessionsPossible", "90", "many"))
        return made.replace("<SENneeds></SENneeds>", f"<SENneeds><SENneed>{leaf('SENtype', 'SLCN', 'ODD')}</SENneed></SENneeds>")

    assert leaves.are_told(ctf_of([pupil() for _ in range(40)]))
