"""What is done with an order over HTTP: each act of the table of transitions, by the books the pages use."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Annotated

from ninja import Field, Schema
from pydantic import AfterValidator

from lopo.accounts.models import Person
from lopo.accounts.permission import scope_for
from lopo.facts.kinds import Refused
from lopo.facts.own_number import new_client_id
from lopo.facts.text import Text
from lopo.quality.models import Batch
from lopo.retail.books import delivery as deliveries
from lopo.retail.books import order as orders
from lopo.retail.books.invoice import bill
from lopo.retail.books.order_reach import orders_in, side_of_order
from lopo.retail.books.payment import confirm_payment, tell_payment
from lopo.retail.books.returning import ToldReturn, take_back, tell_sold
from lopo.retail.books.trade_step import allow
from lopo.retail.models import Delivery, DeliveryLine, Invoice, Order, OrderLine, Payment
from lopo.retail.trade.order import MOST_LINES, MOST_PIECES
from lopo.retail.trade.transitions import KITCHEN, TRANSITIONS
from lopo.standards.standings import today

MOST_IDR = 10**12
OWN_NUMBER = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
FIRST_DAY, LAST_DAY = dt.date(2000, 1, 1), dt.date(2200, 12, 31)


ONE_LINE = Text("Satu lot satu baris untuk satu produk.", "One line for a lot of a product.")


def _storable(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


Plain = Annotated[str, AfterValidator(_storable)]
"""A text without what no database keeps."""


class PiecesIn(Schema):
    """So many pieces of a product of the order."""

    product_id: Plain = Field(max_length=40)
    pieces: int = Field(ge=0, le=MOST_PIECES)


class LotIn(PiecesIn):
    """So many pieces out of one lot, by the code on its packs."""

    lot: Plain = Field(max_length=80)


class CountIn(Schema):
    """What was counted of one lot of a delivery; what is in neither number is missing."""

    product_id: Plain = Field(max_length=40)
    lot: Plain = Field(max_length=80)
    accepted: int = Field(ge=0, le=MOST_PIECES)
    refused: int = Field(0, ge=0, le=MOST_PIECES)
    reason: Plain = Field("", max_length=40)
    went_back: bool = False


class OrderActIn(Schema):
    """What is told with an act; which fields each act reads stands in ``docs/api.md``.

    ``client_id`` is a UUID in small letters made by the caller: sent again, the act counts once.
    """

    client_id: str = Field("", pattern=rf"{OWN_NUMBER}|^$")
    on: dt.date | None = Field(None, ge=FIRST_DAY, le=LAST_DAY)
    reason: Plain = Field("", max_length=40)
    words: Plain = Field("", max_length=500)
    lines: list[PiecesIn] = Field([], max_length=MOST_LINES)
    lots: list[LotIn] = Field([], max_length=MOST_LINES)
    counted: list[CountIn] = Field([], max_length=MOST_LINES)
    delivery: Plain = Field("", max_length=16)
    invoice: Plain = Field("", max_length=16)
    number: Plain = Field("", max_length=40)
    amount_idr: int | None = Field(None, ge=1, le=MOST_IDR)
    reference: Plain = Field("", max_length=60)
    payment: int | None = Field(None, ge=1, le=2**31)
    came: bool | None = None
    went_back: bool = True


class Act:
    """One act by one person on one order."""

    def __init__(self, order: Order, body: OrderActIn, by: Person, side: str) -> None:
        self.order, self.body, self.by, self.side = order, body, by, side
        self.client_id = body.client_id or new_client_id()
        self.on = body.on or today()

    def line_of(self, product: str) -> OrderLine:
        """The line of a product; raises :class:`Refused`."""
        found = self.order.lines.filter(product__public_id=product).first()
        if found is None:
            raise Refused(
                Text(
                    f"Produk {product} tidak ada di pesanan ini.", f"Product {product} is not in this order."
                )
            )
        return found

    def delivery(self) -> Delivery:
        """The delivery that was named; where none is, the only one still on its way."""
        rows = self.order.deliveries.all()
        named = self.body.delivery
        found = list(rows.filter(public_id=named) if named else rows.filter(received_on=None))
        if not named and not found:
            found = list(rows)  # counted already: the book says by whom
        if len(found) != 1:
            raise Refused(
                Text("Sebut kiriman yang mana (delivery).", "Say which delivery is meant (delivery).")
            )
        return found[0]

    def delivered(self, delivery: Delivery, product: str, lot: str) -> DeliveryLine:
        """One lot of a delivery; raises :class:`Refused`."""
        rows = delivery.lines.filter(order_line__product__public_id=product, batch__code=lot)
        found = rows.first()
        if found is None:
            raise Refused(
                Text(f"Lot {lot} dari produk {product} tidak ada di kiriman ini.",
                     f"Lot {lot} of product {product} is not in this delivery.")
            )  # fmt: skip
        return found

    # The acts

    def confirm(self) -> None:
        orders.answer(self.order.pk, {}, self.by, self.client_id, words=self.body.words)

    def confirm_less(self) -> None:
        told = {self.line_of(each.product_id).pk: each.pieces for each in self.body.lines}
        if not told:
            raise Refused(Text("Sebut berapa yang sanggup (lines).", "Say how many you can (lines)."))
        if len(told) < len(self.body.lines):
            raise Refused(Text("Satu produk satu baris.", "One line for a product."))
        orders.answer(self.order.pk, told, self.by, self.client_id, self.body.reason, self.body.words)

    def refuse(self) -> None:
        nothing = dict.fromkeys(self.order.lines.values_list("pk", flat=True), 0)
        orders.answer(self.order.pk, nothing, self.by, self.client_id, self.body.reason, self.body.words)

    def cancel(self) -> None:
        orders.cancel(self.order.pk, self.by, self.body.reason, self.body.words, self.client_id)

    def close(self) -> None:
        orders.close(self.order.pk, self.by, self.client_id)

    def send(self) -> None:
        codes = {each.lot for each in self.body.lots}
        own = Batch.objects.filter(business=self.order.business_id, code__in=codes)
        batches = dict(own.values_list("code", "pk"))
        picked = [
            deliveries.Picked(self.line_of(each.product_id).pk, batches.get(each.lot, 0), each.pieces)
            for each in self.body.lots
        ]
        if len({(each.line, each.batch) for each in picked}) < len(picked):
            raise Refused(ONE_LINE)
        deliveries.send(self.order.pk, picked, self.on, self.by, self.client_id)

    def receive(self) -> None:
        delivery = self.delivery()
        counted = {
            self.delivered(delivery, each.product_id, each.lot).pk: deliveries.Counted(
                each.accepted, each.refused, each.reason, each.went_back
            )
            for each in self.body.counted
        }
        if len(counted) < len(self.body.counted):
            raise Refused(ONE_LINE)
        deliveries.receive(delivery.pk, counted, self.on, self.by, self.client_id)

    def give_back(self) -> None:
        if len(self.body.lots) != 1:
            raise Refused(
                Text("Sebut satu lot yang kembali (lots).", "Say the one lot that goes back (lots).")
            )
        told = self.body.lots[0]
        line = self.delivered(self.delivery(), told.product_id, told.lot)
        returned = ToldReturn(
            line.pk, told.pieces, self.body.reason, self.on, self.body.words, self.body.went_back
        )
        take_back(returned, self.by, self.client_id)

    def tell_sold(self) -> None:
        if len(self.body.lines) != 1:
            raise Refused(
                Text("Sebut satu produk yang terjual (lines).", "Say the one product that sold (lines).")
            )
        told = self.body.lines[0]
        line = self.line_of(told.product_id)
        tell_sold(line.pk, told.pieces, self.on, self.by, self.client_id, self.side)

    def bill(self) -> None:
        bill(self.order.pk, self.by, self.on, self.client_id, self.body.number)

    def pay(self) -> None:
        if self.body.payment is not None:
            self._answer_payment(self.body.payment)
            return
        invoice = Invoice.objects.filter(order=self.order, public_id=self.body.invoice).first()
        if invoice is None or self.body.amount_idr is None:
            raise Refused(
                Text("Sebut fakturnya (invoice) dan jumlahnya (amount_idr).",
                     "Say the invoice (invoice) and the amount (amount_idr).")
            )  # fmt: skip
        tell_payment(
            invoice.pk, self.body.amount_idr, self.on, self.body.reference, self.by, self.client_id, self.side
        )

    def _answer_payment(self, told: int) -> None:
        found = Payment.objects.filter(invoice__order=self.order, pk=told).first()
        if found is None or self.body.came is None or self.side != KITCHEN:
            raise Refused(
                Text("Dapur yang menjawab apakah uang ini sampai (payment, came).",
                     "The kitchen says whether this money came (payment, came).")
            )  # fmt: skip
        confirm_payment(found.pk, self.by, came=self.body.came)


ACTS: Mapping[str, tuple[str, Callable[[Act], None]]] = {
    "confirm": ("order.fill", Act.confirm),
    "confirm-less": ("order.fill", Act.confirm_less),
    "refuse": ("order.fill", Act.refuse),
    "send": ("order.fill", Act.send),
    "bill": ("order.fill", Act.bill),
    "cancel": ("order.make", Act.cancel),
    "close": ("order.make", Act.close),
    "receive": ("order.make", Act.receive),
    "receive-one": ("order.make", Act.receive),
    "return": ("order.make", Act.give_back),
    "tell-sold": ("order.settle", Act.tell_sold),
    "pay": ("order.settle", Act.pay),
}
"""Every act of the table, the permission it needs, and who does it."""


def do_act(order: Order, name: str, body: OrderActIn, by: Person) -> None:
    """Do ``name`` with an order that somebody sees. Raises :class:`Refused` with the sentence for her."""
    if name not in ACTS:
        known = ", ".join(ACTS)
        raise Refused(
            Text(f"Tidak ada tindakan itu. Yang ada: {known}.", f"No such act. There are: {known}.")
        )
    permission, run = ACTS[name]
    scope = scope_for(by, permission)
    if scope is None or not orders_in(scope).filter(pk=order.pk).exists():
        allow(order, name, "")  # says that it is for the other side
        raise Refused(Text("Ini bukan wewenang akun ini.", "This is not yours to do."))
    side = side_of_order(scope, order)
    if side not in TRANSITIONS[name].who:
        allow(order, name, side)  # whether it can be done now, the book says under its lock
    run(Act(order, body, by, side))
