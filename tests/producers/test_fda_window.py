import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.producers.fda_window import fda_valid_until


@pytest.mark.parametrize(
    ("renewed_on", "last_day"),
    [
        ("2024-11-15", "2026-12-31"),
        ("2025-03-01", "2026-12-31"),
        ("2026-09-30", "2026-12-31"),
        ("2026-10-01", "2028-12-31"),
        ("2026-12-31", "2028-12-31"),
        ("2027-01-01", "2028-12-31"),
    ],
)
def test_a_registration_holds_to_the_end_of_the_next_window(renewed_on, last_day):
    assert fda_valid_until(dt.date.fromisoformat(renewed_on)) == dt.date.fromisoformat(last_day)


@given(st.dates(dt.date(2003, 1, 1), dt.date(2100, 1, 1)))
def test_it_ends_in_an_even_year_within_some_twenty_seven_months(renewed_on):
    last_day = fda_valid_until(renewed_on)
    assert last_day.year % 2 == 0
    assert (last_day.month, last_day.day) == (12, 31)
    assert dt.timedelta(days=0) < last_day - renewed_on < dt.timedelta(days=823)
