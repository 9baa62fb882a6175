"""From a recipe to the nutrients in 100 g of the finished product.

Mass balance: finished weight = edible weight of all ingredients + oil taken up in frying - water lost.
Only water is lost; everything else stays. Reckoned in exact fractions, given with twelve decimals. What is
not known is carried as not known, with the share of the weight that it leaves open. Weights in grams.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.nutrition.foods.food import Food
from lopo.nutrition.foods.nutrients import nutrients
from lopo.nutrition.recipes.amounts import Amount, Nutrients
from lopo.nutrition.recipes.recipe_checks import (
    check_chain,
    check_finished,
    check_food,
    check_water,
    checked_grams,
    checked_loss,
    decimal_of,
    recipe_named,
)

DEEPEST = 20
"""How many recipes may stand in one another."""


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One line of a recipe: ``grams`` of a food, or of another recipe of the book by its name.

    ``as_bought`` grams hold peel and bones, too; the food's edible part is then reckoned. Where neither food
    nor recipe is known, or no edible part, the line counts with its weight and nothing known in it.
    """

    name: str
    grams: Decimal
    food: Food | None = None
    recipe: str = ""
    as_bought: bool = False


@dataclass(frozen=True, slots=True)
class Process:
    """What cooking does: ``loss_percent`` of the edible weight leaves as water; ``oil`` is taken up."""

    loss_percent: Decimal = Decimal(0)
    oil: Ingredient | None = None


@dataclass(frozen=True, slots=True)
class Recipe:
    """One batch."""

    name: str
    ingredients: tuple[Ingredient, ...]
    process: Process = Process()


@dataclass(frozen=True, slots=True)
class _Content:
    """What one gram holds of a nutrient, and for which part of it that is known."""

    per_gram: Fraction = Fraction(0)
    share: Fraction = Fraction(0)
    lacking: tuple[str, ...] = ()
    borrowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Portion:
    """A weight of something, and its contents by nutrient."""

    grams: Fraction
    contents: Mapping[str, _Content]


def nutrients_of(recipe: Recipe, book: Mapping[str, Recipe] | None = None) -> Nutrients:
    """The nutrients in 100 g of what the recipe gives; ``book`` holds the recipes used as ingredients.

    Raises :class:`Refused` for a weight that is not more than zero, a loss outside 0 to 100 %, a loss greater
    than the water there is, a food that cannot be, and a recipe that contains itself.
    """
    batch = _Kitchen(book or {}).cook(recipe, ())
    per_100 = {
        nutrient: Amount(
            value=decimal_of(content.per_gram * 100),
            known_share=decimal_of(content.share),
            lacking=content.lacking,
            borrowed=content.borrowed,
        )
        for nutrient, content in batch.contents.items()
    }
    return Nutrients(MappingProxyType(per_100), "g", decimal_of(batch.grams))


@dataclass(slots=True)
class _Kitchen:
    """Cooks recipes of one book, each once."""

    book: Mapping[str, Recipe]
    done: dict[str, _Portion] = field(default_factory=dict)

    def cook(self, recipe: Recipe, path: tuple[str, ...]) -> _Portion:
        check_chain(recipe.name, path, DEEPEST)
        if recipe.name not in self.done:
            inner = (*path, recipe.name)
            oil = recipe.process.oil
            self.done[recipe.name] = _finished(
                recipe,
                tuple(self.weigh(each, inner) for each in recipe.ingredients),
                None if oil is None else self.weigh(oil, inner),
            )
        return self.done[recipe.name]

    def weigh(self, ingredient: Ingredient, path: tuple[str, ...]) -> _Portion:
        grams = checked_grams(ingredient.name, ingredient.grams)
        if ingredient.recipe:
            inner = self.book[recipe_named(ingredient.recipe, self.book)]
            return _Portion(grams, self.cook(inner, path).contents)
        food = ingredient.food
        if food is not None:
            check_food(food)
        if food is not None and ingredient.as_bought:
            if food.edible_percent is None:
                food = None
            else:
                grams *= Fraction(food.edible_percent) / 100
        return _Portion(grams, _contents(ingredient.name, food))


def _contents(name: str, food: Food | None) -> Mapping[str, _Content]:
    unknown = _Content(lacking=(name,))
    if food is None:
        return dict.fromkeys(nutrients(), unknown)
    found = {}
    for nutrient in nutrients():
        amount = food.known(nutrient)
        borrowed = (name,) if nutrient in food.borrowed else ()
        found[nutrient] = (
            unknown if amount is None else _Content(Fraction(amount) / 100, Fraction(1), (), borrowed)
        )
    return found


def _finished(recipe: Recipe, portions: tuple[_Portion, ...], oil: _Portion | None) -> _Portion:
    if not portions:
        raise Refused(Text(f"Resep “{recipe.name}” masih kosong.", f"The recipe “{recipe.name}” is empty."))
    edible = _sum(portion.grams for portion in portions)
    lost = edible * checked_loss(recipe.process.loss_percent)
    check_water(lost, _most_water(portions), edible)
    all_in = portions if oil is None else (*portions, oil)
    finished = _sum(portion.grams for portion in all_in) - lost
    check_finished(finished)
    return _Portion(
        finished, {nutrient: _mixed(nutrient, all_in, finished, lost) for nutrient in nutrients()}
    )


def _most_water(portions: tuple[_Portion, ...]) -> Fraction:
    """The water there is, and all of what is not known to be something else."""
    water = ((portion.grams, portion.contents["water"]) for portion in portions)
    return _sum(grams * (content.per_gram + 1 - content.share) for grams, content in water)


def _mixed(nutrient: str, portions: tuple[_Portion, ...], finished: Fraction, lost: Fraction) -> _Content:
    each = [(portion.grams, portion.contents[nutrient]) for portion in portions]
    total = _sum(grams * content.per_gram for grams, content in each)
    if nutrient == "water":
        total = max(total - lost, Fraction(0))
    return _Content(
        per_gram=total / finished,
        share=_sum(grams * content.share for grams, content in each) / _sum(grams for grams, _ in each),
        lacking=_names(content.lacking for _, content in each),
        borrowed=_names(content.borrowed for _, content in each),
    )


def _sum(parts: Iterable[Fraction]) -> Fraction:
    return sum(parts, Fraction(0))


def _names(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for group in groups for name in group))
