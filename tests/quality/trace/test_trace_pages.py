"""Pages of lots: three taps to a batch, where a lot is, a recall from the question to its end."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.consent import grant
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.roles import Kind, Role
from lopo.quality.models import Batch, Move, Place, ProcessLimit, ProcessRecord, RawLot, Recall
from tests.accounts.factories import a_person, an_organisation
from tests.city import a_kitchen
from tests.quality.trace.test_trace_book import a_batch, a_lot, sent

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen(
        recipe__ingredients=[{"name": "cabai rawit", "amount": "600"}, {"name": "garam", "amount": "40"}]
    )
    client.force_login(kitchen.owner)
    return kitchen


def at(name, *arguments):
    return reverse(f"quality:{name}", args=arguments)


def text(response):
    return response.content.decode()


def test_goods_are_received_in_one_small_form(kitchen, client):
    sent = {
        "ingredient": "cabai rawit", "quantity": "12,5", "unit": "kg", "supplier": "Mama Yoh",
        "supplier_phone": "0812-3456-7890", "received_on": str(timezone.localdate()), "price": "250.000",
    }  # fmt: skip
    response = client.post(at("raw_lot_new", kitchen.business.pk), sent)
    lot = RawLot.objects.get()
    assert response["Location"] == at("trace_raw", lot.pk)
    assert (lot.quantity, lot.price, lot.supplier_phone) == (Decimal("12.5"), 250000, "+6281234567890")
    assert f"CR{timezone.localdate():%y%m%d}" in text(client.get(response["Location"]))


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("quantity", "banyak", "angka"),
        ("quantity", "0", "Lebih dari 0"),
        ("quantity", "-1", "kurang dari nol"),
        ("quantity", "9" * 18, "terlalu besar"),
        ("supplier_phone", "123", "08"),
        ("received_on", "2199-01-01", "belum tiba"),
        ("expires_on", "kemarin", "tanggal"),
        ("expires_on", "2020-01-01", "lewat tanggalnya"),
        ("price", "murah", "rupiah"),
        ("unit", "karung", "karung"),
    ],
)
def test_a_delivery_that_makes_no_sense_is_refused_with_a_sentence(kitchen, client, field, typed, says):
    sent = {"ingredient": "garam", "quantity": "1", "unit": "kg", "supplier": "Pasar"}
    sent |= {"received_on": str(timezone.localdate()), field: typed}
    response = client.post(at("raw_lot_new", kitchen.business.pk), sent)
    assert response.status_code == 422
    assert says.lower() in text(response).lower()
    assert not RawLot.objects.exists()


def test_a_batch_takes_three_taps(kitchen, client):
    late = a_lot(kitchen, expires_on=timezone.localdate() + dt.timedelta(days=30))
    soon = a_lot(kitchen, expires_on=timezone.localdate() + dt.timedelta(days=3))
    a_lot(kitchen, "garam", 5)
    assert at("batches", kitchen.product.public_id) in text(
        client.get(reverse("standards:product", args=[kitchen.product.public_id]))
    )
    assert at("batch_new", kitchen.product.public_id) in text(
        client.get(at("batches", kitchen.product.public_id))
    )
    page = text(client.get(at("batch_new", kitchen.product.public_id)))
    assert f'<option value="{soon.pk}" selected>' in page
    assert f'<option value="{late.pk}" selected>' not in page
    assert 'name="amount-0" value="0,6"' in page
    response = client.post(at("batch_new", kitchen.product.public_id), filled(page, pieces="80"))
    batch = Batch.objects.get()
    assert response["Location"] == at("trace", batch.pk)
    assert {each.raw_lot.ingredient: each.quantity for each in batch.inputs.select_related("raw_lot")} == {
        "cabai rawit": Decimal("0.6"),
        "garam": Decimal("0.04"),
    }
    again = text(client.get(at("batch_new", kitchen.product.public_id)))
    assert 'value="80"' in again
    assert f'value="{batch.code}B"' in again


def filled(page, **typed):
    """What a browser would send of the form on ``page``."""
    sent = dict(re.findall(r'<input type="(?:text|date)" name="([^"]+)" value="([^"]*)"', page))
    sent |= dict(re.findall(r'id="[^"]+" name="(amount-[^"]+)" value="([^"]*)"', page))
    for select, options in re.findall(r'<select id="[^"]+" name="([^"]+)">(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected>', options)
        sent[select] = chosen.group(1) if chosen else ""
    return sent | typed


@pytest.mark.parametrize(
    "wrong",
    [
        {"pieces": "0"},
        {"pieces": "1e9"},
        {"made_on": "2199-01-01"},
        {"code": "tidak bisa!"},
        {"lot-0": "99999999999999999999"},
        {"lot-0": "1", "amount-0": "-5"},
        {"lot-0": "1", "amount-0": "NaN"},
        {"source": "77", "source_amount": "1"},
        {"expires_on": "1999-01-01"},
    ],
)
def test_a_batch_that_makes_no_sense_is_refused(kitchen, client, wrong):
    sent = {"pieces": "10", "made_on": str(timezone.localdate()), **wrong}
    response = client.post(at("batch_new", kitchen.product.public_id), sent)
    assert response.status_code == 422
    assert 'class="error"' in text(response)
    assert not Batch.objects.exists()


def test_packs_go_to_a_shop_with_a_phone(kitchen, client):
    batch = a_batch(kitchen)
    move = {"place": "Toko Sinar", "pieces": "40", "kind": "shop", "phone": "081234567890"}
    move["moved_on"] = str(timezone.localdate())
    client.post(at("batch_move", batch.pk), move)
    assert Move.objects.get().pieces == 40
    page = text(client.get(at("trace", batch.pk)))
    assert "Toko Sinar" in page
    assert 'href="tel:+6281234567890"' in page
    response = client.post(at("batch_move", batch.pk), move | {"pieces": "61"})
    assert response.status_code == 422
    assert "hanya ada 60" in text(response)


def test_a_value_outside_turns_madder_and_says_what_to_do(kitchen, client):
    limit = {"name": "Minyak goreng", "unit": "°C", "least": "160", "most": "190", "to_do": "Besarkan api."}
    client.post(at("process_limits", kitchen.product.public_id), limit)
    batch, limit = a_batch(kitchen), ProcessLimit.objects.get()
    response = client.post(at("batch_measure", batch.pk, limit.pk), {"value": "150"})
    assert response.status_code == 422
    assert 'class="outside"' in text(response)
    assert "Besarkan api." in text(response)
    assert not ProcessRecord.objects.exists()
    client.post(at("batch_measure", batch.pk, limit.pk), {"value": "150", "action": "Digoreng ulang"})
    assert not ProcessRecord.objects.get().is_within
    client.post(at("process_limits", kitchen.product.public_id), {"put_away": limit.pk})
    assert client.get(at("batch_measure", batch.pk, limit.pk)).status_code == 404


def test_a_recall_is_one_question_and_one_page(kitchen, client):
    lot = a_lot(kitchen)
    batch = a_batch(kitchen, lot)
    sent(kitchen, batch)
    client.get(at("recall_new", kitchen.business.pk))
    ask = {"code": lot.code.lower(), "reason": "Bau apek", "drill": "real"}
    response = client.post(at("recall_new", kitchen.business.pk), ask)
    recall = Recall.objects.get()
    assert response["Location"] == at("recall", recall.pk)
    page = text(client.get(response["Location"]))
    assert "Toko Sinar" in page
    assert "https://wa.me/6281234567890?text=Kepada%20Toko%20Sinar" in page
    assert "LATIHAN" not in page
    shop = Place.objects.get()
    counts = [(shop.pk, "back", 30), (shop.pk, "gone", 10), ("", "back", 60)]
    client.post(at("recall_close", recall.pk))
    recall.refresh_from_db()
    assert recall.closed_at is None
    for place, outcome, pieces in counts:
        row = {"batch": batch.pk, "place": place, "outcome": outcome, "pieces": pieces}
        client.post(at("recall_count", recall.pk), row)
    raw = {"raw_lot": lot.pk, "quantity": "9", "outcome": "apart"}
    client.post(at("recall_count", recall.pk), raw)
    client.post(at("recall_close", recall.pk))
    recall.refresh_from_db()
    assert recall.closed_at is not None


def test_a_drill_is_marked_and_its_time_is_shown(kitchen, client):
    batch = a_batch(kitchen)
    sent(kitchen, batch)
    client.get(at("recall_new", kitchen.business.pk))
    ask = {"code": batch.code, "reason": "Latihan bulanan", "drill": "drill"}
    page = text(client.post(at("recall_new", kitchen.business.pk), ask, follow=True))
    assert "drill-mark" in page
    assert "0 menit" in page
    assert "INI LATIHAN" in page


def test_a_code_that_is_not_there_is_said_so(kitchen, client):
    response = client.post(
        at("recall_new", kitchen.business.pk), {"code": "<b>", "reason": "x", "drill": "real"}
    )
    assert response.status_code == 422
    assert "Tidak ada lot &lt;b&gt;" in text(response)


def test_foreign_lines_of_a_recall_are_refused(kitchen, client):
    recall = Recall.objects.create(
        business=kitchen.business, batch=a_batch(kitchen), reason="x", is_drill=True, opened_by=kitchen.owner
    )
    other = a_batch(a_kitchen("Dapur Lain", "Abon"))
    row = {"batch": other.pk, "outcome": "back", "pieces": 1}
    assert "Baris itu tidak ada" in text(client.post(at("recall_count", recall.pk), row, follow=True))
    assert not recall.returns.exists()


PAGES = ("batches", "raw_lots", "trace", "trace_raw", "recall")


def pages_of(kitchen):
    lot = a_lot(kitchen)
    batch = a_batch(kitchen, lot)
    recall = Recall.objects.create(
        business=kitchen.business, batch=batch, reason="x", is_drill=True, opened_by=kitchen.owner
    )
    return {
        "batches": kitchen.product.public_id,
        "raw_lots": kitchen.business.pk,
        "trace": batch.pk,
        "trace_raw": lot.pk,
        "recall": recall.pk,
    }


def test_a_partner_and_a_stranger_see_nothing_of_it_and_an_inspector_reads(kitchen, client):
    pages = pages_of(kitchen)
    shop = an_organisation(Kind.RETAILER, "Toko")
    groups = [FieldGroup.QUALITY, FieldGroup.IDENTITY, FieldGroup.SUPPLY]
    grant(kitchen.business.organisation, shop, groups, kitchen.owner)
    client.force_login(a_person(Role.BUYER, shop))
    assert {client.get(at(name, pages[name])).status_code for name in PAGES} == {403}
    client.force_login(a_kitchen("Dapur Lain", "Abon").owner)
    assert {client.get(at(name, pages[name])).status_code for name in PAGES} == {404}
    client.force_login(a_person(Role.INSPECTOR))
    assert {client.get(at(name, pages[name])).status_code for name in PAGES} == {200}
    assert client.get(at("batch_new", pages["batches"])).status_code == 403


def queries(client, address, django_assert_max_num_queries, most):
    with django_assert_max_num_queries(most):
        assert client.get(address).status_code == 200


def test_the_pages_ask_as_often_however_many_lots_there_are(kitchen, client, django_assert_max_num_queries):
    lot = a_lot(kitchen, quantity=1000)
    for number in range(12):
        batch = a_batch(kitchen, lot, a_lot(kitchen, f"bumbu {number}"))
        sent(kitchen, batch, 5, f"Toko {number}")
    recall = Recall.objects.create(
        business=kitchen.business, raw_lot=lot, reason="x", is_drill=True, opened_by=kitchen.owner
    )
    queries(client, at("batches", kitchen.product.public_id), django_assert_max_num_queries, 10)
    queries(client, at("raw_lots", kitchen.business.pk), django_assert_max_num_queries, 8)
    queries(client, at("trace_raw", lot.pk), django_assert_max_num_queries, 11)
    queries(client, at("trace", batch.pk), django_assert_max_num_queries, 19)
    queries(client, at("recall", recall.pk), django_assert_max_num_queries, 15)
    queries(client, at("batch_new", kitchen.product.public_id), django_assert_max_num_queries, 17)
