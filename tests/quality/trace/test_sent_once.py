"""What is sent twice is written down once: packs, deliveries, batches."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from lopo.quality.models import Batch, Move, RawLot
from tests.city import a_kitchen
from tests.quality.trace.test_trace_book import a_batch, a_lot, sent

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen()
    client.force_login(kitchen.owner)
    return kitchen


def name_of(page):
    return re.search(r'name="sending" value="([0-9a-f-]{36})"', page.content.decode())[1]


def twice(client, address, **typed):
    typed["sending"] = name_of(client.get(address))
    first, second = client.post(address, typed), client.post(address, typed)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    return typed


def test_packs_sent_twice_left_once(client, kitchen):
    batch = a_batch(kitchen)
    address = reverse("quality:batch_move", args=[batch.pk])
    typed = {"place": "Toko Sinar", "pieces": "40", "kind": "shop", "moved_on": str(timezone.localdate())}
    typed = twice(client, address, **typed)
    assert [each.pieces for each in Move.objects.all()] == [40]
    answer = client.post(address, typed | {"pieces": "10"})
    assert answer.status_code == 422
    assert "sudah tersimpan dengan isi lain" in answer.content.decode()
    client.post(address, typed | {"pieces": "10", "sending": name_of(client.get(address))})
    assert [each.pieces for each in Move.objects.all()] == [40, 10]


def test_packs_moved_on_twice_moved_once(client, kitchen):
    batch = a_batch(kitchen)
    shop = sent(kitchen, batch, 40).destination
    typed = {"origin": str(shop.pk), "pieces": "15", "back": "kitchen", "moved_on": str(timezone.localdate())}
    twice(client, reverse("quality:batch_move_on", args=[batch.pk]), **typed)
    assert Move.objects.filter(destination=None).count() == 1


def test_a_delivery_and_a_batch_sent_twice_are_one(client, kitchen):
    typed = {
        "ingredient": "garam", "quantity": "2", "unit": "kg", "supplier": "Pasar",
        "received_on": str(timezone.localdate()),
    }  # fmt: skip
    twice(client, reverse("quality:raw_lot_new", args=[kitchen.business.pk]), **typed)
    assert RawLot.objects.count() == 1
    made = {"pieces": "50", "made_on": str(timezone.localdate())}
    twice(client, reverse("quality:batch_new", args=[kitchen.product.public_id]), **made)
    assert Batch.objects.count() == 1


def test_the_database_itself_keeps_one_of_each(kitchen):
    batch, lot = a_batch(kitchen), a_lot(kitchen)
    move = sent(kitchen, batch, 5)
    for row in (batch, lot, move):
        type(row).objects.filter(pk=row.pk).update(sending="a")
        row.refresh_from_db()
        row.pk, row.id = None, None
        if hasattr(row, "code"):
            row.code = "LAIN"
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_a_sending_that_is_no_name_is_refused(client, kitchen):
    batch = a_batch(kitchen)
    typed = {"place": "Toko", "pieces": "4", "kind": "shop", "moved_on": str(timezone.localdate())}
    answer = client.post(reverse("quality:batch_move", args=[batch.pk]), typed | {"sending": "x" * 99})
    assert answer.status_code == 422
    assert not Move.objects.exists()
