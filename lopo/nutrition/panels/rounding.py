"""Rounding of amounts on nutrition panels: Indonesia, the United States, the European Union.

Tables and sources: ``rounding.toml``. Amounts as :class:`decimal.Decimal` in the unit of their rule.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from lopo.facts.toml_file import read_toml

INDONESIA, US, EU = "indonesia", "us", "eu"


@dataclass(frozen=True, slots=True)
class Rounded:
    """A rounded amount; ``less_than`` is set where the panel may print "less than N" instead of it.

    ``decimals`` is how many digits after the mark are always printed, even where they are 0.
    """

    amount: Decimal
    less_than: Decimal | None = None
    decimals: int = 0


def rounded(item: str, amount: Decimal, country: str = INDONESIA) -> Rounded:
    """The amount of ``item`` (``energy``, ``saturated_fat``...) as the panel of ``country`` prints it.

    Raises :class:`KeyError` for an item or country without a rule, :class:`ValueError` below zero.
    """
    step = _step_for(item, amount, country)
    less_than = Decimal(step["less_than"]) if "less_than" in step else None
    if "to" in step:
        return Rounded(Decimal(step["to"]), less_than if amount else None)
    nearest = Decimal(step["nearest"])
    near = (amount / nearest).to_integral_value(ROUND_HALF_UP) * nearest
    return Rounded(near, less_than, int(step.get("decimals", 0)))


def rounding_step(item: str, amount: Decimal, country: str = INDONESIA) -> Decimal:
    """How coarse the rounding is at ``amount``: the distance between neighbouring printed values."""
    step = _step_for(item, amount, country)
    return Decimal(step["nearest"] if "nearest" in step else step.get("below", step.get("up_to", "0")))


def is_rounded(item: str, printed: Decimal, country: str = INDONESIA) -> bool:
    """Whether a printed amount is one that the rule can give."""
    return rounded(item, printed, country).amount == printed


def confidence_of(item: str, country: str = INDONESIA) -> str:
    """How sure the rule of ``item`` is: ``law-read``, ``corroborated`` or ``to-verify``."""
    return str(_rule(item, country)["confidence"])


def percent_daily(
    amount: Decimal,
    reference: Decimal,
    item: str,
    country: str = INDONESIA,
    per_cent_item: str = "percent_daily",
) -> Decimal:
    """Per cent of the reference value: from the unrounded amount, but 0 where the amount prints as 0."""
    if rounded(item, amount, country).amount == 0:
        return Decimal(0)
    return rounded(per_cent_item, amount * 100 / reference, country).amount


def _step_for(item: str, amount: Decimal, country: str) -> Mapping[str, Any]:
    if amount < 0:
        raise ValueError(f"{item} cannot be less than zero")
    for step in _rule(item, country)["steps"]:
        if "below" in step and amount >= Decimal(step["below"]):
            continue
        if "up_to" in step and amount > Decimal(step["up_to"]):
            continue
        return dict(step)
    raise ValueError(f"rounding.toml: the last step of {item} must have no bound")


def _rule(item: str, country: str) -> Mapping[str, Any]:
    for rule in _tables()[country]["rule"]:
        if item in rule["items"]:
            return dict(rule)
    raise KeyError(f"no rounding rule for {item} in {country}")


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.nutrition.panels", "rounding.toml")
