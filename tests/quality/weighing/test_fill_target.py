import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.quality.weighing.decision import decide
from lopo.quality.weighing.fill_target import fill_target
from lopo.quality.weighing.net_content import judge_lot
from lopo.quality.weighing.tolerance import CONTENT


def lot(mean, spread, count=50):
    """So many packs, half below and half above the mean, with about this standard deviation."""
    return [Decimal(str(mean)) + Decimal(str(spread)) * (1 if place % 2 else -1) for place in range(count)]


def target(nominal, contents, lot_size):
    return fill_target(judge_lot(Decimal(nominal), contents, lot_size), lot_size)


def test_too_few_packs_give_no_target():
    assert target(250, lot(250, 2, 19), 300) is None


def test_packs_that_never_differ_need_no_more_than_the_label_says():
    found = target(250, [Decimal(248)] * 50, 300)
    assert (found.mean, found.above, found.change, found.give_away) == (250, 0, 2, 0)


def test_a_careful_filler_of_a_large_lot_gives_nothing_away():
    assert target(250, lot(252, 1), 300).mean == 250


def test_a_careless_filler_pays_for_it():
    found = target(250, lot(252, 6), 300)
    assert found.mean > 250
    assert found.give_away == found.above * 100
    assert found.change == found.mean - 252


def test_a_small_lot_weighed_whole_needs_its_mean_surely_above():
    assert target(250, lot(250, 2, 40), 40).mean > 250


@given(st.integers(1, 35), st.integers(1, 35), st.sampled_from([40, 300, 2000, 5000]))
def test_a_wider_spread_never_has_a_lower_target(one, other, lot_size):
    narrow, wide = sorted((one, other))
    assert target(250, lot(250, narrow / 4), lot_size).mean <= target(250, lot(250, wide / 4), lot_size).mean


@pytest.mark.parametrize("spread", [1, 4, 8])
@pytest.mark.parametrize("lot_size", [60, 300, 2000])
def test_lots_filled_to_the_target_pass_as_often_as_is_said(spread, lot_size):
    found = target(250, lot(250, spread, 60), lot_size)
    chance, sample = random.Random(7), {60: 60, 300: 50, 2000: 80}[lot_size]
    passed = 0
    for _each in range(300):
        contents = [Decimal(f"{chance.gauss(float(found.mean), spread):.2f}") for _pack in range(sample)]
        passed += judge_lot(Decimal(250), contents, lot_size).passes is True
    assert passed / 300 >= 0.92


def test_short_packs_that_no_bell_curve_explains_carry_no_target():
    contents = [*lot(251, 1, 47), Decimal(240), Decimal(240), Decimal(240)]
    verdict = judge_lot(Decimal(250), contents, 300)
    assert (verdict.short, verdict.passes) == (3, True)
    decision = decide(verdict, "g", CONTENT, 300)
    assert decision.target is None
    assert "evenly" in decision.advice[-1].en and "95" not in decision.advice[-1].en


def test_more_short_packs_than_the_curve_says_raise_the_target():
    even = lot(251, 4, 50)
    seen = [*lot(251, 4, 46), Decimal("240.9"), Decimal("240.9"), Decimal(258), Decimal("261.2")]
    before, after = (target(250, each, 300) for each in (even, seen))
    assert after.mean > before.mean + Decimal("0.5")


@pytest.mark.parametrize("heavy", [1.0, 1.35, 1.6])
def test_lots_that_differ_more_than_a_bell_curve_pass_as_often_as_is_said_or_nothing_is_said(heavy):
    """One pack in ten is filled more carelessly, with a spread so many times as wide."""
    chance = random.Random(11)

    def filled(mean, count):
        return [
            Decimal(f"{chance.gauss(mean, 4 * (heavy if chance.random() < 0.1 else 1)):.2f}")
            for _pack in range(count)
        ]

    said = passed = 0
    for _each in range(40):
        found = target(250, filled(251, 50), 300)
        if found is None:
            continue
        lots = [judge_lot(Decimal(250), filled(float(found.mean), 50), 300) for _lot in range(20)]
        said, passed = said + len(lots), passed + sum(each.passes is True for each in lots)
    assert said > 0 and passed / said >= 0.92


def test_a_lot_that_fails_is_never_told_to_hold_less():
    contents = [*lot(258, 1, 49), Decimal(231)]
    decision = decide(judge_lot(Decimal(250), contents, 300), "g", CONTENT, 300)
    assert decision.state == "fails"
    assert "evenly" in decision.advice[-1].en and "less than now" not in decision.advice[-1].en
