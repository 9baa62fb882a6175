import datetime as dt
from decimal import Decimal

import pytest

from lopo.nutrition.lab_checks import lab_doubts, lab_faults
from tests.sample_dossier import TODAY

REPORT = {
    "energy": "450",
    "fat": "18.5",
    "saturated_fat": "9",
    "protein": "4",
    "carbohydrate": "68",
    "sugar": "2.5",
    "sodium": "410",
}


def amounts(**changes):
    return {nutrient: Decimal(amount) for nutrient, amount in {**REPORT, **changes}.items()}


def faults(per="100_g", on=TODAY, **changes):
    return set(lab_faults(amounts(**changes), per, on, TODAY))


def test_a_true_report_has_no_fault_and_raises_no_doubt():
    assert faults() == set()
    assert lab_doubts(amounts()) == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"saturated_fat": "18.6"}, "saturated_fat"),
        ({"trans_fat": "19"}, "trans_fat"),
        ({"sugar": "68.1"}, "sugar"),
        ({"added_sugar": "69"}, "added_sugar"),
        ({"fibre": "70"}, "fibre"),
        ({"carbohydrate": "78"}, ""),
    ],
)
def test_a_part_is_never_more_than_its_whole(changes, field):
    assert faults(**changes) == {field}


def test_a_hundred_millilitres_may_weigh_more_than_a_hundred_grams():
    assert faults(per="100_ml", carbohydrate="85") == set()


def test_no_amount_and_a_day_to_come():
    assert set(lab_faults({}, "100_g", TODAY, TODAY)) == {""}
    assert faults(on=TODAY + dt.timedelta(days=1)) == {"tested_on"}


def test_an_energy_that_its_parts_do_not_give_is_doubted_with_both_numbers():
    (doubt,) = lab_doubts(amounts(energy="380"))
    assert "380" in doubt.id
    assert "454" in doubt.id
    assert lab_doubts({"energy": Decimal(1)}) == ()
