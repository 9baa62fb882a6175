"""An order as another system wrote it: any valid UBL 2.1 Order, whatever its prefixes and what it leaves out.

The bytes are hostile until read: no entities, no document type, nothing from the network, a bound on size.
What is read is plain; who is meant by it (which shop, which product) is for the books to find.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.codes.gtin import check
from lopo.retail.documents.ubl import CAC, CBC, CURRENCY, DOCUMENT, HOUSE, units
from lopo.retail.trade.order import MOST_LINES, MOST_PIECES
from lopo.retail.trade.papers import Party

MAX_BYTES = 2 * 1024 * 1024
MOST_LETTERS = 2_000
"""Of one element; longer is cut."""
_NAMES = {"cac": CAC, "cbc": CBC}
_ORDER = DOCUMENT.format(name="Order")
_PLACE_IDS = (
    "cac:DeliveryLocation/cbc:ID",
    "cac:DeliveryLocation/cac:Address/cbc:ID",
    "cac:DeliveryAddress/cbc:ID",
)
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})?")


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line: ``gtin`` is that of one piece, ``code`` the seller's own; one of them may be empty.

    ``pieces`` are pieces whatever the document counted in; ``price_idr`` is for one, or nothing.
    """

    line: str
    name: str
    gtin: str
    code: str
    pieces: int
    price_idr: int | None = None
    carton_pieces: int = 1
    unit: int = 1
    """How many pieces it is counted by, so that the number of a carton is not taken for that of a piece."""


@dataclass(frozen=True, slots=True)
class ReadOrder:
    """An order as it was read. ``wanted_on`` is nothing where the document does not say it."""

    number: str
    ordered_on: dt.date
    wanted_on: dt.date | None
    buyer: Party
    seller: Party
    deliver_to: Party
    lines: tuple[ReadLine, ...]
    words: str = ""
    left_out: tuple[Text, ...] = ()
    """What the document says that an order here has no place for; whoever places it is told."""


LEFT_OUT = {
    "cac:AllowanceCharge": Text(
        "Potongan atau biaya tambahan di berkas ini tidak dibawa; yang berlaku harga dan syarat di sini.",
        "Allowances and charges of this file are not taken over; the prices and terms here hold.",
    ),
    "cac:TaxTotal": Text(
        "Pajak yang tertulis di berkas ini tidak dibawa.", "The tax stated in this file is not taken over."
    ),
}

SEVERAL_DAYS = Text(
    "Berkas ini meminta barang pada beberapa hari; di sini satu pesanan satu hari. Periksa tanggalnya.",
    "This file wants goods on several days; here an order has one day. Look at the day.",
)


def read_order(content: bytes) -> ReadOrder:
    """Read an order. Raises :class:`Refused` with what is wrong, where, and how to mend it."""
    root = _parsed(content)
    currency = _text(root, "cbc:DocumentCurrencyCode") or _text(root, "cbc:PricingCurrencyCode")
    if currency and currency.upper() != CURRENCY:
        raise _not_rupiah(currency)
    lines = root.findall("cac:OrderLine/cac:LineItem", _NAMES)
    if not lines:
        raise _refuse("Pesanan ini tidak punya baris barang (cac:OrderLine).",
                      "This order has no line of goods (cac:OrderLine).")  # fmt: skip
    if len(lines) > MOST_LINES:
        raise _refuse(f"Pesanan ini punya {len(lines)} baris, paling banyak {MOST_LINES}. Bagi dua.",
                      f"This order has {len(lines)} lines, at most {MOST_LINES} are taken. "
                      "Split it.")  # fmt: skip
    ordered_on = _day(root, "cbc:IssueDate")
    if ordered_on is None:
        raise _refuse(
            "Tanggal pesanan (cbc:IssueDate) tidak ada.", "The day of the order (cbc:IssueDate) is missing."
        )
    number = _text(root, "cbc:ID")
    if not number:
        raise _refuse("Nomor pesanan (cbc:ID) tidak ada.", "The number of the order (cbc:ID) is missing.")
    return ReadOrder(
        number=number,
        ordered_on=ordered_on,
        wanted_on=_wanted(root),
        buyer=_party(root.find("cac:BuyerCustomerParty/cac:Party", _NAMES)),
        seller=_party(root.find("cac:SellerSupplierParty/cac:Party", _NAMES)),
        deliver_to=_place(root.find("cac:Delivery", _NAMES)),
        lines=tuple(_line(each, place) for place, each in enumerate(lines, 1)),
        words="\n".join(filter(None, (_clean(each.text) for each in root.findall("cbc:Note", _NAMES)))),
        left_out=_left_out(root),
    )


