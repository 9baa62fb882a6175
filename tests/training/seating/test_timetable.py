"""The timetable a new cohort starts with."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.training.seating.timetable import spread

FIRST = dt.date(2026, 12, 7)


def test_two_modules_on_two_mornings():
    meetings = spread(["hygiene", "label"], FIRST, FIRST + dt.timedelta(days=1))
    assert [(each.module, each.on.day, each.begins.hour, each.ends.hour) for each in meetings] == [
        ("hygiene", 7, 9, 12),
        ("label", 8, 9, 12),
    ]


def test_a_course_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="ends before"):
        spread(["hygiene"], FIRST, FIRST - dt.timedelta(days=1))


@given(st.integers(0, 20), st.integers(0, 30))
def test_every_module_once_within_the_days_and_no_two_at_once(modules, days):
    names = [f"m{place}" for place in range(modules)]
    last = FIRST + dt.timedelta(days=days)
    meetings = spread(names, FIRST, last)
    assert [each.module for each in meetings] == names
    assert all(FIRST <= each.on <= last and each.begins < each.ends for each in meetings)
    for before, after in itertools.pairwise(meetings):
        assert (before.on, before.ends) <= (after.on, after.begins) or before.on < after.on
