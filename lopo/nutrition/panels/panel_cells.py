"""One cell of a panel: an amount or a per cent, rounded by the rule of the country, with its unit."""

from decimal import Decimal, localcontext

from babel.numbers import format_decimal

from lopo.facts.text import LANGUAGES, Text
from lopo.facts.units import UNITS
from lopo.nutrition.foods.nutrients import nutrients
from lopo.nutrition.panels.declared import Declared
from lopo.nutrition.panels.panel_layout import PanelLayout, RowLayout
from lopo.nutrition.panels.reference_values import reference_value
from lopo.nutrition.panels.rounding import Rounded, percent_daily, rounded

NOTHING = Text("", "")
"""A cell in which nothing is printed; a cell of ``None`` is one whose amount is not known."""

_DIGITS = 80


def number_text(number: Decimal, decimals: int = 0) -> Text:
    """``3,5`` in Indonesian, ``3.5`` in English; at least ``decimals`` digits after the mark."""
    pattern = "#,##0." + "0" * decimals + "#" * (6 - decimals)
    with localcontext() as context:  # however many digits a hostile serving brings
        context.prec = _DIGITS
        return Text(*(format_decimal(number, format=pattern, locale=language) for language in LANGUAGES))


def size_text(size: Decimal, unit: str, layout: PanelLayout) -> Text:
    """A serving's or pack's size, rounded by the country's rule: ``20 g``."""
    near = rounded("serving_size", size, layout.rules)
    return _with_unit(number_text(near.amount), unit, layout)


def amount_cell(
    row: RowLayout, amounts: Declared, factor: Decimal | None, layout: PanelLayout
) -> Text | None:
    """The amount of a row, ``factor`` times what is in 100; ``None`` where it is not known."""
    amount = amounts.get(row.nutrient)
    if amount is None or factor is None:
        return None
    if row.nutrient == "energy":
        return _energy_cell(amount, amounts, factor, layout)
    near = rounded(row.nutrient, amount * factor, layout.rules)
    return _amount_text(near, _unit_of(row.nutrient), layout)


def percent_cell(
    row: RowLayout, amounts: Declared, factor: Decimal | None, layout: PanelLayout
) -> Text | None:
    """The per cent of the daily reference: empty where the panel states none, ``None`` where not known."""
    reference = reference_value(row.nutrient, layout.rules)
    if not row.percent or reference is None:
        return NOTHING
    amount = amounts.get(row.nutrient)
    if amount is None or factor is None:
        return None
    item = "percent_daily_micronutrient" if row.micronutrient else "percent_daily"
    per_cent = percent_daily(amount * factor, reference, row.nutrient, layout.rules, item)
    number = number_text(per_cent)
    return Text(f"{number.id}%", f"{number.en}%")


def _energy_cell(kcal: Decimal, amounts: Declared, factor: Decimal, layout: PanelLayout) -> Text:
    kj = amounts.get("energy_kj")
    return layout.text["energy"].filled(
        kcal=number_text(rounded("energy", kcal * factor, layout.rules).amount),
        kj=NOTHING if kj is None else number_text(rounded("energy_kj", kj * factor, layout.rules).amount),
    )


def _amount_text(near: Rounded, unit: str, layout: PanelLayout) -> Text:
    if near.less_than is not None:
        most = _with_unit(number_text(near.less_than), unit, layout)
        return layout.text["less_than"].filled(amount=most)
    return _with_unit(number_text(near.amount, near.decimals), unit, layout)


def _with_unit(number: Text, unit: str, layout: PanelLayout) -> Text:
    word = UNITS[unit]
    return Text(f"{number.id}{layout.gap}{word.id}", f"{number.en}{layout.gap}{word.en}")


def _unit_of(nutrient: str) -> str:
    return "g" if nutrient == "salt" else nutrients()[nutrient].unit
