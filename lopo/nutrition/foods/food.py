"""One food of a composition table."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_EVEN, Decimal
from types import MappingProxyType

from lopo.facts.text import Text
from lopo.nutrition.foods.nutrients import nutrients

BORROWED_TO = Decimal("0.001")
"""How finely a borrowed amount is stated, in grams."""


@dataclass(frozen=True, slots=True)
class Food:
    """One food, and what is known of it.

    ``per_100`` holds amounts in 100 g edible portion by nutrient id, in the units of ``nutrients.toml``;
    a nutrient that is not known is absent. ``edible_percent`` is the edible part of the food as bought.
    ``borrowed`` names, for a nutrient taken from another food, the code of that food. ``unmeasured`` holds
    nutrients whose zero the table may have written for "not analysed"; they count as not known.
    """

    code: str
    name: Text
    group: str
    source: str
    note: str
    edible_percent: Decimal | None
    per_100: Mapping[str, Decimal]
    borrowed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    unmeasured: frozenset[str] = frozenset()

    def known(self, nutrient: str) -> Decimal | None:
        """The amount in 100 g that can be counted on, or ``None``."""
        return None if nutrient in self.unmeasured else self.per_100.get(nutrient)


def with_parts_of_nothing(food: Food) -> Food:
    """The food with every part of a nutrient it has none of: no fat, so no saturated fat."""
    parts = {
        each.id: Decimal(0)
        for each in nutrients().values()
        if each.part_of and each.id not in food.per_100 and food.per_100.get(each.part_of) == 0
    }
    return replace(food, per_100=MappingProxyType({**food.per_100, **parts})) if parts else food


def with_borrowed(food: Food, lender: Food, borrow: tuple[str, ...]) -> Food:
    """The food with those of ``borrow`` that it lacks and ``lender`` knows, marked as borrowed.

    A part is borrowed in proportion to its whole: as much of this food's fat is saturated as of the lender's.
    """
    taken = {}
    for nutrient in borrow:
        amount = None if nutrient in food.per_100 else _in_proportion(food, lender, nutrient)
        if amount is not None:
            taken[nutrient] = amount
    if not taken:
        return food
    return replace(
        food,
        per_100=MappingProxyType({**food.per_100, **taken}),
        borrowed=MappingProxyType({**food.borrowed, **dict.fromkeys(taken, lender.code)}),
    )


def _in_proportion(food: Food, lender: Food, nutrient: str) -> Decimal | None:
    whole = nutrients()[nutrient].part_of
    part, of, here = lender.per_100.get(nutrient), lender.per_100.get(whole), food.per_100.get(whole)
    if part is None or here is None or not of:
        return None
    return min(here * part / of, here).quantize(BORROWED_TO, ROUND_HALF_EVEN)
