from decimal import Decimal

import pytest

from lopo.nutrition.panels.energy import energy_adds_up, energy_kcal, kilojoules, salt_from_sodium


def test_energy_of_banana_chips():
    # 30 g: fat 8, protein 1, carbohydrate 18
    assert energy_kcal(Decimal(8), Decimal(1), Decimal(18)) == 148


@pytest.mark.parametrize(
    ("stated", "agrees"),
    [
        ("150", True),
        ("148", True),
        ("162", True),
        ("163", False),
        ("134", True),
        ("133", False),
        ("0", False),
    ],
)
def test_a_stated_energy_may_lie_a_tenth_away(stated, agrees):
    assert energy_adds_up(Decimal(stated), Decimal(8), Decimal(1), Decimal(18)) is agrees


@pytest.mark.parametrize(("stated", "agrees"), [("25", True), ("15", True), ("14", False), ("26", False)])
def test_a_small_energy_may_lie_one_rounding_step_away(stated, agrees):
    # 20 kcal: a tenth is 2, the rounding step is 5
    assert energy_adds_up(Decimal(stated), Decimal(0), Decimal(1), Decimal(4)) is agrees


def test_salt_and_kilojoules():
    assert salt_from_sodium(Decimal(400)) == 1
    assert kilojoules(Decimal(100)) == Decimal("418.400")
