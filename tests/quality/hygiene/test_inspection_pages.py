"""The pages of the inspection without JavaScript, and what the phone sends when it has a network again."""

import io
import json
import re
import uuid

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.roles import Role
from lopo.producers.models import Evidence
from lopo.quality.hygiene.checklist import elements_in, groups
from lopo.quality.inspection_book import open_findings
from lopo.quality.models import Inspection, InspectionDraft, InspectionPhoto, Nonconformity
from lopo.quality.models.hygiene import OFFICER, SELF
from tests.accounts.factories import a_person
from tests.city import a_kitchen, photo
from tests.quality.hygiene.sheets import a_message, an_inspection, days_ago

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def kitchen():
    return a_kitchen()


@pytest.fixture
def inspector():
    return a_person(Role.INSPECTOR)


def at(name, *arguments):
    return reverse(f"quality:{name}", args=arguments)


def post(client, kitchen, message):
    return client.post(
        at("inspection_send", kitchen.business.pk), json.dumps(message), content_type="application/json"
    )


def send_photo(client, kitchen, content=None, **fields):
    body = {
        "client_id": str(uuid.uuid4()),
        "photo_id": str(uuid.uuid4()),
        "element": "13",
        "photo": io.BytesIO(photo() if content is None else content),
    }
    return client.post(at("inspection_photo", kitchen.business.pk), body | fields)


# What a phone sends


def test_a_sheet_is_answered_with_its_receipt_and_sent_twice_with_the_same(kitchen, inspector, client):
    client.force_login(inspector)
    message = a_message(inspector, failing=(2, 8))
    first, again = post(client, kitchen, message), post(client, kitchen, message)
    assert first.status_code == 200
    assert first.json() == again.json()
    assert first.json()["level"] == "II"
    inspection = Inspection.objects.get()
    assert (inspection.receipt, inspection.kind) == (first.json()["receipt"], OFFICER)


def test_what_was_changed_after_it_had_arrived_is_said(kitchen, inspector, client):
    client.force_login(inspector)
    message = a_message(inspector, failing=(2, 8))
    assert post(client, kitchen, message).json()["differs"] is False
    again = post(client, kitchen, message | {"notes": "lupa menulis"})
    assert again.json()["differs"] is True
    assert Inspection.objects.get().notes == ""


def test_both_sides_list_the_receipt(kitchen, inspector, client):
    client.force_login(inspector)
    receipt = post(client, kitchen, a_message(inspector)).json()["receipt"]
    assert receipt in client.get(at("inspections")).content.decode()
    client.force_login(kitchen.owner)
    for page in (at("inspections"), at("kitchen", kitchen.business.pk)):
        assert receipt in client.get(page).content.decode()
    assert client.get(at("inspection_result", receipt)).status_code == 200


def test_an_owner_sends_an_own_check(kitchen, client):
    client.force_login(kitchen.owner)
    assert post(client, kitchen, a_message(kitchen.owner)).status_code == 200
    assert Inspection.objects.get().kind == SELF


def test_somebody_else_signed_in_meanwhile_is_said_and_nothing_taken(kitchen, inspector, client):
    client.force_login(a_person(Role.INSPECTOR))
    answer = post(client, kitchen, a_message(inspector))
    assert answer.status_code == 409
    assert answer.json()["problem"]
    assert not Inspection.objects.exists()


def test_a_business_out_of_reach_is_gone(kitchen, client):
    stranger = a_kitchen("Dapur Lain").owner
    client.force_login(stranger)
    assert post(client, kitchen, a_message(stranger)).status_code == 404
    assert send_photo(client, kitchen).status_code == 404
    assert not Inspection.objects.exists()


def test_signed_out_is_sent_to_sign_in(kitchen, inspector, client):
    assert post(client, kitchen, a_message(inspector)).status_code == 302


@pytest.mark.parametrize("body", ["", "[]", "null", "{", "[" * 100_000, '{"person": 1}', '"\ud800"'])
def test_what_cannot_be_read_is_refused(body, kitchen, inspector, client):
    client.force_login(inspector)
    answer = client.post(
        at("inspection_send", kitchen.business.pk),
        body.encode("utf-8", "replace"),
        content_type="application/json",
    )
    assert answer.status_code in (409, 422)
    assert answer.json()["problem"]


