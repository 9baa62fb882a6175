"""How far each trained product came, and since when: by evidence, with what is told only kept apart."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lopo.insight.funnel.stages import ON_THE_MARKET, STAGES, Stage
from lopo.insight.history.past import MET, NOT_KNOWN, NOT_MET, Table
from lopo.insight.house import House, LessonRow, PaperRow, ProductRow
from lopo.insight.outcomes.rules import papers_asked
from lopo.insight.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Journey:
    """One trained product. ``shown`` holds each stage with the day from which evidence shows it."""

    product: ProductRow
    first_lesson: dt.date
    shown: Mapping[Stage, dt.date]
    told: frozenset[Stage]
    """Stages that somebody told of and that nothing shows."""
    had_gap: bool
    """Whether a gap was known, on the morning of a lesson, in what it taught."""

    @property
    def stage(self) -> Stage:
        """The furthest stage that is shown."""
        return max(self.shown, key=STAGES.index)

    @property
    def since(self) -> dt.date:
        """From when it is there, as far as the training can tell: never before the first lesson."""
        return max(self.shown[self.stage], self.first_lesson)

    def age(self, today: dt.date) -> int:
        """Days since then."""
        return max((today - self.since).days, 0)

    def had_before(self, stage: Stage) -> bool:
        """Whether a stage was shown before the first lesson already."""
        return stage in self.shown and self.shown[stage] < self.first_lesson


def journeys(house: House, wanted: Wanted) -> tuple[Journey, ...]:
    """A journey for each product that was at a lesson asked for."""
    lessons = house.lessons_of_products(wanted)
    gaps = _Gaps(house)
    papers: dict[int, list[PaperRow]] = {}
    for paper in house.papers:
        papers.setdefault(paper.business, []).append(paper)
    market: dict[int, list[tuple[Stage, dt.date, bool]]] = {}
    for each in house.milestones:
        if each.on <= house.today:
            market.setdefault(each.product, []).append((Stage(each.kind), each.on, each.shown))
    found = []
    for product in house.products:
        if product.id in lessons:
            held = papers.get(product.business, ())
            found.append(
                _journey(house, product, lessons[product.id], gaps, held, market.get(product.id, ()))
            )
    return tuple(found)


def _journey(
    house: House,
    product: ProductRow,
    lessons: Sequence[LessonRow],
    gaps: "_Gaps",
    papers: Iterable[PaperRow],
    market: Iterable[tuple[Stage, dt.date, bool]],
) -> Journey:
    shown: dict[Stage, dt.date] = {Stage.TRAINED: lessons[0].on}
    told: set[Stage] = set()
    gap = gaps.of(house.row_of[product.id], lessons)
    if gap.closed_on is not None:
        shown[Stage.GAP_CLOSED] = gap.closed_on
    elif gap.answered:
        told.add(Stage.GAP_CLOSED)
    held_since, is_told = papers_held(product, papers, house.today)
    if held_since is not None:
        shown[Stage.PAPERS] = held_since
    elif is_told:
        told.add(Stage.PAPERS)
    for kind, on, is_shown in market:
        for stage in ON_THE_MARKET[: ON_THE_MARKET.index(kind) + 1]:
            if is_shown:
                shown[stage] = min(on, shown.get(stage, on))
            else:
                told.add(stage)
    return Journey(product, lessons[0].on, shown, frozenset(told - set(shown)), gap.known)


def papers_held(
    product: ProductRow, papers: Iterable[PaperRow], today: dt.date
) -> tuple[dt.date | None, bool]:
    """From when all the papers of the stage are verified and valid, and else whether they are at least told
    of.

    A product of a kind of which nothing is asked never reaches the stage.
    """
    asked = papers_asked(product.kind)
    mine = [
        each
        for each in papers
        if each.product in (None, product.id) and (each.valid_until is None or each.valid_until >= today)
    ]
    days, told = [], bool(asked)
    for choice in asked:
        verified = [each.verified_on for each in mine if each.kind in choice and each.verified_on]
        if verified:
            days.append(min(verified))
        told = told and any(each.kind in choice for each in mine)
    if asked and len(days) == len(asked):
        return max(days), True
    return None, told


@dataclass(frozen=True, slots=True)
class _Gap:
    """What became of what a product lacked on the morning of its lessons, in what they taught."""

    known: bool
    closed_on: dt.date | None
    answered: bool
    """Whether something that was not known before is met now: told, which is no proof that it was mended."""


class _Gaps:
    """The state of the findings on the morning of each lesson, each day worked out once."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._mornings: dict[dt.date, Table] = {}
        self._met_on = house.findings.days_of(MET)

    def of(self, row: int, lessons: Sequence[LessonRow]) -> _Gap:
        known, answered = False, False
        closed: list[dt.date] = []
        for lesson in lessons:
            morning = self._morning(lesson.on)
            for column in self._house.taught.get(lesson.module, ()):
                was = morning[row, column]
                is_met = self._house.findings.now[row, column] == MET
                known = known or was == NOT_MET
                answered = answered or (was == NOT_KNOWN and bool(is_met))
                if was == NOT_MET and is_met:
                    days = (day for day in self._met_on.get((row, column), ()) if day >= lesson.on)
                    closed.append(next(days, self._house.today))
        return _Gap(known, min(closed, default=None), answered)

    def _morning(self, day: dt.date) -> Table:
        if day not in self._mornings:
            self._mornings[day] = self._house.findings.morning(day)
        return self._mornings[day]
