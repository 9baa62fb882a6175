"""What was paid for goods that came in, told once and taken up by the layer above.

The kitchen and the book of purchases know nothing of each other: ``lopo.standards`` fills :data:`TAKERS` when
the house starts.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from lopo.accounts.models import Person
from lopo.facts.text import Text
from lopo.producers.models import Business
from lopo.quality.models import RawLot


@dataclass(frozen=True, slots=True)
class Paid:
    """Goods that were paid for: ``rupiah`` for all of ``quantity`` in ``unit``."""

    ingredient: str
    quantity: Decimal
    unit: str
    rupiah: int
    day: dt.date


Taker = Callable[[Business, Paid | None, Paid | None, Person], Text | None]

TAKERS: list[Taker] = []
"""Each is told what stood before and what stands now, and says why it could not take that up, if so."""


def paid_for(lot: RawLot) -> Paid | None:
    """What a delivery says was paid; nothing where it names no price."""
    if not lot.price:
        return None
    return Paid(lot.ingredient, lot.quantity, lot.unit, lot.price, lot.received_on)


def tell_paid(business: Business, before: Paid | None, now: Paid | None, by: Person) -> Text | None:
    """Tell a payment that is new, changed, or struck out. What a taker has to say of it, if anything."""
    if before == now:
        return None
    said = [each for taker in TAKERS if (each := taker(business, before, now, by)) is not None]
    return said[0] if said else None
