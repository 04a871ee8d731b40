"""Names, numbers, dates of birth and notes are gone once a file has been looked at."""

import pickle

import pytest

from analysis.reading import look_at_file
from tests.unit.reading.files import census_of, census_pupil, csv_of, workbook_of

PLANTED = (
    "Quillfeather",
    "Zebedee",
    "L999100120001",
    "004123",
    "2013-11-09",
    "09/11/2013",
    "Kestrel Lane",
    "lives with",
    "7 November",
)

_LIST = [
    ["UPN", "Adno", "Surname", "Forename", "Preferred", "DOB", "Address", "Notes", "Year Group", "Reg", "SEN Status", "Primary need", "FSM", "Sex"],
    ["L999100120001", "004123", "Quillfeather", "Zebedee", "Zebedee Q", "09/11/2013", "1 Kestrel Lane", "lives with his gran",
     "7 Quillfeather", "7A", "K since 7 November, Zebedee", "Zebedee Quillfeather is waiting", "ask Zebedee", "Zebedee"],
    *([f"L9991001200{n:02}", f"{n}", "Other", f"Pupil{n}", "", "13/11/2013", "", "", "7", "7A", "N", "", "N", "M"] for n in range(10, 30)),
    ["L999100120099", "99", "Other", "Last", "", "13/11/2013", "", "", "7", "7A", "K", "SLCN; lives with Zebedee", "Y", "F"],
]  # fmt: skip
_CENSUS = census_of(
    [
        census_pupil(
            upn="L999100120001", dob="2013-11-09", status="K", needs=[(1, "SLCN"), (2, "Zebedee")],
            names="<Surname>Quillfeather</Surname><Forename>Zebedee</Forename>",
        ).replace("</PupilOnRoll>", "<HomeInformation><Line1>1 Kestrel Lane</Line1></HomeInformation></PupilOnRoll>"),
        census_pupil(),
    ]
)  # fmt: skip


@pytest.mark.parametrize("content", [csv_of(_LIST), workbook_of({"List": _LIST}), _CENSUS], ids=["csv", "workbook", "census"])
def test_a_reading_holds_nothing_that_names_a_pupil(content):
    reading = look_at_file(content)
    choices = {question.name: question.options[0][0] for question in reading.open_questions()}
    school = reading.school(choices)
    kept = (
        pickle.dumps(reading).decode("latin-1")
        + repr(reading)
        + pickle.dumps(school).decode("latin-1")
        + repr(school)
        + school.pupils.to_csv()
    )
    assert [word for word in PLANTED if word in kept] == []


def test_a_date_of_birth_is_kept_as_a_term():
    assert set(look_at_file(csv_of(_LIST)).school().pupils["birth_term"]) == {"Autumn born"}
