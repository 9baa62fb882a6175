"""Composition of foods: what 100 g of the edible part holds, each value with its source.

Built in: ``composition.csv`` (TKPI 2020 and USDA SR27). An upper module adds more through :data:`SOURCES`
and tells through :data:`VERSIONS` when they are others than before.
An empty cell means not known, which is never the same as zero.
"""

import csv
import functools
import importlib.resources
import time
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from lopo.facts.text import Text
from lopo.nutrition.foods.food import Food, with_borrowed, with_parts_of_nothing
from lopo.nutrition.foods.food_names import Match, NameIndex
from lopo.nutrition.foods.known_by_kind import with_known_by_kind
from lopo.nutrition.foods.nutrients import borrowed_nutrients, nutrients, zero_may_be_unmeasured

__all__ = [
    "SOURCES", "VERSIONS", "Composition", "Food", "Match", "built_in_foods", "code_of", "current_composition",
    "forget",
]  # fmt: skip


class Composition(Mapping[str, Food]):
    """Foods by code, in the order in which they were given; a later food of the same code replaces."""

    def __init__(self, foods: Iterable[Food]) -> None:
        self._foods = {food.code: food for food in foods}
        self._names = NameIndex({code: (food.name.id, food.name.en) for code, food in self._foods.items()})

    def __getitem__(self, code: str) -> Food:
        return self._foods[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._foods)

    def __len__(self) -> int:
        return len(self._foods)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def find(self, text: str, limit: int = 10) -> tuple[Food, ...]:
        """The foods whose Indonesian or English name is most like ``text``, best first."""
        return tuple(self._foods[code] for code in self._names.find(text, limit))

    def best_match(self, name: str) -> Match[Food] | None:
        """The food that an ingredient's ``name`` means, and whether that is sure; ``None`` for none."""
        found = self._names.best_match(name)
        return None if found is None else Match(self._foods[found.food], found.sure)


SOURCES: list[Callable[[], Iterable[Food]]] = []
"""Where more foods come from; asked at the first use of the composition, and anew after :func:`forget`."""


VERSIONS: list[Callable[[], Hashable]] = []
"""What tells cheaply that a source would give other foods than before, whoever changed them."""

SECONDS_BETWEEN_LOOKS = 5.0
"""How long another process' change may go unnoticed; so often at most are :data:`VERSIONS` asked."""


@dataclass
class _InUse:
    composition: Composition | None = None
    is_stale: bool = True
    versions: tuple[Hashable, ...] = ()
    looked_at: float = 0.0


_IN_USE = _InUse()


def current_composition() -> Composition:
    """The foods in use: the built-in ones, and those that :data:`SOURCES` gave when they were last asked."""
    if _IN_USE.composition is None or _IN_USE.is_stale or _changed_elsewhere():
        _IN_USE.looked_at, _IN_USE.versions = time.monotonic(), _versions()
        added = [food for source in SOURCES for food in source()]
        _IN_USE.composition = Composition(map(_completed, (*built_in_foods(), *added)))
        _IN_USE.is_stale = False
    return _IN_USE.composition


def _completed(food: Food) -> Food:
    """The food with what follows from its other figures, and from its kind where the house knows that."""
    group = _built_in_groups().get(food.code)
    return with_parts_of_nothing(food if group is None else with_known_by_kind(food, group))


@functools.cache
def _built_in_groups() -> Mapping[str, str]:
    """The group of each built-in food; a newer table may have the same food under a group of its own."""
    return {food.code: food.group for food in built_in_foods()}


def forget() -> None:
    """Ask :data:`SOURCES` anew at the next :func:`current_composition`."""
    _IN_USE.is_stale = True


def _changed_elsewhere() -> bool:
    """Whether another process took foods over or back since the last look; looked up only now and then."""
    now = time.monotonic()
    if now - _IN_USE.looked_at < SECONDS_BETWEEN_LOOKS:
        return False
    _IN_USE.looked_at = now
    return _versions() != _IN_USE.versions


def _versions() -> tuple[Hashable, ...]:
    return tuple(version() for version in VERSIONS)


@functools.cache
def built_in_foods() -> tuple[Food, ...]:
    """The foods of ``composition.csv``; what TKPI lacks is borrowed from the USDA food named beside it."""
    text = (importlib.resources.files("lopo.nutrition.foods") / "composition.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    foods = {food.code: food for food in map(_food, rows)}
    for row in rows:
        food, lender = foods[code_of(row["source"])], foods.get(_companion(row))
        if lender is not None:
            foods[food.code] = with_borrowed(food, lender, borrowed_nutrients())
    return tuple(foods.values())


def code_of(source: str) -> str:
    """The code of a food from its source: ``TKPI 2020 AR001`` is ``tkpi-AR001``."""
    words = source.split()
    return f"{words[0].lower()}-{'SR' if words[0] == 'USDA' else ''}{words[-1]}"


def _companion(row: Mapping[str, str]) -> str:
    return code_of(f"USDA {row['usda_companion_ndb']}") if row["usda_companion_ndb"] else ""


def _food(row: Mapping[str, str]) -> Food:
    columns = {each.id: row[each.column] for each in nutrients().values() if each.column}
    per_100 = {nutrient: Decimal(cell) for nutrient, cell in columns.items() if cell}
    code, edible = code_of(row["source"]), row["edible_portion_percent"]
    doubted = zero_may_be_unmeasured() if code.startswith("tkpi-") else ()
    return Food(
        code=code,
        name=Text(row["name_id"], row["name_en"]),
        group=row["food_group"],
        source=row["source"],
        note=row["note"],
        edible_percent=Decimal(edible) if edible else None,
        per_100=MappingProxyType(per_100),
        unmeasured=frozenset(each for each in doubted if per_100.get(each) == 0),
    )
