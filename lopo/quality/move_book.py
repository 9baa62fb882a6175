"""Packs that move on from a place, to another one or back to the kitchen, in a recall or outside of one."""

from django.db import transaction

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.records import lock
from lopo.quality.models import Batch, Move, Place, Recall
from lopo.quality.recall_book import look_at
from lopo.quality.trace_book import move
from lopo.quality.trace_search import places, spread


def holders_of(batch: Batch) -> list[tuple[Place, int]]:
    """The places that have packs of ``batch``, and how many, by name."""
    here = spread([batch])
    known = places(here.places())
    held = [(known[place], pieces) for (_batch, place), pieces in here.at.items() if place is not None]
    return sorted(held, key=lambda each: each[0].name)


@transaction.atomic
def move_on(row: Move) -> Move:
    """Write down that packs left a place. During a real recall only those that were not counted there yet.

    Raises :class:`Refused`.
    """
    lock(row.batch.business_id)
    recalls = Recall.objects.filter(business=row.batch.business_id, is_drill=False, closed_at=None)
    for recall in recalls.select_related("raw_lot", "batch", "business"):
        lines = [
            line
            for line in look_at(recall).balance.lines
            if (line.batch, line.place) == (row.batch_id, row.origin_id)
        ]
        if lines and row.pieces > lines[0].left:
            raise Refused(
                Text(f"Untuk penarikan sudah dihitung: yang belum tinggal {lines[0].left}.",
                     f"They were counted for the recall: only {lines[0].left} are not counted yet.")
            )  # fmt: skip
    return move(row)
