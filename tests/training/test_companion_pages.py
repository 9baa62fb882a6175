"""The pages of companions: naming, the caseload, visits with and without JavaScript, milestones."""

import io
import json

import pytest
from django.contrib.auth.models import update_last_login
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.roles import Role
from lopo.producers.models import Business, Evidence
from lopo.standards.models import Task
from lopo.training.books.companion import (
    companion_of,
    known_cases,
    name_companion,
    release,
    without_companion,
)
from lopo.training.models import Companionship, Milestone, Visit
from tests.accounts.factories import a_person
from tests.city import LUAT, a_kitchen, photo, tell
from tests.training.together import a_companion, a_visit, days, own_number

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def officer():
    return a_person(Role.OFFICER, name="Pak Anton")


@pytest.fixture
def kitchen():
    return a_kitchen()


@pytest.fixture
def companion(kitchen, officer):
    return a_companion(kitchen, officer=officer)


def at(name, *arguments):
    return reverse(f"training:{name}", args=arguments)


def queries(client, address, **query):
    client.get(address, query)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address, query).status_code == 200
    return len(counted)


def the_case(kitchen):
    (known,) = known_cases(Business.objects.filter(pk=kitchen.business.pk), timezone.localdate())
    return known.case


# Naming


def test_one_at_a_time_with_its_history(client, officer, kitchen, companion):
    other = a_person(Role.TRAINER, name="Bapak Kedua")
    client.force_login(officer)
    client.post(at("companion_name_one", kitchen.business.pk), {"person": other.pk})
    client.post(at("companion_name_one", kitchen.business.pk), {"person": other.pk})
    assert companion_of(kitchen.business) == other
    assert [each.person for each in Companionship.objects.order_by("pk")] == [companion, other]
    page = client.get(at("companion_business", kitchen.business.pk)).content.decode()
    assert "Ibu Rambu" in page
    assert "Bapak Kedua" in page
    client.post(at("companion_name_one", kitchen.business.pk), {"nobody": "1"})
    assert companion_of(kitchen.business) is None
    assert release(kitchen.business, timezone.localdate()) is False


def test_the_database_holds_one_companion_a_business(kitchen, companion, officer):
    with pytest.raises(IntegrityError), transaction.atomic():
        Companionship.objects.create(
            business=kitchen.business, person=officer, since=days(0), named_by=officer
        )


def test_a_day_of_naming_that_lies_ahead_can_be_ended(kitchen, companion, officer):
    Companionship.objects.update(since=days(1))
    assert name_companion([kitchen.business.pk], officer, officer, timezone.localdate()) == 1
    assert companion_of(kitchen.business) == officer


def test_many_are_named_at_once(client, officer):
    kitchens = [a_kitchen(f"Dapur {number}") for number in range(6)]
    person = a_person(Role.TRAINER)
    client.force_login(officer)
    assert client.post(at("companion_naming"), {"person": person.pk}).status_code == 422, "nobody ticked"
    assert client.post(at("companion_naming"), {"business": kitchens[0].business.pk}).status_code == 422
    ticked = [each.business.pk for each in kitchens[:4]]
    client.post(
        at("companion_naming"), {"person": person.pk, "business": [*ticked, "x", "99999999", "9" * 30]}
    )
    assert Companionship.objects.filter(person=person, until=None).count() == 4
    assert without_companion().count() == 2
    client.post(at("companion_naming"), {"person": officer.pk, "everything": "1"})
    assert without_companion().count() == 0
    assert Companionship.objects.filter(person=person, until=None).count() == 4, "only those that fit"
    client.post(f"{at('companion_naming')}?companion={person.pk}", {"person": officer.pk, "everything": "1"})
    assert not Companionship.objects.filter(person=person, until=None).exists()


def test_who_cannot_be_a_companion_is_not_named(client, officer, kitchen):
    client.force_login(officer)
    for somebody in (kitchen.owner, a_person(Role.BUYER), a_person()):
        answer = client.post(at("companion_naming"), {"person": somebody.pk, "business": kitchen.business.pk})
        assert answer.status_code == 422
    assert companion_of(kitchen.business) is None


