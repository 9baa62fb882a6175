"""The language is switched in the middle of an answer: nothing that was typed is lost."""

import pytest
from django.urls import reverse

from tests.city import a_kitchen

pytestmark = pytest.mark.browser


@pytest.fixture
def kitchen(db):
    return a_kitchen()


def question(page, live_server, kitchen, fact):
    page.goto(live_server.url + reverse("producers:ask", args=[kitchen.product.public_id, fact]))


def switch(page):
    page.locator("form.language button").click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == "en"


def test_typed_text_is_kept_until_it_is_saved(open_browser, live_server, kitchen):
    page = open_browser(kitchen.owner)
    question(page, live_server, kitchen, "label.name")
    page.locator("#value").fill("Sambal lu'at pedas")
    switch(page)
    assert page.locator("#value").input_value() == "Sambal lu'at pedas"
    page.reload()
    assert page.locator("#value").input_value() == ""
    assert page.faults == []


def test_ticks_are_kept(open_browser, live_server, kitchen):
    page = open_browser(kitchen.owner)
    question(page, live_server, kitchen, "product.storage")
    page.locator("label", has=page.locator("input[value=chilled]")).click()
    switch(page)
    assert page.locator("input[type=radio]:checked").get_attribute("value") == "chilled"


def test_rows_are_kept(open_browser, live_server, kitchen):
    page = open_browser(kitchen.owner)
    question(page, live_server, kitchen, "recipe.ingredients")
    page.locator('input[name="name"]').nth(1).fill("garam")
    page.locator('input[name="amount"]').nth(1).fill("12,5")
    switch(page)
    assert page.locator('input[name="name"]').nth(1).input_value() == "garam"
    assert page.locator('input[name="amount"]').nth(1).input_value() == "12,5"


def test_without_a_script_the_language_is_switched_all_the_same(open_browser, live_server, kitchen):
    page = open_browser(kitchen.owner, javascript=False)
    question(page, live_server, kitchen, "label.name")
    switch(page)
    assert page.locator("#value").is_visible()
