"""What was so on a day: a table rolled back over the changes since."""

import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lopo.insight.history.past import MET, NOT_KNOWN, NOT_MET, Change, Past

DAY = dt.date(2026, 5, 4)
ONE = dt.timedelta(days=1)


def one_cell(now, *changes):
    return Past(np.array([[now]], np.int8), [Change(0, 0, was, became, on) for was, became, on in changes])


def test_a_morning_is_before_and_an_evening_after_what_happened_on_the_day():
    past = one_cell(MET, (NOT_MET, MET, DAY))
    assert past.morning(DAY)[0, 0] == past.evening(DAY - ONE)[0, 0] == NOT_MET
    assert past.evening(DAY)[0, 0] == past.morning(DAY + ONE)[0, 0] == MET


def test_of_several_changes_on_one_day_the_morning_shows_what_was_first():
    past = one_cell(MET, (NOT_KNOWN, NOT_MET, DAY), (NOT_MET, MET, DAY))
    assert (past.morning(DAY)[0, 0], past.evening(DAY)[0, 0]) == (NOT_KNOWN, MET)


def test_the_table_of_now_is_never_touched():
    past = one_cell(MET, (NOT_MET, MET, DAY))
    past.morning(DAY)[0, 0] = NOT_KNOWN
    assert past.now[0, 0] == MET == past.evening(DAY)[0, 0]


def test_the_highest_between_two_days_counts_what_was_lost_again():
    past = one_cell(0, (0, 2, DAY), (2, 0, DAY + 5 * ONE))
    assert past.highest(DAY, DAY + 9 * ONE)[0, 0] == 2
    assert past.highest(DAY - 9 * ONE, DAY - ONE)[0, 0] == 0
    assert past.highest(DAY + 5 * ONE, DAY + 9 * ONE)[0, 0] == 2
    assert past.highest(DAY + 6 * ONE, DAY + 9 * ONE)[0, 0] == 0


def test_the_days_of_a_code():
    past = one_cell(MET, (NOT_MET, MET, DAY), (MET, NOT_MET, DAY + ONE), (NOT_MET, MET, DAY + 2 * ONE))
    assert past.days_of(MET) == {(0, 0): [DAY, DAY + 2 * ONE]}


def test_a_house_of_nobody_has_a_past():
    past = Past(np.zeros((0, 3), np.int8), [])
    assert past.morning(DAY).shape == past.highest(DAY, DAY).shape == (0, 3)


STEPS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 3), st.integers(0, 20)), max_size=40
)


@given(steps=STEPS, asked=st.integers(-1, 21))
def test_rolled_back_is_what_living_through_it_gives(steps, asked):
    table = np.full((4, 3), NOT_KNOWN, np.int8)
    evening = table.copy()
    day = DAY + asked * ONE
    changes = []
    for row, column, became, at in sorted(steps, key=lambda step: step[3]):
        on = DAY + at * ONE
        changes.append(Change(row, column, int(table[row, column]), became, on))
        table[row, column] = became
        if on <= day:
            evening[row, column] = became
    past = Past(table, changes)
    assert (past.evening(day) == evening).all()
    assert (past.morning(day + ONE) == evening).all()
