"""The price on a day, what a new one means, and the table of what is done with a proposal."""

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lopo.costing.channel import channels
from lopo.facts.kinds import Refused
from lopo.retail.listing.price import ONE_DAY, Agreed, Price, PriceHistory
from lopo.retail.listing.price_change import (
    ACCEPTED,
    LAPSED,
    PROPOSED,
    SIDES,
    STATES,
    PriceProposal,
    ProposalRefused,
    answer_by,
    check_decline,
    check_proposal,
    earliest,
    other_side,
    price_table,
    state_on,
)
from lopo.retail.listing.price_meaning import PriceMeaning, changed_percent, kept

TODAY = dt.date(2026, 3, 2)
FIRST, RISE, CHEAP = Price(15_000, 20_000), Price(17_000, 23_000), Price(13_500, 18_000)


def day(count):
    return TODAY + dt.timedelta(days=count)


def proposed(price=RISE, first=10, reason="ingredients", last=None, words=""):
    return PriceProposal(price, day(first), reason, None if last is None else day(last), words)


days = st.integers(-60, 60).map(day)
prices = st.tuples(st.integers(1, 100_000), st.integers(0, 100_000)).map(
    lambda told: Price(told[0], told[0] + told[1])
)
changes = st.tuples(prices, days, st.none() | st.integers(0, 40)).map(
    lambda told: Agreed(told[0], told[1], None if told[2] is None else told[1] + dt.timedelta(days=told[2]))
)
agreements = st.lists(changes, max_size=5).map(tuple)
FIRST_DRAW = settings(suppress_health_check=[HealthCheck.too_slow])
"""The first draw of a run reads the constants of the whole house, which takes some seconds."""
histories = st.tuples(prices, agreements).map(lambda told: PriceHistory(*told))


@FIRST_DRAW
@given(histories, st.integers(-80, 120).map(day))
def test_every_day_lies_in_one_period_and_has_its_price(history, on):
    held = [each for each in history.periods() if each.has(on)]
    assert [each.price for each in held] == [history.in_force(on)]
    assert history.period(on) == held[0]


@given(histories)
def test_periods_leave_no_gap_and_do_not_overlap(history):
    spans = history.periods()
    assert (spans[0].from_on, spans[-1].until_on) == (None, None)
    for before, after in pairwise(spans):
        assert before.until_on + ONE_DAY == after.from_on
        assert before.change != after.change


@given(prices, agreements, prices, days, st.integers(0, 30))
def test_a_promotion_agreed_last_holds_on_its_days_and_changes_no_other(first, agreed, price, begins, length):
    ends = begins + dt.timedelta(days=length)
    before = PriceHistory(first, agreed)
    after = PriceHistory(first, (*agreed, Agreed(price, begins, ends)))
    for on in (begins, ends):
        assert after.in_force(on) == price
    for on in (begins - ONE_DAY, ends + ONE_DAY):
        assert after.in_force(on) == before.in_force(on)


def test_a_rise_that_begins_within_a_promotion_waits_for_its_end():
    history = PriceHistory(FIRST, (Agreed(CHEAP, day(5), day(11)), Agreed(RISE, day(8))))
    assert [(each.from_on, each.until_on, each.price) for each in history.periods()] == [
        (None, day(4), FIRST), (day(5), day(11), CHEAP), (day(12), None, RISE),
    ]  # fmt: skip


def test_of_two_changes_from_one_day_the_one_agreed_later_holds():
    history = PriceHistory(FIRST, (Agreed(RISE, day(8)), Agreed(CHEAP, day(8))))
    assert history.in_force(day(8)) == CHEAP


