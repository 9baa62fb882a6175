"""What can be worked out about the nutrition panel of a product."""

import datetime as dt
from decimal import Decimal

from lopo.facts.dossier import Dossier, Fact
from lopo.facts.rule import Rule, offered, worked_out
from lopo.nutrition.drink_level import nutri_level_of
from lopo.nutrition.energy import energy_adds_up
from lopo.nutrition.exemption import panel_needed
from lopo.nutrition.rounding import is_rounded

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


RULES = (
    Rule("nutrition.exempt", "lopo.nutrition.exemption", _exempt),
    Rule("nutrition.values_rounded", "lopo.nutrition.rounding", _values_rounded),
    Rule("nutrition.energy_adds_up", "lopo.nutrition.energy", _energy_adds_up),
    Rule("nutrition.nutri_level", "lopo.nutrition.nutri_level", _nutri_level),
)

OFFERS = offered(RULES)
