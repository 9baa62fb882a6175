"""Every page of the house in a real browser: nothing for axe, no error, no sideways scroll, no small target.

The pages come straight from the table of addresses; a new page is looked at without being named here.
"""

import datetime as dt

import pytest
from django.test import Client

from lopo.accounts.permission import scope_for
from lopo.accounts.roles import Role
from lopo.site.views.demo import code_now
from lopo.standards.models import Task
from tests.accounts.factories import PASSWORD, a_person
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.city import a_paper
from tests.site.test_every_address import ADDRESSES, address, city, permission_of

pytestmark = pytest.mark.browser

__all__ = ["city"]

ENTRANCE = {
    "home",
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_inactive",
}
"""Pages for whoever is not signed in; signed in they lead on."""
IN_ALL_LOOKS = ("home", "account_signup", "standards:product", "producers:ask", "standards:desk")
LOOKS = [
    (width, language, dark)
    for width in ("phone", "desk")
    for language in ("id", "en")
    for dark in (False, True)
    if (width, language, dark) not in (("phone", "id", False), ("desk", "en", True))
]
"""The looks beside the two in which every page is seen."""


@pytest.fixture
def people(city):
    """Who looks at pages: nobody, the owner of the kitchen, an officer, an administrator."""
    kitchen = city["kitchen"]
    day = dt.date.today()
    a_paper(kitchen, "pirt", "2155371010012-28", issued_on=day, valid_until=day + dt.timedelta(days=30))
    Task.objects.update(due=day - dt.timedelta(days=3))
    return {
        "nobody": None,
        "owner": kitchen.owner,
        "officer": a_person(Role.OFFICER),
        "admin": a_person(Role.ADMIN),
    }


def reader_of(name, people):
    """The first of the people who may open this page."""
    if name in ENTRANCE:
        return "nobody"
    permission = permission_of(name)
    ranks = [who for who in people if who != "nobody"]
    if name.startswith("mfa_"):
        return "officer"
    return next((who for who in ranks if scope_for(people[who], permission) is not None), None)


def pages_by_reader(people, city):
    """The addresses that answer with a page, under the person who looks at them."""
    found = {}
    for name in sorted(ADDRESSES):
        who = reader_of(name, people)
        if who is not None and is_page(name, city, people[who]):
            found.setdefault(who, []).append(name)
    return found


KIND_OF_ANSWER = {}
"""Whether each address answers with a page: found out once, for all looks."""


def is_page(name, city, person):
    """Not a file, nor an address that only takes a form, nor one that leads elsewhere."""
    if name not in KIND_OF_ANSWER:
        KIND_OF_ANSWER[name] = _answers_with_a_page(address(name, city), person)
    return KIND_OF_ANSWER[name]


def _answers_with_a_page(path, person):
    client = Client()
    if person is not None:
        client.force_login(person)
    answer = client.get(path)
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def seen(names, page, city, live_server):
    """The faults of each of these pages."""
    wrong = {}
    for name in names:
        page.faults.clear()
        page.goto(live_server.url + address(name, city))
        if faults := [*faults_of(page), *page.faults]:
            wrong[name] = faults
    return wrong


@pytest.mark.parametrize(("viewport", "language", "dark"), [(PHONE, "id", False), (DESK, "en", True)])
def test_every_page_is_well_in_the_browser(viewport, language, dark, city, people, open_browser, live_server):
    wrong = {}
    pages = pages_by_reader(people, city)
    assert sum(map(len, pages.values())) > 35
    for who, names in pages.items():
        page = open_browser(people[who], viewport, language, dark)
        wrong |= seen(names, page, city, live_server)
    assert wrong == {}


@pytest.mark.parametrize(("width", "language", "dark"), LOOKS)
def test_the_main_pages_are_well_in_every_look(
    width, language, dark, city, people, open_browser, live_server
):
    viewport = {"phone": PHONE, "desk": DESK}[width]
    wrong = {}
    for name in IN_ALL_LOOKS:
        page = open_browser(people[reader_of(name, people)], viewport, language, dark)
        wrong |= seen([name], page, city, live_server)
    assert wrong == {}


def test_what_is_not_here_or_not_allowed_is_said_on_a_page_of_ours(city, people, open_browser, live_server):
    page = open_browser(people["owner"])
    wrong = {}
    for path, status in (("/tidak-ada/", 404), ("/meja/", 403)):
        answer = page.goto(live_server.url + path)
        assert answer.status == status
        if faults := faults_of(page):
            wrong[path] = faults
    assert wrong == {}
    page.get_by_role("main").get_by_role("link").first.click()
    assert page.url.startswith(live_server.url)


def test_an_owner_without_anything_is_told_what_to_do_first(open_browser, live_server):
    page = open_browser(a_person())
    wrong = {}
    for path in ("/produk/", "/tugas/"):
        page.goto(live_server.url + path)
        assert page.locator(".empty").count() == 1
        if faults := faults_of(page):
            wrong[path] = faults
    assert wrong == {}


def test_an_officer_is_led_to_set_up_the_second_step(open_browser, live_server):
    page = open_browser(a_person(Role.OFFICER, second_factor=False))
    page.goto(live_server.url)
    assert faults_of(page) == [], "the page that asks for the password again"
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main button.button").click()
    assert page.locator("img.qr").evaluate("each => each.complete && each.naturalWidth > 0")
    secret = page.locator("ol.steps code").inner_text()
    assert faults_of(page) == []
    page.locator('input[name="code"]').fill(code_now(secret))
    page.locator("main .buttons .button").click()
    page.goto(f"{live_server.url}/meja/")
    assert page.locator(".page-desk h1").count() == 1
