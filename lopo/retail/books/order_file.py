"""Orders out of files: an Excel sheet or a UBL document is read, shown, and only then placed."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from lopo.accounts.models import Organisation, Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.retail.books.listing_price import priced
from lopo.retail.books.order import place_order
from lopo.retail.books.order_match import DraftLine, found_lines
from lopo.retail.books.orderable import orderable
from lopo.retail.books.sellout_known import gtins_of
from lopo.retail.documents.draft import Fault, Wanted, WantedLine, named
from lopo.retail.documents.order_sheet import Offered, make_sheet, read_sheet
from lopo.retail.documents.ubl_read import ReadOrder, read_order
from lopo.retail.models import Order, Store
from lopo.retail.sellout.matching import store_keys
from lopo.retail.sellout.table import read_file
from lopo.retail.sellout.words import plain
from lopo.retail.trade.order import FROM_EXCEL, FROM_UBL, NewLine, NewOrder

SPACE = uuid.UUID("6f1d8f0e-6f5e-5f0a-9a53-2a4f2d3b7c11")
"""Names the orders of files: the same file sent again for the same day is the same order."""
MOST_NUMBER = 40
"""Letters of an order number."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be ordered; with faults nothing can be."""

    source: str
    digest: str
    store: Store | None
    wanted_on: dt.date | None
    ordered_on: dt.date
    number: str
    words: str
    lines: tuple[DraftLine, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Text, ...]


def sheet_for(retailer: Organisation, wanted_on: dt.date, language: str) -> bytes:
    """The sheet that a buyer fills in, with the products that she can order."""
    listings = priced(orderable(retailer.pk)[:2000], timezone.localdate())
    numbers = {
        product: gtin
        for gtin, product in gtins_of({each.product_id: each.product for each in listings}).items()
    }
    offered = [
        Offered(
            each.product.public_id,
            each.product.name,
            each.product.business.name,
            numbers.get(each.product_id, "").removeprefix("0"),
            each.price_idr,
        )
        for each in listings
    ]
    stores = list(Store.objects.filter(retailer=retailer, closed_at=None).values_list("code", "name"))
    return make_sheet(offered, stores, wanted_on, language)


def draft_of(retailer: Organisation, content: bytes, today: dt.date) -> Draft:
    """Read an order without placing it. Raises :class:`Refused` for what is no order at all."""
    head = content[:400].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"")
    is_xml = head.startswith(b"<") and b"<html" not in head.lower() and b"spreadsheet" not in content[:2000]
    source = FROM_UBL if is_xml else FROM_EXCEL
    wanted = _of_ubl(read_order(content)) if is_xml else read_sheet(read_file(content).grids, today)
    return _found(retailer, wanted, source, hashlib.sha256(content).hexdigest(), today)


def _of_ubl(order: ReadOrder) -> Wanted:
    place = order.deliver_to
    return Wanted(
        tuple(
            WantedLine(
                each.line,
                each.code,
                each.gtin,
                each.name,
                each.pieces,
                each.price_idr,
                each.carton_pieces,
                each.unit,
            )
            for each in order.lines
        ),
        named((place.gln, place.code, place.name)),
        order.wanted_on,
        order.ordered_on,
        order.number,
        order.words,
        notes=order.left_out,
    )


def _found(retailer: Organisation, wanted: Wanted, source: str, digest: str, today: dt.date) -> Draft:
    """Who and what is meant: the shop, and the listing of each line."""
    ordered_on = min(wanted.ordered_on or today, today)
    lines, faults = found_lines(retailer.pk, priced(orderable(retailer.pk), ordered_on), wanted.lines)
    return Draft(
        source=source,
        digest=digest,
        store=_store(retailer, wanted.stores),
        wanted_on=wanted.wanted_on,
        ordered_on=ordered_on,
        number=wanted.number[:MOST_NUMBER],
        words=wanted.words,
        lines=tuple(lines),
        faults=(*wanted.faults, *faults),
        notes=(*wanted.notes, *_changed(wanted, today)),
    )


def _changed(wanted: Wanted, today: dt.date) -> list[Text]:
    """What of a file cannot be taken as it stands; the buyer is told, and looks it over."""
    said = []
    if wanted.wanted_on is not None and wanted.wanted_on < today:
        said.append(
            Text("Tanggal dibutuhkan di berkas ini, {day}, sudah lewat. Periksa tanggal di bawah.",
                 "The day on which this file wants the goods, {day}, is past. Look at the day below.").filled(
                day=say_date(wanted.wanted_on)
            )
        )  # fmt: skip
    if len(wanted.number) > MOST_NUMBER:
        said.append(
            Text(f"Nomor pesanan di berkas ini terlalu panjang: {MOST_NUMBER} huruf pertama yang dibawa.",
                 f"The order number of this file is too long: its first {MOST_NUMBER} letters are taken.")
        )  # fmt: skip
    return said


def _store(retailer: Organisation, names: Sequence[str]) -> Store | None:
    """The shop that goods go to; the only one where there is one only and none was named."""
    stores = list(Store.objects.filter(retailer=retailer, closed_at=None))
    known = {key: each for each in stores for key in store_keys(each.code, each.name, each.gln)}
    for name in names:
        if plain(name) in known:
            return known[plain(name)]
    return stores[0] if len(stores) == 1 and not names else None


# Between the page that shows it and the tap that places it


def as_token(draft: Draft) -> dict[str, Any]:
    """What a shown order is placed from, to be signed: no file is read twice."""
    return {
        "source": draft.source,
        "digest": draft.digest,
        "ordered_on": draft.ordered_on.isoformat(),
        "lines": [
            [each.listing.product_id, each.listing.product.business_id, each.pieces, each.price_idr,
             each.carton_pieces, each.gtin]
            for each in draft.lines
        ],
    }  # fmt: skip


@transaction.atomic
def place(
    retailer: Organisation,
    token: dict[str, Any],
    store: int,
    wanted_on: dt.date,
    number: str,
    words: str,
    by: Person,
) -> list[Order]:
    """One order for each kitchen, all or none; the same file once more for the same day makes the same
    orders."""
    businesses = dict.fromkeys(each[1] for each in token["lines"])
    if not businesses:
        raise Refused(Text("Berkas ini tidak memesan apa pun.", "This file orders nothing."))
    orders = []
    for business in businesses:
        lines = tuple(
            NewLine(product, pieces, price, carton, gtin)
            for product, of, pieces, price, carton, gtin in token["lines"]
            if of == business
        )
        named_once = f"{retailer.pk}/{token['digest']}/{business}/{store}/{wanted_on}"
        orders.append(
            place_order(
                NewOrder(
                    retailer=retailer.pk,
                    business=business,
                    store=store,
                    ordered_on=min(dt.date.fromisoformat(token["ordered_on"]), timezone.localdate()),
                    wanted_on=wanted_on,
                    lines=lines,
                    client_id=str(uuid.uuid5(SPACE, named_once)),
                    number=number,
                    source=token["source"],
                    words=words,
                ),
                by,
            )
        )
    return orders
