"""Promised against delivered by week, as the database has it: three queries, however many orders there
are.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import TruncWeek

from lopo.retail.models import DeliveryLine, Order, OrderLine
from lopo.retail.trade.fulfilment import WeekLine
from lopo.retail.trade.transitions import CANCELLED
from lopo.retail.trade.week import monday

WEEKS_SHOWN = 8

Key = tuple[dt.date, int, int]


@dataclass
class _Sums:
    asked: int = 0
    promised: int = 0
    delivered: int = 0
    in_time: int = 0


def week_lines(orders: QuerySet[Order], first: dt.date, last: dt.date) -> list[WeekLine]:
    """Each product before each retailer in each week from that of ``first`` to that of ``last``, newest
    first.

    An order that was cancelled promises nothing and is left out; a refused one was asked and promised
    nothing.
    """
    end = monday(last) + dt.timedelta(days=6)
    reached = orders.filter(wanted_on__gte=monday(first), wanted_on__lte=end).exclude(state=CANCELLED)
    ids = reached.order_by().values("pk")
    asked = OrderLine.objects.filter(order__in=ids).order_by()
    names: dict[int, tuple[str, str]] = {}
    retailers: dict[int, str] = {}
    sums: dict[Key, _Sums] = {}
    rows = asked.annotate(week=TruncWeek("order__wanted_on")).values_list(
        "week",
        "product",
        "order__retailer",
        "product__name",
        "order__business__name",
        "order__retailer__name",
    )
    for week, product, retailer, name, business, shop, pieces, confirmed in rows.annotate(
        Sum("pieces"), Sum("confirmed")
    ):
        names[product], retailers[retailer] = (business, name), shop
        found = sums.setdefault((week, product, retailer), _Sums())
        found.asked += pieces
        found.promised += confirmed or 0
    for key, pieces in _delivered(ids, in_time=False).items():
        sums[key].delivered += pieces
    for key, pieces in _delivered(ids, in_time=True).items():
        sums[key].in_time += pieces
    lines = [
        WeekLine(
            week,
            retailers[retailer],
            *names[product],
            each.asked,
            each.promised,
            each.delivered,
            each.in_time,
        )
        for (week, product, retailer), each in sums.items()
    ]
    return sorted(
        lines, key=lambda each: (-each.week.toordinal(), each.business, each.product, each.retailer)
    )


def _delivered(orders: QuerySet[Order, Any], *, in_time: bool) -> dict[Key, int]:
    rows = DeliveryLine.objects.filter(delivery__order__in=orders, accepted__gt=0).order_by()
    if in_time:
        rows = rows.filter(delivery__received_on__lte=F("delivery__order__wanted_on"))
    by_week = rows.annotate(week=TruncWeek("delivery__order__wanted_on"))
    summed = by_week.values_list("week", "order_line__product", "delivery__order__retailer").annotate(
        sum=Sum("accepted")
    )
    return {(week, product, retailer): pieces for week, product, retailer, pieces in summed}
