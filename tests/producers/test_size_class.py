import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.producers.size_class import size_class

ORDER = ["micro", "small", "medium", "large"]


@pytest.mark.parametrize(
    ("sales", "expected"),
    [
        (0, "micro"),
        (36_000_000, "micro"),
        (2_000_000_000, "micro"),
        (2_000_000_001, "small"),
        (15_000_000_000, "small"),
        (15_000_000_001, "medium"),
        (50_000_000_000, "medium"),
        (50_000_000_001, "large"),
    ],
)
def test_class_by_sales_of_a_year(sales, expected):
    assert size_class(sales) == expected


@pytest.mark.parametrize(
    ("capital", "expected"),
    [
        (1_000_000_000, "micro"),
        (1_000_000_001, "small"),
        (5_000_000_000, "small"),
        (10_000_000_000, "medium"),
        (10_000_000_001, "large"),
    ],
)
def test_class_by_capital_when_sales_are_not_known(capital, expected):
    assert size_class(None, capital) == expected


def test_sales_decide_when_both_are_known():
    assert size_class(100_000_000, 6_000_000_000) == "micro"


def test_nothing_known_gives_nothing():
    assert size_class(None, None) is None


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_more_sales_never_make_a_smaller_class(one, other):
    low, high = sorted((one, other))
    assert ORDER.index(size_class(low)) <= ORDER.index(size_class(high))
