"""From an invitation in WhatsApp to a seat: a phone, the officer's desk, and the phone again."""

import pytest

from lopo.accounts.roles import Role
from lopo.training.models import Enrolment
from lopo.training.module_titles import module_titles
from tests.accounts.factories import PASSWORD, a_person
from tests.browser.chromium import DESK
from tests.browser.looking import faults_of
from tests.city import a_kitchen
from tests.training.cohorts import a_business, a_cohort, an_enrolment

pytestmark = pytest.mark.browser


@pytest.fixture
def officer(db):
    module_titles()  # read once, before a page waits for it
    return a_person(Role.OFFICER)


@pytest.fixture
def cohort(officer):
    return a_cohort(officer, title="Label yang benar untuk rak swalayan", seats=2)


def test_from_the_link_to_the_seat(open_browser, live_server, officer, cohort):
    kitchen = a_kitchen()
    for name in ("Dapur Adriana", "Dapur Berta"):
        an_enrolment(cohort, a_business(name), "applied")
    phone = open_browser()
    phone.goto(f"{live_server.url}/undangan/{cohort.invitation}/")
    assert faults_of(phone) == []
    phone.locator(".thumb-bar a").last.click()
    phone.locator('input[name="login"]').fill(kitchen.owner.phone)
    phone.locator('input[name="password"]').fill(PASSWORD)
    phone.locator("main form button").first.click()
    phone.wait_for_url(f"**/undangan/{cohort.invitation}/")
    assert phone.locator('input[name="attends"]').input_value() == "Mama Yuliana"
    assert faults_of(phone) == []
    phone.get_by_label("Ya", exact=True).check()
    phone.get_by_role("button", name="Ya, minta kursi").click()
    phone.wait_for_url(f"**/pelatihan/{cohort.pk}/")
    assert "Permintaan kursi sudah kami terima." in phone.locator("main").inner_text()
    assert faults_of(phone) == []

    desk = open_browser(officer, viewport=DESK)
    desk.goto(f"{live_server.url}/pelatihan/")
    assert faults_of(desk) == []
    desk.get_by_role("link", name=cohort.title).click()
    assert faults_of(desk) == []
    desk.get_by_role("link", name="Usulkan siapa mendapat kursi").first.click()
    desk.get_by_role("button", name="Usulkan siapa mendapat kursi").click()
    assert desk.locator("tbody th").all_inner_texts() == [
        "Dapur Adriana",
        f"{kitchen.business.name}\n{kitchen.product.name}",
    ]
    assert faults_of(desk) == []
    desk.get_by_role("button", name="Bagikan kursi ini dan kabari semua").click()
    desk.get_by_role("link", name="Peserta", exact=True).click()
    assert desk.locator("tbody tr").count() == 3
    assert faults_of(desk) == []

    phone.reload()
    assert "Ibu/Bapak mendapat kursi." in phone.locator("main").inner_text()
    assert faults_of(phone) == []
    phone.get_by_role("link", name="Saya tidak jadi ikut").click()
    phone.get_by_role("button", name="Ya, lepaskan").click()
    phone.wait_for_url(f"**/pelatihan/{cohort.pk}/")
    states = Enrolment.objects.order_by("business__name").values_list("state", flat=True)
    assert list(states) == ["seated", "seated", "withdrawn"]
    assert phone.faults == [] and desk.faults == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_one_question_on_a_phone_without_javascript(open_browser, live_server, officer, language):
    cohort = a_cohort(officer, entry="invitation", title="Kemasan yang tahan")
    kitchen = a_kitchen()
    an_enrolment(cohort, kitchen.business, "invited")
    phone = open_browser(kitchen.owner, language=language, javascript=False)
    phone.goto(f"{live_server.url}/pelatihan/{cohort.pk}/")
    phone.locator('button[value="yes"]').click()
    phone.wait_for_url(f"**/pelatihan/{cohort.pk}/")
    assert Enrolment.objects.get().state == "seated"


@pytest.mark.parametrize("dark", [False, True])
def test_the_officer_s_forms_are_whole(open_browser, live_server, officer, cohort, dark):
    enrolment = an_enrolment(cohort, state="applied")
    desk = open_browser(officer, viewport=DESK, dark=dark)
    for address in (
        "/pelatihan/baru/",
        f"/pelatihan/{cohort.pk}/ubah/",
        f"/pelatihan/{cohort.pk}/jadwal/",
        f"/pelatihan/{cohort.pk}/bagikan/",
        f"/pelatihan/{cohort.pk}/batal/",
        f"/pelatihan/{cohort.pk}/undang/",
        f"/pelatihan/peserta/{enrolment.pk}/",
    ):
        desk.goto(live_server.url + address)
        assert faults_of(desk) == [], address
