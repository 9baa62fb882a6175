"""A round of the whole programme in the demo city, by everybody who has a part in it, each on her own screen.

The city is made once; what one does, the next one sees.
"""

import datetime as dt
from urllib.parse import urlsplit

import pypdfium2
import pytest
from django.urls import get_resolver
from django.utils import timezone
from playwright.sync_api import expect

from lopo.accounts.models import Organisation
from lopo.site.demo.city import load
from lopo.standards.standings import today
from lopo.training.lessons.library import load_modules
from lopo.training.models import Attendance, Certificate, Cohort, Enrolment, Session, TestSheet, Visit
from tests.browser.chromium import DESK
from tests.browser.demo_round import PATIENCE, Round, answer_all
from tests.browser.looking import faults_of
from tests.city import photo

pytestmark = pytest.mark.browser
WITHOUT_A_NETWORK = True

OFFICER, TRAINER = "Maria Tapatab", "Petrus Naimnanu"
OPEN_COURSE, TODAYS, OLDER = "Label lulus", "Masuk swalayan", "Dapur bersih dan P-IRT"


@pytest.fixture
def city(live_server, chromium):
    """The demo city behind a server, its meeting of today going on now."""
    get_resolver().url_patterns  # noqa: B018 - all is imported before a browser waits for the first page
    load(today())
    began = timezone.now() - dt.timedelta(minutes=30)
    first = Session.objects.filter(cohort=course(TODAYS)).earliest("starts_at")
    Session.objects.filter(pk=first.pk).update(starts_at=began, ends_at=began + dt.timedelta(hours=3))
    opened = Round(live_server.url, chromium)
    expect.set_options(timeout=PATIENCE)
    yield opened
    expect.set_options(timeout=5_000)
    opened.close()


def course(title):
    return Cohort.objects.get(title__startswith=title)


def seat_of(title, **which):
    """The first seat in a course of which that holds."""
    return Enrolment.objects.filter(cohort=course(title), **which).select_related("person").order_by("pk")[0]


def the_officer_gives_the_seats_and_the_next_moves_up(city):
    desk = city.page(OFFICER, "/pelatihan/", DESK)
    desk.get_by_role("link", name=OPEN_COURSE).click()
    desk.get_by_role("link", name="Usulkan siapa mendapat kursi").first.click()
    desk.get_by_role("button", name="Usulkan siapa mendapat kursi").click()
    expect(desk.locator("tbody tr")).to_have_count(12)
    desk.get_by_role("link", name="Daftar tunggu").click()
    pinned = desk.locator("tbody th").last.inner_text().splitlines()[0]  # the product stands below
    desk.locator("tbody th a").last.click()
    desk.get_by_label("Alasan").fill("Labelnya diminta toko minggu ini.")
    desk.get_by_role("button", name="Pasti dapat kursi").click()
    desk.goto(f"{city.address}/pelatihan/{course(OPEN_COURSE).pk}/usul/")
    desk.get_by_role("button", name="Usulkan lagi").click()
    expect(desk.get_by_role("row", name=pinned)).to_contain_text("Labelnya diminta toko minggu ini.")
    assert faults_of(desk) == []
    desk.get_by_role("button", name="Bagikan kursi ini dan kabari semua").dblclick()
    expect(desk.locator(".message").first).to_be_visible()
    assert Enrolment.objects.filter(cohort=course(OPEN_COURSE), state="seated").count() == 12

    page = f"/pelatihan/{course(OPEN_COURSE).pk}/"
    second = seat_of(OPEN_COURSE, rank=2)
    waits = city.page(second.person.name, page)
    expect(waits.locator("main")).to_contain_text("nomor 2 di daftar tunggu")
    expect(waits.locator("main")).to_contain_text(second.why["id"])
    first = city.page(seat_of(OPEN_COURSE, rank=1).person.name, page)
    sits = city.page(seat_of(OPEN_COURSE, business__name=pinned).person.name, page)
    expect(sits.locator("main")).to_contain_text("Labelnya diminta toko minggu ini.")
    sits.get_by_role("link", name="Saya tidak jadi ikut").click()
    sits.get_by_role("button", name="Ya, lepaskan").click()
    sits.wait_for_url(f"**{page}")
    first.reload()
    waits.reload()
    expect(first.locator("main")).to_contain_text("Ibu/Bapak mendapat kursi.")
    expect(waits.locator("main")).to_contain_text("nomor 1 di daftar tunggu")
    assert faults_of(first) + faults_of(waits) + faults_of(sits) == []


