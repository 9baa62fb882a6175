"""A file is held to what the form asks; what is left out is said; what came by mistake is struck out."""

import copy

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.notice import site_address
from lopo.facts.kinds import Refused
from lopo.quality.correction_book import Why
from lopo.quality.epcis_book import take
from lopo.quality.epcis_undo import undo_import
from lopo.quality.models import Batch, EpcisImport, LotCorrection, Move, RawLot
from lopo.quality.trace.epcis_read import read_document
from tests.city import a_kitchen
from tests.quality.trace.test_epcis import GS1_RECEIVING, GS1_TRANSFORMATION, document
from tests.quality.trace.test_epcis_book import told
from tests.quality.trace.test_trace_book import a_batch, a_lot, sent

pytestmark = [pytest.mark.django_db, pytest.mark.database]

AGGREGATION = {
    "type": "AggregationEvent",
    "eventTime": "2013-06-08T14:58:56.591Z",
    "eventTimeZoneOffset": "+02:00",
    "action": "ADD",
    "bizStep": "packing",
    "parentID": "urn:epc:id:sscc:0614141.1234567890",
    "childEPCs": ["urn:epc:id:sgtin:0614141.107346.2017"],
}
MAKE = "Salah berkas"


def received(**changed):
    event = copy.deepcopy(GS1_RECEIVING) | changed
    return document({name: each for name, each in event.items() if each is not None})


def refused(content):
    kitchen = a_kitchen()
    with pytest.raises(Refused) as refusal:
        take(kitchen.business, read_document(content).happenings, kitchen.owner)
    assert not RawLot.objects.exists()
    return refusal.value.reason.en


def test_a_day_to_come_is_refused():
    assert "998877: their day has not come yet" in refused(received(eventTime="2999-06-08T14:58:56.591Z"))


def test_a_delivery_names_its_supplier():
    assert "Event 1, sourceList" in refused(received(sourceList=None))


@pytest.mark.parametrize("name", ["x" * 10_000, "dua\nbaris", 7])
def test_a_name_is_never_cut(name):
    said = refused(received(action="ADD", ilmd={"lopo:name": name}))
    assert "Event 1, lopo:name: at most 120 characters" in said


def test_what_is_left_out_is_said_with_its_reason():
    read = read_document(document(GS1_RECEIVING, GS1_TRANSFORMATION, AGGREGATION, AGGREGATION))
    assert len(read.happenings) == 1
    said = " ".join(each.en for each in read.said_of_left_out())
    assert "2 events of cases or pallets" in said
    assert "1 events of serial numbers" in said


def test_the_page_says_what_was_not_taken(client):
    kitchen = a_kitchen()
    client.force_login(kitchen.owner)
    file = SimpleUploadedFile("toko.jsonld", document(GS1_RECEIVING, AGGREGATION))
    page = client.post(reverse("quality:epcis", args=[kitchen.business.pk]), {"file": file}, follow=True)
    shown = page.content.decode()
    assert "Masuk: 1 kiriman" in shown
    assert "agregasi" in shown
    assert "toko.jsonld" in shown


@pytest.fixture
def imported():
    first = a_kitchen(permit__gtin__number="8991234567891")
    sambal = a_batch(first, a_lot(first), sources=[a_batch(first, a_lot(first, "garam"))])
    sent(first, sambal)
    other = a_kitchen("Dapur Kedua", permit__gtin__number="8991234567891")
    take(other.business, read_document(told(first)).happenings, other.owner, "toko.jsonld")
    return other, EpcisImport.objects.get()


def test_a_file_that_came_by_mistake_is_struck_out_as_a_whole(client, imported):
    kitchen, row = imported
    client.force_login(kitchen.owner)
    address = reverse("quality:epcis", args=[kitchen.business.pk])
    assert client.post(address, {"undo": row.pk, "reason": " "}).status_code == 422
    assert client.post(address, {"undo": row.pk, "reason": MAKE}).status_code == 302
    assert not RawLot.objects.filter(business=kitchen.business).exists()
    assert not Batch.objects.filter(business=kitchen.business).exists()
    assert not Move.objects.filter(batch__business=kitchen.business).exists()
    assert RawLot.objects.count() == 2
    assert LotCorrection.objects.filter(business=kitchen.business).count() == 4
    assert "Dicoret pada" in client.get(address).content.decode()
    assert client.post(address, {"undo": row.pk, "reason": MAKE}).status_code == 404


def test_what_others_rest_on_is_not_struck_out(client, imported):
    kitchen, row = imported
    lot = RawLot.objects.filter(business=kitchen.business).first()
    a_batch(kitchen, lot)
    with pytest.raises(Refused, match=lot.code):
        undo_import(row, Why(kitchen.owner, MAKE))
    assert Batch.objects.filter(business=kitchen.business).count() == 3


def test_another_kitchen_strikes_nothing_out(client, imported):
    _kitchen, row = imported
    other = a_kitchen("Dapur Ketiga", "Abon")
    client.force_login(other.owner)
    address = reverse("quality:epcis", args=[other.business.pk])
    assert client.post(address, {"undo": row.pk, "reason": MAKE}).status_code == 404


@pytest.mark.parametrize(
    ("hosts", "host"),
    [
        (["localhost", "127.0.0.1", "lopo.kupang.go.id"], "lopo.kupang.go.id"),
        (["[::1]", "10.0.0.4", ".kupang.go.id"], "kupang.go.id"),
        (["localhost"], "localhost"),
        (["*"], "localhost"),
    ],
)
def test_identifiers_carry_the_first_public_host(settings, hosts, host):
    settings.ALLOWED_HOSTS = hosts
    assert site_address("/bahan/1/").endswith(f"://{host}/bahan/1/")
    kitchen = a_kitchen()
    lot = a_lot(kitchen)
    assert lot.received_on == timezone.localdate()
    assert f"://{host}/bahan/{lot.pk}/".encode() in told(kitchen)
