import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.quality.storage.arrhenius import RateAt, fit_arrhenius, is_good_fit, life_at, life_days
from lopo.quality.storage.claim import label_claim, supported_days

KERUPUK = (RateAt(20, 0.0600), RateAt(25, 0.0714), RateAt(30, 0.1029))
"""Onion kerupuk in polypropylene: moisture 1 at the start, critical 4."""


def test_the_kerupuk_study_refits():
    line = fit_arrhenius(KERUPUK)
    assert line.slope == pytest.approx(4779, abs=2)
    assert line.activation_energy == pytest.approx(9484, abs=12)
    assert is_good_fit(line)


@pytest.mark.parametrize(("celsius", "days"), [(20, 52), (25, 39), (30, 30)])
def test_life_of_the_kerupuk_from_the_fit(celsius, days):
    line = fit_arrhenius(KERUPUK)
    assert life_days(1, 4, line.rate(celsius)) == pytest.approx(days, abs=0.6)


def test_q10_of_potato_flour():
    slope, intercept = 5130, 14.64
    flour = fit_arrhenius([RateAt(c, math.exp(intercept - slope / (c + 273))) for c in (20, 30, 40)])
    assert flour.q10(30) == pytest.approx(1.72, abs=0.005)
    assert flour.activation_energy == pytest.approx(10_188, abs=1)
    assert flour.r_squared == pytest.approx(1)


def test_two_temperatures_are_too_few():
    assert fit_arrhenius(KERUPUK[:2]) is None
    assert fit_arrhenius([*KERUPUK[:2], RateAt(20, 0.061)]) is None


def test_a_rate_that_is_not_positive_cannot_be_fitted():
    assert fit_arrhenius([*KERUPUK[:2], RateAt(40, 0)]) is None


def test_first_order_life():
    assert life_days(100, 50, 0.01, order=1) == pytest.approx(69.3, abs=0.05)


@pytest.mark.parametrize(("k", "order"), [(0, 0), (-1, 0), (1, 2)])
def test_impossible_rates_and_orders_are_refused(k, order):
    with pytest.raises(ValueError):
        life_days(1, 4, k, order)


@pytest.mark.parametrize(("studied", "supported"), [(100, 80), (52, 41), (90, 72), (0, 0)])
def test_a_label_promises_at_most_four_fifths(studied, supported):
    assert supported_days(studied) == supported


@pytest.mark.parametrize(
    ("studied", "days", "words"),
    [
        (15, 12, "12 hari"),
        (45, 35, "5 minggu (35 hari)"),
        (100, 77, "11 minggu (77 hari)"),
        (190, 150, "5 bulan (150 hari)"),
    ],
)
def test_a_promise_is_rounded_down_as_a_label_says_it(studied, days, words):
    claim = label_claim(studied)
    assert (claim.days, claim.words.id) == (days, words)


def test_nothing_is_promised_where_no_day_is_left():
    assert label_claim(1) is None


@given(st.integers(0, 5000))
def test_a_promise_never_passes_what_is_supported(studied):
    claim = label_claim(studied)
    assert claim is None or 0 < claim.days <= supported_days(studied)


@given(st.floats(1, 1000), st.floats(20, 60), st.floats(20, 60), st.floats(1.1, 4))
def test_life_there_and_back_is_the_same(days, here, there, q10):
    assert life_at(life_at(days, here, there, q10), there, here, q10) == pytest.approx(days)
