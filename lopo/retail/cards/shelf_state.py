"""On pages of products: how far each is with which shop."""

from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils.translation import get_language

from lopo.accounts.models import Person
from lopo.retail.books.listing_reach import listings_for
from lopo.retail.listing.transitions import OWNER, table
from lopo.retail.models import Listing
from lopo.standards.shelf_states import ENDED, HER_TURN, ON_ITS_WAY, ON_SHELF, ShelfState

WITHDRAWN = "withdrawn"


def shelf_states(person: Person, products: Collection[int]) -> Iterator[ShelfState]:
    """The last application of each product to each shop, but for one that the kitchen withdrew. One query."""
    language, seen = get_language() or "id", set()
    for each in listings_for(person).filter(product__in=products).order_by("-pk").defer("dossier"):
        key = (each.product_id, each.retailer_id)
        if key not in seen and each.state != WITHDRAWN:
            yield _state(each, language)
        seen.add(key)


def _state(listing: Listing, language: str) -> ShelfState:
    state = table().states[listing.state]
    if state.turn == OWNER:
        mark = HER_TURN
    else:
        mark = {"shelf": ON_SHELF, "trial": ON_SHELF, "ended": ENDED}.get(state.lane, ON_ITS_WAY)
    return ShelfState(
        listing.product_id,
        listing.gate,
        listing.retailer.name,
        state.title.in_language(language),
        mark,
        reverse("retail:listing", args=[listing.public_id]),
    )
