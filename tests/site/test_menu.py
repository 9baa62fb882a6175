"""The head of the page and the place where each begins her work."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.consent import grant
from lopo.accounts.models import Person
from lopo.accounts.roles import KIND_OF_ROLE, Role
from lopo.site.menu import AT_ONCE, SECTIONS, menu_of
from lopo.training.models import Session
from tests.accounts.factories import a_person, an_organisation, organisation_of
from tests.city import a_kitchen
from tests.training.courses import a_cohort, a_seat

pytestmark = pytest.mark.django_db


def holder(role):
    return a_person(role, an_organisation(KIND_OF_ROLE[role], f"Lembaga {role}"))


@pytest.mark.parametrize("role", list(Role))
def test_every_link_of_the_head_opens_for_whom_it_is_shown_to(client, role):
    person = holder(role)
    client.force_login(person)
    menu = menu_of(person, "/")
    hrefs = [each.href for each in menu.daily + menu.rest]
    assert len(set(hrefs)) == len(hrefs)
    assert len(menu.daily) <= AT_ONCE
    for href in hrefs:
        assert client.get(href, follow=True).status_code == 200, href


def test_a_trainers_day_is_the_first_word_and_an_officer_needs_it_not():
    assert menu_of(holder(Role.TRAINER), "/").daily[0].href == "/hadir/"
    officer = menu_of(holder(Role.OFFICER), "/")
    assert "/hadir/" not in [each.href for each in officer.daily + officer.rest]


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/produk/abc/gerbang/food-nasional/", "products"),
        ("/usaha/3/surat/", "products"),
        ("/surat/12/periksa/", "papers"),
        ("/mitra/janji/4/", "partners"),
        ("/wawasan/hasil/", "insight"),
        ("/pelatihan/4/hari/", "training"),
        ("/hadir/7/", "training"),
        ("/kunjungan/3/", "companions"),
        ("/standar/food-pasar/", "standards"),
        ("/meja/", "desk"),
        ("/akun/token/", ""),
    ],
)
def test_a_page_below_a_section_marks_the_section(path, section):
    menu = menu_of(holder(Role.OFFICER), path)
    marked = [each.href for each in menu.daily + menu.rest if each.current]
    assert marked == ([reverse(SECTIONS[section].view)] if section else [])
    exact = [each for each in menu.daily + menu.rest if each.current == "page"]
    assert len(exact) == (path == "/meja/")


def test_a_trainers_attendance_sheet_belongs_to_her_day():
    menu = menu_of(holder(Role.TRAINER), "/hadir/7/")
    assert [each.href for each in menu.daily if each.current] == ["/hadir/"]


@pytest.mark.parametrize(
    ("role", "view"),
    [
        (Role.OFFICER, "standards:desk"),
        (Role.OWNER, "standards:products"),
        (Role.HELPER, "standards:products"),
        (Role.BUYER, "retail:queue"),
        (Role.TRAINER, "training:cohorts"),
        (Role.INSPECTOR, "quality:inspections"),
        (Role.CREDIT_OFFICER, "training:partners"),
        (Role.PARK_MANAGER, "training:partners"),
    ],
)
def test_each_begins_where_her_work_is(client, role, view):
    client.force_login(holder(role))
    answer = client.get("/")
    assert answer.url == reverse(view)
    assert client.get("/", follow=True).status_code == 200


def test_a_trainer_with_a_meeting_today_begins_there(client):
    course = a_cohort()
    now = timezone.now()
    Session.objects.filter(cohort=course.cohort).update(starts_at=now, ends_at=now + dt.timedelta(hours=2))
    client.force_login(course.trainer)
    assert client.get("/").url == "/hadir/"


def test_who_has_just_signed_up_is_led_to_her_first_product(client):
    client.force_login(Person.objects.create_user(phone="+6281234500077", password="x", name="Ibu Baru"))
    assert client.get("/").url == "/produk/"
    assert "/usaha/baru/" in client.get("/produk/").content.decode()


def test_a_park_manager_is_never_asked_for_a_business_of_hers(client):
    client.force_login(holder(Role.PARK_MANAGER))
    assert "/usaha/baru/" not in client.get("/produk/").content.decode()


def test_a_partners_list_keeps_no_room_for_ladders_it_does_not_get(client):
    kitchen, buyer = a_kitchen(), holder(Role.BUYER)
    grant(kitchen.business.organisation, organisation_of(buyer), ["identity"], kitchen.owner)
    for person, room in ((kitchen.owner, True), (buyer, False)):
        client.force_login(person)
        page = client.get("/produk/").content.decode()
        assert kitchen.product.public_id in page
        assert ("no-ladder" not in page) is room


def test_a_certificate_is_checked_from_the_front_page_and_from_every_foot(client):
    page = client.get("/").content.decode()
    assert page.count('href="/sertifikat/"') == 2
    client.force_login(a_kitchen().owner)
    assert 'href="/sertifikat/"' in client.get("/produk/").content.decode().split("<footer")[1]


@pytest.mark.parametrize(("days", "first"), [(0, True), (1, True), (5, False)])
def test_a_seat_of_today_or_tomorrow_stands_above_the_products_with_its_code(client, days, first):
    course = a_cohort()
    kitchen = a_kitchen()
    seat = a_seat(course.cohort, kitchen)
    starts = timezone.localtime().replace(hour=23, minute=0) + dt.timedelta(days=days)
    Session.objects.filter(cohort=course.cohort).update(
        starts_at=starts, ends_at=starts + dt.timedelta(minutes=30)
    )
    course.cohort.ends_on = starts.date()
    course.cohort.save()
    client.force_login(kitchen.owner)
    page = client.get("/produk/").content.decode()
    assert (page.index(course.cohort.title) < page.index(f"/produk/{kitchen.product.public_id}/")) is first
    assert (reverse("training:day_card", args=[seat.ticket]) in page) is first
