"""The officer's list: which products, filtered and sorted as the address bar says."""

import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from django.db.models import Avg, Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from lopo.producers.models import Business, Product
from lopo.standards.models import GateStanding
from lopo.standards.requirement import RUNGS
from lopo.standards.tasks import late_tasks

BELOW = "none"
"""The filter's word for products below the first rung."""

HEIGHT = Case(*(When(standing__rung=rung, then=height) for height, rung in enumerate(RUNGS, 1)), default=0)
"""How high on the ladder a product stands: 0 below it, 4 on top."""

SORTS = {
    "name": ("name",),
    "business": ("business__name", "name"),
    "kelurahan": ("business__kelurahan__name", "business__name"),
    "rung": ("height", "standing__next_percent"),
    "open": ("standing__next_open", "name"),
    "progress": ("-standing__next_percent", "name"),
    "age": ("standing__rung_since", "name"),
    "overdue": ("-overdue_count", "name"),
}
"""The word in the address bar, and what it sorts by; with a minus before it the other way round."""


@dataclass(frozen=True, slots=True)
class DeskFilter:
    """What the officer asked to see; every field comes from the address bar and may be empty."""

    rung: str = ""
    gate: str = ""
    gate_state: str = ""
    kelurahan: str = ""
    kecamatan: str = ""
    kind: str = ""
    older_than: int = 0
    overdue: bool = False
    search: str = ""
    sort: str = "business"

    @property
    def of_products(self) -> bool:
        """Whether something is asked that only a product can answer."""
        above_ground = self.rung not in ("", BELOW)
        return above_ground or bool(self.gate or self.kind or self.older_than or self.overdue)

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "DeskFilter":
        """Read the address bar; what makes no sense is left out, never an error."""
        query = {name: text.replace("\x00", "") for name, text in query.items()}
        age = query.get("older_than", "")
        rung = query.get("rung", "")
        sort = query.get("sort", "")
        return cls(
            rung=rung if rung in (*RUNGS, BELOW) else "",
            gate=query.get("gate", "")[:60],
            gate_state=query.get("gate_state", "") if query.get("gate_state") in ("passed", "open") else "",
            kelurahan=query.get("kelurahan", "")[:20],
            kecamatan=query.get("kecamatan", "")[:60],
            kind=query.get("kind", "")[:10],
            older_than=int(age) if age.isascii() and age.isdigit() and len(age) < 6 else 0,
            overdue=query.get("overdue") == "1",
            search=query.get("search", "").strip()[:80],
            sort=sort if sort.removeprefix("-") in SORTS else "business",
        )


def desk_products(products: QuerySet[Product], wanted: DeskFilter, on: dt.date) -> QuerySet[Product]:
    """The products the officer asked for, with everything a row shows, in a fixed number of queries."""
    late = late_tasks(on)
    count = late.order_by().annotate(all=Value(1)).values("all").annotate(count=Count("pk")).values("count")
    found: QuerySet[Product] = (
        products.filter(archived_at=None)
        .select_related("business", "business__kelurahan", "standing")
        .annotate(height=HEIGHT, overdue_count=Coalesce(Subquery(count), 0))
    )
    found = _by_place(_by_standing(found, wanted, on), wanted)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.overdue:
        found = found.filter(Exists(late))
    if wanted.search:
        found = found.filter(Q(name__icontains=wanted.search) | Q(business__name__icontains=wanted.search))
    return found.order_by(*_order(wanted.sort), "pk")


def businesses_without_product(businesses: QuerySet[Business], wanted: DeskFilter) -> QuerySet[Business]:
    """The businesses asked for that have no product to show yet, so that none is out of sight."""
    if wanted.of_products:
        return businesses.none()
    shown = Product.objects.filter(business=OuterRef("pk"), archived_at=None)
    found = businesses.filter(~Exists(shown)).select_related("kelurahan")
    if wanted.kelurahan:
        found = found.filter(kelurahan__code=wanted.kelurahan)
    if wanted.kecamatan:
        found = found.filter(kelurahan__kecamatan=wanted.kecamatan)
    if wanted.search:
        found = found.filter(name__icontains=wanted.search)
    return found.order_by("name", "pk")


@dataclass(frozen=True)
class DeskList(Sequence[Business | Product]):
    """The rows of the desk for a paginator: the businesses without a product, then the products."""

    businesses: QuerySet[Business]
    products: QuerySet[Product]

    @functools.cached_property
    def lone(self) -> int:
        """How many businesses without a product there are."""
        return self.businesses.count()

    @functools.cached_property
    def sums(self) -> dict[str, float]:
        """What the products come to: how many, the mean share of the next rung, demands that are open."""
        sums: dict[str, float] = self.products.order_by().aggregate(
            made=Count("pk"), percent=Avg("standing__next_percent"), open=Sum("standing__next_open")
        )
        return sums

    @property
    def made(self) -> int:
        """How many products there are."""
        return int(self.sums["made"])

    def __len__(self) -> int:
        return self.lone + self.made

    @overload
    def __getitem__(self, part: int) -> Business | Product: ...

    @overload
    def __getitem__(self, part: slice) -> list[Business | Product]: ...

    def __getitem__(self, part: int | slice) -> Business | Product | list[Business | Product]:
        if isinstance(part, int):
            return self[part : part + 1][0]
        first, last, _step = part.indices(len(self))
        lone = self.businesses[first : min(last, self.lone)] if first < self.lone else ()
        return [*lone, *self.products[max(0, first - self.lone) : max(0, last - self.lone)]]


def _order(sort: str) -> tuple[str, ...]:
    fields = SORTS[sort.removeprefix("-")]
    if not sort.startswith("-"):
        return fields
    return tuple(field[1:] if field.startswith("-") else f"-{field}" for field in fields)


def _by_standing(found: QuerySet[Product], wanted: DeskFilter, on: dt.date) -> QuerySet[Product]:
    if wanted.rung:
        found = found.filter(standing__rung="" if wanted.rung == BELOW else wanted.rung)
    if wanted.older_than:
        found = found.filter(standing__rung_since__lte=on - dt.timedelta(days=wanted.older_than))
    if wanted.gate:
        gate = GateStanding.objects.filter(standing__product=OuterRef("pk"), gate=wanted.gate)
        if wanted.gate_state:
            gate = gate.filter(passed=wanted.gate_state == "passed")
        found = found.filter(Exists(gate))
    return found


def _by_place(found: QuerySet[Product], wanted: DeskFilter) -> QuerySet[Product]:
    if wanted.kelurahan:
        found = found.filter(business__kelurahan__code=wanted.kelurahan)
    if wanted.kecamatan:
        found = found.filter(business__kelurahan__kecamatan=wanted.kecamatan)
    return found
