"""Everything that is reckoned from the house for one choice of products, each part when it is asked for."""

import functools
from dataclasses import dataclass

from lopo.insight.funnel.counting import StageCount, funnel
from lopo.insight.funnel.journey import Journey, journeys
from lopo.insight.funnel.stages import Stage
from lopo.insight.house import House
from lopo.insight.outcomes.cost import CohortCost, TotalCost, costs
from lopo.insight.outcomes.learning import Gain, gains
from lopo.insight.outcomes.market import MarketCount, market_count
from lopo.insight.outcomes.matching import Comparison, comparisons
from lopo.insight.tables.funnel import demands_table, funnel_table, products_table
from lopo.insight.tables.outcomes import comparison_table, cost_table, learning_table, pairs_table
from lopo.insight.tables.places import places_table
from lopo.insight.tables.table import Table
from lopo.insight.wanted import Wanted


@dataclass(frozen=True)
class Results:
    """What follows from ``house`` for the products that were ``wanted``."""

    house: House
    wanted: Wanted

    @functools.cached_property
    def journeys(self) -> tuple[Journey, ...]:
        """How far each trained product came."""
        return journeys(self.house, self.wanted)

    @functools.cached_property
    def counts(self) -> tuple[StageCount, ...]:
        """The funnel."""
        return funnel(self.house, self.journeys)

    @functools.cached_property
    def market(self) -> MarketCount:
        """Orders, rupiah paid, weeks on shelves: of the trained products where a training was asked for, else
        of all that are made there.
        """
        wanted = self.wanted
        if wanted.cohort or wanted.module or wanted.payer or wanted.since or wanted.until:
            products = {each.product.id for each in self.journeys}
        else:
            products = {each.id for each in self.house.products if wanted.kelurahan in ("", each.ward)}
        house = self.house
        return market_count(products, house.milestones, house.spells, house.today)

    @functools.cached_property
    def gains(self) -> tuple[Gain, ...]:
        """What was learnt, module by module."""
        return gains(self.house, self.wanted)

    @functools.cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """The trained beside similar ones."""
        return comparisons(self.house, self.wanted)

    @functools.cached_property
    def _costs(self) -> tuple[tuple[CohortCost, ...], TotalCost]:
        return costs(self.house, self.wanted)

    @property
    def costs(self) -> tuple[CohortCost, ...]:
        """Each course with its cost."""
        return self._costs[0]

    @property
    def total_cost(self) -> TotalCost:
        """All courses together."""
        return self._costs[1]

    @functools.cached_property
    def risen(self) -> frozenset[int]:
        """The products that stood on a higher rung in time after a course."""
        return frozenset().union(*(each.risen_products for each in self.costs))

    def table(self, name: str, stage: Stage | None = None) -> Table:
        """The table called ``name``, one of :data:`TABLES`; ``stage`` leaves the products that are there.

        Raises :class:`KeyError` for another name.
        """
        return TABLES[name](self, stage)


TABLES = {
    "funnel": lambda found, _stage: funnel_table(found.house, found.counts),
    "products": lambda found, stage: products_table(found.house, found.journeys, stage),
    "demands": lambda found, stage: demands_table(
        found.house, [each for each in found.journeys if stage in (None, each.stage)]
    ),
    "places": lambda found, _stage: places_table(found.house, found.wanted, found.journeys, found.risen),
    "learning": lambda found, _stage: learning_table(found.house, found.gains),
    "comparison": lambda found, _stage: comparison_table(found.comparisons),
    "pairs": lambda found, _stage: pairs_table(found.comparisons),
    "cost": lambda found, _stage: cost_table(found.costs),
}
"""Each table that can be taken along, in the order of the sheets."""
