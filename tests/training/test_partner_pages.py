"""The pages of institutions: who sees what, promises and deliveries, letters, the link to show a board."""

import io

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.roles import Kind, Role
from lopo.training.books.partner import open_link, outcome_of, told_pledge
from lopo.training.models import BoardLink, Delivery, Letter, Pledge, PledgeChange
from tests.accounts.factories import a_person
from tests.city import a_kitchen, photo
from tests.training.certificates import a_certificate, a_course, passed
from tests.training.together import a_delivery, a_letter, a_partner, a_pledge, days, own_number

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def officer():
    return a_person(Role.OFFICER, name="Pak Anton")


@pytest.fixture
def partner():
    return a_partner()


@pytest.fixture
def buyer(partner):
    return a_person(Role.BUYER, partner, name="Ibu Pembeli")


def at(name, *arguments):
    return reverse(f"training:{name}", args=arguments)


def typed(**told):
    return {
        "client_id": own_number(), "kind": "seats", "what": "40 kursi pelatihan", "amount": "40",
        "promised_on": days(-10).isoformat(), "due_on": days(30).isoformat(), "letter": "",
    } | told  # fmt: skip


def queries_of(client, address, counter):
    with counter() as counted:
        assert client.get(address).status_code == 200
    return len(counted)


# The list


def test_the_list_shows_what_is_late_first_and_keeps_its_queries(
    client, officer, partner, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def counter():
        return CaptureQueriesContext(connection)

    client.force_login(officer)
    empty = queries_of(client, at("partners"), counter)
    late = a_partner("Bank NTT Contoh", Kind.BANK)
    a_pledge(late, officer, kind="loan-quota", amount=500_000_000, due=-3)
    a_pledge(partner, officer, due=40, came=((-1, 40),))
    few = queries_of(client, at("partners"), counter)
    for number in range(60):
        other = a_partner(f"Mitra {number}")
        for part in range(3):
            a_pledge(other, officer, due=part - 1, came=((-1, 1),))
    many = queries_of(client, at("partners"), counter)
    assert empty <= few == many
    page = client.get(at("partners"), {"state": "late", "kind": "bank"}).content.decode()
    assert "Bank NTT Contoh" in page
    assert "Toko Contoh" not in page
    assert client.get(at("partners")).context["rows"][0]["standing"].summary.late == 1


def test_an_address_that_makes_no_sense_is_no_error(client, officer, partner):
    client.force_login(officer)
    for query in (
        "sort=-nonsense",
        "kind=producer&state=x&page=zz",
        "search=%00%27%25",
        "sort=--late",
        "page=9999",
    ):
        assert client.get(f"{at('partners')}?{query}").status_code == 200
        assert client.get(f"{at('pledges')}?{query}").status_code == 200
    for sort in ("name", "kind", "pledges", "kept", "late", "soon", "due", "waiting"):
        assert client.get(at("partners"), {"sort": f"-{sort}"}).status_code == 200
    a_pledge(partner, officer)
    for sort in ("partner", "what", "kind", "percent", "due", "state"):
        assert client.get(at("pledges"), {"sort": f"-{sort}"}).status_code == 200


def test_the_lists_are_taken_along_as_they_are_shown(client, officer, partner):
    client.force_login(officer)
    a_pledge(a_partner("=Bank"), officer, what="=1+1", due=-2)
    a_pledge(partner, officer, due=20)
    answer = client.get(at("partners_export", "csv"), {"state": "late"})
    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert rows[1].startswith("'=Bank")
    answer = client.get(at("pledges_export", "csv"), {"state": "late"})
    assert "'=1+1" in b"".join(answer.streaming_content).decode()
    assert client.get(at("pledges_export", "xlsx")).content[:2] == b"PK"
    assert client.get(at("partners_export", "xlsx")).content[:2] == b"PK"
    assert client.get(at("partners_export", "exe")).status_code == 404


def test_the_people_of_an_institution_see_theirs_and_no_other(client, officer, partner, buyer):
    other = a_pledge(a_partner("Toko Lain"), officer, what="Janji toko lain")
    own = a_pledge(partner, officer)
    client.force_login(buyer)
    assert client.get(at("partners")).url == at("partner", partner.pk)
    assert client.get(at("partner", partner.pk)).status_code == 200
    assert client.get(at("pledge", own.pk)).status_code == 200
    for name, number in (
        ("partner", other.organisation_id),
        ("pledge", other.pk),
        ("delivery_new", other.pk),
    ):
        assert client.get(at(name, number)).status_code == 404
    for name in ("pledge_new", "letter_new"):
        assert client.get(at(name, partner.pk)).status_code == 403
    assert client.get(at("pledge_change", own.pk)).status_code == 403
    assert client.post(at("partner_link_open", partner.pk)).status_code == 403
    assert client.get(at("pledges")).status_code == 403


def test_a_producer_is_no_partner(client, officer):
    kitchen = a_kitchen()
    client.force_login(officer)
    assert client.get(at("partner", kitchen.business.organisation_id)).status_code == 404
    assert client.post(at("pledge_new", kitchen.business.organisation_id), typed()).status_code == 404
    client.force_login(kitchen.owner)
    assert client.get(at("partners")).status_code == 403


# Promises


def test_a_promise_is_written_down_once_however_often_it_is_sent(client, officer, partner):
    client.force_login(officer)
    sent = typed(kind="money", amount="Rp25.000.000", what="Dana kemasan")
    first, again = (client.post(at("pledge_new", partner.pk), sent) for _time in range(2))
    assert first.url == again.url
    pledge = Pledge.objects.get()
    assert (pledge.amount, pledge.kind, pledge.by) == (25_000_000, "money", officer)
    assert "Rp25.000.000" in client.get(first.url).content.decode()
    elsewhere = client.post(at("pledge_new", a_partner("Lain").pk), sent)
    assert elsewhere.status_code == 422
    assert Pledge.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"amount": "0"}, "amount"),
        ({"amount": "-3"}, "amount"),
        ({"amount": "dua puluh"}, "amount"),
        ({"amount": "2,5"}, "amount"),
        ({"amount": "9" * 30}, "amount"),
        ({"due_on": days(-20).isoformat()}, "due_on"),
        ({"due_on": "31/02/2026"}, "due_on"),
        ({"promised_on": ""}, "promised_on"),
        ({"what": " "}, "what"),
        ({"what": "x" * 201}, "what"),
        ({"what": "a\u202eb"}, "what"),
        ({"kind": "gold"}, "kind"),
        ({"letter": "99999"}, "letter"),
        ({"client_id": "1"}, "__all__"),
        ({"client_id": ""}, "__all__"),
    ],
)
def test_what_cannot_be_right_is_refused_and_kept_on_the_page(told, field, client, officer, partner):
    client.force_login(officer)
    answer = client.post(at("pledge_new", partner.pk), typed(**told))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Pledge.objects.exists()


