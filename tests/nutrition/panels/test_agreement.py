from decimal import Decimal

import pytest

from lopo.nutrition.panels.agreement import agrees, all_agree


@pytest.mark.parametrize(
    ("printed", "known", "nutrient", "agree"),
    [
        ("110", "100", "energy", True),
        ("130", "100", "energy", False),
        ("0", "0.4", "fat", True),  # within the rounding step
        ("0", "3", "fat", False),
        ("5", "4.8", "fat", True),
    ],
)
def test_a_printed_amount_against_the_known_one(printed, known, nutrient, agree):
    assert agrees(Decimal(printed), Decimal(known), nutrient) is agree


def test_one_that_is_off_decides_and_an_unknown_one_leaves_it_open():
    known = {"fat": Decimal(10), "sugar": None}
    assert all_agree({"fat": Decimal(20), "sugar": Decimal(3)}, known) is False
    assert all_agree({"fat": Decimal(10), "sugar": Decimal(3)}, known) is None
    assert all_agree({"fat": Decimal(10)}, known) is True
    assert all_agree({}, known) is None
