"""The needs in one cell."""

import pytest

from analysis.reading.needs import needs_in, parse_needs


@pytest.mark.parametrize(
    ("cell", "short"),
    [
        ("SLCN", "SLCN"),
        ("slcn", "SLCN"),
        ("SpLD", "SPLD"),
        ("Speech, Language and Communication Needs, Moderate Learning Difficulty", "SLCN MLD"),
        (
            "Social, Emotional and Mental Health, Specific Learning Difficulty, Speech, Language and Communication Needs",
            "SEMH SPLD SLCN",
        ),
        ("Autistic Spectrum Disorder, Speech, Language and Communication Needs", "ASD SLCN"),
        ("SEN support but no specialist assessment of type of need", "NSA"),
        ("Profound & Multiple Learning Difficulty", "PMLD"),
        ("Other Difficulty/Disability", "OTH"),
        ("Down's Syndrome", "DS"),
        ("SLCN; ASD", "SLCN ASD"),
        ("SLCN/ASD", "SLCN ASD"),
        ("SLCN | ASD", "SLCN ASD"),
        ("SLCN\nASD", "SLCN ASD"),
        ("ASD and SLCN", "ASD SLCN"),
        ("ASD (primary), SLCN (secondary)", "1=ASD 2=SLCN"),
        ("SLCN (secondary), ASD (primary)", "2=SLCN 1=ASD"),
        ("1. SLCN 2. ASD", "1=SLCN 2=ASD"),
        ("Primary: SEMH; Secondary: MLD", "1=SEMH 2=MLD"),
        ("SEMH - anxiety", "SEMH +"),
        ("SEMH (anxiety, low mood)", "SEMH +"),
        ("SPLD - Specific Learning Difficulty", "SPLD"),
        ("Severe Learning Difficulty", "SLD"),
        ("dyslexia", "SPLD~dyslexia"),
        ("Autism", "ASD~autism"),
        ("ASC", "ASD~asc"),
        ("BESD", "SEMH~besd"),
        ("ADHD", "ask:ADHD"),
        ("ASD, ADHD", "ASD ask:ADHD"),
        ("ASD?", "?"),
        ("?ASD", "?"),
        ("awaiting ASD assessment", "?"),
        ("No SEMH needs", "?"),
        ("Mum says hi to all", "?"),
        ("pd see file from Jane Doe", "?"),
        ("", ""),
        ("None", ""),
        ("N/A", ""),
        ("SLCN, SLCN", "SLCN"),
    ],
)
def test_needs_are_found_without_splitting_their_labels(cell, short):
    from analysis.reading.needs import need_cells

    assert need_cells([cell]) == [short]


def test_words_that_are_not_understood_are_not_kept():
    assert "doe" not in parse_needs("SLCN; spoke to Jane Doe").lower()
    assert needs_in("SLCN ?") == (needs_in("SLCN")[0], True)
