"""What came of it on the market: orders, rupiah paid, weeks on shelves. Not how many signed up.

>>> import datetime as dt
>>> from lopo.insight.house import MilestoneRow, SpellRow
>>> day = dt.date(2026, 3, 2)
>>> events = [MilestoneRow(1, "ordered", day, True, 480_000), MilestoneRow(1, "paid", day, True, 480_000)]
>>> spells = [SpellRow(1, day, None)]
>>> count = market_count({1}, events, spells, dt.date(2026, 3, 22))
>>> count.orders, count.paid_idr, count.shelf_weeks, count.on_shelf
(1, 480000, 3, 1)
"""

import datetime as dt
from collections.abc import Iterable, Set
from dataclasses import dataclass

from lopo.insight.funnel.stages import Stage
from lopo.insight.house import MilestoneRow, SpellRow

WEEK = 7


@dataclass(frozen=True, slots=True)
class MarketCount:
    """Figures of some products. What was told only is in none but ``told_idr``.

    ``orders`` counts each product of an order once; ``shelf_weeks`` are whole weeks, the days of all shops
    added up.
    """

    orders: int
    ordered_idr: int
    paid_idr: int
    told_idr: int
    """Rupiah said to be paid of which neither the kitchen nor a paper says that they came."""
    shelf_weeks: int
    on_shelf: int
    """Products that stand on a shelf today."""


def market_count(
    products: Set[int], events: Iterable[MilestoneRow], spells: Iterable[SpellRow], today: dt.date
) -> MarketCount:
    """Count what happened to ``products`` until ``today``."""
    ours = [each for each in events if each.product in products and each.on <= today]
    ordered = [each for each in ours if each.kind in (Stage.ORDERED, Stage.ORDERED_AGAIN) and each.shown]
    paid = [each for each in ours if each.kind == Stage.PAID]
    stood = [each for each in spells if each.product in products and each.since <= today]
    days = sum((min(each.until or today, today) - each.since).days + 1 for each in stood)
    return MarketCount(
        orders=len(ordered),
        ordered_idr=sum(each.amount_idr or 0 for each in ordered),
        paid_idr=sum(each.amount_idr or 0 for each in paid if each.shown),
        told_idr=sum(each.amount_idr or 0 for each in paid if not each.shown),
        shelf_weeks=days // WEEK,
        on_shelf=len({each.product for each in stood if each.until is None}),
    )
