"""What a phone's outbox sends is opened whole, or refused with a sentence."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.accounts.outbox import (
    ITEMS_MOST,
    Outbox,
    SomebodyElse,
    read_sending,
    refused,
    taken,
    worker_script,
)
from lopo.facts.kinds import Refused
from lopo.facts.text import Text

NOW = dt.datetime(2026, 11, 28, 4, 0, tzinfo=dt.UTC)
NUMBER = "0f8fad5b-d9cb-469f-a165-70867728950e"


def sent(items, person=7, now="2026-11-28T12:00:00+08:00"):
    return json.dumps({"person": person, "now": now, "items": items}).encode()


def test_an_item_is_read_with_its_time():
    body = sent([{"client_id": NUMBER, "at": "2026-11-28T01:05:00.000Z", "ticket": "abc"}])
    (item,) = read_sending(body, 7, NOW).items
    assert (item.client_id, item.at) == (NUMBER, dt.datetime(2026, 11, 28, 1, 5, tzinfo=dt.UTC))
    assert item.body["ticket"] == "abc"


@pytest.mark.parametrize("off", [dt.timedelta(days=-400), dt.timedelta(hours=3), dt.timedelta(minutes=5)])
def test_a_clock_that_goes_wrong_is_put_right(off):
    at, told = NOW - dt.timedelta(hours=2) + off, NOW + off
    (item,) = read_sending(
        sent([{"client_id": NUMBER, "at": at.isoformat()}], now=told.isoformat()), 7, NOW
    ).items
    assert item.at == NOW - dt.timedelta(hours=2)


def test_nothing_happens_in_the_future():
    body = sent([{"client_id": NUMBER, "at": "2026-11-28T04:01:00Z"}])
    assert read_sending(body, 7, NOW).items[0].at == NOW


def test_somebody_else_is_told_so():
    with pytest.raises(SomebodyElse):
        read_sending(sent([]), 8, NOW)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"items": 3}', b"\xff", b"[" * 100_000, sent([{}] * (ITEMS_MOST + 1))]
)
def test_what_cannot_be_read_is_refused(body):
    with pytest.raises(Refused):
        read_sending(body, 7, NOW)


def test_one_item_that_cannot_be_read_does_not_hold_the_others_up():
    good = {"client_id": NUMBER, "at": "2026-11-28T01:05:00Z"}
    sending = read_sending(sent([{"client_id": "x"}, 3, good | {"at": "soon"}, good]), 7, NOW)
    assert [each.client_id for each in sending.items] == [NUMBER]
    assert len(sending.unread) == 3


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
)


@given(json_values, json_values, st.lists(json_values, max_size=3))
def test_whatever_is_sent_is_opened_or_refused(at, now, items):
    raw = {"person": 7, "now": now, "items": [*items, {"client_id": NUMBER, "at": at}]}
    sending = read_sending(json.dumps(raw).encode(), 7, NOW)
    assert len(sending.items) + len(sending.unread) == len(raw["items"])
    assert all(each.at <= NOW for each in sending.items)


def test_answers():
    assert taken(NUMBER, came="09.05") == {"client_id": NUMBER, "taken": True, "came": "09.05"}
    assert refused(NUMBER, Text("Salah.", "Wrong."))["problem"] == "Salah."


def test_the_worker_knows_its_queue():
    script = worker_script(Outbox("visits", "/kunjungan/", (r"^/kunjungan/$",))).content.decode()
    assert script.startswith('const OUTBOX = {"queue": "visits"')
    assert "/kunjungan/kirim/" in script
    assert "lopo/outbox/sending.js" in script
