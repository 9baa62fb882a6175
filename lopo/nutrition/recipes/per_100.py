"""What is known of the nutrients in 100 g of a product: from a laboratory first, then from its recipe."""

import functools
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from lopo.facts.dossier import Dossier
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.nutrition.foods.composition import Composition, current_composition
from lopo.nutrition.recipes.amounts import Nutrients, measured
from lopo.nutrition.recipes.product_recipe import (
    FoundFood,
    RecipeInput,
    found_foods,
    product_recipe,
    recipe_input,
)
from lopo.nutrition.recipes.recipe import nutrients_of

LAB_FACTS = {
    "energy": "nutrition.lab.energy_kcal",
    "fat": "nutrition.lab.fat_g",
    "saturated_fat": "nutrition.lab.saturated_fat_g",
    "trans_fat": "nutrition.lab.trans_fat_g",
    "cholesterol": "nutrition.lab.cholesterol_mg",
    "protein": "nutrition.lab.protein_g",
    "carbohydrate": "nutrition.lab.carbohydrate_g",
    "sugar": "nutrition.lab.sugars_g",
    "added_sugar": "nutrition.lab.added_sugars_g",
    "fibre": "nutrition.lab.fibre_g",
    "sodium": "nutrition.lab.sodium_mg",
    "potassium": "nutrition.lab.potassium_mg",
    "calcium": "nutrition.lab.calcium_mg",
    "iron": "nutrition.lab.iron_mg",
    "vitamin_d": "nutrition.lab.vitamin_d_mcg",
}
"""The fact that holds what a laboratory found of a nutrient."""

COMPULSORY = ("energy", "fat", "saturated_fat", "protein", "carbohydrate", "sugar", "sodium")
"""The seven amounts of an Indonesian panel (PerBPOM 26/2021)."""


@dataclass(frozen=True, slots=True)
class RecipeAnswer:
    """What the recipe gives: ``nutrients``, or the ``fault`` for which it gives none.

    ``found`` says what each ingredient was taken for.
    """

    nutrients: Nutrients | None
    found: tuple[FoundFood, ...] = ()
    fault: Text | None = None


def recipe_answer(dossier: Dossier) -> RecipeAnswer | None:
    """What follows from the recipe; ``None`` where the dossier names no ingredient."""
    given = recipe_input(dossier)
    return None if given is None else _answer(given, current_composition())


@functools.lru_cache(maxsize=512)
def _answer(given: RecipeInput, composition: Composition) -> RecipeAnswer:
    found: tuple[FoundFood, ...] = ()
    try:
        found = found_foods(given, composition)
        ready = product_recipe(given, composition)
        return RecipeAnswer(nutrients_of(ready.recipe, ready.book), found)
    except Refused as refusal:
        return RecipeAnswer(None, found, refusal.reason)


def lab_nutrients(dossier: Dossier) -> Nutrients | None:
    """What a laboratory found, or ``None`` where it found nothing."""
    values: dict[str, Decimal] = {}
    for nutrient, fact in LAB_FACTS.items():
        value = dossier.value(fact)
        if value is not None:
            values[nutrient] = Decimal(value)
    basis = "ml" if dossier.value("nutrition.lab.per") == "100_ml" else "g"
    return measured(values, basis) if values else None


def best_nutrients(dossier: Dossier) -> Nutrients | None:
    """The laboratory's amounts, and the recipe's where the laboratory has none.

    Amounts in 100 ml and in 100 g do not mix: a laboratory's 100 ml stands alone.
    """
    lab, answer = lab_nutrients(dossier), recipe_answer(dossier)
    computed = None if answer is None else answer.nutrients
    if lab is None or computed is None or lab.basis != computed.basis:
        return lab or computed
    together = MappingProxyType({**computed.per_100, **lab.per_100})
    return Nutrients(together, lab.basis, computed.finished_grams)
