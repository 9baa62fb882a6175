"""The recipe of a product, read from its dossier: which food each ingredient is, and how it is cooked.

An ingredient is a food when its owner chose one (``recipe.foods``), or when its name means one food only. A
food that is merely the nearest is shown and never reckoned with.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lopo.facts.dossier import Dossier
from lopo.facts.kinds import Item, Refused
from lopo.facts.text import Text
from lopo.nutrition.foods.composition import Composition, Food
from lopo.nutrition.recipes.recipe import Ingredient, Process, Recipe

NOT_IN_TABLE = "-"
"""Written for a food's code where the owner looked and no food of the tables is this ingredient."""


@dataclass(frozen=True, slots=True)
class RecipeInput:
    """What a dossier says of its recipe. Grams; ``loss_percent`` of ``None`` is not known."""

    ingredients: tuple[Item, ...]
    parts: tuple[Item, ...] = ()
    foods: tuple[str, ...] = ()
    as_bought: bool = False
    loss_percent: Decimal | None = None
    oil_grams: Decimal | None = None
    oil: str = ""


@dataclass(frozen=True, slots=True)
class FoundFood:
    """What an ingredient was taken for.

    ``how`` is ``chosen``, ``named``, ``recipe``, ``guess``, ``none``, or ``absent`` where the
    owner answered that no table has it. Of a ``guess`` the ``food`` is the nearest there is; it was not
    reckoned with.
    """

    ingredient: str
    grams: Decimal | None
    food: Food | None
    how: str

    @property
    def is_sure(self) -> bool:
        return self.how in ("chosen", "named", "recipe")

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to ask about it, though its content may stay unknown."""
        return self.is_sure or self.how == "absent"


@dataclass(frozen=True, slots=True)
class ProductRecipe:
    """A recipe ready to be reckoned, the recipes in it, and what each ingredient was taken for."""

    recipe: Recipe
    book: Mapping[str, Recipe]
    found: tuple[FoundFood, ...]


def recipe_input(dossier: Dossier) -> RecipeInput | None:
    """What the dossier says of its recipe; ``None`` where it names no ingredient."""
    ingredients = dossier.value("recipe.ingredients")
    if not ingredients:
        return None
    return RecipeInput(
        ingredients=ingredients,
        parts=dossier.value("recipe.parts") or (),
        foods=dossier.value("recipe.foods") or (),
        as_bought=dossier.value("recipe.weighed_as") == "as_bought",
        loss_percent=dossier.value("recipe.loss_percent"),
        oil_grams=dossier.value("recipe.frying_oil_g"),
        oil=dossier.value("recipe.frying_oil") or "",
    )


def found_foods(given: RecipeInput, composition: Composition) -> tuple[FoundFood, ...]:
    """What each ingredient, each line of a part and the frying oil was taken for.

    Raises :class:`Refused` for a choice of food that cannot be read.
    """
    parts = {_key(item.group) for item in given.parts}
    if "" in parts:
        raise Refused(
            Text(
                "Setiap bahan di dalam resep antara perlu nama resepnya, misalnya “bumbu dasar”.",
                "Each line of a recipe within the recipe needs that recipe's name, such as “bumbu dasar”.",
            )
        )
    items = [*given.ingredients, *given.parts]
    if given.oil_grams:
        items.append(_oil(given))
    names = {_key(item.name) for item in items}
    concerning = [line for line in given.foods if "=" not in line or _chosen_for(line) in names]
    chosen = chosen_foods(concerning, composition)
    return tuple(_found(item, chosen, parts, composition) for item in items)


def product_recipe(given: RecipeInput, composition: Composition) -> ProductRecipe:
    """The recipe to reckon. Raises :class:`Refused` where something is missing or cannot be."""
    found = found_foods(given, composition)
    if given.loss_percent is None:
        raise Refused(
            Text(
                "Susut waktu dimasak belum diisi. Timbang sebelum dan sesudah; tulis 0 bila tidak dimasak.",
                "The loss in cooking is not filled in. Weigh before and after; write 0 if not cooked.",
            )
        )
    lines = {each.ingredient: each for each in found}
    book = {
        key: Recipe(
            key, _lines((item for item in given.parts if _key(item.group) == key), lines, given.as_bought)
        )
        for key in dict.fromkeys(_key(item.group) for item in given.parts)
    }
    oil = _line(_oil(given), lines[_oil(given).name], as_bought=False) if given.oil_grams else None
    batch = Recipe("", _lines(given.ingredients, lines, given.as_bought), Process(given.loss_percent, oil))
    return ProductRecipe(batch, book, found)


def chosen_foods(choices: Iterable[str], composition: Composition) -> dict[str, Food | None]:
    """The foods chosen by the owner, by ingredient, read from lines such as ``gula merah = tkpi-MP005``.

    ``None`` where the code is :data:`NOT_IN_TABLE`. Raises :class:`Refused` for a line without ``=`` or with
    a code that no food has.
    """
    chosen: dict[str, Food | None] = {}
    for line in choices:
        name, equals, code = (part.strip() for part in line.rpartition("="))
        if not equals or not name or not code:
            reason = Text(
                "“{line}” belum terbaca. Tulis “bahan = kode pangan”, misalnya “gula merah = tkpi-MP005”.",
                "“{line}” cannot be read. Write “ingredient = food code”, such as “gula merah = tkpi-MP005”.",
            )
            raise Refused(reason.filled(line=line))
        if code != NOT_IN_TABLE and code not in composition:
            reason = Text(
                "Kode pangan “{code}” untuk {name} tidak ada di tabel komposisi.",
                "No food of the composition table has the code “{code}” given for {name}.",
            )
            raise Refused(reason.filled(code=code, name=name))
        chosen[_key(name)] = composition.get(code)
    return chosen


def _chosen_for(line: str) -> str:
    return _key(line.rpartition("=")[0])


def _found(
    item: Item, chosen: Mapping[str, Food | None], parts: set[str], composition: Composition
) -> FoundFood:
    key = _key(item.name)
    if key in parts:
        return FoundFood(item.name, item.amount, None, "recipe")
    if key in chosen:
        food = chosen[key]
        return FoundFood(item.name, item.amount, food, "absent" if food is None else "chosen")
    match = composition.best_match(item.name)
    if match is None:
        return FoundFood(item.name, item.amount, None, "none")
    return FoundFood(item.name, item.amount, match.food, "named" if match.sure else "guess")


def _oil(given: RecipeInput) -> Item:
    """The oil taken up; one that nobody named is some oil, and not known."""
    return Item(given.oil or "minyak", given.oil_grams)


def _lines(items: Iterable[Item], found: Mapping[str, FoundFood], as_bought: bool) -> tuple[Ingredient, ...]:
    return tuple(_line(item, found[item.name], as_bought) for item in items)


def _line(item: Item, found: FoundFood, as_bought: bool) -> Ingredient:
    if item.amount is None:
        reason = Text(
            "Berapa gram {name} belum diisi, jadi gizinya belum bisa dihitung.",
            "How many grams of {name} is not filled in, so the nutrition cannot be worked out.",
        )
        raise Refused(reason.filled(name=item.name))
    if found.how == "recipe":
        return Ingredient(item.name, item.amount, recipe=_key(item.name))
    return Ingredient(item.name, item.amount, _sure_food(found), as_bought=as_bought)


def _sure_food(found: FoundFood) -> Food | None:
    return found.food if found.is_sure else None


def _key(name: str) -> str:
    return " ".join(name.lower().split())
