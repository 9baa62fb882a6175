from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.costing.rupiah import cost_idr, kept_idr, shared_out

PARTS = st.lists(st.fractions(-(10**6), 10**6, max_denominator=997), min_size=1, max_size=20)


def test_a_cost_is_told_no_smaller_and_a_gain_no_larger_than_it_is():
    assert (cost_idr(Fraction(10, 3)), kept_idr(Fraction(10, 3))) == (4, 3)
    assert (cost_idr(Fraction(-10, 3)), kept_idr(Fraction(-10, 3))) == (-3, -4)


def test_parts_add_up_to_what_is_told():
    assert shared_out(10, [Fraction(10, 3)] * 3) == [4, 3, 3]


@given(PARTS)
def test_the_parts_always_add_up_and_none_is_off_by_a_rupiah(parts):
    for total in (cost_idr(sum(parts)), kept_idr(sum(parts))):
        shared = shared_out(total, parts)
        assert sum(shared) == total
        assert all(abs(part - told) <= 1 for part, told in zip(parts, shared, strict=True))


def test_a_total_that_is_none_is_refused():
    with pytest.raises(ValueError, match="not the sum"):
        shared_out(12, [Fraction(1), Fraction(2)])
