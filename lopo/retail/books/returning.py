"""What comes back from the shop later, and what of consigned goods it sold."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.figures import say_number
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.records import lock
from lopo.retail.books.credit import credit_return
from lopo.retail.books.delivery import move_back
from lopo.retail.books.invoice import refuse_before_receipt
from lopo.retail.books.progress import lines_of
from lopo.retail.books.trade_step import SENT_OTHERWISE, allow, locked, step
from lopo.retail.models import DeliveryLine, Order, OrderLine, Return, SoldReport
from lopo.retail.terms.words import CONSIGNMENT
from lopo.retail.trade.progress import share_out
from lopo.retail.trade.reasons import RETURN, bearer, reason_named
from lopo.retail.trade.transitions import BUYER, CANCELLED, PLACED, REFUSED

BY_HAND, BY_IMPORT = "hand", "import"


@dataclass(frozen=True, slots=True)
class ToldReturn:
    """Pieces of one line of a delivery that go back, as the shop tells it."""

    line: int
    pieces: int
    reason: str
    on: dt.date
    words: str = ""
    went_back: bool = True
    """To the kitchen; else they were thrown away at the shop."""


@transaction.atomic
def take_back(told: ToldReturn, by: Person, client_id: str) -> Return:
    """Write a return down: the terms say who bears it, the lot goes back in the book, the bill is
    credited.
    """
    order = locked(DeliveryLine.objects.values_list("delivery__order", flat=True).get(pk=told.line))
    before = _sent_before(told, client_id)
    if before is not None:
        return before
    allow(order, "return", BUYER)
    lock(order.business_id)
    line = DeliveryLine.objects.select_related("batch__product", "order_line", "delivery").get(pk=told.line)
    reason = reason_named(RETURN, told.reason)
    terms = order.terms
    cost = bearer(reason, returns_taken=terms.returns_taken, paid_by=terms.returns_paid_by)
    _refuse_return(line, order, told)
    made = Return.objects.create(
        line=line,
        pieces=told.pieces,
        reason=told.reason,
        words=told.words,
        on=told.on,
        at_cost_of=cost,
        went_back=told.went_back,
        by=by,
        client_id=client_id,
    )
    if told.went_back:
        move_back(line.batch, order, told.pieces, told.on, by, client_id)
    credit_return(made, order, by)
    step(order, "return", by, reason=told.reason)
    return made


def _sent_before(told: ToldReturn, client_id: str) -> Return | None:
    """The return of this very form, where it came already."""
    before = Return.objects.filter(client_id=client_id).first()
    if before is None:
        return None
    if (before.line_id, before.pieces, before.reason) != (told.line, told.pieces, told.reason):
        raise Refused(SENT_OTHERWISE)
    return before


def _refuse_return(line: DeliveryLine, order: Order, told: ToldReturn) -> None:
    back = line.returns.aggregate(sum=Sum("pieces"))["sum"] or 0
    most = (line.accepted or 0) - back
    if order.mode == CONSIGNMENT:
        counted = {each.line.pk: each.count for each in lines_of([order.pk])[order.pk]}
        most = min(most, counted[line.order_line_id].unsold)
    if not 1 <= told.pieces <= most:
        raise Refused(
            Text("Dari lot {lot} yang bisa dikembalikan {most}. Periksa jumlahnya.",
                 "Of lot {lot}, {most} can go back. Check the count.").filled(
                lot=line.batch.code, most=say_number(max(0, most))
            )
        )  # fmt: skip
    received = line.delivery.received_on
    if received is None or told.on < received or told.on > timezone.localdate():
        raise Refused(
            Text("Tanggal retur harus antara tanggal terima dan hari ini.",
                 "The day of the return lies between the day of the receipt and today.")
        )  # fmt: skip


@transaction.atomic
def tell_sold(
    line_id: int, pieces: int, on: dt.date, by: Person, client_id: str, who: str = BUYER
) -> SoldReport:
    """So many more pieces of a consigned line were sold, as somebody of either side tells by hand."""
    order = locked(OrderLine.objects.values_list("order", flat=True).get(pk=line_id))
    before = SoldReport.objects.filter(client_id=client_id, line=line_id).first()
    if before is not None:
        if before.pieces != pieces:
            raise Refused(SENT_OTHERWISE)
        return before
    allow(order, "tell-sold", who)
    if order.mode != CONSIGNMENT:
        raise Refused(
            Text("Pesanan ini beli putus: tagihannya dari barang yang diterima.",
                 "This order was bought outright: it is billed by what was accepted.")
        )  # fmt: skip
    counted = {each.line.pk: each for each in lines_of([order.pk])[order.pk]}[line_id]
    if not 1 <= pieces <= counted.count.unsold:
        raise Refused(
            Text("{name}: di toko masih {left}. Yang terjual paling banyak sebanyak itu.",
                 "{name}: {left} are with the shop. No more than that can have sold.").filled(
                name=counted.line.product.name, left=say_number(counted.count.unsold)
            )
        )  # fmt: skip
    if on > timezone.localdate():
        raise Refused(Text("Tanggal laporan belum tiba.", "The day of the report has not come yet."))
    refuse_before_receipt(order, on)
    report = SoldReport.objects.create(
        line_id=line_id, pieces=pieces, on=on, source=BY_HAND, by=by, client_id=client_id
    )
    step(order, "tell-sold", by)
    return report


@transaction.atomic
def sold_from_import(
    retailer: int, store: int, product: int, pieces: int, on: dt.date, by: Person, client_id: str
) -> int:
    """``pieces`` that the tills of a shop sold, told to its consigned orders, what came first sold first.

    How many found an order: goods bought outright need none. The same ``client_id`` tells them once.
    """
    told = SoldReport.objects.filter(client_id=client_id, line__product=product, line__order__store=store)
    if found := told.aggregate(sum=Sum("pieces"))["sum"]:
        return int(found)
    orders = Order.objects.filter(retailer=retailer, store=store, mode=CONSIGNMENT, lines__product=product)
    held = orders.exclude(state__in=(PLACED, REFUSED, CANCELLED)).select_for_update(of=("self",))
    ids = [each.pk for each in held.order_by("pk")]
    room: dict[int, int] = {}
    for lines in lines_of(ids).values():
        room |= {each.line.pk: each.count.unsold for each in lines if each.line.product_id == product}
    given = share_out(pieces, room)
    SoldReport.objects.bulk_create(
        SoldReport(line_id=line, pieces=part, on=on, source=BY_IMPORT, by=by, client_id=client_id)
        for line, part in given.items()
    )
    return sum(given.values())
