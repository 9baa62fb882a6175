"""Pages of a price: what holds, the proposal with what it means, the answer, and the list of what waits."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lopo.accounts.models import Membership
from lopo.accounts.roles import Role
from lopo.facts.own_number import new_client_id
from lopo.retail.models import Listing, PriceChange
from tests.accounts.factories import a_person
from tests.city import a_kitchen, tell
from tests.retail.trading import a_listing, a_new_price, a_trade, days

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade(db):
    return a_trade()


@pytest.fixture
def seen(client):
    """A page as ``person`` reads it in English: its answer, or with ``data`` that to what she sent."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    def page(person, name, *arguments, data=None, follow=True):
        client.force_login(person)
        address = reverse(f"retail:{name}", args=arguments)
        return client.get(address) if data is None else client.post(address, data, follow=follow)

    return page


def text(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def form(**told):
    return {
        "price_idr": "22.000", "shelf_price_idr": "28.000", "reason": "ingredients", "until_on": "",
        "from_on": days(10).isoformat(), "words": "Cabai naik.", "client_id": new_client_id(),
    } | told  # fmt: skip


def proposed(trade, by=None, listing=None, price=22_000):
    return a_new_price(listing or trade.listing, by or trade.owner, price)


def test_a_proposal_is_shown_with_its_meaning_before_it_is_sent(trade, seen):
    tell(trade.kitchen, {"cost.told_idr": "12000"})
    name = trade.listing.public_id
    shown = text(seen(trade.owner, "price_new", name, data=form()))
    assert "+10 %" in shown
    assert "Left for you" in shown
    assert "cost Rp12,000" in shown
    assert not PriceChange.objects.exists()
    again = text(seen(trade.owner, "price_new", name, data=form(edit="1")))
    assert "Why does the price change?" in again
    sent = seen(trade.owner, "price_new", name, data=form(send="1"))
    assert "Sent. The other side is told" in text(sent)
    assert PriceChange.objects.get().price_idr == 22_000


def test_a_price_below_cost_and_a_share_below_the_terms_are_warned_of(trade, seen):
    tell(trade.kitchen, {"cost.told_idr": "12000"})
    cheap = form(price_idr="9.000", shelf_price_idr="10.000")
    shown = text(seen(trade.owner, "price_new", trade.listing.public_id, data=cheap))
    assert "loses money on every piece" in shown
    assert "its terms ask for 20 %" in shown


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"from_on": days(2).isoformat()}, "Too soon"),
        ({"shelf_price_idr": "21.000"}, "below the price to the shop"),
        ({"price_idr": "banyak"}, "price"),
        ({"reason": ""}, "Choose the reason"),
        ({"reason": "promotion"}, "Write the last day"),
        ({"reason": "other", "words": ""}, "in words"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(told, says, trade, seen):
    response = seen(trade.owner, "price_new", trade.listing.public_id, data=form(send="1", **told))
    assert response.status_code == 422
    assert says in text(response)
    assert "Cabai naik." in response.content.decode() or told.get("words") == ""
    assert not PriceChange.objects.exists()


def test_the_shop_sees_the_like_and_never_what_is_left_for_the_kitchen(trade, seen):
    tell(trade.kitchen, {"cost.told_idr": "12000"})
    beside = a_listing(trade.shop, a_kitchen("Dapur Lain", "Sambal teri"), price=15_000)
    Listing.objects.update(likeness="food:sambal")
    change = proposed(trade)
    shown = text(seen(trade.buyer, "listing_price", trade.listing.public_id))
    for words in ("It is your turn", "+10 %", "Others like it", beside.product.name, "Accept the new price"):
        assert words in shown
    for words in ("12,000", "Left for you", "Your cost"):
        assert words not in shown
    declined = seen(
        trade.buyer, "price_answer", trade.listing.public_id, change.public_id, "decline",
        data={"reason": "too-much", "words": "Naik sedikit dulu."},
    )  # fmt: skip
    assert "The change is too large" in text(declined)


def test_declining_needs_a_reason(trade, seen):
    change = proposed(trade)
    where = (trade.listing.public_id, change.public_id, "decline")
    assert "Why?" in text(seen(trade.buyer, "price_answer", *where))
    assert seen(trade.buyer, "price_answer", *where, data={"words": ""}).status_code == 422
    assert seen(trade.buyer, "price_answer", *where, data={"reason": "other"}).status_code == 422
    change.refresh_from_db()
    assert change.state == "proposed"


def test_who_comes_second_reads_who_was_faster(trade, seen):
    change = proposed(trade)
    where = (trade.listing.public_id, change.public_id)
    seen(trade.buyer, "price_answer", *where, "accept", data={})
    late = seen(trade.owner, "price_answer", *where, "withdraw", data={})
    assert "Ibu Pembeli was faster" in text(late)
    assert seen(trade.buyer, "price_answer", *where, "decline").status_code == 302


def test_each_side_finds_only_its_own_acts(trade, seen):
    change = proposed(trade)
    name = trade.listing.public_id
    assert "Withdraw the proposal" in text(seen(trade.owner, "listing_price", name))
    assert seen(trade.owner, "price_answer", name, change.public_id, "accept", data={}).status_code == 404
    assert seen(trade.owner, "price_answer", name, change.public_id, "lapse", data={}).status_code == 404
    stranger = a_trade("Dapur Orang").buyer
    assert seen(stranger, "listing_price", name).status_code == 404
    assert seen(a_person(Role.OFFICER), "price_new", name).status_code == 404
    helper = a_person(Role.HELPER, trade.kitchen.business.organisation)
    assert "Withdraw the proposal" not in text(seen(helper, "listing_price", name))


def test_an_officer_says_who_of_the_kitchen_said_so(trade, seen):
    change = proposed(trade, trade.buyer)
    Membership.objects.filter(person=trade.owner).delete()
    officer, where = a_person(Role.OFFICER), (trade.listing.public_id, change.public_id, "accept")
    assert seen(officer, "price_answer", *where, data={"words": ""}).status_code == 422
    told = {"words": "Mama Yuliana sendiri, di kantor, hari ini."}
    assert "Agreed" in text(seen(officer, "price_answer", *where, data=told))


def test_the_listing_its_page_and_the_desk_lead_to_the_new_price(trade, seen):
    proposed(trade)
    name = trade.listing.public_id
    assert "Rp20,000 becomes Rp22,000" in text(seen(trade.buyer, "listing", name))
    assert "A new price waits for its answer" in text(seen(trade.owner, "listing", name))
    assert reverse("retail:new_prices") in seen(trade.buyer, "queue").content.decode()


@pytest.mark.parametrize("who", ["owner", "buyer"])
def test_the_list_of_new_prices_costs_no_more_for_more_rows(who, trade, seen):
    person = getattr(trade, who)
    proposed(trade)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert seen(person, "new_prices").status_code == 200
        return len(asked)

    first = queries()
    for number in range(8):
        kitchen = a_kitchen(f"Dapur {number}", f"Sambal {number}")
        proposed(trade, kitchen.owner, a_listing(trade.shop, kitchen))
    assert queries() <= first
    assert text(seen(person, "new_prices")).count("Harga bahan") == 0
    assert text(seen(person, "new_prices")).count("Ingredients cost") == (1 if who == "owner" else 9)


def test_a_price_with_a_long_story_costs_no_more_queries(trade, seen):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert seen(trade.owner, "listing_price", trade.listing.public_id).status_code == 200
        return len(asked)

    first = queries()
    for each in range(6):
        change = proposed(trade, price=22_000 + each)
        PriceChange.objects.filter(pk=change.pk).update(
            state="accepted", decided_at=change.at, decided_by=trade.buyer, from_on=days(each - 20)
        )
    assert queries() <= first + 1
