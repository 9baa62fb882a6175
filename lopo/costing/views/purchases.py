"""The book of purchases that all products of a business use."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.costing.forms import PurchaseForm
from lopo.costing.models import Purchase
from lopo.costing.purchase import OLD_AFTER_DAYS, Bought, name_key, prices_on
from lopo.costing.purchase_book import bought_of, take_back, told_otherwise, write_down
from lopo.costing.rupiah import cost_idr
from lopo.costing.views.reach import business_in_reach
from lopo.costing.views.shown import in_words
from lopo.facts.kinds import Refused
from lopo.producers.models import Business
from lopo.producers.reach import businesses_in, may_edit

ROWS_A_PAGE = 50


@permitted("cost.view")
def book(request: PermittedRequest, business_id: int) -> HttpResponse:
    """All purchases, the newest first, and a form of three fields for the next."""
    business = business_in_reach(request, business_id)
    form = PurchaseForm(
        request.POST if request.method == "POST" else None, initial={"name": request.GET.get("bahan", "")}
    )
    if request.method == "POST":
        if not may_edit(request.user, business):
            raise PermissionDenied
        if form.is_valid() and _written(request, business, form):
            return redirect("costing:purchases", business_id)
    rows = Purchase.objects.filter(business=business, taken_back_at=None).order_by("bought_on", "pk")
    page = Paginator(rows.order_by("-bought_on", "-pk"), ROWS_A_PAGE).get_page(request.GET.get("hal"))
    context = {
        "business": business,
        "form": form,
        "can_edit": may_edit(request.user, business),
        "prices": _prices([*told_otherwise(business), *map(bought_of, rows)]),
        "page": page,
        "days": OLD_AFTER_DAYS,
    }
    return render(request, "costing/purchases.html", context, status=422 if form.errors else 200)


@permitted("business.edit")
@require_POST
def purchase_take_back(request: PermittedRequest, pk: int) -> HttpResponse:
    """One written wrongly counts no more."""
    reachable = Purchase.objects.filter(business__in=businesses_in(request.scope), taken_back_at=None)
    purchase = get_object_or_404(reachable.select_related("business"), pk=pk)
    take_back(purchase, request.user)
    messages.success(request, _("Taken back: %(name)s.") % {"name": purchase.name})
    return redirect("costing:purchases", purchase.business_id)


def _written(request: PermittedRequest, business: Business, form: PurchaseForm) -> bool:
    told = form.cleaned_data
    try:
        write_down(business, told["name"], told["paid"], told["pack"], told["day"], request.user)
    except Refused as refusal:
        form.add_error(None, in_words(refusal.reason))
        return False
    messages.success(request, _("Written down: %(name)s.") % {"name": told["name"]})
    return True


def _prices(bought: list[Bought]) -> list[dict[str, object]]:
    """The price of each ingredient that counts today, with the one before it."""
    today = timezone.localdate()
    shown = []
    for key, last in sorted(prices_on(bought, today).items()):
        earlier = [each for each in bought if name_key(each.name) == key and each is not last]
        before = earlier[-1] if earlier else None
        shown.append(
            {
                "name": last.name,
                "per_kg": cost_idr(last.per_kg),
                "free": last.pack.is_free,
                "day": last.day,
                "is_old": last.is_old(today),
                "guessed": last.pack.guessed,
                "before": None if before is None else cost_idr(before.per_kg),
                "is_dearer": before is not None and last.per_kg > before.per_kg,
                "is_cheaper": before is not None and last.per_kg < before.per_kg,
            }
        )
    return shown
