"""The pages of the day: marking without JavaScript, codes, lists of any length, hand-outs."""

import datetime as dt
import uuid

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.roles import Role
from lopo.training.books.day import Sent, take_arrivals
from lopo.training.day.arriving import Arriving
from lopo.training.models import Attendance, Material, Session
from lopo.training.models.cohort import DRAFT
from tests.accounts.factories import a_person
from tests.city import a_kitchen
from tests.training.courses import a_cohort, a_seat, many_seats
from tests.training.phones import answers, item, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return a_cohort()


@pytest.fixture
def seat(course):
    return a_seat(course.cohort)


# Attendance: pages


def test_without_javascript_a_tap_marks_and_a_reason_undoes(client, course, seat):
    client.force_login(course.trainer)
    sheet = reverse("training:day_sheet", args=[course.session.pk])
    mark = reverse("training:day_mark", args=[course.session.pk])
    for _time in range(2):
        page = client.post(mark, {"came": seat.pk}, follow=True)
    assert page.redirect_chain[-1][0] == sheet
    assert "1 dari 1 hadir" in page.content.decode()
    undo = reverse("training:day_undo", args=[course.session.pk, seat.pk])
    assert client.post(undo, {"reason": " "}).status_code == 422
    page = client.post(undo, {"reason": "salah orang"}, follow=True)
    assert "0 dari 1 hadir" in page.content.decode()
    assert client.post(mark, {"came": "x"}).status_code == 404
    assert client.post(mark, {"came": a_seat(a_cohort().cohort).pk}).status_code == 404


def test_a_meeting_that_goes_on_over_midnight_is_one_of_today(client, course, monkeypatch):
    client.force_login(course.trainer)
    evening = timezone.make_aware(dt.datetime(2026, 3, 14, 22, 30))
    Session.objects.update(starts_at=evening, ends_at=evening + dt.timedelta(hours=4))
    in_lists = []
    for hours in (0, 2, 5):  # half past ten in the evening, half past midnight, half past three
        monkeypatch.setattr(
            "django.utils.timezone.now", lambda hours=hours: evening + dt.timedelta(hours=hours)
        )
        pages = [client.get(reverse("training:day_meetings") + query) for query in ("", "?lalu=1")]
        in_lists.append([len(page.context["page"]) for page in pages] + [len(pages[0].context["today"])])
    assert in_lists == [[1, 0, 1], [1, 0, 1], [0, 1, 0]]


def test_a_camera_opens_the_code_and_the_trainer_marks_with_one_tap(client, course, seat):
    client.force_login(course.trainer)
    address = reverse("training:day_code", args=[seat.ticket])
    assert "Ia hadir" in client.get(address).content.decode()
    page = client.post(address, {"meeting": course.session.pk}, follow=True)
    assert "Hadir sejak" in page.content.decode()
    assert Attendance.objects.get().how == "code"
    assert client.post(address, {"meeting": "999"}).status_code == 404


def test_the_owner_who_opens_her_code_sees_her_card(client, course, seat):
    client.force_login(seat.person)
    page = client.get(reverse("training:day_code", args=[seat.ticket]), follow=True)
    assert page.redirect_chain[-1][0] == reverse("training:day_card", args=[seat.ticket])
    assert "<svg" in page.content.decode()
    client.force_login(a_kitchen("Dapur Lain").owner)
    assert client.get(reverse("training:day_code", args=[seat.ticket])).status_code == 404
    assert client.get(reverse("training:day_card", args=[seat.ticket])).status_code == 404


def test_a_participant_marks_herself_by_the_rooms_code_within_the_hours(client, course, seat):
    client.force_login(seat.person)
    address = reverse("training:day_enter", args=[course.session.key])
    assert "Saya hadir" in client.get(address).content.decode()
    for _time in range(2):
        page = client.post(address, follow=True)
    assert "hadir sejak" in page.content.decode()
    came = Attendance.objects.get()
    assert came.by == seat.person


@pytest.mark.parametrize(("hours", "words"), [(-30, "sudah selesai"), (30, "Terlalu awal")])
def test_outside_the_hours_the_rooms_code_marks_nobody(client, hours, words):
    course = a_cohort(starts_at=timezone.now() + dt.timedelta(hours=hours))
    seat = a_seat(course.cohort)
    client.force_login(seat.person)
    page = client.post(reverse("training:day_enter", args=[course.session.key]))
    assert words in page.content.decode()
    assert not Attendance.objects.exists()


def test_who_has_no_seat_is_told_to_ask(client, course):
    client.force_login(a_kitchen().owner)
    page = client.post(reverse("training:day_enter", args=[course.session.key]))
    assert "tidak punya kursi" in page.content.decode()
    assert client.get(reverse("training:day_enter", args=["abc"])).status_code == 404


def test_who_is_signed_out_comes_back_to_the_rooms_code(client, course):
    address = reverse("training:day_enter", args=[course.session.key])
    assert address.replace("/", "%2F") in client.get(address)["Location"]


def test_of_a_course_apart_only_who_comes_to_the_module_is_expected(client):
    course = a_cohort(modules=("hygiene", "label"), apart=True)
    a_seat(course.cohort, modules=["label"])
    both = a_seat(course.cohort, modules=["hygiene", "label"])
    client.force_login(course.trainer)
    page = client.get(reverse("training:day_sheet", args=[course.session.pk])).content.decode()
    assert "0 dari 1 hadir" in page
    assert both.ticket in page


