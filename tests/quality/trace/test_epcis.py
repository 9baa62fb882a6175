"""EPCIS 2.0 out and in: what is written is valid and reads back; what is hostile is refused."""

import copy
import datetime as dt
import json
import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.quality.trace.epcis_read import code_of, gtin_of, read_document
from lopo.quality.trace.epcis_write import write_document
from lopo.quality.trace.happening import LotName, Moved, PlaceName, Quantity, Received, Transformed

AT = dt.datetime(2026, 11, 24, 8, tzinfo=dt.timezone(dt.timedelta(hours=8)))
KITCHEN = PlaceName("https://lopo.example/usaha/1/")
SHOP = PlaceName("https://lopo.example/tempat/3/", "Toko Sinar", "+6281234567890", "shop")
SUPPLIER = PlaceName("https://lopo.example/pemasok/Mama%20Yoh", "Mama Yoh", "+6281234500000")
CHILLI = LotName("https://lopo.example/bahan/5/CR261124", "CR261124", "cabai rawit", dt.date(2026, 12, 1))
SAMBAL = LotName("https://id.gs1.org/01/08991234567891/10/SL261124", "SL261124", "Sambal lu'at")
DAY = [
    Received(AT, CHILLI, Quantity(CHILLI.uri, Decimal("12.5"), "kg"), SUPPLIER, "BRB-7"),
    Transformed(AT + dt.timedelta(hours=1), SAMBAL, 80, (Quantity(CHILLI.uri, Decimal("0.6"), "kg"),)),
    Moved(AT + dt.timedelta(hours=2), SAMBAL.uri, 40, None, SHOP),
    Moved(AT + dt.timedelta(hours=3), SAMBAL.uri, 5, SHOP, None),
]
"""One day of a kitchen."""

# Example 9.6.4 of GS1's EPCIS 2.0, with Digital Links, from https://github.com/gs1/EPCIS, shortened.
GS1_TRANSFORMATION = {
    "type": "TransformationEvent",
    "eventTime": "2013-10-31T14:58:56.591Z",
    "eventTimeZoneOffset": "+02:00",
    "inputQuantityList": [
        {"epcClass": "urn:epc:class:lgtin:4012345.011111.4444", "quantity": 10, "uom": "KGM"},
        {"epcClass": "https://id.gs1.org/01/00614141777778/10/987", "quantity": 30},
        {"epcClass": "https://id.gs1.org/01/04012345666663", "quantity": 220},
    ],
    "outputEPCList": ["urn:epc:id:sgtin:4012345.077889.25"],
    "bizStep": "commissioning",
    "disposition": "in_progress",
    "readPoint": {"id": "urn:epc:id:sgln:4012345.00001.0"},
    "ilmd": {"example:bestBeforeDate": "2014-12-10", "example:batch": "XYZ"},
    "example:myField": "Example of a vendor/user extension",
}
# Example 9.6.2 of the same, its vocabulary as URNs.
GS1_RECEIVING = {
    "type": "ObjectEvent",
    "eventTime": "2013-06-08T14:58:56.591Z",
    "eventTimeZoneOffset": "+02:00",
    "action": "OBSERVE",
    "bizStep": "urn:epcglobal:cbv:bizstep:receiving",
    "disposition": "urn:epcglobal:cbv:disp:in_progress",
    "readPoint": {"id": "urn:epc:id:sgln:0614141.00777.0"},
    "quantityList": [
        {"epcClass": "https://id.gs1.org/01/70614141123451/10/998877", "quantity": 200, "uom": "KGM"}
    ],
    "sourceList": [{"type": "possessing_party", "source": "urn:epc:id:pgln:4012345.00001"}],
}


def document(*events, **changed):
    whole = {
        "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2013-06-04T14:59:02.099+02:00",
        "epcisBody": {"eventList": list(events)},
    }
    return json.dumps(whole | changed).encode()


def written(happenings=DAY):
    return write_document(happenings, KITCHEN, AT)


def test_a_day_reads_back_as_it_was_written():
    assert list(read_document(written().encode()).happenings) == DAY


def test_the_same_day_gives_the_same_bytes_in_any_order():
    assert written(list(reversed(DAY))) == written()


def test_an_event_keeps_its_identifier():
    first = [each["eventID"] for each in json.loads(written())["epcisBody"]["eventList"]]
    alone = json.loads(written(DAY[1:2]))["epcisBody"]["eventList"][0]["eventID"]
    assert first[1] == alone
    assert len(set(first)) == len(DAY)


