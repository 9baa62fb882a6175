"""Composition of foods: what 100 g of the edible part holds, each value with its source.

Built in: ``composition.csv`` (TKPI 2020 and USDA SR27). An upper module adds more through :data:`SOURCES`.
An empty cell means not known, which is never the same as zero.
"""

import csv
import functools
import importlib.resources
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from lopo.facts.text import Text
from lopo.nutrition.nutrients import nutrients


@dataclass(frozen=True, slots=True)
class Food:
    """One food of a composition table.

    ``per_100`` holds amounts in 100 g edible portion by nutrient id, in the units of ``nutrients.toml``;
    a nutrient that is not known is absent. ``edible_percent`` is the edible part of the food as bought.
    """

    code: str
    name: Text
    group: str
    source: str
    note: str
    edible_percent: Decimal | None
    per_100: Mapping[str, Decimal]


class Composition(Mapping[str, Food]):
    """Foods by code, in the order in which they were given; a later food of the same code replaces."""

    def __init__(self, foods: Iterable[Food]) -> None:
        self._foods = {food.code: food for food in foods}

    def __getitem__(self, code: str) -> Food:
        return self._foods[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._foods)

    def __len__(self) -> int:
        return len(self._foods)


SOURCES: list[Callable[[], Iterable[Food]]] = []
"""Where more foods come from. A function added here is asked once, until :func:`forget` is called."""


@functools.cache
def current_composition() -> Composition:
    """The built-in foods and those of :data:`SOURCES`."""
    return Composition([*built_in_foods(), *(food for source in SOURCES for food in source())])


def forget() -> None:
    """Ask :data:`SOURCES` anew at the next :func:`current_composition`."""
    current_composition.cache_clear()


@functools.cache
def built_in_foods() -> tuple[Food, ...]:
    """The foods of ``composition.csv``."""
    text = (importlib.resources.files("lopo.nutrition") / "composition.csv").read_text("utf-8")
    return tuple(_food(row) for row in csv.DictReader(text.splitlines()))


def code_of(source: str) -> str:
    """The code of a food from its source: ``TKPI 2020 AR001`` is ``tkpi-AR001``."""
    table, number = source.split()[0], re.split(r"\s+", source)[-1]
    return f"{table.lower()}-{'SR' if table == 'USDA' else ''}{number}"


def _food(row: Mapping[str, str]) -> Food:
    per_100 = {
        each.id: Decimal(row[each.column])
        for each in nutrients().values()
        if each.column and row[each.column]
    }
    edible = row["edible_portion_percent"]
    return Food(
        code=code_of(row["source"]),
        name=Text(row["name_id"], row["name_en"]),
        group=row["food_group"],
        source=row["source"],
        note=row["note"],
        edible_percent=Decimal(edible) if edible else None,
        per_100=MappingProxyType(per_100),
    )
