"""Price tags and shelf cards: of one product, looked at before printing; of many goods on one sheet."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.market.books.selling import Selling, selling, sellings, tag_of, today
from lopo.market.forms.selling import TagsForm, card_choices
from lopo.market.promotion.tag import tag_forms
from lopo.market.promotion.tag_pdf import MOST, a_sheet_holds, tag_png, tags_pdf
from lopo.market.views.selling import PRICE, language
from lopo.producers.models import Product
from lopo.producers.reach import products_in
from lopo.standards.buyers_goods import goods_for

PAGE = 40
FIRST = "card"
PIXELS = 4
"""Of the shown card for each mm."""


def _goods(request: PermittedRequest) -> tuple[QuerySet[Product], dict[int, int]]:
    """What the reader may print cards of: her own, and what her shops sell, at its price."""
    prices = goods_for(request.user)
    of_shelves = Product.objects.filter(pk__in=prices)
    found = (products_in(request.scope) | of_shelves).filter(archived_at=None)
    return found.select_related("business", "business__kelurahan").distinct(), prices


def _on_her_list(request: PermittedRequest) -> tuple[QuerySet[Product], dict[int, int]]:
    """The same without the goods of the whole city, whatever the reader may open one by one."""
    goods, prices = _goods(request)
    own = Q(business__organisation__in=request.scope.own_ids) | Q(pk__in=prices)
    return goods.filter(own), prices


def _product(request: PermittedRequest, public_id: str) -> tuple[Product, int | None]:
    goods, prices = _goods(request)
    found = get_object_or_404(goods, public_id=public_id)
    return found, prices.get(found.pk)


@permitted("tag.print")
@require_safe
def tags(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Choose the card, see it, print it. The choice stands in the address."""
    product, shelf_price = _product(request, public_id)
    sold = selling(product, today())
    form = TagsForm(sold.ground, request.GET) if "form" in request.GET else _begun(sold, shelf_price)
    good = form.is_bound and form.is_valid()
    card = tag_forms()[form.cleaned_data["form"]] if good else tag_forms()[FIRST]
    context = {
        "product": product,
        "form": form,
        "query": request.GET.urlencode() if good else "",
        "holds": a_sheet_holds(card),
        "card_width": round(card.width * PIXELS),
        "card_height": round(card.height * PIXELS),
        "has_gtin": bool(sold.gtin),
        "public_path": sold.public_path,
        "is_hers": products_in(request.scope).filter(pk=product.pk).exists(),
    }
    return render(request, "market/tags.html", context, status=422 if form.errors else 200)


def _begun(sold: Selling, shelf_price: int | None) -> TagsForm:
    initial = {
        "form": FIRST,
        "price": shelf_price or sold.dossier.value(PRICE),
        "count": a_sheet_holds(tag_forms()[FIRST]),
        "line": sold.texts.short.in_language(language())[:180],
        "language": language(),
    }
    return TagsForm(sold.ground, initial=initial)


@permitted("tag.print")
@require_safe
def tags_picture(request: PermittedRequest, public_id: str) -> HttpResponse:
    """One card as a picture; nothing for a choice that is not good."""
    product, _shelf = _product(request, public_id)
    sold = selling(product, today())
    form = TagsForm(sold.ground, request.GET)
    if not form.is_valid():
        raise Http404
    chosen = form.cleaned_data
    tag = tag_of(sold, chosen["price"], chosen["line"], chosen["language"])
    content = tag_png(tag, tag_forms()[chosen["form"]], chosen["language"])
    return _file(content, "image/png", "")


@permitted("tag.print")
@require_safe
def tags_file(request: PermittedRequest, public_id: str) -> HttpResponse:
    """The sheets as PDF. What is wrong with the choice is told on its page."""
    product, _shelf = _product(request, public_id)
    sold = selling(product, today())
    form = TagsForm(sold.ground, request.GET)
    if not form.is_valid():
        return redirect(f"{reverse('market:tags', args=[public_id])}?{request.GET.urlencode()}")
    chosen = form.cleaned_data
    tag = tag_of(sold, chosen["price"], chosen["line"], chosen["language"])
    content = tags_pdf([(tag, chosen["count"])], tag_forms()[chosen["form"]], chosen["language"])
    return _file(content, "application/pdf", f"label-harga-{public_id}.pdf")


@permitted("tag.print")
@require_safe
def shelf(request: PermittedRequest) -> HttpResponse:
    """All goods of which cards may be printed, with a count beside each."""
    goods, prices = _on_her_list(request)
    page = Paginator(goods.order_by("name", "pk"), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [{"product": each, "price": prices.get(each.pk)} for each in page],
        "forms": card_choices(),
        "first": FIRST,
        "problem": "",
    }
    return render(request, "market/tags_shelf.html", context)


@permitted("tag.print")
@require_safe
def shelf_file(request: PermittedRequest) -> HttpResponse:
    """Cards of many goods on the same sheets; those without a price are left out and named."""
    goods, prices = _on_her_list(request)
    wanted = _counts(request.GET)
    form = tag_forms().get(request.GET.get("form", ""), tag_forms()[FIRST])
    asked = list(goods.filter(public_id__in=wanted).order_by("name", "pk")[: PAGE + 1])
    cards = []
    for sold in sellings(asked, today()).values():
        price = prices.get(sold.product.pk) or sold.dossier.value(PRICE)
        if price:
            cards.append((tag_of(sold, price, "", language()), wanted[sold.product.public_id]))
    try:
        return _file(tags_pdf(cards, form, language()), "application/pdf", "label-harga.pdf")
    except Refused as refusal:
        said = (
            refusal.reason.in_language(language())
            if asked
            else _("Write beside at least one product how many.")
        )
        return render(
            request,
            "market/tags_shelf.html",
            {
                "rows": [
                    {"product": each, "price": prices.get(each.pk), "count": wanted[each.public_id]}
                    for each in asked
                ],
                "forms": card_choices(),
                "first": form.name,
                "problem": said,
            },
            status=422,
        )


def _counts(query: Mapping[str, Any]) -> dict[str, int]:
    """Public name to count, as the address has them; what makes no sense is left out."""
    counts = {}
    for name, typed in query.items():
        if name.startswith("n-") and typed.isascii() and typed.isdigit() and int(typed[:6]) > 0:
            counts[name.removeprefix("n-")] = min(int(typed[:6]), MOST + 1)
    return dict(list(counts.items())[:PAGE])


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
