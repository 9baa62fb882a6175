"""Pages of courses: for the city, for who teaches, for a producer, and the link that anybody opens."""

import pytest
from django.urls import reverse

from lopo.accounts.roles import Role
from lopo.training.books.cohort_changes import timetable_version
from lopo.training.models import Cohort, Enrolment
from tests.accounts.factories import a_person
from tests.city import a_kitchen
from tests.training.cohorts import a_business, a_cohort, an_enrolment, in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return a_person(Role.OFFICER)


@pytest.fixture
def kitchen():
    return a_kitchen()


def url(name, *arguments):
    return reverse(f"training:{name}", args=arguments)


def sent_course(officer, **changes):
    fields = {
        "title": "Kemasan untuk swalayan",
        "modules": ["packaging", "label"],
        "organiser": officer.memberships.get().organisation_id,
        "trainer": "",
        "seats": "25",
        "place": "Aula",
        "kelurahan": "",
        "starts_on": str(in_days(20)),
        "ends_on": str(in_days(21)),
        "entry": "call",
        "ask_until": str(in_days(10)),
        "cost_idr": "Rp12.500.000",
        "paid_by": "",
        "bring": "",
    }
    return fields | changes


def test_an_officer_makes_a_course_with_its_timetable(client, officer):
    client.force_login(officer)
    answer = client.post(url("cohort_new"), sent_course(officer))
    made = Cohort.objects.get()
    assert answer.url == url("cohort", made.pk)
    assert (made.cost_idr, made.seats, made.state) == (12_500_000, 25, "draft")
    assert {each.module for each in made.sessions.all()} == {"packaging", "label"}
    page = client.get(answer.url).content.decode()
    assert "Kemasan untuk swalayan" in page and "Rp12.500.000" in page


