"""Three hundred deliveries, batches and shops: every page stays light, and says where the rest is."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from lopo.quality.models import Batch, BatchInput, Move, Place, RawLot
from tests.city import a_kitchen
from tests.quality.trace.test_trace_book import a_recall

pytestmark = [pytest.mark.django_db, pytest.mark.database]

MANY = 300
MOST_BYTES = 60_000


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen()
    client.force_login(kitchen.owner)
    return kitchen


def filled(kitchen, ingredient="cabai {}"):
    today, shared = timezone.localdate(), {"business": kitchen.business, "by": kitchen.owner}
    soon = [today + dt.timedelta(days=number) for number in range(MANY)]
    lots = RawLot.objects.bulk_create(
        RawLot(code=f"CR{number:04}", ingredient=ingredient.format(number), supplier="Pasar", unit="kg",
               quantity=500, received_on=today, expires_on=soon[number], **shared)
        for number in range(MANY)
    )  # fmt: skip
    batches = Batch.objects.bulk_create(
        Batch(code=f"SL{number:04}", product=kitchen.product, made_on=today, pieces=100, **shared)
        for number in range(MANY)
    )
    BatchInput.objects.bulk_create(BatchInput(batch=each, raw_lot=lots[0], quantity=1) for each in batches)
    shops = Place.objects.bulk_create(
        Place(business=kitchen.business, name=f"Toko {number:03}", kind="shop", phone="+6281234567890")
        for number in range(MANY)
    )
    Move.objects.bulk_create(
        Move(batch=batch, destination=shop, pieces=40, moved_on=today, by=kitchen.owner)
        for batch, shop in zip(batches, shops, strict=True)
    )
    return lots, batches


def light(client, address):
    page = client.get(address)
    assert page.status_code == 200
    assert len(page.content) <= MOST_BYTES, f"{address}: {len(page.content)}"
    return page.content.decode()


@pytest.mark.parametrize("ingredient", ["cabai {}", "cabai rawit"])
def test_every_page_of_a_large_book_is_light(client, kitchen, ingredient):
    lots, batches = filled(kitchen, ingredient)
    recall = reverse("quality:recall", args=[a_recall(kitchen, lots[0], drill=True).pk])
    assert "page=2" in light(client, reverse("quality:raw_lots", args=[kitchen.business.pk]))
    assert "page=2" in light(client, reverse("quality:batches", args=[kitchen.product.public_id]))
    assert "?semua=1" in light(client, reverse("quality:trace_raw", args=[lots[0].pk]))
    light(client, reverse("quality:trace", args=[batches[0].pk]))
    form = light(client, reverse("quality:batch_new", args=[kitchen.product.public_id]))
    assert ("?semua=1" in form) == (ingredient != "cabai rawit")
    assert "page=2" in light(client, recall)
    whole = client.get(recall, {"semua": "1"}).content.decode()
    assert whole.count('<article class="place') == MANY + 2
    whole = client.get(reverse("quality:trace_raw", args=[lots[0].pk]), {"semua": "1"}).content.decode()
    assert f"Toko {MANY - 1:03}" in whole


def test_the_page_of_a_recall_can_be_printed(client, kitchen):
    lots, _batches = filled(kitchen)
    recall = a_recall(kitchen, lots[1])
    page = client.get(reverse("quality:recall", args=[recall.pk])).content.decode()
    assert '<p class="buttons no-print"><button class="button-quiet" type="button" data-print hidden>' in page
