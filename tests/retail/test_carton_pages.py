"""Carton labels on the kitchen's page: her own numbers only, each serial number once."""

import datetime as dt
import re

import pypdfium2
import pytest
import zxingcpp
from django.urls import reverse

from lopo.accounts.roles import Role
from lopo.labels.gtin_block import add_block
from lopo.labels.gtin_book import assign_unit
from lopo.quality.models import Batch
from lopo.retail.books.carton import serials_for
from lopo.retail.models import Delivery, DeliveryLine, LogisticUnit
from tests.accounts.factories import a_person
from tests.city import a_kitchen
from tests.race import at_once, own_connections
from tests.retail.shops import a_listing, a_shop, an_order

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def shop():
    return a_shop()


@pytest.fixture
def kitchen(shop):
    kitchen = a_kitchen(label__net_quantity="150", label__net_unit="g", label__brand="Mama Yuliana")
    a_listing(shop, kitchen.product)
    return kitchen


@pytest.fixture
def delivery(shop, kitchen):
    order = an_order(shop, kitchen.product, 30)
    day = dt.date(2026, 3, 3)
    batch = Batch.objects.create(
        business=kitchen.business, product=kitchen.product, code="L-0303", made_on=day,
        expires_on=day + dt.timedelta(days=180), pieces=100, by=kitchen.owner,
    )  # fmt: skip
    sent = Delivery.objects.create(order=order, number="SJ-1", sent_on=day, sent_by=kitchen.owner)
    DeliveryLine.objects.create(
        delivery=sent, order_line=order.lines.get(), batch=batch, pieces=30, expires_on=batch.expires_on
    )
    return sent


def page_of(delivery):
    return reverse("retail:cartons", args=[delivery.public_id])


def packed(delivery, **told):
    line = delivery.lines.get()
    return {f"inside-{line.pk}": "12", "size": "a6", "gross_g": "2500"} | told


def codes(content):
    found = []
    for page in pypdfium2.PdfDocument(content):
        picture = page.render(scale=200 / 72).to_pil()
        found.append(sorted(re.sub(r"\D", "", each.text) for each in zxingcpp.read_barcodes(picture)))
    return found


def test_without_numbers_of_her_own_nothing_is_made_up(client, kitchen, delivery):
    client.force_login(kitchen.owner)
    assert "belum punya awalan" in client.get(page_of(delivery)).content.decode()
    answer = client.post(page_of(delivery), packed(delivery, serials="on"))
    assert answer["Content-Type"] == "application/pdf"
    assert codes(answer.content) == [[], [], []]
    assert not LogisticUnit.objects.exists()


def test_with_a_prefix_every_carton_has_its_number_and_keeps_it(client, kitchen, delivery):
    add_block(kitchen.business, "899000000", kitchen.owner)
    assign_unit(kitchen.product, kitchen.owner)
    client.force_login(kitchen.owner)
    first = codes(client.post(page_of(delivery), packed(delivery, serials="on")).content)
    again = codes(client.post(page_of(delivery), packed(delivery, serials="on")).content)
    assert first == again
    assert [each[0] for each in first] == [f"00{row.sscc}" for row in LogisticUnit.objects.all()]
    assert LogisticUnit.objects.count() == 3
    assert first[0][1].startswith("01189")
    assert first[2][1].startswith("0208990000")  # six of twelve: the pieces in it are told


def test_without_serials_the_case_is_an_itf(client, kitchen, delivery):
    add_block(kitchen.business, "899000000", kitchen.owner)
    assign_unit(kitchen.product, kitchen.owner)
    client.force_login(kitchen.owner)
    found = codes(client.post(page_of(delivery), packed(delivery)).content)
    assert any(each.startswith("1899000000") and len(each) == 14 for each in found[0])
    assert found[2] == []


def test_only_the_kitchen_prints(client, shop, kitchen, delivery):
    for person, status in ((shop.buyer, 403), (a_kitchen("Lain").owner, 404), (a_person(Role.OFFICER), 403)):
        client.force_login(person)
        assert client.get(page_of(delivery)).status_code == status


def test_what_cannot_be_packed_is_said(client, kitchen, delivery):
    client.force_login(kitchen.owner)
    line = delivery.lines.get()
    assert client.post(page_of(delivery), packed(delivery, **{f"inside-{line.pk}": "0"})).status_code == 422
    assert client.post(page_of(delivery), packed(delivery, size="a0")).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_two_helpers_print_at_once_and_no_number_is_given_twice(kitchen, delivery):
    add_block(kitchen.business, "899000000", kitchen.owner)
    delivery = Delivery.objects.select_related("order__business").get(pk=delivery.pk)
    with own_connections():
        given = at_once(
            lambda: serials_for(delivery, ["a/1", "a/2"], kitchen.owner),
            lambda: serials_for(delivery, ["b/1", "b/2"], kitchen.owner),
        )
        assert len({sscc for each in given for sscc in each.values()}) == 4