def test_a_change_keeps_what_it_said_and_why(client, officer, partner):
    pledge = a_pledge(partner, officer)
    client.force_login(officer)
    sent = typed(amount="25", due_on=days(60).isoformat(), promised_on=pledge.promised_on.isoformat())
    assert client.post(at("pledge_change", pledge.pk), sent).status_code == 422, "a reason is asked for"
    answer = client.post(at("pledge_change", pledge.pk), sent | {"reason": "Ruang lebih kecil"})
    assert answer.url == at("pledge", pledge.pk)
    change = PledgeChange.objects.get()
    assert set(change.before) == {"amount", "due_on"}
    page = client.get(answer.url).content.decode()
    assert "Ruang lebih kecil" in page
    assert "40 kursi" in page
    client.post(at("pledge_change", pledge.pk), sent | {"reason": "sekali lagi"})
    assert PledgeChange.objects.count() == 1, "nothing was changed"


def test_a_withdrawn_promise_counts_no_more_and_comes_back(client, officer, partner, buyer):
    pledge = a_pledge(partner, officer, due=-5)
    client.force_login(officer)
    assert client.post(at("pledge_withdraw", pledge.pk), {"reason": ""}).status_code == 422
    client.post(at("pledge_withdraw", pledge.pk), {"reason": "Toko tutup"})
    assert client.get(at("partner", partner.pk)).context["summary"].pledges == 0
    assert "Toko tutup" in client.get(at("pledge", pledge.pk)).content.decode()
    sent = {"client_id": own_number(), "on": days(0).isoformat(), "amount": "1"}
    assert client.post(at("delivery_new", pledge.pk), sent).status_code == 422
    client.post(at("pledge_withdraw", pledge.pk), {"reason": "Buka lagi"})
    assert client.get(at("partner", partner.pk)).context["summary"].late == 1
    assert pledge.changes.count() == 2


# Deliveries


