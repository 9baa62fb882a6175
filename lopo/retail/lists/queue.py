"""The buyer's queue: one heap of it, filtered and sorted as the address says.

Sorting follows an index of the table for each word, so that a page of a long queue costs what one of a short
one does. The ladder's picture is drawn from what is remembered of the page's own products.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Prefetch, Q, QuerySet

from lopo.producers.models import Product
from lopo.retail.listing.transitions import DECIDE, LANES
from lopo.retail.models import Listing
from lopo.standards.models import GateStanding

COUNTED_MOST = 1_000
"""More than so many of a narrowed heap are not counted: "more than 1,000" says enough."""
READINESS = "readiness"
SORTS: Mapping[str, tuple[str, ...]] = {
    READINESS: ("-readiness", "state_since", "pk"),
    "margin": ("-margin_permille", "pk"),
    "supply": ("-weekly_pieces", "pk"),
    "novelty": ("alike", "pk"),
    "waiting": ("state_since", "pk"),
    "due": ("due_on", "pk"),
}
"""The word in the address, and what it sorts by, best first; with a minus the other way round."""


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the buyer asked to see; every field comes from the address and may be empty."""

    lane: str = DECIDE
    kind: str = ""
    new: bool = False
    late: bool = False
    shop: str = ""
    search: str = ""
    sort: str = READINESS

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "QueueFilter":
        """Read the address; what makes no sense is left out, never an error."""
        query = {name: text.replace("\x00", "") for name, text in query.items()}
        shop, sort, lane = query.get("shop", ""), query.get("sort", ""), query.get("lane", "")
        return cls(
            lane=lane if lane in LANES else DECIDE,
            kind=query.get("kind", "")[:10],
            new=query.get("new") == "1",
            late=query.get("late") == "1",
            shop=shop if shop.isascii() and shop.isdigit() and len(shop) < 10 else "",
            search=query.get("search", "").strip()[:80],
            sort=sort if sort.removeprefix("-") in SORTS else READINESS,
        )

    @property
    def is_narrow(self) -> bool:
        """Whether anything but the heap and its order was asked."""
        return bool(self.kind or self.new or self.late or self.shop or self.search)


def queue(listings: QuerySet[Listing], wanted: QueueFilter, on: dt.date) -> QuerySet[Listing]:
    """The listings asked for, in order."""
    return narrowed(listings, wanted, on).filter(lane=wanted.lane).order_by(*_order(wanted.sort))


def narrowed(listings: QuerySet[Listing], wanted: QueueFilter, on: dt.date) -> QuerySet[Listing]:
    """The same of every heap, in no order."""
    found = listings
    if wanted.shop:
        found = found.filter(retailer=int(wanted.shop))
    if wanted.kind:
        found = found.filter(product__kind=wanted.kind)
    if wanted.new:
        found = found.filter(alike=0)
    if wanted.late:
        found = found.filter(due_on__lt=on)
    if wanted.search:
        named = Q(name__icontains=wanted.search) | Q(business__name__icontains=wanted.search)
        found = found.filter(product__in=Product.objects.filter(named).values("pk"))
    return found


def counts(listings: QuerySet[Listing], wanted: QueueFilter, on: dt.date) -> dict[str, int]:
    """How many lie on each heap, in one query; of a narrowed one at most one more than ``COUNTED_MOST``.

    Whole heaps are counted along an index. What is narrowed has none, and so is not counted to its end.
    """
    found = narrowed(listings, wanted, on).order_by()
    if not wanted.is_narrow:
        return dict.fromkeys(LANES, 0) | dict(found.values_list("lane").annotate(count=Count("pk")))
    parts, parameters = [], []
    for lane in LANES:
        sql, values = found.filter(lane=lane).values("pk")[: COUNTED_MOST + 1].query.sql_with_params()
        parts.append(f"SELECT %s, COUNT(*) FROM ({sql}) AS of_lane")  # noqa: S608 - the query is Django's own
        parameters += [lane, *values]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        return dict(cursor.fetchall())


def page_rows(found: QuerySet[Listing], first: int, last: int) -> QuerySet[Listing]:
    """The listings of a page with all that their rows show; those before it are passed in the index alone."""
    on_page = Listing.objects.filter(pk__in=found.values("pk")[first:last])
    return with_rows(on_page.order_by(*found.query.order_by))


def with_rows(found: QuerySet[Listing]) -> QuerySet[Listing]:
    """With all that a row shows; the queries do not grow with the rows."""
    gates = Prefetch(
        "product__standing__gates", GateStanding.objects.only("standing_id", "gate", "met", "total")
    )
    rows = found.select_related("product__business__kelurahan", "product__standing", "retailer")
    return rows.defer(
        "dossier", "product__standing__statuses", "product__standing__next_step"
    ).prefetch_related(gates)


def _order(sort: str) -> list[str]:
    fields = SORTS[sort.removeprefix("-")]
    if not sort.startswith("-"):
        return list(fields)
    return [each[1:] if each.startswith("-") else f"-{each}" for each in fields]
