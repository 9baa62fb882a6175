from decimal import Decimal

import pytest

from lopo.producers.facts import derive
from lopo.producers.remaining_life import remaining_life_percent
from tests.sample_dossier import TODAY, dossier


@pytest.mark.parametrize(
    ("life", "age", "left"),
    [
        (120, 0, "100"),
        (120, 40, "66.66"),
        (120, 41, "65.83"),
        (90, 30, "66.66"),
        (90, 90, "0"),
        (90, 120, "0"),
        (0, 0, None),
    ],
)
def test_the_part_of_the_life_that_is_left_at_delivery(life, age, left):
    assert remaining_life_percent(life, age) == (None if left is None else Decimal(left))


@pytest.mark.parametrize("life", [3, 30, 120, 365, 730])
def test_two_thirds_is_told_from_a_day_less(life):
    asked = Decimal("66.66")
    on_time = life // 3
    assert remaining_life_percent(life, on_time) >= asked
    assert remaining_life_percent(life, on_time + 1) < asked


def test_it_waits_for_both_the_life_and_the_age():
    assert "supply.remaining_life_percent" not in derive(dossier({"quality.shelf_life_days": "120"}), TODAY)
    known = dossier({"quality.shelf_life_days": "120", "supply.age_at_delivery_days": "12"})
    assert derive(known, TODAY)["supply.remaining_life_percent"].value == Decimal("90")
