"""Orders over HTTP: those of one's kitchens or shops, one of them, a new one, and what is done with it.

The same table of transitions as the pages, the same books, the same refusals.
"""

import datetime as dt
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from lopo.accounts.permission import scope_for
from lopo.accounts.scope import Scope
from lopo.facts.kinds import Refused
from lopo.facts.own_number import new_client_id
from lopo.facts.text import Text
from lopo.retail.books.delivery import lots_offered
from lopo.retail.books.order import place_order
from lopo.retail.books.order_reach import orders_in
from lopo.retail.books.orderable import orderable
from lopo.retail.books.sellout_known import gtins_of
from lopo.retail.books.trade_step import TooLate
from lopo.retail.models import Listing, Order, Store
from lopo.retail.sellout.codes import Code
from lopo.retail.trade.order import FROM_API, MOST_LINES, MOST_PIECES, NewLine, NewOrder
from lopo.retail.trade.transitions import STATES
from lopo.site.api_answers import Page
from lopo.site.api_errors import Problems, Refusal, language_of
from lopo.site.api_order_acts import FIRST_DAY, LAST_DAY, OWN_NUMBER, OrderActIn, Plain, do_act
from lopo.site.api_order_answers import (
    Differences,
    Offered,
    Orders,
    OrderWhole,
    order_differences,
    order_rows,
    order_whole,
)
from lopo.standards.standings import today

router = Router(tags=["orders"])
REFUSED = {401: Problems, 422: Problems, 429: Problems}
CHANGED = {400: Problems, 404: Problems, 409: Problems, **REFUSED}


class WantedLine(Schema):
    """A product by its ``product_id`` or its ``gtin``. A ``price_idr`` that was not agreed is refused."""

    product_id: Plain = Field("", max_length=40)
    gtin: Plain = Field("", max_length=14)
    pieces: int = Field(ge=1, le=MOST_PIECES)
    price_idr: int | None = Field(None, ge=0, le=10**9)


class OrderIn(Schema):
    """An order of one shop to one kitchen. ``client_id`` is a UUID of the caller's: sent again, one order."""

    store: Plain = Field(min_length=1, max_length=40)
    wanted_on: dt.date = Field(ge=FIRST_DAY, le=LAST_DAY)
    lines: list[WantedLine] = Field(min_length=1, max_length=MOST_LINES)
    number: Plain = Field("", max_length=40)
    words: Plain = Field("", max_length=500)
    client_id: str = Field("", pattern=rf"{OWN_NUMBER}|^$")


class Wanted(Schema):
    """Which orders."""

    state: str = Field("", max_length=20)


def _scope(request: Any, permission: str = "order.view") -> Scope:
    """What the caller reaches; for who holds no such permission there is nothing here."""
    scope = scope_for(request.user, permission)
    if scope is None:
        raise Http404
    return scope


def _one(scope: Scope, order_id: str) -> Order:
    return get_object_or_404(orders_in(scope), public_id=order_id)


@router.get("", response={200: Orders, **REFUSED}, summary="The orders of my kitchens or my shops")
def list_orders(request: Any, wanted: Query[Wanted], page: Query[Page]) -> dict[str, Any]:
    if wanted.state and wanted.state not in STATES:
        known = ", ".join(STATES)
        raise Refusal(422, ("state", Text(f"Pilih salah satu: {known}.", f"Choose one of: {known}.")))
    scope = scope_for(request.user, "order.view")
    if scope is None:
        return {"count": 0, "items": []}
    found = orders_in(scope).filter(**({"state": wanted.state} if wanted.state else {}))
    first = (page.page - 1) * page.page_size
    rows = list(found.prefetch_related("lines")[first : first + page.page_size])
    return {"count": found.count(), "items": order_rows(scope, rows)}


@router.post("", response={200: OrderWhole, **CHANGED}, summary="Order from one kitchen")
def make_order(request: Any, body: OrderIn) -> dict[str, Any]:
    """All the products are of one kitchen; the price is the one agreed. Sent twice it is one order."""
    scope = _scope(request, "order.make")
    try:
        made = place_order(_new(body, list(scope.own_ids)), request.user)
    except Refused as refusal:
        raise Refusal(422, ("", refusal.reason)) from None
    return order_whole(scope, _one(scope, made.public_id))


