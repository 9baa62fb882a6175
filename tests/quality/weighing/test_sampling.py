import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.quality.weighing.sampling import (
    INSPECTIONS,
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
from tests.quality.weighing.resolved_plans import NORMAL_PLANS, REDUCED_PLANS, TIGHTENED_PLANS


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

COLUMNS = [
    (inspection, line)
    for inspection, table in ((NORMAL, NORMAL_PLANS), (TIGHTENED, TIGHTENED_PLANS), (REDUCED, REDUCED_PLANS))
    for line in table.split("\n")[1:-1]
]


@pytest.mark.parametrize(("inspection", "line"), COLUMNS)
def test_every_cell_of_the_three_tables_with_its_arrows_followed(inspection, line):
    aql, *runs = line.split()
    seen = ""
    for run in runs:
        letters, wanted = run.split(":")
        first, last = LETTERS.index(letters[0]), LETTERS.index(letters[-1])
        for letter in LETTERS[first : last + 1]:
            level, lot = ("III", 10**6) if letter == "R" else ("II", LOT_OF[letter])
            plan = plan_for(lot, level, Decimal(aql), inspection)
            assert plan.code == letter
            assert f"{plan.table_code}{plan.table_sample}/{plan.accept}" == wanted, letter
            seen += letter
    assert seen == LETTERS


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


@pytest.mark.parametrize("inspection", INSPECTIONS)
@pytest.mark.parametrize(
    ("lot", "aql", "words"),
    [
        (500, "3", "not in the table"),
        (1, "2.5", "between 2 and"),
        (10**9, "2.5", "10,000,000"),
    ],
)
def test_what_is_not_in_the_table_is_refused_with_what_there_is(lot, aql, words, inspection):
    with pytest.raises(Refused) as refused:
        plan_for(lot, "II", Decimal(aql), inspection)
    assert words in refused.value.reason.en and refused.value.reason.id


any_lot = st.one_of(st.integers(2, 4000), st.integers(2, 10**6))


@given(any_lot, any_lot, st.sampled_from(LEVELS), st.sampled_from(aqls()))
def test_a_larger_lot_never_needs_a_smaller_sample_of_percent_plans(one, other, level, aql):
    if aql <= 10:
        small, large = (plan_for(each, level, aql) for each in sorted((one, other)))
        assert small.sample <= large.sample


def chance_to_pass(plan, aql):
    """Of a lot that is just as bad as its AQL: binomial for packs, Poisson for defects."""
    share, size, counts = float(aql) / 100, plan.table_sample, range(plan.accept + 1)
    if aql <= 10:
        return sum(math.comb(size, k) * share**k * (1 - share) ** (size - k) for k in counts)
    return sum(math.exp(-size * share) * (size * share) ** k / math.factorial(k) for k in counts)


@given(any_lot, st.sampled_from(LEVELS), st.sampled_from(aqls()))
def test_a_lot_as_bad_as_its_limit_never_passes_more_easily_under_tightened_inspection(lot, level, aql):
    normal, tightened = (plan_for(lot, level, aql, each) for each in (NORMAL, TIGHTENED))
    assert chance_to_pass(tightened, aql) <= chance_to_pass(normal, aql) + 1e-9


@given(any_lot, st.sampled_from(LEVELS), st.sampled_from(aqls()))
def test_reduced_inspection_never_looks_at_more(lot, level, aql):
    normal, reduced = (plan_for(lot, level, aql, each) for each in (NORMAL, REDUCED))
    assert reduced.table_sample <= normal.table_sample and reduced.accept <= normal.accept


def test_one_step_tighter():
    assert one_step_tighter(Decimal("2.5")) == Decimal("1.5")
    assert one_step_tighter(Decimal("0.010")) is None
