"""Loss in cooking and oil taken up: by two weighings, or as a number that is known already."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.dossier import Dossier
from lopo.facts.kinds import Refused
from lopo.nutrition.product_forms import WeighedForm
from lopo.nutrition.recipes.weighing import loss_percent, oil_taken_up
from lopo.nutrition.views.product import product_in_reach, question_address
from lopo.nutrition.views.shown import in_words, say_amount
from lopo.producers.models import Product
from lopo.producers.records import dossier_of, record_fact

LOSS, OIL = "recipe.loss_percent", "recipe.frying_oil_g"


@permitted("product.edit")
def loss(request: PermittedRequest, public_id: str) -> HttpResponse:
    """How much of the ingredients' weight is lost in cooking."""
    product = product_in_reach(request, public_id)
    dossier = dossier_of(product)
    oil = dossier.value(OIL) or Decimal(0)

    def worked_out(before: Decimal, after: Decimal) -> Decimal:
        return loss_percent(before, after, oil)

    context = {
        "before": _ingredients_weight(dossier),
        "oil": say_amount(oil, "g") if oil else "",
        "known": say_amount(dossier.value(LOSS), "%"),
        "none": _("It is not cooked or dried"),
    }
    return _weighed(request, product, LOSS, worked_out, "nutrition/product_loss.html", context)


@permitted("product.edit")
def oil(request: PermittedRequest, public_id: str) -> HttpResponse:
    """How much oil the frying of one batch takes up."""
    product = product_in_reach(request, public_id)
    known = dossier_of(product).value(OIL)
    context = {"known": say_amount(known, "g"), "none": _("It is not fried")}
    return _weighed(request, product, OIL, oil_taken_up, "nutrition/product_oil.html", context)


def _weighed(
    request: PermittedRequest,
    product: Product,
    fact: str,
    work_out: Callable[[Decimal, Decimal], Decimal],
    template: str,
    told: Mapping[str, object],
) -> HttpResponse:
    back = reverse("nutrition:product", args=[product.public_id])
    posted = request.method == "POST"
    form = WeighedForm(request.POST if posted else None, initial={"before": told.get("before")})
    none = posted and "tidak" in request.POST
    if none or (posted and form.is_valid()):
        try:
            amount = Decimal(0) if none else work_out(form.cleaned_data["before"], form.cleaned_data["after"])
            record_fact(product.business, product, fact, amount, typed_by=request.user)
        except Refused as refusal:
            form.add_error(None, in_words(refusal.reason))
        else:
            unit = "%" if fact == LOSS else "g"
            messages.success(request, _("Saved: %(amount)s.") % {"amount": say_amount(amount, unit)})
            return redirect(back)
    context = {
        **told,
        "product": product,
        "form": form,
        "by_number": question_address(product.public_id, fact, back),
    }
    return render(request, template, context, status=422 if form.errors else 200)


def _ingredients_weight(dossier: Dossier) -> str:
    """The grams of the recipe's ingredients, where they were weighed clean and each of them was."""
    grams = [item.amount for item in dossier.value("recipe.ingredients") or ()]
    if not grams or None in grams or dossier.value("recipe.weighed_as") == "as_bought":
        return ""
    return f"{sum(grams):f}"
