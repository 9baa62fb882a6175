"""The price of a listed product on a day: what was agreed first, and every change agreed since.

A change holds from its first day on. A promotion has a last day, too; it goes before the standing price
while it lasts, and what stands by then holds again on the day after.
"""

import datetime as dt
from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True)
class PriceHistory:
    """What was agreed first, and every change agreed since, in the order in which it was agreed."""

    first: Price
    agreed: tuple[Agreed, ...] = ()

    def in_force(self, on: dt.date) -> Price:
        """The price on the day ``on``.

        >>> rise = Agreed(Price(17_000, 22_000), dt.date(2026, 3, 10))
        >>> PriceHistory(Price(15_000, 20_000), (rise,)).in_force(dt.date(2026, 3, 9)).to_shop_idr
        15000
        """
        held = self._holding(on)
        return held.price if held else self.first

    def periods(self) -> tuple[Period, ...]:
        """All days that ever were and will be, each in exactly one period, in order."""
        turns = {each.from_on for each in self.agreed}
        turns |= {each.until_on + ONE_DAY for each in self.agreed if each.until_on is not None}
        found = [Period(None, None, self.first)]
        for day in sorted(turns):
            change, last = self._holding(day), found[-1]
            if change != last.change:
                found[-1] = replace(last, until_on=day - ONE_DAY)
                found.append(Period(day, None, change.price if change else self.first, change))
        return tuple(found)

    def period(self, on: dt.date) -> Period:
        """The period in which ``on`` lies."""
        return next(each for each in self.periods() if each.has(on))

    def _holding(self, on: dt.date) -> Agreed | None:
        """A promotion of that day, the one agreed last; else the standing change that began last."""
        held = [each for each in self.agreed if each.has(on)]
        promotions = [each for each in held if each.is_promotion]
        if promotions:
            return promotions[-1]
        return max(reversed(held), key=lambda each: each.from_on, default=None)
