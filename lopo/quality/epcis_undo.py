"""A file that was taken in by mistake, struck out as a whole while nothing was built upon it."""

from django.db import transaction
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.records import lock
from lopo.quality.correction_book import Lot, Why, keep_struck, mark_used_up_anew, refuse_while_recalled
from lopo.quality.models import Batch, BatchInput, EpcisImport, LotCorrection, Move, RawLot, Recall


@transaction.atomic
def undo_import(row: EpcisImport, why: Why) -> None:
    """Strike out all that a document brought, or nothing. Raises :class:`Refused` naming what is used."""
    lock(row.business_id)
    row.refresh_from_db()
    if row.struck_at is not None:
        return
    refuse_while_recalled(row.business)
    raws, batches = list(row.raw_lots.all()), list(row.batches.select_related("product").order_by("-pk"))
    moves = set(row.moves.values_list("pk", flat=True))
    if used := _built_upon(row, raws, batches, moves):
        raise Refused(
            Text(f"Sudah ada catatan lain yang memakai {used}. Betulkan satu per satu di halamannya.",
                 f"Something else in the book rests on {used}. Correct it on its own page.")
        )  # fmt: skip
    touched = set(
        BatchInput.objects.filter(batch__in=batches, raw_lot__isnull=False)
        .exclude(raw_lot__in=raws)
        .values_list("raw_lot_id", flat=True)
    )
    Move.objects.filter(pk__in=moves).delete()
    lots: list[Lot] = [*batches, *raws]
    for lot in lots:
        keep_struck(lot, why)
        lot.delete()
    mark_used_up_anew(row.business, touched)
    _end(row, why.by)


def _end(row: EpcisImport, by: Person) -> None:
    row.struck_at, row.struck_by = timezone.now(), by
    row.save(update_fields=["struck_at", "struck_by"])


def _built_upon(row: EpcisImport, raws: list[RawLot], batches: list[Batch], moves: set[int]) -> str:
    """The code of a lot of the file on which something else rests; empty where there is none."""
    own = {each.pk for each in batches}
    foreign = BatchInput.objects.exclude(batch__in=own)
    used = foreign.filter(raw_lot__in=raws).values_list("raw_lot__code", flat=True)
    used = used.union(foreign.filter(source__in=batches).values_list("source__code", flat=True))
    moved = Move.objects.filter(batch__in=batches).exclude(pk__in=moves)
    measured = Batch.objects.filter(pk__in=own, process_records__isnull=False)
    weighed = Batch.objects.filter(pk__in=own, weighings__isnull=False)
    corrected = LotCorrection.objects.filter(business=row.business_id)
    found = [
        *used,
        *moved.values_list("batch__code", flat=True)[:1],
        *measured.values_list("code", flat=True)[:1],
        *weighed.values_list("code", flat=True)[:1],
        *corrected.filter(batch__in=batches).values_list("code", flat=True)[:1],
        *corrected.filter(raw_lot__in=raws).values_list("code", flat=True)[:1],
    ]
    if found:
        return str(found[0])
    recalled = {lot for recall in Recall.objects.filter(business=row.business_id) for lot in recall.lots}
    return next((lot.code for lot in (*batches, *raws) if lot in recalled), "")
