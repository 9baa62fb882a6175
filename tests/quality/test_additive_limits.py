from decimal import Decimal

import pytest

from lopo.facts.kinds import Item
from lopo.quality.additive_limits import FoodKind, additives_over_limit, limit_for

SEI = FoodKind(food_group="none", cured_meat=True)


@pytest.mark.parametrize(
    ("dose", "over"),
    [("22.28", ()), ("30", ()), ("30.1", ("natrium nitrit",)), ("110.19", ("natrium nitrit",))],
)
def test_nitrite_in_sei(dose, over):
    assert additives_over_limit([Item("natrium nitrit", Decimal(dose), "pengawet")], SEI) == over


def test_dried_meat_has_the_same_limit():
    assert limit_for("Pengawet: natrium nitrit", FoodKind(food_group="01")) == 30


def test_no_additives_are_over_no_limit():
    assert additives_over_limit([], FoodKind()) == ()


@pytest.mark.parametrize(
    ("item", "food"),
    [
        (Item("natrium nitrit"), SEI),
        (Item("natrium nitrit", Decimal(10)), FoodKind()),
        (Item("natrium benzoat", Decimal(10)), SEI),
        (Item("natrium nitrat", Decimal(10)), SEI),
    ],
)
def test_without_dose_food_or_row_nothing_is_said(item, food):
    assert additives_over_limit([item], food) is None


def test_one_over_is_named_although_another_is_not_known():
    additives = [Item("natrium benzoat", Decimal(10)), Item("natrium nitrit", Decimal(50))]
    assert additives_over_limit(additives, SEI) == ("natrium nitrit",)
