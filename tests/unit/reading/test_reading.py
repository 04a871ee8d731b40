"""Whole lists, as schools export them."""

import random

import pytest

from analysis.errors import MissingColumns, SettingError, WorkbookError
from analysis.reading import look_at_file, read_school
from analysis.school import Roll
from tests.unit.reading.files import csv_of, school_rows


def read(*rows, **settings):
    return read_school(csv_of(rows), **settings)


def look(*rows):
    return look_at_file(csv_of(rows))


def codes(result) -> set[str]:
    return {finding.code for finding in result.findings}


def statuses(school) -> list:
    return [status if status == status else None for status in school.pupils["sen_provision"]]


def needs(school, n: int = 1) -> list:
    return list(school.pupils[f"need_{n}"])


HEAD = ["Adno", "Year Group", "SEN Status"]


def roll_of(count: int, first: int = 1000) -> list[list[str]]:
    """Pupils without SEN, so that a short list is of a whole school."""
    return [[str(first + n), "9", "N"] for n in range(count)]


def test_the_groups_of_every_column_stand_in_the_order_of_the_school():
    pupils = read_school(csv_of(school_rows(60))).pupils
    assert list(pupils["year_group"].cat.categories)[8:10] == ["Year 7", "Year 8"]
    assert list(pupils["sen_provision"].cat.categories) == ["N", "K", "E", "monitoring"]
    assert list(pupils["class"].cat.categories)[:2] == ["7A", "7B"]
    assert pupils["year_group"].cat.ordered


@pytest.mark.parametrize("seed", range(3))
def test_shuffled_rows_and_columns_give_the_same_answers(seed):
    rows = school_rows(200)
    plain = read_school(csv_of(rows))
    shuffler = random.Random(seed)
    order = shuffler.sample(range(len(rows[0])), len(rows[0]))
    body = shuffler.sample(rows[1:], len(rows) - 1)
    mixed = read_school(csv_of([[row[n] for n in order] for row in [rows[0], *body]]))
    columns = sorted(plain.pupils)
    assert sorted(mixed.pupils) == columns
    counted = [school.pupils[columns].astype(str).value_counts().sort_index() for school in (plain, mixed)]
    assert counted[0].equals(counted[1])
    assert codes(plain) == codes(mixed)


def test_an_arbor_list_is_read():
    nbsp = "Year\u00a0group(s) this academic year"
    school = read(
        ["Arbor Student ID", "Name", nbsp, "SEN status", "SEN need(s)", "Start date", "EAL at any time this academic year?"],
        ["1", "A B", "Year 7", "SEN Support", "Speech, Language and Communication Needs", "12 Sep 2024", "Yes"],
        ["2", "C D", "Year 8", "", "", "12 Sep 2024", "No"],
        ["3", "E F", "Year 8", "Monitoring", "", "12 Sep 2024", "."],
        ["4", "G H", "", "SEN Support", "", "12 Sep 2024", "No"],
    )
    assert statuses(school) == ["K", "N", "monitoring"]
    assert needs(school)[0] == "SLCN"
    assert {"no-year-off-roll", "monitoring"} <= codes(school)


def test_a_go_4_schools_list_is_read_and_only_leavers_are_asked_about():
    reading = look(
        ["StudentId", "UPN", "PreferredFirstName", "PreferredLastName", "Sex", "DateOfBirth", "NCYear", "RegistrationGroup", "LeavingDate",
         "On roll", "Enrollment status", "FSM", "FSMEver6", "Disdavantaged", "EAL", "SEN Code", "SEN status", "educational needs"],
        ["1", "", "A", "B", "M", "01/10/2013", "7", "7A", "", "True", "Current", "True", "True", "True", "False", "K", "SEN Support", "SLCN"],
        ["2", "", "C", "D", "F", "13/02/2014", "7", "7A", "", "True", "Current", "False", "True", "True", "False", "N", "No SEN", ""],
        ["3", "", "E", "F", "F", "13/06/2014", "7", "7A", "01/09/2025", "False", "Left", "False", "True", "True", "False", "K", "SEN Support", ""],
    )  # fmt: skip
    assert [question.name for question in reading.questions] == ["leavers"]
    assert reading.open_questions() == ()
    school = reading.school()
    assert statuses(school) == ["K", "N"]
    assert list(school.pupils["fsm"]) == ["Eligible", "Not eligible"]
    assert list(school.pupils["birth_term"]) == ["Autumn born", "Spring born"]
    assert "leavers" in codes(school)


