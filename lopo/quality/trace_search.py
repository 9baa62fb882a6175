"""From a lot back to the deliveries in it, and forward to the batches that hold it, in the database.

Each level is one query for raw lots or two for batches, by the index of the foreign key it follows: the
queries are as many as the chain is deep, and the rows read are those of the lots concerned. A recursive
common table expression does the same in one query; ``bench/recall.py`` holds the two against each other, and
this one is kept because it is the ORM's own on every database.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Sum

from lopo.quality.models import Batch, BatchInput, Move, Place, RawLot
from lopo.quality.trace.balance import Spread, spread_of
from lopo.quality.trace.report import Delivery, Held, LotReport, Made
from lopo.quality.trace.search import reached

AT_ONCE = 900
"""Lots asked for in one query: SQLite takes at least 999 parameters."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What a lot is made of and what it went into, nearest first, the lot itself among its kind."""

    raw_lots: tuple[RawLot, ...]
    batches: tuple[Batch, ...]
    """The batch itself and those it was made from (backwards), or went into (forwards)."""


def _portions(ids: Collection[int]) -> Iterator[list[int]]:
    listed = list(ids)
    for first in range(0, len(listed), AT_ONCE):
        yield listed[first : first + AT_ONCE]


def _made_with(ids: Collection[int]) -> Iterator[int]:
    for portion in _portions(ids):
        uses = BatchInput.objects.filter(source__in=portion)
        yield from sorted(uses.values_list("batch_id", flat=True))


def _made_from(ids: Collection[int]) -> Iterator[int]:
    for portion in _portions(ids):
        inputs = BatchInput.objects.filter(batch__in=portion, source__isnull=False)
        yield from sorted(inputs.values_list("source_id", flat=True))


def batches_with(lot: RawLot | Batch) -> list[int]:
    """Every batch that holds something of ``lot``, nearest first; a batch holds itself."""
    if isinstance(lot, Batch):
        return reached([lot.pk], _made_with)
    first = BatchInput.objects.filter(raw_lot=lot).values_list("batch_id", flat=True)
    return reached(sorted(first), _made_with)


def batches_in(batch: Batch) -> list[int]:
    """Every batch that is in ``batch``, nearest first, it first."""
    return reached([batch.pk], _made_from)


def forward(lot: RawLot | Batch) -> Trace:
    """Everything that holds something of ``lot``."""
    return Trace((lot,) if isinstance(lot, RawLot) else (), _batches(batches_with(lot)))


def back(batch: Batch) -> Trace:
    """Everything that is in ``batch``: deliveries, and batches of the same kitchen."""
    ids = batches_in(batch)
    found: dict[int, None] = {}
    for portion in _portions(ids):
        inputs = BatchInput.objects.filter(batch__in=portion, raw_lot__isnull=False)
        found.update(dict.fromkeys(sorted(inputs.values_list("raw_lot_id", flat=True))))
    return Trace(_in_order(RawLot, found), _batches(ids))


def _batches(ids: Collection[int]) -> tuple[Batch, ...]:
    rows: dict[int, Batch] = {}
    for portion in _portions(ids):
        rows |= {row.pk: row for row in Batch.objects.filter(pk__in=portion).select_related("product")}
    return tuple(rows[each] for each in ids)


def _in_order(model: type[RawLot], ids: Collection[int]) -> tuple[RawLot, ...]:
    rows: dict[int, RawLot] = {}
    for portion in _portions(ids):
        rows |= model.objects.in_bulk(portion)
    return tuple(rows[each] for each in ids)


def spread(batches: Collection[Batch]) -> Spread:
    """How many pieces of ``batches`` are where: at each place, and in the kitchen."""
    made = {batch.pk: batch.pieces for batch in batches}
    moved: list[tuple[int, int | None, int | None, int]] = []
    used: list[tuple[int, int]] = []
    for portion in _portions(made):
        sums = Move.objects.filter(batch__in=portion).order_by().values("batch", "origin", "destination")
        rows = sums.annotate(sum=Sum("pieces")).values_list("batch", "origin", "destination", "sum")
        moved.extend(rows)
        uses = BatchInput.objects.filter(source__in=portion).order_by().values("source")
        used.extend(
            (source, int(sum or 0))
            for source, sum in uses.annotate(sum=Sum("quantity")).values_list("source", "sum")
        )
    return spread_of(made, moved, used)


def places(ids: Collection[int]) -> dict[int, Place]:
    """Places by primary key."""
    found: dict[int, Place] = {}
    for portion in _portions(ids):
        found |= Place.objects.in_bulk(portion)
    return found


def report(lot: RawLot | Batch) -> LotReport:
    """Everything about a lot in both directions."""
    came = back(lot) if isinstance(lot, Batch) else Trace((lot,), ())
    into = forward(lot).batches
    here = spread(into)
    known = places(here.places())
    codes = {batch.pk: batch.code for batch in into}
    return LotReport(
        business=lot.business.name,
        code=lot.code,
        what=lot.product.name if isinstance(lot, Batch) else lot.ingredient,
        deliveries=[
            Delivery(
                each.code,
                each.ingredient,
                each.supplier,
                each.supplier_phone,
                each.supplier_code,
                each.received_on,
            )
            for each in came.raw_lots
        ],
        sources=[_made(each) for each in came.batches if each != lot],
        into=[_made(each) for each in into if each != lot],
        held=[
            Held(known[place].name, known[place].phone, codes[batch], pieces)
            for (batch, place), pieces in here.at.items()
            if place is not None
        ],
        in_kitchen=here.in_kitchen,
    )


def _made(batch: Batch) -> Made:
    return Made(batch.code, batch.product.name, batch.made_on, batch.pieces)


def found_by_code(code: str, business: str = "") -> list[RawLot | Batch]:
    """Lots of any business under a code, or under a supplier's; few, since a code is new in its business."""
    of_business = {"business__name": business} if business else {}
    codes = list({code, code.strip().upper()})
    batches = Batch.objects.filter(code__in=codes, **of_business).select_related("product", "business")
    raw = RawLot.objects.filter(code__in=codes, **of_business).select_related("business")
    found: list[RawLot | Batch] = [*batches, *raw]
    if found:
        return found
    return list(RawLot.objects.filter(supplier_code__in=codes, **of_business).select_related("business"))
