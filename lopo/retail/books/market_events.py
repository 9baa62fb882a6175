"""What went through the house, as events of the market: listings, orders, payments."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from lopo.retail.models import Listing, OrderLine, Payment
from lopo.standards.market_events import LISTED, ORDERED, ORDERED_AGAIN, PAID, MarketEvent, Products

NOT_TAKEN = ("placed", "refused", "cancelled")
"""An order in one of these states is none yet, or none any more."""


def retail_events(products: Products | None) -> Iterable[MarketEvent]:
    """Listings, orders and payments of ``products``; three queries."""
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
    payments = Payment.objects.order_by()
    if products is not None:
        payments = payments.filter(invoice__order__lines__product__in=products.values("pk"))
    rows = payments.values_list(
        "invoice__order__lines__product", "invoice__order__business", "invoice__order__retailer__name",
        "paid_on", "confirmed_at",
    ).distinct()  # fmt: skip
    paid: dict[tuple[int, int, str, dt.date], bool] = {}
    for product, business, shop, on, confirmed in rows:
        key = (product, business, shop, on)
        paid[key] = paid.get(key, False) or confirmed is not None
    for (product, business, shop, on), is_confirmed in paid.items():
        yield MarketEvent(product, business, PAID, on, shop, shown=is_confirmed)
