"""The dossier: everything known about one product, who said it and on what evidence; and its history."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from lopo.accounts.field_groups import groups_in_grant_all, is_shown_with
from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts import wording
from lopo.facts.catalogue import load_catalogue
from lopo.facts.definition import FactDefinition
from lopo.facts.text import Text
from lopo.producers.dossier_pdf import Sheet, dossier_pdf
from lopo.producers.dossier_sheet import say_value, sections_of
from lopo.producers.models import Product
from lopo.producers.reach import may_edit, products_in
from lopo.producers.records import history_of, told_about
from lopo.producers.telling import Told
from lopo.producers.viewing import visible_dossier

PAGE = 40


@permitted("product.view")
def dossier(request: PermittedRequest, public_id: str) -> HttpResponse:
    """All facts by section. A partner sees the consented groups only, and the look is written down."""
    product, told, hidden = _shown(request, public_id)
    context = {
        "product": product,
        "sections": sections_of(told.dossier, get_language() or "id", told.otherwise),
        "hidden": hidden,
        "can_edit": may_edit(request.user, product.business),
    }
    return render(request, "producers/dossier.html", context)


@permitted("product.view")
def as_pdf(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Of it what an application shows to a shop, on one page of A4, with a QR code of the live page.

    Recipe and books are not on a paper that goes from hand to hand, whoever asks for it.
    """
    product, told, hidden = _shown(request, public_id)
    kept_back = [name for name in told.dossier if not is_shown_with(name, groups_in_grant_all())]
    language = get_language() or "id"
    sections = sections_of(told.dossier.without(kept_back), language)
    link = request.build_absolute_uri(reverse("producers:dossier", args=[public_id]))
    names = (product.name, product.business.name)
    sheet = Sheet(*names, timezone.localdate(), sections, link, hidden or bool(kept_back))
    answer = HttpResponse(dossier_pdf(sheet, language), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="lopo-{public_id}.pdf"'
    return answer


def _shown(request: PermittedRequest, public_id: str) -> tuple[Product, Told, bool]:
    """The product, what of its dossier the reader may see, and whether something is hidden."""
    reached = products_in(request.scope).select_related("business__kelurahan")
    product = get_object_or_404(reached, public_id=public_id)
    told = told_about(product, as_read=True)
    shown, hidden = visible_dossier(request.user, request.scope, product, told.dossier)
    return product, Told(shown, told.otherwise), hidden


def _say_told(definition: FactDefinition, value: object) -> Text:
    return wording.EMPTY if value == "" else say_value(definition, definition.read(value))


@permitted("product.edit")
def history(request: PermittedRequest, public_id: str) -> HttpResponse:
    """What was told when, by whom, typed by whom."""
    product = get_object_or_404(products_in(request.scope).select_related("business"), public_id=public_id)
    catalogue = load_catalogue()
    language = get_language() or "id"
    listed = [each for each in history_of(product) if each.fact in catalogue]
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "statement": each,
            "title": catalogue[each.fact].title.in_language(language),
            "value": _say_told(catalogue[each.fact], each.value).in_language(language),
        }
        for each in page
    ]
    context = {"product": product, "page": page, "rows": rows, "query": ""}
    return render(request, "producers/history.html", context)
