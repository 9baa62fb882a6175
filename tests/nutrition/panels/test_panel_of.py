from decimal import Decimal

import pytest

from lopo.nutrition.facts import derive
from lopo.nutrition.panels.panel_of import panel_of, serving_of
from lopo.nutrition.recipes.per_100 import best_nutrients, lab_nutrients, recipe_answer
from tests.sample_dossier import TODAY, dossier

CHIPS = {
    "recipe.ingredients": [
        {"name": "pisang kepok", "amount": "1000"},
        {"name": "minyak kelapa", "amount": "150"},
        {"name": "gula pasir", "amount": "120"},
    ],
    "recipe.loss_percent": "50",
    "nutrition.serving_g": "20",
    "nutrition.household_measure": "5 keping",
    "label.net_quantity": "100",
    "label.net_unit": "g",
}
LAB = {
    "nutrition.lab.fat_g": "24",
    "nutrition.lab.saturated_fat_g": "21",
    "nutrition.lab.protein_g": "2.5",
    "nutrition.lab.carbohydrate_g": "68",
    "nutrition.lab.sugars_g": "30",
    "nutrition.lab.sodium_mg": "25",
}


def cells(panel):
    return {row.nutrient: row.cells[0] and row.cells[0].en for row in panel.rows}


def fault(facts):
    return recipe_answer(dossier(facts)).fault


def test_nothing_known_gives_no_panel():
    assert panel_of(dossier(), "id") is None
    assert panel_of(dossier({"nutrition.serving_g": "20"}), "id") is None


def test_a_recipe_gives_an_estimated_panel():
    panel = panel_of(dossier(CHIPS), "id")
    assert panel.proof == "estimate"
    assert [line.id for line in panel.lead] == ["Takaran saji 20 g (5 keping)", "5 sajian per kemasan"]
    assert cells(panel)["fat"] == "5.0 g"  # 1000 g of banana and 270 g more give 635 g


def test_a_laboratory_goes_before_the_recipe_and_both_are_kept():
    known = dossier(CHIPS | LAB)
    panel = panel_of(known, "id")
    assert panel.proof == "lab" and panel.complete and panel.warnings == ()
    assert cells(panel)["fat"] == "5.0 g"  # 4.8 g
    assert best_nutrients(known).known("fat") == 24
    assert recipe_answer(known).nutrients.known("fat") != 24
    assert best_nutrients(known).per_100["fat"].by == "lab"
    assert best_nutrients(known).per_100["fibre"].by == "recipe"


def test_one_measured_amount_does_not_make_the_panel_the_laboratorys():
    panel = panel_of(dossier(CHIPS | {"nutrition.lab.fat_g": "24"}), "id")
    assert panel.proof == "estimate"


def test_amounts_in_100_ml_stand_alone():
    known = dossier(CHIPS | LAB | {"nutrition.lab.per": "100_ml"})
    assert best_nutrients(known) == lab_nutrients(known)
    assert best_nutrients(known).basis == "ml"


def test_the_owners_choice_of_food_goes_before_the_name():
    chosen = CHIPS | {"recipe.foods": ["Gula  Pasir = tkpi-MP005"]}
    found = {each.ingredient: each for each in recipe_answer(dossier(chosen)).found}
    assert (found["gula pasir"].food.code, found["gula pasir"].how) == ("tkpi-MP005", "chosen")


def test_a_guess_is_shown_and_not_reckoned_with():
    beef = {"recipe.ingredients": [{"name": "daging sapi", "amount": "100"}], "recipe.loss_percent": "0"}
    answer = recipe_answer(dossier(beef))
    assert answer.found[0].how == "guess" and answer.found[0].food is not None
    assert answer.nutrients.known("protein") is None
    assert answer.nutrients.per_100["protein"].lacking == ("daging sapi",)


def test_frying_oil_is_added():
    dry = {
        "recipe.ingredients": [{"name": "tepung beras", "amount": "850"}],
        "recipe.loss_percent": "0",
        "recipe.frying_oil_g": "150",
        "recipe.frying_oil": "minyak kelapa",
    }
    assert recipe_answer(dossier(dry)).nutrients.known("fat") == Decimal("15.125")
    unnamed = recipe_answer(dossier({name: dry[name] for name in dry if name != "recipe.frying_oil"}))
    assert unnamed.nutrients.known("fat") is None


