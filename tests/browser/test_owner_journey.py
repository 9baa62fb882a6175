"""A new owner on her phone: she signs up, puts her first product in question by question, sees the ladder."""

import re
from urllib.parse import urlsplit

import pytest

from lopo.accounts.models import Person
from lopo.accounts.sms import OutboxSender
from lopo.producers.models import Product, Statement
from tests.browser.chromium import PHONE
from tests.browser.looking import faults_of
from tests.city import a_kitchen

pytestmark = pytest.mark.browser

ANSWERS = {
    "permit.nib.number": "9120001234567",
    "product.prepacked": "true",
    "product.halal_materials": "halal",
    "permit.halal.number": "ID53110000123450822",
    "recipe.ingredients": [("cabai", "500"), ("jeruk nipis", "120,5"), ("garam", "30")],
    "label.name": "Sambal lu'at",
    "label.ingredients": "cabai\njeruk nipis\ngaram",
    "label.net_quantity": "150",
    "label.net_unit": "g",
    "label.producer_name": "Dapur Mama Yuliana",
    "label.expiry_text": "Baik digunakan sebelum 12 Maret 2027",
    "product.storage": "room",
}
"""What she knows; to every other question she says that she does not know yet."""


def save(page):
    page.locator("main button.button").first.click()


def asked(page):
    """The fact that the page asks for; nothing when the page asks no question."""
    found = re.search(r"/tanya/([^/]+)/$", urlsplit(page.url).path)
    return found[1] if found else ""


def answer(page):
    """Answer the question on the page, or say that it is not known yet. Returns the fact."""
    fact = asked(page)
    reply = ANSWERS.get(fact)
    if reply is None:
        page.locator('button[name="skip"]').click()
        return fact
    if isinstance(reply, list):
        for place, (name, amount) in enumerate(reply):
            page.locator('input[name="name"]').nth(place).fill(name)
            page.locator('input[name="amount"]').nth(place).fill(amount)
    elif page.locator("input[type=radio]").count():
        page.locator("label", has=page.locator(f'input[value="{reply}"]')).click()
    else:
        page.locator('[name="value"]').fill(reply)
    page.locator('.thumb-bar [name="save"]').click()
    return fact


def sign_up(page, live_server):
    page.goto(live_server.url)
    page.locator("main .button").first.click()
    page.locator('input[name="name"]').fill("Mama Yuliana")
    page.locator('input[name="phone"]').fill("0812 3456 7890")
    page.locator('input[name="password1"]').fill("lu'at-pedas-77")
    save(page)
    phone, text = OutboxSender.outbox[-1]
    assert phone == "+6281234567890"
    page.locator('input[name="code"]').fill(re.search(r": (\S+)\. ", text)[1])
    save(page)


def first_product(page):
    page.locator(".thumb-bar .button").click()
    page.locator('input[name="name"]').fill("Dapur Mama Yuliana")
    page.locator('select[name="kelurahan"]').select_option(label="Oebobo")
    save(page)
    page.locator('input[name="name"]').fill("Sambal lu'at")
    page.locator("label", has=page.locator('input[value="food"]')).click()
    save(page)
    return Product.objects.get()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_new_owner_reaches_the_ladder_and_her_next_step(javascript, open_browser, live_server):
    page = open_browser(viewport=PHONE, javascript=javascript)
    sign_up(page, live_server)
    assert Person.objects.get().phone_verified
    product = first_product(page)

    answered = []
    while asked(page):
        assert page.locator("main button.button").count() == 1, "one primary action a page"
        answered.append(answer(page))
        assert len(answered) < 30
    assert set(answered) >= {"permit.nib.number", "recipe.ingredients", "label.net_quantity"}
    assert len(answered) == len(set(answered)), "no question twice"

    assert urlsplit(page.url).path == f"/produk/{product.public_id}/"
    assert page.locator("svg.ladder-large").get_attribute("aria-label").count(";") >= 3
    assert page.locator(".card-next .step-title").inner_text()
    assert page.faults == []
    told = Statement.objects.get(product=product, fact="recipe.ingredients", superseded_at=None)
    assert told.value[1] == {"name": "jeruk nipis", "amount": "120.5"}


