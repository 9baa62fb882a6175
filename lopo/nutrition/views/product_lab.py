"""A laboratory's result: written down with its report, and taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.nutrition.lab_record import LABORATORY, TESTED_ON, record_lab, report_of, take_lab_back
from lopo.nutrition.product_forms import LabForm
from lopo.nutrition.recipes.per_100 import lab_nutrients
from lopo.nutrition.views.product import product_in_reach
from lopo.nutrition.views.shown import in_words
from lopo.producers.records import dossier_of


@permitted("product.edit")
def lab(request: PermittedRequest, public_id: str) -> HttpResponse:
    """The amounts of one report; what was found counts before what the recipe gives."""
    product = product_in_reach(request, public_id)
    dossier = dossier_of(product)
    posted = request.method == "POST"
    form = LabForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        dossier=dossier,
        today=timezone.localdate(),
    )
    if posted and form.is_valid():
        try:
            record_lab(product, form.result, form.cleaned_data["report"], request.user)
        except Refused as refusal:
            form.add_error(None, in_words(refusal.reason))
        else:
            messages.success(request, _("The laboratory's result is on record and counts from now on."))
            for doubt in form.doubts:
                messages.warning(request, doubt)
            return redirect("nutrition:product", public_id)
    context = {
        "product": product,
        "form": form,
        "on_record": lab_nutrients(dossier) is not None,
        "report": report_of(product),
    }
    return render(request, "nutrition/product_lab.html", context, status=422 if form.errors else 200)


@permitted("product.edit")
def lab_back(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Take the result back, after asking. It stays in the history."""
    product = product_in_reach(request, public_id)
    if request.method == "POST":
        take_lab_back(product, request.user)
        messages.success(request, _("The laboratory's result no longer counts. It stays in the history."))
        return redirect("nutrition:product", public_id)
    dossier = dossier_of(product)
    if lab_nutrients(dossier) is None and dossier.value(TESTED_ON) is None:
        return redirect("nutrition:product", public_id)
    context = {
        "product": product,
        "laboratory": dossier.value(LABORATORY),
        "tested_on": dossier.value(TESTED_ON),
    }
    return render(request, "nutrition/product_lab_back.html", context)
