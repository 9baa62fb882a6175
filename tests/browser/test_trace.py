"""Lots on a phone: goods received, a batch in three taps, packs sent, a drill; each page looked at."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from lopo.quality.models import Batch, ProcessLimit, Recall
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.city import a_kitchen
from tests.quality.trace.test_trace_book import a_batch, a_lot, sent

pytestmark = pytest.mark.browser

RECIPE = [{"name": "cabai rawit", "amount": "600"}, {"name": "garam", "amount": "40"}]


@pytest.fixture
def kitchen():
    kitchen = a_kitchen(recipe__ingredients=RECIPE)
    soon = timezone.localdate() + dt.timedelta(days=5)
    a_lot(kitchen, expires_on=soon, supplier="Mama Yoh", supplier_phone="+6281234500000")
    a_lot(kitchen, quantity=20, supplier="Pasar Oebobo")
    a_lot(kitchen, "garam", 5)
    return kitchen


@pytest.mark.parametrize("javascript", [True, False])
def test_a_batch_takes_three_taps_and_a_drill_finds_it(kitchen, javascript, open_browser, live_server):
    page = open_browser(kitchen.owner, javascript=javascript)
    page.goto(live_server.url + reverse("standards:product", args=[kitchen.product.public_id]))
    page.get_by_role("link", name="Batch", exact=True).click()
    page.get_by_role("link", name="Dibuat hari ini").click()
    page.get_by_label("Jadi berapa kemasan?").fill("80")
    page.get_by_role("button", name="Simpan batch").click()
    batch = Batch.objects.get()
    assert batch.inputs.count() == 2
    page.get_by_role("link", name="Kirim kemasan").click()
    page.get_by_label("Ke mana?").fill("Toko Sinar")
    page.get_by_label("Berapa kemasan?").fill("30")
    page.get_by_label("Nomor yang bisa ditelepon").fill("0812-3456-7890")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Tarik lot ini").click()
    page.get_by_label("Kenapa?").fill("Latihan bulanan")
    page.get_by_role("button", name="Tampilkan daftar").click()
    assert (
        page.get_by_role("link", name="Telepon 0812-3456-7890").get_attribute("href") == "tel:+6281234567890"
    )
    page.get_by_role("button", name="Sudah kembali").click()
    page.get_by_role("button", name="Sudah dipisahkan").click()
    page.get_by_role("button", name="Akhiri latihan").click()
    page.get_by_text("Ditutup").wait_for()
    assert Recall.objects.get().closed_at is not None
    assert page.faults == []


@pytest.mark.parametrize("viewport", [PHONE, DESK])
@pytest.mark.parametrize("dark", [False, True])
def test_every_page_is_good_to_look_at(kitchen, viewport, dark, open_browser, live_server, tmp_path):
    faults = {}
    page = open_browser(kitchen.owner, viewport=viewport, dark=dark)
    for name, address in addresses(kitchen).items():
        page.goto(live_server.url + address)
        faults[name] = faults_of(page)
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
    assert {name: each for name, each in faults.items() if each} == {}


def addresses(kitchen):
    """Every page about lots, with something on it."""
    lot = kitchen.business.raw_lots.get(supplier="Mama Yoh")
    paste = a_batch(kitchen, lot, pieces=60)
    batch = a_batch(kitchen, kitchen.business.raw_lots.get(ingredient="garam"), sources=[paste], pieces=120)
    sent(kitchen, batch, 40)
    sent(kitchen, batch, 25, "Lapak Taman Nostalgia")
    limit = ProcessLimit.objects.create(
        product=kitchen.product, name="Minyak goreng", unit="°C", least=160, most=190, to_do="Besarkan api."
    )
    of = {"business": kitchen.business, "opened_by": kitchen.owner}
    drill = Recall.objects.create(**of, raw_lot=lot, reason="Latihan bulanan", is_drill=True)
    real = Recall.objects.create(**of, batch=batch, reason="Bau apek", is_drill=False)
    product, business = kitchen.product.public_id, kitchen.business.pk
    pages = {
        "batches": (product,),
        "batch_new": (product,),
        "process_limits": (product,),
        "trace": (batch.pk,),
        "trace_raw": (lot.pk,),
        "batch_move": (batch.pk,),
        "batch_measure": (batch.pk, limit.pk),
        "raw_lots": (business,),
        "raw_lot_new": (business,),
        "recall_new": (business,),
        "epcis": (business,),
    }
    found = {name: reverse(f"quality:{name}", args=arguments) for name, arguments in pages.items()}
    recalls = {"drill": drill.pk, "real": real.pk}
    return found | {name: reverse("quality:recall", args=[pk]) for name, pk in recalls.items()}
