"""The workbench of a label on a phone and on a desk, in a real browser."""

import base64
import io

import pytest
from PIL import Image

from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.city import a_kitchen, tell
from tests.labels.test_studio_pages import WHOLE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def kitchen():
    kitchen = a_kitchen()
    tell(kitchen, WHOLE)
    return kitchen


def workbench(live_server, kitchen):
    return f"{live_server.url}/produk/{kitchen.product.public_id}/label/"


def shown(page):
    address = page.locator("#preview img").first.get_attribute("src")
    return Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2])))


def test_on_a_phone_a_tap_on_a_design_changes_the_label_at_once(open_browser, live_server, kitchen):
    page = open_browser(kitchen.owner)
    page.goto(workbench(live_server, kitchen))
    before = shown(page).tobytes()
    with page.expect_response(lambda answer: "/label/lihat/" in answer.url):
        page.locator("input[name=design][value=sasando]").check(force=True)
    page.wait_for_timeout(300)
    assert shown(page).tobytes() != before
    page.locator("#id_promise").fill("Rendah lemak")
    page.get_by_text("Label P-IRT tidak boleh memuat klaim apa pun").wait_for()
    page.locator("#id_promise").fill("")
    page.get_by_text("semuanya muat").wait_for()
    page.get_by_role("button", name="Simpan").click()
    page.get_by_text("Pilihan untuk label ini sudah disimpan").wait_for()
    assert page.locator("input[name=design][value=sasando]").is_checked()
    assert page.faults == []


def test_without_javascript_the_label_is_made_as_well(open_browser, live_server, kitchen):
    page = open_browser(kitchen.owner, javascript=False)
    page.goto(workbench(live_server, kitchen))
    page.locator("input[name=design][value=hemat]").check(force=True)
    page.get_by_role("button", name="Lihat dulu").click()
    assert page.locator("input[name=design][value=hemat]").is_checked()
    page.get_by_role("button", name="Simpan").click()
    page.get_by_text("Pilihan untuk label ini sudah disimpan").wait_for()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_of_the_workbench_is_sound(open_browser, live_server, kitchen, viewport, language):
    page = open_browser(kitchen.owner, viewport=viewport, language=language, dark=language == "en")
    for place in ("", "cetak/", "gambar/halal/"):
        page.goto(workbench(live_server, kitchen) + place)
        assert faults_of(page) == []
    assert page.faults == []


def test_a_run_is_printed_in_three_taps(open_browser, live_server, kitchen):
    page = open_browser(kitchen.owner)
    page.goto(workbench(live_server, kitchen))
    page.get_by_role("link", name="Cetak stiker untuk satu produksi").click()
    page.get_by_role("button", name="Buat lembarnya").click()
    page.get_by_text("Siap dicetak").wait_for()
    assert faults_of(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Lembar bagian belakang (PDF)").click()
    assert download.value.suggested_filename.endswith(".pdf")
