"""The dossier: everything known about one product, who said it and on what evidence; and its history."""

from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, gettext_lazy

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts import wording
from lopo.facts.catalogue import load_catalogue
from lopo.facts.definition import FactDefinition
from lopo.facts.dossier import Dossier, Fact
from lopo.facts.text import Text
from lopo.producers.reach import may_edit, products_in
from lopo.producers.records import history_of, told_about
from lopo.producers.viewing import visible_dossier

SECTION_TITLES = {
    "business": gettext_lazy("The business"),
    "product": gettext_lazy("The product"),
    "recipe": gettext_lazy("Recipe"),
    "pack": gettext_lazy("Pack"),
    "permit": gettext_lazy("Permits"),
    "craft": gettext_lazy("Craft"),
    "export": gettext_lazy("Export"),
    "supply": gettext_lazy("Supply"),
    "quality": gettext_lazy("Quality"),
    "price": gettext_lazy("Cost and price"),
    "nutrition": gettext_lazy("Nutrition"),
    "label": gettext_lazy("Label"),
}


@permitted("product.view")
def dossier(request: PermittedRequest, public_id: str) -> HttpResponse:
    """All facts by section. A partner sees the consented groups only, and the look is written down."""
    product = get_object_or_404(products_in(request.scope).select_related("business"), public_id=public_id)
    told = told_about(product)
    shown, hidden = visible_dossier(request.user, request.scope, product, told.dossier)
    context = {
        "product": product,
        "sections": _sections(shown, told.otherwise),
        "hidden": hidden,
        "can_edit": may_edit(request.user, product.business),
    }
    return render(request, "producers/dossier.html", context)


def _sections(shown: Dossier, otherwise: Mapping[str, Sequence[Fact]]) -> list[dict[str, object]]:
    """Rows by section; ``otherwise`` of a row is what a paper or a person said before and counts no more."""
    language = get_language() or "id"
    catalogue = load_catalogue()
    sections: dict[str, list[dict[str, object]]] = {}
    for name, definition in catalogue.items():
        if name not in shown:
            continue
        fact = shown[name]
        sections.setdefault(definition.section, []).append(
            {
                "name": name,
                "title": definition.title.in_language(language),
                "value": _say(definition, fact).in_language(language),
                "provenance": fact.provenance,
                "is_told": not definition.is_computed,
                "otherwise": [
                    {"value": _say(definition, each).in_language(language), "provenance": each.provenance}
                    for each in otherwise.get(name, ())
                ],
            }
        )
    return [{"title": SECTION_TITLES.get(name, name), "rows": rows} for name, rows in sections.items()]


def _say(definition: FactDefinition, fact: Fact) -> Text:
    return wording.EMPTY if fact.absent else wording.say(definition, fact.value)


def _say_told(definition: FactDefinition, value: object) -> Text:
    return wording.EMPTY if value == "" else wording.say(definition, definition.read(value))


@permitted("product.edit")
def history(request: PermittedRequest, public_id: str) -> HttpResponse:
    """What was told when, by whom, typed by whom."""
    product = get_object_or_404(products_in(request.scope).select_related("business"), public_id=public_id)
    catalogue = load_catalogue()
    language = get_language() or "id"
    rows = [
        {
            "statement": each,
            "title": definition.title.in_language(language),
            "value": _say_told(definition, each.value).in_language(language),
        }
        for each in history_of(product)
        if (definition := catalogue.get(each.fact)) is not None
    ]
    return render(request, "producers/history.html", {"product": product, "rows": rows})
