"""How far the lines of orders are, fetched for as many orders as a page shows with as many queries."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Sum

from lopo.retail.models import Credit, DeliveryLine, Invoice, OrderLine, Return, SoldReport
from lopo.retail.trade.progress import Line, Lot
from lopo.retail.trade.reasons import PRODUCER


@dataclass(frozen=True, slots=True)
class CountedLine:
    """A line of an order, how far it is, and what each invoice still bills of it (oldest first)."""

    line: OrderLine
    count: Line
    billed: dict[int, int]


def lines_of(orders: Collection[int]) -> dict[int, list[CountedLine]]:
    """The lines of ``orders`` by order, in their order. Six queries, however many orders there are."""
    ids = list(orders)
    lots = _lots(ids)
    billed = _billed(ids)
    sold = dict(
        SoldReport.objects.filter(line__order__in=ids).order_by().values_list("line").annotate(Sum("pieces"))
    )
    found: dict[int, list[CountedLine]] = {each: [] for each in ids}
    for line in OrderLine.objects.filter(order__in=ids).select_related("product").order_by("pk"):
        bills = billed.get(line.pk, {})
        count = Line(
            line.pieces,
            line.confirmed,
            tuple(lots.get(line.pk, ())),
            sum(bills.values()),
            sold.get(line.pk, 0),
        )
        found[line.order_id].append(CountedLine(line, count, bills))
    return found


def _lots(orders: list[int]) -> dict[int, list[Lot]]:
    back: dict[int, int] = defaultdict(int)
    off_bill: dict[int, int] = defaultdict(int)
    for line, cost, pieces in Return.objects.filter(line__delivery__order__in=orders).values_list(
        "line", "at_cost_of", "pieces"
    ):
        back[line] += pieces
        off_bill[line] += pieces if cost == PRODUCER else 0
    lots: dict[int, list[Lot]] = defaultdict(list)
    rows = DeliveryLine.objects.filter(delivery__order__in=orders).order_by("pk")
    for pk, line, sent, accepted, refused in rows.values_list(
        "pk", "order_line", "pieces", "accepted", "refused"
    ):
        lots[line].append(Lot(sent, accepted, refused, back[pk], off_bill[pk]))
    return lots


def _billed(orders: list[int]) -> dict[int, dict[int, int]]:
    """What each invoice bills of each line, less what returns at the producer's cost took off it."""
    billed: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Invoice.objects.filter(order__in=orders).order_by("pk")
    for invoice, lines in rows.values_list("pk", "lines"):
        for each in lines:
            billed[each["line"]][invoice] = each["pieces"]
    credits = Credit.objects.filter(invoice__order__in=orders, of_return__at_cost_of=PRODUCER)
    for invoice, line, pieces in credits.values_list("invoice", "of_return__line__order_line", "pieces"):
        billed[line][invoice] = billed[line].get(invoice, 0) - pieces
    return billed