def test_sent_twice_is_one_course(client, officer):
    client.force_login(officer)
    for _ in range(2):
        client.post(url("cohort_new"), sent_course(officer))
    assert Cohort.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_on": str(in_days(1))}, "ends_on"),
        ({"ends_on": str(in_days(2000))}, "ends_on"),
        ({"ask_until": str(in_days(60))}, "ask_until"),
        ({"seats": "0"}, "seats"),
        ({"seats": "banyak"}, "seats"),
        ({"modules": []}, "modules"),
        ({"modules": ["no-such-module"]}, "modules"),
        ({"cost_idr": "-5"}, "cost_idr"),
        ({"cost_idr": "mahal"}, "cost_idr"),
        ({"starts_on": "kemarin"}, "starts_on"),
        ({"title": "a\u202eb"}, "title"),
        ({"trainer": "999999"}, "trainer"),
        ({"place": "\x00"}, "place"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(client, officer, changes, field):
    client.force_login(officer)
    answer = client.post(url("cohort_new"), sent_course(officer, **changes))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Cohort.objects.exists()


def test_an_owner_asks_for_a_seat_and_gives_it_up(client, kitchen):
    cohort = a_cohort()
    client.force_login(kitchen.owner)
    assert cohort.title in client.get(url("cohorts")).content.decode()
    page = client.get(url("cohort", cohort.pk)).content.decode()
    assert "satu bungkus produk" in page
    sent = {"attends": "Mama Yuliana", "business": kitchen.business.pk}
    for _ in range(2):
        client.post(url("seat_ask", cohort.pk), sent)
    enrolment = Enrolment.objects.get()
    assert (enrolment.state, enrolment.attends, enrolment.person) == (
        "applied",
        "Mama Yuliana",
        kitchen.owner,
    )
    assert client.get(url("seat_withdraw", enrolment.pk)).status_code == 200
    client.post(url("seat_withdraw", enrolment.pk))
    enrolment.refresh_from_db()
    assert enrolment.state == "withdrawn"
    client.post(url("seat_ask", cohort.pk), sent)
    enrolment.refresh_from_db()
    assert enrolment.state == "applied"


def test_an_invited_owner_answers_once(client, kitchen):
    cohort = a_cohort(entry="invitation", seats=1)
    enrolment = an_enrolment(cohort, kitchen.business, "invited")
    client.force_login(kitchen.owner)
    assert "answer" in client.get(url("cohort", cohort.pk)).content.decode()
    for _ in range(2):
        client.post(url("seat_answer", enrolment.pk), {"answer": "yes"})
    enrolment.refresh_from_db()
    assert enrolment.state == "seated"
    other = an_enrolment(cohort, a_business(), "invited")
    client.force_login(a_person(Role.OFFICER))
    client.post(url("participant_act", other.pk), {"act": "yes"})
    other.refresh_from_db()
    assert (other.state, other.rank) == ("waiting", 1)


def test_nobody_reaches_what_is_another_s(client, kitchen):
    draft = a_cohort(state="draft")
    closed = a_cohort(entry="invitation")
    enrolment = an_enrolment(closed, state="invited")
    client.force_login(kitchen.owner)
    for name, pk in [("cohort", draft.pk), ("cohort", closed.pk), ("seat_withdraw", enrolment.pk)]:
        assert client.get(url(name, pk)).status_code == 404
    assert client.post(url("seat_answer", enrolment.pk), {"answer": "no"}).status_code == 404
    assert client.post(url("seat_withdraw", enrolment.pk)).status_code == 404
    sent = {"attends": "x", "business": kitchen.business.pk}
    assert client.post(url("seat_ask", draft.pk), sent).status_code == 404
    assert client.post(url("seat_ask", closed.pk), sent | {"link": "wrong"}).status_code == 404
    sent["business"] = a_business().pk
    assert client.post(url("seat_ask", a_cohort().pk), sent).status_code == 422
    for name, pk in [("participants", closed.pk), ("participant", enrolment.pk), ("cohort_edit", draft.pk)]:
        assert client.get(url(name, pk)).status_code == 403
    assert client.post(url("participant_act", enrolment.pk), {"act": "withdraw"}).status_code == 403


def test_a_trainer_sees_hers_and_not_another_s(client):
    trainer = a_person(Role.TRAINER)
    hers, other = a_cohort(trainer=trainer), a_cohort()
    an_enrolment(hers)
    client.force_login(trainer)
    page = client.get(url("cohorts")).content.decode()
    assert hers.title in page and other.title not in page
    assert client.get(url("cohort", hers.pk)).status_code == 200
    assert client.get(url("participants", hers.pk)).status_code == 200
    assert client.get(url("cohort", other.pk)).status_code == 404
    assert client.get(url("participants", other.pk)).status_code == 404


def test_the_link_leads_to_a_seat_through_signing_in(client, kitchen):
    cohort = a_cohort(entry="invitation")
    address = url("invitation", cohort.invitation)
    page = client.get(address)
    assert page.status_code == 200
    assert f"?next={address.replace('/', '%2F')}" in page.content.decode()
    client.force_login(kitchen.owner)
    assert "attends" in client.get(address).content.decode()
    sent = {"attends": "Mama", "business": kitchen.business.pk, "link": cohort.invitation}
    answer = client.post(url("seat_ask", cohort.pk), sent)
    assert answer.url == url("cohort", cohort.pk)
    assert client.get(answer.url).status_code == 200
    assert Enrolment.objects.get().state == "applied"


def test_somebody_new_says_her_business_on_the_link(client):
    cohort = a_cohort()
    address = url("invitation", cohort.invitation)
    client.force_login(a_person())
    page = client.get(address)
    assert page.context["form"] is not None
    ward = page.context["form"].fields["kelurahan"].queryset.first()
    assert client.post(address, {"name": "Dapur Baru", "kelurahan": ward.pk}).url == address
    assert "attends" in client.get(address).content.decode()


def test_a_draft_s_link_and_an_unknown_one_lead_nowhere(client):
    assert client.get(url("invitation", a_cohort(state="draft").invitation)).status_code == 404
    assert client.get(url("invitation", "nothing")).status_code == 404


def test_moves_are_those_of_the_table(client, officer):
    cohort = a_cohort(officer, state="draft")
    client.force_login(officer)
    assert client.post(url("cohort_move", cohort.pk), {"move": "seat"}).status_code == 404
    assert client.post(url("cohort_move", cohort.pk), {"move": "nonsense"}).status_code == 404
    for move, state in [("finish", "draft"), ("open", "open"), ("cancel", "cancelled"), ("restore", "draft")]:
        client.post(url("cohort_move", cohort.pk), {"move": move})
        cohort.refresh_from_db()
        assert cohort.state == state


def test_the_timetable_is_changed(client, officer):
    cohort = a_cohort(officer)
    client.force_login(officer)
    sent = {"version": timetable_version(cohort.sessions.all())}
    for session in cohort.sessions.all():
        meeting = {"on": str(in_days(14)), "begins": "08:00", "ends": "11:30", "place": "", "trainer": ""}
        sent |= {f"{session.pk}-{name}": typed for name, typed in meeting.items()}
    wrong = {**sent, f"{cohort.sessions.first().pk}-ends": "07:00"}
    assert client.post(url("timetable", cohort.pk), wrong).status_code == 422
    assert client.post(url("timetable", cohort.pk), sent).status_code == 302
    assert {each.ends_at.minute for each in cohort.sessions.all()} == {30}


def test_whatsapp_gets_words_and_the_link(client, officer):
    cohort = a_cohort(officer)
    client.force_login(officer)
    page = client.get(url("cohort_share", cohort.pk)).content.decode()
    assert "https://wa.me/?text=" in page and cohort.invitation in page
