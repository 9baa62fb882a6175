"""Who came follows from the messages, whatever their order and however often they come."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.training.day.arriving import read_arriving
from lopo.training.day.presence import (
    CAME,
    CANCELLED,
    NO_SEAT,
    OTHER_COURSE,
    OTHER_MODULE,
    TOO_EARLY,
    UNDONE,
    UNKNOWN,
    Meeting,
    Message,
    Seat,
    presence,
    why_held,
)

NINE = dt.datetime(2026, 11, 28, 1, tzinfo=dt.UTC)


def after(minutes):
    return NINE + dt.timedelta(minutes=minutes)


def test_read_by_two_phones_she_is_there_once_from_the_earlier_time():
    found = presence([Message(7, CAME, after(9), "b"), Message(7, CAME, after(5), "a")])
    assert {person: each.at for person, each in found.items()} == {7: after(5)}


def test_a_mistake_is_undone_and_can_be_made_good():
    mistake = [Message(7, CAME, after(1), "a"), Message(7, UNDONE, after(2), "b")]
    assert presence(mistake) == {}
    assert presence([*mistake, Message(7, CAME, after(30), "c")])[7].at == after(30)


def test_what_another_phone_read_before_it_was_undone_stays_undone():
    assert presence([Message(7, UNDONE, after(2), "b"), Message(7, CAME, after(1), "late")]) == {}


messages = st.lists(
    st.builds(
        Message,
        st.integers(1, 4),
        st.sampled_from([CAME, UNDONE]),
        st.integers(0, 6).map(after),
        st.sampled_from("abcdefghijkl"),
    ),
    max_size=20,
)


@given(messages, st.randoms())
def test_order_and_repetition_change_nothing(sent, chance):
    again = sent + chance.sample(sent, len(sent) // 2)
    chance.shuffle(again)
    assert presence(again) == presence(sent)


@given(messages)
def test_the_latest_message_of_each_decides(sent):
    latest = {}
    for each in sorted(sent, key=lambda each: (each.at, each.what == UNDONE)):
        latest[each.enrolment_id] = each.what
    assert set(presence(sent)) == {person for person, what in latest.items() if what == CAME}


@given(messages)
def test_nobody_is_lost_where_nothing_is_undone(sent):
    came = [each for each in sent if each.what == CAME]
    assert set(presence(came)) == {each.enrolment_id for each in came}


MEETING = Meeting(3, "hygiene", NINE, after(180))


@pytest.mark.parametrize(
    ("seat", "why"),
    [
        (Seat(3, True), ""),
        (None, UNKNOWN),
        (Seat(4, True), OTHER_COURSE),
        (Seat(3, False), NO_SEAT),
        (Seat(3, True, ("label",)), OTHER_MODULE),
        (Seat(3, True, ("label", "hygiene")), ""),
    ],
)
def test_why_a_message_does_not_count(seat, why):
    assert why_held(seat, MEETING, CAME, NINE) == why


def test_before_the_day_nobody_came_and_a_cancelled_course_has_nobody():
    assert why_held(Seat(3, True), MEETING, CAME, after(-24 * 60)) == TOO_EARLY
    cancelled = Meeting(3, "hygiene", NINE, after(180), cancelled=True)
    assert why_held(Seat(3, True), cancelled, CAME, NINE) == CANCELLED
    assert why_held(Seat(3, False), cancelled, UNDONE, NINE) == "", "a mistake can be undone all the same"


def test_a_participant_can_tell_from_an_hour_before_to_an_hour_after():
    assert [MEETING.is_open(after(minutes)) for minutes in (-61, -60, 90, 240, 241)] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_an_item_is_read():
    told = read_arriving(
        {"session": 4, "what": "came", "how": "code", "ticket": " https://x/hadir/k/" + "a" * 16}
    )
    assert (told.session_id, told.ticket, told.enrolment_id) == (4, "a" * 16, None)
    told = read_arriving({"session": 4, "what": "undone", "how": "list", "enrolment": 9, "reason": " salah "})
    assert (told.enrolment_id, told.reason) == (9, "salah")
    assert read_arriving({"session": 4, "what": "came", "how": "code", "ticket": "WIFI:x"}).ticket == ""


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"session": True, "what": "came", "how": "code", "enrolment": 1},
        {"session": 4, "what": "gone", "how": "code", "enrolment": 1},
        {"session": 4, "what": "came", "how": "code"},
        {"session": 4, "what": "undone", "how": "list", "enrolment": 9},
        {"session": 4, "what": "came", "how": "code", "ticket": "  "},
        {"session": 2**70, "what": "came", "how": "code", "enrolment": 1},
    ],
)
def test_what_cannot_be_meant_is_refused(body):
    with pytest.raises(Refused):
        read_arriving(body)


@given(
    st.dictionaries(
        st.sampled_from(["session", "what", "how", "enrolment", "ticket", "reason"]),
        st.one_of(
            st.none(),
            st.integers(),
            st.text(),
            st.sampled_from(["came", "undone", "code", "list"]),
            st.lists(st.none()),
        ),
    )
)
def test_whatever_is_sent_is_read_or_refused(body):
    try:
        told = read_arriving(body)
    except Refused:
        return
    assert told.enrolment_id or told.scanned
