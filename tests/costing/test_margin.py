from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.costing.facts import derive
from lopo.costing.margin import margin_percent
from tests.sample_dossier import TODAY, dossier


@pytest.mark.parametrize(
    ("selling", "buying", "share"),
    [
        (25_000, 20_000, "20.0"),
        (25_000, 25_000, "0.0"),
        (15_000, 10_000, "33.3"),
        (15_000, 10_001, "33.3"),
        (12_000, 9_600, "20.0"),
        (12_000, 9_601, "19.9"),
        (10_000, 12_000, "-20.0"),
        (30_000, 0, "100.0"),
        (0, 5_000, None),
    ],
)
def test_the_share_of_a_price_that_stays_with_the_seller(selling, buying, share):
    assert margin_percent(selling, buying) == (None if share is None else Decimal(share))


@given(st.integers(1, 10**12), st.integers(0, 10**12))
def test_a_share_is_never_said_to_be_more_than_it_is(selling, buying):
    share = margin_percent(selling, buying)
    assert share * selling <= 100 * (selling - buying) < (share + Decimal("0.1")) * selling


def test_the_shares_of_shop_and_maker_are_worked_out_apart():
    sambal = dossier(
        {"price.retail_idr": "Rp25.000", "price.to_shop_idr": "Rp19.500", "price.cost_idr": "12000"}
    )
    found = derive(sambal, TODAY)
    assert found["price.margin_percent"].value == Decimal("22.0")
    assert found["price.own_margin_percent"].value == Decimal("38.4")


def test_one_price_alone_gives_no_share():
    assert derive(dossier({"price.retail_idr": "25000"}), TODAY) == {}
