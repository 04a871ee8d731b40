"""School census returns."""

import pytest

from analysis.reading import look_at_file, read_school
from tests.unit.reading.files import census_of, census_pupil, fsm_period
from tests.unit.reading.odd_leaves import OddLeaves


def codes(school) -> set[str]:
    return {finding.code for finding in school.findings}


def only(column: str, **leaves) -> object:
    value = read_school(census_of([census_pupil(**leaves), census_pupil(year="8")])).pupils[column].iloc[0]
    return value if value == value else None


def test_a_census_gives_one_row_a_pupil_with_every_column():
    school = read_school(
        census_of([census_pupil(status="K", needs=[(1, "SLCN"), (2, "ASD")]), census_pupil(year="R", sex="<Gender>M</Gender>")])
    )
    assert school.kind == "school census"
    assert list(school.pupils["sen_provision"]) == ["K", "N"]
    assert list(school.pupils["year_group"]) == ["Year 7", "Reception"]
    assert list(school.pupils["sex"]) == ["Girls", "Boys"]
    assert list(school.pupils["birth_term"]) == ["Spring born"] * 2
    assert (school.pupils["need_1"].iloc[0], school.pupils["need_2"].iloc[0]) == ("SLCN", "ASD")
    assert school.needs_ranked


def test_needs_follow_their_rank_not_their_place():
    school = read_school(census_of([census_pupil(status="E", needs=[(2, "ASD"), (1, "SEMH")]), census_pupil()]))
    assert (school.pupils["need_1"].iloc[0], school.pupils["need_2"].iloc[0]) == ("SEMH", "ASD")


def test_needs_left_on_a_pupil_without_sen_are_not_counted_and_said():
    school = read_school(census_of([census_pupil(needs=[(1, "MLD")]), census_pupil(status="K", needs=[(1, "VI")])]))
    assert school.pupils["need_1"].isna().tolist() == [True, False]
    assert "needs-without-sen" in codes(school)


def test_no_specialist_assessment_with_a_plan_is_flagged():
    assert "nsa-with-plan" in codes(read_school(census_of([census_pupil(status="E", needs=[(1, "NSA")])])))


@pytest.mark.parametrize(
    ("periods", "group"),
    [
        ("", "Not eligible"),
        (fsm_period("2024-09-02"), "Eligible"),
        (fsm_period("2024-09-02", "2026-01-15"), "Eligible"),
        (fsm_period("2024-09-02", "2026-01-14"), "Not eligible"),
        (fsm_period("2026-01-16"), "Not eligible"),
        (fsm_period("2024-09-02", country="WLS"), "Not eligible"),
        (fsm_period("2020-09-02", "2021-01-01") + fsm_period("2025-09-02"), "Eligible"),
    ],
)
def test_free_school_meals_are_an_english_period_open_on_the_day(periods, group):
    assert only("fsm", fsm=periods) == group


@pytest.mark.parametrize(("language", "group"), [("ENG", "Not EAL"), ("ENB", "Not EAL"), ("POL", "EAL"), ("OTB", "EAL"), ("NOT", None), ("REF", None), ("ZZZ", None)])  # fmt: skip
def test_english_as_an_additional_language_follows_the_language(language, group):
    assert only("eal", language=language) == group


@pytest.mark.parametrize(
    ("code", "group"), [("WIRT", "White - Traveller of Irish heritage"), ("WROM", "White - Gypsy/Roma"), ("BSOM", "Black - Black African"), ("REFU", None)]
)  # fmt: skip
def test_ethnic_groups_are_the_main_ones(code, group):
    assert only("ethnic_group", ethnicity=code) == group


def test_leavers_and_guests_are_left_out_and_counted():
    leaver = census_pupil(element="PupilNoLongerOnRoll", status="K")
    content = census_of([census_pupil(), census_pupil(enrolment="G"), census_pupil(enrolment="M"), census_pupil(enrolment="S")])
    content = content.replace(b"</Pupils>", b"<PupilsNoLongerOnRoll>" + leaver.encode() + b"</PupilsNoLongerOnRoll></Pupils>")
    school = read_school(content)
    assert len(school.pupils) == 3
    assert {"leavers", "guests", "subsidiary"} <= codes(school)


def test_a_census_without_needs_is_read_and_said():
    school = read_school(census_of([census_pupil(status="K")], term="AUT", day="2025-10-02"))
    assert "need_1" not in school.pupils
    assert "no-needs-in-census" in codes(school)
    assert (school.snapshot.academic_year, school.snapshot.term) == ("2025/26", "autumn")


