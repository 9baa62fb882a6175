"""The day of a course on pages and in JSON: who may, what is kept, and that nothing counts twice."""

import datetime as dt
import io
import json
import uuid

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.roles import Kind, Role
from lopo.training.books.day import Sent, take_arrivals
from lopo.training.day.arriving import Arriving
from lopo.training.models import Arrival, Attendance, Session
from lopo.training.models.cohort import WITHDRAWN
from tests.accounts.factories import a_person, an_organisation
from tests.city import photo
from tests.training.courses import a_cohort, a_seat, many_seats
from tests.training.phones import answers, item, send

pytestmark = pytest.mark.django_db


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
