"""Inspections written down: once each, with a receipt, and followed until what they found is mended."""

import datetime as dt

import pytest
from django.utils import timezone

from lopo.accounts.receipt_number import read_number
from lopo.accounts.roles import Role
from lopo.facts.kinds import Refused
from lopo.producers.evidence import clean_upload
from lopo.producers.models import Statement
from lopo.quality.hygiene.sent import read_sent
from lopo.quality.inspection_book import (
    keep_photo,
    open_findings,
    put_off,
    see_mended,
    take_inspection,
    tell_mended,
)
from lopo.quality.models import Inspection, InspectionPhoto
from lopo.quality.models.hygiene import OFFICER, SELF
from tests.accounts.factories import a_person
from tests.city import a_kitchen, photo
from tests.quality.hygiene.sheets import a_message, an_inspection, days_ago
from tests.race import at_once, own_connections

pytestmark = [pytest.mark.database, pytest.mark.django_db]

SHEET = "0d9f1a52-7c1e-4d4b-9f0c-0123456789ab"
PHOTO = "1d9f1a52-7c1e-4d4b-9f0c-0123456789ab"


@pytest.fixture
def kitchen():
    return a_kitchen()


@pytest.fixture
def inspector():
    return a_person(Role.INSPECTOR)


def facts(kitchen):
    rows = Statement.objects.filter(business=kitchen.business, superseded_at=None, fact__startswith="quality")
    return {row.fact.removeprefix("quality.cppb."): (row.value, row.said_by) for row in rows}


def sent(person, **fields):
    return read_sent(a_message(person, client_id=SHEET, **fields), timezone.localdate())


def test_it_has_a_level_and_a_receipt_that_can_be_read_aloud(kitchen, inspector):
    inspection = an_inspection(kitchen.business, inspector, failing=(2, 8))
    assert inspection.level == "II"
    assert read_number(inspection.receipt) == inspection.receipt


def test_sent_twice_it_is_one(kitchen, inspector):
    first = take_inspection(kitchen.business, OFFICER, sent(inspector), inspector)
    again = take_inspection(kitchen.business, OFFICER, sent(inspector), inspector)
    assert again == first
    assert Inspection.objects.count() == 1


def test_the_sheet_of_another_is_not_given_away(kitchen, inspector):
    take_inspection(kitchen.business, OFFICER, sent(inspector), inspector)
    with pytest.raises(Refused):
        take_inspection(kitchen.business, SELF, sent(kitchen.owner), kitchen.owner)
    with pytest.raises(Refused):
        take_inspection(a_kitchen("Dapur Lain").business, OFFICER, sent(inspector), inspector)


def test_an_officer_inspection_is_told_to_the_standards(kitchen, inspector):
    an_inspection(kitchen.business, inspector, failing=(2, 3, 13, 36))
    today = timezone.localdate().isoformat()
    assert facts(kitchen) == {
        "inspected_on": (today, "inspector"),
        "minor": (1, "inspector"),
        "major": (1, "inspector"),
        "serious": (1, "inspector"),
        "critical": (1, "inspector"),
    }


def test_an_officer_of_the_city_is_told_as_such(kitchen):
    an_inspection(kitchen.business, a_person(Role.OFFICER))
    assert facts(kitchen)["critical"] == (0, "officer")


def test_an_own_check_tells_only_its_day(kitchen):
    an_inspection(kitchen.business, kitchen.owner, failing=(3,), kind=SELF)
    assert facts(kitchen) == {"self_checked_on": (timezone.localdate().isoformat(), "owner")}


def test_findings_are_to_be_mended_the_gravest_first(kitchen, inspector):
    an_inspection(kitchen.business, inspector, failing=(2, 3, 13))
    found = {
        each.element: (each.due_on - timezone.localdate()).days for each in open_findings(kitchen.business)
    }
    assert found == {13: 3, 3: 14, 2: 30}


def test_the_next_inspection_closes_what_is_mended_and_keeps_the_day_of_what_is_not(kitchen, inspector):
    an_inspection(kitchen.business, inspector, failing=(3, 13), on=days_ago(20))
    second = an_inspection(kitchen.business, inspector, failing=(3, 5))
    left = {each.element: each.due_on for each in open_findings(kitchen.business)}
    assert left == {3: days_ago(6), 5: timezone.localdate() + dt.timedelta(days=3)}
    closed = kitchen.business.nonconformities.get(element=13)
    assert (closed.mended_on, closed.closed_in) == (timezone.localdate(), second)
    assert facts(kitchen)["critical"] == (1, "inspector")


