"""What a heading is taken for."""

import tomllib

import pytest

from analysis.columns import PUPIL_COLUMNS
from analysis.paths import data_path
from analysis.reading.headings import SURE, WEAK, name_columns, recognise
from analysis.reading.intake import Intake
from analysis.reading.vocabulary import fields, heading_fields

WRITTEN = {
    "sen_provision": ["SEN Status", "SEN status", "SEND Status", "SENprovision", "SEN_PROVISION", "SEN Code", "sen_status", "SEN Stage?", "Status", "SEN", "SEND?"],
    "year_group": ["NC Year", "NCYear", "NCyearActual", "Year", "Yr", "Year Group", "Year group(s) this academic year", "NC Year(s) for today", "current_nc_year"],
    "class": ["Reg", "Reg Group", "RegistrationGroup", "Registration Form", "Registration form(s) this academic year", "Form", "Tutor Group?", "Class"],
    "need_list": ["SEN need(s)", "educational needs", "SEND Detail", "SEN Needs", "SEN Need Type", "SEN need"],
    "need_1": ["PrimarySENeedsType", "SENneed1", "Primary need", "Primary SEN Need?"],
    "need_2": ["SecondarySENType", "SENneed2", "Secondary need"],
    "need_rank": ["SEN need ranking", "sentyperank", "SENtypeRank", "Rank"],
    "fsm": ["FSM", "FSMeligible", "Eligible for free meals", "Free School Meals", "free_school_meals"],
    "fsm_ever": ["Ever 6", "FSM6", "FSMEver6", "EVERFSM_6", "EVERFSM_6_P", "Ever 6 FSM at any time between 2019 and 2025", "free_school_meals_6"],
    "pupil_premium": ["Pupil Premium", "PP", "Disdavantaged", "premium_pupil_indicator", "Pupil Premium Recipient at any time this academic year?"],
    "eal": ["EAL", "EAL Status", "English as additional language", "EAL at any time this academic year?", "english_as_additional_language"],
    "sen_ever": ["SEN at any time this academic year"],
    "upn": ["UPN", "Unique Pupil Number"],
    "former_upn": ["FormerUPN", "Former UPN"],
    "admission_no": ["Admission No", "Admission No.", "Adno", "StudentId", "Arbor Student ID"],
    "name_full": ["Full Name", "Name", "Student", "Pupil Name?"],
    "surname": ["Surname", "Legal Surname", "Last Name", "PreferredSurname", "PreferredLastName"],
    "forename": ["Forename", "Legal First Name", "PreferredFirstName", "Preferred Name"],
    "birth_term": ["DOB", "DoB", "Date of Birth", "DateOfBirth"],
    "enrolment": ["Enrolment Status", "EnrolStatus", "Enrollment status"],
    "on_roll": ["On roll"],
}  # fmt: skip
LOOK_ALIKES = ["Minutes Late", "House", "Cohort", "Absences reason", "Yearly review", "SENCo", "Classroom", "Statuses"]


@pytest.mark.parametrize(("field", "heading"), [(field, heading) for field, headings in WRITTEN.items() for heading in headings])
def test_a_heading_is_known_in_every_spelling(field, heading):
    assert recognise(heading)[0] == field
    assert recognise(heading.upper().replace(" ", "\u00a0") + ":")[0] == field
    assert recognise("\ufeff" + heading.replace(" ", "_"))[0] == field


@pytest.mark.parametrize("heading", LOOK_ALIKES)
def test_a_look_alike_is_kept_out(heading):
    assert recognise(heading) == ("", 0)


def test_a_whole_heading_is_surer_than_a_doubtful_one():
    assert recognise("Surname")[1] == SURE > recognise("Preferred Surname")[1] == WEAK


def test_no_heading_stands_for_two_fields():
    entries = tomllib.loads(data_path("codes", "headings.toml").read_text("utf-8"))
    for strength in ("headings", "weak"):
        named = sum(
            len({"".join(filter(str.isalnum, heading.lower())) for heading in entry.get(strength, ())})
            for entry in entries.values()
        )
        assert named == len(heading_fields(strength))
    assert not set(heading_fields("headings")) & set(heading_fields("weak"))


def test_labels_are_those_of_the_pupil_table():
    for name, column in PUPIL_COLUMNS.items():
        assert fields()[name].label == column.label


def test_the_same_need_heading_again_is_the_next_need():
    written = ["SEN Need Type", "Name", "SEN Need Type"]
    assert [heading.field for heading in name_columns(["SEN Need Type", "Name", "SEN Need Type_2"], written, Intake())] == [
        "need_1",
        "name_full",
        "need_2",
    ]
