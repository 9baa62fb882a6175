"""The day of a course on pages and in JSON: who may, what is kept, and that nothing counts twice."""

import datetime as dt
import io
import json
import uuid

import pypdfium2
import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.roles import Kind, Role
from lopo.training.day.arriving import Arriving
from lopo.training.day_book import Sent, take_arrivals
from lopo.training.models import Arrival, Attendance, Material, Session
from lopo.training.models.cohort import DRAFT, WITHDRAWN
from tests.accounts.factories import a_person, an_organisation
from tests.city import a_kitchen, photo
from tests.training.courses import a_cohort, a_seat, many_seats

pytestmark = pytest.mark.django_db


def item(session, enrolment=None, ticket=None, what="came", minutes=0, **fields):
    """A note as a phone sends it."""
    return {
        "client_id": str(uuid.uuid4()),
        "at": (timezone.now() + dt.timedelta(minutes=minutes)).isoformat(),
        "session": session.pk,
        "what": what,
        "how": "code" if ticket else "list",
        **({"ticket": ticket} if ticket else {"enrolment": enrolment.pk}),
        **fields,
    }


def send(client, person, *items, now=None):
    client.force_login(person)
    body = {"person": person.pk, "now": (now or timezone.now()).isoformat(), "items": list(items)}
    return client.post(reverse("training:day_send"), json.dumps(body), content_type="application/json")


def answers(response):
    assert response.status_code == 200, response.content
    return response.json()["items"]


@pytest.fixture
def course():
    return a_cohort()


@pytest.fixture
def seat(course):
    return a_seat(course.cohort)


# Attendance: what phones send


def test_a_code_that_is_read_marks_her_present_once_however_often_it_is_sent(client, course, seat):
    note = item(course.session, ticket=f"https://testserver/hadir/k/{seat.ticket}/", minutes=-20)
    first, again = (answers(send(client, course.trainer, note)) for _time in range(2))
    assert first[0]["taken"]
    assert first[0]["came"] == again[0]["came"]
    came = Attendance.objects.get()
    assert (came.enrolment, came.session, came.by) == (seat, course.session, course.trainer)
    assert abs(came.came_at - timezone.now() + dt.timedelta(minutes=20)) < dt.timedelta(minutes=2)
    assert Arrival.objects.count() == 1


def test_a_second_phone_that_read_the_same_person_counts_once_and_the_earlier_time_stands(
    client, course, seat
):
    other = a_person(Role.TRAINER, course.cohort.organiser)
    answers(send(client, course.trainer, item(course.session, seat, minutes=-5)))
    (told,) = answers(send(client, other, item(course.session, seat, minutes=-9)))
    came = Attendance.objects.get()
    assert came.by == other
    assert told["came"] == came.came_at.isoformat()
    assert Arrival.objects.count() == 2


def test_a_mistake_is_undone_with_a_reason_and_both_stay_in_the_history(client, course, seat):
    came = item(course.session, seat, minutes=-5)
    undone = item(course.session, seat, what="undone", reason="salah orang")
    told = answers(send(client, course.trainer, came, undone))
    assert [each["came"] for each in told] == [None, None]
    assert not Attendance.objects.exists()
    assert answers(send(client, course.trainer, came))[0]["came"] is None, "sent again it stays undone"
    page = client.get(reverse("training:day_history", args=[course.session.pk]))
    assert "salah orang" in page.content.decode()


@pytest.mark.parametrize(
    ("state", "why"),
    [("other", "pelatihan lain"), ("gone", "tidak ada lagi"), ("none", "bukan kode peserta")],
)
def test_codes_that_do_not_count_are_kept_and_said(client, course, seat, state, why):
    ticket = {"other": a_seat(a_cohort().cohort).ticket, "gone": seat.ticket, "none": "WIFI:S:warung;;"}[
        state
    ]
    if state == "gone":
        seat.state = WITHDRAWN
        seat.save()
    (told,) = answers(send(client, course.trainer, item(course.session, ticket=ticket)))
    assert told["taken"], "the server has it, and the phone need not send it again"
    assert why in told["why"]
    assert not Attendance.objects.exists()
    assert Arrival.objects.get().held


def test_nobody_is_here_before_the_day(client, seat, course):
    later = Session.objects.create(
        cohort=course.cohort,
        module="hygiene",
        starts_at=timezone.now() + dt.timedelta(days=3),
        ends_at=timezone.now() + dt.timedelta(days=3, hours=1),
    )
    (told,) = answers(send(client, course.trainer, item(later, seat)))
    assert "belum mulai" in told["why"]