def test_a_delivery_counts_once_is_taken_back_and_counts_again(client, officer, partner):
    pledge = a_pledge(partner, officer)
    client.force_login(officer)
    sent = {"client_id": own_number(), "on": days(0).isoformat(), "amount": "55", "note": "Angkatan 1"}
    for _time in range(2):
        assert client.post(at("delivery_new", pledge.pk), sent).url == at("pledge", pledge.pk)
    found = told_pledge(pledge, timezone.localdate()).progress
    assert (found.delivered, found.over, found.state) == (55, 15, "kept")
    delivery = Delivery.objects.get()
    client.post(at("delivery_back", delivery.pk))
    assert told_pledge(pledge, timezone.localdate()).progress.delivered == 0
    assert client.get(at("partner", partner.pk)).context["summary"].kept == 0
    client.post(at("delivery_back", delivery.pk), {"put-back": "1"})
    assert told_pledge(pledge, timezone.localdate()).progress.delivered == 55
    assert client.post(at("delivery_new", pledge.pk), sent | {"on": days(1).isoformat()}).status_code == 422
    other = a_pledge(partner, officer, what="lain")
    assert client.post(at("delivery_new", other.pk), sent).status_code == 422, "sent for another promise"


def test_what_an_institution_tells_waits_until_the_city_has_seen_it(client, officer, partner, buyer):
    pledge = a_pledge(partner, officer)
    client.force_login(buyer)
    sent = {"client_id": own_number(), "on": days(0).isoformat(), "amount": "12"}
    client.post(at("delivery_new", pledge.pk), sent)
    delivery = Delivery.objects.get()
    assert told_pledge(pledge, timezone.localdate()).progress.delivered == 0
    assert client.post(at("delivery_see", delivery.pk)).status_code == 403
    client.force_login(officer)
    assert client.get(at("partners"), {"state": "waiting"}).context["totals"]["waiting"] == 1
    client.post(at("delivery_see", delivery.pk))
    assert told_pledge(pledge, timezone.localdate()).progress.delivered == 12
    client.force_login(buyer)
    client.post(at("delivery_back", delivery.pk))
    assert told_pledge(pledge, timezone.localdate()).progress.delivered == 12, "the city had seen it"


# Letters


def letter_typed(content, **told):
    return {
        "client_id": own_number(), "title": "Perjanjian kerja sama", "number": "12/PKS/2026",
        "signed_on": days(-3).isoformat(), "valid_until": days(300).isoformat(),
        "file": io.BytesIO(content),
    } | told  # fmt: skip


def test_a_letter_is_kept_as_a_clean_file_and_opens_for_its_people_only(client, officer, partner, buyer):
    client.force_login(officer)
    sent = letter_typed(photo())
    client.post(at("letter_new", partner.pk), sent)
    sent["file"] = io.BytesIO(photo())
    client.post(at("letter_new", partner.pk), sent)
    letter = Letter.objects.get()
    answer = client.get(at("letter", letter.pk))
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    client.force_login(buyer)
    assert client.get(at("letter", letter.pk)).status_code == 200
    client.force_login(a_person(Role.BUYER))
    assert client.get(at("letter", letter.pk)).status_code == 404
    client.force_login(a_kitchen().owner)
    assert client.get(at("letter", letter.pk)).status_code == 403
    client.logout()
    assert client.get(at("letter", letter.pk)).status_code == 302


@pytest.mark.parametrize("content", [b"", b"<html>", b"%PDF-1.4 cut off", b"MZ\x90\x00"])
def test_what_is_no_letter_is_refused(content, client, officer, partner):
    client.force_login(officer)
    answer = client.post(at("letter_new", partner.pk), letter_typed(content))
    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors
    assert not Letter.objects.exists()


def test_a_letter_is_taken_off_and_put_back(client, officer, partner):
    letter = a_letter(partner, officer, valid_until=days(-1))
    client.force_login(officer)
    assert client.get(at("partner", partner.pk)).context["letters"][0]["has_ended"]
    client.post(at("letter_withdraw", letter.pk))
    assert not client.get(at("partner", partner.pk)).context["letters"]
    client.post(at("letter_withdraw", letter.pk), {"put-back": "1"})
    assert client.get(at("partner", partner.pk)).context["letters"]


# The page for a board