def test_photos_come_first_and_are_kept_once(kitchen, inspector, client):
    client.force_login(inspector)
    message = a_message(inspector, failing=(13,))
    names = {"client_id": message["client_id"], "photo_id": str(uuid.uuid4())}
    assert post(client, kitchen, message | {"photos": [names["photo_id"]]}).status_code == 422
    assert [send_photo(client, kitchen, **names).status_code for _again in range(2)] == [200, 200]
    assert post(client, kitchen, message | {"photos": [names["photo_id"]]}).status_code == 200
    assert InspectionPhoto.objects.get().inspection == Inspection.objects.get()
    assert Evidence.objects.filter(business=kitchen.business).count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"element": "99"},
        {"element": ""},
        {"client_id": "x"},
        {"photo_id": ""},
        {"content": b"<svg>"},
        {"content": b"%PDF-1.4 %%EOF"},
    ],
)
def test_a_photo_that_cannot_be_taken_is_refused(fields, kitchen, inspector, client):
    client.force_login(inspector)
    answer = send_photo(client, kitchen, **fields)
    assert answer.status_code == 422
    assert answer.json()["problem"]
    assert not InspectionPhoto.objects.exists()


def test_the_token_that_the_phone_asks_for_lets_it_send(kitchen, inspector):
    client = Client(enforce_csrf_checks=True)
    client.force_login(inspector)
    assert post(client, kitchen, a_message(inspector)).status_code == 403
    key = client.get(at("inspection_key")).json()
    assert key["person"] == inspector.pk
    answer = client.post(
        at("inspection_send", kitchen.business.pk),
        json.dumps(a_message(inspector)),
        content_type="application/json",
        headers={"X-CSRFToken": key["token"]},
    )
    assert answer.status_code == 200


def test_the_worker_names_files_that_are_there(inspector, client):
    client.force_login(inspector)
    script = client.get(at("inspection_worker"))
    assert script["Content-Type"].startswith("text/javascript")
    names = json.loads(re.match(r"const NAMES = (.*);\n", script.content.decode())[1])
    assert {names["store"], names["sending"]} <= set(names["assets"])
    assert len(names["assets"]) > 20


# Without JavaScript


def fill(client, kitchen, failing=(), skip=()):
    """Every page of the form; returns where the last one leads."""
    answer = client.post(at("inspection_begin", kitchen.business.pk))
    for letter in groups():
        body = {
            f"answer-{each.number}": "failing" if each.number in failing else "fine"
            for each in elements_in(letter)
            if each.number not in skip
        }
        answer = client.post(at("inspection_form", kitchen.business.pk, letter), body)
        assert answer.status_code == 302
    return answer["Location"]


def test_the_form_of_several_pages_becomes_one_inspection(kitchen, inspector, client):
    client.force_login(inspector)
    last = fill(client, kitchen, failing=(3, 13))
    page = client.get(last).content.decode()
    assert "Level IV" in page
    body = {"inspected_on": timezone.localdate().isoformat(), "present_name": "Yuliana", "notes": "rapi"}
    answer = client.post(last, body)
    inspection = Inspection.objects.get()
    assert answer["Location"] == at("inspection_result", inspection.receipt)
    assert (inspection.level, inspection.present_name, inspection.notes) == ("IV", "Yuliana", "rapi")
    assert not InspectionDraft.objects.exists()
    assert [each.element for each in open_findings(kitchen.business)] == [13, 3]


def test_every_page_is_saved_and_it_goes_on_where_it_was_left(kitchen, inspector, client):
    client.force_login(inspector)
    client.post(at("inspection_begin", kitchen.business.pk))
    client.post(at("inspection_form", kitchen.business.pk, "A"), {"answer-1": "fine"})
    answer = client.post(at("inspection_begin", kitchen.business.pk))
    assert answer["Location"] == at("inspection_form", kitchen.business.pk, "B")


def test_what_was_skipped_is_asked_for_and_cannot_be_sent(kitchen, inspector, client):
    client.force_login(inspector)
    last = fill(client, kitchen, skip=(21,))
    assert at("inspection_form", kitchen.business.pk, "G") in client.get(last).content.decode()
    assert client.post(last, {"inspected_on": timezone.localdate().isoformat()}).status_code == 422
    assert not Inspection.objects.exists()


