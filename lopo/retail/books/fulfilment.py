"""Promised against delivered by week, as the database has it: three queries, however many orders there
are.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import TruncWeek

from lopo.retail.models import DeliveryLine, Order, OrderLine
from lopo.retail.trade.fulfilment import WeekLine
from lopo.retail.trade.transitions import CANCELLED
from lopo.retail.trade.week import monday

WEEKS_SHOWN = 8

Key = tuple[dt.date, int, int]
"""A week, a product and a retailer."""
Names = tuple[str, str, str]
"""Of the retailer, the business and the product."""


def week_lines(orders: QuerySet[Order], first: dt.date, last: dt.date) -> list[WeekLine]:
    """Each product before each retailer in each week from that of ``first`` to that of ``last``, newest
    first.

    An order that was cancelled promises nothing and is left out; a refused one was asked and promised
    nothing.
    """
    end = monday(last) + dt.timedelta(days=6)
    reached = orders.filter(wanted_on__gte=monday(first), wanted_on__lte=end).exclude(state=CANCELLED)
    ids = reached.order_by().values("pk")
    delivered, in_time = _delivered(ids, in_time=False), _delivered(ids, in_time=True)
    lines = [
        WeekLine(
            key[0],
            *names,
            asked=asked,
            promised=promised or 0,
            delivered=delivered.get(key, 0),
            in_time=in_time.get(key, 0),
        )
        for key, names, asked, promised in _asked(ids)
    ]
    return sorted(
        lines, key=lambda each: (-each.week.toordinal(), each.business, each.product, each.retailer)
    )


def _asked(orders: QuerySet[Order, Any]) -> Iterator[tuple[Key, Names, int, int | None]]:
    """What was asked and confirmed in the lines of ``orders``, of each key once."""
    lines = OrderLine.objects.filter(order__in=orders).order_by()
    rows = lines.annotate(week=TruncWeek("order__wanted_on")).values_list(
        "week",
        "product",
        "order__retailer",
        "order__retailer__name",
        "order__business__name",
        "product__name",
    )
    for *key, shop, business, product, asked, confirmed in rows.annotate(Sum("pieces"), Sum("confirmed")):
        yield tuple(key), (shop, business, product), asked, confirmed


def _delivered(orders: QuerySet[Order, Any], *, in_time: bool) -> dict[Key, int]:
    rows = DeliveryLine.objects.filter(delivery__order__in=orders, accepted__gt=0).order_by()
    if in_time:
        rows = rows.filter(delivery__received_on__lte=F("delivery__order__wanted_on"))
    by_week = rows.annotate(week=TruncWeek("delivery__order__wanted_on"))
    summed = by_week.values_list("week", "order_line__product", "delivery__order__retailer").annotate(
        sum=Sum("accepted")
    )
    return {(week, product, retailer): pieces for week, product, retailer, pieces in summed}
