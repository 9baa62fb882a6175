"""The gain of a group between two tests."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.training.day.gain import Gain, Pair, gain_of


def test_half_of_what_was_not_known_is_known():
    found = gain_of([Pair(2, 6, 10), Pair(4, 7, 10)])
    assert found == Gain(2, Decimal(30), Decimal(65), Decimal("0.50"))
    assert found.too_few


def test_nobody_or_everything_known_has_no_gain():
    assert gain_of([]) == Gain(0, None, None, None)
    assert gain_of([Pair(5, 5, 5), Pair(5, 4, 5)]).gain is None
    assert gain_of([Pair(0, 0, 0)]).answered == 0


def test_it_can_be_less_than_before():
    assert gain_of([Pair(5, 4, 10)]).gain == Decimal("-0.20")


@pytest.mark.parametrize(("people", "few"), [(9, True), (10, False)])
def test_few_are_said_to_be_few(people, few):
    assert gain_of([Pair(1, 2, 4)] * people).too_few is few


pairs = st.integers(1, 20).flatmap(
    lambda asked: st.builds(Pair, st.integers(0, asked), st.integers(0, asked), st.just(asked))
)


@given(st.lists(pairs, min_size=1, max_size=30))
def test_the_gain_has_the_sign_of_the_difference_and_is_one_at_most(sent):
    found = gain_of(sent)
    if found.gain is not None:
        assert found.gain <= 1
        if found.after > found.before:
            assert found.gain >= 0
        if found.after < found.before:
            assert found.gain <= 0
