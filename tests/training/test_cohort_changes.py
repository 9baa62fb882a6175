"""A course changed while people wait for it: what stays, what moves along, who is told, who saved first."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from lopo.accounts.roles import Role
from lopo.facts.wording import say_days
from lopo.training.books.cohort_changes import MODULES_STAY, Stale, Unfit, change_cohort, version_of
from lopo.training.books.seat_telling import tell_news, untold
from lopo.training.models import Cohort
from tests.accounts.factories import a_person
from tests.city import a_kitchen
from tests.training.cohorts import a_cohort, an_enrolment, in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return a_person(Role.OFFICER)


def url(name, *arguments):
    return reverse(f"training:{name}", args=arguments)


def sent(cohort, **changes):
    """What the form of a course sends when nothing but ``changes`` is changed."""
    cohort.refresh_from_db()
    fields = {
        "title": cohort.title, "modules": cohort.modules, "organiser": cohort.organiser_id, "trainer": "",
        "seats": cohort.seats, "place": cohort.place, "kelurahan": "", "starts_on": str(cohort.starts_on),
        "ends_on": str(cohort.ends_on), "entry": cohort.entry, "ask_until": cohort.ask_until or "",
        "cost_idr": "", "paid_by": "", "bring": cohort.bring, "version": version_of(cohort),
    }  # fmt: skip
    return fields | changes


def reachable(kitchen):
    """A kitchen whose owner reads emails."""
    kitchen.owner.email = "yuliana@example.org"
    kitchen.owner.save()
    return kitchen.business


def test_what_is_taught_stays_once_somebody_asked(client, officer):
    cohort = a_cohort(officer)
    an_enrolment(cohort)
    meetings = set(cohort.sessions.values_list("pk", flat=True))
    client.force_login(officer)
    assert "disabled" in str(client.get(url("cohort_edit", cohort.pk)).context["form"]["modules"])
    answer = client.post(url("cohort_edit", cohort.pk), sent(cohort, modules=["hygiene"]))
    assert answer.status_code == 422 and MODULES_STAY.id in answer.content.decode()
    assert set(cohort.sessions.values_list("pk", flat=True)) == meetings
    without = sent(cohort, place="Aula Lain")
    del without["modules"]  # as a browser sends boxes that cannot be ticked
    assert client.post(url("cohort_edit", cohort.pk), without).status_code == 302
    cohort.refresh_from_db()
    assert (cohort.modules, cohort.place) == (["hygiene", "label"], "Aula Lain")


def test_the_book_refuses_other_modules_too(officer):
    cohort = a_cohort(officer)
    an_enrolment(cohort, state="applied")
    version, wanted = version_of(cohort), Cohort.objects.get()
    wanted.modules = ["label"]
    with pytest.raises(Unfit) as refusal:
        change_cohort(wanted, version)
    assert refusal.value.reason == MODULES_STAY


def test_modules_of_a_draft_are_free(client, officer):
    cohort = a_cohort(officer, state="draft")
    an_enrolment(cohort, state="invited")
    client.force_login(officer)
    client.post(url("cohort_edit", cohort.pk), sent(cohort, modules=["packaging"]))
    assert [each.module for each in cohort.sessions.all()] == ["packaging"]


def test_meetings_move_along_and_everybody_in_it_is_told(client, officer):
    cohort = a_cohort(officer, state="seated", seats=9)
    before = list(cohort.sessions.values_list("starts_at", "ends_at"))
    an_enrolment(cohort, reachable(a_kitchen()), "seated", told="seated")
    gone = an_enrolment(cohort, state="withdrawn", told="withdrawn")
    client.force_login(officer)
    later = {"starts_on": str(in_days(17)), "ends_on": str(in_days(18)), "place": "Aula Baru"}
    client.post(url("cohort_edit", cohort.pk), sent(cohort, **later))
    days = dt.timedelta(days=3)
    assert list(cohort.sessions.values_list("starts_at", "ends_at")) == [
        (begins + days, ends + days) for begins, ends in before
    ]
    (message,) = mail.outbox
    assert "berubah" in message.body and "Aula Baru" in message.body
    gone.refresh_from_db()
    assert gone.told == "withdrawn" and not untold()
    client.post(url("cohort_edit", cohort.pk), sent(cohort, bring="pulpen"))
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("state", ["applied", "waiting", "invited"])
def test_who_asked_waits_or_is_invited_is_told_of_the_change(officer, state):
    cohort = a_cohort(officer, state="open")
    told = "" if state == "applied" else state
    enrolment = an_enrolment(cohort, reachable(a_kitchen()), state, told=told)
    assert not untold()
    version, wanted = version_of(cohort), Cohort.objects.get()
    wanted.place = "Aula Baru"
    change_cohort(wanted, version)
    assert list(untold()) == [enrolment]
    assert tell_news(cohort.pk) == 1 and "Aula Baru" in mail.outbox[0].body
    assert tell_news(cohort.pk) == 0


def test_who_moves_up_meanwhile_is_told_of_the_seat(officer):
    cohort = a_cohort(officer, state="seated")
    an_enrolment(cohort, reachable(a_kitchen()), "seated", told="~waiting")
    tell_news(cohort.pk)
    assert "mendapat kursi" in mail.outbox[0].body


def test_a_changed_timetable_is_told(client, officer):
    cohort = a_cohort(officer, state="seated")
    an_enrolment(cohort, reachable(a_kitchen()), "seated", told="seated")
    client.force_login(officer)
    version = client.get(url("timetable", cohort.pk)).context["version"]
    rows = {"version": version}
    for each in cohort.sessions.all():
        meeting = {"on": str(in_days(14)), "begins": "13:00", "ends": "15:00", "place": "", "trainer": ""}
        rows |= {f"{each.pk}-{name}": typed for name, typed in meeting.items()}
    for _ in range(2):  # a double click
        assert client.post(url("timetable", cohort.pk), rows).status_code == 302
    assert len(mail.outbox) == 1
    another = rows | {f"{cohort.sessions.first().pk}-ends": "16:00"}
    stale = client.post(url("timetable", cohort.pk), another)
    assert stale.status_code == 422 and "16:00" in stale.content.decode()
    outside = rows | {f"{cohort.sessions.first().pk}-on": str(in_days(30))}
    assert client.post(url("timetable", cohort.pk), outside).status_code == 422


def test_a_meeting_outside_the_days_is_said_on_the_page(client, officer):
    cohort = a_cohort(officer)
    client.force_login(officer)
    assert "di luar hari pelatihan" not in client.get(url("cohort", cohort.pk)).content.decode()
    Cohort.objects.update(ends_on=cohort.starts_on)
    assert "di luar hari pelatihan" in client.get(url("cohort", cohort.pk)).content.decode()


def test_seats_are_never_fewer_than_given(client, officer):
    cohort = a_cohort(officer, state="seated", seats=3)
    for _ in range(2):
        an_enrolment(cohort, told="seated")
    client.force_login(officer)
    answer = client.post(url("cohort_edit", cohort.pk), sent(cohort, seats=1))
    assert answer.status_code == 422 and "2 kursi" in str(answer.context["form"].errors["seats"])
    assert client.post(url("cohort_edit", cohort.pk), sent(cohort, seats=2)).status_code == 302


def test_more_seats_go_to_the_waiting_list(client, officer):
    cohort = a_cohort(officer, state="seated", seats=1)
    an_enrolment(cohort)
    waits = an_enrolment(cohort, state="waiting", rank=1)
    client.force_login(officer)
    client.post(url("cohort_edit", cohort.pk), sent(cohort, seats=2))
    waits.refresh_from_db()
    assert waits.state == "seated"


def test_two_officers_do_not_overwrite_each_other(client, officer):
    cohort = a_cohort(officer)
    client.force_login(officer)
    mine, hers = sent(cohort, bring="pulpen"), sent(cohort, place="Aula Baru")
    for _ in range(2):  # a double click is one change
        assert client.post(url("cohort_edit", cohort.pk), hers).status_code == 302
    answer = client.post(url("cohort_edit", cohort.pk), mine)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "pulpen" in page and "Aula Baru" in page
    cohort.refresh_from_db()
    assert (cohort.place, cohort.bring) == ("Aula Baru", "satu bungkus produk dan labelnya")
    again = mine | {"version": answer.context["form"]["version"].value()}
    assert client.post(url("cohort_edit", cohort.pk), again).status_code == 302
    with pytest.raises(Stale):
        change_cohort(cohort, "")


@pytest.mark.parametrize(
    ("first", "last", "said", "english"),
    [
        ((2026, 11, 29), (2026, 11, 29), "29 November 2026", "29 November 2026"),
        ((2026, 8, 29), (2026, 8, 30), "29–30 Agustus 2026", "29–30 August 2026"),
        ((2026, 8, 31), (2026, 9, 2), "31 Agustus – 2 September 2026", "31 August – 2 September 2026"),
        ((2026, 12, 31), (2027, 1, 2), "31 Desember 2026 – 2 Januari 2027",
         "31 December 2026 – 2 January 2027"),
    ],
)  # fmt: skip
def test_days_say_month_and_year_once(first, last, said, english):
    days = say_days(dt.date(*first), dt.date(*last))
    assert (days.id, days.en) == (said, english)
