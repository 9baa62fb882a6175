"""Pooled orders: the shop asks, kitchens say what they can, shares are agreed, one page shows the whole."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted, scope_for
from lopo.facts.kinds import Refused
from lopo.producers.models import Business, Product
from lopo.retail.books import pool as book
from lopo.retail.books.order_reach import is_buyer, pools_in
from lopo.retail.forms.pool import OfferForm, PoolForm
from lopo.retail.models import Pool, PoolOffer, Store
from lopo.retail.trade.transitions import STATE_CLASSES, STATE_TITLES
from lopo.retail.views.order import language
from lopo.retail.views.order_new import own_retailer

PAGE = 30


def pool_of(request: PermittedRequest, pool_public: str) -> Pool:
    """The pool of an address, if the scope reaches it."""
    return get_object_or_404(pools_in(request.scope), public_id=pool_public)


@permitted("order.view")
def pools(request: PermittedRequest) -> HttpResponse:
    """The pooled orders of a reader, newest first."""
    rows = (
        pools_in(request.scope)
        .annotate(offered=Coalesce(Sum("offers__pieces"), 0))
        .order_by("-made_at", "-pk")
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": page, "query": "", "is_buyer": is_buyer(request.user)}
    return render(request, "retail/pools.html", context)


@permitted("order.make")
def pool_new(request: PermittedRequest) -> HttpResponse:
    """What several kitchens are to make together."""
    retailer = own_retailer(request)
    stores = list(Store.objects.filter(retailer=retailer, closed_at=None))
    form = PoolForm(request.POST if request.method == "POST" else None, stores=stores)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if told["wanted_on"] < timezone.localdate():
            form.add_error("wanted_on", _("This day is past."))
        else:
            made = _make(request, retailer.pk, told)
            messages.success(request, _("The kitchens can see it now and say how many they can make."))
            return redirect("retail:pool", made.public_id)
    context = {"form": form, "retailer": retailer, "stores": stores}
    return render(request, "retail/pool_new.html", context, status=422 if form.errors else 200)


def _make(request: PermittedRequest, retailer: int, told: dict[str, Any]) -> Pool:
    """The pool; sent twice under one number it is one."""
    fields = {name: told[name] for name in ("title", "standard", "pieces", "price_idr", "wanted_on")}
    try:
        with transaction.atomic():
            return Pool.objects.create(
                retailer_id=retailer,
                store_id=int(told["store"]),
                made_by=request.user,
                client_id=told["client_id"],
                **fields,
            )
    except IntegrityError:
        return get_object_or_404(pools_in(request.scope), client_id=told["client_id"])


@permitted("order.view")
def pool(request: PermittedRequest, pool_public: str) -> HttpResponse:
    """The whole of it: wanted, promised, sent, received by each kitchen; a kitchen sees the sums and its
    own.
    """
    found = pool_of(request, pool_public)
    every = book.shares_of(found)
    scope = request.scope
    sees_all = scope.everything or found.retailer_id in scope.own_ids
    own = [each for each in every if each.business.organisation_id in scope.own_ids]
    proposed = {each.business.pk: each.pieces for each in book.proposal(found, every)}
    missing = book.missing_of(found, every)
    page = Paginator(every if sees_all else own, PAGE).get_page(request.GET.get("page"))
    is_open = found.closed_at is None
    context = {
        "pool": found,
        "sees_all": sees_all,
        "page": page,
        "rows": [_row(each, proposed) for each in page],
        "promised": sum(each.promised for each in every),
        "sent": sum(each.sent for each in every),
        "accepted": sum(each.accepted for each in every),
        "offered": sum(each.offer.pieces for each in every if each.offer),
        "missing": missing,
        "is_open": is_open,
        "may_agree": sees_all
        and is_open
        and bool(proposed)
        and scope_for(request.user, "pool.agree") is not None,
        "may_open": sees_all and not is_open and missing > 0 and found.wanted_on >= timezone.localdate(),
        "kitchens": _kitchens(request, found) if is_open else [],
        "will_get": sum(proposed.values()),
    }
    return render(request, "retail/pool.html", context)


def _row(share: book.Share, proposed: dict[int, int]) -> dict[str, Any]:
    return {
        "share": share,
        "would_get": proposed.get(share.business.pk, 0),
        "orders": [
            {
                "order": order,
                "count": count,
                "title": STATE_TITLES[order.state].in_language(language()),
                "mark": STATE_CLASSES[order.state],
            }
            for order, count in zip(share.orders, share.counts, strict=True)
        ],
    }


def _kitchens(request: PermittedRequest, found: Pool) -> list[Business]:
    """The reader's own kitchens that could take part."""
    scope = scope_for(request.user, "order.fill")
    if scope is None:
        return []
    rows = Business.objects.filter(organisation__in=scope.own_ids)
    return [each for each in rows if book.products_for(found, each).exists()]


@permitted("order.fill")
def offer(request: PermittedRequest, pool_public: str, business_id: int) -> HttpResponse:
    """A kitchen says how many it can make."""
    found = pool_of(request, pool_public)
    business = get_object_or_404(Business, pk=business_id, organisation__in=request.scope.own_ids)
    products = list(book.products_for(found, business))
    if not products:
        raise Http404
    before = PoolOffer.objects.filter(pool=found, business=business).first()
    first = {"product": before.product_id, "pieces": before.pieces} if before else {}
    form = OfferForm(request.POST if request.method == "POST" else None, products=products, initial=first)
    if request.method == "POST" and form.is_valid():
        product = Product.objects.get(pk=form.cleaned_data["product"])
        try:
            book.offer(found.pk, product, form.cleaned_data["pieces"], request.user)
        except Refused as refusal:
            form.add_error(None, refusal.reason.in_language(language()))
        else:
            messages.success(request, _("Noted. You hear when the shares are agreed."))
            return redirect("retail:pool", found.public_id)
    context = {"pool": found, "form": form, "business": business, "open": found.closed_at is None}
    return render(request, "retail/pool_offer.html", context, status=422 if form.errors else 200)


@permitted("pool.agree")
@require_POST
def agree(request: PermittedRequest, pool_public: str) -> HttpResponse:
    """The shares become orders, as the page proposed them."""
    found = _to_agree(request, pool_public)
    seen = request.POST.get("round", "")
    try:
        made = book.agree(found.pk, request.user, int(seen) if seen.isdecimal() and len(seen) < 5 else -1)
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(language()))
    else:
        messages.success(request, _("Agreed: %(count)s kitchens have their orders.") % {"count": len(made)})
    return redirect("retail:pool", found.public_id)


@permitted("pool.agree")
@require_POST
def open_again(request: PermittedRequest, pool_public: str) -> HttpResponse:
    """What is missing is offered to the kitchens again."""
    found = _to_agree(request, pool_public)
    try:
        book.open_again(found.pk, request.user)
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(language()))
    else:
        messages.success(request, _("Open again. The kitchens can say what more they can make."))
    return redirect("retail:pool", found.public_id)


def _to_agree(request: PermittedRequest, pool_public: str) -> Pool:
    """A pool of the retailer of a buyer; any of the city's."""
    rows = Pool.objects.all()
    if not request.scope.everything:
        rows = rows.filter(retailer__in=request.scope.own_ids)
    return get_object_or_404(rows, public_id=pool_public)
