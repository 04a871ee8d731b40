"""How it was worked out: the code behind a chart, ready to paste into a notebook and run."""

from dataclasses import fields
from typing import Any

from analysis.school import School
from analysis.views.define import View


def recipe(view: View, school: School, settings: Any) -> str:
    """Python that answers the View's question again, with only the settings that differ from the defaults.

    For an invented school it runs as it stands; for own data the first lines are there to be filled in.
    """
    opening = "sample_school" if school.invented else "read_school"
    default = view.settings()
    changed = ", ".join(
        f"{field.name}={getattr(settings, field.name)!r}"
        for field in fields(settings)
        if getattr(settings, field.name) != getattr(default, field.name)
    )
    names = [opening, view.settings.__name__, *(part.__name__ for part in (view.compute, view.describe, view.draw))]
    if school.roll:
        names.append("Roll")
    imports = "".join(f"    {name},\n" for name in sorted(names))
    return (
        f"from analysis import (\n{imports})\n\n"
        f"school = {_opened(school)}\n"
        f"settings = {view.settings.__name__}({changed})\n"
        f"result = {view.compute.__name__}(school, settings)\n"
        f"print({view.describe.__name__}(result))\n"
        f"{view.draw.__name__}(result)\n"
    )


def _opened(school: School) -> str:
    """The call that opens the school again."""
    if school.invented:
        return f'sample_school("{school.sample}")'
    details = [f"choices={dict(school.choices)}"] if school.choices else []
    if school.without:
        details.append(f"without={{{', '.join(map(repr, school.without))}}}")
    if school.roll:
        by_year = school.roll.by_year
        details.append(f"roll=Roll.of_years({by_year})" if by_year else f"roll=Roll({school.roll.total})")
    call = ", ".join(['"your-file.csv"', *details])
    return f"read_school({call})  # the name of your own file"
