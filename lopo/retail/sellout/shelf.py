"""What a shelf needs: how fast a product sells, how long its stock lasts, what will not be sold in time.

Days are those of the city, both ends of a span counted; rates are exact fractions until they are said. Where
the tills told too few days, no rate is stated, and nothing that rests on one.
"""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lopo.retail.sellout.rules import Rules, rules

ONE = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sale:
    """Pieces sold from a day until a day; ``stock`` at the end of the last, where it was told."""

    first: dt.date
    last: dt.date
    pieces: int
    stock: int | None = None

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def shelf_was_empty(self) -> bool:
        """Whether nothing could be sold: a day that ended without stock and without a sale."""
        return self.days == 1 and self.stock is not None and self.stock <= 0 and self.pieces <= 0


@dataclass(frozen=True, slots=True)
class Rate:
    """Pieces over days on which they could be sold; ``until`` is the last told day."""

    pieces: int
    days: int
    until: dt.date

    @property
    def a_day(self) -> Fraction:
        return Fraction(max(self.pieces, 0), self.days)


@dataclass(frozen=True, slots=True)
class TooFew:
    """Why no rate is stated: so many days and pieces were told, so many are asked."""

    days: int
    pieces: int
    wanted_days: int
    wanted_pieces: int


def sell_rate(sales: Iterable[Sale], figures: Rules | None = None) -> Rate | TooFew:
    """How fast a product sells, by the newest days told. Days on which the shelf was empty do not count."""
    figures = figures or rules()
    told = sorted(sales, key=lambda each: each.last)
    if not told:
        return TooFew(0, 0, figures.least_days, figures.least_pieces)
    until = told[-1].last
    since = until - dt.timedelta(days=figures.window_days - 1)
    kept = [each for each in told if each.last >= since and not each.shelf_was_empty]
    days, pieces = _days_of(kept), sum(each.pieces for each in kept)
    if days < figures.least_days or pieces < figures.least_pieces:
        return TooFew(days, pieces, figures.least_days, figures.least_pieces)
    return Rate(pieces, days, until)


def _days_of(sales: Sequence[Sale]) -> int:
    """Days in spans, each counted once."""
    days, reached = 0, dt.date.min
    for each in sorted(sales, key=lambda each: each.first):
        first = max(each.first, reached + ONE if reached > dt.date.min else each.first)
        if each.last >= first:
            days += (each.last - first).days + 1
            reached = each.last
    return days


@dataclass(frozen=True, slots=True)
class EmptyShelf:
    """Days without stock, and what would have been sold on them at the usual rate."""

    days: int
    lost: int | None


def empty_shelf(
    sales: Sequence[Sale], rate: Rate | TooFew, figures: Rules | None = None
) -> EmptyShelf | None:
    """Nothing where the files do not tell the stock day by day."""
    figures = figures or rules()
    daily = [each for each in sales if each.days == 1 and each.stock is not None]
    if not daily:
        return None
    since = max(each.last for each in daily) - dt.timedelta(days=figures.window_days - 1)
    days = len({each.last for each in daily if each.last >= since and each.shelf_was_empty})
    return EmptyShelf(days, math.floor(rate.a_day * days) if isinstance(rate, Rate) else None)


def cover_days(stock: int | None, rate: Rate | TooFew) -> int | None:
    """Whole days that a stock lasts; nothing where either is not known or nothing sells."""
    if stock is None or not isinstance(rate, Rate) or rate.a_day <= 0:
        return None
    return math.floor(max(stock, 0) / rate.a_day)


# Lots, first expired first out


@dataclass(frozen=True, slots=True)
class Lot:
    """Pieces of one lot, and the day on which what is left is pulled; a lot without one never is."""

    code: str
    pieces: int
    pull_on: dt.date | None
    came_on: dt.date | None = None


def _first_out(lots: Iterable[Lot]) -> list[Lot]:
    return sorted(
        lots, key=lambda each: (each.pull_on or dt.date.max, each.came_on or dt.date.min, each.code)
    )


def lots_left(came: Iterable[Lot], stock: int) -> list[Lot]:
    """Of the lots that came, those that make up the stock: what expires first was sold first.

    A stock larger than all that came is kept at what came: of the rest nobody knows the days.
    """
    ordered = _first_out(came)
    gone = max(0, sum(each.pieces for each in ordered) - max(0, stock))
    left = []
    for each in ordered:
        taken = min(gone, each.pieces)
        gone -= taken
        if each.pieces > taken:
            left.append(Lot(each.code, each.pieces - taken, each.pull_on, each.came_on))
    return left


@dataclass(frozen=True, slots=True)
class AtRisk:
    """Pieces of a lot that will not be sold before they are pulled."""

    code: str
    pieces: int
    pull_on: dt.date


def expiry_risk(left: Iterable[Lot], rate: Rate | TooFew, today: dt.date) -> tuple[AtRisk, ...] | None:
    """What of the lots on the shelf will be pulled unsold at the present rate; nothing where there is none.

    Pieces are sold up to the day before they are pulled; a lot that should be off the shelf already is at
    risk whole, whatever sells.
    """
    ordered = _first_out(left)
    if not isinstance(rate, Rate):
        overdue = tuple(
            AtRisk(e.code, e.pieces, e.pull_on) for e in ordered if e.pull_on and e.pull_on <= today
        )
        return overdue or None
    spent, risks = Fraction(0), []  # days of selling used up by the lots before
    for each in ordered:
        if each.pull_on is None:
            break
        time = max(Fraction(0), (each.pull_on - today).days - spent)
        sold = min(each.pieces, math.floor(rate.a_day * time))
        if sold < each.pieces:
            risks.append(AtRisk(each.code, each.pieces - sold, each.pull_on))
        spent += Fraction(sold) / rate.a_day if rate.a_day else 0
    return tuple(risks)


def usual_lead(ordered_to_received: Iterable[int], figures: Rules | None = None) -> tuple[int, bool]:
    """Days from order to shelf: the middle of what deliveries took, else the house's figure (then true)."""
    figures = figures or rules()
    took = sorted(days for days in ordered_to_received if 0 <= days <= figures.most_lead_days)
    return (took[len(took) // 2], False) if took else (figures.lead_days, True)
