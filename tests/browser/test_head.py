"""The head of the page on a phone: one row of words, the rest under "More", by keyboard, without a script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from lopo.accounts.roles import KIND_OF_ROLE, Role
from lopo.site.menu import AT_DESK, SECTIONS
from tests.accounts.factories import a_person, an_organisation
from tests.browser.chromium import DESK
from tests.browser.looking import faults_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PHONE = {"width": 360, "height": 740}
MOST = 100
"""Pixels of a phone's first screen that the head may take."""


def height_of_head(page):
    return page.locator(".site-header").evaluate("each => each.getBoundingClientRect().bottom")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("role", list(Role))
def test_the_head_is_low_on_a_phone_and_one_row_on_a_desk(open_browser, live_server, role, language):
    person = a_person(role, an_organisation(KIND_OF_ROLE[role]))
    for viewport, most in ((PHONE, MOST), (DESK, 62)):
        page = open_browser(person, viewport=viewport, language=language)
        page.goto(live_server.url)
        assert height_of_head(page) <= most
        assert not faults_of(page, whole=False)


@pytest.mark.parametrize("dark", [False, True])
def test_the_rest_opens_by_keyboard_without_a_script(open_browser, live_server, dark):
    officer = a_person(Role.OFFICER, an_organisation(KIND_OF_ROLE[Role.OFFICER]))
    page = open_browser(officer, viewport=PHONE, dark=dark, javascript=False)
    page.goto(live_server.url + reverse("training:partners"))
    page.locator(".site-more summary").focus()
    page.keyboard.press("Enter")
    for name in ("Produk", "Standar", "Keluar"):
        link = page.locator(".site-more").get_by_role("link", name=name, exact=True)
        expect(link).to_be_visible()
        assert link.bounding_box()["height"] >= 48
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(live_server.url + reverse("retail:queue"))
    expect(page.locator(".site-more summary")).to_have_class("holds-page")


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_officers_desk_shows_few_words_and_groups_the_rest(open_browser, live_server, language):
    officer = a_person(Role.OFFICER, an_organisation(KIND_OF_ROLE[Role.OFFICER]))
    page = open_browser(officer, viewport={"width": 1280, "height": 900}, language=language)
    page.goto(live_server.url + reverse("training:partners"))
    assert page.locator(".site-nav a:visible").count() <= AT_DESK
    more = page.locator(".site-more")
    more.locator("summary").click()
    assert more.locator(".site-group p:visible").count() >= 3
    shown = page.locator(".site-nav a:visible, .site-group a:visible").evaluate_all(
        "links => links.map(each => each.getAttribute('href'))"
    )
    assert sorted(shown) == sorted(set(shown))
    assert {reverse(each.view) for name, each in SECTIONS.items() if name != "today"} <= {
        *shown, reverse("accounts:consents")
    }  # fmt: skip
    panel = more.locator("nav").bounding_box()
    assert panel["x"] >= 0
    assert panel["x"] + panel["width"] <= 1280
    assert faults_of(page) == []


def test_an_officers_rest_fits_a_phone(open_browser, live_server):
    officer = a_person(Role.OFFICER, an_organisation(KIND_OF_ROLE[Role.OFFICER]))
    page = open_browser(officer, viewport=PHONE)
    page.goto(live_server.url + reverse("training:partners"))
    page.locator(".site-more summary").click()
    panel = page.locator(".site-more > nav").bounding_box()
    assert panel["x"] >= 0
    assert panel["y"] + panel["height"] <= PHONE["height"]


def test_the_open_rest_has_no_fault(open_browser, live_server):
    officer = a_person(Role.OFFICER, an_organisation(KIND_OF_ROLE[Role.OFFICER]))
    page = open_browser(officer, viewport=PHONE)
    page.goto(live_server.url + reverse("training:partners"))
    page.locator(".site-more summary").click()
    assert faults_of(page) == []
