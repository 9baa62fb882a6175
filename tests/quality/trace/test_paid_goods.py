"""A price told when goods come in stands in the book of purchases; nobody is asked twice."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from lopo.costing.models import Purchase
from lopo.producers.records import dossier_of
from lopo.quality.correction_book import Why, correct_delivery, strike
from lopo.quality.models import RawLot
from tests.city import a_kitchen
from tests.quality.trace.test_trace_book import a_lot

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen()
    client.force_login(kitchen.owner)
    return kitchen


def counted():
    rows = Purchase.objects.filter(taken_back_at=None)
    return [(each.name, int(each.paid_idr), each.pack) for each in rows.order_by("pk")]


def received(client, kitchen, **typed):
    typed = {
        "ingredient": "cabai rawit", "quantity": "12,5", "unit": "kg", "supplier": "Mama Yoh",
        "received_on": str(timezone.localdate()), "price": "250.000", **typed,
    }  # fmt: skip
    return client.post(reverse("quality:raw_lot_new", args=[kitchen.business.pk]), typed, follow=True)


def test_a_price_reaches_the_book_of_purchases(client, kitchen):
    received(client, kitchen)
    assert counted() == [("cabai rawit", 250000, "12,5 kg")]
    page = client.get(reverse("costing:purchases", args=[kitchen.business.pk])).content.decode()
    assert "cabai rawit" in page
    assert dossier_of(kitchen.product).value("cost.purchases")


def test_no_price_is_no_purchase(client, kitchen):
    received(client, kitchen, price="")
    received(client, kitchen, price="0")
    assert RawLot.objects.count() == 2
    assert counted() == []


def test_a_delivery_by_the_piece_is_kept_and_says_why_the_book_has_it_not(client, kitchen):
    answer = received(client, kitchen, unit="pcs", quantity="30")
    assert RawLot.objects.count() == 1
    assert counted() == []
    assert "belum masuk buku belanja" in answer.content.decode()


def test_a_correction_and_a_strike_reach_the_book(kitchen):
    lot = a_lot(kitchen, price=250000)
    kept = ("ingredient", "unit", "supplier", "supplier_phone", "supplier_code", "received_on", "expires_on")
    told = {name: getattr(lot, name) for name in kept}
    why = Why(kitchen.owner, "Salah ketik")
    assert correct_delivery(lot, told | {"quantity": Decimal(10), "price": 25000}, why)
    assert counted() == [("cabai rawit", 25000, "10 kg")]
    assert correct_delivery(lot, told | {"quantity": Decimal(10), "price": 25000, "supplier": "Lain"}, why)
    assert Purchase.objects.count() == 2
    strike(lot, why)
    assert counted() == []
