"""A messy report of the tills taken in in the browser, on a desk and on a phone; each page looked at."""

import datetime as dt
import os

import pytest
from django.urls import reverse

from lopo.retail.models import SellOutRow, Store
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.city import a_kitchen
from tests.retail.sellout.files import nusa_mart
from tests.retail.shops import a_listing, a_shop

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("LOPO_LOOK", "")


def looked(page, name):
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/sellout-{name}.png", full_page=True)
    assert faults_of(page) == []


@pytest.fixture
def shop():
    shop = a_shop("Nusa Mart")
    Store.objects.filter(pk=shop.store.pk).update(code="T001", name="Nusa Kupang Kota")
    Store.objects.create(retailer=shop.retailer, code="T009", name="Nusa Penfui", format="minimarket")
    return shop


@pytest.mark.parametrize(("viewport", "name"), [(DESK, "desk"), (PHONE, "phone")])
def test_a_messy_report_is_explained_once_and_taken_in(
    shop, viewport, name, open_browser, live_server, tmp_path
):
    kitchen = a_kitchen(product="Sambal luat 150 g")
    a_listing(shop, kitchen.product)
    report = nusa_mart()
    file = tmp_path / report.name
    file.write_bytes(report.content)
    page = open_browser(shop.buyer, viewport=viewport)
    page.goto(live_server.url + reverse("retail:sellout"))
    looked(page, f"{name}-start")
    page.get_by_label("Laporan kasir").set_input_files(file)
    page.get_by_role("button", name="Baca berkasnya").click()
    page.get_by_role("heading", name="Kolom-kolomnya berarti apa?").wait_for()
    looked(page, f"{name}-columns")
    page.get_by_role("button", name="Sudah benar").click()
    page.get_by_role("heading", name="Ini toko yang mana?").wait_for()
    looked(page, f"{name}-stores")
    page.get_by_label("T002 - NUSA OESAPA").select_option(label="Nusa Penfui")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("heading", name="Yang mana produk lokal?").wait_for()
    looked(page, f"{name}-codes")
    page.get_by_role("button", name="Ingat dan lanjut").click()
    page.get_by_role("button", name="Masukkan").wait_for()
    looked(page, f"{name}-preview")
    page.get_by_role("button", name="Masukkan").click()
    page.get_by_text("Seluruh berkas bisa dibatalkan").wait_for()
    looked(page, f"{name}-taken")
    rows = SellOutRow.objects.order_by("store__code")
    assert [(each.store.code, each.pieces) for each in rows] == [("T001", 9), ("T009", 5)]
    assert rows[0].until_day == dt.date(2025, 10, 7)
    page.goto(live_server.url + reverse("retail:sellout_shelf"))
    looked(page, f"{name}-shelf")
    page.goto(live_server.url + reverse("retail:order_file"))
    looked(page, f"{name}-order-file")
    assert page.faults == []
