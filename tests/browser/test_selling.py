"""The owner sells with her phone: a photo judged, words mended, tags printed, the e-Katalog entered."""

import zipfile
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import expect

from lopo.accounts.assisted import write_receipt
from lopo.accounts.roles import Role
from lopo.market.books.submission import current_of
from lopo.market.models import CatalogueEntry, ProductPhoto, ProductText
from tests.accounts.factories import a_person
from tests.browser.chromium import DESK
from tests.browser.looking import faults_of
from tests.city import LUAT, a_kitchen, tell
from tests.market.promotion import drawn

pytestmark = pytest.mark.browser

TOLD = {
    **LUAT,
    "business.kbli": ["56103"],
    "price.retail_idr": "25000",
    "product.unit_of_sale": "botol",
    "product.storage": "room",
    "permit.pirt.number": "2155371010001-30",
}


@pytest.fixture
def kitchen(live_server):
    made = a_kitchen()
    tell(made, TOLD)
    return made


@pytest.fixture
def page(kitchen, open_browser):
    page = open_browser(kitchen.owner)
    page.context.set_default_navigation_timeout(40_000)  # the first page of a run reads all standards
    return page


def open_at(page, live_server, kitchen, *more):
    page.goto("/".join((live_server.url, "produk", kitchen.product.public_id, *more, "")))


def a_photo(tmp_path, picture, name):
    file = tmp_path / name
    file.write_bytes(drawn.jpeg(picture))
    return file


def clean(page):
    assert faults_of(page) == []


def test_a_dark_photo_is_taken_again_and_the_good_one_kept(page, live_server, kitchen, tmp_path):
    open_at(page, live_server, kitchen, "bantu-jual")
    clean(page)
    page.get_by_role("link", name="Foto").click()
    clean(page)
    page.locator("#id_photo").set_input_files(a_photo(tmp_path, drawn.dark(), "gelap.jpg"))
    page.get_by_role("button", name="Periksa foto").click()
    expect(page.locator(".faults")).to_contain_text("Terlalu gelap")
    clean(page)
    page.locator("#id_photo").set_input_files(a_photo(tmp_path, drawn.a_jar(), "terang.jpg"))
    page.get_by_role("button", name="Periksa foto baru").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Foto ini bagus")
    page.get_by_role("button", name="Simpan foto ini").click()
    expect(page.locator(".photo-grid > li")).to_have_count(1)
    clean(page)
    assert ProductPhoto.objects.filter(product=kitchen.product, removed_at=None).count() == 1
    assert page.faults == []


def test_a_claim_is_refused_mended_and_stands_on_the_card(page, live_server, kitchen):
    open_at(page, live_server, kitchen, "kata")
    clean(page)
    short = page.locator("#id_short_id")
    short.fill("Sambal terbaik, menyehatkan tubuh.")
    page.get_by_role("button", name="Periksa dan simpan").click()
    expect(page.locator(".claim")).to_have_count(2)
    expect(page.locator(".claim mark").first).to_have_text("terbaik")
    clean(page)
    expect(short).to_have_value("Sambal terbaik, menyehatkan tubuh.")
    short.fill("Pedas, asam, segar; enak dengan se'i.")
    page.get_by_role("button", name="Periksa dan simpan").click()
    expect(page.locator(".message.success")).to_be_visible()
    assert ProductText.objects.get().short_id == "Pedas, asam, segar; enak dengan se'i."
    open_at(page, live_server, kitchen, "bagikan")
    expect(page.locator("#words")).to_have_value(
        "*Sambal lu'at*\nPedas, asam, segar; enak dengan se'i.\nRp25.000 · 150 g"
    )
    clean(page)


