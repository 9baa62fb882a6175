"""What is known of a food by its kind alone: no cholesterol in plants, only added sugar in sugar.

Composition tables have no column for cholesterol, trans fat, vitamin D and added sugars, which the panel of
the United States asks. Rules and sources: ``known_by_kind.toml``; where none holds, it stays not known.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from lopo.facts.toml_file import read_toml
from lopo.nutrition.foods.food import Food

NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class KindRule:
    """For foods of ``groups`` but ``exceptions``, and those ``also``: it is nothing, or all of another."""

    nutrient: str
    is_all_of: str
    groups: frozenset[str]
    also: frozenset[str]
    exceptions: frozenset[str]

    def holds_for(self, code: str, group: str) -> bool:
        return code in self.also or (group in self.groups and code not in self.exceptions)


def with_known_by_kind(food: Food, group: str) -> Food:
    """The food with what its kind, a ``group`` of ``composition.csv``, tells beyond its table's figures."""
    told: dict[str, Decimal] = {}
    borrowed: dict[str, str] = {}
    for rule in kind_rules():
        if rule.nutrient in food.per_100 or not rule.holds_for(food.code, group):
            continue
        amount = Decimal(0) if rule.is_all_of == NOTHING else food.known(rule.is_all_of)
        if amount is not None:
            told[rule.nutrient] = amount
        if amount is not None and rule.is_all_of in food.borrowed:
            borrowed[rule.nutrient] = food.borrowed[rule.is_all_of]
    if not told:
        return food
    return replace(
        food,
        per_100=MappingProxyType({**food.per_100, **told}),
        borrowed=MappingProxyType({**food.borrowed, **borrowed}),
    )


@functools.cache
def kind_rules() -> tuple[KindRule, ...]:
    """The rules of ``known_by_kind.toml``."""
    return tuple(map(_rule, read_toml("lopo.nutrition.foods", "known_by_kind.toml")["rule"]))


def _rule(row: Mapping[str, object]) -> KindRule:
    groups, also, exceptions = (frozenset(_names(row[key])) for key in ("groups", "also", "except"))
    return KindRule(str(row["nutrient"]), str(row["is"]), groups, also, exceptions)


def _names(names: object) -> list[str]:
    return [str(name) for name in names] if isinstance(names, list) else []
