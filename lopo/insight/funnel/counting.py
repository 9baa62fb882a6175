"""The funnel: how many products each stage holds, for how long, and what most of them lack."""

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lopo.insight.funnel.journey import Journey
from lopo.insight.funnel.stages import ON_THE_MARKET, STAGES, Stage
from lopo.insight.house import House


@dataclass(frozen=True, slots=True)
class StageCount:
    """One stage. ``share`` is of the trained products, of 1; nothing in it counts where it is not
    ``measured``.
    """

    stage: Stage
    measured: bool
    products: int
    businesses: int
    of: int
    had_before: int
    """Of the products, those that had reached the stage before their first lesson."""
    told_only: int
    here: int
    """Products of which this is the furthest stage."""
    age_median: float | None
    age_longest: int | None
    lacks: tuple[tuple[str, int], ...]
    """Open demands of the products that are here, with how many of them lack each; the most frequent
    first.
    """

    @property
    def share(self) -> float | None:
        return self.products / self.of if self.measured and self.of else None


def measured_stages(house: House, found: Sequence[Journey]) -> frozenset[Stage]:
    """The stages of which the house keeps any record: of the others it cannot say that nobody reached
    them.
    """
    if not house.lessons:
        return frozenset()
    stages = {Stage.TRAINED}
    if any(each.had_gap or Stage.GAP_CLOSED in each.told for each in found):
        stages.add(Stage.GAP_CLOSED)
    if house.papers:
        stages.add(Stage.PAPERS)
    for each in house.milestones:
        stages.update(ON_THE_MARKET[: ON_THE_MARKET.index(Stage(each.kind)) + 1])
    return frozenset(stages)


def funnel(house: House, found: Sequence[Journey]) -> tuple[StageCount, ...]:
    """Each stage with its counts, lowest first."""
    measured = measured_stages(house, found)
    return tuple(_count(stage, stage in measured, house, found) for stage in STAGES)


def _count(stage: Stage, measured: bool, house: House, found: Sequence[Journey]) -> StageCount:
    reached = [each for each in found if stage in each.shown]
    here = [each for each in reached if each.stage is stage]
    ages = [each.age(house.today) for each in here]
    return StageCount(
        stage=stage,
        measured=measured,
        products=len(reached),
        businesses=len({each.product.business for each in reached}),
        of=len(found),
        had_before=sum(each.had_before(stage) for each in reached),
        told_only=sum(stage in each.told for each in found),
        here=len(here),
        age_median=float(statistics.median(ages)) if ages else None,
        age_longest=max(ages, default=None),
        lacks=lacking(here),
    )


def lacking(found: Iterable[Journey]) -> tuple[tuple[str, int], ...]:
    """Which open demand of the next rung how many products have, the most frequent first, then by name."""
    counted = Counter(name for each in found for name in each.product.lacking)
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def at_stage(found: Iterable[Journey], stage: Stage) -> list[Journey]:
    """The products of which ``stage`` is the furthest, those that wait longest first."""
    here = [each for each in found if each.stage is stage]
    return sorted(here, key=lambda each: (each.since, each.product.business_name, each.product.id))
