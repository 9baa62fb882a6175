"""A sentence that somebody wants to print, held against what is known of the nutrients."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.dossier import Dossier
from lopo.nutrition.nutrition_report import claim_verdicts
from lopo.nutrition.product_page import route_held
from lopo.nutrition.recipes.per_100 import best_nutrients
from lopo.nutrition.rules.nutrient_claims import ClaimVerdict, check_claim
from lopo.nutrition.views.product import product_in_reach
from lopo.nutrition.views.shown import shown_verdict
from lopo.producers.records import dossier_of

LONGEST = 300


@permitted("product.edit")
@require_safe
def claim(request: PermittedRequest, public_id: str) -> HttpResponse:
    """The verdict on the sentence asked about, and on those that the label carries."""
    product = product_in_reach(request, public_id)
    dossier = dossier_of(product)
    sentence = request.GET.get("kalimat", "").replace("\x00", "").strip()[:LONGEST]
    context = {
        "product": product,
        "sentence": sentence,
        "verdict": shown_verdict(_verdict(sentence, dossier)) if sentence else None,
        "on_label": [shown_verdict(each) for each in claim_verdicts(dossier)],
    }
    return render(request, "nutrition/product_claim.html", context)


def _verdict(sentence: str, dossier: Dossier) -> ClaimVerdict:
    form = dossier.value("product.form")
    return check_claim(sentence, best_nutrients(dossier), form, route_held(dossier))
