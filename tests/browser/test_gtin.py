"""From the prefix on the certificate to a barcode on the pack, on a phone, also without JavaScript."""

import io
import re

import pytest
import zxingcpp
from django.urls import reverse
from PIL import Image

from lopo.labels.gtin_block import add_block
from lopo.labels.gtin_book import assign_case, assign_unit
from lopo.labels.models import AssignedGtin
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.city import a_kitchen, photo, tell

pytestmark = pytest.mark.browser

FIRST = "8990000000006"


def codes_on(page):
    """What a scanner held before the screen reads; a test's screen is coarser than a telephone's."""
    page.evaluate("document.body.style.zoom = 3")
    pictures = [each.screenshot() for each in page.locator("svg.barcode").all()]
    page.evaluate("document.body.style.zoom = ''")
    return {read.text for each in pictures for read in zxingcpp.read_barcodes(Image.open(io.BytesIO(each)))}


@pytest.mark.parametrize("javascript", [True, False])
def test_an_owner_writes_her_prefix_down_and_takes_a_number(javascript, open_browser, live_server):
    kitchen = a_kitchen()
    page = open_browser(kitchen.owner, viewport=PHONE, javascript=javascript)
    page.goto(live_server.url + reverse("standards:product", args=[kitchen.product.public_id]))
    page.get_by_role("link", name="Nomor barcode").click()
    page.locator(".thumb-bar .button").click()
    page.locator('[name="digits"]').fill("899 000 000")
    page.locator('[name="certificate"]').set_input_files(
        {"name": "sertifikat.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    page.locator(".thumb-bar .button").click()
    assert "1.000" in page.locator("main").inner_text()
    page.goto(live_server.url + reverse("labels:barcode", args=[kitchen.product.public_id]))
    page.locator(".card-next .button").click()
    assert codes_on(page) == {FIRST}
    page.get_by_role("link", name="Nomor untuk karton").click()
    page.locator('[name="units"]').fill("12")
    page.locator(".thumb-bar .button").click()
    assert codes_on(page) == {FIRST, "18990000000003"}
    assert AssignedGtin.objects.get(pack="case").units_inside == 12


def test_the_barcode_is_as_wide_on_the_page_as_it_says(open_browser, live_server):
    kitchen = a_kitchen()
    add_block(kitchen.business, "899000000", kitchen.owner)
    assign_unit(kitchen.product, kitchen.owner)
    page = open_browser(kitchen.owner)
    page.goto(live_server.url + reverse("labels:barcode", args=[kitchen.product.public_id]))
    width = page.locator("svg.barcode").bounding_box()["width"]
    assert width == pytest.approx(37.29 * 96 / 25.4, abs=0.5)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_pages_are_in_order_on_every_screen(viewport, language, open_browser, live_server):
    kitchen, bare = a_kitchen(), a_kitchen("Dapur Baru", "Keripik pisang")
    told = a_kitchen("Dapur Tiga", "Kopi bubuk")
    for each, prefix in ((kitchen, "899000000"), (told, "8991111")):
        add_block(each.business, prefix, each.owner)
    unit = assign_unit(kitchen.product, kitchen.owner)
    assign_case(kitchen.product, 12, kitchen.owner)
    tell(told, {"permit.gtin.number": "8991234567891"})
    pages = [
        (bare, reverse("labels:barcode", args=[bare.product.public_id])),
        (bare, reverse("labels:gtin_block_new", args=[bare.business.pk])),
        (kitchen, reverse("labels:barcode", args=[kitchen.product.public_id])),
        (kitchen, reverse("labels:gtin_case", args=[kitchen.product.public_id])),
        (kitchen, reverse("labels:gtin_book", args=[kitchen.business.pk])),
        (kitchen, reverse("labels:gtin_used", args=[kitchen.business.pk])),
        (kitchen, reverse("labels:gtin_take_back", args=[unit.pk])),
        (told, reverse("labels:barcode", args=[told.product.public_id])),
    ]
    for who, address in pages:
        page = open_browser(who.owner, viewport=viewport, language=language)
        page.goto(live_server.url + address)
        assert faults_of(page) == [], address
        assert page.faults == []
    page.locator("main form .button-quiet").click()
    assert re.search("8991234567891", page.locator("main").inner_text())
    assert faults_of(page) == []
