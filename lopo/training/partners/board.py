"""The promises of one institution together: what was promised, what came, what is late, by kind."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lopo.training.partners.pledge import KIND_TITLES
from lopo.training.partners.progress import KEPT, LATE, SOON, Progress, Promise, most_pressing, progress


@dataclass(frozen=True, slots=True)
class KindTotal:
    """All promises of one kind. Amounts of different kinds are never added to one another.

    ``kept_part`` is what came of what was promised, without what came beyond it; ``late`` is what is left of
    promises whose day is past.
    """

    kind: str
    promised: int
    delivered: int
    kept_part: int
    late: int
    state: str

    @property
    def percent(self) -> int:
        """How much of what was promised came, in whole per cent, rounded down."""
        return 100 * self.kept_part // self.promised

    @property
    def left(self) -> int:
        return self.promised - self.kept_part


@dataclass(frozen=True, slots=True)
class BoardSummary:
    """How many promises there are, how they stand, and the totals of each kind."""

    pledges: int
    kept: int
    late: int
    soon: int
    kinds: tuple[KindTotal, ...]

    @property
    def on_the_way(self) -> int:
        return self.pledges - self.kept - self.late - self.soon

    @property
    def percent(self) -> int:
        """Promises kept, of all promises, in whole per cent, rounded down."""
        return 100 * self.kept // self.pledges if self.pledges else 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a partnership, in counts: no person stands in it.

    ``cohorts`` that the institution held or paid for and that were held or have begun; ``businesses`` of
    which somebody came at least once, each counted once however many of the courses it came to;
    ``certificates`` that are valid; ``listed`` products of their businesses that a shop took afterwards, of
    which ``listed_shown`` with a paper that shows it.
    """

    cohorts: int = 0
    businesses: int = 0
    certificates: int = 0
    listed: int = 0
    listed_shown: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.cohorts or self.businesses or self.certificates or self.listed)


@dataclass(frozen=True, slots=True)
class BoardCourse:
    """A course that the institution held or paid for, in counts: businesses that came, valid certificates."""

    title: str
    starts_on: dt.date
    ends_on: dt.date
    seats: int
    businesses: int
    certificates: int


def next_due(promises: Iterable[tuple[str, Promise]], today: dt.date) -> tuple[str, Promise] | None:
    """The promise not kept yet whose day comes first; the one that is late longest before all."""
    left = [each for each in promises if progress(each[1], today).state != KEPT]
    return min(left, key=lambda each: each[1].due_on, default=None)


def summarise(promises: Iterable[Promise], today: dt.date) -> BoardSummary:
    """The summary of ``promises`` on ``today``; kinds stand in the order of :data:`KIND_TITLES`."""
    by_kind: dict[str, list[Progress]] = {}
    for promise in promises:
        by_kind.setdefault(promise.kind, []).append(progress(promise, today))
    every = [each for found in by_kind.values() for each in found]
    return BoardSummary(
        pledges=len(every),
        kept=sum(each.state == KEPT for each in every),
        late=sum(each.state == LATE for each in every),
        soon=sum(each.state == SOON for each in every),
        kinds=tuple(_total(kind, by_kind[kind]) for kind in KIND_TITLES if kind in by_kind),
    )


def _total(kind: str, found: Sequence[Progress]) -> KindTotal:
    return KindTotal(
        kind=kind,
        promised=sum(each.amount for each in found),
        delivered=sum(each.delivered for each in found),
        kept_part=sum(min(each.amount, each.delivered) for each in found),
        late=sum(each.left for each in found if each.is_late),
        state=most_pressing([each.state for each in found]),
    )
