"""How products stand in shops: sold, stock, cover, what will not sell in time, and what to order next.

The same page for a buyer (her shops), an owner (her own goods) and the city.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.producers.forms import language
from lopo.producers.models import Product
from lopo.producers.spreadsheet import FORMS, Row, plain, spreadsheet
from lopo.retail.books.order_reach import is_buyer
from lopo.retail.books.sellout import Standing, current_rows, places_in, standings
from lopo.retail.models import Listing, SellOutRow, Store
from lopo.retail.sellout.rules import rules
from lopo.retail.sellout.shelf import Rate

PAGE = 40


@dataclass(frozen=True, slots=True)
class ShelfFilter:
    """What was asked for, by the address; every part may be empty."""

    store: str
    search: str

    @classmethod
    def from_request(cls, request: PermittedRequest) -> "ShelfFilter":
        store = request.GET.get("toko", "")
        search = request.GET.get("cari", "").replace("\x00", "").strip()[:80]
        return cls(store if store.isdecimal() and len(store) < 10 else "", search)

    @property
    def query(self) -> str:
        return urlencode({name: told for name, told in (("toko", self.store), ("cari", self.search)) if told})


def rows_in(request: PermittedRequest) -> tuple[QuerySet[SellOutRow], QuerySet[Listing]]:
    """The sales and the listings of a scope: a retailer's shops, or a kitchen's goods."""
    rows, listings = current_rows(), Listing.objects.all()
    if request.scope.everything:
        return rows, listings
    own = request.scope.own_ids
    return (
        rows.filter(Q(store__retailer__in=own) | Q(product__business__organisation__in=own)),
        listings.filter(Q(retailer__in=own) | Q(product__business__organisation__in=own)),
    )


def pairs_in(request: PermittedRequest, wanted: ShelfFilter) -> list[tuple[int, int]]:
    """Shops and products that were asked for, by their names."""
    pairs = places_in(*rows_in(request))
    stores = Store.objects.filter(pk__in={store for store, _product in pairs})
    if wanted.store:
        stores = stores.filter(pk=wanted.store)
    products = Product.objects.filter(pk__in={product for _store, product in pairs})
    if wanted.search:
        named = Q(name__icontains=wanted.search) | Q(business__name__icontains=wanted.search)
        products = products.filter(named)
    shops, goods = dict(stores.values_list("pk", "name")), dict(products.values_list("pk", "name"))
    kept = [pair for pair in pairs if pair[0] in shops and pair[1] in goods]
    return sorted(kept, key=lambda pair: (shops[pair[0]].casefold(), goods[pair[1]].casefold(), pair))


@permitted("sellout.view")
def shelf(request: PermittedRequest) -> HttpResponse:
    """The table, a page at a time."""
    wanted = ShelfFilter.from_request(request)
    pairs = pairs_in(request, wanted)
    page = Paginator(pairs, PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    stores = Store.objects.filter(pk__in={store for store, _p in places_in(*rows_in(request))})
    context = {
        "page": page,
        "rows": [_row(each) for each in standings(page, today)],
        "wanted": wanted,
        "query": wanted.query,
        "stores": stores.order_by("name", "pk")[:200],
        "today": today,
        "rules": rules(),
        "may_send": is_buyer(request.user),
        "total": len(pairs),
    }
    return render(request, "retail/sellout_shelf.html", context)


def _row(each: Standing) -> dict[str, Any]:
    rate = each.rate
    tenths = round(rate.a_day * 10) if isinstance(rate, Rate) else None
    mark = "," if not language().startswith("en") else "."
    return {
        "standing": each,
        "rate": f"{tenths // 10}{mark}{tenths % 10}" if tenths is not None else "",
        "why": each.suggested.why.in_language(language()),
        "risk_day": each.risks[0].pull_on if each.risks else None,
    }


def _heads() -> Row:
    return [
        _("Shop"), _("Retailer"), _("Product"), _("Kitchen"), _("Told until"), _("Sold"), _("Sold a day"),
        _("Stock"), _("Stock is reckoned"), _("On order"), _("Lasts (days)"), _("Will not sell in time"),
        _("Pulled first on"), _("Days without stock"), _("Suggested"), _("Why"),
    ]  # fmt: skip


def _lines(found: Iterable[Standing]) -> Iterator[Row]:
    for each in found:
        row = _row(each)
        yield [
            plain(each.store.name), plain(each.store.retailer.name), plain(each.product.name),
            plain(each.product.business.name), each.told_until, each.sold, row["rate"], each.stock,
            _("yes") if each.stock_reckoned else "", each.on_order, each.cover, each.at_risk, row["risk_day"],
            each.empty.days if each.empty else None, each.suggested.pieces, plain(row["why"]),
        ]  # fmt: skip


@permitted("sellout.view")
def export(request: PermittedRequest, form: str) -> HttpResponseBase:
    """The whole table as a file."""
    if form not in FORMS:
        raise Http404
    pairs = pairs_in(request, ShelfFilter.from_request(request))
    today = timezone.localdate()
    return spreadsheet(form, f"stok-toko-{today:%Y%m%d}", _heads(), _lines(standings(pairs, today)))
