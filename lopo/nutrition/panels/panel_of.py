"""The nutrition panel of a product, from the facts of its dossier."""

from decimal import Decimal

from lopo.facts.dossier import Dossier
from lopo.nutrition.panels.panel import Panel, make_panel
from lopo.nutrition.panels.panel_layout import layout_of
from lopo.nutrition.panels.serving import Serving
from lopo.nutrition.recipes.amounts import Nutrients
from lopo.nutrition.recipes.per_100 import best_nutrients

_LARGE = {"kg": ("g", Decimal(1000)), "l": ("ml", Decimal(1000))}


def panel_of(dossier: Dossier, country: str) -> Panel | None:
    """The panel of ``country`` (``id``, ``us``, ``eu``), or ``None`` when there is nothing to print.

    A laboratory's result counts before what the recipe gives; the amounts printed on the label that stands
    are not used, only compared (``nutrition.printed_agrees``).
    """
    known = best_nutrients(dossier)
    if known is None:
        return None
    return make_panel(country, known, serving_of(dossier), proof_of(known, country))


def serving_of(dossier: Dossier) -> Serving:
    """The serving that the dossier states; one of millilitres with what it weighs, where that is known."""
    millilitres, grams = _amount(dossier, "nutrition.serving_ml"), _amount(dossier, "nutrition.serving_g")
    size, unit = (millilitres, "ml") if millilitres is not None else (grams, "g")
    return Serving(
        size=size,
        unit=unit,
        measure=dossier.value("nutrition.household_measure") or "",
        pack=_pack(dossier, unit),
        per_pack=_amount(dossier, "nutrition.servings_per_pack"),
        grams=grams if millilitres is not None else None,
    )


def proof_of(known: Nutrients, country: str) -> str:
    """``lab`` where a laboratory found every compulsory amount, else ``estimate``."""
    rows = (row.nutrient for row in layout_of(country).rows if row.compulsory)
    wanted = ["sodium" if nutrient == "salt" else nutrient for nutrient in rows]
    if country == "eu":
        wanted.append("fibre")
    measured = {nutrient for nutrient, amount in known.per_100.items() if amount.by == "lab"}
    if {"fat", "protein", "carbohydrate"} <= measured:
        measured.add("energy")
    return "lab" if set(wanted) <= measured else "estimate"


def _pack(dossier: Dossier, unit: str) -> Decimal | None:
    """The net quantity in the unit of the serving, where the label states it in a unit of that kind."""
    quantity, stated = _amount(dossier, "label.net_quantity"), dossier.value("label.net_unit")
    if quantity is None or stated is None:
        return None
    small, times = _LARGE.get(stated, (stated, Decimal(1)))
    return quantity * times if small == unit else None


def _amount(dossier: Dossier, name: str) -> Decimal | None:
    """A number that is more than nothing; a zero says nothing here."""
    value = dossier.value(name)
    return Decimal(value) if value else None
