"""Orders over HTTP: the same acts as on the pages, the same refusals, each act once."""

import json

import pytest
from django.core.cache import cache

from lopo.accounts.api_token import create_token
from lopo.accounts.roles import Kind, Role
from lopo.retail.books.delivery import Picked, send
from lopo.retail.models import Delivery, Invoice, Order, OrderStep, Payment, Return, Store
from lopo.retail.trade.transitions import TRANSITIONS
from lopo.site.api_order_acts import ACTS
from tests.accounts.factories import a_person, an_organisation
from tests.city import a_kitchen
from tests.retail.trading import Trade, a_batch, a_listing, a_trade, days, own_number

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    cache.clear()


@pytest.fixture
def trade() -> Trade:
    return a_trade()


@pytest.fixture
def call(client):
    """Ask as ``person``, in English; gives status and JSON."""

    def called(person, path, body=None, **more):
        _, raw = create_token(person, "office")
        headers = {"Authorization": f"Bearer {raw}"}
        address = f"/api/v1/orders{path}{'&' if '?' in path else '?'}lang=en"
        if body is None:
            answer = client.get(address, headers=headers, **more)
        else:
            answer = client.post(
                address, data=json.dumps(body), content_type="application/json", headers=headers, **more
            )
        return answer.status_code, json.loads(answer.content)

    return called


def wanted(trade: Trade, pieces: int = 60, **more) -> dict:
    line = {"product_id": trade.kitchen.product.public_id, "pieces": pieces}
    return {"store": "01", "wanted_on": days(3).isoformat(), "lines": [line]} | more


def reason(found: dict) -> str:
    return found["problems"][0]["reason"]


def test_every_act_of_the_table_is_an_act_of_the_api():
    assert set(ACTS) == set(TRANSITIONS)


def test_an_order_from_the_first_word_to_the_money(call, trade):
    product = trade.kitchen.product.public_id
    status, order = call(trade.buyer, "", wanted(trade))
    assert (status, order["state"], order["turn"], order["side"]) == (200, "placed", "kitchen", "buyer")
    assert Order.objects.get().source == "api"
    at = f"/{order['id']}"
    assert call(trade.owner, at)[1]["acts"] == ["confirm", "confirm-less", "refuse"]

    less = {"lines": [{"product_id": product, "pieces": 50}], "reason": "capacity"}
    assert call(trade.owner, f"{at}/confirm-less", less)[1]["lines"][0]["confirmed"] == 50

    a_batch(trade.kitchen, 50, code="L-1")
    offered = call(trade.owner, f"{at}/lots")[1]
    assert [(each["lot"], each["left"], each["ok"]) for each in offered["items"]] == [("L-1", 50, True)]
    sent = {"lots": [{"product_id": product, "lot": "L-1", "pieces": 50}]}
    status, order = call(trade.owner, f"{at}/send", sent)
    assert (status, order["state"]) == (200, "sent")
    assert order["deliveries"][0]["lots"][0]["accepted"] is None

    counted = {"product_id": product, "lot": "L-1", "accepted": 40, "refused": 6, "reason": "damaged"}
    status, order = call(trade.buyer, f"{at}/receive", {"counted": [counted]})
    assert (status, order["state"]) == (200, "received")
    told = call(trade.buyer, f"{at}/differences")[1]
    assert [(each["kind"], each["pieces"]) for each in told["items"]] == [("missing", 4), ("refused", 6)]

    status, order = call(trade.owner, f"{at}/bill", {})
    (invoice,) = order["invoices"]
    assert (status, invoice["amount_idr"], invoice["open_idr"]) == (200, 800_000, 800_000)
    paid = {"invoice": invoice["id"], "amount_idr": 800_000, "reference": "TRF-1"}
    (payment,) = call(trade.buyer, f"{at}/pay", paid)[1]["invoices"][0]["payments"]
    assert payment["came"] is None
    status, order = call(trade.owner, f"{at}/pay", {"payment": payment["id"], "came": True})
    assert (status, order["invoices"][0]["open_idr"]) == (200, 0)

    back = {"lots": [{"product_id": product, "lot": "L-1", "pieces": 2}], "reason": "defect",
            "delivery": order["deliveries"][0]["id"]}  # fmt: skip
    assert call(trade.buyer, f"{at}/return", back)[0] == 200
    assert call(trade.buyer, f"{at}/differences")[1]["items"][-1]["kind"] == "returned"
    assert call(trade.buyer, f"{at}/close", {})[1]["state"] == "closed"
    assert [each["act"] for each in call(trade.owner, at)[1]["steps"]][:2] == ["place", "confirm-less"]


