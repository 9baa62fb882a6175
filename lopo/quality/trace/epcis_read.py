"""Happenings out of an EPCIS 2.0 document: what came, what was made, what was moved.

Receiving is a delivery, a transformation (or commissioning) a batch, shipping a move, receiving with the
disposition ``returned`` a way back. Other events say nothing about lots of a kitchen and are counted as left
out. The words of the vocabulary are read in their short form, as URN and as web address.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import unquote

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.quality.trace.epcis_check import Event, read_events
from lopo.quality.trace.epcis_words import words
from lopo.quality.trace.happening import Happening, LotName, Moved, PlaceName, Quantity, Received, Transformed

_NAME_MOST = 120
_SERIALS = ("epcList", "inputEPCList", "outputEPCList")


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What a document tells of lots, in its own order, and how many events it tells besides."""

    happenings: tuple[Happening, ...]
    set_aside: tuple[tuple[str, int], ...] = ()
    """What was not taken, by the reasons of :data:`REASONS`, and how many events each."""

    @property
    def left_out(self) -> int:
        """How many events, or parts of them, were not taken."""
        return sum(count for _reason, count in self.set_aside)

    def said_of_left_out(self) -> list[Text]:
        """What was not taken and why, a sentence each."""
        return [REASONS[reason].filled(count=str(count)) for reason, count in self.set_aside]


REASONS = {
    "AggregationEvent": Text("{count} peristiwa kardus atau palet (agregasi) tidak dibaca, hanya lot.",
                             "{count} events of cases or pallets are not read: lots are kept here."),
    "serial": Text("{count} peristiwa barang bernomor seri saja tidak dibaca: di sini dicatat lot.",
                   "{count} events of serial numbers alone are not read: lots are kept here."),
    "other": Text("{count} peristiwa lain (bukan terima, buat, atau kirim) tidak dibaca.",
                  "{count} other events (neither received, made nor sent) are not read."),
}  # fmt: skip


def read_document(content: bytes) -> ReadDocument:
    """Read a document. Raises :class:`Refused` for one that is not valid, naming event and field."""
    happenings: list[Happening] = []
    aside: Counter[str] = Counter()
    for number, event in enumerate(read_events(content), start=1):
        found = _happenings(event, number)
        happenings.extend(found)
        if not found or any(event.get(field) for field in _SERIALS):
            aside[_why_not(event)] += 1
    return ReadDocument(tuple(happenings), tuple((each, aside[each]) for each in REASONS if aside[each]))


def _why_not(event: Event) -> str:
    if event["type"] == "AggregationEvent":
        return "AggregationEvent"
    return "serial" if any(event.get(field) for field in _SERIALS) else "other"


def _happenings(event: Event, number: int) -> list[Happening]:
    step, disposition = _word(event.get("bizStep", "")), _word(event.get("disposition", ""))
    kind, at = event["type"], dt.datetime.fromisoformat(event["eventTime"])
    if kind == "TransformationEvent":
        inputs = tuple(_quantity(each) for each in event.get("inputQuantityList", []))
        return [_made(event, each, at, inputs, number) for each in event.get("outputQuantityList", [])]
    quantities = event.get("quantityList", []) if kind == "ObjectEvent" else []
    if event.get("action") == "ADD" and step in ("commissioning", "creating_class_instance"):
        return [_made(event, each, at, (), number) for each in quantities]
    if step == "shipping" or (step == "receiving" and disposition == "returned"):
        return [_moved(event, each, at, number) for each in quantities]
    if step == "receiving":
        return [_received(event, each, at, number) for each in quantities]
    return []


def _word(value: str) -> str:
    """``receiving`` out of ``urn:epcglobal:cbv:bizstep:receiving`` or ``https://.../cbv/BizStep-receiving``."""
    last = value.rsplit("/", 1)[-1].rsplit(":", 1)[-1]
    return last.removeprefix("BizStep-").removeprefix("Disp-")


def _quantity(each: Mapping[str, Any]) -> Quantity:
    codes = {code: unit for unit, code in words()["units"].items()}
    amount = Decimal(str(each["quantity"])) if "quantity" in each else None
    return Quantity(each["epcClass"], amount, codes.get(each.get("uom", ""), "pcs"))


def _pieces(each: Mapping[str, Any], number: int) -> int:
    amount = _quantity(each).amount
    if amount is None or amount != int(amount) or amount < 1 or "uom" in each:
        raise Refused(
            Text(f"Peristiwa ke-{number}: jumlah kemasan harus bilangan bulat tanpa satuan.",
                 f"Event {number}: the number of packs has to be whole, without a unit.")
        )  # fmt: skip
    return int(amount)


