"""The table of a submission's steps: what leads where, and what is refused."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.market.procurement.transitions import (
    check,
    possible,
    reasons,
    states,
    transitions,
    unsold_days,
)

DAY = dt.date(2026, 5, 4)


def ids(state):
    return {each.id for each in possible(state)}


def test_what_can_be_told_in_each_state():
    assert ids("") == {"send"}
    assert ids("sent") == {"accept", "refuse", "show", "withdraw"}
    assert ids("accepted") == {"refuse", "show", "withdraw"}
    assert ids("shown") == {"take-down"}
    assert all(ids(each.id) == set() for each in states().values() if each.ended)


def test_the_table_names_only_what_there_is():
    for each in transitions().values():
        assert each.to in states()
        assert set(each.from_states) <= set(states())
    assert {each.to for each in transitions().values()} == set(states())


@pytest.mark.parametrize(
    ("transition", "state", "on", "since", "reason", "says"),
    [
        ("show", "", DAY, None, "", "berubah"),
        ("send", "sent", DAY, DAY, "", "berubah"),
        ("fly", "sent", DAY, DAY, "", "berubah"),
        ("accept", "sent", DAY + dt.timedelta(days=9), DAY, "", "belum tiba"),
        ("accept", "sent", DAY - dt.timedelta(days=1), DAY, "", "4 Mei 2026"),
        ("refuse", "sent", DAY, DAY, "", "alasan"),
        ("refuse", "sent", DAY, DAY, "weather", "alasan"),
    ],
)
def test_what_cannot_be_is_refused_in_words(transition, state, on, since, reason, says):
    with pytest.raises(Refused) as refusal:
        check(transition, state, on, since, DAY, reason)
    assert says in refusal.value.reason.id


def test_every_reason_of_a_refusal_says_what_to_do():
    for reason in reasons():
        assert check("refuse", "sent", DAY, DAY, DAY, reason).to == "refused"
        assert reasons()[reason].mend.id


@given(st.lists(st.sampled_from(sorted(transitions())), max_size=12))
def test_no_way_leads_out_of_an_ended_submission(told):
    state = ""
    for transition in told:
        try:
            state = check(transition, state, DAY, None, DAY, "kbli").to
        except Refused:
            continue
    if state:
        assert state in states()
        assert bool(possible(state)) is not states()[state].ended


@given(st.dates(), st.none() | st.dates(), st.dates())
def test_days_without_a_sale_are_never_negative_and_a_sale_never_adds_to_them(shown, sold, on):
    days = unsold_days(shown, sold, on)
    assert days >= 0
    assert days <= unsold_days(shown, None, on)
