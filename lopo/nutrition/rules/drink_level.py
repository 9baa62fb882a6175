"""The Nutri-Level of a drink, read from its dossier: the amounts of its panel and the sweeteners in its list.

The rule itself is :func:`lopo.nutrition.rules.nutri_level.nutri_level`.
"""

from collections.abc import Collection
from decimal import Decimal

from lopo.facts.dossier import Dossier
from lopo.nutrition.rules.nutri_level import Drink, nutri_level

_UNBOUNDED = Decimal(10) ** 6
"""Stands for the worst that an amount not yet known may be, per serving."""

_NOTHING = Decimal(0)


def nutri_level_of(dossier: Dossier) -> str | None:
    """``A`` to ``D`` when the best and the worst that is still possible agree; otherwise nothing.

    Of the codes in ``recipe.sweeteners`` aspartame counts as artificial and polyols count as natural.
    """
    serving = dossier.value("nutrition.serving_ml")
    sweeteners = dossier.value("recipe.sweeteners")
    if not serving:
        return None
    best = nutri_level(_drink(dossier, serving, _kind(sweeteners or ()), unknown=_NOTHING))
    worst_kind = "artificial" if sweeteners is None else _kind(sweeteners)
    worst = nutri_level(_drink(dossier, serving, worst_kind, unknown=_UNBOUNDED))
    return best if best == worst else None


def _drink(dossier: Dossier, serving: Decimal, sweetener: str, unknown: Decimal) -> Drink:
    sugar = _known_or(dossier, "nutrition.sugars_g", unknown)
    most_lactose = sugar if unknown == _NOTHING else _NOTHING
    return Drink(
        serving=serving,
        sugar=sugar,
        lactose=_known_or(dossier, "nutrition.lactose_g", most_lactose),
        sodium=_known_or(dossier, "nutrition.sodium_mg", unknown),
        saturated_fat=_known_or(dossier, "nutrition.saturated_fat_g", unknown),
        sweetener=sweetener,
    )


def _known_or(dossier: Dossier, name: str, otherwise: Decimal) -> Decimal:
    amount = dossier.value(name)
    return otherwise if amount is None else amount


def _kind(sweeteners: Collection[str]) -> str:
    if {"artificial", "aspartame"} & set(sweeteners):
        return "artificial"
    return "natural" if sweeteners else "none"