def test_cards_are_seen_and_taken_as_pdf(page, live_server, kitchen):
    open_at(page, live_server, kitchen, "label-harga")
    page.get_by_text("Kartu rak kecil").click()
    page.locator("#id_count").fill("4")
    page.locator("#id_line").fill("Cabai rawit, jeruk nipis dan kemangi.")
    page.get_by_role("button", name="Lihat kartunya").click()
    expect(page.locator(".card-picture")).to_be_visible()
    clean(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Ambil PDF").click()
    document = pypdfium2.PdfDocument(Path(taken.value.path()).read_bytes())
    words = document[0].get_textpage().get_text_range()
    assert words.count("Rp25.000") == 4
    assert "Cabai rawit" in words


def test_the_code_is_tested_before_it_is_sent_and_the_sheet_is_copied(page, live_server, kitchen):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_at(page, live_server, kitchen, "e-katalog")
    clean(page)
    page.get_by_role("link", name="Pilih sekarang").click()
    expect(page.locator("input[value=bumbu-sambal]")).to_be_checked()
    clean(page)
    page.get_by_role("button", name="Simpan, lalu uji kode KBLI").click()
    expect(page.locator(".card-next")).to_contain_text("56103 (Kedai Makanan) tidak cocok")
    clean(page)
    tell(kitchen, {"business.kbli": ["56103", "10772"]})
    page.reload()
    expect(page.locator("section", has=page.locator("#fit"))).to_contain_text("Kode 10772")
    open_at(page, live_server, kitchen, "e-katalog", "lembar")
    page.get_by_role("button", name="Salin: Nama produk").click()
    expect(page.get_by_role("button", name="Salin: Nama produk")).to_have_text("Tersalin")
    assert page.evaluate("navigator.clipboard.readText()") == "Sambal lu'at, botol, 150 g"
    clean(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Ambil semua (ZIP)").click()
    assert "lembar.csv" in zipfile.ZipFile(taken.value.path()).namelist()
    open_at(page, live_server, kitchen, "e-katalog")
    page.get_by_role("link", name="Sudah saya ajukan").click()
    clean(page)
    page.get_by_role("button", name="Catat").click()
    page.get_by_role("link", name="Ditolak").click()
    page.get_by_text("Surat kurang").click()
    page.get_by_role("button", name="Catat").click()
    expect(page.locator("section", has=page.locator("#where"))).to_contain_text("Lengkapi surat")
    clean(page)
    assert current_of(kitchen.product).state == "refused"


def test_the_sheet_and_the_check_work_without_javascript(kitchen, open_browser, live_server, tmp_path):
    page = open_browser(kitchen.owner, javascript=False)
    open_at(page, live_server, kitchen, "e-katalog", "lembar")
    expect(page.locator("#value-price")).to_have_text("25000")
    assert page.locator("button[data-copy]:visible").count() == 0
    open_at(page, live_server, kitchen, "foto")
    page.locator("#id_photo").set_input_files(a_photo(tmp_path, drawn.a_jar(), "terang.jpg"))
    page.get_by_role("button", name="Periksa foto").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Foto ini bagus")


def test_the_citys_list_fits_a_desk(kitchen, open_browser, live_server):
    from tests.market.test_procurement_pages import told

    told(kitchen, "send", -3)
    page = open_browser(a_person(Role.OFFICER), viewport=DESK)
    page.goto(f"{live_server.url}/e-katalog/")
    expect(page.locator("tbody tr")).to_have_count(1)
    clean(page)


def test_an_officer_opens_a_page_by_the_owners_word_with_a_receipt(kitchen, open_browser, live_server):
    officer = a_person(Role.OFFICER, name="Maria Tapatab")
    write_receipt(officer, kitchen.business.organisation, [("Usaha", kitchen.business.name)])
    page = open_browser(officer)
    page.context.set_default_navigation_timeout(40_000)
    page.goto(f"{live_server.url}/produk/{kitchen.product.public_id}/katalog/")
    clean(page)
    page.get_by_role("link", name="Buka dengan persetujuannya").click()
    clean(page)
    page.get_by_role("button", name="Buka dan buat tanda terima").click()
    expect(page.locator(".error").first).to_have_text("Pilih bagaimana ia menyetujuinya.")
    page.get_by_label("Ia melihat halamannya bersama saya").check()
    page.get_by_label("Ia setuju semua orang melihatnya").check()
    page.get_by_role("button", name="Buka dan buat tanda terima").click()
    expect(page.locator("h1")).to_have_text("Tanda terima")
    expect(page.locator(".definition-list")).to_contain_text("Ia melihat halamannya bersama saya")
    clean(page)
    entry = CatalogueEntry.objects.get(product=kitchen.product)
    stranger = open_browser()
    stranger.goto(f"{live_server.url}/katalog/{entry.slug}/")
    expect(stranger.locator("h1")).to_have_text("Sambal lu'at")
