"""T, the most that one prepackage may lack, by its nominal mass, volume, length, area or count.

Rule: SK Dirjen SPK 26/SPK/KEP/3/2015, the table of OIML R 87; see ``tolerance.toml``.
"""

import functools
from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal
from typing import Any

from lopo.facts.figures import say_number
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml

CONTENT, LENGTH, AREA, COUNT = "content", "length", "area", "count"
"""Mass or volume in g or ml; metres; square metres; pieces."""


def tolerable_deficiency(nominal: Decimal, quantity: str = CONTENT) -> Decimal | None:
    """T for a nominal quantity; nothing outside the table (over 50,000 g or ml)."""
    if quantity != CONTENT:
        return _other(nominal, _tables()["other"][quantity])
    table = _tables()
    if nominal <= 0:
        return None
    for row in table["row"]:
        if nominal <= row["most"]:
            if "amount" in row:
                return Decimal(row["amount"])
            return rounded_up(nominal * Decimal(row["percent"]) / 100, step_of(nominal))
    return None


def doubt(nominal: Decimal, quantity: str = CONTENT) -> Text | None:
    """What is not sure of T for a nominal quantity; nothing where it stands in the Indonesian table."""
    if quantity != CONTENT or nominal >= _tables()["least"]:
        return None
    least = say_number(_tables()["least"])
    return Text(
        "Tabel Indonesia mulai dari {least} g atau ml. Di bawahnya dipakai 9% dari OIML R 87; belum pasti.",
        "The Indonesian table begins at {least} g or ml. Below it we take 9% of OIML R 87; not yet verified.",
    ).filled(least=least)


def step_of(nominal: Decimal, quantity: str = CONTENT) -> Decimal:
    """To what T is rounded up, in the unit of the quantity."""
    if quantity != CONTENT:
        return Decimal(_tables()["other"][quantity].get("round_to", "0.001"))
    rounding = _tables()["rounding"]
    return Decimal(1) if nominal > rounding["whole_above"] else Decimal(rounding["round_to"])


def rounded_up(amount: Decimal, step: Decimal) -> Decimal:
    """The next multiple of ``step`` that is not below ``amount``."""
    return (amount / step).to_integral_value(ROUND_CEILING) * step


def provenance() -> tuple[str, str]:
    """Where the table is from, and how sure we are."""
    return str(_tables()["source"]), str(_tables()["confidence"])


def _other(nominal: Decimal, rule: Mapping[str, str]) -> Decimal | None:
    if nominal <= 0:
        return None
    if nominal <= Decimal(rule["exact_most"]):
        return Decimal(0)
    deficiency = nominal * Decimal(rule["percent"]) / 100
    return rounded_up(deficiency, Decimal(rule["round_to"])) if "round_to" in rule else deficiency


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.quality.weighing", "tolerance.toml")
