"""A kitchen inspected with the network cut and the tab killed half-way: it arrives once and whole."""

import contextlib
import re

import pytest
from django.db import OperationalError
from playwright.sync_api import expect

from lopo.accounts.models import Membership
from lopo.accounts.receipt_number import read_number
from lopo.accounts.roles import Role
from lopo.quality.hygiene.checklist import elements
from lopo.quality.hygiene.level import count_findings, hygiene_level
from lopo.quality.models import Inspection, InspectionPhoto
from tests.accounts.factories import a_person
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.city import a_kitchen, photo
from tests.quality.hygiene.sheets import an_inspection, days_ago

pytestmark = pytest.mark.browser
WITHOUT_A_NETWORK = True

TOTAL = len(elements())
NO_NETWORK = re.compile("ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch|net::ERR|status of (4|5)\\d\\d")


@pytest.fixture
def kitchen(live_server):
    return a_kitchen()


@pytest.fixture
def inspector(live_server):
    return a_person(Role.INSPECTOR)


def open_sheet(page, live_server, kitchen):
    """Open the sheet while there is a network, until the phone has all that it needs without one."""
    page.goto(f"{live_server.url}/periksa/{kitchen.business.pk}/")
    page.wait_for_selector("html[data-kept]", state="attached")


def at_number(page, number):
    expect(page.locator('[data-put="place"]')).to_contain_text(f"{number} dari {TOTAL}")


def answer(page, failing=(), first=1, last=TOTAL):
    """Answer the elements ``first`` to ``last`` by tapping, as they are shown."""
    for number in range(first, last + 1):
        at_number(page, number)
        page.locator(f'[data-answer="{"failing" if number in failing else "fine"}"]').click()
        if number in failing:
            expect(page.locator(".if-failing")).to_be_visible()
            page.locator(".on").click()


def answer_all(page, failing=()):
    """Answer every element of the one sheet on the phone, by its own store."""
    page.evaluate(
        """async failing => {
          const [{ client_id }] = await lopoStore.allSheets();
          for (let number = 1; number <= 37; number++) {
            const answer = failing.includes(number) ? "failing" : "fine";
            await lopoStore.answer(client_id, number, { answer });
          }
          await lopoStore.changeSheet(client_id, { at: 37 });
        }""",
        list(failing),
    )


def send(page):
    expect(page.locator(".send")).to_be_visible()
    page.locator(".send").click()


def receipt_on(page):
    shown = page.locator('[data-put="receipt"]')
    expect(shown).to_be_visible(timeout=30_000)
    return shown.inner_text()


def only_of_the_network(page):
    return [fault for fault in page.faults if not NO_NETWORK.search(fault)]