# The document


def _parsed(content: bytes) -> Any:
    if len(content) > MAX_BYTES:
        raise _refuse("Berkas ini lebih besar dari 2 MB. Satu berkas memuat satu pesanan.",
                      "This file is larger than 2 MB. One file holds one order.")  # fmt: skip
    try:
        root = fromstring(content, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    except DefusedXmlException:
        raise _refuse(
            "Berkas ini memuat DTD atau entitas. UBL tidak memakainya, jadi berkas ini tidak diterima.",
            "This file holds a DTD or entities. UBL has no use for them, so it is not taken.",
        ) from None
    except (ParseError, ValueError, LookupError, RecursionError, MemoryError):
        raise _refuse(
            "Ini bukan XML yang utuh. Simpan lagi pesanannya sebagai UBL 2.1 lalu kirim ulang.",
            "This is not whole XML. Save the order as UBL 2.1 once more and send it.",
        ) from None
    if root.tag == f"{{{_ORDER}}}Order":
        return root
    name = str(root.tag).rpartition("}")[2][:60]
    raise _refuse(f"Ini bukan pesanan UBL 2.1 (Order), tetapi {name}.",
                  f"This is not an order of UBL 2.1 (Order) but {name}.")  # fmt: skip


def _refuse(indonesian: str, english: str) -> Refused:
    return Refused(Text(indonesian, english))


def _not_rupiah(currency: str) -> Refused:
    named = _clean(currency)[:12]
    return _refuse(f"Mata uang pesanan ini {named}. Yang diterima hanya rupiah (IDR).",
                   f"This order is in {named}. Only rupiah (IDR) are taken.")  # fmt: skip


def _clean(text: str | None) -> str:
    kept = (each if each.isprintable() else " " if each not in "\n" else each for each in text or "")
    return "".join(kept).strip()[:MOST_LETTERS]


def _text(element: Any, path: str) -> str:
    return "" if element is None else _clean(element.findtext(path, "", _NAMES))


def _day(element: Any, path: str) -> dt.date | None:
    written = _text(element, path)
    if not written:
        return None
    name = path.rpartition(":")[2]
    found = _DAY.fullmatch(written)
    try:
        return dt.date.fromisoformat(found[1]) if found else _no_day(name, written)
    except ValueError:
        return _no_day(name, written)


def _no_day(name: str, written: str) -> dt.date:
    raise _refuse(f"{name}: {written[:30]} bukan tanggal. Tulis seperti 2026-03-09.",
                  f"{name}: {written[:30]} is no day. Write it as 2026-03-09.")  # fmt: skip


def _wanted(root: Any) -> dt.date | None:
    """The day by which all is wanted: of the whole order, else the last of its lines."""
    for each in root.findall("cac:Delivery", _NAMES):
        if day := _wanted_of(each):
            return day
    lines = root.findall("cac:OrderLine/cac:LineItem/cac:Delivery", _NAMES)
    return max(filter(None, map(_wanted_of, lines)), default=None)


def _left_out(root: Any) -> tuple[Text, ...]:
    said = [said for path, said in LEFT_OUT.items() if root.find(f".//{path}", _NAMES) is not None]
    days = {_wanted_of(each) for each in root.iter(f"{{{CAC}}}Delivery")} - {None}
    return (*said, SEVERAL_DAYS) if len(days) > 1 else tuple(said)


def _wanted_of(delivery: Any) -> dt.date | None:
    period = "cac:RequestedDeliveryPeriod"
    return (
        _day(delivery, f"{period}/cbc:EndDate")
        or _day(delivery, f"{period}/cbc:StartDate")
        or _day(delivery, "cbc:LatestDeliveryDate")
    )


# Who


def _party(element: Any) -> Party:
    ids = (
        {} if element is None else _identifiers(element, ("cac:PartyIdentification/cbc:ID", "cbc:EndpointID"))
    )
    return Party(
        id=ids.get("id", ""),
        name=_text(element, "cac:PartyName/cbc:Name")
        or _text(element, "cac:PartyLegalEntity/cbc:RegistrationName"),
        address=_text(element, "cac:PostalAddress/cbc:StreetName"),
        city=_text(element, "cac:PostalAddress/cbc:CityName"),
        phone=_text(element, "cac:Contact/cbc:Telephone"),
        contact=_text(element, "cac:Contact/cbc:Name"),
        gln=ids.get("gln", ""),
        code=ids.get("code", ""),
        tax_id=_text(element, "cac:PartyTaxScheme/cbc:CompanyID"),
    )


def _identifiers(element: Any, paths: tuple[str, ...]) -> dict[str, str]:
    """A GLN, the house's own name, and the first other code of a party or a place."""
    found: dict[str, str] = {}
    for path in paths:
        for each in element.findall(path, _NAMES):
            scheme, value = (each.get("schemeID") or "").upper(), _clean(each.text)
            kind = "id" if scheme == HOUSE else "gln" if _is_gln(scheme, value) else "code"
            found.setdefault(kind, value)
    return found


def _is_gln(scheme: str, value: str) -> bool:
    return scheme in units()["gln"] or (not scheme and len(value) == 13 and check(value).valid)


def _place(delivery: Any) -> Party:
    """Where the goods go: the place and the party of the delivery, told together."""
    if delivery is None:
        return Party("", "")
    party = _party(delivery.find("cac:DeliveryParty", _NAMES))
    place = _identifiers(delivery, _PLACE_IDS)
    location = "cac:DeliveryLocation"
    return Party(
        id=party.id,
        name=party.name or _text(delivery, f"{location}/cbc:Name"),
        address=party.address
        or _text(delivery, f"{location}/cac:Address/cbc:StreetName")
        or _text(delivery, "cac:DeliveryAddress/cbc:StreetName"),
        city=party.city
        or _text(delivery, f"{location}/cac:Address/cbc:CityName")
        or _text(delivery, "cac:DeliveryAddress/cbc:CityName"),
        phone=party.phone,
        contact=party.contact,
        gln=party.gln or place.get("gln", ""),
        code=party.code or place.get("code", ""),
        tax_id=party.tax_id,
    )


# What


def _line(item_line: Any, place: int) -> ReadLine:
    line = _text(item_line, "cbc:ID") or str(place)
    item = item_line.find("cac:Item", _NAMES)
    name = _text(item, "cbc:Name") or _text(item, "cbc:Description")
    carton = _carton(item, line)
    gtin = _gtin(item, line)
    code = _text(item, "cac:SellersItemIdentification/cbc:ID") or _text(
        item, "cac:BuyersItemIdentification/cbc:ID"
    )
    if not gtin and not code:
        raise _refuse(f"Baris {line} ({name}): tidak ada GTIN maupun kode penjual.",
                      f"Line {line} ({name}): there is neither a GTIN nor the seller's code.")  # fmt: skip
    quantity = item_line.find("cbc:Quantity", _NAMES)
    if quantity is None:
        raise _refuse(f"Baris {line} ({name}): jumlahnya (cbc:Quantity) tidak ada.",
                      f"Line {line} ({name}): the quantity (cbc:Quantity) is missing.")  # fmt: skip
    factor = _factor(quantity.get("unitCode") or "", carton, line, name)
    pieces = _whole(_number(quantity.text, line) * factor, line, Text("jumlah", "quantity"))
    if not 1 <= pieces <= MOST_PIECES:
        raise _refuse(f"Baris {line} ({name}): jumlah {pieces} tidak mungkin.",
                      f"Line {line} ({name}): a quantity of {pieces} cannot be.")  # fmt: skip
    price = _price(item_line, carton, factor, line, name)
    return ReadLine(line, name, gtin, code, pieces, price, carton, factor)


def _carton(item: Any, line: str) -> int:
    written = _text(item, "cbc:PackSizeNumeric")
    return max(1, _whole(_number(written, line), line, Text("isi karton", "carton"))) if written else 1


def _gtin(item: Any, line: str) -> str:
    """The number told of the goods: of one piece, or of a case of them."""
    for path in ("cac:StandardItemIdentification/cbc:ID", "cac:CatalogueItemIdentification/cbc:ID"):
        for each in [] if item is None else item.findall(path, _NAMES):
            written = _clean(each.text)
            scheme = (each.get("schemeID") or "").upper()
            if not written or (scheme and scheme not in units()["gtin"]):
                continue
            checked = check(written)
            if checked.valid:
                return checked.at_the_till or checked.digits
            if scheme:
                said = checked.problems[0]
                raise _refuse(f"Baris {line}: GTIN {written[:20]} salah. {said.id}",
                              f"Line {line}: the GTIN {written[:20]} is wrong. {said.en}")  # fmt: skip
    return ""


def _factor(code: str, carton: int, line: str, name: str) -> int:
    """How many pieces one of the unit are."""
    unit, known = code.strip().upper(), units()
    if not unit or unit in known["piece"]:
        return 1
    if unit in known["several"]:
        return int(known["several"][unit])
    if unit in known["pack"]:
        if carton > 1:
            return carton
        raise _refuse(
            f"Baris {line} ({name}): dipesan per karton ({unit}), tetapi isi karton (cbc:PackSizeNumeric) "
            "tidak disebut. Pesan per buah (C62), atau sebut isinya.",
            f"Line {line} ({name}): ordered in cartons ({unit}) without saying what one holds "
            "(cbc:PackSizeNumeric). Order pieces (C62), or say it.",
        )
    raise _refuse(
        f"Baris {line} ({name}): satuan {unit[:10]} tidak dikenal. Pesan per buah (C62).",
        f"Line {line} ({name}): the unit {unit[:10]} is not known. Order pieces (C62).",
    )


def _price(item_line: Any, carton: int, factor: int, line: str, name: str) -> int | None:
    """For one piece: by the unit of its base, or, where that is not said, of the quantity."""
    price = item_line.find("cac:Price", _NAMES)
    amount = None if price is None else price.find("cbc:PriceAmount", _NAMES)
    for each in _amounts(item_line):
        if (each.get("currencyID") or CURRENCY).upper() != CURRENCY:
            raise _not_rupiah(each.get("currencyID"))
    if amount is None:
        return None
    base = price.find("cbc:BaseQuantity", _NAMES)
    per = Decimal(factor)
    if base is not None:
        unit = base.get("unitCode") or ""
        per = _number(base.text, line) * (_factor(unit, carton, line, name) if unit else factor)
    if per <= 0:
        raise _refuse(f"Baris {line} ({name}): cbc:BaseQuantity harus lebih dari 0.",
                      f"Line {line} ({name}): cbc:BaseQuantity must be more than 0.")  # fmt: skip
    each_price = _whole(_number(amount.text, line) / per, line, Text("harga satu buah", "price of a piece"))
    if each_price < 0:
        raise _refuse(f"Baris {line} ({name}): harganya di bawah nol.",
                      f"Line {line} ({name}): its price is below nought.")  # fmt: skip
    return each_price


def _amounts(item_line: Any) -> Iterator[Any]:
    return (each for each in item_line.iter() if "currencyID" in each.attrib)


def _number(written: str | None, line: str) -> Decimal:
    try:
        number = Decimal((written or "").strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) > 10**12:
        raise _refuse(f"Baris {line}: {_clean(written)[:20]} bukan angka.",
                      f"Line {line}: {_clean(written)[:20]} is no number.")  # fmt: skip
    return number


def _whole(number: Decimal, line: str, what: Text) -> int:
    if number != number.to_integral_value():
        shown = f"{number:.4f}".rstrip("0")
        raise _refuse(f"Baris {line}: {what.id} {shown} bukan bilangan bulat.",
                      f"Line {line}: the {what.en} {shown} is not whole.")  # fmt: skip
    return int(number)
