"""A label that exists, photographed and judged: on her phone, on the officer's desk, on paper."""

import pytest

from lopo.accounts.roles import Role
from lopo.labels.models import LabelPhoto
from lopo.producers.models import Statement
from tests.accounts.factories import a_person
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.browser.test_print import pages_in, printed
from tests.city import a_kitchen, tell
from tests.labels.label_photo import barcode, label_photo

pytestmark = pytest.mark.browser

GTIN = "8991234567891"
KNOWN = {
    "product.prepacked": "true",
    "product.form": "solid",
    "permit.pirt.number": "P-IRT 1115371010001-29",
    "recipe.ingredients": [{"name": "cabai", "amount": "600"}, {"name": "terasi", "amount": "60"}],
    "recipe.additives": [],
}


@pytest.fixture
def kitchen(transactional_db, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    kitchen = a_kitchen()
    tell(kitchen, KNOWN)
    return kitchen


def base_of(live_server, kitchen):
    return f"{live_server.url}/produk/{kitchen.product.public_id}/label-lama/"


def picture(name, content):
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def photograph(page, base):
    page.goto(base)
    page.locator("input[name=front]").set_input_files(picture("depan.jpg", label_photo()))
    back = label_photo(("Komposisi: cabai, terasi", "Exp 12-03-2027"), barcode(GTIN), turned=-3, blur=0.8)
    page.locator("input[name=back]").set_input_files(picture("belakang.jpg", back))
    page.locator(".label-photo-form .button").click()
    page.locator(".label-photo").first.wait_for()


def told(kitchen, fact):
    return Statement.objects.get(product=kitchen.product, fact=fact, superseded_at=None)


@pytest.mark.parametrize("javascript", [True, False])
def test_an_owner_photographs_her_label_and_answers_beside_it(javascript, open_browser, live_server, kitchen):
    page = open_browser(kitchen.owner, viewport=PHONE, javascript=javascript)
    base = base_of(live_server, kitchen)
    photograph(page, base)
    assert GTIN in page.locator(".message").inner_text()

    page.goto(f"{base}tanya/permit.gtin.number/")
    assert GTIN in page.locator(".offer").inner_text()
    page.locator(".offer .button").click()
    assert told(kitchen, "permit.gtin.number").value == GTIN

    page.goto(f"{base}tanya/label.expiry_text/")
    page.locator("[name=value]").fill("Exp 12-03-2027")
    page.locator("[name=value]").press("Enter")
    assert "Baik digunakan sebelum 12-03-2027" in page.locator(".message").first.inner_text()
    back = LabelPhoto.objects.get(side="back")
    assert told(kitchen, "label.expiry_text").evidence == back.evidence

    page.goto(f"{base}tanya/label.allergen_statement/")
    page.locator("[name=absent]").click()
    assert told(kitchen, "label.allergen_statement").value == ""
    page.goto(f"{base}hasil/")
    assert "hal perlu diperbaiki" in page.locator("h1").inner_text()
    assert page.faults == []


def test_the_photo_stays_in_sight_and_is_enlarged_without_losing_what_was_typed(
    open_browser, live_server, kitchen
):
    page = open_browser(kitchen.owner, viewport=PHONE, javascript=False)
    photograph(page, base_of(live_server, kitchen))
    page.goto(f"{base_of(live_server, kitchen)}tanya/label.ingredients/")
    page.locator("[name=value]").fill("cabai")
    page.locator("[name=value]").scroll_into_view_if_needed()
    shown = page.locator(".label-photo summary img").first.bounding_box()
    assert 0 <= shown["y"] < PHONE["height"] / 2
    page.locator(".label-photo summary").first.click()
    large = page.locator(".label-photo-large img").first
    large.wait_for()
    assert large.bounding_box()["width"] > 2 * PHONE["width"], "at full size, to be moved under the finger"
    page.locator(".label-photo summary").first.click()
    assert page.locator("[name=value]").input_value() == "cabai"


@pytest.mark.parametrize(("language", "dark"), [("id", False), ("en", True)])
def test_every_page_of_the_label_is_well_on_a_phone(language, dark, open_browser, live_server, kitchen):
    page = open_browser(kitchen.owner, viewport=PHONE, language=language, dark=dark)
    base = base_of(live_server, kitchen)
    page.goto(base)
    assert faults_of(page) == []
    photograph(page, base)
    tell(kitchen, {"label.expiry_text": "Exp 2027", "label.name": ""})
    for path in ("", "foto/", "hasil/"):
        page.goto(base + path)
        assert faults_of(page) == []
    assert page.faults == []


@pytest.mark.parametrize(
    "fact",
    ["label.name", "label.net_unit", "label.halal_logo", "label.main_panel", "label.allergens_bold",
     "permit.gtin.number"],
)  # fmt: skip
def test_each_kind_of_question_is_well_on_a_phone(fact, open_browser, live_server, kitchen):
    page = open_browser(kitchen.owner, viewport=PHONE)
    photograph(page, base_of(live_server, kitchen))
    page.goto(f"{base_of(live_server, kitchen)}tanya/{fact}/")
    assert faults_of(page) == []
    assert page.faults == []


@pytest.mark.parametrize("dark", [False, True])
def test_on_a_desk_an_officer_fills_the_checklist_line_by_line(dark, open_browser, live_server, kitchen):
    page = open_browser(a_person(Role.OFFICER), viewport=DESK, language="en", dark=dark)
    photograph(page, base_of(live_server, kitchen))
    line = page.locator("#net .quick").first
    line.locator("[name=value]").fill("150")
    line.locator("[name=save]:visible").last.click()
    page.wait_for_url("**#net")
    page.locator("#net .answer-buttons button[value=g]").click()
    page.locator("#name [name=absent]").click()
    page.locator(".lacking").wait_for()
    assert "Name of the food" in page.locator(".lacking").inner_text()
    assert (told(kitchen, "label.net_unit").value, told(kitchen, "label.net_unit").said_by) == (
        "g",
        "officer",
    )
    left = page.locator(".label-side").bounding_box()
    right = page.locator(".label-checklist").bounding_box()
    assert left["x"] + left["width"] <= right["x"]
    assert faults_of(page) == []


@pytest.mark.parametrize("everything", [False, True])
def test_the_result_is_one_sheet_beside_the_photo(everything, open_browser, live_server, kitchen):
    tell(kitchen, {"label.expiry_text": "Exp 12-03-2027", "label.name": ""})
    if everything:
        wrong = dict.fromkeys(("label.brand", "label.ingredients_heading", "label.producer_name"), "")
        wrong |= {"label.batch_code": "", "label.registration_number": "", "label.allergen_statement": ""}
        wrong |= {"label.producer_address": "", "label.producer_city": "", "label.producer_country": ""}
        wrong |= {"label.claims": ["Tinggi serat", "Menyembuhkan maag"], "label.ingredients": ["terasi"]}
        wrong |= {"label.allergens_bold": [], "label.main_panel": [], "label.languages": ["en"]}
        wrong |= {"label.net_quantity": "150", "label.net_unit": "other", "permit.gtin.number": ""}
        wrong |= {"label.smallest_letter_mm": "0,5", "label.durable": "false", "label.producer_postcode": ""}
        tell(kitchen, wrong)
    page = open_browser(a_person(Role.INSPECTOR), viewport=DESK)
    photograph(page, base_of(live_server, kitchen))
    page.goto(f"{base_of(live_server, kitchen)}hasil/")
    assert faults_of(page) == []
    page.locator(".label-photo img").last.scroll_into_view_if_needed()
    pdf, left = printed(page)
    assert left == []
    assert pages_in(pdf) == 1
    assert page.locator(".label-photo summary img").first.is_visible()
    assert page.locator(".qr svg").is_visible()
