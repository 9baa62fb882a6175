"""A companion visits without a network: each letter stays on the phone, each note arrives once."""

import re
import time

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from lopo.accounts.roles import Role
from lopo.training.books.companion import name_companion
from lopo.training.models import Milestone, Visit
from tests.accounts.factories import a_person
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.city import LUAT, a_kitchen, tell
from tests.training.together import a_companion, a_delivery, a_letter, a_partner, a_pledge, a_visit, days

pytestmark = pytest.mark.browser
WITHOUT_A_NETWORK = True

NO_NETWORK = re.compile("ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch|net::ERR|status of (4|5)\\d\\d")


@pytest.fixture
def kitchens(live_server):
    return [a_kitchen(name) for name in ("Dapur Mama Yuliana", "Warung Kenanga")]


@pytest.fixture
def companion(kitchens):
    return a_companion(*kitchens)


def take_along(page, live_server):
    """Open the list while there is a network, until the caseload lies on the phone."""
    page.goto(f"{live_server.url}/kunjungan/")
    page.wait_for_selector("html[data-kept]", state="attached")


def open_note(page, live_server, kitchen):
    page.goto(f"{live_server.url}/kunjungan/{kitchen.business.pk}/")
    page.wait_for_selector("html[data-ready]", state="attached")


def write(page, seen, agreed="Beli tempat sampah bertutup."):
    page.locator("#id_seen").fill(seen)
    page.locator("#id_agreed").fill(agreed)
    page.locator("#id_next_on").fill(days(14).isoformat())


def saved(count):
    """Wait until so many notes have arrived."""
    for _tenth in range(200):
        if Visit.objects.count() >= count:
            break
        time.sleep(0.1)
    assert Visit.objects.count() == count


def test_notes_written_without_a_network_arrive_once_with_their_receipts(
    kitchens, companion, open_browser, live_server
):
    page = open_browser(companion)
    take_along(page, live_server)
    expect(page.locator("[data-visit] .taken:visible")).to_have_count(2)
    context = page.context
    context.set_offline(True)
    open_note(page, live_server, kitchens[0])
    write(page, "Lantai basah")
    page.close()  # killed half-way: what was typed is there again

    again = context.new_page()
    open_note(again, live_server, kitchens[0])
    expect(again.locator("#id_seen")).to_have_value("Lantai basah")
    again.locator("#note .button").dblclick()
    expect(again.locator("#kept .state")).to_contain_text("Tersimpan di ponsel")
    for number in range(3):
        open_note(again, live_server, kitchens[1])
        write(again, f"Kunjungan {number}")
        again.locator("#note .button").click()
        expect(again.locator("#kept .state")).to_contain_text("Tersimpan di ponsel")
    again.goto(f"{live_server.url}/kunjungan/")
    expect(again.locator("#on-this-phone li")).to_have_count(4)
    assert not Visit.objects.exists()

    context.set_offline(False)
    saved(4)
    expect(again.locator("#on-this-phone .receipt:visible")).to_have_count(4)
    again.reload()
    shown = set(again.locator("#on-this-phone .receipt").all_inner_texts())
    assert shown == set(Visit.objects.values_list("receipt", flat=True))
    assert [each.seen for each in Visit.objects.filter(business=kitchens[0].business)] == ["Lantai basah"]
    again.locator("#on-this-phone .receipt").first.click()
    expect(again.locator(".code")).to_be_visible()
    assert (
        [fault for fault in again.faults if not NO_NETWORK.search(fault)] == []
        if hasattr(again, "faults")
        else True
    )


def test_a_refused_note_is_corrected_and_sent_in_its_own_place(
    kitchens, companion, open_browser, live_server
):
    page = open_browser(companion)
    open_note(page, live_server, kitchens[0])
    write(page, "Salah tanggal")
    page.locator("#id_next_on").fill(days(900).isoformat())
    page.locator("#note .button").click()
    expect(page.locator("#kept .held")).to_contain_text("setahun", timeout=30_000)
    assert not Visit.objects.exists()
    page.locator(".again").click()
    expect(page.locator("#id_seen")).to_have_value("Salah tanggal")
    page.locator("#id_next_on").fill(days(9).isoformat())
    page.locator("#note .button").click()
    expect(page.locator("#kept .state")).to_contain_text("LP-", timeout=30_000)
    assert Visit.objects.get().next_on == days(9)
    page.goto(f"{live_server.url}/kunjungan/")
    expect(page.locator("#on-this-phone li")).to_have_count(1)