def the_trainer_takes_attendance_and_a_participant_shows_her_code(city):
    phone = city.page(TRAINER, "/pelatihan/")
    phone.get_by_role("link", name=TODAYS).click()
    phone.get_by_role("link", name="Hari pelatihan").click()
    phone.get_by_role("link", name="Catat kehadiran").click()
    phone.wait_for_selector("[data-ready]", state="attached")
    for place in range(3):
        phone.locator("#people button").nth(place).click()
    expect(phone.locator("#count")).to_have_text("3 dari 14 hadir")
    expect(phone.locator("#both")).to_contain_text("Sudah di server: 3; menunggu: 0")
    here = Attendance.objects.filter(session__cohort=course(TODAYS)).select_related("enrolment__person")
    assert here.count() == 3

    missing = seat_of(TODAYS, state="seated", attendances=None)
    owner = city.page(missing.person.name, f"/pelatihan/kursi/{missing.pk}/")
    owner.locator(".card-next .button").click()
    expect(owner.locator(".code")).to_be_visible()
    assert faults_of(owner) + faults_of(phone) == []
    came = here[0].enrolment
    owner = city.page(came.person.name, f"/kartu/{came.ticket}/")
    expect(owner.locator("main")).to_contain_text("hadir sejak")


def a_participant_answers_before_the_lesson_and_her_homework_is_accepted(city):
    seat = seat_of(TODAYS, state="seated")
    owner = city.page(seat.person.name, f"/pelatihan/kursi/{seat.pk}/")
    owner.locator('main a[href$="/tes/cost-and-price/before/"]').click()
    answer_all(owner, load_modules()["cost-and-price"])
    assert TestSheet.objects.get(enrolment=seat, module="cost-and-price").moment == "before"
    owner.goto(f"{city.address}/pelatihan/kursi/{seat.pk}/")
    owner.get_by_role("link", name="kirim foto").first.click()
    sent = {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": photo(1200, 900)}
    owner.locator("input[type=file]").set_input_files(sent)
    owner.locator('[name="note"]').fill("Harga rak saya hitung ulang")
    owner.get_by_role("button", name="Kirim").click()
    expect(owner.locator(".handed")).to_contain_text("Harga rak saya hitung ulang")

    phone = city.page(TRAINER, f"/pelatihan/{course(TODAYS).pk}/tugas/")
    phone.get_by_role("link", name=seat.attends).click()
    phone.get_by_label("Sudah, diterima").check()
    phone.get_by_role("button", name="Jawab").click()
    phone.wait_for_url("**/tugas/")
    owner.reload()
    expect(owner.locator(".handed .badge")).to_contain_text("diterima")
    assert faults_of(owner) + faults_of(phone) == []


def certificates_are_issued_once_and_anybody_checks_one(city):
    older, before = course(OLDER), Certificate.objects.count()
    late = [each for each in older.enrolments.filter(state="seated") if each.tests.count() == 2]
    for seat in late:
        for module in older.modules:
            page = city.page(seat.person.name, f"/pelatihan/kursi/{seat.pk}/tes/{module}/after/")
            answer_all(page, load_modules()[module])
    desk = city.page(OFFICER, f"/pelatihan/{older.pk}/sertifikat/")
    desk.get_by_role("button", name=f"Terbitkan {len(late)} sertifikat").dblclick()
    expect(desk.locator(".message").first).to_be_visible()
    desk.goto(f"{city.address}/pelatihan/{older.pk}/sertifikat/")
    expect(desk.get_by_role("button", name="Terbitkan")).to_have_count(0)
    assert Certificate.objects.count() == before + len(late)
    assert faults_of(desk) == []

    stranger = city.page(path="/sertifikat/")
    stranger.get_by_label("Nomor di kertasnya").fill(Certificate.objects.get(enrolment=late[0]).number)
    stranger.get_by_role("button", name="Periksa nomor").click()
    expect(stranger.locator(".certificate-state")).to_contain_text("Asli dan berlaku")
    expect(stranger.locator(".certificate-name")).to_have_text(late[0].attends)
    assert faults_of(stranger) == []


def a_companion_s_note_written_without_a_network_arrives_once(city):
    before = Visit.objects.count()
    phone = city.page(TRAINER, "/kunjungan/")
    phone.wait_for_selector("html[data-kept]", state="attached")
    phone.context.set_offline(True)
    phone.locator("#caseload a").first.click()
    phone.wait_for_selector("html[data-ready]", state="attached")
    phone.locator("#id_seen").fill("Label baru sudah dipakai.")
    phone.locator("#id_agreed").fill("Foto produk sebelum pelatihan.")
    phone.get_by_role("button", name="Simpan kunjungan").dblclick()
    expect(phone.locator("#kept .state")).to_contain_text("Tersimpan di ponsel")
    assert Visit.objects.count() == before
    phone.context.set_offline(False)
    expect(phone.locator("#kept .state")).to_contain_text("LP-")
    phone.goto(f"{city.address}/kunjungan/")
    expect(phone.locator("#on-this-phone .receipt")).to_have_count(1)
    assert Visit.objects.filter(seen="Label baru sudah dipakai.").count() == 1
    assert Visit.objects.count() == before + 1
    assert faults_of(phone) == []


def the_officer_sees_what_came_of_it_and_the_mayor_gets_two_pages(city):
    desk = city.page(OFFICER, "/wawasan/")
    assert faults_of(desk) == []
    desk.locator("tbody th a.name").first.click()
    product = desk.locator("tbody th a.name").first.inner_text()
    desk.locator("tbody th a.name").first.click()
    expect(desk.locator("h1")).to_contain_text(product)
    desk.goto(f"{city.address}/wawasan/")
    link = desk.get_by_role("link", name="Dua halaman untuk wali kota")
    report = desk.context.request.get(city.address + link.get_attribute("href"))
    assert len(pypdfium2.PdfDocument(report.body())) == 2


def a_partner_s_board_opens_by_its_link_until_it_is_taken_back(city):
    partner = Organisation.objects.get(name="Swalayan Lontar (contoh)")
    desk = city.page(OFFICER, f"/mitra/{partner.pk}/")
    desk.get_by_role("button", name="Buat tautan").click()
    path = urlsplit(desk.locator("main code").inner_text()).path
    board = city.page(path=path)
    expect(board.locator("h1")).to_have_text(partner.name)
    expect(board.locator("main")).to_contain_text("Biaya pelatihan dapur bersih")
    assert faults_of(board) == []
    assert board.locator("main a").count() == 0, "nothing behind it opens"
    desk.get_by_role("button", name="Tarik kembali tautan").click()
    expect(desk.get_by_role("button", name="Buat tautan")).to_be_visible()
    assert board.goto(city.address + path).status == 404


ROUND = (
    the_officer_gives_the_seats_and_the_next_moves_up,
    the_trainer_takes_attendance_and_a_participant_shows_her_code,
    a_participant_answers_before_the_lesson_and_her_homework_is_accepted,
    certificates_are_issued_once_and_anybody_checks_one,
    a_companion_s_note_written_without_a_network_arrives_once,
    the_officer_sees_what_came_of_it_and_the_mayor_gets_two_pages,
    a_partner_s_board_opens_by_its_link_until_it_is_taken_back,
)


def test_a_round_of_the_programme(city, subtests):
    for part in ROUND:
        with subtests.test(part.__name__):
            part(city)
