"""The shape of what the API tells of orders, and how it is put together."""

import datetime as dt
from typing import Any

from ninja import Schema

from lopo.accounts.scope import Scope
from lopo.retail.books.order_reach import CITY, side_of_order
from lopo.retail.books.payment import bill_of
from lopo.retail.books.progress import CountedLine, lines_of
from lopo.retail.models import Delivery, DeliveryLine, Invoice, Order, Return
from lopo.retail.trade.payment_clock import clock
from lopo.retail.trade.transitions import acts, turn
from lopo.site.api_answers import StepOut
from lopo.standards.standings import today


class LineOut(Schema):
    """A product of an order. ``missing`` were sent and never came; ``returned`` went back afterwards."""

    product_id: str
    product: str
    gtin: str
    pieces: int
    price_idr: int
    confirmed: int | None
    reason: str
    sent: int
    on_the_way: int
    accepted: int
    refused: int
    missing: int
    returned: int
    outstanding: int
    billed: int
    sold: int


class LotOut(Schema):
    """Pieces of one lot in a delivery; nothing is counted while ``accepted`` is null."""

    product_id: str
    lot: str
    expires_on: dt.date | None
    pieces: int
    accepted: int | None
    refused: int | None
    reason: str
    went_back: bool


class DeliveryOut(Schema):
    id: str
    number: str
    sent_on: dt.date
    received_on: dt.date | None
    lots: list[LotOut]


class PaymentOut(Schema):
    """Money told; ``came`` is null until the kitchen has said so."""

    id: int
    amount_idr: int
    paid_on: dt.date
    reference: str
    came: bool | None


class InvoiceOut(Schema):
    """A bill: the price of its goods, less what the terms deduct, is ``amount_idr``."""

    id: str
    number: str
    issued_on: dt.date
    due_on: dt.date
    goods_idr: int
    fee_percent: float
    fee_idr: int
    amount_idr: int
    open_idr: int
    state: str
    days_late: int
    payments: list[PaymentOut]


class OrderOut(Schema):
    id: str
    number: str
    retailer: str
    store: str
    store_code: str
    business: str
    state: str
    side: str
    turn: str
    mode: str
    ordered_on: dt.date
    wanted_on: dt.date
    pieces: int
    amount_idr: int
    acts: list[str]


class OrderWhole(OrderOut):
    reason: str
    words: str
    lines: list[LineOut]
    deliveries: list[DeliveryOut]
    invoices: list[InvoiceOut]
    steps: list[StepOut]


class Orders(Schema):
    count: int
    items: list[OrderOut]


class DifferenceOut(Schema):
    """What of a lot is not as it was sent: ``missing``, ``refused``, or ``returned`` afterwards."""

    kind: str
    delivery: str
    product_id: str
    product: str
    lot: str
    pieces: int
    reason: str
    words: str
    on: dt.date
    at_cost_of: str


class Differences(Schema):
    count: int
    items: list[DifferenceOut]


class OfferedOut(Schema):
    """A lot in the kitchen: what is left of it, and whether it may go out for this order, or why not."""

    product_id: str
    lot: str
    expires_on: dt.date | None
    left: int
    ok: bool
    why: str


class Offered(Schema):
    count: int
    items: list[OfferedOut]


def order_rows(scope: Scope, found: list[Order]) -> list[dict[str, Any]]:
    """Orders for a list; their lines are fetched before."""
    rows = []
    for each in found:
        side = side_of_order(scope, each)
        lines = list(each.lines.all())
        rows.append(
            {
                "id": each.public_id,
                "number": each.number,
                "retailer": each.retailer.name,
                "store": each.store.name,
                "store_code": each.store.code,
                "business": each.business.name,
                "state": each.state,
                "side": side,
                "turn": turn(each.state),
                "mode": each.mode,
                "ordered_on": each.ordered_on,
                "wanted_on": each.wanted_on,
                "pieces": sum(line.pieces for line in lines),
                "amount_idr": sum(line.pieces * line.price_idr for line in lines),
                "acts": list(acts(each.state, side)) if side != CITY else [],
            }
        )
    return rows


