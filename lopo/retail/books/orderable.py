"""What a retailer can order: products on its shelf or on trial there, but none that is being recalled."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from lopo.facts.text import Text
from lopo.producers.models import Business
from lopo.quality.models import Batch, Recall
from lopo.quality.recalled import stopped_in
from lopo.retail.listing.transitions import LISTED, ON_TRIAL, TRIAL_AGREED
from lopo.retail.models import Listing, Store

ORDERABLE = (TRIAL_AGREED, "verdict-due", ON_TRIAL, LISTED)
"""States of a listing in which goods are ordered: a trial's goods have to be there on its first day."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """So many pieces are suggested, and why."""

    pieces: int
    why: Text


Suggester = Callable[[Store, Collection[int], dt.date], Mapping[int, Suggestion]]

SUGGESTERS: list[Suggester] = []
"""Each is asked, for a shop, primary keys of products and the day on which goods are wanted, what to order.

Filled when the house starts; the first that has something to say about a product is heard.
"""


def suggestions(store: Store, products: Collection[int], wanted_on: dt.date) -> dict[int, Suggestion]:
    """What to order of ``products`` for ``store``, where somebody knows."""
    found: dict[int, Suggestion] = {}
    for each in SUGGESTERS:
        for product, said in each(store, products, wanted_on).items():
            found.setdefault(product, said)
    return found


def orderable(retailer: int) -> QuerySet[Listing]:
    """The listings that a retailer orders by, with product and business, by the name of the business."""
    rows = Listing.objects.filter(retailer=retailer, state__in=ORDERABLE, product__archived_at=None)
    return rows.select_related("product__business", "terms").order_by(
        "product__business__name", "product__name", "pk"
    )


def recalled_products(businesses: Collection[int]) -> set[int]:
    """Products of which a batch is held by an open recall for real; one query where there is none."""
    found = Recall.objects.filter(business__in=businesses, is_drill=False, closed_at=None)
    held: set[int] = set()
    for pk in found.order_by().values_list("business", flat=True).distinct():
        stopped = stopped_in(Business(pk=pk))
        held |= set(Batch.objects.filter(pk__in=list(stopped.batches)).values_list("product", flat=True))
    return held
