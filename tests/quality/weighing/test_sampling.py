from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.quality.weighing.sampling import (
    LEVELS,
    NORMAL,
    REDUCED,
    TIGHTENED,
    Plan,
    aqls,
    code_letter,
    one_step_tighter,
    plan_for,
    sampling_plan,
)


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


LETTERS = "ABCDEFGHJKLMNPQR"
SIZES = dict(zip(LETTERS, (2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000), strict=True))
LOT_OF = dict(
    zip(
        LETTERS[:-1],
        (5, 10, 20, 30, 60, 120, 200, 400, 1000, 2000, 5000, 20000, 10**5, 4 * 10**5, 10**6),
        strict=True,
    )
)
"""A lot of each code letter at level II."""

RESOLVED = """
A 20/0 13/0 5/0 3/0 2/0
B 20/0 13/0 5/0 3/0 2/0
C 20/0 13/0 5/0 3/0 8/1
D 20/0 13/0 5/0 13/1 8/1
E 20/0 13/0 20/1 13/1 13/2
F 20/0 13/0 20/1 20/2 20/3
G 20/0 50/1 32/2 32/3 32/5
H 80/1 50/1 50/3 50/5 50/7
J 80/1 80/2 80/5 80/7 80/10
K 125/2 125/3 125/7 125/10 125/14
L 200/3 200/5 200/10 200/14 200/21
M 315/5 315/7 315/14 315/21 200/21
N 500/7 500/10 500/21 315/21 200/21
P 800/10 800/14 500/21 315/21 200/21
Q 1250/14 1250/21 500/21 315/21 200/21
"""


@pytest.mark.parametrize("line", RESOLVED.split("\n")[1:-1])
def test_normal_plans_with_their_arrows_followed(line):
    letter, *plans = line.split()
    for aql, wanted in zip(("0.65", "1.0", "2.5", "4.0", "6.5"), plans, strict=True):
        plan = plan_for(LOT_OF[letter], "II", Decimal(aql))
        assert f"{plan.table_sample}/{plan.accept}" == wanted, aql


@pytest.mark.parametrize(
    ("aql", "size"),
    list(zip(aqls()[:15], (1250, 800, 500, 315, 200, 125, 80, 50, 32, 20, 13, 8, 5, 3, 2), strict=True)),
)
def test_the_plan_without_a_defect_has_its_published_sample(aql, size):
    letter = next(letter for letter, each in SIZES.items() if each == size)
    assert plan_for(LOT_OF[letter], "II", aql) == Plan(min(size, LOT_OF[letter]), 0)


@pytest.mark.parametrize(
    ("lot", "aql", "wanted"),
    [
        # as the US Army's table prints them
        (1000, "1.0", "80/1"),
        (1000, "2.5", "80/3"),
        (1000, "4.0", "80/5"),
        (1000, "6.5", "80/8"),
        (1000, "10", "80/12"),
        (1000, "15", "80/18"),
        (1000, "0.65", "125/1"),
        (2000, "0.65", "125/1"),
        (2000, "15", "80/18"),
        (5000, "0.65", "200/2"),
        (400, "1.0", "80/1"),
        (200, "0.65", "32/0"),
        (60, "4.0", "20/1"),
        (5, "6.5", "3/0"),
        (5, "10", "2/0"),
    ],
)
def test_tightened_plans(lot, aql, wanted):
    plan = plan_for(lot, "II", Decimal(aql), TIGHTENED)
    assert f"{plan.table_sample}/{plan.accept}" == wanted


@pytest.mark.parametrize(
    ("lot", "aql", "inspection", "words"),
    [
        (500, "3", NORMAL, "not in the table"),
        (500, "2.5", REDUCED, "no tables for reduced"),
        (20_000, "2.5", TIGHTENED, "from a sure source"),
        (500, "0.10", TIGHTENED, "0.65; 1; 1.5"),
        (1, "2.5", NORMAL, "between 2 and"),
        (10**9, "2.5", NORMAL, "10,000,000"),
    ],
)
def test_what_is_not_in_a_sure_table_is_refused_with_what_there_is(lot, aql, inspection, words):
    with pytest.raises(Refused) as refused:
        plan_for(lot, "II", Decimal(aql), inspection)
    assert words in refused.value.reason.en and refused.value.reason.id


any_lot = st.one_of(st.integers(2, 4000), st.integers(2, 10**6))


@given(any_lot, any_lot, st.sampled_from(LEVELS), st.sampled_from(aqls()))
def test_a_larger_lot_never_needs_a_smaller_sample_of_percent_plans(one, other, level, aql):
    if aql <= 10:
        small, large = (plan_for(each, level, aql) for each in sorted((one, other)))
        assert small.sample <= large.sample


@given(st.integers(2, 3200), st.sampled_from(LEVELS), st.sampled_from(aqls(TIGHTENED)))
def test_tightened_is_never_easier(lot, level, aql):
    normal, tightened = (plan_for(lot, level, aql, each) for each in (NORMAL, TIGHTENED))
    assert tightened.table_sample >= normal.table_sample
    assert tightened.accept * normal.table_sample <= normal.accept * tightened.table_sample


def test_one_step_tighter():
    assert one_step_tighter(Decimal("2.5")) == Decimal("1.5")
    assert one_step_tighter(Decimal("0.010")) is None