def test_a_photo_of_the_form_is_kept(kitchen, inspector, client):
    client.force_login(inspector)
    client.post(at("inspection_begin", kitchen.business.pk))
    body = {"answer-13": "failing", "note-13": "terbuka", "photo-13": io.BytesIO(photo())}
    client.post(at("inspection_form", kitchen.business.pk, "E"), body)
    fill(client, kitchen, failing=(13,))
    last = at("inspection_form", kitchen.business.pk, "selesai")
    client.post(last, {"inspected_on": timezone.localdate().isoformat()})
    assert Inspection.objects.get().photos.count() == 1


def test_a_wrong_answer_is_refused_on_its_page(kitchen, inspector, client):
    client.force_login(inspector)
    client.post(at("inspection_begin", kitchen.business.pk))
    answer = client.post(at("inspection_form", kitchen.business.pk, "A"), {"answer-1": "absent"})
    assert answer.status_code == 422
    assert "Unsur 1" in answer.content.decode()


@pytest.mark.parametrize("day", ["2199-01-01", "kemarin", ""])
def test_a_wrong_day_is_refused_and_nothing_is_lost(day, kitchen, inspector, client):
    client.force_login(inspector)
    last = fill(client, kitchen)
    assert client.post(last, {"inspected_on": day}).status_code == 422
    assert InspectionDraft.objects.get().sheet.left == ()


# What is to be mended


def test_the_owner_tells_with_a_photo_and_the_officer_closes_it(kitchen, inspector, client):
    an_inspection(kitchen.business, inspector, failing=(13,))
    found = open_findings(kitchen.business).get()
    client.force_login(kitchen.owner)
    assert "Tidak ada tempat sampah" in client.get(at("kitchen", kitchen.business.pk)).content.decode()
    client.post(at("mended", found.pk), {"photo": io.BytesIO(photo())})
    found.refresh_from_db()
    assert found.told_on
    assert found.evidence
    assert found.mended_on is None
    client.force_login(inspector)
    client.post(at("mended", found.pk))
    assert not open_findings(kitchen.business).exists()


def test_what_is_told_without_a_photo_is_said_to_be_so(kitchen, inspector, client):
    an_inspection(kitchen.business, inspector, failing=(13,))
    found = open_findings(kitchen.business).get()
    client.force_login(kitchen.owner)
    client.post(at("mended", found.pk))
    for person in (kitchen.owner, inspector):
        client.force_login(person)
        assert "Tanpa foto." in client.get(at("kitchen", kitchen.business.pk)).content.decode()
    client.force_login(kitchen.owner)
    client.post(at("mended", found.pk), {"photo": io.BytesIO(photo())})
    assert "Tanpa foto." not in client.get(at("kitchen", kitchen.business.pk)).content.decode()


def test_an_owner_cannot_put_off_what_the_officer_asked(kitchen, inspector, client):
    an_inspection(kitchen.business, inspector, failing=(13,))
    found = open_findings(kitchen.business).get()
    client.force_login(kitchen.owner)
    client.post(at("mended", found.pk), {"put_off": "1", "due_on": "2199-01-01"})
    found.refresh_from_db()
    assert found.due_on.year < 2199


def test_the_kitchen_of_another_is_out_of_reach(kitchen, inspector, client):
    inspection = an_inspection(kitchen.business, inspector, failing=(13,))
    client.force_login(a_kitchen("Dapur Lain").owner)
    pk = kitchen.business.pk
    for page in (at("kitchen", pk), at("inspection", pk), at("inspection_result", inspection.receipt)):
        assert client.get(page).status_code == 404
    assert client.post(at("mended", open_findings(kitchen.business).get().pk)).status_code == 404


def test_overdue_findings_come_first_on_the_officers_list(kitchen, inspector, client):
    late = a_kitchen("Warung Terlambat")
    an_inspection(kitchen.business, inspector, failing=(13,))
    an_inspection(late.business, inspector, failing=(13,), on=days_ago(10))
    client.force_login(inspector)
    page = client.get(at("inspections")).content.decode()
    assert page.index("Warung Terlambat") < page.index("Dapur Mama Yuliana")
    only = client.get(at("inspections") + "?terlambat=1").content.decode()
    assert f'data-kitchen="{late.business.pk}"' in only
    assert f'data-kitchen="{kitchen.business.pk}"' not in only


