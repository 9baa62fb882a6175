"""A plan for a storage study: at which temperatures, on which days, how many packs. Days since making."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lopo.quality.storage.rules import number, rules, shelf_celsius
from lopo.quality.storage.study import ACCELERATED

HEATS = ("dry", "soft")
EXPECTED_MOST = 730
"""Days: nobody plans a study of more than two years here."""


@dataclass(frozen=True, slots=True)
class PlannedSeries:
    """One temperature and the days on which its packs are measured."""

    celsius: float
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MeasuringDay:
    """One day of the calendar: which temperatures are measured, how many packs of each."""

    on: dt.date
    day: int
    temperatures: tuple[float, ...]
    packs_each: int


@dataclass(frozen=True, slots=True)
class StoragePlan:
    """The whole plan. On day 0 the fresh packs serve every temperature."""

    series: tuple[PlannedSeries, ...]
    packs_each: int

    @property
    def packs(self) -> int:
        """Packs to set aside, with some spare."""
        later = sum(len([day for day in series.days if day]) for series in self.series)
        return (later + 1) * self.packs_each + int(rules()["plan"]["spare_packs"])

    @property
    def last_day(self) -> int:
        return max((day for series in self.series for day in series.days), default=0)

    def calendar(self, started_on: dt.date) -> tuple[MeasuringDay, ...]:
        """Every measuring day in order, counted from the day the packs were made."""
        days = sorted({day for series in self.series for day in series.days})
        return tuple(
            MeasuringDay(
                started_on + dt.timedelta(days=day),
                day,
                tuple(series.celsius for series in self.series if day in series.days),
                self.packs_each,
            )
            for day in days
        )


def proposed_plan(
    method: str,
    expected_days: int,
    storage: str = "room",
    heat: str = "dry",
    temperatures: Sequence[float] = (),
) -> StoragePlan:
    """A plan for a food that is thought to keep ``expected_days`` on the shelf.

    Kept as sold, it runs beyond that by as much as the label keeps for safety; warmer, each temperature is
    shortened by the Q10 that we begin with. ``temperatures`` are those of the places there are; without them,
    the shelf's or the usual ones. Raises :class:`ValueError` for an expectation out of bounds.
    """
    if not 1 <= expected_days <= EXPECTED_MOST:
        raise ValueError(f"expected days between 1 and {EXPECTED_MOST}")
    packs = int(rules()["plan"]["packs"])
    shelf = shelf_celsius(storage)[-1]
    if method != ACCELERATED:
        longer = expected_days * 100 / rules()["label"]["safety_percent"]
        places = temperatures or [shelf]
        return StoragePlan(tuple(PlannedSeries(celsius, _days(longer)) for celsius in places), packs)
    q10 = number("plan", "q10")
    series = [
        PlannedSeries(celsius, _days(expected_days / q10 ** ((celsius - shelf) / 10)))
        for celsius in sorted(temperatures or usual_heat(heat))
    ]
    return StoragePlan(tuple(series), packs)


def usual_heat(heat: str) -> tuple[float, ...]:
    """The temperatures at which such a food is usually hurried."""
    return tuple(float(celsius) for celsius in rules()["plan"]["heat"][heat])


def _days(until: float) -> tuple[int, ...]:
    """Even steps from day 0 to the end, never two on one day."""
    steps = int(rules()["plan"]["steps"])
    end = max(math.ceil(until), steps)
    return tuple(round(end * step / steps) for step in range(steps + 1))


def still_open(
    calendar: Sequence[MeasuringDay], measured: Iterable[tuple[float, float]]
) -> tuple[MeasuringDay, ...]:
    """The measuring days that are not done yet, each with the temperatures that still lack.

    ``measured`` holds (celsius, day) of the readings. A planned day is done by a reading nearer to it than to
    the planned day before or after; day 0 by any fresh pack.
    """
    done = set()
    for celsius, day in measured:
        planned = [each for each in calendar if celsius in each.temperatures or each.day == 0]
        if planned:
            nearest = min(planned, key=lambda each: abs(each.day - day))
            done |= {(nearest.day, one) for one in (nearest.temperatures if not nearest.day else (celsius,))}
    left = []
    for each in calendar:
        lacking = tuple(celsius for celsius in each.temperatures if (each.day, celsius) not in done)
        if lacking:
            left.append(MeasuringDay(each.on, each.day, lacking, each.packs_each))
    return tuple(left)
