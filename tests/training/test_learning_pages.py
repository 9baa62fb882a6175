"""Tests before and after a lesson, and homework: each once, each step to be taken back."""

import datetime as dt
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.roles import Role
from lopo.training.books.day import meeting_of
from lopo.training.day.quiz import AFTER, BEFORE, is_open, next_left
from lopo.training.lessons.library import load_modules
from lopo.training.models import Homework, TestDraft, TestSheet
from lopo.training.models.day import ACCEPTED, AGAIN, HANDED_IN
from tests.accounts.factories import a_person
from tests.city import a_kitchen, photo
from tests.training.courses import a_cohort, a_seat, many_seats

pytestmark = pytest.mark.django_db

MODULE = "hygiene"


@pytest.fixture
def course():
    return a_cohort()


@pytest.fixture
def seat(course):
    return a_seat(course.cohort)


def address_of(seat, moment, paper=False):
    return reverse("training:test_paper" if paper else "training:test", args=[seat.pk, MODULE, moment])


def answer(client, address, wrong=0):
    """Answer every question, the first ``wrong`` of them wrong, and hand it in."""
    for place, question in enumerate(load_modules()[MODULE].questions):
        choice = (question.right + (place < wrong)) % len(question.options)
        client.post(address, {"soal": place + 1, "jawaban": choice})
    return client.post(address, {"serahkan": "1"}, follow=True)


def a_sheet(seat, moment, right, asked=6):
    return TestSheet.objects.create(
        enrolment=seat, module=MODULE, moment=moment, answers={}, right=right, asked=asked,
        taken_at=timezone.now(), client_id=str(uuid.uuid4()),
    )  # fmt: skip


def test_the_test_before_says_it_is_in_and_the_one_after_what_was_right(client, course, seat):
    client.force_login(seat.person)
    page = answer(client, address_of(seat, BEFORE), wrong=3).content.decode()
    assert "Sudah dikirim" in page
    assert load_modules()[MODULE].questions[0].why.id not in page
    page = answer(client, address_of(seat, AFTER), wrong=1).content.decode()
    asked = len(load_modules()[MODULE].questions)
    assert f"{asked - 1} dari {asked} benar" in page
    assert f"Sebelum pelajaran {asked - 3} dari {asked}" in page
    assert load_modules()[MODULE].questions[0].why.id in page
    assert TestSheet.objects.count() == 2
    assert not TestDraft.objects.exists()


def test_each_answer_is_kept_at_once_and_the_sheet_once(client, course, seat):
    client.force_login(seat.person)
    address = address_of(seat, BEFORE)
    assert client.post(address, {"soal": "1"}).status_code == 422
    assert client.post(address, {"soal": "1", "jawaban": "99"}).status_code == 422
    assert client.post(address, {"soal": "77", "jawaban": "0"}).status_code == 404
    client.post(address, {"soal": "1", "jawaban": "0"})
    assert TestDraft.objects.get().answers == {load_modules()[MODULE].questions[0].id: 0}
    assert load_modules()[MODULE].questions[1].asks.id in client.get(address).content.decode()
    answer(client, address)
    answer(client, address, wrong=4)
    assert TestSheet.objects.get().right == len(load_modules()[MODULE].questions)


def test_closed_tests_say_why(client):
    over = a_cohort(starts_at=timezone.now() - dt.timedelta(days=2))
    coming = a_cohort(starts_at=timezone.now() + dt.timedelta(days=2))
    for course, moment, words in [(over, BEFORE, "ditutup"), (coming, AFTER, "dibuka saat")]:
        seat = a_seat(course.cohort)
        client.force_login(seat.person)
        page = client.post(address_of(seat, moment), {"soal": "1", "jawaban": "0"})
        assert words in page.content.decode()
        assert not TestDraft.objects.exists()