def test_a_phone_whose_clock_is_hours_late_says_the_right_time(client, course, seat):
    wrong = timezone.now() - dt.timedelta(hours=7)
    answers(send(client, course.trainer, item(course.session, seat, minutes=-7 * 60 - 10), now=wrong))
    assert abs(Attendance.objects.get().came_at - timezone.now() + dt.timedelta(minutes=10)) < dt.timedelta(
        minutes=2
    )


def test_somebody_else_who_is_signed_in_sends_nothing(client, course, seat):
    client.force_login(a_person(Role.OFFICER))
    body = {
        "person": course.trainer.pk,
        "now": timezone.now().isoformat(),
        "items": [item(course.session, seat)],
    }
    response = client.post(reverse("training:day_send"), json.dumps(body), content_type="application/json")
    assert response.status_code == 409
    assert not Arrival.objects.exists()


def test_a_trainer_of_another_institution_is_refused_and_an_officer_is_not(client, course, seat):
    (told,) = answers(send(client, a_person(Role.TRAINER), item(course.session, seat)))
    assert not told["taken"]
    assert "tidak ada lagi" in told["problem"]
    (told,) = answers(send(client, a_person(Role.OFFICER), item(course.session, seat)))
    assert told["came"]


def test_a_trainer_named_for_a_course_of_the_city_takes_attendance(client):
    named = a_person(Role.TRAINER)
    course = a_cohort(organiser=an_organisation(Kind.CITY, "Dinas"))
    seat = a_seat(course.cohort)
    assert not answers(send(client, named, item(course.session, seat)))[0]["taken"]
    course.session.trainer = named
    course.session.save()
    assert answers(send(client, named, item(course.session, seat)))[0]["came"]


def test_the_number_of_another_person_is_refused(client, course, seat):
    note = item(course.session, seat)
    answers(send(client, course.trainer, note))
    (told,) = answers(send(client, a_person(Role.OFFICER), note))
    assert not told["taken"]


def test_one_bad_note_does_not_hold_the_good_ones_up(client, course, seat):
    good = item(course.session, seat)
    told = answers(
        send(client, course.trainer, good | {"client_id": "x"}, item(course.session, seat, what="?"), good)
    )
    assert [each["taken"] for each in told] == [False, False, True]


@pytest.mark.parametrize("body", ["", "{", "[1]", '{"items": [3]}', "\x00", '{"items": {"a": 1}}'])
def test_nonsense_is_answered_with_a_sentence(client, course, body):
    client.force_login(course.trainer)
    response = client.post(reverse("training:day_send"), body, content_type="application/json")
    assert response.status_code in (409, 422)
    assert response.json()["problem"]


def test_many_notes_take_as_few_queries_as_one(course, django_assert_max_num_queries):
    seats = many_seats(course.cohort, 40)
    sessions = Session.objects.select_related("cohort")
    sent = [
        Sent(str(uuid.uuid4()), timezone.now(), Arriving(course.session.pk, "came", "list", each.pk, "", ""))
        for each in seats
    ]
    with django_assert_max_num_queries(20):
        take_arrivals(sessions, sent, course.trainer)
    assert Attendance.objects.count() == 40
    with django_assert_max_num_queries(20):
        take_arrivals(sessions, sent, course.trainer)
    assert Attendance.objects.count() == 40


def test_the_server_lists_who_it_has(client, course, seat):
    answers(send(client, course.trainer, item(course.session, seat)))
    told = client.get(reverse("training:day_who", args=[course.session.pk])).json()
    assert list(told["present"]) == [str(seat.pk)]
    assert told["mine"] == 1


def test_a_photo_of_a_code_is_read(client, course, seat):
    client.force_login(course.trainer)
    picture = io.BytesIO()
    segno.make(f"https://testserver/hadir/k/{seat.ticket}/").save(picture, kind="png", scale=8)
    sent = SimpleUploadedFile("code.png", picture.getvalue())
    assert client.post(reverse("training:day_photo"), {"photo": sent}).json() == {"ticket": seat.ticket}
    for wrong in (photo(), b"not a photo"):
        answer = client.post(reverse("training:day_photo"), {"photo": SimpleUploadedFile("x.jpg", wrong)})
        assert answer.status_code == 422
    assert client.post(reverse("training:day_photo")).status_code == 422


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
