"""A kitchen whose product passes the gate of NTT Mart, a shop that asks it, and what both do."""

import datetime as dt
import itertools

from django.utils import timezone

from lopo.facts.own_number import new_client_id
from lopo.retail.books.application import apply
from lopo.retail.books.listing import Told, act
from lopo.retail.books.listing_reach import parties_of
from lopo.retail.listing.offer import Offer
from lopo.retail.listing.trial import TrialTold
from lopo.retail.models import Listing, RetailerGate
from tests.city import LUAT, a_kitchen, tell
from tests.retail.shops import a_shop

READY = LUAT | {
    "permit.pirt.number": "2062371010001-31",
    "permit.pirt.valid_until": "2031-01-01",
    "permit.halal.number": "ID53110000123450221",
    "label.producer_name": "Dapur Mama Yuliana",
    "label.producer_address": "Jl. Eltari 1",
    "label.producer_city": "Kupang",
    "label.producer_postcode": "85111",
    "label.producer_country": "Indonesia",
    "label.expiry_text": "Baik digunakan sebelum 12 12 2027",
    "label.claims": "",
    "label.halal_logo": "false",
    "recipe.ingredients": [{"name": "cabai", "amount": "60"}, {"name": "jeruk nipis", "amount": "40"}],
    "recipe.additives": [],
    "supply.monthly_capacity": "400",
    "supply.commitment": "true",
    "price.to_shop_idr": "15000",
    "price.retail_idr": "20000",
}
OFFER = Offer(15_000, 20_000, 92)
_names = itertools.count(1)


def a_mart(name="NTT Mart Kupang", **terms):
    """A shop with terms, a buyer and a store, whose gate is that of NTT Mart."""
    shop = a_shop(name, **terms)
    RetailerGate.objects.create(retailer=shop.retailer, gate="ntt-mart", said_by=shop.buyer)
    return shop


def a_ready_kitchen(name="", product="Sambal lu'at", **facts):
    """A kitchen that may apply to such a shop at once."""
    kitchen = a_kitchen(name or f"Dapur {next(_names)}", product)
    tell(kitchen, READY | {fact.replace("__", "."): value for fact, value in facts.items()})
    return kitchen


def today():
    return timezone.localdate()


def applied(kitchen, shop, offer=OFFER, words=""):
    """The application of a kitchen to a shop."""
    listing, _is_new = apply(
        kitchen.product, shop.retailer.pk, offer, kitchen.owner, new_client_id(), today(), words
    )
    return listing


def do(listing, id, by, on=None, version=None, **told):
    """What ``by`` does with a listing as she sees it now."""
    now = Listing.objects.get(pk=listing.pk)
    return act(
        now,
        id,
        now.version if version is None else version,
        Told(**told),
        by,
        parties_of(by, now),
        on or today(),
    )


def a_trial(shop, first=0, days=42, pieces=120, wanted=60):
    starts = today() + dt.timedelta(days=first)
    return TrialTold((shop.store.pk,), starts, starts + dt.timedelta(days=days - 1), pieces, wanted)


def on_trial(kitchen, shop, **trial):
    """A listing whose trial has begun."""
    listing = applied(kitchen, shop)
    do(listing, "offer-trial", shop.buyer, trial=a_trial(shop, **trial))
    do(listing, "agree-trial", kitchen.owner)
    return do(listing, "begin-trial", shop.buyer)
