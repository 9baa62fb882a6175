"""What can be worked out from a label, alone and against the recipe and the permit.

Some facts of the recipe and the permit route are worked out here, too, because they hang on the words of an
ingredient list or of the label.
"""

import datetime as dt
from collections.abc import Iterable

from lopo.facts.dossier import Dossier, Fact
from lopo.facts.kinds import Item
from lopo.facts.rule import Rule, offered, worked_out
from lopo.labels.rules.allergens import allergen_families, not_in_bold
from lopo.labels.rules.claims import brand_words, claim_words, conditional_words, medical_words
from lopo.labels.rules.elements import expiry_grain, registration_agrees
from lopo.labels.rules.ingredient_order import (
    additives_named,
    heaviest_first,
    missing_on_label,
    not_in_recipe,
    without_additives,
)
from lopo.labels.rules.route import route_of
from lopo.labels.rules.substances import found

RECIPE, ADDITIVES, PRINTED = "recipe.ingredients", "recipe.additives", "label.ingredients"
SWEETENERS = {
    "natural": "natural_sweetener",
    "artificial": "artificial_sweetener",
    "aspartame": "aspartame",
    "polyol": "polyol",
}


def derive(dossier: Dossier, on: dt.date) -> dict[str, Fact]:
    """The facts of this package that follow from the dossier on the day ``on``."""
    return worked_out(RULES, dossier, on)


def _names(items: Iterable[Item] | None) -> tuple[str, ...]:
    return tuple(item.name for item in items or ())


# ---- words ----


def _slogans(dossier: Dossier) -> tuple[str, ...]:
    return (*(dossier.value("label.claims") or ()), dossier.value("label.name") or "")


def _settled(dossier: Dossier, words: tuple[str, ...]) -> tuple[str, ...] | None:
    """Words found stand; finding none counts only when slogans and name are both known."""
    return words if words or ("label.claims" in dossier and "label.name" in dossier) else None


def _claim_words(dossier: Dossier, on: dt.date) -> tuple[str, ...] | None:
    return _settled(dossier, claim_words(_slogans(dossier)))


def _medical_words(dossier: Dossier, on: dt.date) -> tuple[str, ...] | None:
    return _settled(dossier, medical_words(_slogans(dossier)))


def _conditional_words(dossier: Dossier, on: dt.date) -> tuple[str, ...] | None:
    return _settled(dossier, conditional_words(" | ".join(_slogans(dossier))))


def _brand_words(dossier: Dossier, on: dt.date) -> tuple[str, ...] | None:
    brand = dossier.value("label.brand")
    return None if brand is None else brand_words(brand)


# ---- ingredients ----


def _ingredients_agree(dossier: Dossier, on: dt.date) -> bool | None:
    recipe, printed = dossier.value(RECIPE), dossier.value(PRINTED)
    if not recipe or printed is None:
        return None
    if missing_on_label(recipe, printed):
        return False
    additives = dossier.value(ADDITIVES)
    extra = not_in_recipe(recipe, without_additives(printed, additives or ()))
    if not extra:
        return True
    return None if additives is None else False


def _in_order(dossier: Dossier, on: dt.date) -> bool | None:
    recipe, printed = dossier.value(RECIPE), dossier.value(PRINTED)
    return heaviest_first(recipe, printed) if recipe and printed else None


def _additives_named(dossier: Dossier, on: dt.date) -> bool | None:
    additives, printed = dossier.value(ADDITIVES), dossier.value(PRINTED)
    if additives == ():
        return True
    return None if additives is None or printed is None else additives_named(additives, printed)


def _allergens(dossier: Dossier, on: dt.date) -> tuple[str, ...] | None:
    if RECIPE not in dossier and PRINTED not in dossier:
        return None
    return allergen_families((*_names(dossier.value(RECIPE)), *(dossier.value(PRINTED) or ())))


def _allergens_agree(dossier: Dossier, on: dt.date) -> bool | None:
    if RECIPE not in dossier and PRINTED not in dossier:
        return None
    names = (*_names(dossier.value(RECIPE)), *(dossier.value(PRINTED) or ()))
    if not allergen_families(names):
        return True
    bold = dossier.value("label.allergens_bold")
    return None if bold is None else not not_in_bold(names, bold)


def _every_name(dossier: Dossier) -> tuple[str, ...]:
    items = (*(dossier.value(RECIPE) or ()), *(dossier.value(ADDITIVES) or ()))
    return (*_names(items), *(dossier.value(PRINTED) or ()))


def _whole_recipe_known(dossier: Dossier) -> bool:
    return RECIPE in dossier and ADDITIVES in dossier


def _sweeteners(dossier: Dossier, on: dt.date) -> tuple[str, ...] | None:
    if not _whole_recipe_known(dossier) and PRINTED not in dossier:
        return None
    names = _every_name(dossier)
    return tuple(code for code, kind in SWEETENERS.items() if found(kind, names))


def _banned(dossier: Dossier, on: dt.date) -> tuple[str, ...] | None:
    """Nobody prints borax on a label: finding none counts only when recipe and additives are both known."""
    names = tuple(dict.fromkeys(found("banned", _every_name(dossier))))
    return names if names or _whole_recipe_known(dossier) else None


# ---- dates and numbers ----


def _expiry_grain(dossier: Dossier, on: dt.date) -> str | None:
    text = dossier.value("label.expiry_text")
    return None if text is None else expiry_grain(text) or "none"


def _registration_agrees(dossier: Dossier, on: dt.date) -> bool | None:
    printed = dossier.value("label.registration_number")
    if printed is None:
        return None
    held = {kind: dossier.value(f"permit.{kind}.number") for kind in ("pirt", "md")}
    return registration_agrees(printed, held)


# ---- route ----


def _route(dossier: Dossier, on: dt.date) -> str | None:
    return route_of(dossier)


_CLAIMS, _ORDER, _ALLERGENS = (
    "lopo.labels.rules.claims",
    "lopo.labels.rules.ingredient_order",
    "lopo.labels.rules.allergens",
)
_ELEMENTS, _SUBSTANCES = "lopo.labels.rules.elements", "lopo.labels.rules.substances"

RULES = (
    Rule("label.brand_words", _CLAIMS, _brand_words),
    Rule("label.claim_words", _CLAIMS, _claim_words),
    Rule("label.medical_words", _CLAIMS, _medical_words),
    Rule("label.conditional_words", _CLAIMS, _conditional_words),
    Rule("label.ingredients_agree", _ORDER, _ingredients_agree),
    Rule("label.ingredients_in_order", _ORDER, _in_order),
    Rule("label.additives_named", _ORDER, _additives_named),
    Rule("label.allergens_agree", _ALLERGENS, _allergens_agree),
    Rule("recipe.allergens", _ALLERGENS, _allergens),
    Rule("recipe.sweeteners", _SUBSTANCES, _sweeteners),
    Rule("recipe.banned_ingredients", _SUBSTANCES, _banned),
    Rule("label.expiry_grain", _ELEMENTS, _expiry_grain),
    Rule("label.registration_agrees", _ELEMENTS, _registration_agrees),
    Rule("permit.route", "lopo.producers.permit_route", _route),
)

OFFERS = offered(RULES)
