"""The book of lots goes out as EPCIS and comes back in, without a lot lost or told twice."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from lopo.facts.kinds import Refused
from lopo.quality.epcis_book import happenings_between, happenings_of, kitchen_of, take
from lopo.quality.models import Batch, Move, RawLot
from lopo.quality.trace.epcis_read import read_document
from lopo.quality.trace.epcis_write import write_document
from lopo.quality.trace_search import found_by_code, report
from tests.city import a_kitchen
from tests.quality.trace.test_trace_book import a_batch, a_lot, sent

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def kitchen():
    kitchen = a_kitchen(permit__gtin__number="8991234567891")
    lot = a_lot(kitchen, supplier_phone="+6281234567890", supplier_code="BRB-7")
    paste = a_batch(kitchen, lot)
    sambal = a_batch(kitchen, a_lot(kitchen, "garam"), sources=[paste])
    shop = sent(kitchen, sambal).destination
    sent(kitchen, sambal, 5, origin=shop, destination=None)
    return kitchen


def told(kitchen):
    today = timezone.localdate()
    happened = happenings_between(kitchen.business, today - dt.timedelta(days=1), today)
    created = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    return write_document(happened, kitchen_of(kitchen.business), created).encode()


def test_another_kitchen_reads_the_same_lots(kitchen):
    other = a_kitchen("Dapur Kedua", permit__gtin__number="8991234567891")
    taken = take(other.business, read_document(told(kitchen)).happenings, other.owner)
    assert (taken.deliveries, taken.batches, taken.moves) == (2, 2, 2)
    for code in Batch.objects.filter(business=kitchen.business).values_list("code", flat=True):
        ours, theirs = (report(each).plain() for each in found_by_code(code))
        assert ours | {"business": ""} == theirs | {"business": ""}


def test_the_same_document_again_brings_nothing_new(kitchen):
    document = told(kitchen)
    taken = take(kitchen.business, read_document(document).happenings, kitchen.owner)
    assert (taken.deliveries, taken.batches, taken.moves, taken.known) == (0, 0, 0, 6)
    assert told(kitchen) == document


def test_a_lot_is_told_with_what_is_in_it(kitchen):
    lot = RawLot.objects.get(ingredient="cabai rawit")
    assert len(happenings_of(lot)) == 5
    assert {each.at.utcoffset() for each in happenings_of(lot)} == {dt.timedelta(hours=8)}


def test_nothing_is_half_taken(kitchen):
    other = a_kitchen("Dapur Ketiga", "Produk lain")
    with pytest.raises(Refused, match="unknown product"):
        take(other.business, read_document(told(kitchen)).happenings, other.owner)
    assert not RawLot.objects.filter(business=other.business).exists()


def test_out_and_in_by_the_pages(kitchen, client):
    client.force_login(kitchen.owner)
    address = reverse("quality:epcis", args=[kitchen.business.pk])
    answer = client.get(address, {"unduh": "1"})
    assert answer["Content-Type"] == "application/ld+json"
    assert len(read_document(answer.content).happenings) == 6
    one = client.get(address, {"unduh": "1", "lot": Batch.objects.last().code})
    assert len(read_document(one.content).happenings) < 6
    from django.core.files.uploadedfile import SimpleUploadedFile

    again = client.post(address, {"file": SimpleUploadedFile("epcis.jsonld", answer.content)}, follow=True)
    assert "6" in again.content.decode()
    assert Move.objects.count() == 2
    wrong = client.post(address, {"file": SimpleUploadedFile("epcis.jsonld", b"<xml/>")})
    assert wrong.status_code == 422
    assert "bukan JSON" in wrong.content.decode()
    assert client.get(address, {"unduh": "1", "dari": "kapan"}).status_code == 422