def test_when_a_test_is_open(course):
    meeting = meeting_of(course.session)
    hour = dt.timedelta(hours=1)
    assert is_open(BEFORE, [meeting], meeting.starts_at - hour)
    assert not is_open(AFTER, [meeting], meeting.starts_at - hour)
    assert is_open(AFTER, [meeting], meeting.starts_at)
    assert not is_open(BEFORE, [meeting], meeting.ends_at + hour)
    assert is_open(BEFORE, [], meeting.ends_at + hour)


def test_the_next_question_is_the_next_one_left():
    module = load_modules()[MODULE]
    ids = [each.id for each in module.questions]
    assert next_left(module, {}) == 0
    assert next_left(module, {ids[0]: 1}, after=0) == 1
    assert next_left(module, dict.fromkeys(ids[1:], 0), after=len(ids) - 1) == 0
    assert next_left(module, dict.fromkeys(ids, 0)) is None


def test_a_trainer_types_from_paper_and_can_change_it(client, course, seat):
    client.force_login(course.trainer)
    answer(client, address_of(seat, BEFORE, paper=True), wrong=2)
    sheet = TestSheet.objects.get()
    assert sheet.typed_by == course.trainer
    client.post(reverse("training:test_back", args=[sheet.pk]))
    assert not TestSheet.objects.exists()
    client.post(address_of(seat, BEFORE, paper=True), {"serahkan": "1"})
    assert TestSheet.objects.get().right == sheet.right
    own = a_sheet(seat, AFTER, 3)
    assert client.post(reverse("training:test_back", args=[own.pk])).status_code == 404


def test_the_trainer_sees_what_the_lesson_added_and_how_few_answered(client, course):
    for before, after in [(1, 4), (2, 5), (3, 6)]:
        each = a_seat(course.cohort)
        a_sheet(each, BEFORE, before)
        a_sheet(each, AFTER, after)
    a_sheet(a_seat(course.cohort), BEFORE, 6)
    client.force_login(course.trainer)
    page = client.get(reverse("training:results", args=[course.cohort.pk])).content.decode()
    assert "33 %" in page
    assert "83 %" in page
    assert "0,75" in page or "0.75" in page
    assert "kurang dari 10 orang" in page


def test_nobody_else_answers_or_looks(client, course, seat):
    for person in (a_kitchen("Dapur Lain").owner, a_person(Role.TRAINER)):
        client.force_login(person)
        for address in (address_of(seat, BEFORE), address_of(seat, BEFORE, paper=True)):
            assert client.get(address).status_code in (403, 404)
            assert client.post(address, {"soal": "1", "jawaban": "0"}).status_code in (403, 404)
    client.force_login(seat.person)
    assert client.get(reverse("training:test", args=[seat.pk, "no-such", BEFORE])).status_code == 404
    assert client.get(reverse("training:test", args=[seat.pk, MODULE, "during"])).status_code == 404


# Homework


def hand_in(client, seat, *contents, **fields):
    client.force_login(seat.person)
    sent = [SimpleUploadedFile("IMG.jpg", each) for each in contents]
    address = reverse("training:homework", args=[seat.pk, MODULE])
    return client.post(address, {"photos": sent, "note": "Meja dilapis", **fields})


def test_photos_are_handed_in_once_and_reviewed(client, course, seat):
    number = str(uuid.uuid4())
    for _time in range(2):
        assert hand_in(client, seat, photo(), photo(90, 70), client_id=number).status_code == 302
    assert Homework.objects.count() == 2
    first, second = Homework.objects.order_by("pk")
    client.force_login(course.trainer)
    page = client.get(reverse("training:homeworks", args=[course.cohort.pk])).content.decode()
    assert "<strong>2</strong>" in page
    review = reverse("training:homework_review", args=[first.pk])
    assert client.post(review, {"state": AGAIN}).status_code == 422
    assert client.post(review, {"state": "fine"}).status_code == 422
    response = client.post(review, {"state": AGAIN, "remark": "Foto dari dekat"})
    assert response["Location"] == reverse("training:homework_review", args=[second.pk])
    response = client.post(response["Location"], {"state": ACCEPTED})
    assert response["Location"] == reverse("training:homeworks", args=[course.cohort.pk])
    client.force_login(seat.person)
    page = client.get(reverse("training:homework", args=[seat.pk, MODULE])).content.decode()
    assert "Foto dari dekat" in page
    assert "diterima" in page


