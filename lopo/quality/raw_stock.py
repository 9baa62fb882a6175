"""What is left of deliveries: taken off are what batches used and what a real recall destroyed."""

from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from lopo.quality.models import BatchInput, RawLot, RecallRaw
from lopo.quality.models.recall_raw import DESTROYED

_AMOUNT: Any = DecimalField(max_digits=14, decimal_places=3)


def with_used(rows: QuerySet[RawLot]) -> QuerySet[RawLot]:
    """Each delivery with ``used``: all that is no longer there of it, in its own unit. No further query."""
    taken = BatchInput.objects.filter(raw_lot=OuterRef("pk"))
    gone = RecallRaw.objects.filter(raw_lot=OuterRef("pk"), outcome=DESTROYED, recall__is_drill=False)
    return rows.annotate(used=_sum(taken) + _sum(gone))


def _sum(rows: QuerySet[Any]) -> Coalesce:
    summed = rows.order_by().values("raw_lot").annotate(sum=Sum("quantity")).values("sum")
    return Coalesce(Subquery(summed), Value(Decimal(0)), output_field=_AMOUNT)


def left_of(lot: RawLot) -> Decimal:
    """What is left of a delivery that was read by :func:`with_used`; never below nought."""
    used: Decimal = lot.used  # type: ignore[attr-defined]
    return max(lot.quantity - used, Decimal(0))
