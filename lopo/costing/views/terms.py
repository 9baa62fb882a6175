"""The owner's own terms of one channel."""

from dataclasses import asdict, replace
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.costing.channel import FIGURES, Channel, Terms, law, written_terms
from lopo.costing.cost_report import cost_report, own_channels, tried_channel
from lopo.costing.forms import TermsForm
from lopo.costing.views.reach import product_in_reach
from lopo.costing.views.shown import in_words, shown_channel
from lopo.facts.dossier import Dossier
from lopo.producers.records import dossier_of, record_fact


@permitted("product.edit")
def terms(request: PermittedRequest, public_id: str, channel: str) -> HttpResponse:
    """Change what one channel takes, or go back to what is assumed."""
    product = product_in_reach(request, public_id)
    dossier = dossier_of(product)
    ways, _faults = own_channels(dossier)
    chosen = next((each for each in ways if each.id == channel), None)
    if chosen is None:
        raise Http404
    form = TermsForm(chosen, request.POST if request.method == "POST" else None)
    tries = "try" in request.POST
    if request.method == "POST" and not tries and ("assumed" in request.POST or form.is_valid()):
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
        "source": in_words(chosen.source),
        "links": links(chosen.links),
        "tried": _tried(dossier, chosen, form) if tries and form.is_valid() else None,
        "law": law(),
        "law_title": in_words(law().title),
        "law_source": in_words(law().source),
        "law_links": links(law().links),
        "caps": [
            (in_words(cap.format), cap.each_outlet_idr, cap.all_outlets_idr) for cap in law().registration
        ],
    }
    return render(request, "costing/terms.html", context, status=422 if form.errors else 200)


def links(addresses: tuple[str, ...]) -> list[dict[str, str]]:
    """Where it can be read: the address, and the name of the place."""
    return [
        {"address": each, "name": (urlsplit(each).hostname or each).removeprefix("www.")}
        for each in addresses
    ]


def _tried(dossier: Dossier, channel: Channel, form: TermsForm) -> list[dict[str, object]] | None:
    """What these terms, not kept, would leave beside what is left now; nothing without a cost."""
    report = cost_report(dossier, timezone.localdate())
    if report.basis is None:
        return None
    typed = form.cleaned_data
    other = replace(channel, terms=Terms(**{name: typed[name] for name in FIGURES}))
    now = shown_channel(tried_channel(report, channel))
    then = shown_channel(tried_channel(report, other, typed["shelf_idr"]))
    titles = {
        "kept": _("What is left"),
        "lowest": _("Lowest price on the shelf"),
        "lowest_to_shop": _("Lowest price to the seller"),
    }
    return [
        {"title": title, "now": now[name] or "–", "then": then[name] or "–"} for name, title in titles.items()
    ]
