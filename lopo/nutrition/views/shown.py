"""What the nutrition pages show, in the reader's language: amounts with their units, foods, the panel."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import get_language

from lopo.facts.text import Text
from lopo.facts.units import with_unit
from lopo.facts.wording import say_number
from lopo.nutrition.foods.food import Food
from lopo.nutrition.foods.nutrients import nutrients
from lopo.nutrition.panels.panel import Panel, PanelRow
from lopo.nutrition.product_page import AmountRow, PrintedRow
from lopo.nutrition.recipes.food_choice import IngredientFood
from lopo.nutrition.rules.nutrient_claims import ClaimVerdict

PRINTED_IN = {"id": "id", "us": "en", "eu": "en"}
"""The language in which a country's panel prints."""
NAMED = ("energy", "fat", "sugar", "sodium")
"""The nutrients by which a person tells one food from another."""


def in_words(text: Text) -> str:
    """The text in the reader's language."""
    return text.in_language(get_language() or "id")


def say_amount(amount: Decimal | None, unit: str = "") -> str:
    """An amount with its unit, as finely as a person reads it; "" where there is none."""
    if amount is None:
        return ""
    places = 2 if abs(amount) < 10 else 1 if abs(amount) < 100 else 0
    number = say_number(round(amount, places).normalize() + 0)
    return in_words(with_unit(number, unit) if unit else number)


def shown_amount(row: AmountRow) -> dict[str, object]:
    """A nutrient in 100 g: recipe, laboratory, and what is not known."""
    unit = row.nutrient.unit
    return {
        "title": in_words(row.nutrient.title),
        "recipe": say_amount(row.recipe, unit),
        "at_least": row.recipe is not None and row.share < 100,
        "borrowed": ", ".join(row.borrowed),
        "lab": say_amount(row.lab, unit),
        "difference": "" if row.difference is None else _say_difference(row.difference, unit),
        "is_far": row.is_far,
        "is_known": row.is_known,
        "compulsory": row.is_compulsory,
    }


def _say_difference(difference: Decimal, unit: str) -> str:
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    return f"{sign}{say_amount(abs(difference), unit)}"


def unknown_together(rows: Iterable[AmountRow]) -> list[dict[str, object]]:
    """The compulsory nutrients that are not known, those together that the same ingredients leave open."""
    together: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for row in rows:
        if row.is_compulsory and not row.is_known:
            titles = together.setdefault((int(row.share), row.lacking), [])
            titles.append(in_words(row.nutrient.title))
    return [
        {"titles": titles, "share": share, "lacking": ", ".join(lacking)}
        for (share, lacking), titles in together.items()
    ]


def shown_verdict(verdict: ClaimVerdict) -> dict[str, object]:
    """What came of testing a sentence."""
    return {
        "allowed": verdict.allowed,
        "makes_claim": verdict.claim is not None,
        "words": verdict.claim.words if verdict.claim else "",
        "reason": in_words(verdict.reason),
    }


def shown_printed(row: PrintedRow) -> dict[str, object]:
    """A nutrient per serving: on the label, and as it is known best."""
    return {
        "title": in_words(row.nutrient.title),
        "printed": say_amount(row.printed, row.nutrient.unit),
        "wanted": say_amount(row.wanted, row.nutrient.unit),
        "agrees": row.agrees,
    }


def food_row(each: IngredientFood) -> dict[str, object]:
    """An ingredient and the food it was taken for."""
    return {
        "name": each.name,
        "grams": say_amount(each.found.grams, "g"),
        "how": each.found.how,
        "is_gone": each.is_gone,
        "is_settled": each.is_settled,
        "food": None if each.food is None else shown_food(each.food),
    }


def shown_food(food: Food) -> dict[str, object]:
    """A food by its name, source and what tells it from others, in 100 g."""
    known = [(nutrients()[each], food.known(each)) for each in NAMED]
    values = [
        f"{in_words(nutrient.title).lower()} {say_amount(amount, nutrient.unit)}"
        for nutrient, amount in known
        if amount is not None
    ]
    return {
        "code": food.code,
        "name": in_words(food.name),
        "source": food.source,
        "values": " · ".join(values),
        "edible": say_amount(food.edible_percent) if food.edible_percent not in (None, 100) else "",
    }


def shown_panel(panel: Panel) -> dict[str, object]:
    """A panel in the language in which its country prints it; its warnings in the reader's."""
    printed_in = PRINTED_IN[panel.country]

    def lines(texts: tuple[Text, ...]) -> list[str]:
        return [text.in_language(printed_in) for text in texts]

    return {
        "country": panel.country,
        "language": printed_in,
        "title": panel.title.in_language(printed_in),
        "lead": lines(panel.lead),
        "columns": lines(panel.columns),
        "rows": [_panel_row(row, printed_in) for row in panel.rows],
        "footnotes": lines(panel.footnotes),
        "complete": panel.complete,
        "unknown": [in_words(each) for each in panel.missing],
    }


def _panel_row(row: PanelRow, printed_in: str) -> dict[str, object]:
    return {
        "title": row.title.in_language(printed_in),
        "cells": [None if cell is None else cell.in_language(printed_in) for cell in row.cells],
        "level": row.level,
        "bold": row.bold,
    }