def test_only_the_city_names(client, kitchen, companion):
    client.force_login(companion)
    assert client.get(at("companion_naming")).status_code == 403
    assert client.get(at("companion_loads")).status_code == 403
    assert client.post(at("companion_name_one", kitchen.business.pk), {"nobody": "1"}).status_code == 403
    assert client.get(at("companion_caseload_of", a_person(Role.TRAINER).pk)).status_code == 404


# The caseload


def test_what_is_known_of_a_business(kitchen, companion, officer):
    tell(kitchen, LUAT)
    Business.objects.update(created_at=timezone.now() - timezone.timedelta(days=200))
    kitchen.business.statements.update(recorded_at=timezone.now() - timezone.timedelta(days=90))
    case = the_case(kitchen)
    assert (case.heard_on, case.last_order, case.late_tasks) == (days(-90), None, 0)
    assert case.open_findings > 0
    Task.objects.create(
        business=kitchen.business, rule="halal", due=days(-3), owner="owner", remind_from=days(-30)
    )
    Task.objects.create(
        business=kitchen.business, rule="pirt", due=days(-40), owner="owner", remind_from=days(-60),
        done_on=days(-35),
    )  # fmt: skip
    a_visit(kitchen.business, companion, on=-60, next_on=-20)
    Milestone.objects.create(
        product=kitchen.product, kind="ordered", on=days(-70), where="Toko", told_by=officer
    )
    Milestone.objects.create(
        product=kitchen.product,
        kind="ordered",
        on=days(-1),
        where="x",
        told_by=officer,
        withdrawn_at=timezone.now(),
    )
    Milestone.objects.create(product=kitchen.product, kind="listed", on=days(-2), where="x", told_by=officer)
    case = the_case(kitchen)
    assert (case.last_visit, case.next_visit, case.late_tasks) == (days(-60), days(-20), 1)
    assert (case.heard_on, case.last_order) == (days(-35), days(-70))
    kitchen.owner.last_login = timezone.now() - timezone.timedelta(days=2)
    kitchen.owner.save()
    assert the_case(kitchen).heard_on == days(-2)
    update_last_login(None, companion)
    assert the_case(kitchen).heard_on == days(-2), "a companion's own sign-in is no sign of the business"


def test_who_needs_her_most_stands_first_with_the_reason(client, companion, kitchen, officer):
    calm = a_kitchen("Aaa tenang")
    name_companion([calm.business.pk], companion, officer, timezone.localdate())
    a_visit(kitchen.business, companion, on=-30, next_on=-12)
    client.force_login(companion)
    answer = client.get(at("companion_caseload"))
    assert [row["business"] for row in answer.context["rows"]] == [kitchen.business, calm.business]
    page = answer.content.decode()
    assert "12 hari" in page
    assert "wa.me/62812" in page
    assert f"wa.me/{kitchen.owner.phone.removeprefix('+')}" in page
    assert "Belum ada pesanan yang diketahui" in page
    assert "60 hari tanpa" not in page
    only = client.get(at("companion_caseload"), {"reason": "visit_overdue"})
    assert [row["business"] for row in only.context["rows"]] == [kitchen.business]
    by_name = client.get(at("companion_caseload"), {"sort": "name"})
    assert [row["business"] for row in by_name.context["rows"]] == [calm.business, kitchen.business]


def test_an_address_that_makes_no_sense_is_no_error(client, companion, officer):
    client.force_login(companion)
    for query in ("sort=x&reason=y&page=z", "search=%00%27%25&page=-1", "page=99999"):
        assert client.get(f"{at('companion_caseload')}?{query}").status_code == 200
        assert client.get(f"{at('visits')}?{query}").status_code == 200
    for sort in ("need", "name", "next", "last", "late", "open", "order"):
        assert client.get(at("companion_caseload"), {"sort": f"-{sort}"}).status_code == 200
    client.force_login(officer)
    for query in ("companion=x&page=z", f"companion={'9' * 19}", "companion=-1&kecamatan=%00&search=%27"):
        assert client.get(f"{at('companion_naming')}?{query}").status_code == 200
    for sort in ("name", "businesses", "overdue", "late", "silent", "order", "last", "nonsense"):
        assert client.get(at("companion_loads"), {"sort": f"-{sort}"}).status_code == 200