def test_consigned_goods_are_told_as_sold(call):
    trade = a_trade(mode="consignment")
    order = trade.received(20).order
    told = {"lines": [{"product_id": trade.kitchen.product.public_id, "pieces": 5}]}
    status, found = call(trade.buyer, f"/{order.public_id}/tell-sold", told)
    assert (status, found["lines"][0]["sold"]) == (200, 5)


@pytest.mark.parametrize("act", ["confirm", "refuse", "send", "bill"])
def test_a_buyer_cannot_act_for_the_kitchen(call, trade, act):
    order = trade.placed()
    status, found = call(trade.buyer, f"/{order.public_id}/{act}", {"reason": "capacity"})
    assert (status, "other side" in reason(found)) == (422, True)
    assert Order.objects.get().state == "placed"


def test_an_order_of_others_is_not_there(call, trade):
    order = trade.placed()
    stranger = a_kitchen("Dapur Lain").owner
    other_buyer = a_person(Role.BUYER, an_organisation(Kind.RETAILER, "Lain"))
    for person in (stranger, other_buyer):
        assert call(person, f"/{order.public_id}")[0] == 404
        assert call(person, f"/{order.public_id}/differences")[0] == 404
        assert call(person, f"/{order.public_id}/confirm", {})[0] == 404
        assert call(person, "")[1] == {"count": 0, "items": []}
    assert call(stranger, "", wanted(trade))[0] == 404
    assert call(trade.buyer, f"/{order.public_id}/lots")[0] == 404


def test_sent_twice_it_counts_once(call, trade):
    body = wanted(trade, client_id=own_number())
    first, second = (call(trade.buyer, "", body)[1]["id"] for _ in range(2))
    assert first == second
    answer = {"client_id": own_number()}
    states = [call(trade.owner, f"/{first}/confirm", answer) for _ in range(2)]
    assert [(status, order["state"]) for status, order in states] == [(200, "confirmed")] * 2
    assert OrderStep.objects.filter(transition="confirm").count() == 1
    a_batch(trade.kitchen, 60, code="L-1")
    lot = {"product_id": trade.kitchen.product.public_id, "lot": "L-1", "pieces": 60}
    sent = {"client_id": own_number(), "lots": [lot]}
    assert [call(trade.owner, f"/{first}/send", sent)[0] for _ in range(2)] == [200, 200]
    assert Delivery.objects.count() == 1


def test_who_is_late_reads_who_was_faster(call, trade):
    order = trade.confirmed()
    status, found = call(trade.owner, f"/{order.public_id}/refuse", {"reason": "capacity"})
    assert status == 409
    assert str(trade.owner) in reason(found)
    delivery = trade.received(30, accepted=30)
    counted = {"product_id": trade.kitchen.product.public_id, "lot": delivery.lines.get().batch.code}
    body = {"delivery": delivery.public_id, "counted": [counted | {"accepted": 1}]}
    status, found = call(trade.buyer, f"/{delivery.order.public_id}/receive", body)
    assert (status, str(trade.buyer) in reason(found)) == (409, True)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"store": "99"}, "No one shop has the code 99."),
        ({"wanted_on": "2020-01-01"}, "past"),
        ({"lines": []}, "cannot be read"),
        ({"lines": [{"product_id": "nothere", "pieces": 1}]}, "Product nothere is not"),
        ({"lines": [{"gtin": "8990000000013", "pieces": 1}]}, "Product 8990000000013 is not"),
        ({"lines": [{"pieces": 1}]}, "is not, or no more"),
        ({"client_id": "twice"}, "cannot be read"),
        ({"number": "x" * 41}, "cannot be read"),
    ],
)
def test_a_bad_order_is_refused_in_a_sentence(call, trade, change, words):
    status, found = call(trade.buyer, "", wanted(trade) | change)
    assert status == 422
    assert words in reason(found) or ("past" in words and "before" in reason(found))
    assert not Order.objects.exists()


def test_a_price_that_was_not_agreed_is_refused(call, trade):
    line = {"product_id": trade.kitchen.product.public_id, "pieces": 1, "price_idr": 1}
    status, found = call(trade.buyer, "", wanted(trade) | {"lines": [line]})
    assert (status, "not the one agreed" in reason(found)) == (422, True)


def test_products_of_two_kitchens_are_two_orders(call, trade):
    other = a_kitchen("Dapur Ina Sabu")
    a_listing(trade.shop, other)
    lines = [{"product_id": each.product.public_id, "pieces": 1} for each in (trade.kitchen, other)]
    status, found = call(trade.buyer, "", wanted(trade) | {"lines": lines})
    assert (status, "an order for each" in reason(found)) == (422, True)


