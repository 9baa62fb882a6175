"""Whether the amounts printed on a label agree with what is known of them (``agreement.toml``)."""

import functools
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lopo.facts.toml_file import read_toml
from lopo.nutrition.panels.rounding import INDONESIA, rounding_step


def agrees(printed: Decimal, known: Decimal, nutrient: str) -> bool:
    """Whether ``printed`` lies within a rounding step of ``known``, or within the tolerance."""
    part = known * _tables()["tolerance"]["percent"] / 100
    return abs(printed - known) <= max(rounding_step(nutrient, known, INDONESIA), part)


def all_agree(printed: Mapping[str, Decimal | None], known: Mapping[str, Decimal | None]) -> bool | None:
    """Whether every printed amount agrees; one that does not decides. Nothing while one is not known."""
    pairs = [(nutrient, printed[nutrient], known.get(nutrient)) for nutrient in printed]
    both = [(nutrient, said, true) for nutrient, said, true in pairs if said is not None and true is not None]
    if not all(agrees(said, true, nutrient) for nutrient, said, true in both):
        return False
    return True if both and len(both) == len(pairs) else None


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.nutrition.panels", "agreement.toml")