def test_wonde_headings_are_read():
    school = read(
        ["upn", "current_nc_year", "sen_status", "free_school_meals", "free_school_meals_6", "english_as_additional_language"],
        ["A1", "7", "K", "true", "true", "false"],
        ["A2", "8", "N", "false", "true", "true"],
    )
    assert list(school.pupils["fsm"]) == ["Eligible", "Not eligible"]
    assert list(school.pupils["eal"]) == ["Not EAL", "EAL"]


def test_a_dfe_download_is_put_back_where_a_comma_has_shifted_it():
    head = "PupilMatchingRef,AcademicYear,CensusTerm,UPN,Surname,Forename,MiddleNames,Sex,DOB,FSMeligible,EVERFSM_6,Language,NCyearActual,SENProvision,PrimarySENeedsType,SecondarySENType"
    body = [
        "R1,2023/2024,Spring,A1,Smith, Jones,Ada,Bea,F,2014-10-01,1,1,POL,7,K,SLCN,ASD",
        "R2,2023/2024,Spring,A2,Oak,Ben,,M,2014-02-01,0,1,ENG,8,N,,",
    ]
    school = read_school("\n".join([head, *body]).encode())
    assert statuses(school) == ["K", "N"]
    assert list(school.pupils["fsm"]) == ["Eligible", "Not eligible"]
    assert list(school.pupils["eal"]) == ["EAL", "Not EAL"]
    assert (needs(school)[0], needs(school, 2)[0]) == ("SLCN", "ASD")
    assert (school.snapshot.academic_year, school.snapshot.term) == ("2023/24", "spring")
    assert "shifted-rows" in codes(school)


def test_rows_one_for_each_need_are_one_pupil():
    school = read(
        ["Name", "DOB", "Year Group", "SEN Status", "SEN need", "SEN need ranking"],
        ["A B", "01/02/2014", "7", "K", "ASD", "2"],
        ["A B", "01/02/2014", "7", "K", "SLCN", "1"],
        ["C D", "13/02/2014", "7", "N", "", ""],
    )
    assert len(school.pupils) == 2
    assert (needs(school)[0], needs(school, 2)[0]) == ("SLCN", "ASD")
    assert school.needs_ranked
    assert "rows-merged" in codes(school)


def test_a_row_that_only_adds_a_need_belongs_to_the_pupil_above():
    school = read(
        ["Name", "Year Group", "SEN Status", "SEN need"],
        ["A B", "7", "K", "SLCN"],
        ["", "", "", "ASD"],
        ["C D", "7", "N", ""],
    )
    assert len(school.pupils) == 2
    assert [needs(school)[0], needs(school, 2)[0]] == ["SLCN", "ASD"]


def test_one_pupil_twice_with_different_statuses_is_one_and_said():
    school = read(HEAD, ["12", "7", "K"], ["012", "7", "E"], ["13", "7", "N"])
    assert statuses(school) == ["E", "N"]
    assert "rows-disagree" in codes(school)


def test_two_pupils_of_one_name_are_told_apart_by_date_of_birth():
    school = read(
        ["Name", "DOB", "Year Group", "SEN Status"],
        ["A B", "01/02/2014", "7", "K"],
        ["A B", "13/02/2014", "7", "N"],
    )
    assert len(school.pupils) == 2


def test_a_comma_list_of_needs_asks_whether_the_first_is_the_main_one():
    reading = look([*HEAD, "SEN need(s)"], ["1", "7", "K", "SLCN, ASD"], ["2", "7", "N", ""])
    assert [question.name for question in reading.questions] == ["need_order"]
    assert not reading.school().needs_ranked
    assert reading.school({"need_order": "yes"}).needs_ranked


def test_two_columns_of_one_need_heading_are_the_first_and_the_second_need():
    school = read([*HEAD, "SEN Need Type", "SEN Need Type"], ["1", "7", "K", "SLCN", "ASD"], ["2", "7", "N", "", ""])
    assert (needs(school)[0], needs(school, 2)[0]) == ("SLCN", "ASD")
    assert school.needs_ranked and school.questions == ()


def test_a_third_need_in_its_own_column_is_read():
    school = read([*HEAD, "Need 1", "Need 2", "Need 3"], ["1", "7", "K", "SLCN", "ASD", "VI"], ["2", "7", "N", "", "", ""])
    assert needs(school, 3)[0] == "VI"


