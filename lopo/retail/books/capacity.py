"""What a kitchen can make of a product in a week, and what it has promised for that week already."""

import datetime as dt
from collections.abc import Collection

from lopo.costing.capacity import capacity
from lopo.costing.making import making_of
from lopo.producers.models import Product
from lopo.producers.records import dossier_of
from lopo.retail.books.progress import lines_of
from lopo.retail.models import Order, OrderLine
from lopo.retail.trade.transitions import PROMISED
from lopo.retail.trade.week import WeekLoad, monday

WEEK = dt.timedelta(days=7)


def can_make(product: Product, on: dt.date) -> int | None:
    """Pieces a week, by the batches of a week or the pieces of a month; nothing where nobody told."""
    dossier = dossier_of(product)
    made = making_of(dossier, on)
    found = capacity(made, dossier.value("cost.batches_week"), dossier.value("supply.monthly_capacity"))
    return None if found is None else found.pieces_week


def promised(products: Collection[int], week: dt.date, but: int = 0) -> dict[int, int]:
    """Confirmed for the week of ``week`` and not delivered yet, by product; the order ``but`` left out."""
    start = monday(week)
    orders = Order.objects.filter(
        state__in=PROMISED,
        wanted_on__gte=start,
        wanted_on__lt=start + WEEK,
        lines__product__in=products,
    ).exclude(pk=but)
    found: dict[int, int] = {}
    for lines in lines_of(set(orders.values_list("pk", flat=True))).values():
        for each in lines:
            product = each.line.product_id
            found[product] = found.get(product, 0) + each.count.outstanding + each.count.on_the_way
    return found


def loads(order: Order, on: dt.date) -> dict[int, WeekLoad]:
    """The load of each product of an order in the week for which it is wanted, by product."""
    lines = list(OrderLine.objects.filter(order=order).select_related("product__business"))
    elsewhere = promised([each.product_id for each in lines], order.wanted_on, but=order.pk)
    return {
        each.product_id: WeekLoad(each.pieces, elsewhere.get(each.product_id, 0), can_make(each.product, on))
        for each in lines
    }


def promised_elsewhere(order: Order) -> list[tuple[Order, int]]:
    """The other orders for products of this one in its week, with what is confirmed and not accepted yet."""
    start = monday(order.wanted_on)
    products = order.lines.values("product")
    others = Order.objects.filter(
        business=order.business_id,
        state__in=PROMISED,
        wanted_on__gte=start,
        wanted_on__lt=start + WEEK,
        lines__product__in=products,
    ).exclude(pk=order.pk)
    rows = list(others.select_related("retailer", "store").order_by("wanted_on", "pk").distinct())
    wanted = set(products.values_list("product", flat=True))
    counted = lines_of([each.pk for each in rows])
    found = []
    for each in rows:
        of_these = [line.count for line in counted[each.pk] if line.line.product_id in wanted]
        found.append((each, sum(count.outstanding + count.on_the_way for count in of_these)))
    return [(each, pieces) for each, pieces in found if pieces]
