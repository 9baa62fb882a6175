"""From a lot back to the deliveries in it, and forward to the batches that hold it, in the database.

One recursive query finds the steps (:mod:`lopo.quality.trace.walk_sql`), and the order is made of them here:
nearest first. Then rows are fetched only of the lots concerned. However deep the chain and however much else
is kept, the queries are as many.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from lopo.quality.models import Batch, Place, RawLot
from lopo.quality.trace import walk_sql
from lopo.quality.trace.balance import Spread, spread_of
from lopo.quality.trace.report import Delivery, Held, LotReport, Made
from lopo.quality.trace.search import reached

AT_ONCE = 450
"""Lots asked for in one query: SQLite takes at least 999 parameters, and some questions name each twice."""

Lot = RawLot | Batch


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


def _asked(query: str, keys: Sequence[int]) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, keys)
        rows: list[tuple[int, ...]] = cursor.fetchall()
    return rows


def _nearest_first(start: Iterable[int], steps: Mapping[int, Iterable[int]]) -> list[int]:
    def further(level: Collection[int]) -> Iterable[int]:
        return sorted({next for each in level for next in steps.get(each, ())})

    return reached(start, further)


def batches_with(lots: Collection[Lot]) -> list[int]:
    """Every batch that holds something of ``lots``, nearest first; a batch holds itself."""
    raw = [lot.pk for lot in lots if isinstance(lot, RawLot)]
    own = [lot.pk for lot in lots if isinstance(lot, Batch)]
    steps: dict[int, list[int]] = {}
    start: set[int] = set()
    for batch, source in _asked(walk_sql.forward(len(raw), len(own)), [*raw, *own]):
        if source is None:
            start.add(batch)
        else:
            steps.setdefault(source, []).append(batch)
    return _nearest_first(sorted(start), steps)


def forward(*lots: Lot) -> Trace:
    """Everything that holds something of any of ``lots``."""
    raw = tuple(lot for lot in lots if isinstance(lot, RawLot))
    return Trace(raw, _batches(batches_with(lots)))


def back(batch: Batch) -> Trace:
    """Everything that is in ``batch``: deliveries, and batches of the same kitchen."""
    steps: dict[int, list[int]] = {}
    taken: dict[int, list[int]] = {}
    for what, key, into in _asked(walk_sql.back(1), [batch.pk]):
        if into is not None:
            (taken if what else steps).setdefault(into, []).append(key)
    ids = _nearest_first([batch.pk], steps)
    raw = dict.fromkeys(lot for each in ids for lot in sorted(taken.get(each, ())))
    return Trace(_in_order(RawLot, raw), _batches(ids))


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
        for what, batch, origin, destination, pieces in _asked(walk_sql.sums(len(portion)), portion * 2):
            if what:
                used.append((batch, int(pieces or 0)))
            else:
                moved.append((batch, origin, destination, int(pieces)))
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
