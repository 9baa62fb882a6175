"""Nutri-Level A to D of ready-to-serve drinks, from sugar, sodium and saturated fat per 100 ml.

Rule: KMK HK.01.07/MENKES/301/2026 (``nutri_level.toml``). Amounts as :class:`decimal.Decimal`.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from lopo.facts.toml_file import read_toml

LEVELS = ("A", "B", "C", "D")


@dataclass(frozen=True, slots=True)
class Drink:
    """One serving of a drink: ``serving`` in ml; sugar, lactose, saturated fat in g, sodium in mg, in it.

    A nutrient of ``None`` is naturally absent and gets no level. Lactose does not count as sugar.
    ``sweetener`` is ``none``, ``natural`` or ``artificial``.
    """

    serving: Decimal
    sugar: Decimal | None = None
    lactose: Decimal = Decimal(0)
    sodium: Decimal | None = None
    saturated_fat: Decimal | None = None
    sweetener: str = "none"


def per_100_ml(amount: Decimal, serving: Decimal) -> Decimal:
    """The amount in 100 ml of what ``serving`` ml hold."""
    return amount * 100 / serving


def sugar_per_100_ml(drink: Drink) -> Decimal | None:
    """Sugar without lactose, in g per 100 ml; nothing when the drink has naturally none."""
    if drink.sugar is None:
        return None
    return per_100_ml(max(drink.sugar - drink.lactose, Decimal(0)), drink.serving)


def level_of(nutrient: str, value: Decimal) -> str:
    """The level of one nutrient (``sugar``, ``sodium``, ``saturated_fat``) per 100 ml."""
    read = _one_decimal(value)
    for level, most in _tables()[nutrient]["most"].items():
        if read <= Decimal(most):
            return str(level)
    return LEVELS[-1]


def nutri_level(drink: Drink) -> str:
    """The worst of the levels of its nutrients, and never better than its sweetener allows."""
    levels = [str(_tables()["sweetener"]["best"][drink.sweetener])]
    sugar = sugar_per_100_ml(drink)
    if sugar is not None:
        levels.append(level_of("sugar", sugar))
    for nutrient, amount in (("sodium", drink.sodium), ("saturated_fat", drink.saturated_fat)):
        if amount is not None:
            levels.append(level_of(nutrient, per_100_ml(amount, drink.serving)))
    return max(levels, key=LEVELS.index)


def printed_sugar_percent(value: Decimal) -> int:
    """The whole per cent of sugar printed beside the level: rounded to one decimal, then to a whole."""
    return int(_one_decimal(value).to_integral_value(ROUND_HALF_UP))


def _one_decimal(value: Decimal) -> Decimal:
    return value.quantize(Decimal(_tables()["reading"]["round_to"]), ROUND_HALF_UP)


def colour(level: str) -> tuple[int, int, int, int]:
    """The printed colour of a level: cyan, magenta, yellow, black in per cent."""
    cyan, magenta, yellow, black = _tables()["colour"][level]
    return cyan, magenta, yellow, black


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.nutrition.rules", "nutri_level.toml")
