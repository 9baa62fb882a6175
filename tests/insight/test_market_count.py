"""Orders, rupiah and weeks on shelves, counted."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from lopo.insight.house import MilestoneRow, SpellRow
from lopo.insight.outcomes.market import market_count

TODAY = dt.date(2026, 11, 20)
DAYS = st.integers(-400, 60).map(lambda days: TODAY + dt.timedelta(days=days))
KINDS = ("listed", "ordered", "ordered-again", "paid")
EVENTS = st.lists(
    st.builds(
        MilestoneRow, st.integers(1, 4), st.sampled_from(KINDS), DAYS,
        st.booleans(), st.none() | st.integers(0, 9_000_000),
    ),
    max_size=6,
)  # fmt: skip
SPELLS = st.lists(
    st.tuples(st.integers(1, 4), DAYS, st.none() | st.integers(0, 200)).map(
        lambda told: SpellRow(
            told[0], told[1], None if told[2] is None else told[1] + dt.timedelta(days=told[2])
        )
    ),
    max_size=4,
)


def event(kind, amount=None, shown=True, product=1, on=TODAY):
    return MilestoneRow(product, kind, on, shown, amount)


def test_what_was_told_only_is_no_order_and_no_money_that_came():
    events = [
        event("ordered", 480_000), event("ordered-again", 240_000, shown=False), event("paid", 480_000),
        event("paid", 50_000, shown=False), event("listed"), event("paid", 9, product=2),
    ]  # fmt: skip
    found = market_count({1}, events, [], TODAY)
    assert (found.orders, found.ordered_idr, found.paid_idr, found.told_idr) == (1, 480_000, 480_000, 50_000)


def test_weeks_of_all_shelves_are_added_up_until_today():
    fortnight = TODAY - dt.timedelta(days=13)
    spells = [
        SpellRow(1, fortnight, None), SpellRow(1, fortnight, None), SpellRow(2, fortnight, fortnight),
        SpellRow(2, TODAY + dt.timedelta(days=5), None),
    ]  # fmt: skip
    found = market_count({1, 2}, [], spells, TODAY)
    assert (found.shelf_weeks, found.on_shelf) == (4, 1)


@given(EVENTS, SPELLS)
def test_the_parts_add_up_to_the_whole(events, spells):
    whole = market_count({1, 2, 3, 4}, events, spells, TODAY)
    parts = [market_count({product}, events, spells, TODAY) for product in (1, 2, 3, 4)]
    assert whole.orders == sum(each.orders for each in parts)
    assert whole.paid_idr == sum(each.paid_idr for each in parts)
    assert whole.on_shelf == sum(each.on_shelf for each in parts)
    assert 0 <= whole.shelf_weeks - sum(each.shelf_weeks for each in parts) <= 3
