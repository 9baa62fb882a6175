"""An EPCIS 2.0 document held against what the standard's JSON schema asks of the parts that Lopo reads.

Checked: the document's own fields, each event's kind, time and offset, and the lists, places and words used
here. What belongs to other uses (sensors, transactions, master data) is let pass unread. Each fault says
which event and field.
"""

import datetime as dt
import json
import re
from typing import Any, NoReturn

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.quality.trace.epcis_words import words

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+")
_UOM = re.compile(r"[A-Z0-9]{2,3}")
_OFFSET = re.compile(r"[+-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00)")
_VERSION = re.compile(r"2(\.[0-9]+)*")
_QUANTITIES = ("quantityList", "inputQuantityList", "outputQuantityList")
_EPCS = ("epcList", "inputEPCList", "outputEPCList")
_MOST_NUMBER = 10**9

Event = dict[str, Any]


def read_events(content: bytes) -> list[Event]:
    """The events of a document, every part that is read further held against the schema's demands.

    Raises :class:`Refused` that says what is wrong, in which event, and how to mend it.
    """
    document = _document(content)
    events = document["epcisBody"]["eventList"]
    for number, event in enumerate(events, start=1):
        _check_event(event, number)
    return events


def _refuse(indonesian: str, english: str) -> NoReturn:
    raise Refused(Text(indonesian, english))


def _json(content: bytes) -> Any:
    limits = words()["limits"]
    if len(content) > limits["bytes"]:
        most = limits["bytes"] // 1_000_000
        _refuse(
            f"Berkas paling besar {most} MB. Bagi menurut bulan.",
            f"A file has at most {most} MB. Split it by month.",
        )
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant, object_pairs_hook=_once)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError, ValueError) as fault:
        if isinstance(fault, Refused):
            raise
        _refuse("Berkas ini bukan JSON yang utuh.", "This file is not whole JSON.")


def _document(content: bytes) -> Event:
    document = _json(content)
    if not isinstance(document, dict) or document.get("type") != "EPCISDocument":
        _refuse(
            'Ini bukan EPCISDocument: "type" harus "EPCISDocument".',
            'This is no EPCISDocument: "type" has to be "EPCISDocument".',
        )
    version = document.get("schemaVersion")
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        _refuse(
            '"schemaVersion" harus "2.0". EPCIS 1.x dalam XML tidak bisa dibaca.',
            '"schemaVersion" has to be "2.0". EPCIS 1.x in XML cannot be read.',
        )
    if "@context" not in document:
        _refuse('"@context" tidak ada.', '"@context" is missing.')
    _time(document.get("creationDate"), "creationDate", 0)
    body = document.get("epcisBody")
    events = body.get("eventList") if isinstance(body, dict) else None
    if not isinstance(events, list) or not all(isinstance(each, dict) for each in events):
        _refuse(
            '"epcisBody.eventList" harus daftar peristiwa.',
            '"epcisBody.eventList" has to be a list of events.',
        )
    most = words()["limits"]["events"]
    if len(events) > most:
        _refuse(f"Paling banyak {most} peristiwa sekali kirim.", f"At most {most} events at a time.")
    return document


def _no_constant(name: str) -> None:
    _refuse(f"{name} bukan angka JSON.", f"{name} is no number of JSON.")


def _once(pairs: list[tuple[str, Any]]) -> Event:
    found: Event = {}
    for name, value in pairs:
        if name in found:
            _refuse(
                f'"{name[:60]}" tertulis dua kali dalam satu bagian.',
                f'"{name[:60]}" is written twice in one part.',
            )
        found[name] = value
    return found


def _fault(number: int, field: str, indonesian: str, english: str) -> None:
    if number:
        _refuse(f"Peristiwa ke-{number}, {field}: {indonesian}", f"Event {number}, {field}: {english}")
    _refuse(f"{field}: {indonesian}", f"{field}: {english}")


