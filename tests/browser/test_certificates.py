"""A course ends: one tap issues the certificates, the owner sends hers, a stranger checks it by its code."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from lopo.accounts.roles import Role
from lopo.training.books.certificate import revoke
from lopo.training.models import Certificate
from tests.accounts.factories import a_person
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.city import a_kitchen
from tests.training.certificates import a_certificate, a_course, a_participant, came, passed

pytestmark = pytest.mark.browser


@pytest.fixture
def kitchen(live_server):
    return a_kitchen()


@pytest.fixture
def course(kitchen):
    """Two who earned it, one who came once, one who never came."""
    cohort = a_course()
    passed(cohort, kitchen.business)
    passed(cohort, name="Antonia Bere")
    came(a_participant(cohort, name="Dominikus Seran"), "label")
    a_participant(cohort, name="Ferdinanda Klau")
    return cohort


def test_issued_with_one_tap_sent_by_its_owner_and_checked_by_a_stranger(
    kitchen, course, open_browser, live_server, tmp_path
):
    desk = open_browser(a_person(Role.OFFICER), viewport=DESK)
    desk.set_default_navigation_timeout(60_000)  # the first page of a run reads the whole site
    desk.goto(f"{live_server.url}/pelatihan/{course.pk}/sertifikat/")
    assert faults_of(desk) == []
    issue = desk.get_by_role("button", name="Terbitkan 2 sertifikat")
    issue.dblclick()
    expect(desk.locator(".message").first).to_be_visible()
    desk.goto(f"{live_server.url}/pelatihan/{course.pk}/sertifikat/")
    expect(desk.get_by_role("button", name="Terbitkan")).to_have_count(0)
    assert Certificate.objects.count() == 2
    assert faults_of(desk) == []

    phone = open_browser(kitchen.owner, viewport=PHONE)
    phone.goto(f"{live_server.url}/sertifikat/saya/")
    assert faults_of(phone) == []
    phone.get_by_role("link", name="Tunjukkan atau kirim").click()
    expect(phone.locator(".certificate-name")).to_have_text("Yuliana Tefa")
    share = phone.get_by_role("link", name="Kirim lewat WhatsApp").get_attribute("href")
    number = Certificate.objects.get(enrolment__business=kitchen.business).number
    assert share.startswith("https://wa.me/?text=") and number in share
    assert faults_of(phone) == []

    stranger = open_browser(viewport=PHONE)
    stranger.goto(f"{live_server.url}/sertifikat/{number}/")
    expect(stranger.locator(".certificate-state")).to_contain_text("Asli dan berlaku")
    stranger.locator("main summary").click()
    assert faults_of(stranger) == []
    with stranger.expect_download() as started:
        stranger.get_by_role("link", name="JSON").click()
    badge = tmp_path / "badge.json"
    started.value.save_as(badge)
    assert check_file(stranger, live_server, badge) == "Asli dan berlaku"
    badge.write_text(badge.read_text().replace("swalayan", "bulan", 1))
    assert check_file(stranger, live_server, badge) == "Isinya diubah atau tanda tangannya salah"

    desk = open_browser(a_person(Role.OFFICER), viewport=DESK)
    desk.goto(f"{live_server.url}/pelatihan/{course.pk}/sertifikat/")
    desk.get_by_role("row", name="Yuliana Tefa").get_by_role("link", name="Cabut").click()
    assert faults_of(desk) == []
    desk.get_by_label("Kenapa dicabut?").fill("Namanya salah tulis")
    desk.get_by_role("button", name="Ya, cabut").click()
    expect(desk.get_by_role("row", name="Yuliana Tefa")).to_contain_text("dicabut")
    stranger.goto(f"{live_server.url}/sertifikat/{number}/")
    expect(stranger.locator(".certificate-state")).to_contain_text("Sudah dicabut")
    assert faults_of(stranger) == []
    assert [*desk.faults, *phone.faults, *stranger.faults] == []


def check_file(page, live_server, file):
    """What the box says of a file."""
    page.goto(f"{live_server.url}/sertifikat/")
    page.locator("main summary").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Periksa lencana").click()
    said = page.locator("section.finding .badge")
    expect(said).to_be_visible()
    assert faults_of(page) == []
    return said.inner_text().lstrip("✓✗? ")


@pytest.mark.parametrize("viewport", [PHONE, DESK])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("javascript", [False, True])
def test_a_stranger_checks_a_number_on_any_screen(
    viewport, dark, javascript, kitchen, open_browser, live_server
):
    certificate = a_certificate(kitchen.business)
    page = open_browser(viewport=viewport, dark=dark, javascript=javascript, language="en")
    page.goto(f"{live_server.url}/sertifikat/")
    page.get_by_label("The number on the paper").fill("LS-2222")
    page.get_by_role("button", name="Check the number").click()
    expect(page.locator("#number-error")).to_be_visible()
    page.get_by_label("The number on the paper").fill(certificate.number.lower())
    page.get_by_role("button", name="Check the number").click()
    expect(page.locator(".certificate-state")).to_contain_text("Genuine and valid")
    if javascript:
        assert faults_of(page) == []
    revoke(certificate, "salah orang", certificate.issued_by, timezone.now())
    page.reload()
    expect(page.locator(".certificate-state")).to_contain_text("Revoked")
    if javascript:
        assert faults_of(page) == []
