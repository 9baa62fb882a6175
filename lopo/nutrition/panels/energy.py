"""Energy from fat, protein and carbohydrate, and whether a stated energy agrees with it.

Factors and sources: ``energy.toml``. Grams in, kilocalories out, unrounded.
"""

import functools
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lopo.facts.toml_file import read_toml
from lopo.nutrition.panels.rounding import INDONESIA, rounding_step


def energy_kcal(fat: Decimal, protein: Decimal, carbohydrate: Decimal) -> Decimal:
    """9 x fat + 4 x protein + 4 x carbohydrate."""
    factors = _tables()["factors"]
    return (
        Decimal(factors["fat"]) * fat
        + Decimal(factors["protein"]) * protein
        + Decimal(factors["carbohydrate"]) * carbohydrate
    )


def european_energy(
    fat: Decimal, protein: Decimal, carbohydrate: Decimal, fibre: Decimal
) -> tuple[Decimal, Decimal]:
    """Kilojoules and kilocalories by Annex XIV of Regulation 1169/2011; ``carbohydrate`` without fibre."""
    grams = {"fat": fat, "protein": protein, "carbohydrate": carbohydrate, "fibre": fibre}
    factors = _tables()["european_factors"]
    kilojoules_, kcal = (
        sum((Decimal(factors[each][unit]) * amount for each, amount in grams.items()), Decimal(0))
        for unit in ("kj", "kcal")
    )
    return kilojoules_, kcal


def energy_adds_up(stated: Decimal, fat: Decimal, protein: Decimal, carbohydrate: Decimal) -> bool:
    """Whether a ``stated`` energy lies within the rounding step, or 10 %, of the sum of its parts."""
    summed = energy_kcal(fat, protein, carbohydrate)
    allowed = max(
        rounding_step("energy", summed, INDONESIA), summed * _tables()["agreement"]["percent"] / 100
    )
    return abs(stated - summed) <= allowed


def salt_from_sodium(sodium_mg: Decimal) -> Decimal:
    """Grams of salt of milligrams of sodium, as European panels state it."""
    return sodium_mg * Decimal(_tables()["salt"]["factor"]) / 1000


def kilojoules(kcal: Decimal) -> Decimal:
    return kcal * Decimal(_tables()["unit"]["kj_per_kcal"])


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.nutrition.panels", "energy.toml")
