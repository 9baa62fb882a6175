"""The nutrients the house reckons with: id, unit and title (``nutrients.toml``)."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml


@dataclass(frozen=True, slots=True)
class Nutrient:
    """One nutrient. ``unit`` is g, mg, mcg or kcal; ``part_of`` the nutrient that contains it, or "".

    ``column`` is where ``composition.csv`` holds it per 100 g edible portion, or "".
    """

    id: str
    unit: str
    title: Text
    column: str = ""
    part_of: str = ""


@functools.cache
def nutrients() -> Mapping[str, Nutrient]:
    """Every nutrient by its id, in the order of the file."""
    return MappingProxyType({id_: _nutrient(id_, row) for id_, row in _tables()["nutrient"].items()})


def borrowed_nutrients() -> tuple[str, ...]:
    """What TKPI lacks and is borrowed from a USDA food."""
    return tuple(_tables()["tables"]["borrowed"])


def zero_may_be_unmeasured() -> tuple[str, ...]:
    """Nutrients whose zero in TKPI may mean that nobody analysed them."""
    return tuple(_tables()["tables"]["zero_may_be_unmeasured"])


def _nutrient(id_: str, row: Mapping[str, str]) -> Nutrient:
    title = Text(row["id"], row["en"])
    return Nutrient(id_, row["unit"], title, row["column"], row.get("part_of", ""))


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.nutrition.foods", "nutrients.toml")