def test_words_of_the_schools_own_are_taken_for_a_type_and_said():
    school = read([*HEAD, "Primary need"], ["1", "7", "K", "Dyslexia"], ["2", "7", "N", ""])
    assert needs(school)[0] == "SPLD"
    assert any("dyslexia" in finding.what for finding in school.findings if finding.code == "need-taken-as")


def test_adhd_is_asked_about_and_unrecorded_until_then():
    reading = look([*HEAD, "Primary need"], ["1", "7", "K", "ADHD"], ["2", "7", "N", ""])
    assert [question.name for question in reading.questions] == ["value:need:ADHD"]
    assert needs(reading.school())[0] is None
    assert needs(reading.school({"value:need:ADHD": "SEMH"}))[0] == "SEMH"


def test_words_for_a_need_that_are_not_understood_are_counted_not_shown():
    school = read([*HEAD, "Primary need"], ["1", "7", "K", "see Zebedee"], ["2", "7", "N", ""])
    assert needs(school)[0] is None
    assert "unknown-need" in codes(school)
    assert "Zebedee" not in repr(school.findings)


def test_an_ambiguous_status_must_be_answered():
    reading = look(HEAD, ["1", "7", "S"], ["2", "7", "N"], ["3", "7", "N"])
    assert [question.name for question in reading.open_questions()] == ["value:sen_provision:S"]
    with pytest.raises(WorkbookError, match="value:sen_provision:S"):
        reading.school()
    assert statuses(reading.school({"value:sen_provision:S": "E"})) == ["E", "N", "N"]
    assert statuses(reading.school({"value:sen_provision:S": "leave out"})) == [None, "N", "N"]
    assert reading.open_questions({"value:sen_provision:S": "E"}) == ()


def test_a_yes_or_no_column_of_sen_is_asked_about():
    reading = look(["Adno", "Year Group", "SEN"], ["1", "7", "Y"], ["2", "7", "N"], ["3", "7", "N"])
    assert [question.name for question in reading.open_questions()] == ["value:sen_provision:Y"]


def test_an_answer_outside_the_options_is_refused():
    reading = look(HEAD, ["1", "7", "S"], ["2", "7", "N"])
    with pytest.raises(SettingError):
        reading.school({"value:sen_provision:S": "maybe"})


def test_two_columns_of_status_that_differ_must_be_chosen_between():
    reading = look(
        ["Adno", "Year Group", "SEN Status", "SEN Provision"], ["1", "7", "K", "E"], ["2", "7", "N", "K"], ["3", "8", "N", "N"]
    )  # fmt: skip
    (question,) = reading.open_questions()
    assert question.name == "column:sen_provision"
    assert [value for value, _ in question.options] == ["SEN Status", "SEN Provision", "do not use"]
    assert statuses(reading.school({"column:sen_provision": "SEN Provision"})) == ["E", "K", "N"]
    assert {use.status for use in reading.columns if use.heading.startswith("SEN")} == {"ask"}
    with pytest.raises(MissingColumns):
        reading.school({"column:sen_provision": "do not use"})


def test_two_columns_of_a_group_are_not_used_until_one_is_chosen():
    reading = look(["Adno", "Year Group", "SEN Status", "Sex", "Gender"], ["1", "7", "K", "F", "M"], ["2", "7", "N", "F", "F"])
    assert "sex" not in reading.school().pupils
    assert list(reading.school({"column:sex": "Gender"}).pupils["sex"]) == ["Boys", "Girls"]


def test_a_heading_of_its_own_beats_a_doubtful_one():
    reading = look(
        ["Adno", "Year", "NC Year", "SEN Status", "Status"],
        ["1", "2025", "7", "K", "On roll"],
        ["2", "2025", "8", "N", "On roll"],
    )
    assert reading.questions == ()
    assert list(reading.school().pupils["year_group"]) == ["Year 7", "Year 8"]


def test_the_users_own_mapping_wins():
    school = read(
        ["Adno", "Year Group", "Level of help", "SEN Status"], ["1", "7", "K", "N"], ["2", "8", "N", "K"],
        mapping={"sen_provision": "Level of help"},
    )  # fmt: skip
    assert statuses(school) == ["K", "N"]
    with pytest.raises(MissingColumns):
        read(HEAD, ["1", "7", "K"], mapping={"sen_provision": "Nowhere"})
    with pytest.raises(SettingError):
        read(HEAD, ["1", "7", "K"], mapping={"shoe_size": "Adno"})


def test_a_list_of_pupils_with_sen_only_is_a_register():
    school = read(HEAD, ["1", "7", "K"], ["2", "8", "E"], ["3", "8", "Monitoring"], roll=Roll(200))
    assert school.kind == "register"
    assert school.size == 200
    assert "register" in codes(school)


