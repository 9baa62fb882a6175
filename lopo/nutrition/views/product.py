"""The nutrition of a product: what is next, the panel as it would print, and what it rests on."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts import wording
from lopo.facts.catalogue import load_catalogue
from lopo.facts.definition import FactDefinition
from lopo.facts.dossier import Dossier, Fact
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.nutrition.foods.composition import current_composition
from lopo.nutrition.lab_record import LABORATORY, TESTED_ON, report_of
from lopo.nutrition.next_step import NextStep, is_liquid, next_step
from lopo.nutrition.nutrition_report import claim_verdicts
from lopo.nutrition.panels.panel import COUNTRIES, Panel
from lopo.nutrition.panels.panel_of import panel_of, serving_of
from lopo.nutrition.product_page import amount_rows, printed_rows, proof_words
from lopo.nutrition.product_sight import Sight, sight_of
from lopo.nutrition.recipes.food_choice import ingredient_foods
from lopo.nutrition.recipes.per_100 import lab_nutrients
from lopo.nutrition.rules.exemption import panel_forbidden, panel_needed
from lopo.nutrition.views.shown import (
    food_row,
    shown_amount,
    shown_panel,
    shown_printed,
    shown_verdict,
    unknown_together,
)
from lopo.producers.models import Product
from lopo.producers.reach import may_edit, products_in

PAGES = {"foods": "product_food", "oil": "product_oil", "loss": "product_loss", "lab": "product_lab"}
"""The page of each step that has one of its own."""
SETTINGS = (
    "recipe.weighed_as",
    "recipe.frying_oil_g",
    "recipe.loss_percent",
    "nutrition.serving_g",
    "nutrition.serving_ml",
    "nutrition.household_measure",
    "nutrition.servings_per_pack",
)
"""How it is made and served, in the order in which it is asked."""
OWN_PAGES = {"recipe.frying_oil_g": "product_oil", "recipe.loss_percent": "product_loss"}


def product_in_reach(request: PermittedRequest, public_id: str) -> Product:
    """The product, if the reader reaches it."""
    products = products_in(request.scope).select_related("business")
    return get_object_or_404(products, public_id=public_id)


@permitted("product.view")
@require_safe
def product(request: PermittedRequest, public_id: str) -> HttpResponse:
    """What is next; the panel; what it rests on. A partner sees as much as the owner shows."""
    found = product_in_reach(request, public_id)
    sight = sight_of(request.user, request.scope, found)
    can_edit = may_edit(request.user, found.business)
    country = request.GET.get("tabel", "")
    country = country if country in COUNTRIES else COUNTRIES[0]
    panel = _panel(sight, country)
    category = sight.dossier.value("product.category")
    context = {
        "product": found,
        "can_edit": can_edit,
        "sees_panel": sight.sees_panel,
        "sees_recipe": sight.sees_recipe,
        "country": country,
        "countries": COUNTRIES,
        "panel": None if panel is None else shown_panel(panel),
        "proof": None if panel is None else panel.proof,
        "proof_words": "" if panel is None else _say_proof(sight.for_panel, panel),
        "not_needed": panel_needed(category) is False,
        "forbidden": panel_forbidden(category),
        "lab": _lab(sight, found, with_report=can_edit),
        **_amounts(sight),
        **(_of_the_recipe(sight.dossier, public_id) if sight.sees_recipe else {}),
    }
    return render(request, "nutrition/product.html", context)


def _panel(sight: Sight, country: str) -> Panel | None:
    if not sight.sees_panel:
        return None
    try:
        panel = panel_of(sight.for_panel, country)
    except Refused:
        return None
    return panel if panel is None or sight.sees_net else replace(panel, has_count=True)


def _say_proof(dossier: Dossier, panel: Panel) -> str:
    return proof_words(dossier, panel.proof).in_language(get_language() or "id")


def _lab(sight: Sight, found: Product, *, with_report: bool) -> dict[str, object] | None:
    """Day, laboratory and report of the result that counts."""
    if lab_nutrients(sight.dossier) is None:
        return None
    return {
        "tested_on": sight.dossier.value(TESTED_ON),
        "laboratory": sight.dossier.value(LABORATORY),
        "report": report_of(found) if with_report else None,
    }


def _of_the_recipe(dossier: Dossier, public_id: str) -> dict[str, object]:
    foods = ingredient_foods(dossier, current_composition())
    step = next_step(dossier, foods)
    printed = [shown_printed(row) for row in printed_rows(dossier)]
    return {
        "step": None if step is None else _shown_step(step, public_id),
        "foods": [food_row(each) for each in foods],
        "settings": _settings(dossier, public_id),
        "claims": [shown_verdict(each) for each in claim_verdicts(dossier)],
        "printed": printed,
        "disagrees": any(row["agrees"] is False for row in printed),
    }


def _amounts(sight: Sight) -> dict[str, object]:
    """The amounts in 100 g; to whoever may not see the recipe those of the laboratory only."""
    rows = [
        shown_amount(row) for row in amount_rows(sight.dossier) if sight.sees_recipe or row.lab is not None
    ]
    lab = lab_nutrients(sight.dossier)
    return {
        "amounts": [row for row in rows if row["compulsory"]],
        "other_amounts": [row for row in rows if not row["compulsory"]],
        "unknown": unknown_together(amount_rows(sight.dossier)),
        "lab_basis": "g" if lab is None else lab.basis,
    }


def _settings(dossier: Dossier, public_id: str) -> list[dict[str, str]]:
    """How it is made and served, each with the page that changes it."""
    language, back = get_language() or "id", reverse("nutrition:product", args=[public_id])
    rows = []
    for fact in _settings_of(dossier):
        definition, told = load_catalogue()[fact], dossier.get(fact)
        page = OWN_PAGES.get(fact)
        asks = question_address(public_id, fact, back)
        rows.append(
            {
                "title": definition.title.in_language(language),
                "value": "" if told is None else _say(definition, told).in_language(language),
                "href": reverse(f"nutrition:{page}", args=[public_id]) if page else asks,
            }
        )
    return rows


def _settings_of(dossier: Dossier) -> list[str]:
    """Those that concern the product: a serving in one unit, the number of servings where none follows."""
    left_out = set()
    serving = serving_of(dossier)
    if serving.size is None or serving.unit == "g":
        left_out.add("nutrition.serving_g" if is_liquid(dossier) else "nutrition.serving_ml")
    if serving.pack is not None and serving.count is not None:
        left_out.add("nutrition.servings_per_pack")
    return [fact for fact in SETTINGS if fact not in left_out or fact in dossier]


def _say(definition: FactDefinition, told: Fact) -> Text:
    return wording.EMPTY if told.absent else wording.say(definition, told.value)


def _shown_step(step: NextStep, public_id: str) -> dict[str, object]:
    language, back = get_language() or "id", reverse("nutrition:product", args=[public_id])
    shown: dict[str, object] = {
        "id": step.id,
        "title": step.title.in_language(language),
        "why": step.why.in_language(language),
        "href": "",
    }
    if step.id in PAGES:
        shown["href"] = reverse(f"nutrition:{PAGES[step.id]}", args=[public_id])
    elif step.fact:
        shown["href"] = question_address(public_id, step.fact, back)
    return shown


def question_address(public_id: str, fact: str, back: str) -> str:
    """The page that asks ``fact`` and then goes to ``back``."""
    return f"{reverse('producers:ask', args=[public_id, fact])}?lanjut={back}"
