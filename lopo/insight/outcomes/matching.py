"""Trained producers beside similar ones who were not trained yet, on the same day.

Each trained business is one unit: the day of its first lesson ever, what its first course taught, and that
of its
products which the course was about and which lacked most of it. Beside it is put one business that nobody
of had
been to a lesson by the day on which is looked: a product of the same kind, on the same rung, in the house
before
that day, with about as many known gaps in the very same demands. Nobody is put beside two. A gap is a
demand that
was known not to be met; what was not known and was only answered is none, because those who are trained are
also
asked more.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from lopo.insight.history.past import MET, NOT_MET, Table
from lopo.insight.house import House, LessonRow, ProductRow
from lopo.insight.outcomes.difference import Interval, Share, difference
from lopo.insight.outcomes.rules import horizons, level, whole
from lopo.insight.wanted import Wanted

_NEVER = dt.date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Pair:
    """A trained product and the one beside it: known gaps on the morning of ``start``, and how many were
    closed.
    """

    trained: ProductRow
    beside: ProductRow
    start: dt.date
    gaps: int
    gaps_beside: int
    closed: int
    closed_beside: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was so ``days`` after the first lesson."""

    days: int
    pairs: tuple[Pair, ...]
    too_recent: int
    """Trained businesses of which the day has not come yet."""
    without_gap: int
    """Trained businesses that lacked nothing known in what they were taught: they are not compared."""
    unmatched: int
    """Trained businesses with nobody similar beside them."""
    all_closed: Share
    """Of every trained business with a known gap, whether paired or not: those that closed at least one."""
    closed: Share
    """Of the paired ones, those that closed at least one gap."""
    closed_beside: Share
    gaps: Share
    """Of the gaps of the paired ones, those that were closed."""
    gaps_beside: Share
    difference: Interval | None
    """Of ``closed`` and ``closed_beside``; ``None`` where there are too few pairs to state one."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """A trained business: the rows of the products that its first course was about, and what it taught."""

    rows: tuple[int, ...]
    start: dt.date
    columns: tuple[int, ...]


def comparisons(house: House, wanted: Wanted) -> tuple[Comparison, ...]:
    """One comparison for each number of days of the rules."""
    units = _units(house, wanted)
    tables = _Tables(house)
    return tuple(_compare(house, units, tables, days) for days in horizons())


def _units(house: House, wanted: Wanted) -> list[_Unit]:
    by_business: dict[int, list[LessonRow]] = {}
    for lesson in house.lessons:
        by_business.setdefault(lesson.business, []).append(lesson)
    units = []
    for business, first in house.first_lesson.items():
        course = [each for each in by_business[business] if each.cohort == first.cohort]
        asked = [each for each in course if house.chosen(each, wanted)]
        if not asked:
            continue
        taught = asked if wanted.module else course
        columns = {column for each in taught for column in house.taught.get(each.module, ())}
        about = {each.product for each in course}
        rows = [
            house.row_of[product.id]
            for product in house.products_of.get(business, ())
            if (None in about or product.id in about)
            and (not wanted.kelurahan or product.ward == wanted.kelurahan)
        ]
        if rows:
            units.append(_Unit(tuple(rows), first.on, tuple(sorted(columns))))
    return sorted(units, key=lambda unit: (unit.start, unit.rows))


def _compare(house: House, units: Sequence[_Unit], tables: "_Tables", days: int) -> Comparison:
    pool = _Pool(house, tables)
    pairs: list[Pair] = []
    counts = {"too_recent": 0, "without_gap": 0, "unmatched": 0}
    closed_any = seen = 0
    for unit in units:
        gaps = tables.gaps(unit.start, unit.columns)
        row = max(unit.rows, key=lambda each: (gaps[each], -each))
        end = unit.start + dt.timedelta(days=days)
        if not gaps[row]:
            counts["without_gap"] += 1
        elif end > house.today:
            counts["too_recent"] += 1
        else:
            closed = tables.closed(unit.start, end, unit.columns)
            seen, closed_any = seen + 1, closed_any + bool(closed[row])
            beside = pool.take(row, unit.start, end, gaps)
            if beside is None:
                counts["unmatched"] += 1
            else:
                figures = (int(each) for each in (gaps[row], gaps[beside], closed[row], closed[beside]))
                pairs.append(Pair(house.products[row], house.products[beside], unit.start, *figures))
    return _told(days, pairs, Share(closed_any, seen), counts)


def _told(days: int, pairs: Sequence[Pair], all_closed: Share, counts: dict[str, int]) -> Comparison:
    closed = Share(sum(each.closed > 0 for each in pairs), len(pairs))
    beside = Share(sum(each.closed_beside > 0 for each in pairs), len(pairs))
    enough = len(pairs) >= whole("comparison", "pairs_least")
    return Comparison(
        days=days,
        pairs=tuple(pairs),
        all_closed=all_closed,
        closed=closed,
        closed_beside=beside,
        gaps=Share(sum(each.closed for each in pairs), sum(each.gaps for each in pairs)),
        gaps_beside=Share(sum(each.closed_beside for each in pairs), sum(each.gaps_beside for each in pairs)),
        difference=difference(closed, beside, level("comparison")) if enough else None,
        **counts,
    )


@dataclass
class _Tables:
    """The past on the days that are asked for, each worked out once."""

    house: House
    _mornings: dict[dt.date, Table] = field(default_factory=dict)
    _evenings: dict[dt.date, Table] = field(default_factory=dict)
    _rungs: dict[dt.date, Table] = field(default_factory=dict)
    _counts: dict[tuple[object, ...], NDArray[np.int64]] = field(default_factory=dict)

    def rungs(self, day: dt.date) -> NDArray[np.int8]:
        """The height of each product on the morning of ``day``."""
        if day not in self._rungs:
            self._rungs[day] = self.house.rungs.morning(day)
        return self._rungs[day][:, 0]

    def gaps(self, start: dt.date, columns: tuple[int, ...]) -> NDArray[np.int64]:
        """How many of the demands ``columns`` each product was known not to meet on the morning of
        ``start``.
        """
        key = (start, columns)
        if key not in self._counts:
            self._counts[key] = (self._morning(start)[:, columns] == NOT_MET).sum(axis=1)
        return self._counts[key]

    def closed(self, start: dt.date, end: dt.date, columns: tuple[int, ...]) -> NDArray[np.int64]:
        """How many of those gaps were closed on the evening of ``end``."""
        key = (start, end, columns)
        if key not in self._counts:
            if end not in self._evenings:
                self._evenings[end] = self.house.findings.evening(end)
            was = self._morning(start)[:, columns] == NOT_MET
            self._counts[key] = (was & (self._evenings[end][:, columns] == MET)).sum(axis=1)
        return self._counts[key]

    def _morning(self, day: dt.date) -> Table:
        if day not in self._mornings:
            self._mornings[day] = self.house.findings.morning(day)
        return self._mornings[day]


class _Pool:
    """Those who can still be put beside somebody, for one number of days."""

    def __init__(self, house: House, tables: _Tables) -> None:
        self._tables = tables
        products = house.products
        kinds = {kind: code for code, kind in enumerate(sorted({each.kind for each in products}))}
        businesses = {each: place for place, each in enumerate({each.business for each in products})}
        self._kinds = _column(kinds[each.kind] for each in products)
        self._businesses = _column(businesses[each.business] for each in products)
        self._entered = _column(each.entered_on.toordinal() for each in products)
        firsts = house.first_lesson
        self._first = _column(
            firsts[each.business].on.toordinal() if each.business in firsts else _NEVER for each in products
        )
        self._free = np.ones(len(businesses), bool)
        self._apart = whole("comparison", "gaps_apart")

    def take(self, row: int, start: dt.date, end: dt.date, gaps: NDArray[np.int64]) -> int | None:
        """The most similar one that is left, which is then taken; ``None`` when there is nobody."""
        rungs = self._tables.rungs(start)
        apart = np.abs(gaps - gaps[row])
        fits = (
            (self._kinds == self._kinds[row])
            & (rungs == rungs[row])
            & (self._entered < start.toordinal())
            & (self._first > end.toordinal())
            & (gaps > 0)
            & (apart <= self._apart)
            & self._free[self._businesses]
        )
        places = np.flatnonzero(fits)
        if not len(places):
            return None
        entered_apart = np.abs(self._entered[places] - self._entered[row])
        best = int(places[np.lexsort((places, entered_apart, apart[places]))[0]])
        self._free[self._businesses[best]] = False
        return best


def _column(numbers: Iterable[int]) -> NDArray[np.int64]:
    return np.fromiter(numbers, np.int64)
