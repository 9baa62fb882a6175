"""What goes through the house is seen by whoever counts outcomes."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from lopo.producers.models import Product
from lopo.retail.models import Invoice, ListingStep, Payment
from lopo.standards.market_events import last_orders, market_events, shelf_spells
from tests.city import a_kitchen
from tests.retail.shops import a_listing, a_shop, an_order

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def _kinds(product: Product) -> list[tuple[str, dt.date, bool]]:
    found = market_events(Product.objects.filter(pk=product.pk))
    return sorted((each.kind, each.on, each.shown) for each in found)


def test_from_the_shelf_to_the_second_order():
    kitchen, shop = a_kitchen(), a_shop()
    listing = a_listing(shop, kitchen.product)
    at = timezone.make_aware(dt.datetime(2026, 2, 1, 9))
    ListingStep.objects.create(listing=listing, transition="list", was="on-trial", became="listed", at=at)
    first = an_order(shop, kitchen.product)
    an_order(shop, kitchen.product, ordered_on=dt.date(2026, 4, 1), wanted_on=dt.date(2026, 4, 8))
    bill = Invoice.objects.create(
        order=first, number="1", issued_on=dt.date(2026, 3, 10), due_on=dt.date(2026, 3, 24), lines=[],
        starts_on=dt.date(2026, 3, 10),
        amount_idr=600_000, rule={}, issued_by=kitchen.owner,
    )  # fmt: skip
    paid = Payment.objects.create(
        invoice=bill, amount_idr=600_000, paid_on=dt.date(2026, 3, 30), told_by=shop.buyer
    )
    assert _kinds(kitchen.product) == [
        ("listed", dt.date(2026, 2, 1), True),
        ("ordered", dt.date(2026, 3, 2), True),
        ("ordered-again", dt.date(2026, 4, 1), True),
        ("paid", dt.date(2026, 3, 30), False),
    ]
    Payment.objects.filter(pk=paid.pk).update(confirmed_at=timezone.now(), confirmed_by=kitchen.owner)
    assert ("paid", dt.date(2026, 3, 30), True) in _kinds(kitchen.product)
    last = last_orders(Product.objects.filter(business=kitchen.business))
    assert last == {kitchen.business.pk: dt.date(2026, 4, 1)}


def test_a_payment_is_shared_by_what_its_invoice_bills_and_a_denied_one_is_none():
    kitchen, shop = a_kitchen(), a_shop()
    other = Product.objects.create(business=kitchen.business, name="Kue rambut", kind="food")
    order = an_order(shop, kitchen.product, pieces=20)
    line, more = (
        order.lines.get(),
        order.lines.create(product=other, pieces=10, price_idr=9_000, confirmed=10),
    )
    lines = [{"line": line.pk, "amount_idr": 300_000}, {"line": more.pk, "amount_idr": 90_000}]
    bill = Invoice.objects.create(
        order=order, number="1", issued_on=dt.date(2026, 3, 10), due_on=dt.date(2026, 3, 24),
        starts_on=dt.date(2026, 3, 10), lines=lines, amount_idr=390_000, rule={}, issued_by=kitchen.owner,
    )  # fmt: skip
    told = {"invoice": bill, "paid_on": dt.date(2026, 3, 20), "told_by": shop.buyer}
    Payment.objects.create(amount_idr=100_001, **told)
    Payment.objects.create(amount_idr=5, denied_at=timezone.now(), **told)
    paid = {each.product: each.amount_idr for each in market_events() if each.kind == "paid"}
    assert paid == {kitchen.product.pk: 76_923, other.pk: 23_078}
    assert sum(paid.values()) == 100_001


def test_days_on_a_shelf_run_from_the_trial_until_it_is_taken_off():
    kitchen, shop = a_kitchen(), a_shop()
    listing = a_listing(shop, kitchen.product)
    moves = [("on-trial", 1), ("verdict-due", 20), ("listed", 22), ("delisted", 40)]
    for was, (became, day) in zip(["trial-agreed", "on-trial", "verdict-due", "listed"], moves, strict=True):
        at = timezone.make_aware(dt.datetime(2026, 2, 1, 9)) + dt.timedelta(days=day)
        ListingStep.objects.create(listing=listing, transition="x", was=was, became=became, at=at)
    (spell,) = shelf_spells()
    assert (spell.since, spell.until) == (dt.date(2026, 2, 2), dt.date(2026, 3, 13))
    ListingStep.objects.filter(became="delisted").delete()
    assert [each.until for each in shelf_spells()] == [None]


@pytest.mark.parametrize("state", ["placed", "refused", "cancelled"])
def test_an_order_nobody_took_is_none(state):
    kitchen, shop = a_kitchen(), a_shop()
    an_order(shop, kitchen.product, state=state)
    assert _kinds(kitchen.product) == []


def test_an_order_of_two_lines_says_each_product_once_however_it_was_paid(django_assert_num_queries):
    kitchen, shop = a_kitchen(), a_shop()
    other = Product.objects.create(business=kitchen.business, name="Kue rambut", kind="food")
    order = an_order(shop, kitchen.product)
    order.lines.create(product=other, pieces=10, price_idr=9_000, confirmed=0)
    with django_assert_num_queries(4):
        found = market_events()
    assert [(each.product, each.kind, each.amount_idr) for each in found] == [
        (kitchen.product.pk, "ordered", 600_000)
    ]


def test_the_owner_need_not_tell_what_went_through_the_house(client):
    kitchen, shop = a_kitchen(), a_shop()
    an_order(shop, kitchen.product)
    client.force_login(kitchen.owner)
    page = client.get(reverse("training:milestones", args=[kitchen.product.public_id])).content.decode()
    assert "Lewat Lopo" in page
    assert "Toko Flobamora · Rp600.000" in page
