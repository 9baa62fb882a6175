"""A small shop for tests: its buyer, its terms, one store, and what it has on the shelf or on order."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from lopo.accounts.models import Organisation, Person
from lopo.accounts.roles import Kind, Role
from lopo.producers.models import Product
from lopo.retail.models import Listing, Order, OrderLine, RetailTerms, Store
from tests.accounts.factories import a_person, an_organisation


@dataclass(frozen=True)
class Shop:
    """A retailer with published terms and one store."""

    retailer: Organisation
    buyer: Person
    terms: RetailTerms
    store: Store


def a_shop(name: str = "Toko Flobamora", **terms: object) -> Shop:
    """A retailer that buys, pays 14 days after the invoice and asks two thirds of the shelf life."""
    retailer = an_organisation(Kind.RETAILER, name)
    buyer = a_person(Role.BUYER, retailer)
    agreed = {
        "valid_from": dt.date(2026, 1, 1),
        "mode": "purchase",
        "format": "minimarket",
        "margin_percent": 25,
        "days_to_pay": 14,
        "counts_from": "invoice",
        "returns_taken": True,
        "returns_paid_by": "producer",
        "remaining_life_percent": 67,
    } | terms
    published = RetailTerms.objects.create(
        retailer=retailer, made_by=buyer, published_by=buyer, published_at=timezone.now(), **agreed
    )
    store = Store.objects.create(retailer=retailer, code="KPG-01", name=f"{name} Oebobo", format="minimarket")
    return Shop(retailer, buyer, published, store)


def a_listing(shop: Shop, product: Product, state: str = "listed", **fields: object) -> Listing:
    """A product before the shop, in a state; as if it had come there by itself."""
    owner = product.business.organisation.memberships.get(role=Role.OWNER).person
    told = {"price_idr": 15_000, "shelf_price_idr": 20_000, "weekly_pieces": 50} | fields
    return Listing.objects.create(
        product=product,
        retailer=shop.retailer,
        terms=shop.terms,
        gate="minimarket",
        state=state,
        state_since=timezone.now(),
        applied_by=owner,
        **told,
    )


def an_order(
    shop: Shop, product: Product, pieces: int = 40, state: str = "confirmed", **fields: object
) -> Order:
    """An order of one product."""
    number = f"PO-{Order.objects.count() + 1}"
    told = {"number": number, "ordered_on": dt.date(2026, 3, 2), "wanted_on": dt.date(2026, 3, 9)} | fields
    order = Order.objects.create(
        retailer=shop.retailer,
        business=product.business,
        store=shop.store,
        terms=shop.terms,
        mode=shop.terms.mode,
        days_to_pay=shop.terms.days_to_pay,
        counts_from=shop.terms.counts_from,
        source="page",
        state=state,
        state_since=timezone.now(),
        made_by=shop.buyer,
        **told,
    )
    confirmed = None if state == "placed" else pieces
    OrderLine.objects.create(
        order=order, product=product, pieces=pieces, price_idr=15_000, confirmed=confirmed
    )
    return order
