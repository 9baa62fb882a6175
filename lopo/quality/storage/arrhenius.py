"""From rates at several temperatures to the rate at another: the Arrhenius line.

ln k = ln k0 - Ea / (R T). Sources: onion kerupuk, https://id.scribd.com/document/584339759/MP-Masa-Simpan-9;
potato flour, https://text-id.123dok.com/document/ozl9nlwoz-parameter-warna-perhitungan-umur-simpan-berdasarkan-kemasan.html.
Temperatures in degrees Celsius, rates by the day.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lopo.quality.storage.line import Line, exponential, fit_line, student
from lopo.quality.storage.rules import number, rules


@dataclass(frozen=True, slots=True)
class RateAt:
    """A measured rate of loss ``k`` at a temperature, with its standard error and freedom where known."""

    celsius: float
    k: float
    error: float = 0.0
    freedom: int = 0


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate foretold: ``k``, and the factor by which it may be larger or smaller."""

    k: float
    factor: float

    @property
    def low(self) -> float:
        return self.k / self.factor

    @property
    def high(self) -> float:
        return self.k * self.factor


@dataclass(frozen=True, slots=True)
class ArrheniusLine:
    """ln k = ``intercept`` - ``slope`` / T (kelvin); ``r_squared`` says how well the points lie on it."""

    line: Line
    rates: tuple[RateAt, ...]

    @property
    def slope(self) -> float:
        """Ea/R in kelvin."""
        return -self.line.slope

    @property
    def intercept(self) -> float:
        """ln k0."""
        return self.line.intercept

    @property
    def r_squared(self) -> float:
        return self.line.r_squared

    def rate(self, celsius: float) -> float:
        return exponential(self.line.at(1 / kelvin(celsius)))

    def rate_with_bounds(self, celsius: float) -> Rate:
        """The rate with one-sided bounds of the house's confidence each way.

        The wider of two: what the scatter of the rates about the line allows for one more rate, and what
        the rates' own errors do. Three rates may lie on a line by luck; their errors still count.
        """
        x = 1 / kelvin(celsius)
        level = number("confidence", "level")
        about = (
            student(level, self.line.freedom) * self.line.prediction_error(x) if self.line.scatter else 0.0
        )
        return Rate(self.rate(celsius), math.exp(min(max(about, self._from_errors(x, level)), 100.0)))

    def _from_errors(self, x: float, level: float) -> float:
        """The margin of ln k at ``x`` that comes from the errors of the rates."""
        freedom = sum(rate.freedom for rate in self.rates)
        variance = 0.0
        for rate in self.rates:
            weight = (x - self.line.mean_x) * (1 / kelvin(rate.celsius) - self.line.mean_x)
            variance += ((1 / self.line.count + weight / self.line.spread_x) * rate.error / rate.k) ** 2
        return student(level, freedom) * math.sqrt(variance) if variance else 0.0

    @property
    def activation_energy(self) -> float:
        """Ea in cal/mol."""
        return self.slope * number("constant", "gas_cal")

    @property
    def activation_energy_kj(self) -> float:
        """Ea in kJ/mol."""
        return self.activation_energy * number("constant", "joule_per_cal") / 1000

    def q10(self, celsius: float) -> float:
        """How many times faster it spoils ten degrees warmer."""
        return self.rate(celsius + 10) / self.rate(celsius)


def kelvin(celsius: float) -> float:
    return celsius + number("constant", "zero_celsius")


def fit_arrhenius(rates: Sequence[RateAt]) -> ArrheniusLine | None:
    """The least-squares line; nothing with too few temperatures or a rate that is not positive."""
    if len({rate.celsius for rate in rates}) < rules()["fit"]["temperatures"]:
        return None
    if any(rate.k <= 0 for rate in rates):
        return None
    line = fit_line([1 / kelvin(rate.celsius) for rate in rates], [math.log(rate.k) for rate in rates])
    return ArrheniusLine(line, tuple(rates))


def is_good_fit(line: ArrheniusLine) -> bool:
    """Whether the points lie close enough to the line to rely on it."""
    return line.r_squared >= number("fit", "r_squared_least")


def life_days(start: float, limit: float, k: float, order: int = 0) -> float:
    """Days from quality ``start`` until ``limit`` at rate ``k``; ``order`` is 0 or 1.

    Raises :class:`ValueError` for another order or a rate that is not positive.
    """
    if k <= 0:
        raise ValueError("the rate must be positive")
    return distance(start, limit, order) / k


def distance(start: float, limit: float, order: int) -> float:
    """How far the food has to go: in units, or in ln for the first order."""
    if order == 0:
        return abs(start - limit)
    if order == 1:
        return abs(math.log(start / limit))
    raise ValueError("the order is 0 or 1")


def life_at(days: float, celsius: float, other_celsius: float, q10: float) -> float:
    """Life at another temperature: life(T2) = life(T1) / Q10^((T2 - T1) / 10)."""
    return days / q10 ** ((other_celsius - celsius) / 10)
