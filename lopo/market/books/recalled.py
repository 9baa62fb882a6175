"""Which open products are recalled now, and which of their lots."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from lopo.quality.models import Batch, Recall
from lopo.quality.trace_search import batches_with


@dataclass(frozen=True, slots=True)
class Notice:
    """A recall as a buyer reads it: why, since when, and the codes on the packs."""

    recall: Recall
    lots: tuple[Batch, ...]

    @property
    def codes(self) -> list[str]:
        """The lots, as on the packs."""
        return [lot.code for lot in self.lots]


def notices_of(businesses: Collection[int] | QuerySet[Any, Any]) -> Mapping[int, list[Notice]]:
    """The open recalls of businesses, by product. One query where nothing is recalled, as nearly always."""
    found: dict[int, list[Notice]] = {}
    recalls = Recall.objects.filter(business__in=businesses, is_drill=False, closed_at=None)
    for recall in recalls.select_related("raw_lot", "batch"):
        by_product: dict[int, list[Batch]] = {}
        for batch in Batch.objects.filter(pk__in=batches_with(recall.lots)).order_by("code"):
            by_product.setdefault(batch.product_id, []).append(batch)
        for product, lots in by_product.items():
            found.setdefault(product, []).append(Notice(recall, tuple(lots)))
    return found
