"""A shop, its terms, a kitchen whose product it sells, and orders at every stage: for tests of trade."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from lopo.accounts.models import Organisation, Person
from lopo.accounts.roles import Kind, Role
from lopo.quality.models import Batch
from lopo.retail.books.delivery import Counted, Picked, receive, send
from lopo.retail.books.invoice import bill
from lopo.retail.books.listing_price import propose, standing_of
from lopo.retail.books.order import answer, place_order
from lopo.retail.listing.price import Price
from lopo.retail.listing.price_change import PriceProposal
from lopo.retail.models import Listing, Order, PriceChange, RetailTerms, Store
from lopo.retail.trade.order import NewLine, NewOrder
from tests.accounts.factories import a_person, an_organisation
from tests.city import Kitchen, a_kitchen


def own_number() -> str:
    return str(uuid.uuid4())


def days(count: int) -> dt.date:
    """So many days from today, in the city."""
    return timezone.localdate() + dt.timedelta(days=count)


@dataclass(frozen=True)
class Shop:
    """A retailer with published terms, one shop and a buyer."""

    organisation: Organisation
    buyer: Person
    terms: RetailTerms
    store: Store


def a_shop(name: str = "Swalayan Contoh", **terms: object) -> Shop:
    """A retailer that pays 14 days after the bill; returns at the cost of the producer; 50% of life asked."""
    organisation = an_organisation(Kind.RETAILER, name)
    buyer = a_person(Role.BUYER, organisation, name="Ibu Pembeli")
    told = {
        "valid_from": days(-100), "mode": "purchase", "format": "supermarket", "margin_percent": Decimal(20),
        "days_to_pay": 14, "counts_from": "invoice", "returns_taken": True, "returns_paid_by": "producer",
        "remaining_life_percent": 50, "published_at": timezone.now(), "published_by": buyer, "made_by": buyer,
    } | terms  # fmt: skip
    published = RetailTerms.objects.create(retailer=organisation, **told)
    store = Store.objects.create(
        retailer=organisation, code="01", name="Toko Oebobo", format="supermarket", phone="+6281234000001"
    )
    return Shop(organisation, buyer, published, store)


def a_listing(shop: Shop, kitchen: Kitchen, state: str = "listed", price: int = 20_000) -> Listing:
    return Listing.objects.create(
        product=kitchen.product, retailer=shop.organisation, terms=shop.terms, gate="swalayan", state=state,
        state_since=timezone.now(), price_idr=price, shelf_price_idr=price + 5_000, weekly_pieces=100,
        applied_by=kitchen.owner,
    )  # fmt: skip


def a_new_price(listing: Listing, by: Person, price: int = 22_000, first: int = 10) -> PriceChange:
    """A price of so many rupiah from so many days from today on, as ``by`` proposes it today."""
    proposal = PriceProposal(Price(price, price + 6_000), days(first), "ingredients")
    return propose(listing, proposal, by, standing_of(by, listing), days(0), own_number())


def a_batch(kitchen: Kitchen, pieces: int = 100, made: int = -2, life: int = 90, code: str = "") -> Batch:
    """A lot made so many days ago (a negative number) that keeps ``life`` days."""
    return Batch.objects.create(
        business=kitchen.business, product=kitchen.product, code=code or f"L{Batch.objects.count() + 1:03}",
        made_on=days(made), expires_on=days(made + life), pieces=pieces, by=kitchen.owner,
    )  # fmt: skip


@dataclass(frozen=True)
class Trade:
    """A kitchen and a shop that sells its product."""

    kitchen: Kitchen
    shop: Shop
    listing: Listing

    @property
    def owner(self) -> Person:
        return self.kitchen.owner

    @property
    def buyer(self) -> Person:
        return self.shop.buyer

    def new(self, pieces: int = 60, **told: object) -> NewOrder:
        """An order as it is asked for."""
        fields = {
            "retailer": self.shop.organisation.pk, "business": self.kitchen.business.pk,
            "store": self.shop.store.pk, "ordered_on": days(0), "wanted_on": days(3),
            "lines": (NewLine(self.kitchen.product.pk, pieces),), "client_id": own_number(),
        } | told  # fmt: skip
        return NewOrder(**fields)

    def placed(self, pieces: int = 60, **told: object) -> Order:
        return place_order(self.new(pieces, **told), self.buyer)

    def confirmed(self, pieces: int = 60, confirm: int | None = None, **told: object) -> Order:
        order = self.placed(pieces, **told)
        less = {order.lines.get().pk: confirm} if confirm is not None else {}
        return answer(order.pk, less, self.owner, reason="capacity")

    def sent(self, pieces: int = 60, send_pieces: int | None = None, **told: object):
        """A delivery of a confirmed order, out of a lot of its own."""
        order = self.confirmed(pieces, **told)
        batch = a_batch(self.kitchen, send_pieces or pieces)
        picked = [Picked(order.lines.get().pk, batch.pk, send_pieces or pieces)]
        return send(order.pk, picked, days(0), self.owner, own_number())

    def received(self, pieces: int = 60, accepted: int | None = None, refused: int = 0, **told: object):
        """A delivery that was counted."""
        delivery = self.sent(pieces, **told)
        line = delivery.lines.get()
        count = Counted(
            line.pieces - refused if accepted is None else accepted, refused, "damaged", refused > 0
        )
        return receive(delivery.pk, {line.pk: count}, days(0), self.buyer)

    def billed(self, pieces: int = 60, on: int = 0, **told: object):
        """An invoice of a delivery that was counted."""
        return bill(self.received(pieces, **told).order_id, self.owner, days(on), own_number())


def a_trade(name: str = "Dapur Mama Yuliana", shop: Shop | None = None, **terms: object) -> Trade:
    kitchen, found = a_kitchen(name), shop or a_shop(**terms)
    return Trade(kitchen, found, a_listing(found, kitchen))