def test_an_inspection_that_comes_late_changes_nothing_any_more(kitchen, inspector):
    an_inspection(kitchen.business, inspector, failing=(13,))
    late = an_inspection(kitchen.business, inspector, failing=(3, 5), on=days_ago(5))
    assert late.level == "IV"
    assert [each.element for each in open_findings(kitchen.business)] == [13]
    assert facts(kitchen)["critical"][0] == 1


def test_an_officer_takes_over_what_the_owner_found_herself(kitchen, inspector):
    an_inspection(kitchen.business, kitchen.owner, failing=(3, 13), kind=SELF)
    an_inspection(kitchen.business, inspector, failing=(3,))
    assert [(each.element, each.inspection.kind) for each in open_findings(kitchen.business)] == [
        (3, OFFICER)
    ]


def test_an_own_check_leaves_an_officers_findings_open(kitchen, inspector):
    an_inspection(kitchen.business, inspector, failing=(3,))
    an_inspection(kitchen.business, kitchen.owner, kind=SELF)
    assert open_findings(kitchen.business, OFFICER).count() == 1


def test_the_owner_tells_and_the_officer_sees(kitchen, inspector):
    an_inspection(kitchen.business, inspector, failing=(13, 21))
    found = open_findings(kitchen.business).get(element=13)
    tell_mended(found, kitchen.owner, None)
    assert open_findings(kitchen.business).count() == 2
    see_mended(found, inspector, None)
    assert [each.element for each in open_findings(kitchen.business)] == [21]
    assert facts(kitchen)["critical"] == (1, "inspector")


def test_her_own_finding_she_closes_herself(kitchen):
    an_inspection(kitchen.business, kitchen.owner, failing=(13,), kind=SELF)
    tell_mended(open_findings(kitchen.business).get(), kitchen.owner, None)
    assert not open_findings(kitchen.business).exists()


def test_a_day_is_put_off_but_never_into_the_past(kitchen, inspector):
    an_inspection(kitchen.business, inspector, failing=(13,))
    found = open_findings(kitchen.business).get()
    put_off(found, timezone.localdate() + dt.timedelta(days=9))
    with pytest.raises(Refused):
        put_off(found, days_ago(1))
    assert (open_findings(kitchen.business).get().due_on - timezone.localdate()).days == 9


def test_a_photo_is_kept_once_and_tied_to_its_inspection(kitchen, inspector):
    upload = clean_upload(photo())
    for _again in range(2):
        keep_photo(kitchen.business, SHEET, PHOTO, 13, upload, inspector)
    taken = take_inspection(kitchen.business, OFFICER, sent(inspector, photos=[PHOTO]), inspector)
    assert [each.element for each in taken.photos.all()] == [13]
    assert InspectionPhoto.objects.count() == 1


def test_an_inspection_waits_for_its_photos(kitchen, inspector):
    with pytest.raises(Refused) as refused:
        take_inspection(kitchen.business, OFFICER, sent(inspector, photos=[PHOTO]), inspector)
    assert "foto" in refused.value.reason.id
    assert not Inspection.objects.exists()


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"left": (21,)}, "21"),
        ({"inspected_on": "2199-01-01"}, "tanggal"),
        ({"inspected_on": "kemarin"}, "tanggal"),
        ({"inspected_on": "2020-01-01"}, "60 hari"),
        ({"client_id": "../x"}, "Lembar ini"),
        ({"client_id": None}, "Lembar ini"),
        ({"photos": "abc"}, "60 foto"),
        ({"photos": ["x"]}, "Lembar ini"),
        ({"present_name": "x" * 200}, "120"),
        ({"present_name": 5}, "teks"),
        ({"answers": {"99": "fine"}}, "99"),
        ({"answers": None}, "terbaca"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(kitchen, inspector, fields, part):
    with pytest.raises(Refused) as refused:
        read_sent(a_message(inspector, **fields), timezone.localdate())
    assert part.lower() in refused.value.reason.id.lower()


@pytest.mark.django_db(transaction=True)
def test_the_same_sheet_from_two_tabs_at_once_is_one(kitchen, inspector):
    with own_connections():
        received = at_once(
            *[lambda: take_inspection(kitchen.business, OFFICER, sent(inspector), inspector).receipt] * 2
        )
        assert Inspection.objects.count() == 1
    assert len(set(received)) == 1