def order_whole(scope: Scope, found: Order) -> dict[str, Any]:
    """An order with its lines, deliveries, invoices and steps."""
    rows = found.deliveries.prefetch_related("lines__batch", "lines__order_line__product")
    steps = [
        {
            "act": step.transition, "was": step.was, "became": step.became, "at": step.at,
            "by": str(step.by) if step.by else None, "reason": step.reason, "words": step.words,
        }
        for step in found.steps.select_related("by")
    ]  # fmt: skip
    return order_rows(scope, [found])[0] | {
        "reason": found.reason,
        "words": found.words,
        "lines": [_line(each) for each in lines_of([found.pk])[found.pk]],
        "deliveries": [_delivery(each) for each in rows],
        "invoices": [_invoice(each) for each in found.invoices.prefetch_related("payments", "credits")],
        "steps": steps,
    }


def _line(each: CountedLine) -> dict[str, Any]:
    line, count = each.line, each.count
    return {
        "product_id": line.product.public_id,
        "product": line.product.name,
        "gtin": line.gtin,
        "pieces": line.pieces,
        "price_idr": line.price_idr,
        "confirmed": line.confirmed,
        "reason": line.reason,
        **{
            name: getattr(count, name)
            for name in ("sent", "on_the_way", "accepted", "refused", "missing", "returned", "outstanding",
                         "billed", "sold")
        },
    }  # fmt: skip


def _delivery(each: Delivery) -> dict[str, Any]:
    return {
        "id": each.public_id,
        "number": each.number,
        "sent_on": each.sent_on,
        "received_on": each.received_on,
        "lots": [_lot(line) for line in each.lines.all()],
    }


def _lot(line: DeliveryLine) -> dict[str, Any]:
    return {
        "product_id": line.order_line.product.public_id,
        "lot": line.batch.code,
        "expires_on": line.expires_on,
        "pieces": line.pieces,
        "accepted": line.accepted,
        "refused": line.refused,
        "reason": line.reason,
        "went_back": line.went_back,
    }


def _invoice(each: Invoice) -> dict[str, Any]:
    state = clock(bill_of(each), today())
    return {
        "id": each.public_id,
        "number": each.number,
        "issued_on": each.issued_on,
        "due_on": each.due_on,
        "goods_idr": each.goods_idr,
        "fee_percent": float(each.fee_percent),
        "fee_idr": each.fee_idr,
        "amount_idr": each.amount_idr,
        "open_idr": state.open_idr,
        "state": state.state,
        "days_late": state.days_late,
        "payments": [
            {
                "id": paid.pk,
                "amount_idr": paid.amount_idr,
                "paid_on": paid.paid_on,
                "reference": paid.reference,
                "came": True if paid.confirmed_at else False if paid.denied_at else None,
            }
            for paid in each.payments.all()
        ],
    }


def order_differences(found: Order) -> list[dict[str, Any]]:
    """Of each lot that was counted, in the order in which things happened."""
    rows = DeliveryLine.objects.filter(delivery__order=found, accepted__isnull=False).select_related(
        "delivery", "order_line__product", "batch"
    )
    items = []
    for line in rows.order_by("delivery__received_on", "pk"):
        missing = line.pieces - (line.accepted or 0) - (line.refused or 0)
        for kind, pieces in (("missing", missing), ("refused", line.refused or 0)):
            if pieces:
                items.append(_difference(line, kind, pieces, line.reason, line.delivery.received_on))
    back = Return.objects.filter(line__delivery__order=found).select_related(
        "line__delivery", "line__order_line__product", "line__batch"
    )
    for each in back:
        items.append(
            _difference(each.line, "returned", each.pieces, each.reason, each.on)
            | {"words": each.words, "at_cost_of": each.at_cost_of}
        )
    return items


def _difference(
    line: DeliveryLine, kind: str, pieces: int, reason: str, on: dt.date | None
) -> dict[str, Any]:
    return {
        "kind": kind,
        "delivery": line.delivery.number,
        "product_id": line.order_line.product.public_id,
        "product": line.order_line.product.name,
        "lot": line.batch.code,
        "pieces": pieces,
        "reason": reason,
        "words": "",
        "on": on,
        "at_cost_of": "",
    }
