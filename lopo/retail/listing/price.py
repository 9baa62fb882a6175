"""The price of a listed product on a day: what was agreed first, and every change agreed since.

A change holds from its first day on. A promotion has a last day, too; it goes before the standing price
while it lasts, and what stands by then holds again on the day after.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Price:
    """What the shop pays for one piece, and what it asks for it on its shelf. Whole rupiah."""

    to_shop_idr: int
    shelf_idr: int

    @property
    def margin_permille(self) -> int:
        """The shop's share of the shelf price, in thousandths, rounded down; taxes are left aside."""
        return (self.shelf_idr - self.to_shop_idr) * 1000 // self.shelf_idr


@dataclass(frozen=True, slots=True)
class Agreed:
    """A change to which both sides agreed. Both days count; without ``until_on`` it holds until the next.

    ``id`` names it for whoever asks; it decides nothing.
    """

    price: Price
    from_on: dt.date
    until_on: dt.date | None = None
    id: int = 0

    @property
    def is_promotion(self) -> bool:
        return self.until_on is not None

    def has(self, on: dt.date) -> bool:
        """Whether ``on`` is among its days."""
        return self.from_on <= on and (self.until_on is None or on <= self.until_on)


@dataclass(frozen=True, slots=True)
class Period:
    """Days on end with one price. No first day: since the listing began; no last day: until further notice.

    ``change`` is what brought the price; nothing for what was agreed first.
    """

    from_on: dt.date | None
    until_on: dt.date | None
    price: Price
    change: Agreed | None = None

    def has(self, on: dt.date) -> bool:
        """Whether ``on`` is among its days."""
        return (self.from_on is None or self.from_on <= on) and (self.until_on is None or on <= self.until_on)


def in_force(first: Price, agreed: Sequence[Agreed], on: dt.date) -> Price:
    """The price on the day ``on``; ``agreed`` in the order in which it was agreed.

    >>> rise = Agreed(Price(17_000, 22_000), dt.date(2026, 3, 10))
    >>> in_force(Price(15_000, 20_000), [rise], dt.date(2026, 3, 9)).to_shop_idr
    15000
    """
    held = _holding(agreed, on)
    return held.price if held else first


def _holding(agreed: Sequence[Agreed], on: dt.date) -> Agreed | None:
    """A promotion of that day, the one agreed last; else the standing change that began last."""
    today = [each for each in agreed if each.has(on)]
    promotions = [each for each in today if each.is_promotion]
    if promotions:
        return promotions[-1]
    return max(reversed(today), key=lambda each: each.from_on, default=None)


def periods(first: Price, agreed: Sequence[Agreed]) -> tuple[Period, ...]:
    """All days that ever were and will be, each in exactly one period, in order."""
    turns = {each.from_on for each in agreed}
    turns |= {each.until_on + ONE_DAY for each in agreed if each.until_on is not None}
    found = [Period(None, None, first)]
    for day in sorted(turns):
        change, last = _holding(agreed, day), found[-1]
        if change != last.change:
            found[-1] = Period(last.from_on, day - ONE_DAY, last.price, last.change)
            found.append(Period(day, None, change.price if change else first, change))
    return tuple(found)


def period_of(first: Price, agreed: Sequence[Agreed], on: dt.date) -> Period:
    """The period in which ``on`` lies."""
    return next(each for each in periods(first, agreed) if each.has(on))