def test_the_day_of_the_census_is_kept():
    snapshot = look_at_file(census_of([census_pupil()])).snapshot
    assert (snapshot.academic_year, snapshot.term, snapshot.date) == ("2025/26", "spring", "2026-01-15")


def test_namespaces_case_and_encoding_make_no_difference():
    plain = census_of([census_pupil(status="K", needs=[(1, "SLCN")]), census_pupil(names="<Surname>Łukowicz</Surname>")])
    spaced = census_of([census_pupil(status="K", needs=[(1, "SLCN")]), census_pupil()], opening='<Message xmlns="urn:x">')
    lower = plain.decode().lower().replace("<term>spr", "<term>SPR").encode()
    utf16 = ('<?xml version="1.0" encoding="UTF-16"?>' + plain.decode()).encode("utf-16")
    expected = read_school(plain).pupils
    for content in (spaced, utf16, lower):
        assert read_school(content).pupils.equals(expected)


def test_a_pupil_who_left_and_came_back_is_on_roll_once():
    pupil = census_pupil(upn="L999100120001")
    left = census_pupil(upn="L999100120001", element="PupilNoLongerOnRoll")
    content = census_of([pupil]).replace(b"</Pupils>", left.encode() + b"</Pupils>")
    assert len(read_school(content).pupils) == 1


def test_the_provision_of_an_earlier_suspension_is_not_the_status_now():
    suspended = census_pupil(status="N").replace(
        "</PupilOnRoll>",
        "<Exclusions><TermlyExclusion><SENprovision>K</SENprovision></TermlyExclusion></Exclusions></PupilOnRoll>",
    )
    assert list(read_school(census_of([suspended])).pupils["sen_provision"]) == ["N"]


def test_an_old_status_is_asked_about():
    reading = look_at_file(census_of([census_pupil(status="A"), census_pupil()]))
    assert [question.name for question in reading.open_questions()] == ["value:sen_provision:A"]
    assert list(reading.school({"value:sen_provision:A": "K"}).pupils["sen_provision"]) == ["K", "N"]


@pytest.mark.parametrize("seed", range(4))
def test_every_leaf_that_says_nothing_we_know_is_counted(seed):
    """Of 40 pupils with leaves drawn from good and odd ones, each odd one is in a finding."""
    leaves = OddLeaves(seed)
    either = leaves.either

    def pupil() -> str:
        session = f"<SessionDetail><AttendanceReason>{either('AttendanceReason', '/', '?')}</AttendanceReason><AbsenceSessions>{either('Sessions', '9', 'nine')}</AbsenceSessions></SessionDetail>"
        exclusion = f"<Exclusions><TermlyExclusion><Category>{either('Category', 'SUSP', 'ODD')}</Category><Sessions>2</Sessions></TermlyExclusion></Exclusions>"
        made = census_pupil(
            status=either("SENprovision", "K", "see file 12345"), needs=[(1, "SLCN")], dob=either("DOB", "2014-03-02", "soon"), sex=f"<Sex>{either('Sex', 'F', 'Q')}</Sex>",
            year=either("NCyearActual", "7", "77"), ethnicity=either("Ethnicity", "WBRI", "WXYZ"), language=either("Language", "ENG", "E"), enrolment=either("EnrolStatus", "C", "Z"),
        )  # fmt: skip
        more = f"<SENunitIndicator>{either('SENunitIndicator', '1', 'maybe')}</SENunitIndicator><EntryDate>{either('EntryDate', '2020-09-01', 'once')}</EntryDate>"
        return made.replace("</PupilOnRoll>", f"<Attendance>{session}</Attendance>{exclusion}{more}</PupilOnRoll>")

    assert leaves.are_told(census_of([pupil() for _ in range(40)]))


def test_permanent_exclusions_are_told_and_not_counted_as_suspensions():
    one = census_pupil(status="K").replace("</PupilOnRoll>", "<Exclusions><TermlyExclusion><Category>PERM</Category></TermlyExclusion><TermlyExclusion><Category>SUSP</Category><Sessions>2</Sessions></TermlyExclusion></Exclusions></PupilOnRoll>")
    school = read_school(census_of([one, census_pupil()]))
    assert school.pupils["suspensions"].tolist() == [1, 0]
    assert next(found for found in school.findings if found.code == "permanent-exclusions").rows == 1
