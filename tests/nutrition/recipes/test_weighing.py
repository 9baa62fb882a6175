from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.nutrition.recipes.weighing import loss_percent, oil_taken_up

grams = st.decimals(min_value="0.1", max_value="100000", places=1)


@pytest.mark.parametrize(
    ("before", "after", "oil", "percent"),
    [
        ("1000", "800", "0", "20"),
        ("1000", "1000", "0", "0"),
        ("1000", "880", "80", "20"),  # fried: 200 g of water left, 80 g of oil came
        ("840", "700", "60", "23.81"),
        ("3", "2", "0", "33.33"),
    ],
)
def test_the_loss_follows_from_two_weighings(before, after, oil, percent):
    assert loss_percent(Decimal(before), Decimal(after), Decimal(oil)) == Decimal(percent)


def test_the_oil_taken_up_is_what_is_missing():
    assert oil_taken_up(Decimal(1000), Decimal(920)) == 80
    assert oil_taken_up(Decimal(1000), Decimal(0)) == 1000


@pytest.mark.parametrize(("before", "after"), [("0", "1"), ("1", "0"), ("-1", "1"), ("800", "801")])
def test_weights_that_cannot_be(before, after):
    with pytest.raises(Refused):
        loss_percent(Decimal(before), Decimal(after))


@pytest.mark.parametrize(("before", "after"), [("0", "0"), ("-1", "-2"), ("10", "10.1"), ("10", "-0.1")])
def test_oil_that_cannot_be(before, after):
    with pytest.raises(Refused):
        oil_taken_up(Decimal(before), Decimal(after))


@given(before=grams, share=st.integers(1, 100), oil=grams)
def test_what_comes_out_balances_what_went_in(before, share, oil):
    after = before * share / 100 + oil
    loss = loss_percent(before, after, oil)
    assert abs(loss - (100 - share)) <= Decimal("0.01")
