"""Recalls written down: opened from one lot, counted until nothing is missing, closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.records import changes_gathered, lock, record_fact
from lopo.quality.models import Batch, Move, Place, RawLot, Recall, RecallLot, RecallReturn
from lopo.quality.models.trace import BACK
from lopo.quality.trace.balance import Balance, Owed, Spread, balance
from lopo.quality.trace.notice import Line, notice
from lopo.quality.trace_search import forward, places, spread


@dataclass(frozen=True, slots=True)
class Counted:
    """A line of the balance with what it names."""

    owed: Owed
    batch: Batch


@dataclass(frozen=True, slots=True)
class AtPlace:
    """What one place has, and the words to send there. No place is the kitchen."""

    place: Place | None
    lines: tuple[Counted, ...]
    words: Text | None

    @property
    def pieces(self) -> int:
        """All that is to be found there."""
        return sum(line.owed.pieces for line in self.lines)

    @property
    def left(self) -> int:
        """What is not accounted for yet there."""
        return sum(line.owed.left for line in self.lines)


@dataclass(frozen=True, slots=True)
class RecallLook:
    """A recall as its page shows it."""

    recall: Recall
    batches: tuple[Batch, ...]
    spread: Spread
    balance: Balance
    places: tuple[AtPlace, ...]
    """Those outside first, the kitchen last."""

    @property
    def made(self) -> int:
        """Pieces made in all."""
        return sum(self.spread.made.values())

    @property
    def sent(self) -> int:
        """Pieces that left the kitchen."""
        return sum(self.spread.sent.values())

    @property
    def returned(self) -> int:
        """Pieces that came back."""
        return sum(self.spread.returned.values())


def look_at(recall: Recall) -> RecallLook:
    """The list of a recall, as things stand now; its queries are as many for few lots and many."""
    batches = forward(*recall.lots).batches
    here = spread(batches)
    counted, back = _counted(recall)
    stands = balance(here, counted, back)
    by_pk = {batch.pk: batch for batch in batches}
    lines = [Counted(line, by_pk[line.batch]) for line in stands.lines]
    return RecallLook(recall, batches, here, stands, _by_place(recall, lines))


def _counted(recall: Recall) -> tuple[dict[tuple[int, int | None], int], dict[tuple[int, int | None], int]]:
    rows = RecallReturn.objects.filter(recall=recall).order_by().values("batch", "place", "outcome", "move")
    counted: dict[tuple[int, int | None], int] = {}
    back: dict[tuple[int, int | None], int] = {}
    for batch, place, move, pieces in rows.annotate(sum=Sum("pieces")).values_list(
        "batch", "place", "move", "sum"
    ):
        counted[batch, place] = counted.get((batch, place), 0) + pieces
        if move is not None:
            back[batch, place] = back.get((batch, place), 0) + pieces
    return counted, back


def _by_place(recall: Recall, lines: Sequence[Counted]) -> tuple[AtPlace, ...]:
    grouped: dict[int | None, list[Counted]] = {}
    for line in lines:
        grouped.setdefault(line.owed.place, []).append(line)
    known = places([pk for pk in grouped if pk is not None])
    return tuple(_at_place(recall, known.get(pk) if pk else None, group) for pk, group in grouped.items())


def _at_place(recall: Recall, place: Place | None, lines: list[Counted]) -> AtPlace:
    words = None
    if place is not None:
        told = [
            Line(each.batch.product.name, each.batch.code, each.batch.expires_on, each.owed.pieces)
            for each in lines
        ]
        words = notice(recall.business.name, place.name, told, recall.reason, is_drill=recall.is_drill)
    return AtPlace(place, tuple(lines), words)


@transaction.atomic
def open_recall(recall: Recall, further: Sequence[RawLot | Batch] = ()) -> Recall:
    """Write a recall down that begins at its lot and at ``further`` ones.

    A drill is told as facts of the business: when, and how long the list took.
    """
    lock(recall.business_id)
    recall.opened_at = max(timezone.now(), recall.asked_at)
    recall.save()
    RecallLot.objects.bulk_create(
        RecallLot(recall=recall, batch=lot)
        if isinstance(lot, Batch)
        else RecallLot(recall=recall, raw_lot=lot)
        for lot in further
    )
    if recall.is_drill:
        minutes = -(-int(recall.took.total_seconds()) // 60)
        with changes_gathered():
            for fact, value in {
                "quality.trace.drill_on": timezone.localdate(),
                "quality.trace.drill_minutes": minutes,
            }.items():
                record_fact(recall.business, None, fact, value, typed_by=recall.opened_by)
    return recall


@transaction.atomic
def count_return(row: RecallReturn) -> RecallReturn:
    """Write pieces down as back or gone. For real, what is back is moved to the kitchen, too."""
    recall = row.recall
    lock(recall.business_id)
    if Recall.objects.filter(pk=recall.pk, closed_at__isnull=False).exists():
        raise Refused(Text("Penarikan ini sudah ditutup.", "This recall is closed."))
    left = {(line.batch, line.place): line.left for line in look_at(recall).balance.lines}
    have = left.get((row.batch_id, row.place_id), 0)
    if row.pieces > have:
        raise Refused(
            Text(f"Di sana tinggal {have} yang belum terhitung, bukan {row.pieces}.",
                 f"Only {have} are not accounted for there, not {row.pieces}.")
        )  # fmt: skip
    if row.outcome == BACK and row.place_id is not None and not recall.is_drill:
        row.move = Move.objects.create(
            batch=row.batch, origin=row.place, pieces=row.pieces, moved_on=row.counted_on, by=row.by
        )
    row.save()
    return row


@transaction.atomic
def close_recall(recall: Recall, by: Person) -> Recall:
    """Close a recall whose balance is whole; a drill may end at any time."""
    lock(recall.business_id)
    recall.refresh_from_db()
    if recall.closed_at is not None:
        return recall
    left = look_at(recall).balance.left
    if left and not recall.is_drill:
        raise Refused(
            Text(f"Masih {left} bungkus belum terhitung. Hitung dulu semuanya.",
                 f"{left} packs are not accounted for yet. Count them all first.")
        )  # fmt: skip
    recall.closed_at, recall.closed_by = timezone.now(), by
    recall.save(update_fields=["closed_at", "closed_by"])
    return recall


def plain(look: RecallLook, language: str) -> Mapping[str, object]:
    """The list as plain data."""
    return {
        "lot": look.recall.lot.code,
        "lots": [lot.code for lot in look.recall.lots],
        "reason": look.recall.reason,
        "drill": look.recall.is_drill,
        "made": look.made,
        "sent": look.sent,
        "returned": look.returned,
        "out": look.spread.out,
        "left": look.balance.left,
        "places": [
            {
                "place": each.place.name if each.place else None,
                "phone": each.place.phone if each.place else None,
                "pieces": each.pieces,
                "words": each.words.in_language(language) if each.words else None,
            }
            for each in look.places
        ],
    }
