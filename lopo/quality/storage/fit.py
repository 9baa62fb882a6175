"""How fast a food changes at one temperature: zero order (Q = Q0 - k t) and first order (ln Q = ln Q0 - k t).

Both are fitted; the one with the higher R² is taken, as the dry-noodle study does
(https://text-id.123dok.com, dzxl51rdz). The rate k is above nought where the food goes the way it spoils.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lopo.quality.storage.line import Bend, Line, bend_of, exponential, fit_line, student
from lopo.quality.storage.rules import number
from lopo.quality.storage.study import Series, Study

ZERO, FIRST = 0, 1
ORDERS = (ZERO, FIRST)


@dataclass(frozen=True, slots=True)
class RateFit:
    """One order at one temperature. ``rate`` in units a day, or per day for the first order."""

    celsius: float
    order: int
    toward: int
    line: Line
    bend: Bend | None

    @property
    def rate(self) -> float:
        return self.toward * self.line.slope

    @property
    def error(self) -> float:
        """Standard error of the rate."""
        return self.line.slope_error

    @property
    def low(self) -> float:
        """The rate is above this, with the confidence of the house (one-sided)."""
        return self.rate - self._margin

    @property
    def high(self) -> float:
        """The rate is below this, with the same confidence."""
        return self.rate + self._margin

    @property
    def _margin(self) -> float:
        return student(number("confidence", "level"), self.line.freedom) * self.error if self.error else 0.0

    @property
    def r_squared(self) -> float:
        return self.line.r_squared

    def value_at(self, day: float) -> float:
        """What the line says of a day."""
        return exponential(self.line.at(day)) if self.order == FIRST else self.line.at(day)

    @property
    def speeds_up(self) -> bool:
        """Whether the food spoils faster and faster, so that a straight line promises too much."""
        return (
            self.bend is not None
            and self.bend.upward == (self.toward > 0)
            and self.bend.sure >= number("trust", "bend_level")
            and self.bend.gain >= number("trust", "bend_r_squared")
        )


def fit_rate(series: Series, toward: int, order: int) -> RateFit | None:
    """The line of one order; nothing with fewer than three days, or a value that has no logarithm."""
    if len(series.days) < 3:
        return None
    xs, values = [reading.day for reading in series.readings], [reading.value for reading in series.readings]
    if order == FIRST and min(values) <= 0:
        return None
    ys = [math.log(value) for value in values] if order == FIRST else values
    return RateFit(series.celsius, order, toward, fit_line(xs, ys), bend_of(xs, ys))


def fit_study(study: Study, order: int) -> tuple[RateFit, ...]:
    """The fit of every series; empty where one of them cannot be fitted in this order."""
    fits = [fit_rate(series, study.toward, order) for series in study.with_starts]
    if order == FIRST and (study.limit <= 0 or (study.start is not None and study.start <= 0)):
        return ()
    return () if None in fits else tuple(fit for fit in fits if fit is not None)


def better_order(fits: Sequence[Sequence[RateFit]]) -> Sequence[RateFit]:
    """The order whose lines lie closer to the points on average; zero order where they are alike."""
    return max(fits, key=lambda each: (_mean_r_squared(each), bool(each) and each[0].order == ZERO))


def _mean_r_squared(fits: Sequence[RateFit]) -> float:
    return sum(fit.r_squared for fit in fits) / len(fits) if fits else -math.inf


def most_weighty(series: Series, toward: int, order: int) -> tuple[float, float, float]:
    """The reading without which the rate changes most: its day, its value, and the change as a part of it."""
    whole = fit_rate(series, toward, order)
    heaviest = (0.0, 0.0, 0.0)
    if whole is None or not whole.rate:
        return heaviest
    for place, left_out in enumerate(series.readings):
        rest = Series(series.celsius, series.readings[:place] + series.readings[place + 1 :])
        fit = fit_rate(rest, toward, order)
        change = 0.0 if fit is None else abs(fit.rate - whole.rate) / abs(whole.rate)
        if change > heaviest[2]:
            heaviest = (left_out.day, left_out.value, change)
    return heaviest
