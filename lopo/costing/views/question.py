"""The short form: one question a page, each answer saved as it is given, a guess allowed."""

from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.costing.forms import FactsForm
from lopo.costing.making import INGREDIENTS, MATERIALS, Making, making_of
from lopo.costing.purchase import NOT_BOUGHT, read_pack, read_paid
from lopo.costing.purchase_book import write_down
from lopo.costing.short_form import PURCHASES, QUESTIONS, TOGETHER, Walk, walk
from lopo.costing.views.reach import product_in_reach
from lopo.costing.views.shown import in_words
from lopo.facts.dossier import Dossier
from lopo.facts.kinds import Refused
from lopo.producers.models import Product
from lopo.producers.records import changes_gathered, dossier_of, record_fact

SKIPPED = "cost_skipped"
SKIPPED_PRODUCTS = 20
"""Products whose skipped questions one session remembers."""
GUESSED = "cost.guessed"


@permitted("product.edit")
def ask_next(request: PermittedRequest, public_id: str) -> HttpResponse:
    """The next open question, or the answer when there is none left."""
    product = product_in_reach(request, public_id)
    if "lagi" in request.GET:
        _forget_skipped(request, public_id)
    step = _step(request, public_id, dossier_of(product))
    if step.next is None:
        _forget_skipped(request, public_id)
        return redirect("costing:product", public_id)
    return redirect("costing:ask", public_id, step.next)


@permitted("product.edit")
def ask(request: PermittedRequest, public_id: str, fact: str) -> HttpResponse:
    """Ask one question of the short form, and save the answer at once."""
    product = product_in_reach(request, public_id)
    if fact not in QUESTIONS:
        raise Http404
    if request.method == "POST" and "skip" in request.POST:
        _skip(request, public_id, fact)
        return redirect("costing:ask_next", public_id)
    if fact == PURCHASES:
        return _ask_materials(request, product)
    facts = (fact, TOGETHER[fact]) if fact in TOGETHER else (fact,)
    dossier = dossier_of(product)
    known = {each: _typed(dossier.value(each)) for each in facts}
    form = FactsForm(facts, request.POST if request.method == "POST" else None, initial=known)
    if request.method == "POST" and form.is_valid():
        with changes_gathered():
            for each in facts:
                if form.cleaned_data[each] is not None:
                    record_fact(
                        product.business, product, each, form.cleaned_data[each], typed_by=request.user
                    )
            _mark_guess(request, product, dossier, facts)
        return redirect("costing:ask_next", public_id)
    context = {"product": product, "form": form, "step": _step(request, public_id, dossier), "fact": fact}
    context["number"] = QUESTIONS.index(fact) + 1
    return render(request, "costing/ask.html", context, status=422 if form.errors else 200)


def _ask_materials(request: PermittedRequest, product: Product) -> HttpResponse:
    """The price of the next ingredient without one; or what the whole shopping costs."""
    dossier = dossier_of(product)
    making = making_of(dossier, timezone.localdate())
    name = next((each.name for each in making.materials if each.price is None), None)
    typed = {key: request.POST.get(key, "") for key in ("name", "paid", "pack", "whole")}
    error = ""
    if request.method == "POST":
        try:
            if "whole_saved" in request.POST:
                record_fact(product.business, product, MATERIALS, typed["whole"], typed_by=request.user)
                _mark_guess(request, product, dossier, (MATERIALS,))
            else:
                _write_price(request, product, making, typed)
        except Refused as refusal:
            error = in_words(refusal.reason)
        else:
            return redirect("costing:ask_next", product.public_id)
    context = {
        "product": product,
        "name": name,
        "left": sum(each.price is None for each in making.materials),
        "no_grams": [each.name for each in making.materials if each.grams is None],
        "has_recipe": bool(making.materials),
        "recipe_fact": INGREDIENTS,
        "whole_known": _typed(dossier.value(MATERIALS)),
        "typed": typed,
        "error": error,
        "number": QUESTIONS.index(PURCHASES) + 1,
        "step": _step(request, product.public_id, dossier),
    }
    return render(request, "costing/materials.html", context, status=422 if error else 200)


def _write_price(request: PermittedRequest, product: Product, making: Making, typed: dict[str, str]) -> None:
    name = next((each.name for each in making.materials if each.name == typed["name"]), None)
    if name is None:
        raise Http404
    pack, paid = (NOT_BOUGHT[0], Decimal(0)) if "free" in request.POST else (typed["pack"], None)
    read_pack(pack)
    amount = read_paid(typed["paid"]) if paid is None else paid
    write_down(product.business, name, amount, pack, timezone.localdate(), request.user)


def _mark_guess(
    request: PermittedRequest, product: Product, dossier: Dossier, facts: tuple[str, ...]
) -> None:
    before = dossier.value(GUESSED) or ()
    guessed = tuple(each for each in before if each not in facts)
    if "guess" in request.POST:
        guessed += facts
    if guessed != before:
        record_fact(product.business, product, GUESSED, list(guessed), typed_by=request.user)


def _step(request: PermittedRequest, public_id: str, dossier: Dossier) -> Walk:
    skipped = tuple(request.session.get(SKIPPED, {}).get(public_id, ()))
    making = making_of(dossier, timezone.localdate())
    return walk(making, dossier.value("price.retail_idr"), skipped)


def _skip(request: PermittedRequest, public_id: str, fact: str) -> None:
    walks = request.session.setdefault(SKIPPED, {})
    walks[public_id] = [*walks.pop(public_id, ()), fact]
    for oldest in list(walks)[:-SKIPPED_PRODUCTS]:
        del walks[oldest]
    request.session.modified = True


def _forget_skipped(request: PermittedRequest, public_id: str) -> None:
    if request.session.get(SKIPPED, {}).pop(public_id, None) is not None:
        request.session.modified = True


def _typed(value: object) -> str:
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
