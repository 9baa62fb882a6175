"""On the page about cost: what each shop's published terms leave of its price."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from lopo.accounts.models import Person
from lopo.costing.channel import Channel, channels
from lopo.costing.shop_ways import ShopWay
from lopo.facts.text import Text, joined
from lopo.facts.wording import say_number
from lopo.producers.models import Product
from lopo.retail.books.listing_price import priced
from lopo.retail.books.listing_reach import listings_for
from lopo.retail.listing.offer import ShopTerms, channel_of
from lopo.retail.listing.transitions import table
from lopo.retail.models import RetailTerms
from lopo.retail.terms.words import CONSIGNMENT, COUNTS_FROM_TITLES, MODE_TITLES

MOST = 5
"""Shops that are shown besides those before which the product is."""
BORNE = {"producer": Decimal(1), "shared": Decimal("0.5"), "retailer": Decimal(0)}
"""Which part of what does not sell the maker bears."""
_PAID = Text("dibayar {days} hari sesudah {from_}", "paid {days} days after {from_}")
_UNSOLD = {
    "producer": Text("yang tidak laku kembali ke dapur", "what does not sell comes back to you"),
    "shared": Text("yang tidak laku dibagi dua", "what does not sell is shared by half"),
    "retailer": Text("yang tidak laku ditanggung toko", "what does not sell is the shop's loss"),
}


def shop_ways(person: Person, product: Product, own: tuple[str, ...]) -> Iterator[ShopWay]:
    """The shops that have the product or decide on it, then others that published terms. Two queries."""
    language, seen = get_language() or "id", set()
    listed = listings_for(person).filter(product=product).exclude(state__in=table().lane_states("ended"))
    for each in priced(listed.order_by("-pk").defer("dossier"), timezone.localdate()):
        seen.add(each.retailer_id)
        if each.terms is not None:
            yield ShopWay(
                channel_by(each.terms, each.retailer.name, own),
                each.retailer.name,
                table().states[each.state].title.in_language(language),
                reverse("retail:listing", args=[each.public_id]),
                each.shelf_price_idr,
                each.price_idr,
            )
    for terms in _terms_now().exclude(retailer__in=seen)[:MOST]:
        place = reverse("retail:shop", args=[product.public_id, terms.retailer_id])
        yield ShopWay(channel_by(terms, terms.retailer.name, own), terms.retailer.name, "", place)


def _terms_now() -> QuerySet[RetailTerms]:
    """Of each shop the terms that hold today."""
    held = RetailTerms.objects.filter(published_at__isnull=False, valid_from__lte=timezone.localdate())
    later = held.filter(retailer=OuterRef("retailer"), valid_from__gt=OuterRef("valid_from"))
    return held.filter(~Exists(later)).select_related("retailer").order_by("retailer__name", "pk")


def channel_by(terms: RetailTerms, shop: str, own: tuple[str, ...] = ()) -> Channel:
    """The way to a shop by its terms; what they do not say (delivery, how much does not sell) is the owner's
    own figure or the assumed one.
    """
    told = ShopTerms(terms.mode, terms.margin_percent, terms.fee_percent, terms.days_to_pay)
    channel = channel_of(told, own)
    unsold = next(each for each in channels(own) if each.id == CONSIGNMENT).terms.returns_percent
    borne = BORNE.get(terms.returns_paid_by, Decimal(1)) if terms.returns_taken else Decimal(0)
    figures = replace(
        channel.terms,
        returns_percent=unsold * borne,
        registration_idr=Decimal(max(terms.registration_outlet_idr, terms.registration_all_idr)),
    )
    return replace(
        channel, title=Text.same(shop), says=_says(terms), terms=figures, confidence=terms.confidence
    )


def _says(terms: RetailTerms) -> Text:
    """How the shop buys, when it pays, and whose loss it is what does not sell."""
    paid = _PAID.filled(days=say_number(terms.days_to_pay), from_=COUNTS_FROM_TITLES[terms.counts_from])
    said = [MODE_TITLES[terms.mode], paid]
    if terms.returns_taken:
        said.append(_UNSOLD.get(terms.returns_paid_by, _UNSOLD["producer"]))
    return joined(said, Text.same(" · "))