def _lot(event: Event, uri: str, number: int) -> LotName:
    ilmd = event.get("ilmd", {})
    expires = None
    try:
        expires = dt.date.fromisoformat(str(ilmd.get("cbvmda:itemExpirationDate", ""))[:10])
    except ValueError:
        expires = None
    code = _text(ilmd.get("cbvmda:lotNumber"), number, "cbvmda:lotNumber") or code_of(uri)
    return LotName(uri, code, _text(ilmd.get("lopo:name"), number, "lopo:name"), expires)


def code_of(uri: str) -> str:
    """The lot code in a GS1 Digital Link (AI 10), in an LGTIN, or at the end of any other URI."""
    if "/10/" in uri:
        return unquote(uri.split("/10/", 1)[1].split("/")[0].split("?")[0])
    if uri.startswith("urn:epc:class:lgtin:"):
        return unquote(uri.removeprefix("urn:epc:class:lgtin:").split(".", 2)[-1])
    return unquote(uri.rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1])


def gtin_of(uri: str) -> str | None:
    """The GTIN in a GS1 Digital Link, 14 digits; ``None`` where there is none."""
    digits = uri.split("/01/", 1)[1].split("/")[0] if "/01/" in uri else ""
    return digits.zfill(14) if digits.isascii() and digits.isdigit() and len(digits) <= 14 else None


def _text(value: object, number: int, field: str, most: int = _NAME_MOST) -> str:
    """A text as a form would take it; never cut. Raises :class:`Refused` naming event and field."""
    if value is None:
        return ""
    if not isinstance(value, str) or not value.isprintable() or len(value.strip()) > most:
        raise Refused(
            Text(f"Peristiwa ke-{number}, {field}: paling panjang {most} huruf, satu baris.",
                 f"Event {number}, {field}: at most {most} characters, in one line.")
        )  # fmt: skip
    return value.strip()


def _place(event: Event, name: str, uri: str, number: int) -> PlaceName:
    said = event.get(f"lopo:{name}")
    known = said if isinstance(said, dict) else {}
    return PlaceName(
        uri,
        _text(known.get("lopo:name"), number, f"lopo:{name}") or _text(uri, number, f"{name}List"),
        _text(known.get("lopo:phone"), number, "lopo:phone", 20),
        _text(known.get("lopo:kind"), number, "lopo:kind", 20),
    )


def _end(event: Event, name: str, number: int) -> PlaceName | None:
    """A source or destination; the house's own kitchen is the one about which nothing more is said."""
    listed = event.get(f"{name}List") or []
    if not listed or f"lopo:{name}" not in event:
        return None
    return _place(event, name, listed[0][name], number)


def _received(event: Event, each: Mapping[str, Any], at: dt.datetime, number: int) -> Received:
    sources = event.get("sourceList")
    if not sources:
        raise Refused(
            Text(f"Peristiwa ke-{number}, sourceList: dari siapa barang ini? Penjualnya harus disebut.",
                 f"Event {number}, sourceList: from whom did it come? The supplier has to be named.")
        )  # fmt: skip
    ilmd = event.get("ilmd", {})
    lot = _lot(event, each["epcClass"], number)
    supplier_code = _text(ilmd.get("lopo:supplierLot"), number, "lopo:supplierLot", 60)
    if "lopo:name" not in ilmd:
        supplier_code = _text(code_of(each["epcClass"]), number, "epcClass", 60)
    return Received(
        at, lot, _quantity(each), _place(event, "source", sources[0]["source"], number), supplier_code
    )


def _made(
    event: Event, each: Mapping[str, Any], at: dt.datetime, inputs: tuple[Quantity, ...], number: int
) -> Transformed:
    return Transformed(at, _lot(event, each["epcClass"], number), _pieces(each, number), inputs)


def _moved(event: Event, each: Mapping[str, Any], at: dt.datetime, number: int) -> Moved:
    origin, destination = _end(event, "source", number), _end(event, "destination", number)
    if origin is None and destination is None:
        listed = event.get("destinationList") or []
        if not listed:
            raise Refused(
                Text(f"Peristiwa ke-{number}: tujuannya tidak disebut.",
                     f"Event {number}: it does not say where to.")
            )  # fmt: skip
        destination = _place(event, "destination", listed[0]["destination"], number)
    return Moved(at, each["epcClass"], _pieces(each, number), origin, destination)
