"""The invented schools: whole pupil lists that anyone may look at, read as a school's own file would be."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from analysis.carrying import unpack
from analysis.errors import SettingError
from analysis.paths import data_path, made_path
from analysis.reading import read_school
from analysis.sample_files import TablesOnUse, earlier_lists, spring, with_facts
from analysis.school import School


@dataclass(frozen=True)
class Sample:
    """One invented school: what it is called, where its list lies, and a line about it.

    Earlier lists and the other tables lie in a folder beside the list, called like it.
    """

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
        Sample(
            "village",
            "Cowslip Village Primary (invented)",
            "cowslip_village.csv",
            "primary",
            "A village primary school with 91 pupils in three mixed-age classes.",
        ),
        Sample(
            "draws_many",
            "Teasel Secondary (invented)",
            "teasel_secondary.csv",
            "secondary",
            "A secondary school with 898 pupils that draws many pupils with SEND, with a resourced provision for autism.",
        ),
    )
}


@cache
def sample_school(name: str = "primary") -> School:
    """An invented school as it stood in January 2026, with the lists of the three Januaries before and every other table.

    >>> sample_school().label, sample_school().size
    ('Foxglove Primary (invented)', 418)
    >>> [one.snapshot.academic_year for one in sample_school().lists]
    ['2022/23', '2023/24', '2024/25', '2025/26']
    """
    if name not in SAMPLES:
        raise SettingError(f"There is no invented school {name!r}.", how=f"Choose one of: {', '.join(SAMPLES)}.")
    sample = SAMPLES[name]
    packed = packed_path(name)
    if packed.is_file():
        return replace(unpack(packed.read_bytes()), sample=sample.id)
    path = data_path("sample", sample.file)
    school = read_school(path, label=sample.label)
    return replace(
        school,
        pupils=with_facts(school.pupils, path),
        sample=sample.id,
        snapshot=spring(2026),
        earlier=earlier_lists(path.with_suffix("")),
        tables=TablesOnUse(path.with_suffix("")),
    )


def packed_path(name: str) -> Path:
    """Where the same school lies ready to use, if it was made beforehand: reading its lists takes a second."""
    return made_path(f"{name}.packed.json")
