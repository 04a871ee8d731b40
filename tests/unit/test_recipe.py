"""The code behind a chart: it runs as it stands and gives the panel's answer, whichever control is moved."""

from dataclasses import replace
from itertools import product

import pytest

from analysis.charts.figure import svg_picture
from analysis.recipe import recipe
from analysis.samples import SAMPLES, sample_school
from analysis.school import Roll
from analysis.views import VIEWS
from tests.schools import random_school, register_of

FEW = 20  # combinations of each View and school: all of them where there are no more, else evenly spread over all


def combinations(view, name: str) -> list[dict[str, str]]:
    """Choices of a View for an invented school, each option of each control among them (of the longest lists some)."""
    offered = {field: [value for value, _ in choice.options(sample_school(name))] for field, choice in view.choices.items()}
    every = [dict(zip(offered, values, strict=True)) for values in product(*offered.values())]
    alone = [{field: value} for field, values in offered.items() for value in values[:: 1 + len(values) // FEW]]
    return every if len(every) <= FEW else [*alone, *every[:: len(every) // FEW]]


EVERY = [(view, name, chosen) for view in VIEWS.values() for name in SAMPLES for chosen in combinations(view, name)]


def run(code: str) -> dict:
    """What the pasted code leaves behind."""
    space: dict = {}
    exec(compile(code, "recipe", "exec"), space)
    return space


@pytest.mark.parametrize(("view", "name", "chosen"), EVERY, ids=lambda part: getattr(part, "name", None) or (part if isinstance(part, str) else "-".join(part.values())))
def test_the_recipe_gives_the_answer_of_the_panel(view, name, chosen, capsys):
    settings = view.settings_for(sample_school(name), **chosen)
    space = run(recipe(view, sample_school(name), settings))
    assert space["result"] == view.compute(sample_school(name), settings)
    assert capsys.readouterr().out == view.describe(space["result"]) + "\n"


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_the_last_line_of_a_recipe_is_the_panels_picture(view):
    """A notebook shows what the last line gives; here the figure is caught on its way out."""
    code = recipe(view, sample_school(), view.settings())
    *first, last = code.strip().split("\n")
    space = run("\n".join([*first, f"figure = {last}"]))
    assert svg_picture(space["figure"]) == svg_picture(view.draw(space["result"]))


def test_only_the_settings_that_differ_are_written():
    view = VIEWS["need_of_all_pupils"]
    assert "settings = NeedSettings()\n" in recipe(view, sample_school(), view.settings())
    assert "settings = NeedSettings(include='K')\n" in recipe(view, sample_school(), view.settings(include="K"))


def test_a_recipe_for_an_own_list_leaves_the_name_of_the_file_to_be_filled_in():
    view = VIEWS["need_of_all_pupils"]
    code = recipe(view, random_school(3, size=60), view.settings())
    assert 'school = read_school("your-file.csv")  # the name of your own file\n' in code
    compile(code, "recipe", "exec")


def test_a_recipe_for_an_own_list_names_the_repairs_that_were_undone():
    view = VIEWS["need_of_all_pupils"]
    school = replace(random_school(3, size=60), without=("2:total-row", "guests"))
    assert "read_school(\"your-file.csv\", without={'2:total-row', 'guests'})" in recipe(view, school, view.settings())


@pytest.mark.parametrize(("roll", "written"), [(Roll(180), "roll=Roll(180)"), (Roll.of_years({"Year 7": 90}), "roll=Roll.of_years({'Year 7': 90})")])
def test_a_recipe_for_a_register_has_the_roll_that_was_typed(roll, written):
    view = VIEWS["need_of_all_pupils"]
    school = register_of(random_school(3, size=180, phase="secondary"), "unknown").with_roll(roll)
    code = recipe(view, school, view.settings())
    assert written in code and "    Roll,\n" in code
    compile(code, "recipe", "exec")
