"""Which food of the tables the owner chose for an ingredient, as lines of ``recipe.foods``.

A line is ``gula merah = tkpi-MP005``; the code ``-`` says that no table has the ingredient.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from lopo.facts.dossier import Dossier
from lopo.facts.kinds import Refused
from lopo.nutrition.foods.composition import Composition, Food
from lopo.nutrition.recipes.product_recipe import (
    NOT_IN_TABLE,
    FoundFood,
    RecipeInput,
    chosen_foods,
    found_foods,
    recipe_input,
)


@dataclass(frozen=True, slots=True)
class IngredientFood:
    """One ingredient and what it was taken for; ``is_gone`` where the food once chosen is in no table now."""

    found: FoundFood
    is_gone: bool = False

    @property
    def name(self) -> str:
        return self.found.ingredient

    @property
    def food(self) -> Food | None:
        return self.found.food

    @property
    def is_settled(self) -> bool:
        return self.found.is_settled and not self.is_gone


def ingredient_foods(dossier: Dossier, composition: Composition) -> tuple[IngredientFood, ...]:
    """Every ingredient once, in the order of the recipe; none where there is no recipe that can be read."""
    given = recipe_input(dossier)
    return () if given is None else _each_once(given, composition)


def _each_once(given: RecipeInput, composition: Composition) -> tuple[IngredientFood, ...]:
    kept = tuple(line for line in given.foods if _can_be_read(line, composition))
    gone = {_key(_name_in(line)) for line in given.foods if line not in kept}
    try:
        found = found_foods(replace(given, foods=kept), composition)
    except Refused:
        return ()
    first: dict[str, IngredientFood] = {}
    for each in found:
        key = _key(each.ingredient)
        first.setdefault(key, IngredientFood(each, key in gone))
    return tuple(first.values())


def with_choice(
    lines: Iterable[str], ingredient: str, code: str, ingredients: Collection[str]
) -> tuple[str, ...]:
    """The lines with ``code`` for ``ingredient``; those of what is no longer in the recipe are left out."""
    wanted = {_key(name) for name in ingredients} - {_key(ingredient)}
    others = tuple(line for line in lines if _key(_name_in(line)) in wanted)
    return (*others, f"{ingredient} = {code}")


def _can_be_read(line: str, composition: Composition) -> bool:
    try:
        chosen_foods([line], composition)
    except Refused:
        return False
    return True


def _name_in(line: str) -> str:
    return line.rpartition("=")[0]


def _key(name: str) -> str:
    return " ".join(name.lower().split())


def is_code(code: str, composition: Composition) -> bool:
    """Whether ``code`` can be chosen: that of a food, or the one for "in no table"."""
    return code == NOT_IN_TABLE or code in composition