def test_every_list_keeps_its_queries(client, officer):
    person = a_person(Role.TRAINER)
    pages = [(person, at("companion_caseload")), (person, at("visits")), (officer, at("companion_loads"))]
    pages += [(officer, at("companion_naming")), (officer, f"{at('companion_naming')}?companion=all")]

    def measured():
        found = []
        for who, address in pages:
            client.force_login(who)
            found.append(queries(client, address))
        return found

    measured()
    first = a_kitchen("Dapur satu")
    name_companion([first.business.pk], person, officer, timezone.localdate())
    one = measured()
    for number in range(40):
        kitchen = a_kitchen(f"Dapur {number}")
        name_companion([kitchen.business.pk], person, officer, timezone.localdate())
        a_visit(kitchen.business, person, on=-3, next_on=number - 20)
        a_companion(a_kitchen(f"Lain {number}"), officer=officer)
    assert measured() == one


def test_the_city_sees_the_load_of_each(client, officer, companion, kitchen):
    a_visit(kitchen.business, companion, on=-30, next_on=-2)
    a_kitchen("Tanpa siapa pun")
    client.force_login(officer)
    assert client.get(at("companion_caseload")).url == at("companion_loads")
    answer = client.get(at("companion_loads"))
    assert answer.context["without"] == 1
    row = next(row for row in answer.context["rows"] if row["person"] == companion)
    assert (row["load"].businesses, row["load"].overdue) == (1, 1)
    assert client.get(at("companion_caseload_of", companion.pk)).status_code == 200
    rows = b"".join(client.get(at("companion_loads_export", "csv")).streaming_content).decode()
    assert "Ibu Rambu,1,1" in rows


# Visits


def typed(**told):
    return {
        "client_id": own_number(), "on": days(0).isoformat(), "seen": "Dapur bersih.",
        "agreed": "Beli tempat sampah.", "next_on": days(14).isoformat(),
    } | told  # fmt: skip


def send(client, who, *items, **fields):
    message = {"person": who.pk, "now": timezone.now().isoformat(), "items": list(items)} | fields
    return client.post(at("visit_send"), json.dumps(message), content_type="application/json")


def an_item(kitchen, **told):
    return typed(business=kitchen.business.pk, at=timezone.now().isoformat(), **told)


def test_a_note_without_javascript_is_kept_once(client, companion, kitchen):
    client.force_login(companion)
    sent = typed()
    first, again = (client.post(at("visit_new", kitchen.business.pk), sent) for _time in range(2))
    visit = Visit.objects.get()
    assert first.url == again.url == at("visit", visit.receipt)
    assert (visit.by, visit.on, visit.next_on) == (companion, days(0), days(14))
    assert visit.receipt in client.get(first.url).content.decode()
    assert visit.receipt in client.get(at("visits")).content.decode()


@pytest.mark.parametrize(
    "told",
    [
        {"seen": " "},
        {"on": ""},
        {"on": "x"},
        {"next_on": "2020-01-01"},
        {"client_id": "1"},
        {"seen": "a\x00b"},
    ],
)
def test_a_note_that_cannot_be_taken_stays_on_the_page(told, client, companion, kitchen):
    client.force_login(companion)
    answer = client.post(at("visit_new", kitchen.business.pk), typed(agreed="Tetap di sini.") | told)
    assert answer.status_code == 422
    assert "Tetap di sini." in answer.content.decode()
    assert not Visit.objects.exists()


