"""The day of a course with the network cut: nobody who came is lost, and nobody counts twice."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from playwright.sync_api import expect

from lopo.accounts.models import Membership
from lopo.accounts.roles import Role
from lopo.training.day.ticket import short_code
from lopo.training.models import Arrival, Attendance
from lopo.training.models.cohort import WITHDRAWN
from tests.accounts.factories import a_person
from tests.training.courses import a_cohort, many_seats

pytestmark = pytest.mark.browser
WITHOUT_A_NETWORK = True

CAMERA = """
  self.codes = [];
  self.BarcodeDetector = class {
    static async getSupportedFormats() { return ["qr_code"]; }
    async detect() { return self.codes.splice(0, 1).map(rawValue => ({ rawValue })); }
  };
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = document.createElement("canvas");
    const paper = canvas.getContext("2d");
    setInterval(() => paper.fillRect(Math.random() * 90, 0, 90, 90), 50);
    return canvas.captureStream(20);
  };
"""
"""A camera before which codes are held by ``codes.push(...)``."""
NO_NETWORK = re.compile("ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch|net::ERR|status of (4|5)\\d\\d")


PATIENCE = 30_000
"""Milliseconds that are waited on a busy machine."""


@pytest.fixture(autouse=True)
def patient():
    get_resolver().url_patterns  # noqa: B018 - all is imported before a browser waits for the first page
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def course(live_server):
    return a_cohort(starts_at=timezone.now() - dt.timedelta(hours=3), hours=4)


def sign_in(page, person, live_server):
    """Whoever was signed in on this phone stays so in her own session; ``person`` is now."""
    client = Client()
    client.force_login(person)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.context.set_default_timeout(PATIENCE)
    return page


def open_sheet(page, live_server, course):
    """Open the sheet while there is a network, until the phone has all that it needs without one."""
    page.context.add_init_script(CAMERA)
    page.context.set_default_timeout(PATIENCE)
    page.goto(f"{live_server.url}/hadir/{course.session.pk}/")
    page.wait_for_selector("html[data-kept]", state="attached")


def reopen(page, address):
    """The tab is killed, and another one opened at the same address."""
    context = page.context
    page.close()
    again = context.new_page()
    again.goto(address)
    again.wait_for_selector("[data-ready]", state="attached")
    return again


def hold_before_camera(page, *seats):
    """Hold the codes of participants before the camera, one after the other."""
    if page.locator("#scanner").is_hidden():
        page.locator("#scan").click()
        expect(page.locator("#scanner video")).to_be_visible()
    for seat in seats:
        page.evaluate("text => codes.push(text)", f"https://lopo.example/hadir/k/{seat.ticket}/")
        expect(page.locator("#told")).to_contain_text(seat.attends)


def row(page, seat):
    return page.locator(f'[data-seat="{seat.pk}"]')


def here_on(page):
    """Who is here by the list on the phone."""
    return set(
        page.eval_on_selector_all(".people .is-here", "all => all.map(each => Number(each.dataset.seat))")
    )


def states(page):
    """How the notes on the phone stand."""
    return page.evaluate("""async () => {
      const { outbox } = JSON.parse(document.getElementById("meeting").textContent);
      return (await lopoOutbox(outbox).all()).map(each => each.state);
    }""")


def here_by_server():
    return set(Attendance.objects.values_list("enrolment", flat=True))


def all_received(page, count):
    expect(page.locator("#both")).to_contain_text(f"Sudah di server: {count}; menunggu: 0")


def the_first_minutes(page, seats, nine):
    """Five come: three by the camera, one of them twice; one by the code she says, one by her name."""
    page.context.set_offline(True)
    page.clock.set_fixed_time(nine)
    hold_before_camera(page, *seats[:3])
    page.clock.set_fixed_time(nine + dt.timedelta(minutes=10))
    hold_before_camera(page, seats[0])
    expect(page.locator("#told")).to_contain_text("sudah hadir")
    page.locator("#short-form input").fill(short_code(seats[3].ticket).lower())
    page.keyboard.press("Enter")
    expect(row(page, seats[3])).to_have_class("is-here")
    row(page, seats[4]).locator("button").click()
    expect(page.locator("#count")).to_have_text("5 dari 12 hadir")


def test_the_network_cut_from_nine_to_twelve(course, open_browser, live_server):
    seats = many_seats(course.cohort, 12)
    page = open_browser(course.trainer)
    open_sheet(page, live_server, course)
    nine = timezone.now() - dt.timedelta(hours=3)
    the_first_minutes(page, seats, nine)
    page = reopen(page, f"{live_server.url}/hadir/{course.session.pk}/")
    expect(page.locator("#count")).to_have_text("5 dari 12 hadir")
    page.clock.set_fixed_time(nine + dt.timedelta(hours=2))
    row(page, seats[5]).locator("button").click()
    row(page, seats[6]).locator("button").click()
    page.clock.set_fixed_time(nine + dt.timedelta(hours=2, minutes=1))
    row(page, seats[5]).locator("button").click()
    page.locator("#undo input").fill("salah ketuk")
    page.locator("#undo .button-danger").click()
    expect(page.locator("#count")).to_have_text("6 dari 12 hadir")
    expect(page.locator("#both")).to_contain_text("Dicatat di ponsel ini: 8. Sudah di server: 0; menunggu: 8")
    assert not Arrival.objects.exists()

    page.clock.set_fixed_time(nine + dt.timedelta(hours=3))
    page.context.set_offline(False)
    all_received(page, 8)
    wanted = {each.pk for each in (*seats[:5], seats[6])}
    assert here_on(page) == here_by_server() == wanted
    assert Arrival.objects.count() == 8
    first = Attendance.objects.get(enrolment=seats[0])
    assert abs(first.came_at - nine) < dt.timedelta(minutes=3), "she came at nine, whenever it was sent"
    page = reopen(page, f"{live_server.url}/hadir/{course.session.pk}/")
    all_received(page, 8)
    assert Arrival.objects.count() == 8
    assert here_on(page) == wanted


def test_two_phones_without_a_network_read_the_same_people(course, open_browser, live_server):
    seats = many_seats(course.cohort, 6)
    other = a_person(Role.TRAINER, course.cohort.organiser)
    phones = [open_browser(course.trainer), sign_in(open_browser(), other, live_server)]
    for page in phones:
        open_sheet(page, live_server, course)
        page.context.set_offline(True)
    hold_before_camera(phones[0], *seats[:4])
    hold_before_camera(phones[1], *seats[2:])
    for page in phones:
        page.context.set_offline(False)
    for page in phones:
        all_received(page, 4)
        expect(page.locator("#count")).to_have_text("6 dari 6 hadir")
    assert Attendance.objects.count() == 6
    assert Arrival.objects.count() == 8


def test_an_answer_lost_on_the_way_back_counts_nobody_twice(course, open_browser, live_server):
    seats = many_seats(course.cohort, 3)
    page = open_browser(course.trainer)
    open_sheet(page, live_server, course)
    lost = []

    def lose(route):
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    page.context.route("**/hadir/kirim/", lose)
    for seat in seats:
        row(page, seat).locator("button").click()
    page.evaluate("dispatchEvent(new Event('online'))")
    all_received(page, 3)
    assert lost == [200]
    assert Attendance.objects.count() == Arrival.objects.count() == 3


def test_a_code_opened_by_the_phones_own_camera_works_without_a_network(course, open_browser, live_server):
    (seat, stranger) = many_seats(course.cohort, 1) + many_seats(a_cohort().cohort, 1)
    page = open_browser(course.trainer)
    page.goto(f"{live_server.url}/hadir/")
    page.wait_for_selector("html[data-kept]", state="attached")
    page.context.set_offline(True)
    page.goto(f"{live_server.url}/hadir/k/{seat.ticket}/")
    expect(page.locator("h1")).to_have_text(seat.attends)
    page.locator("#found button").click()
    expect(page.locator("#found .told")).to_contain_text("sudah hadir")
    page.goto(f"{live_server.url}/hadir/k/{stranger.ticket}/")
    expect(page.locator("#found .told")).to_contain_text("bukan untuk pertemuan")
    page.goto(f"{live_server.url}/hadir/{course.session.pk}/")
    expect(page.locator("#count")).to_have_text("1 dari 1 hadir")
    page.context.set_offline(False)
    all_received(page, 1)
    assert Attendance.objects.get().how == "code"


def test_codes_that_do_not_count_are_said_and_kept(course, open_browser, live_server):
    seat, gone = many_seats(course.cohort, 2)
    gone.state = WITHDRAWN
    gone.save()
    page = open_browser(course.trainer)
    open_sheet(page, live_server, course)
    page.context.set_offline(True)
    hold_before_camera(page, seat)
    page.evaluate("text => codes.push(text)", f"https://lopo.example/hadir/k/{gone.ticket}/")
    expect(page.locator("#told")).to_contain_text("tidak ada di daftar")
    page.context.set_offline(False)
    expect(page.locator("#odd")).to_contain_text("Kursinya sudah tidak ada")
    assert Arrival.objects.get(held="no-seat").enrolment == gone
    page.locator("#odd .drop").click()
    expect(page.locator("#odd")).to_be_hidden()
    assert here_by_server() == {seat.pk}
    assert Arrival.objects.count() == 2


def test_who_is_signed_out_or_somebody_else_or_may_no_more_is_told_and_nothing_is_lost(
    course, open_browser, live_server
):
    (seat,) = many_seats(course.cohort, 1)
    page = open_browser(course.trainer)
    open_sheet(page, live_server, course)
    page.context.set_offline(True)
    row(page, seat).locator("button").click()
    expect(row(page, seat)).to_contain_text("menunggu")
    hers = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.context.set_offline(False)
    expect(page.locator("#held")).to_contain_text("Masuk lagi")
    expect(page.locator("#held a")).to_be_visible()

    sign_in(page, a_person(Role.OFFICER), live_server)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#held")).to_contain_text("Orang lain")

    page.context.add_cookies(hers)
    held = Membership.objects.get(person=course.trainer)
    held.delete()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#held")).to_contain_text("tidak bisa mengirim")
    assert states(page) == ["queued"]
    assert not Arrival.objects.exists()

    Membership.objects.create(person=course.trainer, organisation=course.cohort.organiser, role=Role.TRAINER)
    page.evaluate("dispatchEvent(new Event('online'))")
    all_received(page, 1)
    assert here_by_server() == {seat.pk}


def test_without_a_code_reader_a_photo_is_read_by_the_server(course, open_browser, live_server):
    import io

    import segno

    seat, _other = many_seats(course.cohort, 2)
    page = open_browser(course.trainer)
    page.goto(f"{live_server.url}/hadir/{course.session.pk}/")
    page.wait_for_selector("html[data-kept]", state="attached")
    page.locator("#scan").click()
    picture = io.BytesIO()
    segno.make(f"https://lopo.example/hadir/k/{seat.ticket}/").save(picture, kind="png", scale=8)
    sent = {"name": "IMG.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    page.locator("#scanner input[type=file]").set_input_files(sent)
    expect(page.locator("#told")).to_contain_text(seat.attends)
    all_received(page, 1)


def test_the_worker_sends_when_the_page_is_closed(course, open_browser, live_server):
    seats = many_seats(course.cohort, 2)
    page = open_browser(course.trainer)
    open_sheet(page, live_server, course)
    page.context.set_offline(True)
    for seat in seats:
        row(page, seat).locator("button").click()
        expect(row(page, seat)).to_have_class("is-here")
    tools = page.context.new_cdp_session(page)
    tools.send("ServiceWorker.enable")
    known = []
    tools.on("ServiceWorker.workerRegistrationUpdated", lambda told: known.extend(told["registrations"]))
    tools.send("ServiceWorker.disable")
    tools.send("ServiceWorker.enable")
    page.wait_for_timeout(300)
    page.goto("about:blank")
    page.context.set_offline(False)
    tools.send(
        "ServiceWorker.dispatchSyncEvent",
        {
            "origin": live_server.url,
            "registrationId": known[0]["registrationId"],
            "tag": "lopo-outbox-attendance",
            "lastChance": False,
        },
    )
    for _tenth in range(150):
        if Attendance.objects.count() == 2:
            break
        page.wait_for_timeout(100)
    assert here_by_server() == {each.pk for each in seats}
