"""One list of what runs: the same on Binder, in `.venv` and in these tests, with no known hole in it."""

import re
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from start import read_pins

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = (ROOT / "environment.yml").read_text(encoding="utf-8")
TEST_REQUIREMENTS = (ROOT / "tests" / "requirements.txt").read_text(encoding="utf-8")

# Published advisories are closed from these versions on.
FLOORS = {"jupyter-server": "2.20.0", "nbconvert": "7.17.1", "jupyterlab": "4.6.2", "voila": "0.5.13"}
# Packages that only some systems need: pip picks them there.
BY_SYSTEM = re.compile("sys_platform|platform_system|os_name|platform_machine")


def pins(text: str) -> dict[str, str]:
    """The pinned version of each package."""
    return {canonicalize_name(pin.split("==")[0]): pin.split("==")[1] for pin in read_pins(text)}


def not_as_pinned(wanted: dict[str, str]) -> list[str]:
    """The packages whose installed version is another one, or that are missing."""
    found = []
    for name, pin in wanted.items():
        try:
            installed = version(name)
        except PackageNotFoundError:
            installed = "missing"
        if installed != pin:
            found.append(f"{name}: {installed}, not {pin}")
    return found


def below_floor(wanted: dict[str, str]) -> list[str]:
    """The packages with a published advisory."""
    return [name for name, floor in FLOORS.items() if Version(wanted.get(name, "0")) < Version(floor)]


def unpinned(wanted: dict[str, str]) -> set[str]:
    """What the pinned packages bring along on every system without being pinned themselves."""
    brought = set()
    for name in wanted:
        for requirement in map(Requirement, distribution(name).requires or []):
            marker = requirement.marker
            if marker is None or (not BY_SYSTEM.search(str(marker)) and marker.evaluate({"extra": ""})):
                brought.add(canonicalize_name(requirement.name))
    return brought - set(wanted)


def test_binder_reads_an_exact_copy():
    assert (ROOT / "binder" / "environment.yml").read_bytes() == (ROOT / "environment.yml").read_bytes()


def test_every_entry_of_the_pip_section_is_pinned():
    section = ENVIRONMENT.split("- pip:\n")[1]
    entries = [line for line in section.splitlines() if line.strip().startswith("-")]
    assert len(entries) == len(pins(ENVIRONMENT)) > 80


def test_what_is_installed_is_what_is_pinned():
    assert not_as_pinned(pins(ENVIRONMENT) | pins(TEST_REQUIREMENTS)) == []


def test_another_version_would_be_noticed():
    assert not_as_pinned({"voila": "0.0.1", "no-such-package": "1.0"}) == [
        f"voila: {version('voila')}, not 0.0.1",
        "no-such-package: missing, not 1.0",
    ]


def test_what_the_pinned_packages_bring_along_is_pinned_as_well():
    runs = pins(ENVIRONMENT)
    assert unpinned(runs) == set()
    assert unpinned(runs | pins(TEST_REQUIREMENTS)) == set()
    assert "tornado" in unpinned({"voila": runs["voila"], "jupyter-server": runs["jupyter-server"]})


def test_no_package_has_a_published_advisory():
    assert below_floor(pins(ENVIRONMENT)) == []


@pytest.mark.parametrize("name", FLOORS)
def test_a_package_below_its_floor_would_be_noticed(name: str):
    assert below_floor(pins(ENVIRONMENT) | {name: "0.1"}) == [name]


def test_the_direct_packages_say_what_they_are_for():
    direct = ENVIRONMENT.split("# What we use ourselves\n")[1].split("# What they bring along")[0]
    lines = [line for line in direct.splitlines() if "==" in line]
    assert len(lines) > 10
    assert all("  # " in line for line in lines)


def test_binder_installs_the_repository_without_dependencies():
    script = (ROOT / "binder" / "postBuild").read_text(encoding="utf-8")
    assert "pip install --no-deps --no-build-isolation --editable ." in script
    assert (ROOT / "binder" / "postBuild").stat().st_mode & 0o100
    assert not (ROOT / ".binder").exists()
