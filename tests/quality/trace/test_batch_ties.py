"""A batch knows what of it was weighed, looked at and labelled; and it is chosen, not typed."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lopo.labels.models import LabelRun
from lopo.quality.models import Batch, SampledLot, Weighing
from tests.city import a_kitchen, tell
from tests.labels.test_studio_pages import WHOLE
from tests.quality.trace.test_trace_book import a_batch

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen()
    tell(kitchen, WHOLE)
    client.force_login(kitchen.owner)
    return kitchen


def of(kitchen, name, **asked):
    return reverse(name, args=[kitchen.product.public_id]), asked


def today():
    return timezone.localdate()


def weigh(client, kitchen, **asked):
    address, asked = of(kitchen, "quality:weighings", weighed_on=today().isoformat(), **asked)
    return client.post(address, asked)


def test_a_batch_is_weighed_without_typing_its_code_or_size(client, kitchen):
    batch = a_batch(kitchen, pieces=64)
    assert (
        f'value="{batch.pk}" selected'
        in client.get(*of(kitchen, "quality:weighings", batch=batch.pk)).content.decode()
    )
    assert weigh(client, kitchen, batch=batch.pk).status_code == 302
    row = Weighing.objects.get()
    assert (row.batch, row.lot, row.lot_size) == (batch, batch.code, 64)


def test_another_lot_is_still_typed(client, kitchen):
    a_batch(kitchen)
    assert weigh(client, kitchen, lot="LAMA1", lot_size="9").status_code == 302
    assert Weighing.objects.get().batch is None
    assert weigh(client, kitchen).status_code == 422


def test_a_sample_of_a_batch(client, kitchen):
    batch = a_batch(kitchen, pieces=300)
    address, asked = of(kitchen, "quality:samples", batch=batch.pk, level="II", aql="2.5")
    assert client.post(address, asked).status_code == 302
    row = SampledLot.objects.get()
    assert (row.batch, row.lot, row.lot_size) == (batch, batch.code, 300)
    one = a_batch(kitchen, pieces=1)
    assert client.post(address, asked | {"batch": one.pk}).status_code == 422


@pytest.mark.parametrize("wrong", ["x", "0", "9" * 30, "-1"])
def test_a_batch_that_is_not_hers_is_refused(client, kitchen, wrong):
    other = a_kitchen("Lain")
    hers = a_batch(other)
    a_batch(kitchen)
    for number in (wrong, hers.pk):
        assert weigh(client, kitchen, batch=number, lot_size="4").status_code == 422
        assert client.get(*of(kitchen, "labels:run_new", batch=number)).context["batch"] is None


def test_the_labels_of_a_batch_bear_its_lot_and_its_days(client, kitchen):
    batch = a_batch(kitchen, pieces=48, expires_on=today() + dt.timedelta(days=90))
    page = client.get(*of(kitchen, "labels:run_new", batch=batch.pk))
    assert {name: page.context["form"].initial[name] for name in ("lot", "count", "expires_on")} == {
        "lot": batch.code, "count": 48, "expires_on": batch.expires_on,
    }  # fmt: skip
    back = reverse("quality:trace", args=[batch.pk])
    assert back in page.content.decode()
    address, asked = of(
        kitchen, "labels:run_new", batch=batch.pk, lot=batch.code, made_on=batch.made_on.isoformat(),
        expires_on=batch.expires_on.isoformat(), count="48", sheet="free", first_sticker="1",
    )  # fmt: skip
    answer = client.post(address, asked)
    assert answer.status_code == 302, answer.context["form"].errors
    run = LabelRun.objects.get()
    assert run.batch == batch
    assert back in client.get(answer["Location"]).content.decode()
    client.post(address, asked | {"lot": "LAIN9"})
    assert LabelRun.objects.get(lot="LAIN9").batch is None


def test_the_page_of_a_batch_shows_them_all_with_as_many_queries_for_many(client, kitchen):
    batch = a_batch(kitchen, pieces=300)
    page = reverse("quality:trace", args=[batch.pk])
    counts = []
    for _time in range(2):
        for _more in range(3):
            weigh(client, kitchen, batch=batch.pk)
            address, asked = of(kitchen, "quality:samples", batch=batch.pk, level="II", aql="2.5")
            client.post(address, asked)
            LabelRun.objects.create(
                product=kitchen.product, lot=batch.code, batch=batch, made_on=today(), expires_on=today(),
                count=30, sheet="free", made_by=kitchen.owner,
            )  # fmt: skip
        client.get(page)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shown = client.get(page).content.decode()
        counts.append(len(queries))
    assert counts[0] == counts[1]
    for row in (Weighing.objects.first(), SampledLot.objects.first()):
        assert f"/{row.pk}/" in shown
    assert reverse("labels:run", args=[LabelRun.objects.first().pk]) in shown


@pytest.mark.django_db(transaction=True)
def test_what_bore_the_code_of_a_batch_before_is_tied_to_it():
    kitchen = a_kitchen()
    batch = a_batch(kitchen)
    call_command("migrate", "labels", "0003", verbosity=0)
    call_command("migrate", "quality", "0005", verbosity=0)
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO quality_weighing (product_id, lot, lot_size, nominal, unit, weighed_on,"
                " begun_by_id, begun_at) VALUES (%s, %s, 9, 150, 'g', %s, %s, %s)",
                [kitchen.product.pk, batch.code, today(), kitchen.owner.pk, timezone.now()],
            )
    finally:
        call_command("migrate", verbosity=0)
    assert Weighing.objects.get().batch == Batch.objects.get()
