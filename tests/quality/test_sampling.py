from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.quality.sampling import LEVELS, Plan, code_letter, sampling_plan


@pytest.mark.parametrize(
    ("lot", "level", "letter"),
    [
        (2, "II", "A"),
        (8, "II", "A"),
        (9, "II", "B"),
        (50, "II", "D"),
        (51, "II", "E"),
        (500, "II", "H"),
        (501, "II", "J"),
        (1200, "I", "G"),
        (1200, "III", "K"),
        (500_000, "II", "P"),
        (500_001, "II", "Q"),
        (500_001, "III", "R"),
        (100, "S1", "B"),
        (600_000, "S4", "K"),
        (1, "II", None),
    ],
)
def test_code_letters(lot, level, letter):
    assert code_letter(lot, level) == letter


@pytest.mark.parametrize(
    ("lot", "aql", "plan"),
    [
        (500, "2.5", Plan(50, 3)),
        (1000, "2.5", Plan(80, 5)),
        (1000, "0.65", Plan(80, 1)),
        (1000, "4", Plan(80, 7)),
        (200, "6.5", Plan(32, 5)),
        (120, "1.0", Plan(13, 0)),
        (15, "0.65", Plan(15, 0)),  # the sample of 20 is larger than the lot
    ],
)
def test_plans_at_level_two(lot, aql, plan):
    assert sampling_plan(lot, "II", Decimal(aql)) == plan


def test_an_aql_that_is_not_in_the_table_has_no_plan():
    assert sampling_plan(500, "II", Decimal("3")) is None


@given(st.integers(2, 10**6), st.sampled_from(LEVELS), st.sampled_from(["0.65", "1.0", "2.5", "4.0", "6.5"]))
def test_a_sample_never_exceeds_its_lot_and_may_not_be_all_bad(lot, level, aql):
    plan = sampling_plan(lot, level, Decimal(aql))
    assert 0 <= plan.accept < plan.sample <= lot
