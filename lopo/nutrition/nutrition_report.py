"""Everything known of a product's nutrition, as plain data that JSON can carry."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lopo.facts.dossier import Dossier
from lopo.facts.text import Text
from lopo.nutrition.foods.nutrients import nutrients
from lopo.nutrition.panels.declared import energy_of
from lopo.nutrition.panels.panel import Panel
from lopo.nutrition.panels.panel_of import panel_of
from lopo.nutrition.recipes.amounts import Amount
from lopo.nutrition.recipes.per_100 import RecipeAnswer, best_nutrients, lab_nutrients, recipe_answer
from lopo.nutrition.recipes.product_recipe import FoundFood
from lopo.nutrition.rules.nutrient_claims import ClaimVerdict, check_claim, content_claims


@dataclass(frozen=True, slots=True)
class KnownAmount:
    """One nutrient in 100 ``basis``: what the recipe gives and what the laboratory found, where they do."""

    nutrient: str
    basis: str
    recipe: Amount | None
    lab: Decimal | None


def known_amounts(dossier: Dossier) -> tuple[KnownAmount, ...]:
    """Every nutrient of which anything is known, in the order of ``nutrients.toml``."""
    answer, lab = recipe_answer(dossier), lab_nutrients(dossier)
    computed = None if answer is None else answer.nutrients
    amounts = []
    for nutrient in nutrients():
        from_recipe = None if computed is None else computed.per_100.get(nutrient)
        if computed is not None and nutrient == "energy" and (factored := energy_of(computed)) is not None:
            from_recipe = Amount(factored)
        if from_recipe is not None and from_recipe.known_share == 0:
            from_recipe = None
        measured = None if lab is None else lab.known(nutrient)
        if from_recipe is not None or measured is not None:
            basis = lab.basis if lab is not None and measured is not None else "g"
            amounts.append(KnownAmount(nutrient, basis, from_recipe, measured))
    return tuple(amounts)


def claim_verdicts(dossier: Dossier) -> tuple[ClaimVerdict, ...]:
    """The verdict on each slogan of the label that makes a nutrition claim."""
    known, route = best_nutrients(dossier), dossier.value("permit.route")
    form = dossier.value("product.form")
    slogans = [each for each in dossier.value("label.claims") or () if content_claims(each)]
    return tuple(check_claim(each, known, form, route) for each in slogans)


def nutrition_report(dossier: Dossier, country: str, language: str) -> dict[str, Any]:
    """What ``lopo nutrition --json`` prints. Numbers are texts, exact; what is not known is ``null``."""

    def said(text: Text | None) -> str | None:
        return None if text is None else text.in_language(language)

    answer, panel = recipe_answer(dossier), panel_of(dossier, country)
    computed = None if answer is None else answer.nutrients
    weight = None if computed is None else computed.finished_grams
    return {
        "product": dossier.value("product.name"),
        "finished_grams": _figure(weight),
        "fault": None if answer is None else said(answer.fault),
        "ingredients": [_ingredient(each, language) for each in (answer or RecipeAnswer(None)).found],
        "per_100": [_amount(each, language) for each in known_amounts(dossier)],
        "panel": None if panel is None else _panel(panel, language),
        "claims": [
            {"words": each.claim.words, "allowed": each.allowed, "reason": said(each.reason)}
            for each in claim_verdicts(dossier)
            if each.claim is not None
        ],
    }


def _ingredient(found: FoundFood, language: str) -> dict[str, Any]:
    food = found.food
    return {
        "name": found.ingredient,
        "grams": _figure(found.grams),
        "how": found.how,
        "food": None if food is None else food.code,
        "food_name": None if food is None else food.name.in_language(language),
        "source": None if food is None else food.source,
    }


def _amount(known: KnownAmount, language: str) -> dict[str, Any]:
    nutrient, recipe = nutrients()[known.nutrient], known.recipe
    return {
        "nutrient": known.nutrient,
        "title": nutrient.title.in_language(language),
        "unit": nutrient.unit,
        "per": f"100 {known.basis}",
        "recipe": _figure(None if recipe is None else recipe.value),
        "known_share": _figure(None if recipe is None else recipe.known_share),
        "lacking": [] if recipe is None else list(recipe.lacking),
        "borrowed": [] if recipe is None else list(recipe.borrowed),
        "lab": _figure(known.lab),
    }


def _panel(panel: Panel, language: str) -> dict[str, Any]:
    def lines(texts: tuple[Text, ...]) -> list[str]:
        return [text.in_language(language) for text in texts]

    return {
        "country": panel.country,
        "title": panel.title.in_language(language),
        "proof": panel.proof,
        "complete": panel.complete,
        "unknown": list(panel.unknown),
        "has_serving": panel.has_serving,
        "has_count": panel.has_count,
        "lead": lines(panel.lead),
        "columns": lines(panel.columns),
        "rows": [
            {
                "nutrient": row.nutrient,
                "title": row.title.in_language(language),
                "cells": [None if cell is None else cell.in_language(language) for cell in row.cells],
            }
            for row in panel.rows
        ],
        "footnotes": lines(panel.footnotes),
        "warnings": lines(panel.warnings),
    }


def _figure(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"
