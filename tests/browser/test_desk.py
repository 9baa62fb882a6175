"""The officer at the desk: filter, sort, send the view as a link, open one, take the table along."""

import io
from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook

from lopo.accounts.roles import Role
from tests.accounts.factories import a_person
from tests.browser.chromium import DESK
from tests.browser.looking import faults_of
from tests.city import LUAT, a_kitchen, tell

pytestmark = pytest.mark.browser


@pytest.fixture
def kitchens(db):
    first = a_kitchen("Dapur Adriana", "Abon ikan", label__name="Abon ikan")
    second = a_kitchen("Dapur Berta", "Sambal lu'at")
    tell(second, LUAT)
    third = a_kitchen("Dapur Citra", "Keripik pisang")
    tell(third, dict(list(LUAT.items())[:2]))
    return first, second, third


@pytest.fixture
def desk(kitchens, open_browser, live_server):
    page = open_browser(a_person(Role.OFFICER), viewport=DESK, language="en")
    page.goto(f"{live_server.url}/meja/")
    return page


def products(page):
    return page.locator("tbody tr th").all_inner_texts()


def query_of(page):
    return parse_qs(urlsplit(page.url).query)


def test_a_filter_stands_in_the_address_bar_and_can_be_sent(desk, open_browser):
    assert products(desk) == ["Abon ikan", "Sambal lu'at", "Keripik pisang"]
    desk.locator('input[name="search"]').fill("sambal")
    desk.locator(".filters .button").click()
    assert products(desk) == ["Sambal lu'at"]
    assert query_of(desk)["search"] == ["sambal"]

    colleague = open_browser(a_person(Role.OFFICER), viewport=DESK, language="en")
    colleague.goto(desk.url)
    assert products(colleague) == ["Sambal lu'at"]


@pytest.mark.parametrize("name", ["Sambalterpedassedunia" * 7, "Sambal lu'at cabai rawit " * 6])
def test_a_very_long_name_does_not_widen_the_table(desk, kitchens, name):
    wide = "e => [e.querySelector('table').offsetWidth, e.clientWidth]"
    before = desk.locator(".table-scroll").evaluate(wide)
    for kitchen in kitchens[:2]:
        kitchen.product.name = kitchen.business.name = name
        kitchen.product.save()
        kitchen.business.save()
    desk.reload()
    assert desk.locator(".table-scroll").evaluate(wide) == before


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_whole_table_fits_on_a_desk(kitchens, open_browser, live_server, language):
    page = open_browser(a_person(Role.OFFICER), viewport=DESK, language=language)
    page.goto(f"{live_server.url}/meja/")
    assert faults_of(page) == []


def test_a_head_of_the_table_sorts_both_ways(desk):
    head = desk.get_by_role("columnheader", name="Product")
    head.get_by_role("link").click()
    assert products(desk) == ["Abon ikan", "Keripik pisang", "Sambal lu'at"]
    assert head.get_attribute("aria-sort") == "ascending"
    head.get_by_role("link").click()
    assert products(desk) == ["Sambal lu'at", "Keripik pisang", "Abon ikan"]
    assert head.get_attribute("aria-sort") == "descending"
    assert query_of(desk)["sort"] == ["-name"]


def test_the_nearest_to_the_next_rung_come_first(desk):
    head = desk.get_by_role("columnheader", name="Next rung")
    head.get_by_role("link").click()
    assert products(desk)[0] == "Sambal lu'at"
    assert head.get_attribute("aria-sort") == "descending"


def test_the_order_survives_another_filter(desk):
    desk.get_by_role("columnheader", name="Product").get_by_role("link").click()
    desk.locator('select[name="rung"]').select_option("none")
    desk.locator(".filters .button").click()
    assert query_of(desk)["sort"] == ["name"]
    assert products(desk) == ["Abon ikan", "Keripik pisang", "Sambal lu'at"]


def test_the_keyboard_reaches_a_product_and_opens_it(desk):
    link = desk.get_by_role("link", name="Sambal lu'at")
    link.focus()
    outline = link.evaluate("each => getComputedStyle(each).outlineWidth")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/produk/*/")
    assert desk.locator("h1").inner_text() == "Sambal lu'at"
    assert outline != "0px"


def test_the_head_stays_in_sight(desk):
    desk.evaluate(
        "document.querySelector('tbody').insertAdjacentHTML('beforeend', '<tr><td>x</td></tr>'.repeat(90))"
    )
    assert desk.evaluate("scrollTo({top: 1500, behavior: 'instant'}), scrollY") > 900
    box = desk.locator("thead th").first.bounding_box()
    assert 0 <= box["y"] < 5


def test_what_is_shown_can_be_taken_along(desk, kitchens):
    desk.locator('input[name="search"]').fill("dapur b")
    desk.locator(".filters .button").click()
    with desk.expect_download() as waiting:
        desk.get_by_role("link", name="Excel").click()
    sheet = load_workbook(io.BytesIO(waiting.value.path().read_bytes())).active
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["Sambal lu'at"]
    with desk.expect_download() as waiting:
        desk.get_by_role("link", name="CSV").click()
    assert "Sambal lu'at" in waiting.value.path().read_text("utf-8")


def test_the_desk_leads_to_papers_and_to_assisted_entry(desk, live_server):
    targets = [link.get_attribute("href") for link in desk.locator(".desk-head a").all()]
    assert targets == ["/surat/menunggu/", "/pendampingan/baru/"]