def test_what_a_phone_sends_arrives_once_each_with_its_receipt(client, companion, kitchen):
    client.force_login(companion)
    items = [an_item(kitchen, seen=f"Kunjungan {number}") for number in range(20)]
    first, again = (send(client, companion, *items).json()["items"] for _time in range(2))
    assert first == again
    assert Visit.objects.count() == 20
    assert {each["receipt"] for each in first} == set(Visit.objects.values_list("receipt", flat=True))
    assert not any(each["differs"] for each in first)
    changed = send(client, companion, items[0] | {"seen": "lain"}).json()["items"][0]
    assert changed["differs"]
    assert Visit.objects.count() == 20


def test_one_bad_note_does_not_keep_the_others(client, companion, kitchen):
    other = a_kitchen("Bukan dampingannya")
    client.force_login(companion)
    items = [
        an_item(kitchen), an_item(kitchen, seen=""), an_item(other),
        an_item(kitchen) | {"business": "7"}, an_item(kitchen) | {"business": 2**70},
        an_item(kitchen) | {"business": True},
        an_item(kitchen) | {"at": "yesterday"},
    ]  # fmt: skip
    answers = {each["client_id"]: each for each in send(client, companion, *items).json()["items"]}
    assert [answers[each["client_id"]]["taken"] for each in items] == [True] + [False] * 6
    assert all(each.get("problem") for each in answers.values() if not each["taken"])
    assert Visit.objects.count() == 1


def test_a_note_that_comes_after_another_was_named_is_still_hers(client, companion, kitchen, officer):
    Companionship.objects.update(since=days(-30))
    other = a_person(Role.TRAINER)
    name_companion([kitchen.business.pk], other, officer, timezone.localdate())
    client.force_login(companion)
    assert client.get(at("visit_new", kitchen.business.pk)).status_code == 404
    assert send(client, companion, an_item(kitchen, on=days(-2).isoformat())).json()["items"][0]["taken"]
    client.force_login(other)
    before_her = an_item(kitchen, on=days(-2).isoformat())
    assert send(client, other, before_her).json()["items"][0]["taken"], "hers now"


def test_somebody_else_on_the_same_phone_does_not_send(client, companion, kitchen):
    client.force_login(companion)
    assert send(client, companion, an_item(kitchen), person=companion.pk + 1).status_code == 409
    client.force_login(kitchen.owner)
    assert send(client, companion, an_item(kitchen)).status_code == 403
    client.force_login(companion)
    for body in (b"", b"[", b"[]", b'{"items": 3}', b"\xff"):
        assert client.post(at("visit_send"), body, content_type="application/json").status_code == 422
    assert client.get(at("visit_send")).status_code == 405
    assert client.get(at("visit_worker"))["Content-Type"].startswith("text/javascript")
    assert client.get(at("visit_key")).json()["person"] == companion.pk


def test_the_same_number_of_another_person_is_refused(client, companion, kitchen, officer):
    item = an_item(kitchen)
    client.force_login(companion)
    send(client, companion, item)
    client.force_login(officer)
    assert send(client, officer, item).json()["items"][0]["taken"] is False
    assert Visit.objects.get().by == companion


def test_a_note_is_corrected_by_its_writer_within_a_day(client, companion, kitchen, officer):
    visit = a_visit(kitchen.business, companion)
    client.force_login(companion)
    sent = typed(seen="Lantai kering.")
    first, again = (client.post(at("visit_correct", visit.receipt), sent) for _time in range(2))
    assert first.url == again.url
    visit.refresh_from_db()
    made = Visit.objects.get(corrects=visit)
    assert visit.superseded_at
    assert (made.seen, made.by) == ("Lantai kering.", companion)
    assert made.receipt in client.get(at("visit", visit.receipt)).content.decode()
    assert client.post(at("visit_correct", visit.receipt), typed()).status_code == 422, "corrected already"
    client.force_login(officer)
    assert client.post(at("visit_correct", made.receipt), typed()).status_code == 422, "another's"
    Visit.objects.filter(pk=made.pk).update(arrived_at=timezone.now() - timezone.timedelta(days=3))
    client.force_login(companion)
    assert client.get(at("visit_correct", made.receipt)).status_code == 302
    assert client.post(at("visit_correct", made.receipt), typed()).status_code == 422, "too late"
    assert Visit.objects.count() == 2


