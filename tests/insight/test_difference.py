"""A share, the difference of two, and their intervals: against published examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from lopo.insight.outcomes.difference import Share, difference, wilson

SHARES = st.integers(1, 200).flatmap(lambda of: st.builds(Share, st.integers(0, of), st.just(of)))
NEWCOMBE = [
    ((56, 70), (48, 80), (0.0524, 0.3339)),
    ((9, 10), (3, 10), (0.1705, 0.8090)),
    ((10, 10), (0, 20), (0.6791, 1.0)),
    ((10, 10), (0, 10), (0.6075, 1.0)),
]
"""Table II of Newcombe 1998, method 10."""


@pytest.mark.parametrize(("first", "second", "bounds"), NEWCOMBE)
def test_the_published_intervals(first, second, bounds):
    found = difference(Share(*first), Share(*second), 0.95)
    assert (found.low, found.high) == pytest.approx(bounds, abs=5e-5)


@given(SHARES, st.floats(0.5, 0.999))
def test_the_interval_of_a_share_is_scipys(share, level):
    known = stats.binomtest(share.count, share.of).proportion_ci(level, method="wilson")
    found = wilson(share, level)
    assert (found.low, found.high) == pytest.approx((known.low, known.high), abs=1e-9)


def test_a_share_of_nothing_is_refused():
    assert Share(0, 0).value is None
    with pytest.raises(ValueError, match="nothing"):
        wilson(Share(0, 0), 0.95)


def test_nobody_on_either_side_is_no_certainty():
    found = difference(Share(0, 20), Share(0, 20), 0.95)
    assert found.points == 0 and found.low < -0.1 and found.high > 0.1 and not found.beyond_chance


@given(SHARES, SHARES)
def test_the_estimate_lies_within_and_the_other_way_round_is_the_mirror(first, second):
    found, mirror = difference(first, second, 0.95), difference(second, first, 0.95)
    assert -1 <= found.low <= found.points <= found.high <= 1
    assert (found.low, found.high) == pytest.approx((-mirror.high, -mirror.low))


@given(SHARES, SHARES)
def test_to_be_surer_takes_a_wider_interval(first, second):
    narrow, wide = difference(first, second, 0.8), difference(first, second, 0.99)
    assert wide.low <= narrow.low + 1e-12 and narrow.high <= wide.high + 1e-12
