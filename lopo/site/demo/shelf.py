"""The shelf of the demo city told day by day, through the books that the pages use."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from lopo.accounts.models import Organisation, Person
from lopo.producers.models import Kelurahan
from lopo.retail.books.listing_price_morning import let_prices_turn
from lopo.retail.models import Listing, Store
from lopo.site.demo.entry import Entry
from lopo.site.demo.people import Residents
from lopo.site.demo.plans import BadCity
from lopo.site.demo.shelf_listings import ToldListing
from lopo.site.demo.shelf_market import Market
from lopo.site.demo.shelf_orders import Sides, ToldOrder, ToldPool
from lopo.site.demo.shelf_plan import (
    FILE,
    ListingPlan,
    OrderPlan,
    PoolPlan,
    SellOutPlan,
    ShelfPlan,
    TermsPlan,
)
from lopo.site.demo.shelf_sellout import take_file
from lopo.site.demo.shelf_terms import publish_terms, settle_gates
from lopo.site.demo.told_days import Act, tell_in_order


@dataclass(frozen=True, slots=True)
class Town:
    """Who is there: the producers by name, the partners and who buys for them, the officer."""

    makers: dict[str, Entry]
    partners: dict[str, Organisation]
    buyers: dict[str, Person]
    officer: Person


def town_of(entries: Sequence[Entry], residents: Residents) -> Town:
    """The town as the days before have made it."""
    makers = {each.plan.name: each for each in entries}
    return Town(makers, residents.partners, residents.partner_of, residents.staff["officer"])


class Shelf:
    """All that the plan tells, on the day ``on``."""

    def __init__(self, plan: ShelfPlan, town: Town, on: dt.date) -> None:
        self.plan, self.town, self.on = plan, town, on
        self.stores: dict[str, Store] = {}

    def tell(self) -> None:
        """Stores first, then everything else on its own day. Raises :class:`BadCity`."""
        for store in self.plan.stores:
            told = {
                name: getattr(store, name)
                for name in ("code", "name", "format", "address", "contact", "phone")
            }
            kelurahan = Kelurahan.objects.get(name=store.kelurahan)
            retailer = self.town.partners[store.partner]
            self.stores[store.code] = Store.objects.create(retailer=retailer, kelurahan=kelurahan, **told)
        tell_in_order(list(self._acts()), self.on)
        let_prices_turn(self.on)
        settle_gates(self.on)

    def _acts(self) -> Iterator[Act]:
        for terms in self.plan.terms:
            day = self.on - dt.timedelta(days=terms.ago)
            yield Act(day, f"{FILE}: terms of {terms.partner}", partial(self._publish, terms, day))
        for listing in self.plan.listings:
            yield from self._listing(listing).acts()
        for order in self.plan.orders:
            yield from ToldOrder(order, self._sides(order), self.on).acts()
        for pool in self.plan.pools:
            yield from self._pool(pool).acts()
        for sold in self.plan.sold:
            day = self.on - dt.timedelta(days=sold.ago)
            yield Act(day, f"{FILE}: sold {sold.ago} days ago", partial(self._sold, sold))
        yield from Market(self.plan, self.town.makers, self.town.officer, self.on).acts()

    def _publish(self, plan: TermsPlan, day: dt.date) -> None:
        publish_terms(plan, self.town.partners[plan.partner], self.town.buyers[plan.partner], day)

    def _listing(self, plan: ListingPlan) -> ToldListing:
        maker = self.maker(plan.business)
        assert maker.owner is not None  # noqa: S101 - asked by maker()
        if plan.product not in maker.products:
            raise BadCity(plan.place, "no such product of this business")
        sides = (maker.owner, self.town.buyers[plan.partner])
        retailer = self.town.partners[plan.partner]
        return ToldListing(plan, maker.products[plan.product], sides, retailer, self.stores, self.on)

    def _sold(self, plan: SellOutPlan) -> None:
        retailer = self.town.partners[plan.partner]
        listings = Listing.objects.filter(retailer=retailer).order_by("pk")
        prices = dict(listings.values_list("product", "shelf_price_idr"))
        take_file(plan, (retailer, self.town.buyers[plan.partner]), self.town.makers, prices, self.on)

    def _pool(self, plan: PoolPlan) -> ToldPool:
        store, buyer = self.stores[plan.store], self.town.buyers[plan.partner]
        sides = {name: self._side(name, buyer, store) for name, _product, _pieces in plan.offers}
        return ToldPool(plan, buyer, store, sides, self.on)

    def _sides(self, plan: OrderPlan) -> Sides:
        return self._side(plan.business, self.town.buyers[plan.partner], self.stores[plan.store])

    def _side(self, business: str, buyer: Person, store: Store) -> Sides:
        entry = self.maker(business)
        assert entry.owner is not None  # noqa: S101 - asked by maker()
        return Sides(buyer, store, entry.owner, entry.business, entry.products)

    def maker(self, business: str) -> Entry:
        """A business of the city whose owner signs in. Raises :class:`BadCity`."""
        entry = self.town.makers.get(business)
        if entry is None or entry.owner is None:
            raise BadCity(f"{FILE}: {business}", "no owner of that name signs in here")
        return entry