def test_the_owner_reads_what_was_agreed_and_not_what_was_seen(client, companion, kitchen):
    a_visit(kitchen.business, companion, seen="Suaminya sakit", agreed="Cuci tutup botol", next_on=7)
    corrected = a_visit(kitchen.business, companion, agreed="Salah tulis", superseded_at=timezone.now())
    client.force_login(kitchen.owner)
    page = client.get(at("visits_agreed", kitchen.business.pk)).content.decode()
    assert "Cuci tutup botol" in page
    assert "Ibu Rambu" in page
    assert f"https://wa.me/{companion.phone.removeprefix('+')}" in page
    assert "Suaminya sakit" not in page
    assert "Salah tulis" not in page
    assert client.get(at("visit", corrected.receipt)).status_code == 403
    assert client.get(at("companion_caseload")).status_code == 403
    client.force_login(a_kitchen("Lain").owner)
    assert client.get(at("visits_agreed", kitchen.business.pk)).status_code == 404


def test_a_trainer_reaches_only_those_she_walks_beside(client, kitchen, companion):
    visit = a_visit(kitchen.business, companion)
    client.force_login(a_person(Role.TRAINER))
    for name, argument in (
        ("visit_new", kitchen.business.pk), ("companion_business", kitchen.business.pk),
        ("visit", visit.receipt), ("visit_correct", visit.receipt),
        ("milestone_new", kitchen.product.public_id),
    ):  # fmt: skip
        assert client.get(at(name, argument)).status_code == 404
        assert client.post(at(name, argument), typed()).status_code in (404, 405)
    for name, argument in (
        ("visits_agreed", kitchen.business.pk), ("milestones", kitchen.product.public_id)
    ):  # fmt: skip
        assert client.get(at(name, argument)).status_code == 404
    product_page = client.get(reverse("standards:product", args=[kitchen.product.public_id]))
    assert at("milestones", kitchen.product.public_id) not in product_page.content.decode()
    client.force_login(a_person(Role.INSPECTOR))
    for name, argument in (
        ("visits_agreed", kitchen.business.pk), ("milestones", kitchen.product.public_id)
    ):  # fmt: skip
        assert client.get(at(name, argument)).status_code == 403


def test_a_companion_reads_visits_and_milestones_of_those_she_walks_beside(client, kitchen, companion):
    for person in (companion, kitchen.owner, a_person(Role.OFFICER)):
        client.force_login(person)
        assert client.get(at("visits_agreed", kitchen.business.pk)).status_code == 200
        assert client.get(at("milestones", kitchen.product.public_id)).status_code == 200
    release(kitchen.business, timezone.localdate())
    client.force_login(companion)
    assert client.get(at("visits_agreed", kitchen.business.pk)).status_code == 404


# The owner's first page


def test_the_owners_first_page_names_her_companion(client, kitchen, companion):
    a_visit(kitchen.business, companion, agreed="Cuci tutup botol")
    client.force_login(kitchen.owner)
    page = client.get(reverse("standards:products")).content.decode()
    assert "Ibu Rambu" in page
    assert "Cuci tutup botol" in page
    assert f"https://wa.me/{companion.phone.removeprefix('+')}" in page
    client.force_login(a_kitchen("Lain").owner)
    assert "Ibu Rambu" not in client.get(reverse("standards:products")).content.decode()
    client.force_login(a_person(Role.BUYER))
    assert client.get(reverse("standards:products")).status_code == 200


# Milestones


def told(**fields):
    return {
        "client_id": own_number(), "kind": "ordered", "on": days(-2).isoformat(),
        "where": "Toko Oebobo", "amount_idr": "Rp1.250.000",
    } | fields  # fmt: skip


