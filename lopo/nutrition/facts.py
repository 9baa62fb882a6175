"""What can be worked out about the nutrition panel of a product."""

import datetime as dt
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from lopo.facts.dossier import Dossier, Fact
from lopo.facts.kinds import Value
from lopo.facts.rule import Rule, offered, worked_out
from lopo.nutrition.panels.agreement import all_agree
from lopo.nutrition.panels.declared import declared, energy_of
from lopo.nutrition.panels.energy import energy_adds_up
from lopo.nutrition.panels.panel_of import serving_of
from lopo.nutrition.panels.rounding import INDONESIA, is_rounded
from lopo.nutrition.recipes.per_100 import COMPULSORY, RecipeAnswer, best_nutrients, recipe_answer
from lopo.nutrition.rules.drink_level import nutri_level_of
from lopo.nutrition.rules.exemption import panel_needed
from lopo.nutrition.rules.nutrient_claims import check_claim

PANEL = {
    "nutrition.energy_kcal": "energy",
    "nutrition.fat_g": "fat",
    "nutrition.saturated_fat_g": "saturated_fat",
    "nutrition.protein_g": "protein",
    "nutrition.carbohydrate_g": "carbohydrate",
    "nutrition.sugars_g": "sugar",
    "nutrition.sodium_mg": "sodium",
}
"""The seven compulsory amounts of a panel (PerBPOM 26/2021), and the item whose rounding each follows."""


PER_100 = {
    "nutrition.per_100.energy_kcal": "energy",
    "nutrition.per_100.fat_g": "fat",
    "nutrition.per_100.saturated_fat_g": "saturated_fat",
    "nutrition.per_100.protein_g": "protein",
    "nutrition.per_100.carbohydrate_g": "carbohydrate",
    "nutrition.per_100.sugars_g": "sugar",
    "nutrition.per_100.fibre_g": "fibre",
    "nutrition.per_100.sodium_mg": "sodium",
}
"""What follows from the recipe in 100 g, and the nutrient of each."""
HUNDREDTH = Decimal("0.01")


def derive(dossier: Dossier, on: dt.date) -> dict[str, Fact]:
    """The facts of this package that follow from the dossier on the day ``on``."""
    return worked_out(RULES, dossier, on)


def _exempt(dossier: Dossier, on: dt.date) -> bool | None:
    needed = panel_needed(dossier.value("product.category"))
    return None if needed is None else not needed


def _values_rounded(dossier: Dossier, on: dt.date) -> bool | None:
    printed = {name: dossier.value(name) for name in PANEL}
    if any(amount is not None and not is_rounded(PANEL[name], amount) for name, amount in printed.items()):
        return False
    return None if None in printed.values() else True


def _energy_adds_up(dossier: Dossier, on: dt.date) -> bool | None:
    names = ("nutrition.energy_kcal", "nutrition.fat_g", "nutrition.protein_g", "nutrition.carbohydrate_g")
    amounts: list[Decimal | None] = [dossier.value(name) for name in names]
    known = [amount for amount in amounts if amount is not None]
    return energy_adds_up(*known) if len(known) == len(names) else None


def _nutri_level(dossier: Dossier, on: dt.date) -> str | None:
    return nutri_level_of(dossier)


def _reckoned(dossier: Dossier) -> RecipeAnswer | None:
    answer = recipe_answer(dossier)
    return answer if answer is not None and answer.nutrients is not None else None


def _per_100(nutrient: str) -> Callable[[Dossier, dt.date], Value | None]:
    def work_out(dossier: Dossier, on: dt.date) -> Decimal | None:
        answer = _reckoned(dossier)
        if answer is None or answer.nutrients is None:
            return None
        found = energy_of(answer.nutrients) if nutrient == "energy" else answer.nutrients.known(nutrient)
        return None if found is None else found.quantize(HUNDREDTH, ROUND_HALF_UP)

    return work_out


def _known_share(dossier: Dossier, on: dt.date) -> Decimal | None:
    answer = _reckoned(dossier)
    if answer is None or answer.nutrients is None:
        return None
    return (answer.nutrients.least_known_share(COMPULSORY) * 100).quantize(HUNDREDTH, ROUND_DOWN)


def _unknown(dossier: Dossier, on: dt.date) -> tuple[str, ...] | None:
    known = best_nutrients(dossier)
    if known is None:
        return None
    amounts = declared(known, INDONESIA)
    return tuple(nutrient for nutrient in COMPULSORY if amounts.get(nutrient) is None)


def _foods_unclear(dossier: Dossier, on: dt.date) -> tuple[str, ...] | None:
    answer = recipe_answer(dossier)
    if answer is None or not answer.found:
        return None
    return tuple(dict.fromkeys(each.ingredient for each in answer.found if not each.is_sure))


def _printed_agrees(dossier: Dossier, on: dt.date) -> bool | None:
    known = best_nutrients(dossier)
    factor = None if known is None else serving_of(dossier).factor(known.basis)
    if known is None or factor is None:
        return None
    amounts = {
        nutrient: None if amount is None else amount * factor
        for nutrient, amount in declared(known, INDONESIA).items()
    }
    return all_agree({nutrient: dossier.value(fact) for fact, nutrient in PANEL.items()}, amounts)


def _claims_refused(dossier: Dossier, on: dt.date) -> tuple[str, ...] | None:
    slogans, route = dossier.value("label.claims"), dossier.value("permit.route")
    if slogans is None:
        return None
    known, form = best_nutrients(dossier), dossier.value("product.form")
    verdicts = [check_claim(slogan, known, form, route) for slogan in slogans]
    refused = [each.claim.words for each in verdicts if each.allowed is False and each.claim]
    open_still = any(each.allowed is None and each.claim for each in verdicts)
    return None if open_still and not refused else tuple(dict.fromkeys(refused))


RULES = (
    Rule("nutrition.exempt", "lopo.nutrition.rules.exemption", _exempt),
    Rule("nutrition.values_rounded", "lopo.nutrition.panels.rounding", _values_rounded),
    Rule("nutrition.energy_adds_up", "lopo.nutrition.panels.energy", _energy_adds_up),
    Rule("nutrition.nutri_level", "lopo.nutrition.rules.nutri_level", _nutri_level),
    *(Rule(fact, "lopo.nutrition.recipes.recipe", _per_100(nutrient)) for fact, nutrient in PER_100.items()),
    Rule("nutrition.known_share_percent", "lopo.nutrition.recipes.recipe", _known_share),
    Rule("nutrition.unknown", "lopo.nutrition.recipes.per_100", _unknown),
    Rule("recipe.foods_unclear", "lopo.nutrition.recipes.product_recipe", _foods_unclear),
    Rule("nutrition.printed_agrees", "lopo.nutrition.panels.agreement", _printed_agrees),
    Rule("nutrition.claims_refused", "lopo.nutrition.rules.nutrient_claims", _claims_refused),
)

OFFERS = offered(RULES)
