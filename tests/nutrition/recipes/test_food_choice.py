import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.nutrition.foods.composition import current_composition
from lopo.nutrition.recipes.food_choice import ingredient_foods, is_code, with_choice
from lopo.nutrition.recipes.product_recipe import NOT_IN_TABLE
from tests.sample_dossier import dossier

RECIPE = [
    {"name": "garam", "amount": "10"},
    {"name": "Kemiri", "amount": "5"},
    {"name": "gula merah", "amount": "5"},
    {"name": "kemiri", "amount": "2"},
]


def foods(*chosen, recipe=RECIPE):
    known = dossier({"recipe.ingredients": recipe, "recipe.foods": list(chosen)})
    return {each.name: each for each in ingredient_foods(known, current_composition())}


def test_each_ingredient_stands_once_with_what_it_was_taken_for():
    found = foods()
    assert list(found) == ["garam", "Kemiri", "gula merah"]
    assert [each.found.how for each in found.values()] == ["named", "none", "guess"]
    assert [each.is_settled for each in found.values()] == [True, False, False]


def test_not_in_the_table_settles_an_ingredient_without_a_food():
    each = foods(f"kemiri = {NOT_IN_TABLE}")["Kemiri"]
    assert each.is_settled
    assert not each.found.is_sure
    assert each.food is None


def test_a_food_that_left_the_tables_opens_its_ingredient_again():
    each = foods("garam = tkpi-XX999", "gula merah = tkpi-MP005")
    assert not each["garam"].is_settled
    assert each["garam"].is_gone
    assert each["gula merah"].is_settled


def test_no_recipe_has_no_ingredients():
    assert ingredient_foods(dossier({}), current_composition()) == ()


@pytest.mark.parametrize(("code", "good"), [("tkpi-MP005", True), ("-", True), ("", False), ("x", False)])
def test_what_can_be_chosen(code, good):
    assert is_code(code, current_composition()) is good


names = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)


@given(name=names, others=st.lists(names, max_size=5))
def test_a_choice_reads_back_for_any_name(name, others):
    lines = with_choice([f"{each} = -" for each in others], name, "tkpi-MP005", [name, *others])
    found = foods(*lines, recipe=[{"name": name, "amount": "1"}])
    assert next(iter(found.values())).found.how == "chosen"


def test_lines_of_what_is_no_longer_in_the_recipe_are_left_out():
    kept = with_choice(["ragi = -", "Kemiri = -", "tanpa tanda"], "garam", "-", ["garam", "kemiri"])
    assert kept == ("Kemiri = -", "garam = -")
