"""A buyer writes a demand, sees who falls by it, publishes, and an owner reads it on her product's page."""

import pytest
from django.urls import reverse

from lopo.accounts.consent import grant
from lopo.accounts.field_groups import FieldGroup
from lopo.standards.standings import refresh, today
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.city import LUAT, a_kitchen, tell
from tests.standards.own_gates.gates import a_buyer, a_published

pytestmark = pytest.mark.browser
SHOWN = [FieldGroup.IDENTITY, FieldGroup.PAPERS, FieldGroup.LABEL, FieldGroup.QUALITY]


def scripts_faults(page):
    """What the browser complained of, but for the answer of a form that was refused on purpose."""
    return [each for each in page.faults if "422" not in each]


@pytest.fixture
def kitchen(transactional_db):
    made = a_kitchen()
    tell(made, LUAT | {"quality.shelf_life_days": "90"})
    return made


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_demand_is_composed_tried_published_and_read(viewport, kitchen, open_browser, live_server):
    buyer = a_buyer()
    shop = buyer.memberships.get().organisation
    grant(kitchen.business.organisation, shop, SHOWN, kitchen.owner)
    a_published(buyer, today())
    refresh([kitchen.product], today())
    page = open_browser(buyer, viewport=viewport)
    page.goto(live_server.url + reverse("standards:own_gates"))
    page.get_by_role("link", name="Toko Flobamora", exact=True).click()
    page.get_by_role("button", name="Tulis edisi berikutnya").click()
    page.get_by_role("link", name="Tambah syarat sendiri").click()
    page.get_by_role("searchbox").fill("umur simpan")
    page.get_by_role("button", name="Tampilkan").click()
    page.locator('a[href="?fact=quality.shelf_life_days"]').click()
    page.get_by_label("Apa yang diminta").select_option("at_least")
    page.get_by_label("Nilainya").fill("180")
    assert faults_of(page) == []
    page.get_by_role("button", name="Masukkan ke rancangan").click()
    falls = page.locator("section", has_text="Yang akan gugur").first
    assert "Sambal lu'at" in falls.inner_text()
    assert "Umur simpan paling sedikit 180 hari." in falls.inner_text()
    assert faults_of(page) == []
    # An edition begins today already: the next one begins later, as the form proposes.
    page.get_by_label("Mulai berlaku").fill(today().isoformat())
    page.get_by_role("button", name="Terbitkan edisi ini").click()
    assert "Sudah ada edisi" in page.locator("main").inner_text()
    page.goto(live_server.url + reverse("standards:own_gate_new"))
    assert faults_of(page) == []
    page.get_by_label("Nama gerbang").fill("Pintu Baru")
    page.get_by_label("Tentang gerbang ini").fill("Yang kami minta.")
    page.get_by_label("Mulai dari").select_option("food-taman")
    page.get_by_role("button", name="Mulai rancangan").click()
    page.get_by_role("button", name="Terbitkan edisi ini").click()
    assert "Edisi 1" in page.locator("main").inner_text()
    owner = open_browser(kitchen.owner, viewport=PHONE)
    owner.goto(live_server.url + reverse("standards:product", args=[kitchen.product.public_id]))
    owner.get_by_role("link", name="Pintu Baru").click()
    owner.get_by_role("heading", name="Pintu Baru").wait_for()
    assert scripts_faults(page) == owner.faults == []


def test_terms_are_written_and_held_against_the_law(kitchen, open_browser, live_server):
    buyer = a_buyer()
    shop = buyer.memberships.get().organisation
    page = open_browser(buyer, viewport=PHONE)
    page.goto(live_server.url + reverse("retail:retailer", args=[shop.pk]))
    page.get_by_role("link", name="Tulis syarat baru").click()
    page.get_by_label("Bagian toko dari harga rak").fill("25")
    page.get_by_label("Potongan dari harga ke toko").fill("18")
    page.get_by_label("Berapa hari sampai dibayar").or_(page.get_by_label("Hari sampai dibayar")).fill("30")
    page.get_by_label("Ya", exact=True).check()
    page.get_by_label("Siapa menanggung").select_option("producer")
    page.get_by_label("Sisa umur simpan").fill("67")
    assert faults_of(page) == []
    page.get_by_role("button", name="Simpan rancangan").click()
    assert "Potongan 18% lebih dari batas 15%" in page.locator("main").inner_text()
    assert faults_of(page) == []
    assert "dilarang Permendag 23/2021 pasal 11" in page.locator("main").inner_text()
    assert page.get_by_role("button", name="Terbitkan").count() == 0
    page.get_by_role("link", name="Tulis paling banyak 15%.").click()
    page.get_by_label("Potongan dari harga ke toko").fill("15")
    page.get_by_role("button", name="Simpan rancangan").click()
    page.locator(".card-next .button").click()
    page.get_by_role("heading", name="Syarat sekarang").wait_for()
    assert faults_of(page) == []
    page.get_by_role("link", name="Pilih gerbang").first.click()
    assert faults_of(page) == []
    page.locator('[name="gate"][value="ntt-mart"]').check()
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="NTT Mart").wait_for()
    page.goto(live_server.url + reverse("retail:store_new", args=[shop.pk]))
    assert faults_of(page) == []
    assert scripts_faults(page) == []
