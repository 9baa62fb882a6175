"""The buyer's order page: many products of many kitchens at once, one order for each kitchen."""

import datetime as dt
import uuid
from itertools import groupby

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext

from lopo.accounts.models import Organisation
from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.retail.books.listing_price import priced
from lopo.retail.books.order import place_order
from lopo.retail.books.orderable import Suggestion, orderable, recalled_products, suggestions
from lopo.retail.forms.order import OrderForm
from lopo.retail.models import Listing, Order, Store
from lopo.retail.trade.order import FROM_PAGE, NewLine, NewOrder

PAGE = 60
"""Products on one page of the form; a search finds the rest."""
USUAL_DAYS = 3


def own_retailer(request: PermittedRequest) -> Organisation:
    """The retailer in whose name a buyer orders: the one she names, else her first."""
    rows = Organisation.objects.filter(pk__in=request.scope.own_ids).order_by("name", "pk")
    named = request.GET.get("ritel", "")
    found = rows.filter(pk=named).first() if named.isdecimal() and len(named) < 10 else None
    return found or rows[0]


def _listings(request: PermittedRequest, retailer: Organisation) -> tuple[list[Listing], int, str]:
    """The products on the form, how many more there are, and what was searched."""
    rows = orderable(retailer.pk)
    search = request.GET.get("cari", "").replace("\x00", "").strip()[:80]
    if search:
        rows = rows.filter(product__name__icontains=search) | rows.filter(
            product__business__name__icontains=search
        )
    listed = priced(rows[: PAGE + 1], timezone.localdate())
    return listed[:PAGE], max(0, rows.count() - PAGE) if len(listed) > PAGE else 0, search


@permitted("order.make")
def order_new(request: PermittedRequest) -> HttpResponse:
    """What is wanted, of whom, for which shop and which day."""
    retailer = own_retailer(request)
    stores = list(Store.objects.filter(retailer=retailer, closed_at=None))
    listings, more, search = _listings(request, retailer)
    recalled = recalled_products({each.product.business_id for each in listings})
    can = [each for each in listings if each.product_id not in recalled]
    wanted_on = timezone.localdate() + dt.timedelta(days=USUAL_DAYS)
    store = _store(request, stores)
    offered = suggestions(store, [each.product_id for each in can], wanted_on) if store else {}
    form = OrderForm(
        request.POST if request.method == "POST" else None,
        stores=stores,
        listings=can,
        initial={"wanted_on": wanted_on, "store": store.pk if store else None},
    )
    if request.method == "POST" and form.is_valid():
        try:
            orders = _place(request, retailer, form)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            told = ngettext(
                "%(count)s order is on its way.", "%(count)s orders are on their way.", len(orders)
            )
            messages.success(request, told % {"count": len(orders)})
            if len(orders) == 1:
                return redirect("retail:order", orders[0].public_id)
            return redirect("retail:orders")
    context = {
        "form": form,
        "retailer": retailer,
        "stores": stores,
        "store": store,
        "groups": _groups(form, listings, recalled, offered),
        "more": more,
        "search": search,
        "has_any": bool(listings) or bool(search),
    }
    return render(request, "retail/order_new.html", context, status=422 if form.errors else 200)


def _store(request: PermittedRequest, stores: list[Store]) -> Store | None:
    asked = request.POST.get("store") or request.GET.get("toko", "")
    named = {str(each.pk): each for each in stores}
    return named.get(asked) or (stores[0] if stores else None)


def _groups(
    form: OrderForm, listings: list[Listing], recalled: set[int], offered: dict[int, Suggestion]
) -> list[dict[str, object]]:
    """The rows of the form by kitchen."""
    language = get_language() or "id"
    groups = []
    for business, rows in groupby(listings, key=lambda each: each.product.business):
        shown = []
        for each in rows:
            said = offered.get(each.product_id)
            held = each.product_id in recalled
            shown.append(
                {
                    "listing": each,
                    "recalled": held,
                    "field": None if held else form[OrderForm.field_of(each)],
                    "suggested": said.pieces if said else None,
                    "why": said.why.in_language(language) if said else "",
                }
            )
        groups.append({"business": business, "rows": shown})
    return groups


@transaction.atomic
def _place(request: PermittedRequest, retailer: Organisation, form: OrderForm) -> list[Order]:
    """One order for each kitchen, all or none; the same form sent again makes the same orders."""
    told = form.cleaned_data
    orders = []
    for business, rows in groupby(form.wanted(), key=lambda each: each[0].product.business_id):
        new = NewOrder(
            retailer=retailer.pk,
            business=business,
            store=int(told["store"]),
            ordered_on=timezone.localdate(),
            wanted_on=told["wanted_on"],
            lines=tuple(NewLine(listing.product_id, pieces) for listing, pieces in rows),
            client_id=str(uuid.uuid5(uuid.UUID(told["client_id"]), str(business))),
            number=told["number"],
            source=FROM_PAGE,
            words=told["words"],
        )
        orders.append(place_order(new, request.user))
    return orders
