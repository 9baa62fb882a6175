"""A real recall as it is seen: on the first page, at the lot, in the form of a batch, and on paper."""

import re

import pytest
from django.urls import reverse

from lopo.accounts.roles import Role
from tests.accounts.factories import a_person
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.city import a_kitchen
from tests.quality.trace.test_trace_book import a_batch, a_lot, a_recall, sent

pytestmark = pytest.mark.browser

NAV = ".site-nav a"


@pytest.fixture
def kitchen():
    return a_kitchen(recipe__ingredients=[{"name": "cabai rawit", "amount": "600"}])


def address(live_server, name, key=None):
    return live_server.url + reverse(name, args=[] if key is None else [key])


def test_a_recall_is_seen_and_printed(kitchen, open_browser, live_server, tmp_path):
    lot = a_lot(kitchen)
    batch = a_batch(kitchen, lot)
    sent(kitchen, batch)
    recall = a_recall(kitchen, lot)
    page = open_browser(kitchen.owner)
    page.goto(address(live_server, "standards:products"))
    page.screenshot(path=tmp_path / "first.png", full_page=True)
    page.get_by_role("link", name=re.compile(lot.code)).click()
    assert page.url.endswith(reverse("quality:recall", args=[recall.pk]))
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.get_by_role("button", name="Cetak").click()
    assert page.title() == "printed"
    page.screenshot(path=tmp_path / "recall.png", full_page=True)
    for name, key in (
        ("quality:trace", batch.pk),
        ("quality:trace_raw", lot.pk),
        ("quality:raw_lots", kitchen.business.pk),
        ("quality:batch_new", kitchen.product.public_id),
        ("quality:recall", recall.pk),
        ("standards:product", kitchen.product.public_id),
    ):
        page.goto(address(live_server, name, key))
        page.screenshot(path=tmp_path / f"{name.split(':')[1]}.png", full_page=True)
        assert faults_of(page) == []
    page.goto(address(live_server, "quality:recall", recall.pk))
    page.emulate_media(media="print")
    assert page.locator("main button").locator("visible=true").count() == 0
    assert page.get_by_text(lot.code).first.is_visible()
    page.pdf(path=tmp_path / "recall.pdf", prefer_css_page_size=True)
    assert page.faults == []


def test_tiles_are_large_enough_and_the_menu_does_not_jump(kitchen, open_browser, live_server):
    page = open_browser(kitchen.owner, viewport=PHONE)
    page.goto(address(live_server, "standards:product", kitchen.product.public_id))
    sizes = [each.bounding_box()["height"] for each in page.locator(".tiles a").all()]
    assert len(sizes) >= 3
    assert min(sizes) >= 48
    widths = []
    for name in ("standards:products", "standards:library"):
        page.goto(address(live_server, name))
        box = page.locator(NAV, has_text="Produk").bounding_box()
        widths.append((box["width"], box["y"]))
    assert widths[0] == widths[1]


def test_the_foot_is_as_wide_as_a_wide_page(kitchen, open_browser, live_server):
    page = open_browser(a_person(Role.OFFICER), viewport=DESK)
    page.goto(address(live_server, "standards:desk"))
    wide, foot = (page.locator(each).bounding_box() for each in ("main .page-desk", ".site-footer .page"))
    assert (wide["x"], wide["width"]) == (foot["x"], foot["width"])