def test_the_tab_killed_half_way_without_a_network_it_arrives_once_and_whole(
    kitchen, inspector, open_browser, live_server
):
    page = open_browser(inspector)
    open_sheet(page, live_server, kitchen)
    context = page.context
    context.set_offline(True)
    answer(page, failing=(3, 13), last=18)
    at_number(page, 19)
    page.close()

    again = context.new_page()
    again.goto(f"{live_server.url}/periksa/{kitchen.business.pk}/")
    at_number(again, 19)
    expect(again.locator("progress")).to_have_attribute("max", str(TOTAL))
    assert again.locator("progress").evaluate("each => each.value") == 18
    again.locator("input[type=file]").set_input_files(
        {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": photo(3000, 2000)}
    )
    expect(again.locator(".photos canvas")).to_have_count(1)
    answer(again, first=19, failing=(19,))
    again.locator('[name="present_name"]').fill("Yuliana Tefa")
    again.locator('[name="notes"]').fill("Dapur baru dicat")
    again.wait_for_timeout(200)
    send(again)
    expect(again.locator(".again")).to_be_visible()
    assert not Inspection.objects.exists()

    context.set_offline(False)
    number = receipt_on(again)
    assert read_number(number) == number
    inspection = Inspection.objects.get()
    assert (inspection.receipt, inspection.present_name, inspection.notes) == (
        number,
        "Yuliana Tefa",
        "Dapur baru dicat",
    )
    assert [each.number for each in inspection.sheet.findings] == [3, 13, 19]
    assert inspection.level == "IV"
    kept = inspection.photos.get()
    assert kept.element == 19
    assert kept.evidence.size < 300_000

    again.reload()
    assert receipt_on(again) == number, "the phone keeps the receipt"
    again.locator(".result").click()
    expect(again.locator(".code").first).to_have_text(number)
    again.goto(f"{live_server.url}/periksa/")
    expect(again.locator("#on-this-phone .receipt")).to_have_text(number)
    assert Inspection.objects.count() == 1


def test_the_phone_reckons_the_level_as_the_server_does(kitchen, inspector, open_browser, live_server):
    page = open_browser(inspector)
    open_sheet(page, live_server, kitchen)
    page.context.set_offline(True)
    answer(page)
    for failing in [(), (2,), (2, 8), (2, 8, 10, 17), (36,), (3, 4, 6, 7), (3, 4, 6, 7, 11), (13,)]:
        answer_all(page, failing)
        page.reload()
        level = hygiene_level(count_findings(failing))
        expect(page.locator('[data-put="level"]')).to_have_text(f"Level {level}")


def test_what_was_not_looked_at_is_asked_for_and_not_sent(kitchen, inspector, open_browser, live_server):
    page = open_browser(inspector)
    open_sheet(page, live_server, kitchen)
    answer(page, last=20)
    page.locator(".on").click()
    answer(page, first=22)
    expect(page.locator('[data-put="left"]')).to_contain_text("1 hal")
    expect(page.locator('[data-put="level"]')).to_be_hidden()
    page.locator(".send").click()
    at_number(page, 21)
    assert not Inspection.objects.exists()


def filled(page, live_server, kitchen):
    """A whole sheet, filled without a network, waiting to be sent."""
    open_sheet(page, live_server, kitchen)
    page.context.set_offline(True)
    answer(page, last=1)
    answer_all(page)
    page.reload()
    send(page)
    expect(page.locator(".again")).to_be_visible()


def test_a_server_that_fails_in_the_middle_is_tried_again(kitchen, inspector, open_browser, live_server):
    page = open_browser(inspector)
    filled(page, live_server, kitchen)
    tries = []

    def fail(route):
        tries.append(route.request.url)
        if len(tries) == 1:
            route.fulfill(status=502, body="bad gateway")
        else:
            route.continue_()

    page.context.route("**/kirim/", fail)
    page.context.set_offline(False)
    page.wait_for_timeout(500)
    if not page.locator('[data-put="receipt"]').count():
        page.locator(".again").click()
    assert receipt_on(page) == Inspection.objects.get().receipt
    assert len(tries) >= 2


def test_an_answer_lost_on_the_way_back_leads_to_the_same_receipt(
    kitchen, inspector, open_browser, live_server
):
    page = open_browser(inspector)
    filled(page, live_server, kitchen)
    lost = []

    def lose(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch().json()["receipt"])
        return route.abort()

    page.context.route("**/kirim/", lose)
    page.context.set_offline(False)
    page.wait_for_timeout(500)
    if not page.locator('[data-put="receipt"]').count():
        page.locator(".again").click()
    assert receipt_on(page) == Inspection.objects.get().receipt
    assert lost == [Inspection.objects.get().receipt]


@pytest.mark.parametrize("in_the_background", [True, False], ids=["background sync", "no background sync"])
def test_two_tabs_fill_one_sheet_and_send_one_inspection(
    kitchen, inspector, open_browser, live_server, in_the_background
):
    one = open_browser(inspector)
    if not in_the_background:
        one.context.add_init_script("delete ServiceWorkerRegistration.prototype.sync")
    open_sheet(one, live_server, kitchen)
    other = one.context.new_page()
    open_sheet(other, live_server, kitchen)
    answer(one, last=9)
    other.reload()
    at_number(other, 10)
    answer(other, first=10, failing=(13,))
    one.reload()
    for page in (one, other):
        expect(page.locator(".send")).to_be_visible()
    for page in (one, other):
        page.locator(".send").dispatch_event("click")
    assert receipt_on(one) == receipt_on(other) == Inspection.objects.get().receipt
    assert [each.number for each in Inspection.objects.get().sheet.findings] == [13]


def test_signed_out_meanwhile_is_said_and_it_goes_on_after_signing_in(
    kitchen, inspector, open_browser, live_server, client
):
    page = open_browser(inspector)
    filled(page, live_server, kitchen)
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.context.set_offline(False)
    expect(page.locator(".sign-in")).to_be_visible(timeout=30_000)
    expect(page.locator('[data-put="held"]')).to_contain_text("ponsel")
    assert not Inspection.objects.exists()
    page.context.add_cookies(cookies)
    page.locator(".again").click()
    receipt_on(page)


def test_a_lost_permission_is_said_and_the_sheet_stays(kitchen, inspector, open_browser, live_server):
    page = open_browser(inspector)
    filled(page, live_server, kitchen)
    Membership.objects.filter(person=inspector).delete()
    page.context.set_offline(False)
    expect(page.locator('[data-put="held"]')).to_be_visible(timeout=30_000)
    assert not Inspection.objects.exists()
    waiting = page.evaluate("lopoStore.allSheets().then(all => all.map(each => each.state))")
    assert waiting == ["queued"]


def test_kitchens_taken_along_open_without_a_network(kitchen, inspector, open_browser, live_server):
    other = a_kitchen("Warung Kenanga")
    page = open_browser(inspector)
    page.goto(f"{live_server.url}/periksa/")
    for each in (kitchen, other):
        row = page.locator(f'[data-kitchen="{each.business.pk}"]')
        row.locator(".take").click()
        expect(row.locator(".taken")).to_be_visible()
    page.context.set_offline(True)
    for each in (kitchen, other):
        page.goto(f"{live_server.url}/periksa/{each.business.pk}/")
        at_number(page, 1)
        expect(page.locator(".breadcrumbs a")).to_have_text(each.business.name)
    page.goto(f"{live_server.url}/periksa/")
    expect(page.locator("#on-this-phone li")).to_have_count(2)


def test_an_owner_checks_herself(kitchen, open_browser, live_server):
    page = open_browser(kitchen.owner)
    open_sheet(page, live_server, kitchen)
    expect(page.locator('[data-put="failure"]')).to_be_hidden()
    filled(page, live_server, kitchen)
    page.context.set_offline(False)
    receipt_on(page)
    expect(page.locator('[data-put="level"]')).to_have_text("Level I menurut periksa sendiri")
    assert Inspection.objects.get().kind == "self"
    assert not InspectionPhoto.objects.exists()


@pytest.mark.parametrize("viewport", [PHONE, DESK])
@pytest.mark.parametrize("dark", [False, True])
def test_the_sheet_is_well_in_every_state(viewport, dark, kitchen, inspector, open_browser, live_server):
    page = open_browser(inspector, viewport=viewport, dark=dark)
    open_sheet(page, live_server, kitchen)
    answer(page, last=2)
    at_number(page, 3)
    page.locator('[data-answer="failing"]').click()
    expect(page.locator(".if-failing")).to_be_visible()
    page.locator("main summary").click()
    assert faults_of(page) == []
    page.locator(".square").last.click()
    page.locator(".on").click()
    assert faults_of(page) == []
    page.goto(f"{live_server.url}/periksa/")
    page.locator("#on-this-phone li").wait_for()
    assert faults_of(page) == []
    assert page.faults == []


def test_nothing_on_the_sheet_breaks_the_rules_of_content(kitchen, inspector, open_browser, live_server):
    page = open_browser(inspector)
    filled(page, live_server, kitchen)
    page.context.set_offline(False)
    receipt_on(page)
    assert only_of_the_network(page) == []


def test_the_worker_sends_when_the_page_is_closed(kitchen, inspector, open_browser, live_server):
    page = open_browser(inspector)
    open_sheet(page, live_server, kitchen)
    context = page.context
    tools = context.new_cdp_session(page)
    known = []
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda told: known.extend(told["registrations"]))
    tools.send("ServiceWorker.enable")
    for _tenth in range(100):
        if known:
            break
        page.wait_for_timeout(100)
    filled(page, live_server, kitchen)
    page.goto("about:blank")
    assert not Inspection.objects.exists()
    context.set_offline(False)
    tools.send(
        "ServiceWorker.dispatchSyncEvent",
        {
            "origin": live_server.url,
            "registrationId": known[0]["registrationId"],
            "tag": "lopo-inspections",
            "lastChance": False,
        },
    )
    for _tenth in range(100):
        with contextlib.suppress(OperationalError):  # the server is writing it down at this moment
            if Inspection.objects.exists():
                break
        page.wait_for_timeout(100)
    page.goto(f"{live_server.url}/periksa/{kitchen.business.pk}/")
    assert receipt_on(page) == Inspection.objects.get().receipt


@pytest.mark.parametrize("viewport", [PHONE, DESK])
@pytest.mark.parametrize("dark", [False, True])
def test_the_list_of_kitchens_is_well_on_a_phone_and_on_a_desk(
    viewport, dark, kitchen, inspector, open_browser, live_server, tmp_path
):
    for number in range(4):
        business = a_kitchen(f"Warung Kenanga {number}").business
        an_inspection(business, inspector, failing=tuple(range(1, 9 * number + 1)), on=days_ago(9 * number))
    page = open_browser(inspector, viewport=viewport, dark=dark)
    page.goto(f"{live_server.url}/periksa/")
    expect(page.locator(".take").first).to_be_visible()
    assert faults_of(page) == []
    page.screenshot(
        path=tmp_path / f"kitchens-{'phone' if viewport == PHONE else 'desk'}{'-dark' if dark else ''}.png",
        full_page=True,
    )
