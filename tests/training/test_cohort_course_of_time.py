"""A course as time goes by: not made in the past, not over before it was held, and then really over."""

import datetime as dt
import re

import pytest
from django.utils import timezone, translation

from lopo.accounts.roles import Role
from lopo.facts.kinds import Refused
from lopo.training.books.cohort import move_cohort
from lopo.training.books.homework import NOT_YET, hand_in
from lopo.training.models import Attendance, Cohort, Homework
from lopo.training.templatetags.clock import clock, hours
from tests.accounts.factories import a_person
from tests.city import a_kitchen
from tests.training import courses
from tests.training.cohorts import a_business, a_cohort, an_enrolment, in_days
from tests.training.test_cohort_changes import sent, url
from tests.training.test_proposal_pages import lacking

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return a_person(Role.OFFICER)


@pytest.fixture
def kitchen():
    return a_kitchen()


def test_no_course_is_made_in_the_past(client, officer):
    model = a_cohort(officer)
    client.force_login(officer)
    for changes, field in [
        ({"title": "Baru", "starts_on": str(in_days(-1))}, "starts_on"),
        ({"title": "Baru", "ask_until": str(in_days(-1))}, "ask_until"),
    ]:
        answer = client.post(url("cohort_new"), sent(model, **changes))
        assert answer.status_code == 422 and field in answer.context["form"].errors
    assert Cohort.objects.count() == 1


def test_a_course_that_runs_can_still_be_changed(client, officer):
    cohort = a_cohort(
        officer, state="seated", starts_on=in_days(-1), ends_on=in_days(1), ask_until=in_days(-5)
    )
    client.force_login(officer)
    assert client.post(url("cohort_edit", cohort.pk), sent(cohort, bring="pulpen")).status_code == 302
    answer = client.post(url("cohort_edit", cohort.pk), sent(cohort, starts_on=str(in_days(-2))))
    assert "starts_on" in answer.context["form"].errors


@pytest.mark.parametrize(
    "fields",
    [{"starts_on": in_days(-1), "ends_on": in_days(3)}, {"ask_until": in_days(-1)}],
    ids=["begun", "nobody can ask"],
)
def test_a_course_is_not_opened_too_late(officer, fields):
    cohort = a_cohort(officer, state="draft", **fields)
    with pytest.raises(Refused):
        move_cohort(cohort.pk, "open")
    cohort.refresh_from_db()
    assert cohort.state == "draft"


def test_a_course_is_not_over_before_its_last_meeting(client, officer):
    cohort = a_cohort(officer, state="seated")
    client.force_login(officer)
    assert 'value="finish"' not in client.get(url("cohort", cohort.pk)).content.decode()
    with pytest.raises(Refused):
        move_cohort(cohort.pk, "finish")
    past = timezone.now() - dt.timedelta(days=1)
    cohort.sessions.filter(module="hygiene").update(starts_at=past)
    with pytest.raises(Refused):
        move_cohort(cohort.pk, "finish")
    cohort.sessions.update(starts_at=past)
    assert 'value="finish"' in client.get(url("cohort", cohort.pk)).content.decode()
    assert move_cohort(cohort.pk, "finish").state == "done"
    empty = a_cohort(officer, modules=[], state="seated")
    with pytest.raises(Refused):
        move_cohort(empty.pk, "finish")


@pytest.mark.parametrize("state", ["done", "seated"])
def test_the_waiting_list_of_a_held_course_is_over(client, kitchen, state):
    cohort = a_cohort(state=state, starts_on=in_days(-3), ends_on=in_days(-2))
    waits = an_enrolment(cohort, kitchen.business, "waiting", rank=1)
    client.force_login(kitchen.owner)
    page = client.get(url("cohorts")).content.decode()
    assert "nomor 1" not in page and "sudah selesai" in page
    page = client.get(url("cohort", cohort.pk)).content.decode()
    assert "nomor 1" not in page and "sudah selesai" in page
    page = client.get(url("seat_withdraw", waits.pk)).content.decode()
    assert "Ya, keluarkan" not in page and "sudah selesai" in page
    client.post(url("seat_withdraw", waits.pk))
    waits.refresh_from_db()
    assert waits.state == "waiting"


def test_a_coming_course_still_shows_the_place(client, kitchen):
    an_enrolment(a_cohort(state="seated"), kitchen.business, "waiting", rank=1)
    client.force_login(kitchen.owner)
    page = client.get(url("cohorts")).content.decode()
    assert "nomor 1" in page and "sudah selesai" not in page


def test_everybody_who_asked_is_counted_once_seats_are_given(client, officer):
    cohort = a_cohort(officer, state="seated", seats=2)
    for state in ("seated", "seated", "waiting", "waiting", "waiting", "declined", "withdrawn"):
        an_enrolment(cohort, state=state)
    client.force_login(officer)
    assert client.get(url("proposal", cohort.pk)).context["asked"] == 6


