"""What an open recall for real holds still: its deliveries, and every batch that holds something of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.accounts.permission import scope_for
from lopo.accounts.scope import Scope
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.models import Business
from lopo.producers.reach import businesses_in
from lopo.quality.models import Batch, RawLot, Recall
from lopo.quality.trace_search import batches_with

TOLD_MOST = 10


@dataclass(frozen=True, slots=True)
class Stopped:
    """The open recall of each lot that it holds still, by primary key; the newest where there are several."""

    raw: Mapping[int, Recall]
    batches: Mapping[int, Recall]

    def of(self, lot: RawLot | Batch) -> Recall | None:
        """The recall that holds ``lot``, if one does."""
        return (self.batches if isinstance(lot, Batch) else self.raw).get(lot.pk)


def open_recalls(scope: Scope) -> QuerySet[Recall]:
    """Recalls for real within reach that are not closed yet, newest first."""
    found = Recall.objects.filter(is_drill=False, closed_at=None, business__in=businesses_in(scope))
    return found.select_related("business", "raw_lot", "batch__product").annotate(more=Count("further"))


def recalls_for(person: Person) -> list[Recall]:
    """The open recalls that a person is told of, the newest few. One query; none for who sees no lots."""
    scope = scope_for(person, "trace.view")
    return [] if scope is None else list(open_recalls(scope)[:TOLD_MOST])


def stopped_in(business: Business) -> Stopped:
    """What may not be used or sent out in a kitchen now; one query where nothing is recalled."""
    raw: dict[int, Recall] = {}
    batches: dict[int, Recall] = {}
    found = Recall.objects.filter(business=business, is_drill=False, closed_at=None)
    for recall in found.select_related("raw_lot", "batch"):
        lots = recall.lots
        for lot in lots:
            if isinstance(lot, RawLot):
                raw.setdefault(lot.pk, recall)
        for batch in batches_with(lots):
            batches.setdefault(batch, recall)
    return Stopped(raw, batches)


def refuse_stopped(code: str, recall: Recall, does: Text) -> None:
    """Say that the lot ``code`` is held by ``recall``, and what follows. Always raises :class:`Refused`."""
    day = f"{timezone.localdate(recall.opened_at):%d-%m-%Y}"
    raise Refused(
        Text(f"{code} sedang ditarik sejak {day} ({recall.reason}). {does.id}",
             f"{code} is recalled since {day} ({recall.reason}). {does.en}")
    )  # fmt: skip