def test_a_draft_has_no_day_yet(client):
    course = a_cohort(state=DRAFT)
    client.force_login(course.trainer)
    assert client.get(reverse("training:day_sheet", args=[course.session.pk])).status_code == 404


def pages_of(course):
    session, cohort = course.session, course.cohort
    return {
        "meetings": reverse("training:day_meetings"),
        "sheet": reverse("training:day_sheet", args=[session.pk]),
        "history": reverse("training:day_history", args=[session.pk]),
        "day": reverse("training:day", args=[cohort.pk]),
        "results": reverse("training:results", args=[cohort.pk]),
        "homeworks": reverse("training:homeworks", args=[cohort.pk]),
        "materials": reverse("training:materials", args=[cohort.pk]),
    }


@pytest.mark.parametrize("name", ["meetings", "sheet", "history", "day", "results", "homeworks", "materials"])
def test_no_list_asks_more_of_the_database_for_more_rows(name, client, django_assert_max_num_queries):
    counts = []
    for people in (0, 1, 60):
        course = a_cohort(modules=("hygiene",) if people < 60 else ("hygiene", "cost", "shelf"))
        sent = [
            Sent(
                str(uuid.uuid4()),
                timezone.now(),
                Arriving(course.session.pk, "came", "list", each.pk, "", ""),
            )
            for each in many_seats(course.cohort, people)
        ]
        take_arrivals(Session.objects.select_related("cohort"), sent, course.trainer)
        client.force_login(course.trainer)
        client.get(pages_of(course)[name])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(pages_of(course)[name]).status_code == 200
        counts.append(len(queries))
    assert counts[2] <= counts[1] <= counts[0] + 2, counts


@pytest.mark.parametrize("name", ["sheet", "day", "history", "results"])
def test_five_thousand_rows_are_answered(name, client):
    course = a_cohort(seats=5000)
    many_seats(course.cohort, 5000)
    client.force_login(course.trainer)
    assert client.get(pages_of(course)[name]).status_code == 200


def test_the_sheet_of_forty_is_small(client, course):
    many_seats(course.cohort, 40)
    client.force_login(course.trainer)
    assert len(client.get(pages_of(course)["sheet"]).content) < 60_000


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_list_is_a_pdf_empty_before_and_filled_after(client, course, seat, language):
    client.cookies["django_language"] = language
    client.force_login(course.trainer)
    address = reverse("training:day_list", args=[course.session.pk])
    words = {"id": ("Datang", "Daftar hadir"), "en": ("Arrived", "Attendance list")}[language]

    def told(query=""):
        answer = client.get(address + query)
        assert answer["Content-Type"] == "application/pdf"
        return pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()

    assert words[1] in told("?nama=Ibu Ros&nip=1987 05")
    assert words[0] not in told()
    answers(send(client, course.trainer, item(course.session, seat)))
    assert words[0] in told()
    assert words[0] not in told("?isi=kosong")
    assert "1987 05" in told("?nama=Ibu%20Ros%00&nip=1987%2005")
    assert client.get(reverse("training:day_cards", args=[course.cohort.pk])).content.startswith(b"%PDF")


def test_nobody_else_reaches_the_day(client, course, seat):
    client.force_login(a_person(Role.TRAINER))
    for address in pages_of(course).values():
        if address != reverse("training:day_meetings"):
            assert client.get(address).status_code == 404
    client.force_login(seat.person)
    for address in pages_of(course).values():
        assert client.get(address).status_code == 403


# Hand-outs


def add_material(client, course, content=None, **fields):
    client.force_login(course.trainer)
    sent = SimpleUploadedFile("a.pdf", content or b"%PDF-1.4 x %%EOF")
    address = reverse("training:materials", args=[course.cohort.pk])
    return client.post(address, {"title": "Resep", "file": sent, **fields})


def test_a_hand_out_is_opened_by_the_people_of_the_course_and_nobody_else(client, course, seat):
    number = str(uuid.uuid4())
    for _time in range(2):
        assert add_material(client, course, client_id=number).status_code == 302
    material = Material.objects.get()
    address = reverse("training:material", args=[material.pk])
    outsider, stranger = a_kitchen("Dapur Lain").owner, a_person(Role.TRAINER)
    for person, status in [(course.trainer, 200), (seat.person, 200), (outsider, 404), (stranger, 404)]:
        client.force_login(person)
        assert client.get(address).status_code == status
    client.force_login(course.trainer)
    client.post(reverse("training:material_remove", args=[material.pk]))
    client.force_login(seat.person)
    assert client.get(address).status_code == 404, "it was taken off the list"
    client.force_login(course.trainer)
    client.post(reverse("training:material_remove", args=[material.pk]), {"kembali": "1"})
    assert Material.objects.get().removed_at is None


def test_what_is_no_file_is_refused_with_a_sentence(client, course):
    response = add_material(client, course, b"MZ program")
    assert response.status_code == 422
    assert "bukan foto atau PDF" in response.content.decode()
    assert add_material(client, course, title="").status_code == 422
    assert not Material.objects.exists()
