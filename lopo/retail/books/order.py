"""Orders written down: placed, answered, cancelled, closed. Each all or nothing, each once.

:func:`place_order` is the only way an order comes into being, from the page, from Excel, from UBL.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from lopo.accounts.models import Organisation, Person
from lopo.facts.figures import say_number, say_rupiah
from lopo.facts.kinds import Refused
from lopo.facts.own_number import read_own_number
from lopo.facts.text import Text
from lopo.retail.books.listing_price import priced
from lopo.retail.books.order_telling import after_step
from lopo.retail.books.orderable import orderable, recalled_products
from lopo.retail.books.progress import lines_of
from lopo.retail.books.trade_step import SENT_OTHERWISE, allow, done_before, locked, step
from lopo.retail.models import Listing, Order, OrderLine, OrderStep, Pool, RetailTerms, Store
from lopo.retail.trade import numbers
from lopo.retail.trade.order import MOST_IN_CARTON, MOST_LINES, MOST_PIECES, SOURCES, NewLine, NewOrder
from lopo.retail.trade.progress import nothing_left
from lopo.retail.trade.reasons import CANCEL, LESS, reason_named
from lopo.retail.trade.transitions import BUYER, HOUSE, KITCHEN, PLACED, RECEIVED

MOST_AHEAD = dt.timedelta(days=366)


@transaction.atomic
def place_order(new: NewOrder, by: Person) -> Order:
    """Write an order down; sent again under the same ``client_id`` it is the same order.

    Raises :class:`Refused` with a sentence for the reader where something of it cannot be: a product that is
    not on this shelf or is being recalled, a price that was not agreed, a day that is past, a number used
    already.
    """
    client_id = read_own_number(new.client_id)
    Organisation.objects.select_for_update().get(pk=new.retailer)
    before = Order.objects.filter(client_id=client_id).first()
    if before is not None:
        return _same(before, new)
    store = _open_store(new)
    _refuse_days(new)
    listings = _listings(new)
    pool = None if new.pool is None else Pool.objects.get(pk=new.pool, retailer=new.retailer)
    terms = _terms(new, listings.values())
    order = _written(new, store, pool, terms, by, client_id)
    prices = {product: pool.price_idr if pool else each.price_idr for product, each in listings.items()}
    OrderLine.objects.bulk_create(
        OrderLine(
            order=order,
            product_id=line.product,
            gtin=line.gtin,
            pieces=line.pieces,
            price_idr=prices[line.product],
            carton_pieces=line.carton_pieces,
        )
        for line in new.lines
    )
    OrderStep.objects.create(order=order, transition="place", became=PLACED, by=by, at=order.state_since)
    after_step(order, "place", by)
    return order


def _written(
    new: NewOrder, store: Store, pool: Pool | None, terms: RetailTerms, by: Person, client_id: str
) -> Order:
    """The order itself, with what the terms say of it as they stand now."""
    return Order.objects.create(
        number=_number(new),
        retailer_id=new.retailer,
        business_id=new.business,
        store=store,
        pool=pool,
        terms=terms,
        mode=terms.mode,
        days_to_pay=terms.days_to_pay,
        counts_from=terms.counts_from,
        source=new.source,
        ordered_on=new.ordered_on,
        wanted_on=new.wanted_on,
        state=PLACED,
        state_since=timezone.now(),
        words=new.words.strip()[:2000],
        made_by=by,
        client_id=client_id,
    )


def _open_store(new: NewOrder) -> Store:
    found = Store.objects.filter(pk=new.store, retailer=new.retailer, closed_at=None).first()
    if found is None:
        raise Refused(
            Text("Toko tujuan tidak dikenal atau sudah tutup.", "That shop is not known, or is closed.")
        )
    return found


def _same(before: Order, new: NewOrder) -> Order:
    told = {line.product: line.pieces for line in new.lines}
    kept = dict(before.lines.values_list("product", "pieces"))
    number = new.number.strip()[:40] or before.number
    if (before.retailer_id, before.business_id, before.store_id, before.wanted_on, before.number, kept) != (
        new.retailer, new.business, new.store, new.wanted_on, number, told,
    ):  # fmt: skip
        raise Refused(SENT_OTHERWISE)
    return before


def _refuse_days(new: NewOrder) -> None:
    if new.source not in SOURCES:
        raise ValueError(f"an order does not come from {new.source!r}")
    if new.wanted_on < new.ordered_on:
        raise Refused(
            Text("Tanggal barang dibutuhkan lebih awal dari tanggal pesan. Perbaiki tanggalnya.",
                 "The goods are wanted before the day of the order. Correct the day.")
        )  # fmt: skip
    if new.wanted_on < timezone.localdate():
        raise Refused(Text("Tanggal barang dibutuhkan sudah lewat.", "The day the goods are wanted is past."))
    if new.wanted_on - new.ordered_on > MOST_AHEAD:
        raise Refused(
            Text("Tanggal barang dibutuhkan lebih dari setahun lagi. Periksa tahunnya.",
                 "The goods are wanted in more than a year. Check the year.")
        )  # fmt: skip


def _listings(new: NewOrder) -> dict[int, Listing]:
    """The listing of every line at the price of the day, or a refusal that names the product."""
    if not new.lines:
        raise Refused(
            Text("Belum ada barang yang dipesan. Isi jumlahnya.", "Nothing is ordered yet. Say how many.")
        )
    if len(new.lines) > MOST_LINES or len({line.product for line in new.lines}) < len(new.lines):
        raise Refused(
            Text(f"Satu produk satu baris, paling banyak {MOST_LINES} baris.",
                 f"One line for a product, at most {MOST_LINES} lines.")
        )  # fmt: skip
    rows = orderable(new.retailer).filter(
        product__in=[line.product for line in new.lines], product__business=new.business
    )
    found = {row.product_id: row for row in priced(rows, new.ordered_on)}
    recalled = recalled_products([new.business])
    for line in new.lines:
        _refuse_line(line, found.get(line.product), recalled, pooled=new.pool is not None)
    return found


def _refuse_line(line: NewLine, listing: Listing | None, recalled: set[int], *, pooled: bool) -> None:
    if listing is None:
        raise Refused(
            Text("Ada produk yang tidak (lagi) ada di rak toko ini.",
                 "A product is not, or no more, on the shelf of this shop.")
        )  # fmt: skip
    name = Text.same(listing.product.name)
    if line.product in recalled:
        raise Refused(
            Text("{name} sedang ditarik dari peredaran. Jangan dipesan dulu.",
                 "{name} is being recalled. Do not order it now.").filled(name=name)
        )  # fmt: skip
    if not 1 <= line.carton_pieces <= MOST_IN_CARTON:
        raise Refused(no_carton(name))
    if not 1 <= line.pieces <= MOST_PIECES:
        raise Refused(
            Text("{name}: jumlah dari 1 sampai {most}.", "{name}: from 1 to {most} pieces.").filled(
                name=name, most=say_number(MOST_PIECES)
            )
        )
    if line.price_idr is not None and not pooled and line.price_idr != listing.price_idr:
        said = Text(
            "{name}: harga {told} tidak sama dengan yang disepakati, {agreed}. Sepakati dulu harga barunya.",
            "{name}: the price {told} is not the one agreed, {agreed}. Agree on a new price first.",
        )
        prices = {"told": say_rupiah(line.price_idr), "agreed": say_rupiah(listing.price_idr)}
        raise Refused(said.filled(name=name, **prices))


def no_carton(name: Text) -> Text:
    """Said of a carton that holds nothing, or more than any does."""
    return Text(
        "{name}: isi karton dari 1 sampai {most} buah.", "{name}: from 1 to {most} in a carton."
    ).filled(name=name, most=say_number(MOST_IN_CARTON))


def _terms(new: NewOrder, listings: Iterable[Listing]) -> RetailTerms:
    """The terms under which the products were listed, the newest of them; else those published now.

    A retailer that publishes harsher terms does not change what was agreed at the listing.
    """
    agreed = [each.terms for each in listings if each.terms is not None]
    if agreed:
        return max(agreed, key=lambda each: (each.valid_from, each.pk))
    published = RetailTerms.objects.filter(
        retailer=new.retailer, published_at__isnull=False, valid_from__lte=new.ordered_on
    )
    found = published.first()
    if found is None:
        raise Refused(
            Text("Toko ini belum menerbitkan syarat dagangnya (harga, pembayaran, retur). Terbitkan dulu.",
                 "This shop has not published its terms of trade yet. Publish them first.")
        )  # fmt: skip
    return found


def _number(new: NewOrder) -> str:
    rows = Order.objects.filter(retailer=new.retailer, business=new.business)
    typed = new.number.strip()[:40]
    if not typed:
        start = f"{numbers.ORDER}-{new.ordered_on:%y%m%d}-"
        taken = Order.objects.filter(retailer=new.retailer, number__startswith=start)
        return numbers.next_number(numbers.ORDER, new.ordered_on, set(taken.values_list("number", flat=True)))
    if rows.filter(number=typed).exists():
        raise Refused(
            Text(f"Nomor {typed} sudah dipakai untuk dapur ini. Beri nomor lain.",
                 f"The number {typed} is used for this kitchen already. Give another one.")
        )  # fmt: skip
    return typed


@transaction.atomic
def answer(
    order_id: int,
    confirmed: Mapping[int, int],
    by: Person | None,
    client_id: str = "",
    reason: str = "",
    words: str = "",
    who: str = KITCHEN,
) -> Order:
    """The kitchen's answer: so many pieces of each line, by its primary key; a line not named is confirmed
    whole.

    Less than asked needs a reason; nothing at all is a refusal.
    """
    order = locked(order_id)
    lines = list(order.lines.select_related("product"))
    given = {line.pk: confirmed.get(line.pk, line.pieces) for line in lines}
    name = _answer_name(lines, given)
    if done_before(order, client_id, name):
        if any(line.confirmed != given[line.pk] for line in lines):
            raise Refused(SENT_OTHERWISE)
        return order
    allow(order, name, who)
    if name != "confirm":
        reason_named(LESS, reason)
    for line in lines:
        if not 0 <= given[line.pk] <= line.pieces:
            raise Refused(
                Text("{name}: paling banyak {most}, sesuai pesanan.",
                     "{name}: at most {most}, as ordered.").filled(
                    name=line.product.name, most=say_number(line.pieces)
                )
            )  # fmt: skip
        line.confirmed = given[line.pk]
        line.reason = reason if line.confirmed < line.pieces else ""
    OrderLine.objects.bulk_update(lines, ["confirmed", "reason"])
    step(order, name, by, client_id=client_id, reason=reason if name != "confirm" else "", words=words)
    return order


def _answer_name(lines: list[OrderLine], given: Mapping[int, int]) -> str:
    if not any(given.values()):
        return "refuse"
    return "confirm" if all(given[line.pk] == line.pieces for line in lines) else "confirm-less"


@transaction.atomic
def cancel(order_id: int, by: Person, reason: str, words: str = "", client_id: str = "") -> Order:
    """The buyer takes an order back before anything was sent."""
    order = locked(order_id)
    if done_before(order, client_id, "cancel"):
        return order
    allow(order, "cancel", BUYER)
    reason_named(CANCEL, reason)
    step(order, "cancel", by, client_id=client_id, reason=reason, words=words)
    return order


@transaction.atomic
def close(order_id: int, by: Person, client_id: str = "") -> Order:
    """The buyer waits for nothing more of an order."""
    order = locked(order_id)
    if done_before(order, client_id, "close"):
        return order
    allow(order, "close", BUYER)
    step(order, "close", by, client_id=client_id)
    return order


def close_if_whole(order: Order) -> None:
    """A locked order of which every promised piece was accepted closes by itself."""
    counts = [each.count for each in lines_of([order.pk])[order.pk]]
    if order.state == RECEIVED and nothing_left(counts):
        allow(order, "close", HOUSE)
        step(order, "close", None)
