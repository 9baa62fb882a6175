"""After an edition begins or ends, what is remembered of every product is brought up to date, bit by bit.

A request does as much as a person can wait for; the page goes on where it stopped, and the daily work does
what is left. Doing a part again does no harm.
"""

import datetime as dt
import time

from django.db.models import Q, QuerySet
from django.utils import timezone

from lopo.producers.models import Product
from lopo.standards.models import GateEdition
from lopo.standards.standings import refresh

CHUNK = 50
"""Products of one transaction."""
SECONDS = 2.0
"""So long a page lets a person wait for it."""


def unsettled(on: dt.date) -> QuerySet[GateEdition]:
    """The editions that hold, or hold no more, and of which not every product's standing knows."""
    begun = Q(valid_from__lte=on, withdrawn_from=None) | Q(withdrawn_from__lte=on)
    return GateEdition.objects.filter(begun, published_at__isnull=False, assessed_at=None)


def settle(edition: GateEdition, on: dt.date, seconds: float = SECONDS) -> bool:
    """Bring products up to date for ``seconds``; whether all of them are now."""
    ends = time.monotonic() + seconds
    while chunk := _chunk(edition.assessed_through, CHUNK):
        refresh(chunk, on)
        edition.assessed_through = chunk[-1].pk
        GateEdition.objects.filter(pk=edition.pk, assessed_at=None).update(
            assessed_through=edition.assessed_through
        )
        if time.monotonic() > ends:
            break
    if _chunk(edition.assessed_through, 1):
        return False
    edition.assessed_at = timezone.now()
    edition.save(update_fields=["assessed_at"])
    return True


def settled_all(on: dt.date) -> None:
    """Every product was assessed anew as of ``on``: nothing is left to do for any edition."""
    unsettled(on).update(assessed_at=timezone.now())


def progress(edition: GateEdition) -> tuple[int, int]:
    """How many products are up to date, of how many."""
    products = Product.objects.filter(archived_at=None)
    return products.filter(pk__lte=edition.assessed_through).count(), products.count()


def _chunk(last: int, most: int) -> list[Product]:
    listed = Product.objects.filter(archived_at=None, pk__gt=last).select_related("business")
    return list(listed.order_by("pk")[:most])
