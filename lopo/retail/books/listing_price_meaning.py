"""What is needed to weigh a new price: the shop's terms, the kitchen's cost, what others like it cost."""

from django.utils import timezone

from lopo.retail.books.listing_price import priced
from lopo.retail.cards.shop_ways import channel_by
from lopo.retail.listing.price import Price
from lopo.retail.listing.price_meaning import Kept, PriceMeaning, kept
from lopo.retail.listing.transitions import SHELF
from lopo.retail.models import Listing
from lopo.standards.standings import assessment_of

MOST_ALIKE = 5


def meaning_of(listing: Listing, old: Price, new: Price) -> PriceMeaning:
    """Both prices against the terms under which the product was listed."""
    return PriceMeaning(old, new, listing.terms.margin_percent if listing.terms else None)


def kept_by_kitchen(listing: Listing, old: Price, new: Price) -> Kept | None:
    """What is left for the kitchen, by its own cost, for its eyes; nothing while that is not known."""
    if listing.terms is None:
        return None
    dossier = assessment_of(listing.product, timezone.localdate()).dossier
    channel = channel_by(listing.terms, listing.retailer.name, dossier.value("cost.channels") or ())
    return kept(channel, dossier.value("price.cost_idr"), old, new)


def alike_on_shelf(listing: Listing) -> list[Listing]:
    """Others of the same kind on this shop's shelf, the cheapest first, with today's prices; one query."""
    if not listing.likeness:
        return []
    found = Listing.objects.filter(retailer=listing.retailer_id, likeness=listing.likeness, lane=SHELF)
    rows = found.exclude(pk=listing.pk).select_related("product__business").defer("dossier")
    return priced(rows.order_by("shelf_price_idr", "pk")[:MOST_ALIKE], timezone.localdate())
