"""Every address of the shelf and the market that names somebody's thing, tried by a stranger of each role."""

import json

import pytest
from django.core.cache import cache
from django.urls import reverse

from lopo.accounts.api_token import create_token
from lopo.accounts.roles import Role
from lopo.retail.books.invoice import bill
from lopo.retail.books.payment import tell_payment
from lopo.retail.books.returning import tell_sold
from lopo.retail.models import DeliveryLine, Order, Payment, Pool, PoolOffer, Return
from lopo.site.api_order_acts import ACTS
from tests.accounts.factories import a_person
from tests.retail.trading import a_batch, a_shop, a_trade, days, own_number
from tests.site.every_object import every_object
from tests.site.test_every_address import ADDRESSES, address, permission_of

pytestmark = [pytest.mark.database, pytest.mark.django_db]

NAMES = {
    "order_public", "delivery_public", "invoice_public", "pool_public", "payment_id", "listing_id",
    "import_public", "store_id", "order_id", "feedback_id",
}  # fmt: skip
THINGS = [
    name
    for name, (_path, names, _view) in ADDRESSES.items()
    if name.startswith(("retail:", "market:")) and set(names) & NAMES
]
CITY = (Role.OFFICER, Role.ADMIN)
"""Who reads every order, and does nothing with it."""
MAY_AGREE = {"retail:pool_agree", "retail:pool_open_again"}
"""The city helps several kitchens to one order."""


@pytest.fixture
def city(db):
    return every_object()


def stranger(role):
    """Somebody of that role who has no part in anything here; of those who trade, with a trade of her own."""
    if role not in (Role.OWNER, Role.HELPER, Role.BUYER):
        return a_person(role)
    other = a_trade("Dapur Lain", a_shop("Toko Saingan"))
    other.billed(10)
    if role is Role.HELPER:
        return a_person(Role.HELPER, other.kitchen.business.organisation)
    return other.owner if role is Role.OWNER else other.buyer


def kept(order):
    """All that there is of the trade of others."""
    rows = (
        Order.objects.filter(pk=order.pk), order.lines, order.deliveries, order.invoices, order.steps,
        Payment.objects.filter(invoice__order=order), Return.objects.filter(line__delivery__order=order),
        DeliveryLine.objects.filter(delivery__order=order), Pool.objects.filter(retailer=order.retailer),
        PoolOffer.objects.filter(pool__retailer=order.retailer),
    )  # fmt: skip
    return [list(each.order_by("pk").values()) for each in rows]


@pytest.mark.parametrize("role", list(Role))
def test_a_stranger_of_any_role_reads_nothing_and_changes_nothing(role, city, client):
    person, order = stranger(role), Order.objects.get(public_id=city["arguments"]["order_public"])
    client.force_login(person)
    before, reached = kept(order), {}
    for name in THINGS:
        for method in ("get", "post"):
            if permission_of(name) == "public" or (role in CITY and name in MAY_AGREE):
                continue
            response = getattr(client, method)(address(name, city), {"came": "1", "round": "0"})
            if response.status_code not in (403, 404, 405) and role not in CITY:
                reached[name, method] = response.status_code
    assert reached == {}
    assert kept(order) == before


@pytest.mark.parametrize("role", list(Role))
def test_over_http_a_stranger_finds_no_order_and_no_act(role, city, client):
    person, order = stranger(role), Order.objects.get(public_id=city["arguments"]["order_public"])
    before, found = kept(order), {}
    headers = {"Authorization": f"Bearer {create_token(person, 'kantor')[1]}"}
    at = f"/api/v1/orders/{order.public_id}"
    for act in ACTS:
        cache.clear()
        body = {"reason": "other", "amount_idr": 1, "came": True}
        answer = client.post(
            f"{at}/{act}", json.dumps(body), content_type="application/json", headers=headers
        )
        found[act] = answer.status_code
    for path in ("", "/differences", "/lots"):
        found[path] = client.get(f"{at}{path}", headers=headers).status_code
    reads = {"": 200, "/differences": 200} if role in CITY else {}
    refused = 422 if role in CITY else 404
    assert found == dict.fromkeys(ACTS, refused) | dict.fromkeys(("", "/differences", "/lots"), 404) | reads
    assert kept(order) == before


