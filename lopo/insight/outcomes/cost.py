"""What one product that rose on the ladder has cost: course by course, and what is not known said."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from lopo.insight.history.past import Table
from lopo.insight.house import CohortRow, House, LessonRow
from lopo.insight.outcomes.rules import whole
from lopo.insight.wanted import Wanted


@dataclass(frozen=True, slots=True)
class CohortCost:
    """One course: its products, how many of them rose in time, and the rupiah for each that did.

    ``waiting`` counts the products whose time is not over and that have not risen yet; ``running`` is whether
    the time of any product is not over, so that what it cost each can still change.
    """

    cohort: CohortRow
    products: int
    risen: int
    waiting: int
    running: bool = False
    risen_products: frozenset[int] = frozenset()

    @property
    def each_idr(self) -> int | None:
        """Whole rupiah, rounded up; ``None`` where the cost is not known or nothing rose."""
        if self.cohort.cost_idr is None or not self.risen:
            return None
        return -(-self.cohort.cost_idr // self.risen)


@dataclass(frozen=True, slots=True)
class TotalCost:
    """The courses whose time is over together; ``each_idr`` is of those with a known cost only.

    A course that still runs is in none of the figures but ``running``: its cost would count in full from its
    first day on, and its products not until they rise.
    """

    known_idr: int
    courses: int
    unknown: int
    """Courses of which nobody said the cost."""
    risen: int
    """Products that rose after a course of known cost, each counted once."""
    running: int = 0
    """Courses of which some product has time left to rise: left out."""

    @property
    def each_idr(self) -> int | None:
        """Whole rupiah, rounded up; ``None`` where no cost is known or nothing rose."""
        if self.courses == self.unknown or not self.risen:
            return None
        return -(-self.known_idr // self.risen)


def costs(house: House, wanted: Wanted) -> tuple[tuple[CohortCost, ...], TotalCost]:
    """Each course that somebody came to, the newest first, and all together."""
    taken: dict[int, dict[int, LessonRow]] = {}
    for product, lessons in house.lessons_of_products(wanted).items():
        for lesson in lessons:
            taken.setdefault(lesson.cohort, {}).setdefault(product, lesson)
    rises = _Rises(house)
    rows, known, risen_once = [], 0, set[int]()
    for cohort in sorted(taken, key=lambda id: (house.cohorts[id].starts_on, id), reverse=True):
        firsts = taken[cohort]
        risen = {product for product, lesson in firsts.items() if rises.rose(product, lesson.on)}
        waiting = sum(product not in risen and rises.is_open(lesson.on) for product, lesson in firsts.items())
        running = any(rises.is_open(lesson.on) for lesson in firsts.values())
        rows.append(
            CohortCost(house.cohorts[cohort], len(firsts), len(risen), waiting, running, frozenset(risen))
        )
        if (cost := house.cohorts[cohort].cost_idr) is not None and not running:
            known += cost
            risen_once |= risen
    over = [row for row in rows if not row.running]
    unknown = sum(row.cohort.cost_idr is None for row in over)
    return tuple(rows), TotalCost(known, len(over), unknown, len(risen_once), len(rows) - len(over))


class _Rises:
    """Whether a product stood higher within the days after a lesson than on its morning."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._days = dt.timedelta(days=whole("cost", "days"))
        self._tables: dict[dt.date, tuple[Table, Table]] = {}

    def rose(self, product: int, start: dt.date) -> bool:
        if start not in self._tables:
            end = min(start + self._days, self._house.today)
            past = self._house.rungs
            self._tables[start] = past.morning(start), past.highest(start, end)
        before, highest = self._tables[start]
        row = self._house.row_of[product]
        return bool(highest[row, 0] > before[row, 0])

    def is_open(self, start: dt.date) -> bool:
        return start + self._days > self._house.today


def cheapest_first(rows: Sequence[CohortCost]) -> list[CohortCost]:
    """The courses with a known price of a risen product, the cheapest first."""
    return sorted((row for row in rows if row.each_idr is not None), key=lambda row: row.each_idr or 0)
