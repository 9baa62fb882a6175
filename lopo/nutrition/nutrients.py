"""The nutrients the house reckons with: id, unit and title (``nutrients.toml``)."""

import functools
import importlib.resources
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lopo.facts.text import Text


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
    text = (importlib.resources.files("lopo.nutrition") / "nutrients.toml").read_text("utf-8")
    rows = tomllib.loads(text)["nutrient"]
    return MappingProxyType({id_: _nutrient(id_, row) for id_, row in rows.items()})


def _nutrient(id_: str, row: Mapping[str, str]) -> Nutrient:
    title = Text(row["id"], row["en"])
    return Nutrient(id_, row["unit"], title, row["column"], row.get("part_of", ""))
