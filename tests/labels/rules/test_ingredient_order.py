from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Item
from lopo.labels.rules.ingredient_order import (
    heaviest_first,
    missing_on_label,
    not_in_recipe,
    same_ingredient,
)

SAMBAL = (
    Item("cabai rawit", Decimal(600)),
    Item("jeruk nipis", Decimal(200)),
    Item("daun kemangi", Decimal(120)),
    Item("garam", Decimal(50)),
)


@pytest.mark.parametrize(
    ("label", "right"),
    [
        (["cabai rawit", "jeruk nipis", "daun kemangi", "garam"], True),
        (["Cabe rawit (60%)", "Jeruk nipis", "Kemangi", "Garam"], True),
        (["garam", "cabai rawit", "jeruk nipis"], False),
        (["cabai rawit", "daun kemangi", "jeruk nipis", "garam"], False),
        (["cabai rawit"], True),
        (["kluwak"], None),
        ([], None),
    ],
)
def test_heaviest_first(label, right):
    assert heaviest_first(SAMBAL, label) is right


def test_an_unknown_weight_leaves_the_order_open_unless_it_is_already_wrong():
    recipe = (Item("singkong", Decimal(900)), Item("minyak"), Item("garam", Decimal(10)))
    assert heaviest_first(recipe, ["singkong", "minyak", "garam"]) is None
    assert heaviest_first(recipe, ["garam", "minyak", "singkong"]) is False


def test_equal_weights_may_stand_either_way():
    recipe = (Item("gula", Decimal(100)), Item("kelapa", Decimal(100)))
    assert heaviest_first(recipe, ["gula", "kelapa"]) is True
    assert heaviest_first(recipe, ["kelapa", "gula"]) is True


def test_what_the_label_leaves_out_and_what_it_adds():
    label = ["cabai", "jeruk nipis", "garam", "terasi"]
    assert missing_on_label(SAMBAL, label) == ("daun kemangi",)
    assert not_in_recipe(SAMBAL, label) == ("terasi",)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Cabe Rawit", "cabai rawit segar", True),
        ("garam", "Garam beryodium", True),
        ("gula", "garam", False),
        ("lada bubuk", "lada", True),
        ("gula (lempeng)", "gula", True),
        ("", "gula", False),
        ("12%", "gula", False),
    ],
)
def test_names_of_one_ingredient(one, other, same):
    assert same_ingredient(one, other) is same
    assert same_ingredient(other, one) is same


@given(st.permutations(SAMBAL))
def test_only_descending_orders_are_right(order):
    weights = [item.amount for item in order]
    assert heaviest_first(SAMBAL, [item.name for item in order]) is (weights == sorted(weights, reverse=True))
