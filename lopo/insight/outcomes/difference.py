"""A share with its interval, and the difference of two shares with its interval.

The interval of a share is Wilson's score interval (which the tests hold against ``scipy.stats``, too slow to
load where pages wait); the difference is Newcombe's hybrid of two of them without
continuity
correction (R. G. Newcombe, Statistics in Medicine 17 (1998) 873-890, method 10). In three lines::

    found = difference(Share(56, 70), Share(48, 80), 0.95)
    found.points                    # 0.2
    round(found.low, 4), round(found.high, 4)   # (0.0524, 0.3339)
"""

import functools
import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` of ``of``; the share of nothing is not known."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate and the bounds between which it lies with the level asked for; all shares of 1."""

    points: float
    low: float
    high: float

    @property
    def beyond_chance(self) -> bool:
        """Whether nought lies outside the bounds."""
        return self.low > 0 or self.high < 0


def wilson(share: Share, level: float) -> Interval:
    """The score interval of a share. Raises :class:`ValueError` for a share of nothing."""
    if not share.of:
        raise ValueError("a share of nothing has no interval")
    z, n, p = _normal_quantile((1 + level) / 2), share.of, share.count / share.of
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    low = 0.0 if share.count == 0 else max(middle - half, 0.0)
    high = 1.0 if share.count == share.of else min(middle + half, 1.0)
    return Interval(p, low, high)


@functools.cache
def _normal_quantile(level: float) -> float:
    from scipy.special import ndtri  # seldom wanted, and slow to load

    return float(ndtri(level))


def difference(first: Share, second: Share, level: float) -> Interval:
    """``first`` less ``second`` with its interval. Raises :class:`ValueError` for a share of nothing."""
    one, two = wilson(first, level), wilson(second, level)
    points = one.points - two.points
    low = points - math.hypot(one.points - one.low, two.high - two.points)
    high = points + math.hypot(one.high - one.points, two.points - two.low)
    return Interval(points, max(low, -1.0), min(high, 1.0))
