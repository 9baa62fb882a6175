"""The composition tables: what is in use, what a food holds, and who took which table over."""

from collections.abc import Iterable
from decimal import Decimal

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.figures import say_number
from lopo.facts.units import UNITS
from lopo.nutrition.foods.composition import built_in_foods, current_composition
from lopo.nutrition.foods.food import Food
from lopo.nutrition.foods.nutrients import nutrients
from lopo.nutrition.models import CompositionTable

PAGE = 50
MOST_FOUND = 300
COLUMNS = ("energy", "protein", "fat", "saturated_fat", "carbohydrate", "sugar", "fibre", "sodium")
"""The nutrients that a row of the list shows; a food's own page shows them all."""


@permitted("composition.manage")
def index(request: PermittedRequest) -> HttpResponse:
    """The tables in use and before, and the foods, searched and 50 a page."""
    wanted = request.GET.get("search", "").replace("\x00", "").strip()[:80]
    page = Paginator(_found(wanted), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    tables = list(CompositionTable.objects.select_related("taken_by", "ended_by"))
    context = {
        "tables": [each for each in tables if each.ended_at is None],
        "earlier": [each for each in tables if each.ended_at is not None],
        "built_in": len(built_in_foods()),
        "in_all": len(current_composition()),
        "wanted": wanted,
        "page": page,
        "query": query.urlencode(),
        "columns": column_titles(COLUMNS),
        "rows": rows_of(page, COLUMNS),
    }
    return render(request, "nutrition/composition.html", context)


def _found(wanted: str) -> list[Food]:
    """The foods asked for: by code, or by name; all of them when nothing is asked."""
    composition = current_composition()
    if not wanted:
        return list(composition.values())
    by_code = [food for food in composition.values() if wanted.lower() in food.code.lower()]
    by_name = composition.find(wanted, MOST_FOUND)
    return list({food.code: food for food in (*by_code[:MOST_FOUND], *by_name)}.values())


@permitted("composition.manage")
def food(request: PermittedRequest) -> HttpResponse:
    """Everything that is known of one food, and where it is from."""
    found = current_composition().get(request.GET.get("code", ""))
    if found is None:
        raise Http404
    language = get_language() or "id"
    lenders = {code: current_composition().get(code) for code in found.borrowed.values()}
    rows = [
        {
            "title": nutrient.title.in_language(language),
            "unit": unit_word(nutrient.unit),
            "value": _amount(found.per_100.get(nutrient.id)),
            "doubted": nutrient.id in found.unmeasured,
            "lender": lenders.get(found.borrowed.get(nutrient.id, "")),
        }
        for nutrient in nutrients().values()
    ]
    context = {
        "food": found,
        "name": found.name.in_language(language),
        "rows": rows,
        "edible": _amount(found.edible_percent),
    }
    return render(request, "nutrition/composition_food.html", context)


def column_titles(columns: Iterable[str]) -> list[dict[str, str]]:
    """The heads of a list of foods: title and unit."""
    language = get_language() or "id"
    known = nutrients()
    return [
        {"title": known[each].title.in_language(language), "unit": unit_word(known[each].unit)}
        for each in columns
    ]


def rows_of(foods: Iterable[Food], columns: Iterable[str]) -> list[dict[str, object]]:
    """The rows of a list of foods, amounts as they are written in the reader's language."""
    language = get_language() or "id"
    wanted = tuple(columns)
    return [
        {
            "food": food,
            "name": food.name.in_language(language),
            "cells": [_cell(food, each) for each in wanted],
            "edible": _amount(food.edible_percent),
        }
        for food in foods
    ]


def unit_word(unit: str) -> str:
    """What a unit is called on a page."""
    known = UNITS.get(unit)
    return known.in_language(get_language() or "id") if known else unit


def _cell(food: Food, nutrient: str) -> dict[str, object]:
    return {
        "value": _amount(food.per_100.get(nutrient)),
        "borrowed": nutrient in food.borrowed,
        "doubted": nutrient in food.unmeasured,
    }


def _amount(amount: Decimal | None) -> str:
    return "" if amount is None else say_number(amount).in_language(get_language() or "id")
