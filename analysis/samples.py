"""The invented schools: whole pupil lists that anyone may look at, read as a school's own file would be."""

from dataclasses import dataclass, replace
from functools import cache

from analysis.errors import SettingError
from analysis.paths import data_path
from analysis.reading import read_school
from analysis.school import School, Snapshot

JANUARY_2026 = Snapshot(academic_year="2025/26", term="spring")


@dataclass(frozen=True)
class Sample:
    """One invented school: what it is called, where its list lies, and a line about it."""

    id: str
    label: str
    file: str
    phase: str
    description: str


SAMPLES = {
    sample.id: sample
    for sample in (
        Sample(
            "primary",
            "Foxglove Primary (invented)",
            "foxglove_primary.csv",
            "primary",
            "A two-form primary school with 418 pupils, Reception to Year 6.",
        ),
        Sample(
            "secondary",
            "Larkspur Secondary (invented)",
            "larkspur_secondary.csv",
            "secondary",
            "A secondary school with 1,150 pupils, Years 7 to 11.",
        ),
    )
}


@cache
def sample_school(name: str = "primary") -> School:
    """An invented school as it stood in January 2026.

    >>> sample_school().label, sample_school().size
    ('Foxglove Primary (invented)', 418)
    """
    if name not in SAMPLES:
        raise SettingError(f"There is no invented school {name!r}.", how=f"Choose one of: {', '.join(SAMPLES)}.")
    sample = SAMPLES[name]
    school = read_school(data_path("sample", sample.file), label=sample.label)
    return replace(school, sample=sample.id, snapshot=JANUARY_2026)