def test_in_her_own_order_nobody_names_things_of_others(client):
    mine, theirs = a_trade(), a_trade("Dapur Lain", a_shop("Toko Lain", mode="consignment"))
    invoice, bill_of_others = mine.billed(10), None
    others = theirs.received(10)
    order = theirs.received(5).order
    tell_sold(order.lines.get().pk, 5, days(0), theirs.buyer, own_number())
    bill_of_others = bill(order.pk, theirs.owner, days(0), own_number())
    owed = tell_payment(bill_of_others.pk, 1_000, days(0), "", theirs.buyer, own_number(), "buyer")
    before = kept(order), kept(others.order)
    lot = {"product_id": theirs.kitchen.product.public_id, "lot": others.lines.get().batch.code, "pieces": 1}
    acts = [
        (mine.buyer, "pay", {"invoice": bill_of_others.public_id, "amount_idr": 5}),
        (mine.owner, "pay", {"payment": owed.pk, "came": True}),
        (mine.buyer, "return", {"delivery": others.public_id, "lots": [lot], "reason": "defect"}),
        (mine.buyer, "receive", {"delivery": others.public_id}),
        (mine.owner, "send", {"lots": [lot]}),
        (mine.owner, "bill", {"client_id": bill_of_others.client_id}),
        (mine.buyer, "pay", {"client_id": owed.client_id, "invoice": invoice.public_id, "amount_idr": 5}),
    ]
    for person, act, body in acts:
        cache.clear()
        answer = client.post(
            f"/api/v1/orders/{invoice.order.public_id}/{act}", json.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {create_token(person, 'kantor')[1]}"},
        )  # fmt: skip
        assert answer.status_code in (409, 422), (act, answer.content)
    assert (kept(order), kept(others.order)) == before


def test_forms_take_no_shop_product_lot_or_line_of_others(client):
    mine, theirs = a_trade(), a_trade("Dapur Lain", a_shop("Toko Lain"))
    pool = Pool.objects.create(
        retailer=mine.shop.organisation, title="Bersama", standard="150 g", pieces=50, price_idr=18_000,
        wanted_on=days(9), store=mine.shop.store, made_by=mine.buyer,
    )  # fmt: skip
    mine_came, theirs_came = mine.received(10), theirs.received(10)
    confirmed, lot = mine.confirmed(10), a_batch(theirs.kitchen, 10)
    theirs_line, product = theirs_came.lines.get().pk, theirs.kitchen.product.pk
    own_pieces = f"pieces-{mine.kitchen.product.pk}"
    once = {"client_id": own_number(), "wanted_on": days(3), "on": days(0), "sent_on": days(0)}
    tried = [
        (mine.buyer, "order_new", (), {"store": theirs.shop.store.pk, own_pieces: 5}),
        (mine.buyer, "order_new", (), {"store": mine.shop.store.pk, f"pieces-{product}": 5}),
        (mine.buyer, "pool_new", (), {"store": theirs.shop.store.pk, "title": "A", "standard": "B",
                                      "pieces": 5, "price_idr": 5}),
        (mine.owner, "pool_offer", (pool.public_id, mine.kitchen.business.pk),
         {"product": product, "pieces": 5}),
        (mine.buyer, "delivery_return", (mine_came.public_id,),
         {"line": theirs_line, "pieces": 1, "reason": "defect", "where": "back"}),
        (mine.owner, "order_send", (confirmed.public_id,), {f"lot-{confirmed.lines.get().pk}-{lot.pk}": 5}),
    ]  # fmt: skip
    before = kept(theirs_came.order), kept(confirmed), Order.objects.count(), Pool.objects.count()
    for person, name, arguments, data in tried:
        client.force_login(person)
        answer = client.post(reverse(f"retail:{name}", args=arguments), once | data)
        assert answer.status_code == 422, name
    assert before == (kept(theirs_came.order), kept(confirmed), Order.objects.count(), Pool.objects.count())
    assert (
        client.post(
            reverse("retail:pool_offer", args=(pool.public_id, theirs.kitchen.business.pk))
        ).status_code
        == 404
    )
