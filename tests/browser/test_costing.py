"""From no figure at all to the lowest price on a phone, also without JavaScript; the pages in both lights."""

import pytest
from django.urls import reverse

from lopo.producers.records import dossier_of
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.city import a_kitchen, tell
from tests.costing.kitchens import SAMBAL

pytestmark = pytest.mark.browser

RECIPE = [{"name": "cabai merah", "amount": "2000"}, {"name": "air", "amount": "300"}]


def of(kitchen, name="product", *more):
    return reverse(f"costing:{name}", args=[kitchen.product.public_id, *more])


@pytest.mark.parametrize("javascript", [True, False])
def test_an_owner_who_never_reckoned_finds_her_cost(javascript, open_browser, live_server):
    kitchen = a_kitchen()
    tell(kitchen, {"recipe.ingredients": RECIPE})
    page = open_browser(kitchen.owner, viewport=PHONE, javascript=javascript)
    page.goto(live_server.url + reverse("standards:product", args=[kitchen.product.public_id]))
    page.get_by_role("link", name="Biaya", exact=True).click()
    page.get_by_role("link", name="Mulai", exact=True).click()
    page.locator("form input[type=text]").fill("20")
    page.get_by_role("button", name="Simpan dan lanjut").click()
    page.get_by_label("Bayar").fill("45000")
    page.get_by_label("Untuk berapa banyak").fill("1 kg")
    page.locator('[name="save"]').first.click()
    page.get_by_role("button", name="Tidak dibeli").click()
    for answer in ("10", "3300", "360", "10000", "6000"):
        page.locator("main form input[type=text]").first.fill(answer)
        page.get_by_role("button", name="Ini kira-kira").click()
    for pair in (("1500000", "500"), ("200000", "150")):
        for field, answer in zip(page.locator("main form input[type=text]").all(), pair, strict=True):
            field.fill(answer)
        page.get_by_role("button", name="Simpan dan lanjut").click()
    page.locator("main form input[type=text]").fill("25000")
    page.get_by_role("button", name="Simpan dan lanjut").click()
    page.locator(".cost-figure").wait_for()
    # 4,500 + 500 wasted + 3,300 + 3,000 + 300 + 150 + 1,333.33
    assert page.locator(".cost-figure").inner_text() == "Rp13.084"
    assert len(dossier_of(kitchen.product).value("cost.guessed")) == 5
    assert page.faults == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_dearer_ingredient_is_tried_out(javascript, open_browser, live_server):
    kitchen = a_kitchen()
    tell(kitchen, SAMBAL)
    page = open_browser(kitchen.owner, viewport=PHONE, javascript=javascript)
    page.goto(live_server.url + of(kitchen))
    page.locator("#naik").fill("50")
    if not javascript:
        page.locator(".cost-try").first.get_by_role("button", name="Hitung").click()
    page.locator("#what-if-answer strong", has_text="Rp17.250").wait_for()
    assert page.faults == []


@pytest.mark.parametrize(("screen", "dark"), [(PHONE, False), (PHONE, True), (DESK, False)])
def test_nothing_is_wrong_with_the_pages(screen, dark, open_browser, live_server):
    kitchen = a_kitchen()
    tell(kitchen, SAMBAL | {"price.retail_idr": "19000", "cost.batches_week": "2"})
    pages = [
        of(kitchen) + "?minta=60",
        of(kitchen, "ask", "cost.equipment_idr"),
        of(kitchen, "terms", "consignment"),
        reverse("costing:purchases", args=[kitchen.business.pk]),
    ]
    page = open_browser(kitchen.owner, viewport=screen, dark=dark)
    for address in pages:
        page.goto(live_server.url + address)
        assert faults_of(page) == [], address
    assert page.faults == []


def test_the_question_on_materials_is_right_too(open_browser, live_server):
    kitchen = a_kitchen()
    tell(kitchen, {"recipe.ingredients": RECIPE})
    page = open_browser(kitchen.owner, viewport=PHONE)
    page.goto(live_server.url + of(kitchen, "ask", "cost.purchases"))
    assert faults_of(page) == []
