from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.quality.net_content import judge_lot, tolerable_deficiency


@pytest.mark.parametrize(
    ("nominal", "tolerance"),
    [
        ("45", "4.1"),
        ("75", "4.5"),
        ("125", "5.7"),
        ("150", "6.8"),
        ("250", "9"),
        ("330", "9.9"),
        ("375", "11.3"),
        ("750", "15"),
        ("1200", "18"),
        # the edges, where the table is continuous
        ("50", "4.5"),
        ("100", "4.5"),
        ("200", "9"),
        ("300", "9"),
        ("500", "15"),
        ("1000", "15"),
        ("10000", "150"),
        ("15000", "150"),
        ("50000", "500"),
        ("1210", "19"),
    ],
)
def test_tolerable_deficiency_of_a_pack(nominal, tolerance):
    assert tolerable_deficiency(Decimal(nominal)) == Decimal(tolerance)


@pytest.mark.parametrize("nominal", ["0", "4.9", "50001"])
def test_outside_the_table_nothing_is_said(nominal):
    assert tolerable_deficiency(Decimal(nominal)) is None


@given(st.integers(5, 49_999), st.integers(1, 10_000))
def test_a_larger_pack_never_has_a_smaller_tolerance(nominal, more):
    larger = min(nominal + more, 50_000)
    assert tolerable_deficiency(Decimal(larger)) >= tolerable_deficiency(Decimal(nominal))


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
    [(60, 60, 0), (50, 60, None), (50, 100, 3), (50, 500, 3), (50, 501, None), (80, 3200, 5), (125, 3201, 7)],
)
def test_short_packs_allowed_by_lot_and_sample(sample, lot, allowed):
    assert judge_lot(Decimal(250), [Decimal(250)] * sample, lot).allowed_short == allowed


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