def test_a_batch_without_inputs_begins_a_lot():
    batch = Transformed(AT, SAMBAL, 10, ())
    (event,) = json.loads(written([batch]))["epcisBody"]["eventList"]
    assert (event["type"], event["action"], event["bizStep"]) == ("ObjectEvent", "ADD", "commissioning")
    assert read_document(written([batch]).encode()).happenings == (batch,)


def test_an_example_of_gs1_is_a_delivery():
    (received,) = read_document(document(GS1_RECEIVING)).happenings
    assert (received.lot.code, received.quantity.amount, received.quantity.unit) == ("998877", 200, "kg")
    assert received.supplier.uri == "urn:epc:id:pgln:4012345.00001"


def test_an_example_of_gs1_about_single_items_is_read_and_left_out():
    assert read_document(document(GS1_TRANSFORMATION)).left_out == 1


@pytest.mark.parametrize(
    ("uri", "code", "gtin"),
    [
        ("https://id.gs1.org/01/00614141777778/10/987", "987", "00614141777778"),
        ("https://example.org/some/path/01/9506000134352/10/A%2FB?17=270101", "A/B", "09506000134352"),
        ("urn:epc:class:lgtin:4012345.011111.44.44", "44.44", None),
        ("https://lopo.example/bahan/5/CR261124", "CR261124", None),
    ],
)
def test_code_and_gtin_of_a_lot(uri, code, gtin):
    assert (code_of(uri), gtin_of(uri)) == (code, gtin)


HOSTILE = {
    "not JSON": b"<epcis/>",
    "not UTF-8": b"\xff\xfe\x00",
    "too deep": b"[" * 100_000,
    "a list": b"[]",
    "NaN": document(GS1_RECEIVING).replace(b"200", b"NaN"),
    "twice": document(GS1_RECEIVING).replace(b'"action"', b'"type": "ObjectEvent", "action"'),
    "EPCIS 1.2": document(GS1_RECEIVING, schemaVersion="1.2"),
    "a number as version": document(GS1_RECEIVING, schemaVersion=2.0),
    "another document": document(GS1_RECEIVING, type="EPCISQueryDocument"),
    "no body": document(epcisBody=None),
    "no list": document(epcisBody={"eventList": {}}),
    "too many events": document(*[GS1_RECEIVING] * 5001),
    "a huge number": document(GS1_RECEIVING).replace(b"200", b"1" + b"0" * 5000),
}
WRONG_FIELDS = {
    "eventTime": "kemarin",
    "eventTimeZoneOffset": "WITA",
    "action": "STEAL",
    "bizStep": {"x": 1},
    "readPoint": "urn:epc:id:sgln:1",
    "quantityList": [{"epcClass": "no uri", "quantity": 1}],
    "sourceList": [{"type": "location"}],
    "ilmd": {"cbvmda:lotNumber": "1"},
    "type": "PartyEvent",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence(name):
    with pytest.raises(Refused) as refusal:
        read_document(HOSTILE[name])
    assert refusal.value.reason.id
    assert refusal.value.reason.en


@pytest.mark.parametrize("field", WRONG_FIELDS)
def test_a_wrong_event_is_refused_with_its_number_and_field(field):
    wrong = {**GS1_RECEIVING, field: WRONG_FIELDS[field]}
    with pytest.raises(Refused) as refusal:
        read_document(document(GS1_RECEIVING, wrong))
    assert refusal.value.reason.en.startswith(f"Event 2, {field}")


@pytest.mark.parametrize(
    "quantity", [{"quantity": -1}, {"quantity": "1"}, {"quantity": True}, {"uom": "kilogram"}, {"price": 1}]
)
def test_a_wrong_quantity_is_refused(quantity):
    event = copy.deepcopy(GS1_RECEIVING)
    event["quantityList"][0] |= quantity
    with pytest.raises(Refused, match="quantityList"):
        read_document(document(event))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(GS1_RECEIVING)), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*GS1_RECEIVING, "ilmd", "lopo:source"]), JSON))
def test_whatever_an_event_holds_it_is_read_or_refused(changed):
    try:
        read_document(document({**GS1_RECEIVING, **changed}))
    except Refused:
        return


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    with pytest.raises(Refused):
        read_document(content)


SCHEMA = os.environ.get("LOPO_EPCIS_SCHEMA", "")


@pytest.mark.skipif(not SCHEMA, reason="LOPO_EPCIS_SCHEMA names no file of GS1's JSON schema")
@pytest.mark.parametrize("happenings", [DAY, [Transformed(AT, SAMBAL, 10, ())], []])
def test_what_is_written_is_valid_by_the_schema_of_gs1(happenings):
    import jsonschema

    schema = json.loads(Path(SCHEMA).read_text("utf-8"))
    checker = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [fault.message for fault in checker.iter_errors(json.loads(written(happenings)))] == []
