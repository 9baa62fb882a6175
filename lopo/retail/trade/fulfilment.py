"""Promised against delivered, a week at a time: what was asked, confirmed, accepted, and when.

A line belongs to the week for which the order wanted it. What was accepted later still counts as delivered,
but not as in time.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One product of one business before one retailer in one week, in pieces."""

    week: dt.date
    """Its Monday."""
    retailer: str
    business: str
    product: str
    asked: int
    promised: int
    delivered: int
    in_time: int

    @property
    def short(self) -> int:
        """Promised and not delivered."""
        return max(0, self.promised - self.delivered)

    @property
    def fill_percent(self) -> int | None:
        """Delivered of what was promised, whole per cent rounded down; nothing where nothing was promised."""
        return percent(self.delivered, self.promised)

    @property
    def in_time_percent(self) -> int | None:
        """Delivered by the wanted day of what was promised."""
        return percent(self.in_time, self.promised)

    @property
    def promised_percent(self) -> int | None:
        """Promised of what was asked."""
        return percent(self.promised, self.asked)


def percent(part: int, whole: int) -> int | None:
    """``part`` of ``whole`` in whole per cent, rounded down, at most 100."""
    return None if not whole else min(100, 100 * part // whole)


def together(lines: Iterable[WeekLine], title: str = "") -> WeekLine:
    """All lines as one; its week is the earliest."""
    every = list(lines)
    return WeekLine(
        min((each.week for each in every), default=dt.date.min),
        "",
        "",
        title,
        sum(each.asked for each in every),
        sum(each.promised for each in every),
        sum(each.delivered for each in every),
        sum(each.in_time for each in every),
    )
