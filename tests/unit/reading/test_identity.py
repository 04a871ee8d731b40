"""Which rows are the same pupil."""

from analysis.reading.identity import number_pupils


def number(*rows, continues=None):
    """Rows of UPN, number, name and mark."""
    upns, numbers, names, marks = map(list, zip(*rows, strict=True))
    return number_pupils(upns, numbers, names, marks, continues or [False] * len(rows))


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


def test_one_upn_is_one_pupil_whatever_the_name():
    assert number(("L999100120001", "", "A B", ""), ("l999100120001 ", "", "A Brown", ""))[0] == [0, 0]


def test_a_number_that_lost_its_zeros_is_the_same_number():
    assert number(("", "004123", "A B", ""), ("", "4123", "B, A", ""), ("", "4123.0", "A B", ""))[0] == [0, 0, 0]


def test_one_number_beside_two_names_is_two_pupils_and_said():
    pupils, findings = number(("", "12", "A B", ""), ("", "12", "C D", ""))
    assert pupils == [0, 1]
    assert "shared-number" in codes(findings)


def test_a_number_in_scientific_form_says_nothing():
    assert number(("", "1.23E+05", "A B", ""), ("", "1.23E+05", "C D", ""))[0] == [0, 1]


def test_names_in_either_order_are_one_pupil_if_the_mark_agrees():
    pupils, findings = number(
        ("", "", "O’Testley, Aoife", "7A"), ("", "", "Aoife O'Testley", "7A"), ("", "", "Aoife O'Testley", "8A")
    )
    assert pupils == [0, 0, 1]
    assert "same-name" in codes(findings)


def test_rows_without_a_name_or_number_are_pupils_of_their_own():
    assert number(("", "", "", ""), ("", "", "", ""))[0] == [0, 1]


def test_a_row_that_continues_belongs_to_the_pupil_above():
    assert number(("", "1", "", ""), ("", "", "", ""), ("", "2", "", ""), continues=[False, True, False])[0] == [0, 0, 1]


def test_findings_hold_no_number_and_no_name():
    _, findings = number(("", "8812", "Zebedee", ""), ("", "8812", "Quill", ""), ("", "", "Canary", "x"), ("", "", "Canary", "x"))
    assert not any(word in repr(findings) for word in ("8812", "ebedee", "uill", "anary"))
