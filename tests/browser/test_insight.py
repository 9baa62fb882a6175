"""An officer asks whether it worked: from the funnel to one product; every page on every screen."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from lopo.accounts.roles import Role
from lopo.standards.market_events import LISTED, ORDERED
from lopo.training.models import Milestone
from tests.accounts.factories import a_person
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.city import a_kitchen, a_paper
from tests.insight.city import a_course, a_test, ago, came, changed, entered, hygiene_demand, rose, stood

pytestmark = pytest.mark.browser


OPEN = {"nib/nib-held": "not_met", "bpom-label/label-net": "not_known"}
SMALL = {"width": 320, "height": 640}


@pytest.fixture
def officer():
    cache.clear()
    return a_person(Role.OFFICER)


def a_programme(officer):
    """Thirty trained kitchens and forty others; some mended, some listed, one said to be ordered."""
    course, cheap = a_course(cost_idr=9_000_000), a_course(60, title="Label dan kemasan", modules=("label",))
    for place in range(70):
        kitchen = a_kitchen(f"Dapur Mama {place}", f"Sambal {place}")
        entered(kitchen.product, 400)
        mended = place < 18 or 30 <= place < 38
        demand = hygiene_demand()
        if place < 30:
            seat = came(course, kitchen)
            a_test(seat, "before", 4 + place % 3)
            a_test(seat, "after", 7 + place % 3)
        elif place < 34:
            came(cheap, kitchen)
        if place == 0:
            evidence = a_paper(kitchen).evidence
        stood(
            kitchen.product,
            {demand: "met" if mended else "not_met", **OPEN},
            rung="taman" if place in (1, 2) else "",
        )
        if mended:
            changed(kitchen.product, demand, "not_met", "met", 170)
        if place in (1, 2):
            rose(kitchen.product, "", "taman", 120)
        if place < 6:
            Milestone.objects.create(
                product=kitchen.product, kind=LISTED if place else ORDERED, on=ago(40), where="Toko",
                evidence=evidence if place < 4 else None, told_by=officer,
            )  # fmt: skip


@pytest.mark.parametrize("javascript", [True, False])
def test_from_the_funnel_to_one_product(javascript, officer, open_browser, live_server):
    a_programme(officer)
    page = open_browser(officer, viewport=PHONE, javascript=javascript)
    page.goto(live_server.url + reverse("insight:index"))
    assert "34 produk dari 34 usaha sudah dilatih" in page.locator(".findings-three").inner_text()
    page.get_by_text("Pilih siapa yang dihitung").click()
    page.locator('[name="module"]').select_option("hygiene")
    page.get_by_role("button", name="Tampilkan").click()
    assert "module=hygiene" in page.url
    assert "30 produk" in page.locator(".findings-three").inner_text()
    page.locator("tbody th a", has_text="Sudah dilatih").click()
    assert "module=hygiene" in page.url
    page.locator("tbody th a.name").first.click()
    assert page.url.endswith("/") and "/produk/" in page.url
    assert page.faults == []


@pytest.mark.parametrize("viewport", [PHONE, DESK, SMALL], ids=["phone", "desk", "small"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_pages_are_in_order_on_every_screen(viewport, language, officer, open_browser, live_server):
    found = {}
    for full in (False, True):
        if full:
            a_programme(officer)
            cache.clear()
        for path in ("/wawasan/", "/wawasan/hasil/", "/wawasan/tahap/trained/", "/data/"):
            page = open_browser(officer, viewport=viewport, language=language)
            page.goto(live_server.url + path)
            if faults := faults_of(page) + page.faults:
                found[path, full] = faults
            page.context.close()
    assert found == {}