def test_a_recipe_within_the_recipe():
    facts = {
        "recipe.ingredients": [
            {"name": "Bumbu dasar", "amount": "100"},
            {"name": "tepung beras", "amount": "100"},
        ],
        "recipe.parts": [
            {"name": "bawang merah", "amount": "300", "group": "bumbu dasar"},
            {"name": "garam", "amount": "100", "group": "bumbu dasar"},
        ],
        "recipe.loss_percent": "0",
    }
    answer = recipe_answer(dossier(facts))
    assert {each.ingredient: each.how for each in answer.found}["Bumbu dasar"] == "recipe"
    assert answer.nutrients.known("sodium") > 4000
    inside = {"name": "bumbu dasar", "amount": "1", "group": "bumbu dasar"}
    facts["recipe.parts"].append(inside)
    assert "contains itself: bumbu dasar → bumbu dasar" in fault(facts).en


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"recipe.loss_percent": None}, "loss in cooking is not filled in"),
        ({"recipe.loss_percent": "99"}, "The loss is 1,257.3 g"),
        ({"recipe.ingredients": ["pisang kepok"]}, "How many grams of pisang kepok"),
        ({"recipe.foods": ["gula pasir"]}, "cannot be read"),
        ({"recipe.foods": ["gula pasir = tkpi-ZZ999"]}, "tkpi-ZZ999"),
        ({"recipe.parts": [{"name": "garam", "amount": "1"}]}, "needs that recipe's name"),
    ],
)
def test_a_recipe_that_cannot_be_reckoned_says_why(changes, says):
    facts = {name: value for name, value in (CHIPS | changes).items() if value is not None}
    assert says in fault(facts).en
    assert panel_of(dossier(facts), "id") is None


def test_a_serving_read_from_its_facts():
    serving = serving_of(
        dossier({"nutrition.serving_ml": "200", "label.net_quantity": "1", "label.net_unit": "l"})
    )
    assert (serving.size, serving.unit, serving.pack, serving.grams) == (200, "ml", 1000, None)
    both = serving_of(dossier({"nutrition.serving_ml": "200", "nutrition.serving_g": "206"}))
    assert (both.unit, both.grams) == ("ml", 206)
    other = serving_of(
        dossier({"nutrition.serving_g": "20", "label.net_quantity": "1", "label.net_unit": "l"})
    )
    assert other.pack is None
    assert serving_of(dossier({"nutrition.serving_g": "0"})).size is None


@pytest.mark.parametrize("country", ["id", "us", "eu"])
@pytest.mark.parametrize(
    ("serving", "pack"),
    [("0.000000000000000001", "999999999999999"), ("999999999999999", "0.000000000000000001")],
)
def test_absurd_sizes_break_nothing(country, serving, pack):
    sugar = [{"name": "gula pasir", "amount": "999999999999999"}] * 100
    known = dossier(
        {
            "recipe.ingredients": sugar,
            "recipe.loss_percent": "0.000000000000000001",
            "nutrition.serving_g": serving,
            "label.net_quantity": pack,
            "label.net_unit": "kg",
        }
    )
    assert panel_of(known, country).rows
    assert derive(known, TODAY)["nutrition.per_100.sugars_g"].value == Decimal("93.83")


def test_a_pack_measured_in_another_unit_than_its_serving_leaves_the_servings_open():
    honey = {
        "recipe.ingredients": [{"name": "madu", "amount": "1000"}],
        "recipe.loss_percent": "0",
        "nutrition.serving_g": "20",
        "label.net_quantity": "250",
        "label.net_unit": "ml",
    }
    panel = panel_of(dossier(honey), "id")
    assert not panel.complete and not panel.has_count
    assert [each.en for each in panel.missing] == ["servings per pack"]
    assert any("number of servings in a pack is not known" in each.en for each in panel.warnings)
    assert panel_of(dossier(honey | {"nutrition.servings_per_pack": "17"}), "id").complete


def test_the_missing_serving_is_named_where_every_nutrient_is_known():
    without = {name: value for name, value in CHIPS.items() if name != "nutrition.serving_g"}
    assert [each.id for each in panel_of(dossier(without), "id").missing] == ["takaran saji"]
