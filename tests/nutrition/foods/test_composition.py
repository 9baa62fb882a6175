import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from lopo.facts.text import Text
from lopo.nutrition.foods import composition
from lopo.nutrition.foods.composition import (
    SECONDS_BETWEEN_LOOKS,
    SOURCES,
    built_in_foods,
    code_of,
    current_composition,
    forget,
)
from lopo.nutrition.foods.food import Food, with_borrowed, with_parts_of_nothing
from lopo.nutrition.foods.nutrients import nutrients

CSV = Path(composition.__file__).with_name("composition.csv")
FOODS = {food.code: food for food in built_in_foods()}


def food(code="x-1", source="house 1", edible_percent=None, **per_100):
    amounts = {nutrient: Decimal(str(amount)) for nutrient, amount in per_100.items()}
    return Food(code, Text(code, code), "group", source, "", edible_percent, amounts)


@pytest.fixture
def sources():
    before = list(SOURCES)
    SOURCES.clear()
    forget()
    yield SOURCES
    SOURCES[:] = before
    forget()


def test_every_row_is_a_food_with_its_source():
    rows = list(csv.DictReader(CSV.read_text("utf-8").splitlines()))
    assert len(FOODS) == len(rows) == 314
    assert all(each.source and each.name.id and each.name.en for each in FOODS.values())


def test_a_value_of_the_file_is_the_value_of_the_food_and_an_empty_cell_is_absent():
    for row in csv.DictReader(CSV.read_text("utf-8").splitlines()):
        found = FOODS[code_of(row["source"])]
        for nutrient in nutrients().values():
            cell = row.get(nutrient.column, "")
            if cell:
                assert found.per_100[nutrient.id] == Decimal(cell)
            else:
                assert nutrient.id not in found.per_100 or nutrient.id in found.borrowed


@pytest.mark.parametrize(
    ("code", "nutrient", "amount"),
    [
        ("tkpi-AR001", "energy", "357"),
        ("tkpi-AR001", "carbohydrate", "77.1"),
        ("usda-SR02047", "sodium", "38758"),
        ("usda-SR19335", "sugar", "99.8"),
        ("usda-SR14429", "energy", "0"),
    ],
)
def test_values_of_the_published_tables(code, nutrient, amount):
    assert FOODS[code].per_100[nutrient] == Decimal(amount)


def test_what_tkpi_lacks_is_borrowed_from_its_usda_companion_and_marked():
    sugar = FOODS["tkpi-MP007"]
    assert sugar.borrowed["sugar"] == "usda-SR19335"
    assert sugar.per_100["sugar"] == Decimal("93.831")  # 99.8 of the lender's 99.98, of 94 here
    lent = [each for each in FOODS.values() if each.borrowed]
    assert lent and all(set(each.borrowed) <= {"saturated_fat", "sugar"} for each in lent)
    assert all(FOODS[code].code == code for each in lent for code in each.borrowed.values())


def test_a_part_is_borrowed_in_proportion_to_its_whole_and_never_without_it():
    lender = food("x-2", fat=8, saturated_fat=2)
    assert with_borrowed(food(fat=4), lender, ("saturated_fat",)).per_100["saturated_fat"] == 1
    assert "saturated_fat" not in with_borrowed(food(), lender, ("saturated_fat",)).per_100
    assert (
        "saturated_fat"
        not in with_borrowed(food(fat=4), food(fat=0, saturated_fat=1), ("saturated_fat",)).per_100
    )
    kept = food(fat=4, saturated_fat=3)
    assert with_borrowed(kept, lender, ("saturated_fat",)) is kept


def test_a_part_of_nothing_is_nothing():
    oil = with_parts_of_nothing(food(carbohydrate=0, fat=100))
    assert oil.per_100["sugar"] == oil.per_100["fibre"] == 0
    assert "saturated_fat" not in oil.per_100


def test_a_zero_that_may_not_have_been_measured_is_not_counted_on():
    doubted = [each for each in FOODS.values() if "vitamin_c" in each.unmeasured]
    assert doubted and all(each.per_100["vitamin_c"] == 0 for each in doubted)
    assert all(each.known("vitamin_c") is None and each.code.startswith("tkpi-") for each in doubted)


def test_a_source_is_asked_once_until_it_is_forgotten(sources):
    asked = []
    assert "own-1" not in current_composition()
    sources.append(lambda: asked.append(1) or [food("own-1", fat=3)])
    assert "own-1" not in current_composition() and asked == []
    forget()
    assert current_composition()["own-1"].per_100["fat"] == 3
    assert current_composition() is current_composition() and len(asked) == 1


def test_a_change_of_another_process_is_noticed_at_the_next_look_and_not_sooner(sources, monkeypatch):
    clock, version, foods = [100.0], ["one"], [food("own-1", fat=3)]
    looks = []
    monkeypatch.setattr(composition.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(composition, "VERSIONS", [lambda: looks.append(1) or version[0]])
    sources.append(lambda: list(foods))
    before = current_composition()
    foods[0], version[0] = food("own-2", fat=4), "two"
    assert current_composition() is before and len(looks) == 1
    clock[0] += SECONDS_BETWEEN_LOOKS
    assert "own-2" in current_composition() and "own-1" not in current_composition()
    same = current_composition()
    clock[0] += SECONDS_BETWEEN_LOOKS
    assert current_composition() is same


def test_an_added_food_takes_the_place_of_one_with_its_code(sources):
    sources.append(lambda: [replace(FOODS["tkpi-AR001"], note="newer")])
    forget()
    assert current_composition()["tkpi-AR001"].note == "newer"
    assert len(current_composition()) == len(FOODS)


def test_the_module_gives_its_names():
    assert set(composition.__all__) <= set(dir(composition))
