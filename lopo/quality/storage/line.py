"""A straight line through points by least squares, with what is needed to say how sure it is.

Ordinary regression (any textbook); Student's t comes from scipy. The tests hold it against
``scipy.stats.linregress``, which takes seconds to import and so is not used where pages wait.
"""

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass

_FURTHEST = 300.0
"""Of a logarithm: beyond it lie only numbers that no food has, and that overflow."""


@dataclass(frozen=True, slots=True)
class Line:
    """y = ``intercept`` + ``slope`` x; ``scatter`` is the standard deviation of the points about it."""

    slope: float
    intercept: float
    r_squared: float
    scatter: float
    count: int
    mean_x: float
    spread_x: float

    @property
    def freedom(self) -> int:
        """Points beyond the two that any line needs."""
        return self.count - 2

    @property
    def slope_error(self) -> float:
        """Standard error of the slope."""
        return self.scatter / math.sqrt(self.spread_x)

    def at(self, x: float) -> float:
        return self.intercept + self.slope * x

    def prediction_error(self, x: float) -> float:
        """Standard error of one more point at ``x``."""
        return self.scatter * math.sqrt(1 + 1 / self.count + (x - self.mean_x) ** 2 / self.spread_x)


def fit_line(xs: Sequence[float], ys: Sequence[float]) -> Line:
    """The least-squares line. Raises :class:`ValueError` unless there are two different ``xs``."""
    count = len(xs)
    mean_x, mean_y = sum(xs) / max(count, 1), sum(ys) / max(count, 1)
    spread_x = sum((x - mean_x) ** 2 for x in xs)
    if not spread_x:
        raise ValueError("a line needs points at two places")
    slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread_x
    intercept = mean_y - slope * mean_x
    whole = sum((y - mean_y) ** 2 for y in ys)
    left = sum((y - intercept - slope * x) ** 2 for x, y in zip(xs, ys, strict=True))
    scatter = math.sqrt(left / (count - 2)) if count > 2 else 0.0
    return Line(slope, intercept, 1 - left / whole if whole else 0.0, scatter, count, mean_x, spread_x)


def exponential(logarithm: float) -> float:
    """e to a power, kept within what can still be multiplied."""
    return math.exp(max(min(logarithm, _FURTHEST), -_FURTHEST))


@dataclass(frozen=True, slots=True)
class Bend:
    """How a curve leaves the line: ``upward`` is the sign, ``sure`` how sure, ``gain`` the R² gained."""

    upward: bool
    sure: float
    gain: float


def bend_of(xs: Sequence[float], ys: Sequence[float]) -> Bend | None:
    """The square term beside the line; nothing where too few points could show one."""
    if len(set(xs)) < 4 or len(xs) < 5:
        return None
    line, squares = fit_line(xs, ys), fit_line(xs, [x * x for x in xs])
    rest = [x * x - squares.at(x) for x in xs]
    weight = sum(z * z for z in rest)
    whole = sum((y - sum(ys) / len(ys)) ** 2 for y in ys)
    if not weight or not whole:
        return None
    size = sum(z * y for z, y in zip(rest, ys, strict=True)) / weight
    left = sum((y - line.at(x)) ** 2 for x, y in zip(xs, ys, strict=True))
    after = max(left - size * size * weight, 0.0)
    freedom = len(xs) - 3
    error = math.sqrt(after / freedom / weight)
    sure = 1.0 if not error else 2 * _student_below(abs(size) / error, freedom) - 1
    return Bend(size > 0, sure, size * size * weight / whole)


@functools.cache
def student(level: float, freedom: int) -> float:
    """Student's t below which a part ``level`` lies; without freedom nothing is sure."""
    if freedom < 1:
        return math.inf
    from scipy.special import stdtrit

    return float(stdtrit(freedom, level))


def _student_below(t: float, freedom: int) -> float:
    from scipy.special import stdtr

    return float(stdtr(freedom, t))
