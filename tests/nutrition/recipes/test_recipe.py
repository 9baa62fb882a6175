from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.nutrition.foods.composition import current_composition
from lopo.nutrition.foods.food import Food
from lopo.nutrition.recipes.recipe import Ingredient, Process, Recipe, nutrients_of

FOODS = current_composition()
D = Decimal


def made(name="food", edible=None, **per_100):
    amounts = {nutrient: D(str(amount)) for nutrient, amount in per_100.items()}
    return Food(name, Text.same(name), "", "test", "", None if edible is None else D(edible), amounts)


def recipe(*lines, loss=0, oil=None):
    """A recipe of ``(food, grams)`` lines."""
    ingredients = tuple(
        Ingredient(f"line {place}", D(str(grams)), food) for place, (food, grams) in enumerate(lines)
    )
    return Recipe("batch", ingredients, Process(D(str(loss)), oil))


BANANA = FOODS["tkpi-ER081"]
SUGAR = FOODS["tkpi-MP007"]
OIL = FOODS["tkpi-KR011"]
SALT = FOODS["usda-SR02047"]


def test_a_food_alone_holds_what_the_table_says():
    found = nutrients_of(recipe((FOODS["tkpi-AR001"], 250)))
    assert found.known("energy") == 357
    assert found.known("carbohydrate") == D("77.1")
    assert found.finished_grams == 250


def test_salt_in_a_mixture():
    found = nutrients_of(recipe((made(sodium=0), 990), (SALT, 10)))
    assert found.known("sodium") == D("387.58")


def test_drying_concentrates_everything_but_water():
    fresh = made(water=80, protein=10, fat=2)
    found = nutrients_of(recipe((fresh, 1000), loss=50))
    assert found.finished_grams == 500
    assert (found.known("water"), found.known("protein"), found.known("fat")) == (60, 20, 4)


def test_frying_adds_the_oil_taken_up():
    chips = recipe(
        (made(water=70, fat=0, carbohydrate=27), 1000),
        loss=65,
        oil=Ingredient("oil", D(150), made(water=0, fat=100, carbohydrate=0)),
    )
    found = nutrients_of(chips)
    assert found.finished_grams == 500  # 1000 g, less 650 g of water, and 150 g of oil
    assert (found.known("fat"), found.known("carbohydrate"), found.known("water")) == (30, 54, 10)


def test_only_the_edible_part_counts_of_what_was_weighed_as_bought():
    peeled = made(edible=60, fat=10)
    as_bought = Ingredient("fruit", D(100), peeled, as_bought=True)
    found = nutrients_of(Recipe("batch", (as_bought, Ingredient("rest", D(40), made(fat=0)))))
    assert found.finished_grams == 100
    assert found.known("fat") == 6


def test_as_bought_without_a_known_edible_part_is_not_known():
    whole = Ingredient("fish", D(100), made(fat=10), as_bought=True)
    fat = nutrients_of(Recipe("batch", (whole,))).per_100["fat"]
    assert (fat.is_known, fat.lacking) == (False, ("fish",))


def test_what_is_not_known_is_carried_with_its_share_and_never_becomes_zero():
    found = nutrients_of(recipe((made(fat=4, sugar=1), 750), (made(fat=8), 200), (None, 50)))
    fat, sugar = found.per_100["fat"], found.per_100["sugar"]
    assert (fat.value, fat.known_share, fat.lacking) == (D("4.6"), D("0.95"), ("line 2",))
    assert (sugar.known_share, sugar.lacking) == (D("0.75"), ("line 1", "line 2"))
    assert found.known("fat") is None and found.known("sugar") is None
    assert found.least_known_share(("fat", "sugar")) == D("0.75")


def test_borrowed_values_are_named():
    assert nutrients_of(recipe((SUGAR, 10), (SALT, 10))).per_100["sugar"].borrowed == ("line 0",)


def test_a_recipe_in_a_recipe():
    paste = recipe((made(water=50, fat=10), 200), loss=25)
    book = {"paste": Recipe("paste", paste.ingredients, paste.process)}
    found = nutrients_of(
        Recipe("batch", (Ingredient("paste", D(50), recipe="paste"), Ingredient("r", D(50), made(fat=0)))),
        book,
    )
    assert found.known("fat") == D("6.666666666667")


def test_what_a_part_does_not_know_the_whole_does_not_know():
    book = {"paste": Recipe("paste", (Ingredient("a", D(50), made(fat=1)), Ingredient("b", D(50))))}
    whole = Recipe("batch", (Ingredient("paste", D(80), recipe="paste"), Ingredient("c", D(20), made(fat=1))))
    fat = nutrients_of(whole, book).per_100["fat"]
    assert (fat.known_share, fat.lacking) == (D("0.6"), ("b",))


def circle(*names):
    return {
        name: Recipe(name, (Ingredient(inner, D(1), recipe=inner),))
        for name, inner in zip(names, (*names[1:], names[0]), strict=True)
    }


