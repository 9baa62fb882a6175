"""Listings of the demo city, from the application to the shelf and off it again, each step on its day."""

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from lopo.accounts.models import Organisation, Person
from lopo.producers.models import Product
from lopo.retail.books.application import apply
from lopo.retail.books.listing import Told, act, tell_mended
from lopo.retail.books.listing_morning import let_days_pass
from lopo.retail.books.listing_price import answer_price, propose, standing_of, waiting_of
from lopo.retail.listing.offer import Offer
from lopo.retail.listing.price import Price
from lopo.retail.listing.price_change import PriceProposal, other_side
from lopo.retail.listing.transitions import BUYER, OWNER, table
from lopo.retail.listing.trial import TrialTold
from lopo.retail.models import Listing, Store
from lopo.site.demo.courses import demo_id
from lopo.site.demo.plans import BadCity
from lopo.site.demo.shelf_plan import ListingPlan, StepPlan
from lopo.site.demo.told_days import Act


class ToldListing:
    """One product before one shop."""

    def __init__(
        self,
        plan: ListingPlan,
        product: Product,
        sides: tuple[Person, Person],
        retailer: Organisation,
        stores: Mapping[str, Store],
        on: dt.date,
    ) -> None:
        self.plan, self.product, self.retailer, self.stores, self.on = plan, product, retailer, stores, on
        self.owner, self.buyer = sides

    def acts(self) -> Iterator[Act]:
        """The steps, each on its day."""
        for step in self.plan.steps:
            day = self.on - dt.timedelta(days=step.ago)
            does = _OWN.get(step.name, ToldListing.move)
            yield Act(day, f"{self.plan.place}: {step.name}", partial(does, self, step, day))

    @property
    def listing(self) -> Listing:
        """The last application; there may have been one before."""
        found = Listing.objects.filter(product=self.product, retailer=self.retailer)
        return found.select_related("product__business__organisation", "retailer", "terms").latest("pk")

    def apply(self, step: StepPlan, day: dt.date) -> None:
        """The owner applies, and lets the shop see her dossier."""
        plan = self.plan
        offer = Offer(plan.price, plan.shelf_price, plan.weekly)
        number = demo_id("listing", plan.partner, plan.business, plan.product, step.ago)
        apply(self.product, self.retailer.pk, offer, self.owner, number, day, step.told.get("words", ""))

    def mend(self, step: StepPlan, day: dt.date) -> None:
        """The owner says that what the shop named is mended."""
        tell_mended(self.listing, self.owner, day)

    def wait(self, step: StepPlan, day: dt.date) -> None:
        """The day of a trial has come, as the house finds in the morning."""
        let_days_pass(day)

    def propose_price(self, step: StepPlan, day: dt.date) -> None:
        """The owner, or whom ``by`` names, proposes a new price ``after`` so many days."""
        told, listing = step.told, self.listing
        first = day + dt.timedelta(days=told["after"])
        until = first + dt.timedelta(days=told["days"] - 1) if "days" in told else None
        price = Price(told["price"], told["shelf_price"])
        proposal = PriceProposal(price, first, told["reason"], until, told.get("words", ""))
        who = self._side(told.get("by", OWNER))
        number = demo_id("price", self.plan.partner, self.plan.business, self.plan.product, step.ago)
        propose(listing, proposal, who, standing_of(who, listing), day, number)

    def answer_price(self, step: StepPlan, day: dt.date) -> None:
        """The other side accepts or declines the price that waits."""
        change = waiting_of(self.listing)
        if change is None:
            raise BadCity(self.plan.place, "no new price waits for an answer")
        who, told = self._side(other_side(change.side)), step.told
        act_id, standing = step.name.removesuffix("-price"), standing_of(who, self.listing)
        answer_price(change, act_id, who, standing, day, told.get("reason", ""), told.get("words", ""))

    def _side(self, side: str) -> Person:
        return self.owner if side == OWNER else self.buyer

    def move(self, step: StepPlan, day: dt.date) -> None:
        """Whoever may does it."""
        listing = self.listing
        by_owner = OWNER in table().transitions[step.name].by
        who, party = (self.owner, OWNER) if by_owner else (self.buyer, BUYER)
        act(listing, step.name, listing.version, self._told(step.told, day), who, {party}, day)

    def _told(self, told: Mapping[str, Any], day: dt.date) -> Told:
        trial = None
        if "stores" in told:
            starts_on = day + dt.timedelta(days=told["after"])
            trial = TrialTold(
                stores=tuple(self.stores[code].pk for code in told["stores"]),
                starts_on=starts_on,
                ends_on=starts_on + dt.timedelta(days=told["days"] - 1),
                pieces=told["pieces"],
                wanted_percent=told["wanted"],
            )
        return Told(
            reason=told.get("reason", ""),
            words=told.get("words", ""),
            trial=trial,
            sold=told.get("sold"),
            scores=told.get("scores", {}),
            taster=told.get("name", ""),
        )


_OWN = {
    "apply": ToldListing.apply,
    "mended": ToldListing.mend,
    "begin-trial": ToldListing.wait,
    "end-trial": ToldListing.wait,
    "propose-price": ToldListing.propose_price,
    "accept-price": ToldListing.answer_price,
    "decline-price": ToldListing.answer_price,
}
"""Steps that are no act on a listing as it stands; every other is one of the table of transitions."""