def _check_event(event: Event, number: int) -> None:
    known = words()["events"]
    kind = event.get("type")
    if not isinstance(kind, str) or (kind not in known["known"] and not _URI.fullmatch(kind)):
        _fault(number, "type", "jenis peristiwa tidak dikenal.", "no known kind of event.")
    _time(event.get("eventTime"), "eventTime", number)
    offset = event.get("eventTimeZoneOffset")
    if not isinstance(offset, str) or not _OFFSET.fullmatch(offset):
        _fault(number, "eventTimeZoneOffset", "harus seperti +08:00.", "has to be like +08:00.")
    if kind == "ObjectEvent" and event.get("action") not in known["actions"]:
        _fault(number, "action", "harus ADD, OBSERVE, atau DELETE.", "has to be ADD, OBSERVE or DELETE.")
    if "ilmd" in event and kind == "ObjectEvent" and event["action"] != "ADD":
        _fault(number, "ilmd", "hanya boleh pada action ADD.", "stands only with the action ADD.")
    for field in ("bizStep", "disposition", "eventID", "transformationID"):
        if field in event and not _is_short_text(event[field]):
            _fault(number, field, "harus teks pendek.", "has to be a short text.")
    for field in ("readPoint", "bizLocation"):
        if field in event and not (isinstance(event[field], dict) and _is_uri(event[field].get("id"))):
            _fault(number, field, 'harus berisi "id" berupa URI.', 'has to hold an "id" that is a URI.')
    if "ilmd" in event and not isinstance(event["ilmd"], dict):
        _fault(number, "ilmd", "harus objek.", "has to be an object.")
    _check_lists(event, number)
    _check_content(event, number)


def _check_lists(event: Event, number: int) -> None:
    for field in _EPCS:
        for each in _list(event, field, number):
            if not _is_uri(each):
                _fault(number, field, "tiap EPC harus URI.", "each EPC has to be a URI.")
    for field in _QUANTITIES:
        for each in _list(event, field, number):
            _check_quantity(each, field, number)
    for field, name in (("sourceList", "source"), ("destinationList", "destination")):
        for each in _list(event, field, number):
            if not (isinstance(each, dict) and _is_short_text(each.get("type")) and _is_uri(each.get(name))):
                _fault(number, field, f'butuh "type" dan "{name}".', f'needs a "type" and a "{name}".')


def _check_content(event: Event, number: int) -> None:
    """What an event is about must be said: without lots there is nothing to trace."""
    if event["type"] == "ObjectEvent":
        if not event.get("quantityList") and "epcList" not in event and not event.get("sensorElementList"):
            _fault(number, "quantityList", "tidak ada barangnya.", "it names no goods.")
    elif event["type"] == "TransformationEvent":
        inputs = event.get("inputQuantityList") or event.get("inputEPCList")
        outputs = event.get("outputQuantityList") or event.get("outputEPCList")
        whole = (inputs or outputs) if event.get("transformationID") else (inputs and outputs)
        if not whole:
            _fault(
                number,
                "inputQuantityList",
                "bahan atau hasilnya tidak ada.",
                "inputs or outputs are missing.",
            )


def _list(event: Event, field: str, number: int) -> list[Any]:
    found = event.get(field, [])
    if not isinstance(found, list) or len(found) > words()["limits"]["lots_an_event"]:
        _fault(number, field, "harus daftar, tidak terlalu panjang.", "has to be a list, and not too long.")
    return found


def _check_quantity(each: Any, field: str, number: int) -> None:
    if not isinstance(each, dict) or not _is_uri(each.get("epcClass")):
        _fault(number, field, 'butuh "epcClass" berupa URI.', 'needs an "epcClass" that is a URI.')
    if extra := sorted(set(each) - {"epcClass", "quantity", "uom"}):
        _fault(
            number,
            field,
            f'"{extra[0][:40]}" tidak dikenal di sini.',
            f'"{extra[0][:40]}" is not known here.',
        )
    amount = each.get("quantity", 0)
    if isinstance(amount, bool) or not isinstance(amount, int | float) or not 0 <= amount < _MOST_NUMBER:
        _fault(
            number,
            field,
            "jumlah harus angka, tidak negatif.",
            "a quantity has to be a number, not negative.",
        )
    if "uom" in each and not (isinstance(each["uom"], str) and _UOM.fullmatch(each["uom"])):
        _fault(number, field, '"uom" harus kode seperti KGM.', '"uom" has to be a code such as KGM.')


def _time(value: Any, field: str, number: int) -> None:
    try:
        read = dt.datetime.fromisoformat(value)
    except (TypeError, ValueError):
        read = None
    if read is None or read.tzinfo is None or "T" not in value:
        _fault(
            number,
            field,
            "harus waktu lengkap dengan zona, 2026-11-24T08:00:00.000+08:00.",
            "has to be a whole time with its zone, 2026-11-24T08:00:00.000+08:00.",
        )


def _is_short_text(value: Any) -> bool:
    return (
        isinstance(value, str) and 0 < len(value) <= words()["limits"]["characters"] and value.isprintable()
    )


def _is_uri(value: Any) -> bool:
    return _is_short_text(value) and _URI.fullmatch(value) is not None
