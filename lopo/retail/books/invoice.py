"""Invoices: what was accepted, or on consignment sold, and not billed yet; frozen, with the day it is due."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.producers.facts import derive
from lopo.producers.models import Business
from lopo.producers.records import dossier_of, lock
from lopo.retail.books.credit import credit_shared
from lopo.retail.books.payment import settle
from lopo.retail.books.progress import CountedLine, lines_of
from lopo.retail.books.trade_step import SENT_OTHERWISE, allow, locked, step
from lopo.retail.models import Delivery, DeliveryLine, Invoice, Order, SoldReport
from lopo.retail.terms.payment import Contract, Counted
from lopo.retail.terms.words import CONSIGNMENT
from lopo.retail.trade import numbers
from lopo.retail.trade.deduction import Deduction
from lopo.retail.trade.payment_clock import DueDay, due_day, kept_rules
from lopo.retail.trade.progress import next_share
from lopo.retail.trade.transitions import KITCHEN


def to_bill(order: Order) -> list[tuple[CountedLine, int]]:
    """The lines of an order that can be billed now, with their pieces."""
    consigned = order.mode == CONSIGNMENT
    lines = [(each, each.count.to_bill(consigned=consigned)) for each in lines_of([order.pk])[order.pk]]
    return [(each, pieces) for each, pieces in lines if pieces]


@transaction.atomic
def bill(order_id: int, by: Person, on: dt.date, client_id: str, number: str = "") -> Invoice:
    """Bill all that can be billed of an order. Of two who bill at once one invoice comes of it.

    The lines are frozen as they stand, and so are the rules that say until when it is paid.
    """
    order = locked(order_id)
    before = Invoice.objects.filter(client_id=client_id).first()
    if before is not None:
        if before.order_id != order.pk:
            raise Refused(SENT_OTHERWISE)
        return before
    allow(order, "bill", KITCHEN)
    lock(order.business_id)
    lines = to_bill(order)
    if not lines:
        raise _nothing(order)
    if on > timezone.localdate():
        raise Refused(Text("Tanggal tagihan belum tiba.", "The day of the invoice has not come yet."))
    _refuse_before_debt(order, on)
    frozen = _frozen(order, lines)
    goods = sum(each["amount_idr"] for each in frozen)
    fee = Deduction(order.terms.fee_percent, goods)
    due = due_of(order, goods, on)
    invoice = Invoice.objects.create(
        order=order,
        number=_number(order, on, number),
        issued_on=on,
        lines=frozen,
        amount_idr=goods - fee.amount_idr,
        fee_percent=fee.percent,
        fee_idr=fee.amount_idr,
        starts_on=due.starts_on,
        due_on=due.due_on,
        rule=kept_rules(due),
        issued_by=by,
        client_id=client_id,
    )
    settle(invoice)
    credit_shared(order, by)
    step(order, "bill", by)
    return invoice


def refuse_before_receipt(order: Order, on: dt.date) -> None:
    """Nothing is sold before the shop had it."""
    _refuse_before(Delivery.objects.filter(order=order).aggregate(day=Min("received_on"))["day"], on)


def _refuse_before_debt(order: Order, on: dt.date) -> None:
    """Nothing is billed before all of it was accepted, or sold: its clock would run before there was a
    debt."""
    if order.mode == CONSIGNMENT:
        last = SoldReport.objects.filter(line__order=order).aggregate(day=Max("on"))["day"]
        if last is not None and on < last:
            raise Refused(
                Text("Yang terjual baru dilaporkan {day}. Pakai tanggal itu atau sesudahnya.",
                     "What sold was told on {day}. Use that day or a later one.").filled(day=say_date(last))
            )  # fmt: skip
        return
    rows = Delivery.objects.filter(order=order, lines__accepted__gt=0)
    _refuse_before(rows.aggregate(day=Max("received_on"))["day"], on)


def _refuse_before(received: dt.date | None, on: dt.date) -> None:
    if received is not None and on < received:
        raise Refused(
            Text("Toko baru menerima barangnya {day}. Pakai tanggal itu atau sesudahnya.",
                 "The shop accepted the goods on {day}. Use that day or a later one.").filled(
                day=say_date(received)
            )
        )  # fmt: skip


def _nothing(order: Order) -> Refused:
    last = order.invoices.last()
    if last is not None:
        return Refused(
            Text("Semua sudah ditagih: faktur {number} tanggal {day}.",
                 "All of it is billed: invoice {number} of {day}.").filled(
                number=last.number, day=f"{last.issued_on:%d-%m-%Y}"
            )
        )  # fmt: skip
    if order.mode == CONSIGNMENT:
        return Refused(
            Text("Belum ada yang terjual menurut laporan. Catat dulu yang terjual.",
                 "Nothing sold yet by the reports. Tell first what sold.")
        )  # fmt: skip
    return Refused(
        Text("Belum ada barang yang diterima toko, jadi belum ada yang ditagih.",
             "The shop has not accepted anything yet, so there is nothing to bill.")
    )  # fmt: skip


def _frozen(order: Order, lines: list[tuple[CountedLine, int]]) -> list[dict[str, Any]]:
    """The lines as they are billed, with the lots and deliveries of these pieces: what came first is billed
    first."""
    rows: dict[int, list[tuple[str, str]]] = {}
    sent = DeliveryLine.objects.filter(delivery__order=order).order_by("pk")
    for line, code, number in sent.values_list("order_line", "batch__code", "delivery__number"):
        rows.setdefault(line, []).append((code, number))

    def billed_of(each: CountedLine, pieces: int) -> list[tuple[str, str]]:
        room = {place: lot.payable for place, lot in enumerate(each.count.lots)}
        return [rows[each.line.pk][place] for place in next_share(pieces, each.count.billed, room)]

    return [
        {
            "line": each.line.pk,
            "product": each.line.product.public_id,
            "name": each.line.product.name,
            "gtin": each.line.gtin,
            "pieces": pieces,
            "price_idr": each.line.price_idr,
            "amount_idr": pieces * each.line.price_idr,
            "lots": list(dict.fromkeys(code for code, _number in billed_of(each, pieces))),
            "deliveries": list(dict.fromkeys(number for _code, number in billed_of(each, pieces))),
        }
        for each, pieces in lines
    ]


def due_of(order: Order, amount_idr: int, on: dt.date) -> DueDay:
    """The due day of an invoice of ``order`` for goods of that price, issued on the day ``on``."""
    received = Delivery.objects.filter(order=order).aggregate(day=Max("received_on"))["day"]
    reported = SoldReport.objects.filter(line__order=order).aggregate(day=Max("on"))["day"]
    terms = order.terms
    title = Text("Syarat dagang {shop} per {day}", "Terms of {shop} of {day}")
    title = title.filled(shop=order.retailer.name, day=say_date(terms.valid_from))
    contract = Contract(title, order.days_to_pay, order.counts_from, terms.confidence)
    return due_day(amount_idr, _size(order.business, on), Counted(on, received, reported), contract)


def _size(business: Business, on: dt.date) -> str | None:
    product = business.products.first()
    if product is None:
        return None
    found = derive(dossier_of(product), on).get("business.size_class")
    return None if found is None else str(found.value)


def _number(order: Order, on: dt.date, typed: str) -> str:
    taken = set(Invoice.objects.filter(order__business=order.business_id).values_list("number", flat=True))
    number = typed.strip()[:40]
    if not number:
        return numbers.next_number(numbers.INVOICE, on, taken)
    if number in taken:
        raise Refused(
            Text(f"Nomor faktur {number} sudah dipakai. Beri nomor lain.",
                 f"The invoice number {number} is used already. Give another one.")
        )  # fmt: skip
    return number
