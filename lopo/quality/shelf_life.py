"""Shelf life from accelerated storage (ASLT): the Arrhenius line through rates at several temperatures.

Zero order: Q = Q0 - k t, life = |Q0 - Qc| / k. First order: ln Q = ln Q0 - k t, life = |ln(Q0/Qc)| / k.
Temperature: ln k = ln k0 - Ea / (R T). Sources: dry-noodle shelf-life study,
https://text-id.123dok.com (dzxl51rdz); onion kerupuk, https://www.scribd.com/document/584339759.
Estimates of nature, not money: floats. Temperatures in degrees Celsius, time in days.
"""

import functools
import importlib.resources
import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class RateAt:
    """A measured rate of loss ``k`` (quality units a day, or per day for first order) at a temperature."""

    celsius: float
    k: float


@dataclass(frozen=True, slots=True)
class ArrheniusLine:
    """ln k = ``intercept`` - ``slope`` / T (kelvin); ``r_squared`` says how well the points lie on it."""

    slope: float
    intercept: float
    r_squared: float

    def rate(self, celsius: float) -> float:
        return math.exp(self.intercept - self.slope / kelvin(celsius))

    @property
    def activation_energy(self) -> float:
        """Ea in cal/mol."""
        return self.slope * float(_rules()["constant"]["gas_cal"])

    def q10(self, celsius: float) -> float:
        """How many times faster it spoils ten degrees warmer."""
        return self.rate(celsius + 10) / self.rate(celsius)


def kelvin(celsius: float) -> float:
    return celsius + float(_rules()["constant"]["zero_celsius"])


def fit_arrhenius(rates: Sequence[RateAt]) -> ArrheniusLine | None:
    """The least-squares line; nothing with too few temperatures or a rate that is not positive."""
    if len({rate.celsius for rate in rates}) < _rules()["fit"]["temperatures"]:
        return None
    if any(rate.k <= 0 for rate in rates):
        return None
    xs = [1 / kelvin(rate.celsius) for rate in rates]
    ys = [math.log(rate.k) for rate in rates]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    across = sum((x - mean_x) ** 2 for x in xs)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / across
    intercept = mean_y - slope * mean_x
    whole = sum((y - mean_y) ** 2 for y in ys)
    left = sum((y - intercept - slope * x) ** 2 for x, y in zip(xs, ys, strict=True))
    return ArrheniusLine(-slope, intercept, 1 - left / whole if whole else 1.0)


def is_good_fit(line: ArrheniusLine) -> bool:
    """Whether the points lie close enough to the line to rely on it."""
    return line.r_squared >= float(_rules()["fit"]["r_squared_least"])


def life_days(start: float, limit: float, k: float, order: int = 0) -> float:
    """Days from quality ``start`` until ``limit`` at rate ``k``; ``order`` is 0 or 1.

    Raises :class:`ValueError` for another order or a rate that is not positive.
    """
    if k <= 0:
        raise ValueError("the rate must be positive")
    if order == 0:
        return abs(start - limit) / k
    if order == 1:
        return abs(math.log(start / limit)) / k
    raise ValueError("the order is 0 or 1")


def life_at(days: float, celsius: float, other_celsius: float, q10: float) -> float:
    """Life at another temperature: life(T2) = life(T1) / Q10^((T2 - T1) / 10)."""
    return days / q10 ** ((other_celsius - celsius) / 10)


def supported_days(studied_days: int) -> int:
    """The longest life a label may promise on a study: some is kept as safety (``shelf_life.toml``)."""
    return math.floor(studied_days * _rules()["label"]["safety_percent"] / 100)


@functools.cache
def _rules() -> Mapping[str, Any]:
    return tomllib.loads((importlib.resources.files("lopo.quality") / "shelf_life.toml").read_text("utf-8"))
