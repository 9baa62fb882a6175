"""An order as it is asked for, whichever way it came: from the page, Excel, a UBL document or the API.

This is the contract with those who read orders: they make a :class:`NewOrder` and hand it to
``lopo.retail.books.order.place_order(new, by)``, which is the only way an order comes into being. What
cannot be taken raises ``lopo.facts.kinds.Refused`` with a sentence for the reader; sent twice under one
``client_id`` it is one order.
"""

import datetime as dt
from dataclasses import dataclass

FROM_PAGE, FROM_EXCEL, FROM_UBL, FROM_API = SOURCES = ("page", "excel", "ubl", "api")

MOST_PIECES = 1_000_000
"""Of one line; more is a slip of the finger."""
MOST_IN_CARTON = 10_000
"""Pieces in one carton."""
MOST_LINES = 200
"""Of one order."""


@dataclass(frozen=True, slots=True)
class NewLine:
    """One product that is wanted.

    ``product`` is its primary key (who reads a file finds it by its GTIN). ``price_idr`` is what the file
    says for one piece, or nothing: then it is the price of the listing. A price that differs from it is
    refused.
    """

    product: int
    pieces: int
    price_idr: int | None = None
    carton_pieces: int = 1
    gtin: str = ""


@dataclass(frozen=True, slots=True)
class NewOrder:
    """One order of one retailer to one business for one shop. The first three are primary keys.

    ``client_id`` is a UUID in small letters, made where the order is begun (for a file: from its content, so
    that the same file sent twice is one order). ``number`` is the retailer's own; empty takes one of the
    house.
    """

    retailer: int
    business: int
    store: int
    ordered_on: dt.date
    wanted_on: dt.date
    lines: tuple[NewLine, ...]
    client_id: str
    number: str = ""
    source: str = FROM_PAGE
    words: str = ""
    """What the buyer writes to the kitchen."""
    pool: int | None = None
    """The pooled order of which this is a share; its price is then that of the pool."""