def test_a_long_list_takes_as_many_queries_as_a_short_one(inspector, client, django_assert_max_num_queries):
    for number in range(12):
        an_inspection(a_kitchen(f"Dapur {number}").business, inspector, failing=(3, 13), on=days_ago(20))
    client.force_login(inspector)
    with django_assert_max_num_queries(11):
        assert client.get(at("inspections")).status_code == 200


def test_a_kitchen_with_many_findings_takes_few_queries(
    kitchen, inspector, client, django_assert_max_num_queries
):
    an_inspection(kitchen.business, inspector, failing=range(1, 38))
    client.force_login(kitchen.owner)
    with django_assert_max_num_queries(10):
        assert client.get(at("kitchen", kitchen.business.pk)).status_code == 200


def test_the_report_is_a_pdf_with_its_receipt(kitchen, inspector, client):
    inspection = an_inspection(kitchen.business, inspector, failing=(13,))
    client.force_login(kitchen.owner)
    answer = client.get(at("inspection_report", inspection.receipt))
    assert answer["Content-Type"] == "application/pdf"
    text = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_bounded()
    assert inspection.receipt in text


# The officer's list


def the_list(client, **asked):
    return [row["business"].name for row in client.get(at("inspections"), asked).context["rows"]]


@pytest.fixture
def city(inspector, client):
    names = ("Abon", "Bolu", "Cucur")
    for name, failing, ago in zip(names, ((), (13,), tuple(range(1, 38))), (1, 9, 40), strict=True):
        an_inspection(a_kitchen(name).business, inspector, failing=failing, on=days_ago(ago))
    a_kitchen("Dodol")
    client.force_login(inspector)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["Cucur", "Bolu", "Abon", "Dodol"]),
        ({"sort": "name"}, ["Abon", "Bolu", "Cucur", "Dodol"]),
        ({"sort": "-name"}, ["Dodol", "Cucur", "Bolu", "Abon"]),
        ({"sort": "inspected"}, ["Cucur", "Bolu", "Abon", "Dodol"]),
        ({"sort": "-inspected"}, ["Abon", "Bolu", "Cucur", "Dodol"]),
        ({"sort": "level"}, ["Abon", "Bolu", "Cucur", "Dodol"]),
        ({"sort": "-open"}, ["Cucur", "Bolu", "Abon", "Dodol"]),
        ({"level": "none"}, ["Dodol"]),
        ({"level": "I"}, ["Abon"]),
        ({"cari": "bol"}, ["Bolu"]),
        ({"terlambat": "1"}, ["Cucur", "Bolu"]),
        ({"kelurahan": "xx"}, []),
        ({"sort": "\x00", "level": "V", "cari": "\x00"}, ["Cucur", "Bolu", "Abon", "Dodol"]),
    ],
)
def test_the_list_is_sorted_and_filtered_by_its_address(city, client, asked, names):
    assert the_list(client, **asked) == names


def test_the_foot_counts_every_page_and_the_file_is_what_is_shown(city, client):
    shown = client.get(at("inspections")).context
    assert (shown["totals"]["kitchens"], shown["totals"]["open"]) == (4, 38)
    assert dict(shown["levels"])["none"] == 1
    asked = {"level": "IV", "sort": "name"}
    lines = client.get(at("inspections_export", "csv"), asked).getvalue().decode().splitlines()
    assert [line.split(",")[0].lstrip("\ufeff") for line in lines[1:]] == the_list(client, **asked)
    assert client.get(at("inspections_export", "xlsx")).status_code == 200
    assert client.get(at("inspections_export", "pdf")).status_code == 404


def test_what_was_told_to_be_mended_is_found(city, client, inspector):
    found = Nonconformity.objects.filter(business__name="Bolu").get()
    Nonconformity.objects.filter(pk=found.pk).update(told_on=timezone.localdate())
    assert the_list(client, lihat="1") == ["Bolu"]


def test_an_owner_has_her_own_list_and_file(kitchen, inspector, client):
    a_kitchen("Lain")
    client.force_login(kitchen.owner)
    assert the_list(client) == [kitchen.business.name]
    lines = client.get(at("inspections_export", "csv")).getvalue().decode().splitlines()
    assert len(lines) == 2