def test_the_page_that_asks_for_the_code_is_well(open_browser, live_server):
    page = open_browser(viewport=PHONE)
    page.goto(f"{live_server.url}/akun/signup/")
    page.locator('input[name="name"]').fill("Mama Yuliana")
    page.locator('input[name="phone"]').fill("0812 3456 7890")
    page.locator('input[name="password1"]').fill("lu'at-pedas-77")
    save(page)
    page.locator('input[name="code"]').fill("salah")
    assert faults_of(page) == []
    save(page)
    assert page.locator(".error").count() == 1
    assert faults_of(page) == []


def test_each_answer_is_saved_as_it_is_given(open_browser, live_server):
    kitchen = a_kitchen(product="Kopi jahe")
    walk = f"{live_server.url}/produk/{kitchen.product.public_id}/tanya/"
    page = open_browser(kitchen.owner)
    page.goto(walk)
    given = [answer(page) for _question in range(3)]
    page.locator("main").wait_for()
    page.context.close()

    page = open_browser(kitchen.owner)
    page.goto(walk)
    assert asked(page) not in given
    assert set(given) & {"permit.nib.number", "product.prepacked"} <= set(
        Statement.objects.filter(business=kitchen.business).values_list("fact", flat=True)
    )
    assert "4" in page.locator("main p.quiet").first.inner_text(), "the fourth question"


def test_wrong_input_stays_and_the_page_says_how_to_mend_it(open_browser, live_server):
    kitchen = a_kitchen()
    page = open_browser(kitchen.owner)
    page.goto(f"{live_server.url}/produk/{kitchen.product.public_id}/tanya/label.net_quantity/")
    page.locator('[name="value"]').fill("banyak sekali")
    page.locator('.thumb-bar [name="save"]').click()
    assert page.locator('[name="value"]').input_value() == "banyak sekali"
    assert "misalnya 250" in page.locator(".error").inner_text()
    assert page.locator('[name="value"]').get_attribute("aria-invalid") == "true"
    assert not Statement.objects.filter(fact="label.net_quantity").exists()
    assert faults_of(page) == []

    page.locator('[name="value"]').fill("1.250,5")
    page.locator('.thumb-bar [name="save"]').click()
    assert Statement.objects.get(fact="label.net_quantity").value == "1250.5"


def test_the_rows_typed_are_kept_when_more_are_asked_for(open_browser, live_server):
    kitchen = a_kitchen()
    page = open_browser(kitchen.owner, javascript=False)
    page.goto(f"{live_server.url}/produk/{kitchen.product.public_id}/tanya/recipe.ingredients/")
    rows = page.locator('input[name="name"]').count()
    for place in range(rows):
        page.locator('input[name="name"]').nth(place).fill(f"bahan {place}")
    page.locator('button[name="more"]').click()
    assert page.locator('input[name="name"]').count() > rows
    assert page.locator('input[name="name"]').nth(rows - 1).input_value() == f"bahan {rows - 1}"


@pytest.mark.parametrize("typed", ["25.000,50", "12,5 juta", "-1"])
def test_what_is_no_whole_amount_is_not_made_into_one(open_browser, live_server, typed):
    kitchen = a_kitchen()
    page = open_browser(kitchen.owner)
    page.goto(f"{live_server.url}/produk/{kitchen.product.public_id}/tanya/price.retail_idr/")
    page.locator('[name="value"]').press_sequentially(typed)
    assert page.locator('[name="value"]').input_value() == typed
    page.locator('.thumb-bar [name="save"]').click()
    assert page.locator("#fault").is_visible()
    assert not Statement.objects.filter(fact="price.retail_idr").exists()


def test_rupiah_are_grouped_as_they_are_typed(open_browser, live_server):
    kitchen = a_kitchen()
    page = open_browser(kitchen.owner)
    page.goto(f"{live_server.url}/produk/{kitchen.product.public_id}/tanya/price.retail_idr/")
    field = page.locator('[name="value"]')
    assert field.get_attribute("inputmode") == "numeric"
    field.press_sequentially("25000")
    assert field.input_value() == "25.000"
    page.locator('.thumb-bar [name="save"]').click()
    assert Statement.objects.get(fact="price.retail_idr").value == 25000