def test_signed_out_meanwhile_is_said_and_it_goes_on_after_signing_in(
    kitchens, companion, open_browser, live_server
):
    page = open_browser(companion)
    open_note(page, live_server, kitchens[0])
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    write(page, "Lantai basah")
    page.locator("#note .button").click()
    expect(page.locator(".sign-in")).to_be_visible(timeout=30_000)
    assert not Visit.objects.exists()
    page.context.add_cookies(cookies)
    page.evaluate("lopoOutbox(JSON.parse(document.getElementById('outbox').textContent)).sendAll()")
    expect(page.locator("#kept .state")).to_contain_text("LP-", timeout=30_000)
    assert Visit.objects.count() == 1


def test_without_javascript_the_form_posts(kitchens, companion, open_browser, live_server):
    page = open_browser(companion, javascript=False)
    page.goto(f"{live_server.url}/kunjungan/{kitchens[0].business.pk}/")
    page.locator("#id_seen").fill("Dapur bersih")
    page.locator("#note .button").click()
    expect(page.locator(".code")).to_have_text(Visit.objects.get().receipt)


@pytest.fixture
def city(kitchens, companion):
    """Something on every page of partners and companions."""
    officer = a_person(Role.OFFICER, name="Pak Anton")
    tell(kitchens[0], LUAT)
    a_visit(kitchens[0].business, companion, on=-40, next_on=-12)
    visit = a_visit(kitchens[1].business, companion, on=-2, next_on=12)
    Milestone.objects.create(
        product=kitchens[0].product, kind="ordered", on=days(-70), where="Toko Oebobo", amount_idr=1_250_000,
        told_by=officer,
    )  # fmt: skip
    a_kitchen("Dapur tanpa pendamping")
    partner = a_partner("Toko Swalayan Contoh")
    late = a_pledge(partner, officer, due=-12, came=((-30, 15), (-20, 5)))
    a_delivery(late, officer, seen=False, amount=4)
    a_pledge(partner, officer, kind="trial-shelf", amount=12, due=9, what="12 tempat di rak uji coba")
    a_pledge(
        partner,
        officer,
        kind="money",
        amount=25_000_000,
        due=-40,
        what="Dana kemasan",
        came=((-45, 25_000_000),),
    )
    a_letter(partner, officer, number="12/PKS/2026", valid_until=days(300))
    pages = {
        officer: [
            "/mitra/", "/mitra/janji/", f"/mitra/{partner.pk}/", f"/mitra/{partner.pk}/janji/baru/",
            f"/mitra/{partner.pk}/surat/baru/", f"/mitra/janji/{late.pk}/", f"/mitra/janji/{late.pk}/serah/",
            f"/mitra/janji/{late.pk}/tarik/", "/pendamping/semua/", "/pendamping/nama/",
            f"/pendamping/usaha/{kitchens[0].business.pk}/",
        ],
        companion: [
            "/pendamping/", "/kunjungan/", f"/kunjungan/{kitchens[0].business.pk}/",
            f"/kunjungan/catatan/{visit.receipt}/", f"/kunjungan/catatan/{visit.receipt}/betulkan/",
        ],
        kitchens[0].owner: [
            "/produk/", f"/usaha/{kitchens[0].business.pk}/kunjungan/",
            f"/produk/{kitchens[0].product.public_id}/tonggak/",
            f"/produk/{kitchens[0].product.public_id}/tonggak/baru/",
        ],
    }  # fmt: skip
    name_companion([kitchens[0].business.pk], companion, officer, timezone.localdate())
    return pages


@pytest.mark.parametrize(("viewport", "dark"), [(PHONE, False), (PHONE, True), (DESK, False)])
def test_every_page_is_well(viewport, dark, city, open_browser, live_server):
    wrong = {}
    for person, addresses in city.items():
        page = open_browser(person, viewport=viewport, dark=dark)
        for address in addresses:
            page.goto(live_server.url + address)
            found = faults_of(page) + page.faults
            if found:
                wrong[address] = found
            page.faults.clear()
    assert wrong == {}
