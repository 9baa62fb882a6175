"""The table of transitions: every state, every act, every party."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.retail.listing.reasons import PLACES, reasons, reasons_for
from lopo.retail.listing.transitions import (
    BUYER,
    CITY,
    ENDED,
    HELPER,
    OWNER,
    PARTIES,
    TIME,
    TrialDays,
    as_rows,
    due_on,
    passed,
    state_by,
    table,
)
from lopo.retail.models.listing import ENDED as MODEL_ENDED
from lopo.standards.library import edition_on

TODAY = dt.date(2026, 3, 2)
STATES, ACTS = table().states, table().transitions
MANUAL = Path(__file__).parents[3] / "docs" / "listing.md"


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("party", PARTIES)
def test_an_act_passes_only_from_its_states_and_by_its_parties(state, act, party):
    its = ACTS[act]
    allowed = state in its.from_states and party in its.by
    assert (its in table().open_to(state, [party])) is allowed
    if allowed:
        assert table().step(act, state, [party]) is its
    else:
        with pytest.raises(Refused):
            table().step(act, state, [party])


def test_the_whole_way_and_back():
    way = [
        ("ask-sample", BUYER, "sample-asked"),
        ("send-sample", OWNER, "sample-sent"),
        ("receive-sample", BUYER, "sample-received"),
        ("offer-trial", BUYER, "trial-offered"),
        ("agree-trial", OWNER, "trial-agreed"),
        ("begin-trial", TIME, "on-trial"),
        ("end-trial", TIME, "verdict-due"),
        ("verdict-list", BUYER, "listed"),
        ("delist", BUYER, "delisted"),
    ]
    state = "applied"
    for act, party, became in way:
        state = table().step(act, state, [party]).to
        assert state == became


def test_the_city_brings_samples_and_reminds_and_decides_nothing():
    hers = {each.id for each in ACTS.values() if CITY in each.by}
    assert hers == {"send-sample", "nudge"}


def test_a_helper_sends_samples_and_answers_and_agrees_to_nothing():
    assert {each.id for each in ACTS.values() if HELPER in each.by} == {"send-sample", "answer"}


def test_from_every_state_somebody_or_time_leads_on():
    for state in STATES.values():
        leads = [each for each in ACTS.values() if state.id in each.from_states and each.to]
        assert leads or state.lane == ENDED
        if state.turn:
            assert any(state.turn in each.by for each in leads), f"{state.id}: {state.turn} can do nothing"


def test_every_state_can_be_reached_and_every_open_one_can_end():
    reached, queue = {"applied"}, ["applied"]
    while queue:
        state = queue.pop()
        for each in ACTS.values():
            if state in each.from_states and each.to and each.to not in reached:
                reached.add(each.to)
                queue.append(each.to)
    assert reached == set(STATES)


def test_states_in_which_one_may_apply_anew_are_those_of_the_database():
    assert set(table().lane_states(ENDED)) == set(MODEL_ENDED)


def test_what_takes_away_needs_a_reason_or_a_second_look():
    for each in ACTS.values():
        if each.to in ("rejected", "delisted"):
            assert each.asks("reason") or each.asks("words")
            assert not each.is_one_tap


@given(state=st.sampled_from(sorted(STATES)), days=st.integers(0, 400), length=st.integers(0, 119))
def test_whoever_has_the_turn_has_a_day_and_nobody_else(state, days, length):
    since = TODAY + dt.timedelta(days=days)
    trial = TrialDays(since, since + dt.timedelta(days=length))
    day = due_on(state, since, trial)
    assert (day is not None) is bool(STATES[state].turn)
    assert day is None or day >= since


def test_a_trial_begins_on_its_first_day_and_ends_after_its_last():
    trial = TrialDays(TODAY, TODAY + dt.timedelta(days=9))
    day = dt.timedelta(days=1)
    assert passed("trial-agreed", trial, TODAY - day) == []
    assert passed("trial-agreed", trial, TODAY) == ["begin-trial"]
    assert passed("on-trial", trial, trial.ends_on) == []
    assert passed("on-trial", trial, trial.ends_on + day) == ["end-trial"]
    assert passed("trial-agreed", trial, trial.ends_on + day) == ["begin-trial", "end-trial"]
    assert state_by("trial-agreed", trial, trial.ends_on + day) == "verdict-due"
    assert state_by("applied", trial, trial.ends_on + day) == "applied"


def test_every_reason_says_what_to_do_and_names_demands_that_exist():
    known = set(edition_on(TODAY).requirements)
    for each in reasons().values():
        assert set(each.requirements) <= known, each.code
        assert set(each.places) <= set(PLACES)
        assert each.does.id
        assert each.days > 0


@pytest.mark.parametrize("act", [each.id for each in ACTS.values() if each.asks("reason")])
def test_every_act_that_needs_a_reason_has_reasons(act):
    assert len(reasons_for(act)) >= 5


def test_too_few_sold_is_no_reason_before_anything_was_sold():
    assert "sales" not in {each.code for each in reasons_for("reject")}
    assert "sales" in {each.code for each in reasons_for("verdict-not")}


def test_the_manual_shows_the_table_as_it_is():
    text = MANUAL.read_text("utf-8")
    for row in as_rows("en"):
        assert f"| {' | '.join(row)} |" in text, row
