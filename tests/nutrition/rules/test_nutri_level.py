from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.nutrition.rules.nutri_level import (
    LEVELS,
    Drink,
    colour,
    level_of,
    nutri_level,
    printed_sugar_percent,
    sugar_per_100_ml,
)


@pytest.mark.parametrize(
    ("sugar", "lactose", "serving", "percent"), [(19, 4, 250, 6), (41, 8, 330, 10), (20, 0, 500, 4)]
)
def test_the_examples_worked_in_the_decree(sugar, lactose, serving, percent):
    drink = Drink(Decimal(serving), sugar=Decimal(sugar), lactose=Decimal(lactose))
    assert printed_sugar_percent(sugar_per_100_ml(drink)) == percent


@pytest.mark.parametrize(
    ("value", "percent", "level"),
    [
        ("0.4", 0, "A"),
        ("0.5", 1, "A"),
        ("1.0", 1, "A"),
        ("1.1", 1, "B"),
        ("1.4", 1, "B"),
        ("1.5", 2, "B"),
        ("2.4", 2, "B"),
        ("4.5", 5, "B"),
        ("5.0", 5, "B"),
        ("5.01", 5, "B"),
        ("5.1", 5, "C"),
        ("5.4", 5, "C"),
        ("9.5", 10, "C"),
        ("10.0", 10, "C"),
        ("10.1", 10, "D"),
        ("10.4", 10, "D"),
        ("10.5", 11, "D"),
        ("11.4", 11, "D"),
    ],
)
def test_the_rounding_table_of_the_decree(value, percent, level):
    assert printed_sugar_percent(Decimal(value)) == percent
    assert level_of("sugar", Decimal(value)) == level


@pytest.mark.parametrize(
    ("nutrient", "value", "level"),
    [
        ("sodium", "5", "A"),
        ("sodium", "5.1", "B"),
        ("sodium", "120", "B"),
        ("sodium", "500", "C"),
        ("sodium", "501", "D"),
        ("saturated_fat", "0.7", "A"),
        ("saturated_fat", "1.2", "B"),
        ("saturated_fat", "2.8", "C"),
        ("saturated_fat", "2.9", "D"),
    ],
)
def test_sodium_and_saturated_fat(nutrient, value, level):
    assert level_of(nutrient, Decimal(value)) == level


def test_the_worst_nutrient_decides():
    iced_coffee = Drink(Decimal(200), sugar=Decimal(8), sodium=Decimal(60), saturated_fat=Decimal(6))
    assert nutri_level(iced_coffee) == "D"


def test_plain_tea_without_anything_is_a():
    assert nutri_level(Drink(Decimal(200))) == "A"


@pytest.mark.parametrize(("sweetener", "level"), [("none", "A"), ("natural", "B"), ("artificial", "C")])
def test_a_sweetener_keeps_a_drink_from_the_best_levels(sweetener, level):
    assert nutri_level(Drink(Decimal(250), sugar=Decimal(0), sweetener=sweetener)) == level


def test_colour_of_a_level():
    assert colour("D") == (20, 100, 100, 10)


@given(st.decimals(0, 100, places=1), st.decimals(0, 100, places=1))
def test_more_sugar_is_never_better(sugar, more):
    drink, sweeter = (Drink(Decimal(250), sugar=amount) for amount in (sugar, sugar + more))
    assert LEVELS.index(nutri_level(sweeter)) >= LEVELS.index(nutri_level(drink))
