"""One question at a time, each answer saved as it is given."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.catalogue import load_catalogue
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.units import UNITS
from lopo.producers.forms import AnswerForm
from lopo.producers.models import Product
from lopo.producers.questions import progress
from lopo.producers.reach import products_in
from lopo.producers.records import dossier_of, record_fact

SKIPPED = "skipped"
SKIPPED_PRODUCTS = 20
"""Products whose skipped questions one session remembers."""


def _product(request: PermittedRequest, public_id: str) -> Product:
    products = products_in(request.scope).select_related("business", "business__organisation")
    return get_object_or_404(products, public_id=public_id)


def skipped_in(request: PermittedRequest, public_id: str) -> list[str]:
    """The questions about a product that were skipped on this walk."""
    skipped: list[str] = request.session.get(SKIPPED, {}).get(public_id, [])
    return skipped


def forget_skipped(request: PermittedRequest, public_id: str) -> None:
    """At the end of a walk; whoever sets out again is asked again."""
    if request.session.get(SKIPPED, {}).pop(public_id, None) is not None:
        request.session.modified = True


def _way_back(request: PermittedRequest) -> str:
    """Where to go after the answer: a path of this site, or nothing."""
    path = request.GET.get("lanjut", "")
    safe = url_has_allowed_host_and_scheme(path, allowed_hosts=None) and path.startswith("/")
    return path if safe else ""


@permitted("product.edit")
def ask_next(request: PermittedRequest, public_id: str) -> HttpResponse:
    """The next question of the first walk, or the product's page when it is done."""
    product = _product(request, public_id)
    step = progress(dossier_of(product), skipped_in(request, public_id))
    if step.next is None:
        forget_skipped(request, public_id)
        return redirect("standards:product", public_id)
    return redirect("producers:ask", public_id, step.next)


@permitted("product.edit")
def ask(request: PermittedRequest, public_id: str, fact: str) -> HttpResponse:
    """Ask one fact, and save the answer at once."""
    product = _product(request, public_id)
    definition = load_catalogue().get(fact)
    if definition is None or definition.is_computed:
        raise Http404
    dossier = dossier_of(product)
    back = _way_back(request)
    if request.method == "POST" and "skip" in request.POST:
        _skip(request, public_id, fact)
        return redirect(back or "producers:ask_next", *([] if back else [public_id]))
    form = AnswerForm(definition, request.POST if request.method == "POST" else None, dossier.value(fact))
    if request.method == "POST" and "more" not in request.POST:
        try:
            raw = form.read()
            record_fact(product.business, product, fact, raw, typed_by=request.user, said_by="owner")
        except Refused as refusal:
            form.error = refusal.reason.in_language(get_language() or "id")
        else:
            for warning in form.warnings:
                messages.warning(request, warning)
            return redirect(back or "producers:ask_next", *([] if back else [public_id]))
    step = progress(dossier, skipped_in(request, public_id))
    language = get_language() or "id"
    context = {
        "product": product,
        "definition": definition,
        "question": (definition.asks or definition.title).in_language(language),
        "help": definition.help.in_language(language) if definition.help else "",
        "form": form,
        "unit": UNITS.get(definition.unit, Text.same(definition.unit)).in_language(language),
        "step": step,
        "walking": not back and step.next is not None,
        "number": step.done + 1,
    }
    return render(request, "producers/ask.html", context, status=422 if form.error else 200)


def _skip(request: PermittedRequest, public_id: str, fact: str) -> None:
    walks = request.session.setdefault(SKIPPED, {})
    skipped = walks.pop(public_id, [])
    walks[public_id] = skipped if fact in skipped else [*skipped, fact]
    for oldest in list(walks)[:-SKIPPED_PRODUCTS]:
        del walks[oldest]
    request.session.modified = True
