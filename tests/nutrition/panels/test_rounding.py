from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.nutrition.panels.rounding import (
    EU,
    INDONESIA,
    US,
    confidence_of,
    is_rounded,
    percent_daily,
    rounded,
    rounding_step,
)


@pytest.mark.parametrize(
    ("item", "amount", "printed"),
    [
        ("energy", "4.9", "0"),
        ("energy", "7.5", "10"),
        ("energy", "47", "45"),
        ("energy", "50", "50"),
        ("energy", "54", "50"),
        ("energy", "148", "150"),
        ("fat", "0.49", "0"),
        ("fat", "0.6", "0.5"),
        ("fat", "4.8", "5.0"),
        ("fat", "7.4", "7"),
        ("saturated_fat", "2.3", "2.5"),
        ("cholesterol", "1.9", "0"),
        ("cholesterol", "3.4", "3"),
        ("cholesterol", "12", "10"),
        ("protein", "0.4", "0"),
        ("sugar", "8.5", "9"),
        ("sodium", "4", "0"),
        ("sodium", "138", "140"),
        ("sodium", "144", "140"),
        ("sodium", "145", "150"),
        ("servings", "3.3", "3.5"),
        ("serving_size", "7.26", "7.3"),
        ("serving_size", "30.4", "30"),
    ],
)
def test_indonesian_panel(item, amount, printed):
    assert rounded(item, Decimal(amount), INDONESIA).amount == Decimal(printed)


@pytest.mark.parametrize(
    ("item", "amount", "printed", "less_than"),
    [
        ("energy", "4", "0", None),
        ("fat", "4.9", "5", None),
        ("fat", "5.4", "5", None),
        ("cholesterol", "3", "5", "5"),
        ("cholesterol", "8", "10", None),
        ("protein", "0.7", "1", "1"),
        ("protein", "0.3", "0", None),
        ("sodium", "141", "140", None),
    ],
)
def test_panel_of_the_united_states(item, amount, printed, less_than):
    result = rounded(item, Decimal(amount), US)
    assert result.amount == Decimal(printed)
    assert result.less_than == (None if less_than is None else Decimal(less_than))


@pytest.mark.parametrize(
    ("item", "amount", "printed", "less_than"),
    [
        ("energy", "148.5", "149", None),
        ("fat", "0.5", "0", "0.5"),
        ("fat", "0", "0", None),
        ("fat", "9.96", "10", None),
        ("fat", "26.7", "27", None),
        ("saturated_fat", "0.1", "0", "0.1"),
        ("saturated_fat", "0.14", "0.1", None),
        ("salt", "0.012", "0", "0.01"),
        ("salt", "0.456", "0.46", None),
        ("salt", "1.26", "1.3", None),
    ],
)
def test_panel_of_the_european_union(item, amount, printed, less_than):
    result = rounded(item, Decimal(amount), EU)
    assert result.amount == Decimal(printed)
    assert result.less_than == (None if less_than is None else Decimal(less_than))


@given(
    st.sampled_from(["energy", "fat", "saturated_fat", "cholesterol", "protein", "sodium", "servings"]),
    st.decimals(0, 3000, places=2),
)
def test_a_printed_amount_rounds_to_itself_and_is_near(item, amount):
    printed = rounded(item, amount).amount
    assert is_rounded(item, printed)
    assert abs(printed - amount) <= rounding_step(item, amount)


def test_an_amount_that_the_rule_cannot_give_is_found():
    assert not is_rounded("energy", Decimal(147))
    assert not is_rounded("fat", Decimal("0.3"))
    assert is_rounded("fat", Decimal("2.5"))


def test_per_cent_comes_from_the_unrounded_amount_and_is_nothing_where_nothing_prints():
    assert percent_daily(Decimal("8.4"), Decimal(67), "fat") == 13
    assert percent_daily(Decimal("0.4"), Decimal(67), "fat") == 0


def test_rules_say_how_sure_they_are():
    assert confidence_of("energy") == "corroborated"
    assert confidence_of("percent_daily_micronutrient") == "to-verify"


def test_less_than_nothing_and_unknown_items_are_refused():
    with pytest.raises(ValueError, match="less than zero"):
        rounded("fat", Decimal(-1))
    with pytest.raises(KeyError, match="caffeine"):
        rounded("caffeine", Decimal(1))
