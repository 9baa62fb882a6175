"""Which lots a new batch is offered, and how much of each: what expires first goes first.

First expired, first out: of several lots of an ingredient the one that expires soonest is offered, those
without a day after those with one, and the older delivery before the newer. Lots past their day are never
chosen beforehand.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lopo.quality.trace.quantity import in_unit


@dataclass(frozen=True, slots=True)
class Stock:
    """A lot and what is left of it, in its own unit."""

    id: int
    ingredient: str
    received_on: dt.date
    expires_on: dt.date | None
    left: Decimal
    unit: str
    code: str = ""
    """The mark on the sack."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An ingredient as the recipe names it, and the amount usual for one batch, if that is known."""

    ingredient: str
    amount: Decimal | None = None
    unit: str = "g"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a form shows for one ingredient: the lots in order, which one is chosen, and the usual amount of
    it.
    """

    ingredient: str
    lots: tuple[Stock, ...]
    chosen: int | None
    amount: Decimal | None


def same_name(name: str) -> str:
    """Two ways of writing one ingredient compare equal by this."""
    return " ".join(name.casefold().split())


def offers(wanted: Sequence[Wanted], stocks: Iterable[Stock], on: dt.date) -> list[Offer]:
    """One offer for each ingredient ``wanted`` on the day ``on``, and then one for each that there is
    besides.
    """
    by_name: dict[str, list[Stock]] = {}
    for stock in stocks:
        by_name.setdefault(same_name(stock.ingredient), []).append(stock)
    made = [_offer(each, by_name.pop(same_name(each.ingredient), []), on, choose=True) for each in wanted]
    others = [_offer(Wanted(lots[0].ingredient), lots, on, choose=False) for lots in by_name.values()]
    return made + sorted(others, key=lambda offer: same_name(offer.ingredient))


def _offer(wanted: Wanted, lots: list[Stock], on: dt.date, *, choose: bool) -> Offer:
    ordered = sorted(lots, key=lambda lot: (lot.expires_on or dt.date.max, lot.received_on, lot.id))
    good = [lot for lot in ordered if lot.expires_on is None or lot.expires_on >= on]
    first = next((lot for lot in good if lot.left > 0), None) if choose else None
    amount = None
    if first is not None and wanted.amount is not None:
        amount = in_unit(wanted.amount, wanted.unit, first.unit)
    return Offer(wanted.ingredient, tuple(ordered), first.id if first else None, amount)
