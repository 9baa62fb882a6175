"""What happened to products on the market: told by hand, or gone through the house.

The standards know none of them: ``lopo.training`` and ``lopo.retail`` fill :data:`SOURCES` when the house
starts, so that whoever counts outcomes reads one list and need not know who keeps what.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from lopo.producers.models import Product

LISTED, ORDERED, PAID, ORDERED_AGAIN = "listed", "ordered", "paid", "ordered-again"
KINDS = (LISTED, ORDERED, PAID, ORDERED_AGAIN)
"""From the shelf to the second order, in the order in which they come."""


@dataclass(frozen=True, slots=True)
class MarketEvent:
    """One thing that happened to a product on a day."""

    product: int
    business: int
    kind: str
    on: dt.date
    where: str
    shown: bool
    """Whether a paper or the other side's own act in the house shows it; else it was told only."""
    amount_idr: int | None = None
    """Of an order what was confirmed of this product, of a payment this product's share of it."""


Products = QuerySet[Product, Any]
"""The products asked about; nothing means all of them."""

SOURCES: list[Callable[[Products | None], Iterable[MarketEvent]]] = []
"""Each answers in a fixed number of queries, however many products there are."""


def market_events(products: Products | None = None) -> list[MarketEvent]:
    """Everything that is known to have happened to ``products``, from every source."""
    return [event for source in SOURCES for event in source(products)]


@dataclass(frozen=True, slots=True)
class ShelfSpell:
    """Days on which a product stood on a shop's shelf, both ends counted; no end while it stands there."""

    product: int
    since: dt.date
    until: dt.date | None
    where: str


SHELVES: list[Callable[[], Iterable[ShelfSpell]]] = []
"""Filled as :data:`SOURCES` is, by whoever knows of shelves."""


def shelf_spells() -> list[ShelfSpell]:
    """Every spell on a shelf that is known, from every source."""
    return [spell for source in SHELVES for spell in source()]


def last_orders(products: Products) -> dict[int, dt.date]:
    """The day of the last order of each business, of those that have one of ``products`` ordered."""
    last: dict[int, dt.date] = {}
    for event in market_events(products):
        if event.kind in (ORDERED, ORDERED_AGAIN):
            last[event.business] = max(event.on, last.get(event.business, event.on))
    return last
