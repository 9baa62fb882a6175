"""Happenings as an EPCIS 2.0 document in JSON-LD: deliveries, batches, moves.

A delivery is an ObjectEvent (ADD, receiving), a batch a TransformationEvent (commissioning), a move an
ObjectEvent (OBSERVE, shipping), a return one with disposition ``returned``. Lots are classes with quantities,
not single items. The same happenings give the same bytes, in order of time.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from lopo.quality.trace.epcis_words import NAMESPACE, words
from lopo.quality.trace.happening import Happening, LotName, Moved, PlaceName, Quantity, Received, Transformed

Event = dict[str, Any]


def write_document(happenings: Iterable[Happening], kitchen: PlaceName, created: dt.datetime) -> str:
    """The document as text. ``kitchen`` is where everything is made; ``created`` is the moment of writing."""
    events = [_event(each, kitchen) for each in sorted(happenings, key=lambda each: each.at)]
    document = {
        "@context": [words()["context"], {"lopo": NAMESPACE}],
        "type": "EPCISDocument",
        "schemaVersion": words()["schema_version"],
        "creationDate": _time(created),
        "epcisBody": {"eventList": events},
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _event(happening: Happening, kitchen: PlaceName) -> Event:
    if isinstance(happening, Received):
        event = _received(happening, kitchen)
    elif isinstance(happening, Transformed):
        event = _transformed(happening, kitchen)
    else:
        event = _moved(happening, kitchen)
    return {"type": event.pop("type"), "eventID": _id(event), **event}


def _id(event: Event) -> str:
    """An identifier that follows from what happened; the same happening never gets two."""
    plain = json.dumps(event, ensure_ascii=False, sort_keys=True).encode()
    return f"urn:uuid:{_uuid(hashlib.sha256(plain).hexdigest())}"


def _uuid(digest: str) -> str:
    """A version 8 UUID (RFC 9562, for digests of one's own choice) out of a digest."""
    return f"{digest[:8]}-{digest[8:12]}-8{digest[13:16]}-a{digest[17:20]}-{digest[20:32]}"


def _when(at: dt.datetime, what: str) -> Event:
    said = words()["steps"][what]
    return {
        "eventTime": _time(at),
        "eventTimeZoneOffset": _offset(at),
        "bizStep": said["step"],
        "disposition": said["disposition"],
    }


def _received(each: Received, kitchen: PlaceName) -> Event:
    ilmd = _ilmd(each.lot)
    if each.supplier_code:
        ilmd["lopo:supplierLot"] = each.supplier_code
    return {
        "type": "ObjectEvent",
        "action": "ADD",
        **_when(each.at, "receive"),
        "readPoint": {"id": kitchen.uri},
        "bizLocation": {"id": kitchen.uri},
        "quantityList": [_quantity(each.quantity)],
        "sourceList": [{"type": "owning_party", "source": each.supplier.uri}],
        "ilmd": ilmd,
        "lopo:source": _place(each.supplier),
    }


def _transformed(each: Transformed, kitchen: PlaceName) -> Event:
    """A TransformationEvent; one without inputs is not valid, and becomes an ObjectEvent that begins the
    lot.
    """
    made = [_quantity(Quantity(each.lot.uri, Decimal(each.pieces)))]
    where = {"readPoint": {"id": kitchen.uri}, "bizLocation": {"id": kitchen.uri}}
    if not each.inputs:
        event = {"type": "ObjectEvent", "action": "ADD", **_when(each.at, "make"), **where}
        return event | {"quantityList": made, "ilmd": _ilmd(each.lot)}
    return {
        "type": "TransformationEvent",
        **_when(each.at, "make"),
        **where,
        "inputQuantityList": [_quantity(one) for one in each.inputs],
        "outputQuantityList": made,
        "ilmd": _ilmd(each.lot),
    }


def _moved(each: Moved, kitchen: PlaceName) -> Event:
    origin, destination = each.origin or kitchen, each.destination or kitchen
    event = {
        "type": "ObjectEvent",
        "action": "OBSERVE",
        **_when(each.at, "back" if each.destination is None else "send"),
        "readPoint": {"id": origin.uri},
        "quantityList": [_quantity(Quantity(each.lot, Decimal(each.pieces)))],
        "sourceList": [{"type": "location", "source": origin.uri}],
        "destinationList": [{"type": "location", "destination": destination.uri}],
    }
    for name, place in (("lopo:source", each.origin), ("lopo:destination", each.destination)):
        if place is not None:
            event[name] = _place(place)
    return event


def _ilmd(lot: LotName) -> Event:
    said: Event = {"cbvmda:lotNumber": lot.code}
    if lot.expires_on:
        said["cbvmda:itemExpirationDate"] = lot.expires_on.isoformat()
    if lot.title:
        said["lopo:name"] = lot.title
    return said


def _place(place: PlaceName) -> Event:
    said = {"lopo:name": place.title, "lopo:phone": place.phone, "lopo:kind": place.kind}
    return {name: value for name, value in said.items() if value}


def _quantity(each: Quantity) -> Event:
    """An amount that nobody weighed is left out, as the standard has it for a quantity that is not known."""
    element: Event = {"epcClass": each.lot}
    if each.amount is not None:
        element["quantity"] = _number(each.amount)
    if each.amount is not None and each.unit in words()["units"]:
        element["uom"] = words()["units"][each.unit]
    return element


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == int(amount) else float(amount)


def _time(at: dt.datetime) -> str:
    return at.isoformat(timespec="milliseconds")


def _offset(at: dt.datetime) -> str:
    return at.isoformat()[-6:]
