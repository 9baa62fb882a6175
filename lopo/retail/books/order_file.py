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
from lopo.retail.books.listing_price import priced
from lopo.retail.books.order import place_order
from lopo.retail.books.orderable import orderable, recalled_products
from lopo.retail.books.sellout_known import gtins_of
from lopo.retail.documents.draft import Fault, Wanted, WantedLine, named
from lopo.retail.documents.order_sheet import Offered, make_sheet, read_sheet
from lopo.retail.documents.ubl_read import ReadOrder, read_order
from lopo.retail.models import ArticleCode, Listing, Order, Store
from lopo.retail.sellout.matching import store_keys
from lopo.retail.sellout.table import read_file
from lopo.retail.sellout.words import plain
from lopo.retail.trade.order import FROM_EXCEL, FROM_UBL, NewLine, NewOrder

SPACE = uuid.UUID("6f1d8f0e-6f5e-5f0a-9a53-2a4f2d3b7c11")
"""Names the orders of files: the same file sent again is the same order."""
UNKNOWN = Text(
    "Produk ini tidak ada di rak toko ini: {name}. Pakai kode dari lembar pesanan.",
    "This product is not on the shelf of this shop: {name}. Use the code of the order sheet.",
)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A product that was found, and how many of it are asked."""

    where: str
    listing: Listing
    pieces: int
    price_idr: int | None
    carton_pieces: int
    gtin: str

    @property
    def amount_idr(self) -> int:
        return self.pieces * self.listing.price_idr


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
                each.line, each.code, each.gtin, each.name, each.pieces, each.price_idr, each.carton_pieces
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
    faults = list(wanted.faults)
    ordered_on = min(wanted.ordered_on or today, today)
    lines = _lines(retailer, priced(orderable(retailer.pk), ordered_on), wanted.lines, faults)
    return Draft(
        source=source,
        digest=digest,
        store=_store(retailer, wanted.stores),
        wanted_on=wanted.wanted_on,
        ordered_on=ordered_on,
        number=wanted.number[:40],
        words=wanted.words,
        lines=tuple(lines),
        faults=tuple(faults),
        notes=wanted.notes,
    )


def _store(retailer: Organisation, names: Sequence[str]) -> Store | None:
    """The shop that goods go to; the only one where there is one only and none was named."""
    stores = list(Store.objects.filter(retailer=retailer, closed_at=None))
    known = {key: each for each in stores for key in store_keys(each.code, each.name, each.gln)}
    for name in names:
        if plain(name) in known:
            return known[plain(name)]
    return stores[0] if len(stores) == 1 and not names else None


def _lines(
    retailer: Organisation, listings: Sequence[Listing], wanted: Sequence[WantedLine], faults: list[Fault]
) -> list[DraftLine]:
    recalled = recalled_products({each.product.business_id for each in listings})
    by_code = {each.product.public_id: each for each in listings}
    by_product = {each.product_id: each for each in listings}
    by_gtin = gtins_of({each.product_id: each.product for each in listings})
    told = ArticleCode.objects.filter(retailer=retailer, product__in=by_product).values_list(
        "text", "product"
    )
    told_codes = dict(told)
    by_name = {plain(each.product.name): each for each in listings}
    found: dict[int, DraftLine] = {}
    for line in wanted:
        product = by_gtin.get(line.gtin.zfill(14)) if line.gtin else None
        product = product or told_codes.get(line.code.lstrip("0").upper())
        listing = by_code.get(line.code) or (by_product.get(product) if product else None)
        if listing is None and not line.code and not line.gtin:
            listing = by_name.get(plain(line.name))
        fault = _fault_of(line, listing, recalled, found)
        if fault is not None or listing is None:
            faults.append(Fault(line.where, fault or UNKNOWN))
            continue
        found[listing.product_id] = DraftLine(
            line.where, listing, line.pieces, line.price_idr, line.carton_pieces, line.gtin
        )
    return list(found.values())


def _fault_of(
    line: WantedLine, listing: Listing | None, recalled: set[int], found: dict[int, DraftLine]
) -> Text | None:
    name = line.name or line.code or line.gtin
    if listing is None:
        return UNKNOWN.filled(name=Text.same(name[:80]))
    if listing.product_id in recalled:
        return Text(f"{name} sedang ditarik dari peredaran.", f"{name} is being recalled.")
    if listing.product_id in found:
        first = found[listing.product_id].where
        return Text(f"{name} sudah dipesan di baris {first}. Satu produk satu baris.",
                    f"{name} is ordered in row {first} already. One row for a product.")  # fmt: skip
    if line.price_idr is not None and line.price_idr != listing.price_idr:
        return Text(
            f"{name}: harga {line.price_idr} tidak sama dengan yang disepakati, {listing.price_idr}. "
            "Sepakati dulu harga barunya.",
            f"{name}: the price {line.price_idr} is not the one agreed, {listing.price_idr}. "
            "Agree on a new price first.",
        )
    return None


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
    """One order for each kitchen, all or none; the same file once more makes the same orders."""
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
        named_once = f"{retailer.pk}/{token['digest']}/{business}/{store}"
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
