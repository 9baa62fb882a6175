"""Lessons kept on the phone, read and answered with the network cut; the score arrives afterwards, once."""

import re

import pytest
from playwright.sync_api import expect

from lopo.training.lessons.library import load_modules
from lopo.training.models import LessonRead
from tests.browser.looking import faults_of
from tests.city import LUAT, a_kitchen, tell

pytestmark = pytest.mark.browser
WITHOUT_A_NETWORK = True

HYGIENE = load_modules()["hygiene"]
NO_NETWORK = re.compile("ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch|net::ERR")


@pytest.fixture
def kitchen(live_server):
    kitchen = a_kitchen()
    tell(kitchen, LUAT)
    return kitchen


def keep(page, live_server):
    """Keep all lessons on the phone by one tap on the list."""
    page.context.set_default_timeout(60_000)  # twenty-five pages are fetched while other tests run, too
    page.goto(f"{live_server.url}/pelajaran/")
    page.wait_for_selector("html[data-keeping]", state="attached")
    page.locator(".keep").click()
    expect(page.locator(".keeping-told")).to_contain_text("sudah di HP", timeout=120_000)


def answer_all(page, wrong=()):
    for number, question in enumerate(HYGIENE.questions):
        chosen = (question.right + 1) % len(question.options) if number in wrong else question.right
        page.get_by_role("button", name=question.options[chosen].id, exact=True).click()
        expect(page.locator(".finding")).to_contain_text(question.why.id)
        page.locator(".thumb-bar .button").click()


def test_kept_read_and_answered_without_a_network(open_browser, live_server, kitchen):
    page = open_browser(kitchen.owner)
    keep(page, live_server)
    expect(page.locator(".on-phone:visible")).to_have_count(12)

    page.context.set_offline(True)
    page.goto(f"{live_server.url}/pelajaran/")
    page.get_by_text("Dapur yang bersih").click()
    expect(page.locator("h1")).to_have_text("Dapur yang bersih")
    expect(page.locator(".offline")).to_be_visible()
    assert page.locator(".drawing svg").first.bounding_box()["height"] > 80
    page.get_by_text("Coba soalnya").click()
    answer_all(page, wrong=(2,))
    expect(page.locator("h1")).to_have_text("5 dari 6 benar")
    assert not LessonRead.objects.exists()

    page.context.set_offline(False)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.goto(f"{live_server.url}/pelajaran/hygiene/")
    page.goto(f"{live_server.url}/pelajaran/")
    row = LessonRead.objects.get()
    assert (row.person, row.module, row.last_right, row.last_asked) == (kitchen.owner, "hygiene", 5, 6)
    assert [fault for fault in page.faults if not NO_NETWORK.search(fault)] == []


def test_a_visitor_answers_and_nothing_is_kept(open_browser, live_server):
    page = open_browser()
    page.goto(f"{live_server.url}/pelajaran/hygiene/soal/")
    answer_all(page)
    expect(page.locator("h1")).to_have_text("6 dari 6 benar")
    assert not LessonRead.objects.exists()
    assert page.evaluate("Object.keys(localStorage)") == []
    assert page.faults == []


def test_the_walk_without_javascript(open_browser, live_server, kitchen):
    page = open_browser(kitchen.owner, javascript=False)
    page.goto(f"{live_server.url}/pelajaran/hygiene/soal/")
    for question in HYGIENE.questions:
        page.get_by_label(question.options[question.right].id).check()
        page.locator(".thumb-bar .button").click()
        expect(page.locator(".finding")).to_contain_text(question.why.id)
        page.locator(".thumb-bar .button").click()
    expect(page.locator("h1")).to_have_text("6 dari 6 benar")
    assert LessonRead.objects.get().best_right == 6


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_is_wrong_with_the_looks(open_browser, live_server, kitchen, dark):
    page = open_browser(kitchen.owner, dark=dark)
    for address in ("", "hygiene/", "hygiene/soal/", "hygiene/soal/?jawab=0.0.0.0.0.0"):
        page.goto(f"{live_server.url}/pelajaran/{address}")
        assert faults_of(page) == [], address
    assert page.faults == []