def test_a_milestone_is_told_once_and_withdrawn_not_deleted(client, kitchen):
    client.force_login(kitchen.owner)
    sent = told()
    for _time in range(2):
        answer = client.post(at("milestone_new", kitchen.product.public_id), sent)
        assert answer.url == at("milestones", kitchen.product.public_id)
    found = Milestone.objects.get()
    assert (found.amount_idr, found.evidence, found.told_by) == (1_250_000, None, kitchen.owner)
    page = client.get(answer.url).content.decode()
    assert "Rp1.250.000" in page
    assert 'class="badge state-unknown"' in page
    client.post(at("milestone_withdraw", found.pk))
    client.post(at("milestone_withdraw", found.pk))
    found.refresh_from_db()
    assert (found.withdrawn_by, the_case(kitchen).last_order) == (kitchen.owner, None)
    client.post(at("milestone_withdraw", found.pk), {"put-back": "1"})
    assert the_case(kitchen).last_order == days(-2)


def test_the_paper_comes_with_it_or_later(client, kitchen, companion):
    client.force_login(companion)
    client.post(at("milestone_new", kitchen.product.public_id), told(photo=io.BytesIO(photo())))
    client.post(at("milestone_new", kitchen.product.public_id), told(kind="paid"))
    shown, bare = Milestone.objects.get(kind="ordered"), Milestone.objects.get(kind="paid")
    assert shown.evidence
    assert shown.evidence.business == kitchen.business
    assert client.post(at("milestone_paper", bare.pk), {}).status_code == 422
    assert client.post(at("milestone_paper", bare.pk), {"photo": io.BytesIO(b"no photo")}).status_code == 422
    client.post(at("milestone_paper", bare.pk), {"photo": io.BytesIO(photo())})
    client.post(at("milestone_paper", bare.pk), {"photo": io.BytesIO(photo())})
    bare.refresh_from_db()
    assert bare.evidence
    assert Evidence.objects.count() == 2
    assert client.get(reverse("producers:evidence", args=[bare.evidence_id])).status_code == 200
    page = client.get(at("milestones", kitchen.product.public_id)).content.decode()
    assert page.count('class="badge state-met"') == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "sold"}, "kind"),
        ({"on": days(1).isoformat()}, "on"),
        ({"on": "kemarin"}, "on"),
        ({"on": "1900-01-01"}, "on"),
        ({"where": ""}, "where"),
        ({"amount_idr": "1,5"}, "amount_idr"),
        ({"amount_idr": "0"}, "amount_idr"),
        ({"photo": io.BytesIO(b"<svg>")}, "photo"),
        ({"client_id": ""}, "__all__"),
    ],
)
def test_a_milestone_that_cannot_be_right_is_refused(wrong, field, client, kitchen):
    client.force_login(kitchen.owner)
    answer = client.post(at("milestone_new", kitchen.product.public_id), told(**wrong))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Milestone.objects.exists()


def test_a_milestone_too_long_ago_is_told_from_which_day_on(client, kitchen):
    client.force_login(kitchen.owner)
    answer = client.post(at("milestone_new", kitchen.product.public_id), told(on=days(-3651).isoformat()))
    assert "terlalu lama" in " ".join(answer.context["form"].errors["on"])
    answer = client.post(at("milestone_new", kitchen.product.public_id), told(on=days(-3650).isoformat()))
    assert answer.status_code == 302


def test_another_owner_reaches_no_milestone(client, kitchen, officer):
    found = Milestone.objects.create(
        product=kitchen.product, kind="listed", on=days(-2), where="Toko", told_by=kitchen.owner
    )
    client.force_login(a_kitchen("Lain").owner)
    own = kitchen.product.public_id
    for name, argument in (("milestones", own), ("milestone_new", own), ("milestone_paper", found.pk)):
        assert client.get(at(name, argument)).status_code == 404
    assert client.post(at("milestone_withdraw", found.pk)).status_code == 404
    client.force_login(officer)
    assert client.get(at("milestones", kitchen.product.public_id)).status_code == 200


def test_the_list_of_milestones_keeps_its_queries(client, kitchen):
    client.force_login(kitchen.owner)
    address = at("milestones", kitchen.product.public_id)
    client.post(at("milestone_new", kitchen.product.public_id), told())
    one = queries(client, address)
    for number in range(20):
        client.post(at("milestone_new", kitchen.product.public_id), told(where=f"Toko {number}"))
    assert queries(client, address) == one
