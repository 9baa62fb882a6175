"""What went through the house, as events of the market: listings, orders, payments, days on shelves."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import F
from django.utils import timezone

from lopo.retail.listing.transitions import LISTED as LISTED_STATE
from lopo.retail.listing.transitions import ON_TRIAL
from lopo.retail.models import Listing, ListingStep, OrderLine, Payment
from lopo.standards.market_events import (
    LISTED,
    ORDERED,
    ORDERED_AGAIN,
    PAID,
    MarketEvent,
    Products,
    ShelfSpell,
)

NOT_TAKEN = ("placed", "refused", "cancelled")
"""An order in one of these states is none yet, or none any more."""


def retail_events(products: Products | None) -> Iterable[MarketEvent]:
    """Listings, orders and payments of ``products``; three queries, and two more where money was paid."""
    return [*_listed(products), *_ordered(products), *_paid(products)]


def _listed(products: Products | None) -> Iterable[MarketEvent]:
    listings = Listing.objects.filter(steps__became="listed").order_by()
    if products is not None:
        listings = listings.filter(product__in=products.values("pk"))
    rows = listings.values_list("product", "product__business", "retailer__name", "steps__at")
    for product, business, shop, at in rows:
        yield MarketEvent(product, business, LISTED, timezone.localdate(at), shop, shown=True)


def _ordered(products: Products | None) -> Iterable[MarketEvent]:
    lines = OrderLine.objects.exclude(order__state__in=NOT_TAKEN).exclude(confirmed=0)
    if products is not None:
        lines = lines.filter(product__in=products.values("pk"))
    rows = lines.order_by("order__ordered_on", "order_id").values_list(
        "product", "order__business", "order__retailer", "order__retailer__name", "order__ordered_on",
        "pieces", "confirmed", "price_idr",
    )  # fmt: skip
    before: set[tuple[int, int]] = set()
    for product, business, retailer, shop, on, pieces, confirmed, price in rows:
        kind = ORDERED_AGAIN if (product, retailer) in before else ORDERED
        before.add((product, retailer))
        amount = price * (pieces if confirmed is None else confirmed)
        yield MarketEvent(product, business, kind, on, shop, shown=True, amount_idr=amount)


def _paid(products: Products | None) -> Iterable[MarketEvent]:
    """Payments that were not denied; each is shared among the products of its invoice by what they bill."""
    payments = Payment.objects.filter(denied_at=None).order_by()
    if products is not None:
        payments = payments.filter(invoice__order__lines__product__in=products.values("pk"))
    rows = list(
        payments.values_list(
            "pk", "amount_idr", "paid_on", "confirmed_at", "invoice__lines", "invoice__order",
            "invoice__order__business", "invoice__order__retailer__name",
        )
    )  # fmt: skip
    if not rows:
        return
    lines: dict[int, dict[int, int]] = defaultdict(dict)
    wanted = OrderLine.objects.filter(order__in={row[5] for row in rows})
    for order, line, product in wanted.values_list("order", "pk", "product"):
        lines[order][line] = product
    asked = None if products is None else set(products.values_list("pk", flat=True))
    seen = set()
    for payment, amount, on, confirmed, billed, order, business, shop in rows:
        if payment in seen:
            continue
        seen.add(payment)
        for product, share in _shared(amount, billed, lines[order]).items():
            if asked is None or product in asked:
                shown = confirmed is not None
                yield MarketEvent(product, business, PAID, on, shop, shown=shown, amount_idr=share)


def _shared(amount: int, billed: Sequence[Mapping[str, int]], lines: Mapping[int, int]) -> dict[int, int]:
    """Rupiah of a payment by product; the last bears what does not divide. Equal parts without a bill."""
    weights = {lines[each["line"]]: each["amount_idr"] for each in billed if each["line"] in lines}
    weights = {product: weight for product, weight in weights.items() if weight} or dict.fromkeys(
        lines.values(), 1
    )
    whole, left, shares = sum(weights.values()), amount, {}
    for product, weight in weights.items():
        shares[product] = amount * weight // whole
        left -= shares[product]
    if shares:
        shares[product] += left
    return shares


ON_SHELF = frozenset({ON_TRIAL, "verdict-due", LISTED_STATE})
"""States of a listing in which the goods stand in the shop."""


def retail_spells() -> Iterable[ShelfSpell]:
    """How long each product stood on each shelf, trials counted; one query."""
    steps = ListingStep.objects.exclude(was=F("became")).order_by("listing", "at", "pk")
    since: dict[int, dt.date] = {}
    about: dict[int, tuple[int, str]] = {}
    rows = steps.values_list("listing", "became", "at", "listing__product", "listing__retailer__name")
    for listing, became, at, product, shop in rows:
        day, about[listing] = timezone.localdate(at), (product, shop)
        if became in ON_SHELF:
            since.setdefault(listing, day)
        elif listing in since:
            yield ShelfSpell(product, since.pop(listing), day, shop)
    for listing, day in since.items():
        yield ShelfSpell(about[listing][0], day, None, about[listing][1])
