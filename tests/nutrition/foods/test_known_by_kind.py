from decimal import Decimal

import pytest

from lopo.nutrition.foods.composition import built_in_foods, current_composition
from lopo.nutrition.foods.known_by_kind import NOTHING, kind_rules
from lopo.nutrition.foods.nutrients import nutrients
from lopo.nutrition.panels.panel_of import panel_of
from tests.sample_dossier import dossier

FOODS = {food.code: current_composition()[food.code] for food in built_in_foods()}


def known(code, nutrient):
    return FOODS[code].known(nutrient)


@pytest.mark.parametrize("code", ["tkpi-CR028", "tkpi-ER081", "tkpi-KR012", "usda-SR02047", "tkpi-NR014"])
def test_plants_and_salt_have_no_cholesterol(code):
    assert known(code, "cholesterol") == 0


@pytest.mark.parametrize("code", ["tkpi-FR025", "tkpi-HR002", "tkpi-NP011", "usda-SR06179", "tkpi-KP002"])
def test_what_comes_from_animals_stays_open(code):
    assert known(code, "cholesterol") is None


def test_all_sugar_of_sugar_and_honey_is_added_and_none_of_a_fruits():
    assert known("tkpi-MP007", "added_sugar") == known("tkpi-MP007", "sugar") > 90
    assert FOODS["tkpi-MP007"].borrowed["added_sugar"] == FOODS["tkpi-MP007"].borrowed["sugar"]
    assert known("usda-SR19296", "added_sugar") == Decimal("82.12")
    assert known("tkpi-ER081", "added_sugar") == 0 < known("tkpi-ER081", "sugar")
    assert known("tkpi-MP005", "added_sugar") is None  # nobody knows the sugar of gula aren
    assert known("tkpi-NP005", "added_sugar") is None


def test_mushrooms_and_refined_oils_stay_open():
    assert known("tkpi-DR090", "vitamin_d") is None
    assert known("tkpi-KR012", "trans_fat") is None
    assert known("tkpi-KP004", "trans_fat") == 0


def test_rules_name_only_foods_groups_and_nutrients_that_there_are():
    groups = {food.group for food in FOODS.values()}
    for rule in kind_rules():
        assert rule.nutrient in nutrients()
        assert rule.is_all_of == NOTHING or rule.is_all_of in nutrients()
        assert rule.groups <= groups
        assert rule.also | rule.exceptions <= set(FOODS)
        assert all(FOODS[code].group in rule.groups for code in rule.exceptions)


def test_cashews_and_salt_make_a_whole_american_panel():
    cashews = {
        "recipe.ingredients": [{"name": "kacang mete", "amount": "1000"}, {"name": "garam", "amount": "10"}],
        "recipe.loss_percent": "4",
        "nutrition.serving_g": "30",
        "label.net_quantity": "200",
        "label.net_unit": "g",
    }
    panel = panel_of(dossier(cashews), "us")
    assert panel.complete
    rows = {row.nutrient: (row.title.en, row.cells[0].en) for row in panel.rows}
    assert rows["cholesterol"] == ("Cholesterol", "0mg")
    assert rows["trans_fat"] == ("Trans Fat", "0g")
    assert rows["added_sugar"][0] == "Includes 0g Added Sugars"