def test_a_list_with_a_few_pupils_without_sen_asks_whether_it_is_the_whole_roll():
    rows = [[str(n), "7", "K"] for n in range(12)]
    reading = look(HEAD, *rows, ["100", "7", ""], ["101", "7", "N"])
    assert [question.name for question in reading.open_questions()] == ["whole_roll"]
    whole = reading.school({"whole_roll": "yes"})
    assert (whole.kind, statuses(whole).count("N")) == ("pupil list", 2)
    register = reading.school({"whole_roll": "no"})
    assert (register.kind, len(register.pupils), statuses(register).count(None)) == ("register", 13, 1)


def test_a_blank_status_in_a_whole_list_is_no_sen_and_said():
    school = read(HEAD, ["1", "7", "K"], ["2", "8", ""], ["3", "8", ""])
    assert statuses(school) == ["K", "N", "N"]
    assert "blank-is-no-sen" in codes(school)


def test_guests_leavers_and_pupils_not_on_roll_are_left_out_and_counted():
    school = read(
        ["Adno", "Year Group", "SEN Status", "Enrolment Status", "Leaving Date", "On roll"],
        ["1", "7", "K", "C", "", "Yes"],
        ["2", "7", "K", "G", "", "Yes"],
        ["3", "7", "K", "Guest", "", "Yes"],
        ["4", "7", "K", "C", "01/09/2024", "Yes"],
        ["5", "7", "K", "C", "", "No"],
        ["6", "7", "N", "Subsidiary", "", "Yes"],
        ["7", "7", "N", "M", "01/09/2099", "Yes"],
    )
    assert statuses(school) == ["K", "N", "N"]
    counted = {finding.code: finding.rows for finding in school.findings}
    assert (counted["guests"], counted["leavers"], counted["off-roll"], counted["subsidiary"]) == (2, 1, 1, 1)


def test_ever_6_and_pupil_premium_are_not_free_school_meals():
    school = read([*HEAD, "Ever 6", "Pupil Premium"], ["1", "7", "K", "Y", "Y"], ["2", "7", "N", "N", "N"])
    assert "fsm" not in school.pupils
    assert "fsm-is-other" in codes(school)


def test_a_list_without_year_groups_is_read_and_said():
    school = read(["Adno", "SEN Status", "Sex"], ["1", "K", "F"], ["2", "N", "M"])
    assert "no-year-group" in codes(school)


def test_titles_totals_notes_and_blank_rows_are_passed_over_and_said():
    school = read(
        ["SEN register, printed 1 September"],
        [],
        [*HEAD, "Sex"],
        ["1", "7", "K", "F"],
        ["", "", "", ""],
        ["2", "8", "N", "M"],
        [*HEAD, "Sex"],
        ["3", "8", "N", "M"],
        ["Total", "3", "", ""],
        ["Printed by the office", "", "", ""],
    )
    assert len(school.pupils) == 3
    assert {"rows-above", "blank-rows", "total-row", "notes-below", "repeated-headings"} <= codes(school)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_delimiters_and_encodings_make_no_difference(delimiter, encoding):
    rows = [["Name", "Year Group", "SEN Status"], ["Zoë “Quote”", "7", "K"], ["Ben, Junior", "8", "N"]]
    assert statuses(read_school(csv_of(rows, delimiter, encoding))) == ["K", "N"]


def test_excels_own_delimiter_line_is_followed():
    assert statuses(read_school(b"sep=;\r\n" + csv_of([HEAD, ["1", "7", "K"], ["2", "7", "N"]], ";"))) == ["K", "N"]


def test_line_breaks_inside_quotes_belong_to_the_cell():
    rows = [[*HEAD, "Notes"], ["1", "7", "K", "one\ntwo\r\nthree"], ["2", "7", "N", 'said "no"']]
    assert len(read_school(csv_of(rows)).pupils) == 2


def test_old_line_ends_and_trailing_delimiters_are_read():
    assert statuses(read_school(b"Adno,Year Group,SEN Status,,\r1,7,K,,\r2,7,N,,\r")) == ["K", "N"]


def test_a_column_of_names_under_another_heading_is_not_read_and_said():
    names = ["Ada Byron", "Bea Smith", "Cy Neil", "Di Dyke", "Eve Ng", "Flo Ray"]
    rows = [[str(n), "7", "K" if n == 1 else "N", name] for n, name in enumerate(names)]
    reading = look([*HEAD, "Form"], *rows)
    assert "names-column" in codes(reading)
    assert "class" not in reading.school().pupils