@router.get("/{slug:order_id}", response={200: OrderWhole, 404: Problems, **REFUSED}, summary="One order")
def one_order(request: Any, order_id: str) -> dict[str, Any]:
    scope = _scope(request)
    return order_whole(scope, _one(scope, order_id))


@router.get(
    "/{slug:order_id}/differences",
    response={200: Differences, 404: Problems, **REFUSED},
    summary="What was missing, refused or sent back",
)
def differences(request: Any, order_id: str) -> dict[str, Any]:
    items = order_differences(_one(_scope(request), order_id))
    return {"count": len(items), "items": items}


@router.get(
    "/{slug:order_id}/lots",
    response={200: Offered, 404: Problems, **REFUSED},
    summary="The lots in my kitchen that this order may get",
)
def lots(request: Any, order_id: str) -> dict[str, Any]:
    found = _one(_scope(request, "order.fill"), order_id)
    names = dict(found.lines.values_list("pk", "product__public_id"))
    items = [
        {
            "product_id": names[line],
            "lot": each.batch.code,
            "expires_on": each.batch.expires_on,
            "left": each.left,
            "ok": each.ok,
            "why": each.life.words.in_language(language_of(request)),
        }
        for line, offered in lots_offered(found, today()).items()
        for each in offered
    ]
    return {"count": len(items), "items": items}


@router.post(
    "/{slug:order_id}/{slug:act_id}",
    response={200: OrderWhole, **CHANGED},
    summary="Do something with an order",
)
def do(request: Any, order_id: str, act_id: str, body: OrderActIn) -> dict[str, Any]:
    """What can be done stands in ``acts``. Sent twice under one ``client_id`` it counts once; who is late
    reads who was faster."""
    scope = _scope(request)
    try:
        do_act(_one(scope, order_id), act_id, body, request.user)
    except TooLate as refusal:
        raise Refusal(409, ("", refusal.reason)) from None
    except Refused as refusal:
        raise Refusal(422, ("", refusal.reason)) from None
    return order_whole(scope, _one(scope, order_id))


def _new(body: OrderIn, own: list[int]) -> NewOrder:
    """The order as it is asked for: its shop and its products found, or refused by their names."""
    stores = list(Store.objects.filter(retailer__in=own, code=body.store, closed_at=None)[:2])
    if len(stores) != 1:
        raise Refused(
            Text(f"Tidak ada satu toko dengan kode {body.store}.", f"No one shop has the code {body.store}.")
        )
    retailer = stores[0].retailer_id
    listings = {each.product.public_id: each for each in orderable(retailer)}
    numbers: dict[str, int] = {}
    if any(each.gtin and not each.product_id for each in body.lines):
        numbers = gtins_of({each.product_id: each.product for each in listings.values()})
    found = [(line, _listing(line, listings, numbers)) for line in body.lines]
    businesses = {each.product.business_id for _line, each in found}
    if len(businesses) != 1:
        raise Refused(
            Text("Produk-produk ini dari beberapa dapur. Kirim satu pesanan untuk tiap dapur.",
                 "These products are of several kitchens. Send an order for each.")
        )  # fmt: skip
    return NewOrder(
        retailer=retailer,
        business=businesses.pop(),
        store=stores[0].pk,
        ordered_on=today(),
        wanted_on=body.wanted_on,
        lines=tuple(
            NewLine(each.product_id, line.pieces, line.price_idr, gtin=Code(line.gtin).gtin)
            for line, each in found
        ),
        client_id=body.client_id or new_client_id(),
        number=body.number,
        source=FROM_API,
        words=body.words,
    )


def _listing(line: WantedLine, listings: dict[str, Listing], numbers: dict[str, int]) -> Listing:
    if line.product_id:
        found = listings.get(line.product_id)
    else:
        product = numbers.get(Code(line.gtin).gtin)
        found = next((each for each in listings.values() if each.product_id == product), None)
    if found is None:
        named = line.product_id or line.gtin
        raise Refused(
            Text(f"Produk {named} tidak (lagi) ada di rak toko ini.",
                 f"Product {named} is not, or no more, on the shelf of this shop.")
        )  # fmt: skip
    return found
