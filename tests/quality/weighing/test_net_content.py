from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.quality.weighing.net_content import check_count, judge_lot, packs_wanted, shortness
from lopo.quality.weighing.rules import allowed_short, correction_factor


def weighed(*grams):
    return [Decimal(gram) for gram in grams]


def test_a_home_lot_weighed_whole_passes_on_its_plain_mean():
    verdict = judge_lot(Decimal(250), weighed("252", "249", "251", "250.5"), lot_size=4)
    assert verdict.passes is True
    assert verdict.mean == Decimal("250.625")
    assert verdict.corrected_mean == verdict.mean


def test_one_pack_short_by_more_than_twice_the_tolerance_fails_any_lot():
    verdict = judge_lot(Decimal(250), weighed("260", "260", "260", "231.9"), lot_size=4)
    assert verdict.mean_is_enough is True
    assert verdict.grossly_short == 1
    assert verdict.passes is False


def test_exactly_twice_the_tolerance_short_is_not_more():
    assert judge_lot(Decimal(250), weighed("270", "232"), lot_size=2).grossly_short == 0


def test_a_small_sample_of_an_unknown_lot_leaves_the_mean_open():
    verdict = judge_lot(Decimal(250), weighed("249", "250"))
    assert verdict.corrected_mean is None
    assert verdict.mean_is_enough is None
    assert verdict.passes is None


def test_a_mean_that_reaches_the_label_needs_no_correction():
    verdict = judge_lot(Decimal(250), weighed("252", "251"))
    assert verdict.mean_is_enough is True
    assert verdict.passes is None  # how many short packs are allowed hangs on the lot


@pytest.mark.parametrize(
    ("sample", "lot", "allowed"),
    [
        (60, 60, 0),
        (50, 60, None),
        (50, 100, 3),
        (50, 500, 3),
        (50, 501, None),
        (80, 3200, 5),
        (125, 3201, 7),
        # who weighs more, or all of it, is not held against fewer short packs
        (100, 100, 5),
        (99, 99, 0),
        (100, 101, 5),
        (300, 300, 10),
        (600, 600, 21),
    ],
)
def test_short_packs_allowed_by_lot_and_sample(sample, lot, allowed):
    assert judge_lot(Decimal(250), [Decimal(250)] * sample, lot).allowed_short == allowed


@pytest.mark.parametrize("lot", [100, 101])
def test_weighing_every_pack_of_a_lot_with_a_plan_is_not_punished(lot):
    verdict = judge_lot(Decimal(250), [Decimal(251)] * 99 + [Decimal(240)], lot_size=lot)
    assert (verdict.short, verdict.passes) == (1, True)


def test_more_weights_than_packs_are_refused_with_both_numbers():
    with pytest.raises(Refused) as refused:
        check_count(50, 10)
    assert "50 weights" in refused.value.reason.en and "10 packs" in refused.value.reason.en
    check_count(10, 10)


@given(st.integers(1, 700), st.integers(1, 700), st.integers(1, 4000))
def test_more_weighed_packs_never_allow_fewer_short_ones(one, other, lot):
    few, many = sorted((min(one, lot), min(other, lot)))
    allowed = [allowed_short(each, lot) for each in (few, many)]
    assert allowed[0] is None or allowed[1] >= allowed[0]


def test_a_sample_of_fifty_gets_the_benefit_of_its_spread():
    contents = [Decimal(248), Decimal(251)] * 25  # mean 249.5, s about 1.515
    verdict = judge_lot(Decimal(250), contents, lot_size=300)
    assert verdict.corrected_mean == pytest.approx(Decimal("250.074"), abs=Decimal("0.001"))
    assert verdict.allowed_short == 3
    assert verdict.passes is True


def test_more_short_packs_than_allowed_fail_the_lot():
    contents = [Decimal(262)] * 46 + [Decimal(240)] * 4
    verdict = judge_lot(Decimal(250), contents, lot_size=300)
    assert (verdict.short, verdict.allowed_short) == (4, 3)
    assert verdict.passes is False


def test_nothing_weighed_gives_nothing():
    assert judge_lot(Decimal(250), []) is None


@pytest.mark.parametrize(
    ("sample", "factor"),
    [
        (20, "0.640"),
        (30, "0.503"),
        (50, "0.379"),
        (80, "0.295"),
        (125, "0.234"),
        (200, "0.184"),
        (201, "0.183"),
        (500, "0.116"),
        (5000, "0.036"),
        (19, None),
    ],
)
def test_the_published_correction_factors(sample, factor):
    verdict = judge_lot(Decimal(250), [Decimal(250)] * sample, 10_000)
    assert verdict.factor == (None if factor is None else Decimal(factor))


def test_beyond_its_table_the_factor_falls_on_by_its_formula():
    factors = [correction_factor(sample) for sample in range(20, 700)]
    assert factors == sorted(factors, reverse=True) and factors[-1] > 0


@pytest.mark.parametrize(
    ("lot", "wanted"),
    [(1, 1), (99, 99), (100, 50), (500, 50), (501, 80), (3200, 80), (3201, 125), (10**6, 125)],
)
def test_packs_to_weigh(lot, wanted):
    assert packs_wanted(lot) == wanted


@pytest.mark.parametrize(
    ("sample", "allowed", "most"), [(49, None, None), (50, 3, 500), (80, 5, 3200), (125, 7, None)]
)
def test_where_nobody_told_the_lot_the_sample_says_for_which_lots_it_is_enough(sample, allowed, most):
    verdict = judge_lot(Decimal(250), [Decimal(250)] * sample)
    assert (verdict.allowed_short, verdict.lot_most) == (allowed, most)


def test_a_pack_is_named_by_what_it_lacks():
    verdict = judge_lot(Decimal(250), weighed("250", "250"), 2)
    assert [shortness(Decimal(each), verdict) for each in ("241", "240.9", "232", "231.9")] == [
        "", "short", "short", "gross",
    ]  # fmt: skip


lots = st.lists(st.decimals(200, 300, places=1), min_size=1, max_size=60)
RANK = {False: 0, None: 1, True: 2}


@given(lots, st.data())
def test_a_whole_lot_is_never_better_when_a_pack_gets_lighter(contents, data):
    place = data.draw(st.integers(0, len(contents) - 1))
    lighter = [*contents]
    lighter[place] -= data.draw(st.decimals(0, 100, places=1))
    before = judge_lot(Decimal(250), contents, len(contents))
    after = judge_lot(Decimal(250), lighter, len(contents))
    assert RANK[after.passes] <= RANK[before.passes]


@given(lots, st.integers(100, 4000), st.data())
def test_of_a_sample_no_count_gets_better_when_a_pack_gets_lighter(contents, lot, data):
    """The corrected mean alone may: a light pack widens the spread, of which the law gives the benefit."""
    place = data.draw(st.integers(0, len(contents) - 1))
    lighter = [*contents]
    lighter[place] -= data.draw(st.decimals(0, 100, places=1))
    before, after = (judge_lot(Decimal(250), each, lot) for each in (contents, lighter))
    assert after.mean <= before.mean
    assert after.short >= before.short and after.grossly_short >= before.grossly_short


@given(lots, st.integers(1, 4000))
def test_every_lot_has_its_numbers(contents, lot):
    verdict = judge_lot(Decimal(250), contents, lot)
    assert verdict.grossly_short <= verdict.short <= verdict.sample
    assert verdict.corrected_mean is None or verdict.corrected_mean >= verdict.mean
