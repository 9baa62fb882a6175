"""A storage study: packs kept at one or more temperatures, and what was measured on which day.

Temperatures in degrees Celsius, time in days since the packs were made, values in the study's own unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass

REAL_TIME, ACCELERATED = "real-time", "accelerated"
METHODS = (REAL_TIME, ACCELERATED)
"""Kept as it is sold until it is bad (ESS), or kept warmer and reckoned back (ASLT)."""
RISES, FALLS = "rises", "falls"
STORAGES = ("room", "chilled", "frozen")


@dataclass(frozen=True, slots=True)
class Reading:
    """One pack, opened and measured on ``day``."""

    day: float
    value: float


@dataclass(frozen=True, slots=True)
class Series:
    """The packs kept at one temperature; several readings of one day are replicates."""

    celsius: float
    readings: tuple[Reading, ...]

    @property
    def days(self) -> tuple[float, ...]:
        """The days on which something was measured."""
        return tuple(sorted({reading.day for reading in self.readings}))

    def on(self, day: float) -> tuple[float, ...]:
        """The values of one day."""
        return tuple(reading.value for reading in self.readings if reading.day == day)

    @property
    def means(self) -> tuple[float, ...]:
        """The mean of each day, in order."""
        return tuple(sum(values) / len(values) for values in map(self.on, self.days))


@dataclass(frozen=True, slots=True)
class Study:
    """What was watched, and the series. ``direction`` says where it goes as the food spoils.

    The food is still good as long as the value has not passed ``limit``; the limit itself is good.
    """

    attribute: str
    unit: str
    direction: str
    limit: float
    series: tuple[Series, ...]
    method: str = REAL_TIME
    storage: str = "room"
    pack: str = ""
    pack_as_sold: bool | None = None

    @property
    def toward(self) -> int:
        """1 where spoiling raises the value, -1 where it lowers it."""
        return 1 if self.direction == RISES else -1

    @property
    def temperatures(self) -> tuple[float, ...]:
        return tuple(series.celsius for series in self.series)

    @property
    def with_starts(self) -> tuple[Series, ...]:
        """The series for a line: one without a day 0 begins with the fresh packs of the others."""
        fresh = tuple(Reading(0, value) for value in self.starts)
        return tuple(
            each if each.on(0) else Series(each.celsius, fresh + each.readings) for each in self.series
        )

    @property
    def starts(self) -> tuple[float, ...]:
        """Everything measured on day 0, at whatever temperature: the packs were all alike then."""
        return tuple(value for series in self.series for value in series.on(0))

    @property
    def start(self) -> float | None:
        """The value of the fresh food; nothing where nobody measured on day 0."""
        return sum(self.starts) / len(self.starts) if self.starts else None

    @property
    def longest(self) -> float:
        """The last day of the study."""
        return max((reading.day for series in self.series for reading in series.readings), default=0)

    def is_good(self, value: float) -> bool:
        """Whether the food is still within its limit."""
        return self.toward * (self.limit - value) >= 0

    def part_of_way(self, value: float) -> float:
        """How far from start (0) to limit (1) a value lies; the start must be known and good."""
        start = self.start
        return 0.0 if start is None or start == self.limit else (value - start) / (self.limit - start)


def series_of(readings: Sequence[tuple[float, float, float]]) -> tuple[Series, ...]:
    """Series from (celsius, day, value), coolest first, each in the order of its days."""
    by_celsius: dict[float, list[Reading]] = {}
    for celsius, day, value in readings:
        by_celsius.setdefault(celsius, []).append(Reading(day, value))
    return tuple(
        Series(celsius, tuple(sorted(by_celsius[celsius], key=lambda reading: reading.day)))
        for celsius in sorted(by_celsius)
    )