def test_what_became_of_each_column_is_told():
    reading = look(
        [*HEAD, "Name", "DOB", "House"], ["1", "7", "K", "A B", "01/02/2014", "Red"], ["2", "7", "N", "C D", "13/02/2014", "Red"]
    )
    assert [(use.heading, use.taken_for, use.status) for use in reading.columns] == [
        ("Adno", "Pupil number", "used then dropped"),
        ("Year Group", "Year group", "read"),
        ("SEN Status", "SEN provision", "read"),
        ("Name", "Name", "used then dropped"),
        ("DOB", "Term of birth", "used then dropped"),
        ("House", "", "ignored"),
    ]


def test_one_pupil_is_enough():
    assert len(read(HEAD, ["1", "7", "K"]).pupils) == 1


def test_a_column_of_plans_beside_a_column_of_yes_and_no_gives_the_plans():
    reading = look(
        ["Adno", "Year Group", "SEN Support", "EHCP"],
        ["1", "7", "Yes", "No"], ["2", "7", "No", "Yes"], ["3", "7", "No", "No"], ["4", "7", "No", "No"],
    )  # fmt: skip
    assert statuses(reading.school({"value:sen_provision:YES": "K"})) == ["K", "E", "N", "N"]


def test_a_plan_that_the_status_does_not_know_is_said():
    school = read([*HEAD, "EHCP"], ["1", "7", "K", "Yes"], ["2", "7", "E", "Yes"], ["3", "7", "N", "No"])
    assert statuses(school) == ["K", "E", "N"]
    assert "plan-flag-differs" in codes(school)


def test_a_second_list_below_the_first_is_not_read_and_said():
    school = read(HEAD, ["1", "7", "K"], ["2", "7", "N"], [], ["Name", "Reg Group", "Sex"], ["Staff Member", "7A", "F"])
    assert len(school.pupils) == 2
    assert "second-list" in codes(school)


def test_needs_that_have_ended_are_not_read_and_said():
    school = read(
        [*HEAD, "SEN need", "SEN need end date"],
        ["1", "7", "K", "ASD", "01/09/2024"],
        ["1", "7", "K", "SLCN", ""],
        ["2", "7", "N", "", ""],
    )
    assert needs(school)[0] == "SLCN"
    assert "need_2" not in school.pupils
    assert "ended-needs" in codes(school)


def test_a_date_of_birth_that_cannot_be_a_pupils_is_said():
    assert "odd-age" in codes(read([*HEAD, "DOB"], ["1", "7", "K", "01/01/1900"], ["2", "7", "N", "13/01/2014"]))


def test_a_column_of_broad_areas_gives_way_to_one_of_types():
    reading = look(
        [*HEAD, "SEN Need Type", "SEN Needs"],
        ["1", "7", "K", "Cognition and learning", "MLD"], ["2", "7", "K", "Sensory", "VI"], ["3", "7", "N", "", ""],
    )  # fmt: skip
    assert reading.questions == ()
    assert needs(reading.school())[:2] == ["MLD", "VI"]


def test_a_code_before_its_words_is_enough():
    assert statuses(read(HEAD, ["1", "7", "K: help in class"], ["2", "7", "E – plan kept by council"], ["3", "7", "N"])) == [
        "K",
        "E",
        "N",
    ]


def test_pupils_with_only_a_name_are_not_taken_for_notes():
    school = read(
        ["Name", "SEN Status", "Primary need", "Sex"],
        ["A B", "K", "SLCN", ""], ["C D", "", "", ""], ["E F", "E", "ASD", ""], ["G H", "", "", ""],
    )  # fmt: skip
    assert statuses(school) == ["K", "N", "E", "N"]


def test_a_file_that_is_not_there_is_refused_without_its_path(tmp_path):
    from analysis.errors import FileError

    with pytest.raises(FileError) as refusal:
        read_school(tmp_path / "Zebedee.csv")
    assert "Zebedee" not in str(refusal.value)


def test_a_path_is_read_as_well_as_bytes(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(csv_of([HEAD, ["1", "7", "K"], ["2", "7", "N"]]))
    assert statuses(read_school(path)) == statuses(read_school(str(path))) == ["K", "N"]


def test_the_school_keeps_its_neutral_label():
    assert read(HEAD, ["1", "7", "K"], ["2", "7", "N"], label="list 2").label == "list 2"