@pytest.mark.parametrize(
    ("faulty", "says"),
    [
        (recipe((SUGAR, 0)), "must be more than 0 g, not 0 g"),
        (recipe((SUGAR, -5)), "not -5 g"),
        (recipe((SUGAR, "NaN")), "must be more than 0 g"),
        (recipe((SUGAR, "Infinity")), "must be more than 0 g"),
        (recipe((BANANA, 100), loss=130), "between 0 % and 100 %, not 130 %"),
        (recipe((BANANA, 100), loss=-1), "not -1 %"),
        (recipe((SUGAR, 100), loss=50), "The loss is 50 g, but there is at most 5.4 g of water in 100 g"),
        (recipe((None, 100), loss=100), "nothing is left"),
        (recipe(), "is empty"),
        (recipe((made(fat=-1), 10)), "Total fat -1 in 100 g cannot be"),
        (recipe((made(water=130), 10)), "Water 130 in 100 g cannot be"),
        (recipe((made(edible=130, fat=1), 10)), "an edible part of 130 % cannot be"),
        (Recipe("batch", (Ingredient("x", D(1), recipe="x"),)), "There is no recipe “x”"),
    ],
)
def test_what_cannot_be_is_refused_with_the_figures(faulty, says):
    with pytest.raises(Refused, match=says.replace("(", r"\(")) as refusal:
        nutrients_of(faulty)
    assert refusal.value.reason.id != refusal.value.reason.en


@pytest.mark.parametrize("names", [("a",), ("a", "b"), ("a", "b", "c")])
def test_a_recipe_that_contains_itself_is_refused_with_the_chain(names):
    book = circle(*names)
    with pytest.raises(Refused, match=" → ".join((*names, names[0]))):
        nutrients_of(book["a"], book)


def test_recipes_too_deep_in_one_another_are_refused():
    book = circle(*(f"r{place}" for place in range(30)))
    with pytest.raises(Refused, match="At most 20"):
        nutrients_of(book["r0"], book)


def test_a_part_used_twice_everywhere_is_cooked_once():
    book = {
        f"r{depth}": Recipe(f"r{depth}", (Ingredient("x", D(1), recipe=f"r{depth + 1}"),) * 2)
        for depth in range(15)
    }
    book["r15"] = Recipe("r15", (Ingredient("food", D(1), made(fat=3)),))
    assert nutrients_of(book["r0"], book).known("fat") == 3


# ---- what holds of every recipe ----

parts = st.decimals(0, 25, places=1)
foods = st.builds(
    lambda water, protein, fat, carbohydrate: made(
        water=water, protein=protein, fat=fat, carbohydrate=carbohydrate
    ),
    parts, parts, parts, parts,
)  # fmt: skip
grams = st.decimals("0.1", 5000, places=1)
lines = st.lists(st.tuples(foods, grams), min_size=1, max_size=6)
SOLID = ("protein", "fat", "carbohydrate")


def tolerance(grams_finished):
    return D("1e-9") * grams_finished


@given(lines, st.decimals(0, 100, places=1), st.decimals("0.1", 500, places=1))
def test_mass_is_kept(batch, loss, oil_grams):
    oil = Ingredient("oil", oil_grams, made(water=0, protein=0, fat=100, carbohydrate=0))
    put_in = sum(weight for _, weight in batch)
    water_in = sum(weight * food.per_100["water"] for food, weight in batch) / 100
    lost = put_in * loss / 100
    if lost > water_in:
        with pytest.raises(Refused, match="water"):
            nutrients_of(recipe(*batch, loss=loss, oil=oil))
        return
    found = nutrients_of(recipe(*batch, loss=loss, oil=oil))
    assert abs(found.finished_grams - (put_in - lost + oil_grams)) <= D("1e-9")
    for nutrient in SOLID:
        stays = sum(weight * food.per_100[nutrient] for food, weight in batch) / 100
        stays += oil_grams if nutrient == "fat" else 0
        there = found.known(nutrient) * found.finished_grams / 100
        assert abs(there - stays) <= tolerance(found.finished_grams)
    water = found.known("water") * found.finished_grams / 100
    assert abs(water - (water_in - lost)) <= tolerance(found.finished_grams)


@given(lines, st.sampled_from([D(2), D("0.5"), D(1000), D("0.001"), D(3), D(7)]))
def test_a_bigger_batch_changes_nothing_in_100_g(batch, times):
    once = nutrients_of(recipe(*batch))
    often = nutrients_of(recipe(*((food, weight * times) for food, weight in batch)))
    assert once.per_100 == often.per_100


@given(lines, st.randoms())
def test_the_order_of_ingredients_changes_nothing(batch, random):
    shuffled = random.sample(batch, len(batch))
    before, after = nutrients_of(recipe(*batch)), nutrients_of(recipe(*shuffled))
    assert {each: amount.value for each, amount in before.per_100.items()} == {
        each: amount.value for each, amount in after.per_100.items()
    }


@given(lines, grams)
def test_an_unknown_ingredient_never_lets_a_value_stand(batch, weight):
    found = nutrients_of(recipe(*batch, (None, weight)))
    assert all(found.known(nutrient) is None for nutrient in found.per_100)
    assert all(0 <= amount.known_share < 1 for amount in found.per_100.values())
