from decimal import Decimal

import pytest

from lopo.facts.dossier import Fact
from lopo.nutrition.facts import derive
from tests.sample_dossier import TODAY, dossier

PANEL = {
    "nutrition.energy_kcal": "150",
    "nutrition.fat_g": "8",
    "nutrition.saturated_fat_g": "2.5",
    "nutrition.protein_g": "1",
    "nutrition.carbohydrate_g": "18",
    "nutrition.sugars_g": "1",
    "nutrition.sodium_mg": "140",
}
DRINK = {
    "nutrition.serving_ml": "250",
    "nutrition.sugars_g": "19",
    "nutrition.lactose_g": "4",
    "nutrition.sodium_mg": "60",
    "nutrition.saturated_fat_g": "1",
}


def value(name, facts, sweeteners=None):
    known = dossier(facts if sweeteners is None else {**facts, "recipe.sweeteners": sweeteners})
    found = derive(known, TODAY)
    return found[name].value if name in found else None


@pytest.mark.parametrize(("category", "exempt"), [("coffee", True), ("other", False)])
def test_the_category_decides_about_the_panel(category, exempt):
    assert value("nutrition.exempt", {"product.category": category}) is exempt
    assert value("nutrition.exempt", {}) is None


def test_a_panel_of_rounded_values_that_adds_up():
    assert value("nutrition.values_rounded", PANEL) is True
    assert value("nutrition.energy_adds_up", PANEL) is True


def test_one_value_that_is_not_rounded_decides_although_others_are_not_known():
    assert value("nutrition.values_rounded", {"nutrition.energy_kcal": "147"}) is False
    assert value("nutrition.values_rounded", {"nutrition.energy_kcal": "150"}) is None


def test_energy_that_does_not_add_up():
    assert value("nutrition.energy_adds_up", PANEL | {"nutrition.energy_kcal": "90"}) is False
    assert value("nutrition.energy_adds_up", {"nutrition.energy_kcal": "90"}) is None


@pytest.mark.parametrize(
    ("changes", "sweeteners", "level"),
    [
        ({}, [], "C"),
        ({}, ["artificial"], "C"),
        ({}, None, "C"),  # no sweetener would change it
        ({"nutrition.sugars_g": "4"}, [], "B"),
        ({"nutrition.sugars_g": "4"}, None, None),  # an artificial sweetener would make it C
        ({"nutrition.sugars_g": "4"}, ["polyol"], "B"),
        ({"nutrition.sugars_g": "4"}, ["aspartame"], "C"),
        ({"nutrition.sugars_g": "60"}, None, "D"),
    ],
)
def test_nutri_level_of_a_drink(changes, sweeteners, level):
    assert value("nutrition.nutri_level", DRINK | changes, sweeteners) == level


@pytest.mark.parametrize(
    ("unknown", "level"),
    [("nutrition.lactose_g", None), ("nutrition.sodium_mg", None), ("nutrition.serving_ml", None)],
)
def test_an_amount_that_is_not_known_leaves_the_level_open(unknown, level):
    facts = {name: amount for name, amount in DRINK.items() if name != unknown}
    assert value("nutrition.nutri_level", facts, []) == level


def test_what_is_known_may_already_be_the_worst():
    facts = {"nutrition.serving_ml": "250", "nutrition.sodium_mg": "2000"}
    assert value("nutrition.nutri_level", facts) == "D"


CHIPS = {
    "recipe.ingredients": [
        {"name": "pisang kepok", "amount": "1000"},
        {"name": "minyak kelapa", "amount": "150"},
        {"name": "gula pasir", "amount": "120"},
    ],
    "recipe.loss_percent": "50",
}


def test_what_follows_from_a_recipe_in_100_g():
    assert value("nutrition.per_100.fat_g", CHIPS) == Decimal("23.94")
    assert value("nutrition.known_share_percent", CHIPS) == 100
    assert value("nutrition.unknown", CHIPS) == ()
    assert value("recipe.foods_unclear", CHIPS) == ()


def test_a_recipe_with_an_unclear_ingredient_knows_less_and_says_so():
    facts = CHIPS | {
        "recipe.ingredients": [*CHIPS["recipe.ingredients"], {"name": "gula merah", "amount": "30"}]
    }
    assert value("nutrition.per_100.fat_g", facts) is None
    assert value("nutrition.known_share_percent", facts) == Decimal("97.69")
    assert value("nutrition.unknown", facts)[0] == "energy"
    assert value("recipe.foods_unclear", facts) == ("gula merah",)


def test_without_a_recipe_or_loss_nothing_follows():
    assert value("nutrition.per_100.fat_g", {}) is None
    assert value("nutrition.unknown", {}) is None
    without_loss = {"recipe.ingredients": CHIPS["recipe.ingredients"]}
    assert value("nutrition.per_100.fat_g", without_loss) is None
    assert value("recipe.foods_unclear", without_loss) == ()


def test_the_laboratory_closes_what_the_recipe_leaves_open():
    lab = {name.replace("nutrition.", "nutrition.lab."): amount for name, amount in PANEL.items()}
    assert value("nutrition.unknown", lab) == ()


def test_printed_amounts_are_compared_with_the_best_known():
    lab = {
        "nutrition.lab.energy_kcal": "500", "nutrition.lab.fat_g": "26", "nutrition.lab.saturated_fat_g": "8",
        "nutrition.lab.protein_g": "3", "nutrition.lab.carbohydrate_g": "61", "nutrition.lab.sugars_g": "3",
        "nutrition.lab.sodium_mg": "470", "nutrition.serving_g": "30",
    }  # fmt: skip
    assert value("nutrition.printed_agrees", PANEL | lab) is True
    assert value("nutrition.printed_agrees", PANEL | lab | {"nutrition.fat_g": "3"}) is False
    assert value("nutrition.printed_agrees", PANEL) is None


def test_claims_that_fall():
    label = {"label.claims": ["Rendah lemak", "renyah"], "product.form": "solid"}
    assert value("nutrition.claims_refused", label) is None
    assert value("nutrition.claims_refused", {"label.claims": ["renyah"]}) == ()
    assert value("nutrition.claims_refused", CHIPS | label) == ("Rendah lemak",)


def test_a_claim_on_a_pirt_food_falls_without_any_figure():
    known = dossier({"label.claims": ["Tinggi protein"]}).with_facts({"permit.route": Fact("pirt")})
    assert derive(known, TODAY)["nutrition.claims_refused"].value == ("Tinggi protein",)
