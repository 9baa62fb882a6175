"""The owner's own terms of one channel."""

from dataclasses import asdict

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.costing.channel import FIGURES, channels, law, written_terms
from lopo.costing.cost_report import own_channels
from lopo.costing.forms import TermsForm
from lopo.costing.views.reach import product_in_reach
from lopo.costing.views.shown import in_words
from lopo.producers.records import dossier_of, record_fact


@permitted("product.edit")
def terms(request: PermittedRequest, public_id: str, channel: str) -> HttpResponse:
    """Change what one channel takes, or go back to what is assumed."""
    product = product_in_reach(request, public_id)
    ways, _faults = own_channels(dossier_of(product))
    chosen = next((each for each in ways if each.id == channel), None)
    if chosen is None:
        raise Http404
    form = TermsForm(chosen, request.POST if request.method == "POST" else None)
    if request.method == "POST" and ("assumed" in request.POST or form.is_valid()):
        own = {each.id: asdict(each.terms) for each in ways if each.changed}
        if "assumed" in request.POST:
            own.pop(chosen.id, None)
        else:
            own[chosen.id] = {name: form.cleaned_data[name] for name in FIGURES}
        record_fact(
            product.business, product, "cost.channels", list(written_terms(own)), typed_by=request.user
        )
        messages.success(request, _("Saved."))
        return redirect("costing:product", public_id)
    context = {
        "product": product,
        "form": form,
        "title": in_words(chosen.title),
        "says": in_words(chosen.says),
        "own": bool(chosen.changed),
        "through_shop": chosen.through_shop,
        "source": next(each.source for each in channels() if each.id == chosen.id),
        "law": law(),
        "law_title": in_words(law().title),
        "caps": [
            (in_words(cap.format), cap.each_outlet_idr, cap.all_outlets_idr) for cap in law().registration
        ],
    }
    return render(request, "costing/terms.html", context, status=422 if form.errors else 200)
