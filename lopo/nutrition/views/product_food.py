"""Which food of the tables an ingredient is: found, searched, picked; a pick is saved at once."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.nutrition.foods.composition import current_composition
from lopo.nutrition.recipes.food_choice import IngredientFood, ingredient_foods, is_code, with_choice
from lopo.nutrition.recipes.product_recipe import NOT_IN_TABLE
from lopo.nutrition.views.product import product_in_reach
from lopo.nutrition.views.shown import food_row, in_words, shown_food
from lopo.producers.models import Product
from lopo.producers.records import dossier_of, record_fact

FOUND = 20
LONGEST_SEARCH = 80


@permitted("product.edit")
def food(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Ask for one ingredient (the next that is open, unless one is named), and save the pick."""
    product = product_in_reach(request, public_id)
    dossier = dossier_of(product)
    foods = ingredient_foods(dossier, current_composition())
    named = request.POST.get("bahan") or request.GET.get("bahan")
    open_ = [each for each in foods if not each.is_settled]
    if named is None:
        return _to(product, open_[0]) if open_ else redirect("nutrition:product", public_id)
    asked = next((each for each in foods if each.name == named), None)
    if asked is None:
        if request.method == "POST":
            messages.error(request, _("The recipe has changed meanwhile. Choose again."))
            return redirect("nutrition:product", public_id)
        raise Http404
    if request.method == "POST" and is_code(request.POST.get("kode", ""), current_composition()):
        lines = dossier.value("recipe.foods") or ()
        code = request.POST["kode"]
        try:
            chosen = with_choice(lines, asked.name, code, [each.name for each in foods])
            record_fact(product.business, product, "recipe.foods", chosen, typed_by=request.user)
        except Refused as refusal:
            messages.error(request, in_words(refusal.reason))
        else:
            return _after(request, product, asked, code, open_)
    return _page(request, product, asked, open_)


def _after(
    request: PermittedRequest, product: Product, asked: IngredientFood, code: str, open_: list[IngredientFood]
) -> HttpResponse:
    """Say what was saved; whoever is at work on the open ones gets the next."""
    if code == NOT_IN_TABLE:
        said = _("%(name)s: in no table. Its nutrition stays unknown.") % {"name": asked.name}
    else:
        said = f"{asked.name} = {in_words(current_composition()[code].name)}"
    messages.success(request, said)
    left = [each for each in open_ if each.name != asked.name]
    if not asked.is_settled and left:
        return _to(product, left[0])
    return redirect(reverse("nutrition:product", args=[product.public_id]) + "#bahan")


def _to(product: Product, each: IngredientFood) -> HttpResponse:
    address = reverse("nutrition:product_food", args=[product.public_id])
    return redirect(f"{address}?{urlencode({'bahan': each.name})}")


def _page(
    request: PermittedRequest, product: Product, asked: IngredientFood, open_: list[IngredientFood]
) -> HttpResponse:
    typed = request.GET.get("cari", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    search = typed or asked.name
    found = current_composition().find(search, FOUND)
    chosen = asked.food.code if asked.food is not None and asked.found.is_sure else ""
    context = {
        "product": product,
        "asked": food_row(asked),
        "search": search,
        "results": [shown_food(each) | {"is_chosen": each.code == chosen} for each in found],
        "left": len([each for each in open_ if each.name != asked.name]),
        "not_in_table": NOT_IN_TABLE,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "nutrition/product_food.html", context, status=status)
