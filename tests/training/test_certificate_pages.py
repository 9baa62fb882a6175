"""Certificates on pages: earned, issued once, seen by everybody, revoked, issued again, checked."""

import datetime as dt
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openbadgeslib.ob3.ldp import OB3LdpVerifier
from openbadgeslib.ob3.verifier import OB3Verifier

from lopo.accounts.models import Organisation
from lopo.accounts.roles import Kind, Role
from lopo.facts.kinds import Refused
from lopo.producers.models import Business
from lopo.training.badges.number import read_number
from lopo.training.badges.rules import rules
from lopo.training.books import certificate as certificate_book
from lopo.training.books.certificate import issue_again, issue_all, revoke
from lopo.training.books.certificate_standing import standings
from lopo.training.models import Certificate, Enrolment, Session
from lopo.training.signing_key import signing_keys
from lopo.training.views import certificate as certificate_views
from tests.accounts.factories import a_person, an_organisation
from tests.city import a_kitchen
from tests.race import at_once, own_connections
from tests.training.certificates import (
    HOUSE,
    a_certificate,
    a_course,
    a_participant,
    answered,
    came,
    passed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return a_person(Role.OFFICER)


def now():
    return timezone.now()


# Who earned one


def test_who_came_and_passed_earned_it_and_everybody_else_is_told_what_lacks():
    cohort = a_course()
    passed(cohort, name="Ana")
    half = a_participant(cohort, name="Beti")
    came(half, "hygiene")
    answered(half, "hygiene", 3)
    a_participant(cohort, name="Cici", state="waiting")
    ana, beti = standings(cohort, now())
    assert ana.earned.is_earned and ana.is_waiting
    assert ana.earned.modules == ("hygiene", "label")
    assert "Hadir 1 dari 2 pertemuan; perlu 2." in beti.earned.why.id
    assert "benar 3 dari 10; perlu 6." in beti.earned.why.id


def test_who_comes_to_some_modules_only_is_held_to_those():
    cohort = a_course(apart=True)
    one = a_participant(cohort, modules=["label"])
    came(one, "label")
    answered(one, "label", 10)
    [standing] = standings(cohort, now())
    assert standing.earned.modules == ("label",)


def test_a_course_that_goes_on_gives_none_yet():
    cohort = a_course()
    passed(cohort)
    later = now() + dt.timedelta(days=1)
    Session.objects.create(
        cohort=cohort, module="label", starts_at=later, ends_at=later + dt.timedelta(hours=1)
    )
    [standing] = standings(cohort, now())
    assert standing.earned.why.en == "1 meeting is to come."


# Issued


def test_one_tap_issues_all_and_the_next_does_nothing(client, officer):
    cohort = a_course()
    for name in ("Ana", "Beti", "Cici"):
        passed(cohort, name=name)
    a_participant(cohort, name="Dedi")
    client.force_login(officer)
    page = client.get(f"/pelatihan/{cohort.pk}/sertifikat/").content.decode()
    assert "Terbitkan 3 sertifikat" in page
    for _tap in range(2):
        response = client.post(f"/pelatihan/{cohort.pk}/sertifikat/terbitkan/", follow=True)
        assert response.status_code == 200
    assert sorted(Certificate.objects.values_list("told__attends", flat=True)) == ["Ana", "Beti", "Cici"]
    assert "Terbitkan" not in response.content.decode()
    for each in Certificate.objects.all():
        assert read_number(each.number) == each.number
        OB3LdpVerifier(signing_keys()[0].signing_public).verify(each.credential)
        OB3Verifier(signing_keys()[0].token_public).verify(each.token)


@pytest.mark.django_db(transaction=True)
def test_two_officers_tapping_at_once_issue_one_each(transactional_db):
    cohort = a_course()
    for name in ("Ana", "Beti"):
        passed(cohort, name=name)
    by = cohort.made_by
    with own_connections():
        at_once(*[lambda: issue_all(cohort, HOUSE, by, now()) for _each in range(4)])
        assert Certificate.objects.filter(revoked_at=None).count() == 2
        assert Certificate.objects.count() == 2


def test_a_large_course_is_issued_in_parts(client, officer, monkeypatch):
    monkeypatch.setattr(certificate_book, "AT_ONCE", 2)
    cohort = a_course()
    for name in ("Ana", "Beti", "Cici"):
        passed(cohort, name=name)
    client.force_login(officer)
    page = client.post(f"/pelatihan/{cohort.pk}/sertifikat/terbitkan/", follow=True).content.decode()
    assert "1 lagi" in page
    client.post(f"/pelatihan/{cohort.pk}/sertifikat/terbitkan/")
    assert Certificate.objects.count() == 3


def test_a_course_that_was_cancelled_gives_none(client, officer):
    cohort = a_course(state="cancelled")
    passed(cohort)
    client.force_login(officer)
    page = client.post(f"/pelatihan/{cohort.pk}/sertifikat/terbitkan/", follow=True)
    assert "dibatalkan" in page.content.decode()
    assert not Certificate.objects.exists()


def test_a_number_or_place_that_is_taken_is_drawn_again(monkeypatch):
    first = a_certificate()
    cohort = a_course()
    passed(cohort)
    numbers = iter([first.number, "LS-2222-2224"])
    monkeypatch.setattr(certificate_book, "new_number", lambda: next(numbers))
    issue_all(cohort, HOUSE, cohort.made_by, now())
    assert Certificate.objects.filter(number="LS-2222-2224").exists()


# Reach


def test_a_trainer_reaches_her_own_courses_and_no_others(client):
    mine, others = a_course(), a_certificate().enrolment.cohort
    passed(mine)
    enrolment = others.enrolments.get()
    number = enrolment.certificates.get().number
    client.force_login(mine.trainer)
    assert client.get(f"/pelatihan/{mine.pk}/sertifikat/").status_code == 200
    assert client.get(f"/pelatihan/{others.pk}/sertifikat/").status_code == 404
    for address in (
        f"/pelatihan/{others.pk}/sertifikat/terbitkan/",
        f"/pelatihan/peserta/{enrolment.pk}/sertifikat-lagi/",
        f"/sertifikat/{number}/cabut/",
    ):
        assert client.post(address, {"reason": "salah nama"}).status_code == 404
    assert Certificate.objects.get().revoked_at is None


def test_an_owner_issues_and_revokes_nothing(client):
    certificate = a_certificate()
    client.force_login(a_kitchen().owner)
    cohort = certificate.enrolment.cohort_id
    assert client.post(f"/pelatihan/{cohort}/sertifikat/terbitkan/").status_code == 403
    assert client.post(f"/sertifikat/{certificate.number}/cabut/", {"reason": "saya mau"}).status_code == 403


def test_nothing_is_changed_by_looking(client, officer):
    certificate = a_certificate()
    client.force_login(officer)
    cohort = certificate.enrolment.cohort_id
    assert client.get(f"/pelatihan/{cohort}/sertifikat/terbitkan/").status_code == 405
    assert client.get(f"/sertifikat/{certificate.number}/cabut/").status_code == 200
    certificate.refresh_from_db()
    assert certificate.revoked_at is None


# Revoked, and issued again


def test_revoked_with_a_reason_and_issued_again_with_a_new_number(client, officer):
    certificate = a_certificate()
    enrolment = certificate.enrolment
    client.force_login(officer)
    page = f"/sertifikat/{certificate.number}/cabut/"
    for empty in ("", "   ", "ah"):
        assert client.post(page, {"reason": empty}).status_code == 422
    client.post(page, {"reason": "  namanya   salah tulis "})
    certificate.refresh_from_db()
    assert (certificate.revoked_reason, certificate.revoked_by) == ("namanya salah tulis", officer)
    first = certificate.revoked_at
    client.post(page, {"reason": "alasan yang lain"})
    certificate.refresh_from_db()
    assert (certificate.revoked_at, certificate.revoked_reason) == (first, "namanya salah tulis")

    client.post(f"/pelatihan/{enrolment.cohort_id}/sertifikat/terbitkan/")
    assert Certificate.objects.count() == 1, "one tap for all never undoes a revocation"
    enrolment.attends = "Yuliana Teffa"
    enrolment.save()
    for _tap in range(2):
        client.post(f"/pelatihan/peserta/{enrolment.pk}/sertifikat-lagi/")
    again = Certificate.objects.get(revoked_at=None)
    assert again.number != certificate.number
    assert again.told["attends"] == "Yuliana Teffa"
    assert Certificate.objects.count() == 2


def test_who_did_not_earn_one_is_not_issued_another():
    cohort = a_course()
    enrolment = a_participant(cohort)
    with pytest.raises(Refused, match="Came to 0 of 2"):
        issue_again(enrolment, HOUSE, cohort.made_by, now())
    stranger = a_participant(cohort, state="waiting")
    with pytest.raises(Refused, match="no seat"):
        issue_again(stranger, HOUSE, cohort.made_by, now())


# The public page


def test_anybody_sees_who_what_and_that_it_holds(client):
    certificate = a_certificate(a_kitchen().business)
    response = client.get(f"/sertifikat/{certificate.number}/")
    page = response.content.decode()
    for said in ("Yuliana Tefa", "Dapur Mama Yuliana", "Dari dapur ke rak swalayan", "Asli dan berlaku"):
        assert said in page
    assert "bukan sertifikat PKP" in page
    assert certificate.enrolment.business.organisation.name in page
    assert response["X-Robots-Tag"] == "noindex"
    assert len(response.content) < 60_000
    english = client.get(f"/sertifikat/{certificate.number}/", headers={"accept-language": "en"})
    assert "Genuine and valid" in english.content.decode()


def test_no_phone_stands_anywhere(client):
    kitchen = a_kitchen()
    certificate = a_certificate(kitchen.business)
    for ending in ("", "unduh.json", "unduh.jwt", "unduh.svg"):
        content = client.get(f"/sertifikat/{certificate.number}/{ending}").content.decode()
        assert kitchen.owner.phone.removeprefix("+62") not in content


def test_a_number_in_another_spelling_leads_to_the_page(client):
    number = a_certificate().number
    for typed in (number.lower(), number.replace("-", "")):
        assert client.get(f"/sertifikat/{typed}/")["Location"] == f"/sertifikat/{number}/"
        assert client.get("/sertifikat/", {"nomor": typed})["Location"] == f"/sertifikat/{number}/"


@pytest.mark.parametrize("typed", ["LS-2222-2222", "halo", "LS-7F3K-2M9X", "x" * 500, "\x00", "💥"])
def test_a_number_that_is_not_there_is_said_so(typed, client):
    response = client.get("/sertifikat/", {"nomor": typed})
    assert response.status_code == 200
    assert "LS-7F3K-2M9Q" in response.content.decode()
    assert client.get("/sertifikat/LS-2222-2222/").status_code == 404


def test_a_revoked_one_says_so_everywhere(client):
    certificate = a_certificate()
    revoke(certificate, "dipakai orang lain", certificate.issued_by, now())
    page = client.get(f"/sertifikat/{certificate.number}/").content.decode()
    assert "Sudah dicabut" in page
    assert "dipakai orang lain" not in page, "the reason is for its holder"
    sent = client.post("/sertifikat/", {"text": certificate.token}).content.decode()
    assert "Sudah dicabut" in sent


def test_what_the_course_is_called_later_does_not_change_what_was_signed(client):
    certificate = a_certificate()
    cohort = certificate.enrolment.cohort
    cohort.title = "Lain sama sekali"
    cohort.save()
    page = client.get(f"/sertifikat/{certificate.number}/").content.decode()
    assert "Dari dapur ke rak swalayan" in page
    assert "Lain sama sekali" not in page


# Lists


def test_an_owner_sees_her_own_and_why_one_was_revoked(client):
    kitchen = a_kitchen()
    client.force_login(kitchen.owner)
    assert "Belum ada sertifikat" in client.get("/sertifikat/saya/").content.decode()
    mine, other = a_certificate(kitchen.business), a_certificate()
    revoke(mine, "namanya salah tulis", mine.issued_by, now())
    page = client.get("/sertifikat/saya/").content.decode()
    assert mine.number in page and "namanya salah tulis" in page
    assert other.number not in page


def _queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_lists_ask_the_database_no_more_for_many_than_for_one(client, officer):
    cohort, kitchen = a_course(), a_kitchen()
    client.force_login(officer)
    desk = f"/pelatihan/{cohort.pk}/sertifikat/"
    empty = _queries(client, desk)
    a_certificate(kitchen.business, cohort)
    one = _queries(client, desk)
    for number in range(12):
        passed(cohort, name=f"Ana {number}")
    issue_all(cohort, HOUSE, officer, now())
    many = _queries(client, desk)
    assert empty == one == many
    client.force_login(kitchen.owner)
    one = _queries(client, "/sertifikat/saya/")
    for _each in range(5):
        a_certificate(kitchen.business)
    assert _queries(client, "/sertifikat/saya/") == one


def test_a_list_of_thousands_is_shown_in_pages(client, officer):
    cohort = a_course()
    names = [f"Dapur {number}" for number in range(5_000)]
    organisations = Organisation.objects.bulk_create(Organisation(kind=Kind.PRODUCER, name=n) for n in names)
    businesses = Business.objects.bulk_create(
        Business(organisation=each, name=each.name) for each in organisations
    )
    Enrolment.objects.bulk_create(
        Enrolment(cohort=cohort, business=each, attends=each.name, state="seated") for each in businesses
    )
    client.force_login(officer)
    desk = f"/pelatihan/{cohort.pk}/sertifikat/"
    response = client.get(desk, {"page": 3, "sort": "-business"})
    assert response.content.decode().count("<tr>") == 51
    assert len(response.content) < 60_000
    begun = timezone.now()
    assert _queries(client, desk) < 20
    assert timezone.now() - begun < dt.timedelta(seconds=5)


def test_the_desk_filters_searches_and_sorts_by_the_address(client, officer):
    cohort = a_course(organiser=an_organisation(Kind.CITY, "Dinas Koperasi"))
    passed(cohort, name="Ana")
    a_participant(cohort, name="Beti")
    client.force_login(officer)
    desk = f"/pelatihan/{cohort.pk}/sertifikat/"
    assert "Beti" not in client.get(desk, {"state": "earned"}).content.decode()
    assert "Ana" not in client.get(desk, {"search": "BET"}).content.decode()
    page = client.get(desk, {"sort": "-name"}).content.decode()
    assert page.index("Beti") < page.index("Ana")
    assert "Tidak ada" in client.get(desk, {"state": "revoked"}).content.decode()
    assert client.get(desk, {"sort": "nonsense", "page": "x", "state": "y"}).status_code == 200


def test_too_many_checks_in_a_minute_wait_and_keep_what_was_typed(client, settings, monkeypatch):
    settings.ACCOUNT_RATE_LIMITS = {}
    monkeypatch.setattr("lopo.accounts.public_door.time", SimpleNamespace(time=lambda: 1_800_000_000.0))
    monkeypatch.setattr(certificate_views, "rules", lambda: replace(rules(), checks_per_minute=2))
    cache.clear()
    for _each in range(2):
        assert client.get("/sertifikat/", {"nomor": "LS-2222-2222"}).status_code == 200
    refused = client.get("/sertifikat/", {"nomor": "LS-2222-3333"})
    assert refused.status_code == 429
    assert "Tunggu satu menit" in refused.content.decode() and "LS-2222-3333" in refused.content.decode()
    assert client.post("/sertifikat/", {"text": "x"}).status_code == 429
    assert client.get("/sertifikat/").status_code == 200, "looking at the page is no check"
    other = client.get("/sertifikat/", {"nomor": "LS-2222-2222"}, REMOTE_ADDR="10.0.0.9")
    assert other.status_code == 200
    monkeypatch.setattr("lopo.accounts.public_door.time", SimpleNamespace(time=lambda: 1_800_000_060.0))
    assert client.get("/sertifikat/", {"nomor": "LS-2222-2222"}).status_code == 200


def test_my_certificates_come_in_pages(client, monkeypatch):
    monkeypatch.setattr(certificate_views, "MINE_SHOWN", 2)
    kitchen = a_kitchen()
    numbers = [a_certificate(kitchen.business).number for _each in range(3)]
    client.force_login(kitchen.owner)
    first = client.get("/sertifikat/saya/").content.decode()
    second = client.get("/sertifikat/saya/", {"page": 2}).content.decode()
    assert [number in first for number in numbers].count(True) == 2 and "?page=2" in first
    assert [number in second for number in numbers].count(True) == 1