def test_seats_given_twice_say_how_many_know(client, officer):
    stamp = {"stamp": "given"}
    cohort = a_cohort(officer, state="seated")
    Cohort.objects.update(proposal=stamp)
    for state in ("seated", "waiting"):
        an_enrolment(cohort, state=state, told=state)
    client.force_login(officer)
    page = client.post(url("proposal_give", cohort.pk), stamp, follow=True).content.decode()
    assert "Sudah dikabari: 2." in page


def test_a_course_that_closes_no_gap_says_so_once(client, officer):
    cohort = a_cohort(officer, modules=["hygiene"], entry="invitation")
    business = a_business("Dapur Jauh")
    for name in ("Sambal", "Keripik"):
        lacking(business, "packaging", name=name)
    client.force_login(officer)
    page = client.get(url("candidates", cohort.pk)).content.decode()
    assert "tidak menutup" in page and "0 dari" not in page
    assert "Sambal · Keripik" in page
    lacking(business, "hygiene", name="Abon")
    page = client.get(url("candidates", cohort.pk)).content.decode()
    assert "tidak menutup" not in page and " · " in page


def test_a_reason_too_long_is_said_and_kept(client, officer):
    cohort = a_cohort(officer)
    asks = an_enrolment(cohort, state="applied")
    client.force_login(officer)
    typed = "sudah ikut tahun lalu " * 450
    answer = client.post(url("participant_act", asks.pk), {"act": "forbid", "reason": typed})
    page = answer.content.decode()
    assert answer.status_code == 422 and "200" in page and typed.strip() in page
    asks.refresh_from_db()
    assert (asks.wish, asks.wish_reason) == ("", "")
    client.post(url("participant_act", asks.pk), {"act": "forbid", "reason": "x" * 200})
    asks.refresh_from_db()
    assert len(asks.wish_reason) == 200


def test_homework_waits_for_its_lesson(client, kitchen):
    course = courses.a_cohort(modules=("hygiene", "label"))
    seat = courses.a_seat(course.cohort, kitchen)
    client.force_login(kitchen.owner)
    page = client.get(url("own_course", seat.pk)).content.decode()
    assert url("homework", seat.pk, "hygiene") in page
    assert url("homework", seat.pk, "label") not in page
    page = client.get(url("homework", seat.pk, "label")).content.decode()
    assert NOT_YET.id in page and 'type="file"' not in page
    with pytest.raises(Refused):
        hand_in(seat, "label", [object()], "", "3f1c9d56-6d3c-4a38-9a38-5ad6f6b5b0b1", kitchen.owner)
    assert not Homework.objects.exists()


def test_only_states_somebody_is_in_are_counted(client, officer):
    cohort = a_cohort(officer)
    client.force_login(officer)
    assert not client.get(url("cohort", cohort.pk)).context["counts"]
    an_enrolment(cohort, state="applied")
    page = client.get(url("cohort", cohort.pk))
    assert [(name, count) for name, _title, count in page.context["counts"]] == [("applied", 1)]
    text = page.content.decode()
    assert text.index(url("proposal", cohort.pk)) < text.index('class="counts')


def test_hours_are_written_as_each_language_does(client, officer):
    cohort = a_cohort(officer)
    session = cohort.sessions.first()
    assert (hours(session), clock(session.starts_at, "seconds")[2], clock(None)) == (hours(session), ".", "")
    with translation.override("en"):
        assert re.fullmatch(r"\d\d:\d\d–\d\d:\d\d", hours(session))
    client.force_login(officer)
    assert hours(session) in client.get(url("cohort", cohort.pk)).content.decode()


def test_attendance_that_nobody_wrote_down_is_asked_for(client, kitchen):
    course = courses.a_cohort(
        modules=("hygiene", "label"), starts_at=timezone.now() - dt.timedelta(days=1, hours=6)
    )
    seat, other = courses.a_seat(course.cohort, kitchen), courses.a_seat(course.cohort)
    client.force_login(course.trainer)
    page = client.get(url("day", course.cohort.pk)).content.decode()
    assert page.count("belum dicatat") == 2
    client.force_login(kitchen.owner)
    assert "belum dicatat" in client.get(url("own_course", seat.pk)).content.decode()
    Attendance.objects.create(
        session=course.session, enrolment=other, came_at=course.session.starts_at, how="list",
        by=course.trainer, client_id="1",
    )  # fmt: skip
    page = client.get(url("own_course", seat.pk)).content.decode()
    assert "tidak ada di daftar hadir" in page
    client.force_login(course.trainer)
    assert client.get(url("day", course.cohort.pk)).content.decode().count("belum dicatat") == 1
