"""Doses of additives held against the limits we know.

Limits and sources: ``additive_limits.toml``. Doses in mg per kg of finished food.
"""

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lopo.facts.kinds import Item
from lopo.facts.toml_file import read_toml


@dataclass(frozen=True, slots=True)
class FoodKind:
    """What a limit depends on, as far as known: the P-IRT food group; whether it is cured or smoked meat."""

    food_group: str | None = None
    cured_meat: bool | None = None


def additives_over_limit(additives: Sequence[Item], food: FoodKind) -> tuple[str, ...] | None:
    """The additives dosed above their limit.

    Nothing while none is over but a dose, the kind of food or a limit is not known to us; one that is over is
    named all the same.
    """
    verdicts = [(item.name, _is_over(item, food)) for item in additives]
    over = tuple(name for name, verdict in verdicts if verdict)
    if over:
        return over
    return None if any(verdict is None for _, verdict in verdicts) else ()


def _is_over(item: Item, food: FoodKind) -> bool | None:
    limit = limit_for(item.name, food)
    return None if limit is None or item.amount is None else item.amount > limit


def limit_for(additive: str, food: FoodKind) -> Decimal | None:
    """The most of an additive in a food, in mg/kg, if a row of the table says so."""
    words = set(re.findall(r"\w+", additive.lower()))
    for row in _table()["limit"]:
        concerns = food.food_group in row["food_groups"] or (row["cured_meat"] and food.cured_meat is True)
        if concerns and words & set(row["words"]):
            return Decimal(row["most_mg_per_kg"])
    return None


@functools.cache
def _table() -> Mapping[str, Any]:
    return read_toml("lopo.quality", "additive_limits.toml")
