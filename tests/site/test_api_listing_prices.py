"""Prices of listings over HTTP: the same acts as on the pages, the same refusals."""

import json

import pytest
from django.core.cache import cache

from lopo.accounts.api_token import create_token
from lopo.retail.models import Listing, PriceChange
from tests.retail.trading import a_trade, days, own_number

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    cache.clear()


@pytest.fixture
def trade(db):
    return a_trade()


@pytest.fixture
def call(client, trade):
    """Ask as ``person``, in English; gives status and JSON."""

    def called(person, path="", body=None):
        _, raw = create_token(person, "office")
        headers = {"Authorization": f"Bearer {raw}"}
        address = f"/api/v1/listings/{trade.listing.public_id}{path}?lang=en"
        if body is None:
            answer = client.get(address, headers=headers)
        else:
            answer = client.post(address, json.dumps(body), content_type="application/json", headers=headers)
        return answer.status_code, json.loads(answer.content)

    return called


def wanted(**told):
    return {
        "price_idr": 22_000, "shelf_price_idr": 28_000, "from_on": days(10).isoformat(), "reason": "wages",
    } | told  # fmt: skip


def test_a_price_is_proposed_and_accepted_and_its_periods_are_told(trade, call):
    status, found = call(trade.owner, "/prices", wanted())
    [change] = found["changes"]
    assert (status, change["state"], change["acts"], found["may_propose"]) == (
        200,
        "proposed",
        ["withdraw"],
        False,
    )
    _, found = call(trade.buyer, "/prices")
    assert found["changes"][0]["acts"] == ["accept", "decline"]
    status, found = call(trade.buyer, f"/prices/{change['id']}/accept", {})
    assert (status, found["price_idr"], found["may_propose"]) == (200, 20_000, True)
    assert [(each["from_on"], each["until_on"], each["price_idr"]) for each in found["periods"]] == [
        (None, days(9).isoformat(), 20_000), (days(10).isoformat(), None, 22_000),
    ]  # fmt: skip


def test_sent_again_under_its_own_number_it_is_one_proposal(trade, call):
    body = wanted(client_id=own_number())
    assert [call(trade.owner, "/prices", body)[0] for _ in "ab"] == [200, 200]
    assert PriceChange.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ({"from_on": days(1).isoformat()}, "from_on"),
        ({"shelf_price_idr": 21_000}, "price_idr"),
        ({"reason": "promotion"}, "until_on"),
        ({"reason": "other"}, "words"),
        ({"reason": "weather"}, "reason"),
    ],
)
def test_a_refusal_names_its_place(told, place, trade, call):
    status, found = call(trade.owner, "/prices", wanted(**told))
    assert status == 422
    assert found["problems"][0]["place"].endswith(place)


def test_who_is_late_reads_who_was_faster_and_declining_needs_a_reason(trade, call):
    _, found = call(trade.owner, "/prices", wanted())
    path = f"/prices/{found['changes'][0]['id']}"
    assert call(trade.owner, "/prices", wanted())[0] == 409
    assert call(trade.buyer, f"{path}/decline", {})[0] == 422
    assert call(trade.owner, f"{path}/accept", {})[0] == 422
    assert call(trade.buyer, f"{path}/decline", {"reason": "too-much"})[0] == 200
    status, found = call(trade.owner, f"{path}/withdraw", {})
    assert (status, "Ibu Pembeli was faster" in found["problems"][0]["reason"]) == (409, True)


def test_a_stranger_finds_nothing(trade, call):
    stranger = a_trade("Dapur Orang").owner
    assert [call(stranger, "/prices")[0], call(stranger, "/prices", wanted())[0]] == [404, 404]


def test_a_listing_tells_the_price_in_force(trade, call):
    _, found = call(trade.owner, "/prices", wanted())
    call(trade.buyer, f"/prices/{found['changes'][0]['id']}/accept", {})
    PriceChange.objects.update(from_on=days(0))
    Listing.objects.update(price_until=days(-1))  # its day has come, and no morning yet
    assert call(trade.owner)[1]["price_idr"] == 22_000