@pytest.mark.parametrize(
    ("act", "side", "body", "words"),
    [
        ("dance", "owner", {}, "No such act"),
        ("confirm-less", "owner", {}, "how many you can"),
        ("confirm-less", "owner", {"lines": [{"product_id": "x", "pieces": 1}]}, "not in this order"),
        ("refuse", "owner", {}, "Choose the reason"),
        ("cancel", "buyer", {"reason": "because"}, "Choose the reason"),
        ("cancel", "buyer", {"reason": "\x00\ud800"}, "cannot be read"),
    ],
)
def test_a_bad_act_changes_nothing(call, trade, act, side, body, words):
    order = trade.placed()
    status, found = call(getattr(trade, side), f"/{order.public_id}/{act}", body)
    assert (status, words in reason(found)) == (422, True)
    assert Order.objects.get().version == 0


def test_bad_goods_and_money_change_nothing(call, trade):
    order = trade.confirmed(60)
    product, at = trade.kitchen.product.public_id, f"/{order.public_id}"
    strange = {"lots": [{"product_id": product, "lot": "NOT-HERS", "pieces": 1}]}
    assert "Take another lot" in reason(call(trade.owner, f"{at}/send", strange)[1])
    assert "Nothing is sent" in reason(call(trade.owner, f"{at}/send", {})[1])
    assert call(trade.buyer, f"{at}/receive", {})[0] == 422
    assert call(trade.owner, f"{at}/bill", {})[0] == 409
    assert call(trade.owner, f"{at}/pay", {"invoice": "x", "amount_idr": 5})[0] == 422
    assert not Delivery.objects.exists() and not Invoice.objects.exists() and not Payment.objects.exists()
    billed = trade.billed(10)
    at = f"/{billed.order.public_id}"
    mine = {"invoice": billed.public_id, "amount_idr": 10**11}
    assert "Check the amount" in reason(call(trade.buyer, f"{at}/pay", mine)[1])
    assert "kitchen says" in reason(call(trade.buyer, f"{at}/pay", {"payment": 1, "came": True})[1])
    assert not Return.objects.exists()


def test_the_list_is_filtered_paged_and_cheap(call, client, trade, django_assert_num_queries):
    trade.placed()
    trade.confirmed()
    assert call(trade.buyer, "?state=confirmed")[1]["count"] == 1
    assert call(trade.buyer, "?state=eaten")[0] == 422
    page = call(trade.buyer, "?page=2&page_size=1")[1]
    assert (page["count"], len(page["items"])) == (2, 1)
    _, raw = create_token(trade.buyer, "office")
    headers = {"Authorization": f"Bearer {raw}"}
    with django_assert_num_queries(7):  # token, its use, memberships, second factor, orders, lines, count
        client.get("/api/v1/orders", headers=headers)
    for _ in range(8):
        trade.placed(5)
    with django_assert_num_queries(7):
        assert len(client.get("/api/v1/orders", headers=headers).json()["items"]) == 10


def test_one_order_takes_as_many_queries_with_many_lots(client, trade, django_assert_num_queries):
    _, raw = create_token(trade.buyer, "office")
    order = trade.billed(10).order
    again = [a_batch(trade.kitchen, 4) for _ in range(5)]
    more = trade.confirmed(20)
    picked = [Picked(more.lines.get().pk, each.pk, 4) for each in again]
    send(more.pk, picked, days(0), trade.owner, own_number())
    headers = {"Authorization": f"Bearer {raw}"}
    with django_assert_num_queries(19):  # no invoice, so no payments and no credits of it
        client.get(f"/api/v1/orders/{more.public_id}", headers=headers)
    with django_assert_num_queries(21):
        client.get(f"/api/v1/orders/{order.public_id}", headers=headers)


def test_the_city_reads_and_does_nothing(call, trade):
    city = a_person(Role.OFFICER, an_organisation(Kind.CITY, "Dinas"))
    order = trade.placed()
    status, found = call(city, f"/{order.public_id}")
    assert (status, found["side"], found["acts"]) == (200, "city", [])
    assert call(city, f"/{order.public_id}/confirm", {})[0] == 422
    assert Order.objects.get().state == "placed"


def test_two_shops_of_one_code_are_not_guessed(call, trade):
    other = an_organisation(Kind.RETAILER, "Kedua")
    Store.objects.create(retailer=other, code="01", name="Lain", format="supermarket")
    trade.buyer.memberships.create(organisation=other, role=Role.BUYER)
    assert "No one shop" in reason(call(trade.buyer, "", wanted(trade))[1])