@pytest.mark.parametrize(
    ("proposal", "place", "says"),
    [
        (proposed(first=6), "from_on", "9 March 2026 at the earliest"),
        (proposed(first=400), "from_on", "too far ahead"),
        (proposed(FIRST), "price", "holds on that day already"),
        (proposed(Price(20_000, 19_000)), "price", "below the price to the shop"),
        (proposed(last=20), "until_on", "Only a promotion has a last day"),
        (proposed(reason="promotion"), "until_on", "Write the last day"),
        (proposed(reason="promotion", last=9), "until_on", "on or after its first"),
        (proposed(reason="promotion", last=10 + 62), "until_on", "at most 62 days"),
        (proposed(reason="weather"), "reason", "Choose the reason"),
        (proposed(reason="other", words=" "), "words", "in words"),
    ],
)
def test_what_cannot_be_proposed_says_where_and_why(proposal, place, says):
    with pytest.raises(ProposalRefused, match=says) as refused:
        check_proposal(proposal, PriceHistory(FIRST), TODAY)
    assert refused.value.place == place


def test_two_promotions_do_not_share_a_day():
    history = PriceHistory(FIRST, (Agreed(CHEAP, day(10), day(20)),))
    with pytest.raises(ProposalRefused, match="12 March 2026 to 22 March 2026"):
        check_proposal(proposed(reason="promotion", first=20, last=30), history, TODAY)
    assert check_proposal(proposed(reason="promotion", first=21, last=30), history, TODAY)


@given(st.sampled_from(list(price_table().reasons)), st.integers(0, 60))
def test_there_is_a_day_to_answer_before_a_price_begins(reason, more):
    first = earliest(reason, TODAY) + dt.timedelta(days=more)
    last = answer_by(PriceProposal(RISE, first, reason), TODAY)
    assert TODAY < last < first
    assert (last - TODAY).days <= price_table().days.answer
    assert [state_on(PROPOSED, last, on) for on in (last, last + ONE_DAY)] == [PROPOSED, LAPSED]


def test_what_is_decided_does_not_lapse():
    assert state_on(ACCEPTED, day(-1), TODAY) == ACCEPTED


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("act", price_table().acts)
@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("by", SIDES)
def test_an_act_passes_only_from_its_state_and_by_its_side(state, act, side, by):
    its = price_table().acts[act]
    whose = {"other": other_side(side), "proposer": side}.get(its.by)
    allowed = state == its.before and whose == by
    assert (its in price_table().open_to(state, side, [by])) is allowed
    if allowed:
        assert price_table().step(act, state, side, [by]) is its
    else:
        with pytest.raises(Refused):
            price_table().step(act, state, side, [by])


def test_the_table_holds_together():
    table = price_table()
    assert set(table.states) == set(STATES)
    assert {each.after for each in table.acts.values()} == set(STATES) - {PROPOSED}
    assert table.confidence == "to-verify"
    assert [each.code for each in table.reasons.values() if each.ends] == ["promotion"]
    with pytest.raises(Refused, match="in words"):
        check_decline("other", "")


def test_a_meaning_names_the_difference_and_the_share():
    meaning = PriceMeaning(FIRST, RISE, Decimal(25))
    assert (meaning.to_shop_percent, meaning.shelf_percent) == (Decimal("13.3"), Decimal("15.0"))
    assert (meaning.share_was_percent, meaning.share_percent) == (Decimal("25"), Decimal("26"))
    assert not meaning.is_under_terms
    assert PriceMeaning(FIRST, Price(17_000, 22_000), Decimal(25)).is_under_terms
    assert not PriceMeaning(FIRST, Price(17_000, 17_000), None).is_under_terms


@given(st.integers(1, 10**8), st.integers(1, 10**8))
def test_a_change_has_the_sign_of_the_difference(old, new):
    percent = changed_percent(old, new)
    assert (percent > 0) <= (new > old)
    assert (percent < 0) <= (new < old)


def test_below_cost_is_a_loss_and_an_unknown_cost_says_nothing():
    outright = next(each for each in channels(()) if each.id == "outright")
    assert kept(outright, None, FIRST, RISE) is None
    told = kept(outright, 9_000, FIRST, RISE)
    assert not told.is_loss
    assert told.now.kept_idr > told.was.kept_idr
    assert kept(outright, 9_000, FIRST, Price(8_000, 20_000)).is_loss