def test_a_review_and_a_photo_can_be_taken_back(client, course, seat):
    hand_in(client, seat, photo())
    homework = Homework.objects.get()
    client.force_login(course.trainer)
    review = reverse("training:homework_review", args=[homework.pk])
    client.post(review, {"state": ACCEPTED})
    client.force_login(seat.person)
    client.post(reverse("training:homework_back", args=[homework.pk]))
    homework.refresh_from_db()
    assert homework.withdrawn_at is None, "what was accepted stands"
    client.force_login(course.trainer)
    client.post(reverse("training:review_undo", args=[homework.pk]))
    homework.refresh_from_db()
    assert (homework.state, homework.reviewed_by) == (HANDED_IN, None)
    client.force_login(seat.person)
    client.post(reverse("training:homework_back", args=[homework.pk]))
    homework.refresh_from_db()
    assert homework.withdrawn_at
    client.force_login(course.trainer)
    assert client.get(review).status_code == 404


@pytest.mark.parametrize("contents", [(), (b"%PDF-1.4 x %%EOF",), (b"text",), (photo(),) * 6])
def test_what_is_no_photo_or_too_many_is_refused_and_nothing_is_half_kept(client, course, seat, contents):
    response = hand_in(client, seat, *contents)
    assert response.status_code == 422
    assert 'class="error"' in response.content.decode()
    assert not Homework.objects.exists()


def test_a_photo_is_seen_by_who_sent_it_and_who_teaches(client, course, seat):
    hand_in(client, seat, photo())
    homework = Homework.objects.get()
    address = reverse("training:homework_photo", args=[homework.pk])
    others = (a_kitchen("Dapur Lain").owner, a_seat(course.cohort).person, a_person(Role.TRAINER))
    for person, status in [(seat.person, 200), (course.trainer, 200), *((each, 404) for each in others)]:
        client.force_login(person)
        assert client.get(address).status_code == status
    for person in others:
        client.force_login(person)
        assert client.post(reverse("training:homework_review", args=[homework.pk])).status_code in (403, 404)
        assert client.post(reverse("training:homework_back", args=[homework.pk])).status_code in (403, 404)


def test_her_page_has_one_next_thing_until_all_is_done(client, course, seat):
    client.force_login(seat.person)
    address = reverse("training:own_course", args=[seat.pk])

    def button():
        page = client.get(address).content.decode()
        return page.split('class="button" href="')[1].split('"')[0] if "card-next" in page else ""

    assert button() == reverse("training:day_card", args=[seat.ticket])
    client.post(reverse("training:day_enter", args=[course.session.key]))
    assert button() == address_of(seat, BEFORE)
    answer(client, address_of(seat, BEFORE))
    assert button() == address_of(seat, AFTER)
    answer(client, address_of(seat, AFTER))
    assert button() == reverse("training:homework", args=[seat.pk, MODULE])
    hand_in(client, seat, photo())
    assert button() == ""


def test_lists_of_tests_and_homework_take_as_few_queries_for_many(client):
    counts = []
    for people in (1, 40):
        course = a_cohort()
        kitchen = a_kitchen(f"Dapur {people}")
        first = a_seat(course.cohort, kitchen)
        hand_in(client, first, photo())
        evidence = Homework.objects.get(enrolment=first).evidence
        seats = many_seats(course.cohort, people)
        for each in seats:
            a_sheet(each, BEFORE, 3)
            a_sheet(each, AFTER, 4)
        Homework.objects.bulk_create(
            Homework(enrolment=each, module=MODULE, evidence=evidence) for each in seats
        )
        client.force_login(course.trainer)
        found = []
        for name in ("results", "homeworks", "day"):
            address = reverse(f"training:{name}", args=[course.cohort.pk])
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            found.append(len(queries))
        counts.append(found)
    assert counts[0] == counts[1]