def test_the_link_opens_without_signing_in_names_nobody_and_is_taken_back(client, officer, partner, buyer):
    pledge = a_pledge(partner, officer, due=-4, came=((-9, 10),))
    a_letter(partner, officer)
    client.force_login(officer)
    client.post(at("partner_link_open", partner.pk))
    client.post(at("partner_link_open", partner.pk))
    link = BoardLink.objects.get()
    page = client.get(at("partner", partner.pk), headers={"host": "localhost:8123"}).content.decode()
    assert f"http://localhost:8123{at('partner_shared', link.token)}" in page, "with the port, as it is read"
    assert at("partner_shared", link.token) in client.get(at("partner", partner.pk)).content.decode()
    client.logout()
    answer = client.get(at("partner_shared", link.token))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert pledge.what in page
    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]
    for private in ("Pak Anton", "Ibu Pembeli", "Perjanjian kerja sama", at("pledge", pledge.pk)):
        assert private not in page
    assert client.get(at("partner_shared", "guessed")).status_code == 404
    client.force_login(officer)
    client.post(at("partner_link_close", partner.pk))
    client.logout()
    assert client.get(at("partner_shared", link.token)).status_code == 404
    client.force_login(officer)
    client.post(at("partner_link_open", partner.pk))
    assert BoardLink.objects.get(withdrawn_at=None).token != link.token


def test_the_database_holds_one_link_at_a_time(officer, partner):
    open_link(partner, officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        BoardLink.objects.create(organisation=partner, made_by=officer)


def test_the_page_is_printed_as_a_pdf(client, officer, partner, buyer):
    a_pledge(partner, officer, due=-4)
    for person in (officer, buyer):
        client.force_login(person)
        assert client.get(at("partner_pdf", partner.pk)).content[:5] == b"%PDF-"


@pytest.mark.parametrize("many", [1, 60])
def test_the_page_keeps_its_queries(many, client, officer, partner, django_assert_max_num_queries):
    for number in range(many):
        a_pledge(partner, officer, due=number - 5, came=((-1, 3), (-2, 3)))
        a_letter(partner, officer)
    client.force_login(officer)
    client.get(at("partner", partner.pk))
    with django_assert_max_num_queries(21):
        assert client.get(at("partner", partner.pk)).status_code == 200


def test_what_came_of_it_is_counted_without_names(officer, partner):
    from lopo.training.models import Attendance, Cohort, Enrolment, Milestone, Session

    def a_cohort(**fields):
        return Cohort.objects.create(
            title="Label", organiser=partner, seats=20, place="Aula", starts_on=days(-30), ends_on=days(-29),
            entry="call", made_by=officer, **({"state": "done"} | fields),
        )  # fmt: skip

    held, _draft = a_cohort(), a_cohort(state="draft")
    session = Session.objects.create(
        cohort=held,
        module="label",
        starts_at=timezone.now() - timezone.timedelta(days=30),
        ends_at=timezone.now(),
    )
    for number in range(3):
        kitchen = a_kitchen(f"Dapur {number}")
        enrolment = Enrolment.objects.create(
            cohort=held, business=kitchen.business, attends="Mama", state="seated"
        )
        if number < 2:
            Attendance.objects.create(
                session=session, enrolment=enrolment, came_at=timezone.now(), how="list", by=officer,
                client_id=own_number(),
            )  # fmt: skip
        for on in (-40, -5, -4):
            Milestone.objects.create(
                product=kitchen.product, kind="listed", on=days(on), where="Toko", told_by=officer
            )
    found = outcome_of(partner, timezone.localdate())
    assert (found.cohorts, found.businesses, found.certificates) == (1, 2, 0)
    assert (found.listed, found.listed_shown) == (2, 0), "of those who came, once a product, after the course"


def test_a_business_that_came_to_two_courses_counts_once(partner):
    kitchen = a_kitchen("Dapur Tini")
    for _twice in range(2):
        passed(a_course(paid_by=partner), kitchen.business)
    found = outcome_of(partner, timezone.localdate())
    assert (found.cohorts, found.businesses) == (2, 1)


def test_a_valid_certificate_counts_for_who_paid(partner):
    paid = a_certificate(cohort=a_course(paid_by=partner))
    a_certificate(cohort=a_course())
    assert outcome_of(partner, timezone.localdate()).certificates == 1
    paid.revoked_at, paid.revoked_by = timezone.now(), paid.issued_by
    paid.save()
    found = outcome_of(partner, timezone.localdate())
    assert (found.cohorts, found.businesses, found.certificates) == (1, 1, 0)


def test_a_delivery_of_a_withdrawn_promise_does_not_wait(client, officer, partner):
    pledge = a_pledge(partner, officer)
    a_delivery(pledge, officer, seen=False)
    client.force_login(officer)
    assert client.get(at("partners")).context["totals"]["waiting"] == 1
    client.post(at("pledge_withdraw", pledge.pk), {"reason": "x"})
    assert client.get(at("partners")).context["totals"]["waiting"] == 0
