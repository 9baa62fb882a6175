import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.producers.commitments import add_months, commitments_due


@pytest.mark.parametrize(
    ("issued", "due", "extended_due"),
    [
        ((2026, 1, 15), (2026, 4, 15), (2026, 7, 15)),
        ((2026, 1, 31), (2026, 4, 30), (2026, 7, 31)),
        ((2025, 11, 30), (2026, 2, 28), (2026, 5, 30)),
        ((2027, 11, 30), (2028, 2, 29), (2028, 5, 30)),
        ((2024, 1, 1), (2024, 4, 1), (2024, 7, 1)),
        ((2026, 10, 1), (2027, 1, 1), (2027, 4, 1)),
    ],
)
def test_three_calendar_months_and_three_more_when_extended(issued, due, extended_due):
    assert commitments_due(dt.date(*issued)) == dt.date(*due)
    assert commitments_due(dt.date(*issued), extended=True) == dt.date(*extended_due)


@pytest.mark.parametrize("extended", [False, True])
def test_a_permit_older_than_the_rule_is_not_bound_by_it(extended):
    assert commitments_due(dt.date(2023, 12, 31), extended=extended) is None


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 60))
def test_never_overshoots_the_month(day, months):
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
