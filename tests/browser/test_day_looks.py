"""Every page of the day looked at, on a phone and a desk, by day and by night; a test without JavaScript."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from lopo.training.lessons.library import load_modules
from lopo.training.models import TestSheet
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.browser.test_day import (
    NO_NETWORK,
    all_received,
    hold_before_camera,
    open_sheet,
    patient,
    row,
    sign_in,
)
from tests.city import photo
from tests.training.courses import a_cohort, a_seat, many_seats

pytestmark = pytest.mark.browser

__all__ = ["patient"]


@pytest.fixture
def course(live_server):
    return a_cohort(starts_at=timezone.now() - dt.timedelta(hours=3), hours=4)


def test_a_participant_answers_a_question_at_a_time(open_browser, live_server):
    module = load_modules()["hygiene"]
    course = a_cohort()
    seat = a_seat(course.cohort)
    page = open_browser(seat.person, javascript=False)
    page.goto(f"{live_server.url}/pelatihan/kursi/{seat.pk}/")
    page.get_by_role("link", name="jawab").first.click()
    for place, question in enumerate(module.questions, 1):
        expect(page.locator("h1")).to_have_text(question.asks.id)
        page.locator(f'[name="jawaban"][value="{question.right}"]').check()
        if place == 2:
            page.reload()
            expect(page.locator("h1")).to_have_text(question.asks.id)
            page.locator(f'[name="jawaban"][value="{question.right}"]').check()
        page.locator(".thumb-bar button").click()
    page.get_by_role("button", name="Kirim").click()
    expect(page.locator("h1")).to_have_text("Sudah dikirim")
    sheet = TestSheet.objects.get()
    assert (sheet.moment, sheet.right, sheet.asked) == (
        "before",
        len(module.questions),
        len(module.questions),
    )


def teachers_pages(course, seats):
    """What a trainer opens, by name."""
    cohort, session = course.cohort.pk, course.session.pk
    return {
        "sheet": f"/hadir/{session}/",
        "meetings": "/hadir/",
        "history": f"/hadir/{session}/riwayat/",
        "room": f"/hadir/{session}/ruang/",
        "undo": f"/hadir/{session}/batal/{seats[0].pk}/",
        "day": f"/pelatihan/{cohort}/hari/",
        "results": f"/pelatihan/{cohort}/hasil-tes/",
        "materials": f"/pelatihan/{cohort}/bahan/",
        "homeworks": f"/pelatihan/{cohort}/tugas/",
        "code": f"/hadir/k/{seats[5].ticket}/",
    }


def owners_pages(course, seat):
    """What a participant opens, by name."""
    mine = f"/pelatihan/kursi/{seat.pk}"
    return {
        "own": f"{mine}/",
        "card": f"/kartu/{seat.ticket}/",
        "enter": f"/hadir/masuk/{course.session.key}/",
        "test": f"{mine}/tes/hygiene/before/",
        "homework": f"{mine}/tugas/hygiene/",
    }


@pytest.mark.parametrize("viewport", [PHONE, DESK])
@pytest.mark.parametrize("dark", [False, True])
def test_every_page_of_the_day_is_well(viewport, dark, course, open_browser, live_server):
    seats = [a_seat(course.cohort), *many_seats(course.cohort, 11)]
    page = open_browser(course.trainer, viewport=viewport, dark=dark)
    owner = sign_in(open_browser(viewport=viewport, dark=dark), seats[0].person, live_server)
    open_sheet(page, live_server, course)
    hold_before_camera(page, *seats[:2])
    row(page, seats[4]).locator("button").click()
    all_received(page, 3)
    faults = {"scanning": faults_of(page)}

    def look(who, name, address):
        who.goto(f"{live_server.url}{address}")
        faults[name] = faults_of(who)

    for name, address in teachers_pages(course, seats).items():
        look(page, name, address)
    for name, address in owners_pages(course, seats[0]).items():
        look(owner, name, address)
    sent = {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": photo(1200, 900)}
    owner.locator("input[type=file]").set_input_files(sent)
    owner.locator("#id_note").fill("Meja kerja sudah dilapis")
    owner.locator(".thumb-bar .button").click()
    look(owner, "handed", owners_pages(course, seats[0])["homework"])
    look(page, "homeworks", teachers_pages(course, seats)["homeworks"])
    page.get_by_role("link", name=seats[0].attends).click()
    look(page, "review", page.url.removeprefix(live_server.url))
    assert {name: found for name, found in faults.items() if found} == {}
    assert [fault for fault in page.faults if not NO_NETWORK.search(fault)] == []
