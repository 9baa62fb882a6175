"""Recalls written down: opened from one lot, counted until nothing is missing, closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.records import changes_gathered, lock, record_fact
from lopo.quality.models import Batch, Move, Place, RawLot, Recall, RecallLot, RecallRaw, RecallReturn
from lopo.quality.models.recall_raw import DESTROYED
from lopo.quality.models.trace import BACK
from lopo.quality.raw_stock import left_of, with_used
from lopo.quality.recalled import refuse_stopped
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
class RawHere:
    """What of a recalled delivery is in the kitchen itself, in its own unit."""

    lot: RawLot
    amount: Decimal
    """All of it that the recall found there."""
    counted: Decimal
    """Set apart, destroyed or given back."""

    @property
    def left(self) -> Decimal:
        """What is not accounted for yet."""
        return max(self.amount - self.counted, Decimal(0))


@dataclass(frozen=True, slots=True)
class RecallLook:
    """A recall as its page shows it."""

    recall: Recall
    batches: tuple[Batch, ...]
    spread: Spread
    balance: Balance
    places: tuple[AtPlace, ...]
    """Those outside first, the kitchen last."""
    raw: tuple[RawHere, ...] = ()
    """Recalled deliveries of which something was left in the kitchen."""

    @property
    def raw_is_whole(self) -> bool:
        """Whether all that was left of the deliveries is accounted for."""
        return not any(each.left for each in self.raw)

    @property
    def is_whole(self) -> bool:
        """Whether every pack, and all that was left of the deliveries, is accounted for."""
        return self.balance.is_closed and self.raw_is_whole

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
    lots = recall.lots
    batches = forward(*lots).batches
    here = spread(batches)
    counted, back = _counted(recall)
    stands = balance(here, counted, back)
    by_pk = {batch.pk: batch for batch in batches}
    lines = [Counted(line, by_pk[line.batch]) for line in stands.lines]
    return RecallLook(recall, batches, here, stands, _by_place(recall, lines), _raw_here(recall, lots))


def _raw_here(recall: Recall, lots: Sequence[RawLot | Batch]) -> tuple[RawHere, ...]:
    keys = [lot.pk for lot in lots if isinstance(lot, RawLot)]
    if not keys:
        return ()
    counted: dict[int, Decimal] = {}
    gone: dict[int, Decimal] = {}
    for row in RecallRaw.objects.filter(recall=recall):
        counted[row.raw_lot_id] = counted.get(row.raw_lot_id, Decimal(0)) + row.quantity
        if row.outcome == DESTROYED and not recall.is_drill:
            # It is off the stock already; the recall found it there all the same.
            gone[row.raw_lot_id] = gone.get(row.raw_lot_id, Decimal(0)) + row.quantity
    found = with_used(RawLot.objects.filter(pk__in=keys)).order_by("pk")
    rows = [
        RawHere(lot, left_of(lot) + gone.get(lot.pk, Decimal(0)), counted.get(lot.pk, Decimal(0)))
        for lot in found
    ]
    return tuple(row for row in rows if row.amount)


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
def count_raw(row: RecallRaw) -> RecallRaw:
    """Write down what became of a recalled delivery. For real, what is gone is taken off the stock."""
    recall = row.recall
    lock(recall.business_id)
    if Recall.objects.filter(pk=recall.pk, closed_at__isnull=False).exists():
        raise Refused(Text("Penarikan ini sudah ditutup.", "This recall is closed."))
    here = {each.lot.pk: each for each in look_at(recall).raw}
    have = here[row.raw_lot_id].left if row.raw_lot_id in here else Decimal(0)
    if not 0 < row.quantity <= have:
        raise Refused(
            Text(f"Yang belum terhitung {have.normalize():f} {row.raw_lot.unit}. Jangan lebih dari itu.",
                 f"{have.normalize():f} {row.raw_lot.unit} are not accounted for. Write at most that.")
        )  # fmt: skip
    row.save()
    if row.outcome == DESTROYED and not recall.is_drill:
        lot = with_used(RawLot.objects.filter(pk=row.raw_lot_id)).get()
        if not left_of(lot):
            RawLot.objects.filter(pk=lot.pk).update(used_up_at=timezone.now())
    return row


def refuse_to_move(row: Move) -> None:
    """Open recalls for real let no pack of theirs out of the kitchen, nor move what was counted already.

    What had left before the recall was opened may still be written down under its day: a recall has to know
    where the packs are. Raises :class:`Refused`.
    """
    found = Recall.objects.filter(business=row.batch.business_id, is_drill=False, closed_at=None)
    for recall in found.select_related("raw_lot", "batch", "business"):
        look = look_at(recall)
        day = timezone.localdate(recall.opened_at)
        if row.origin_id is None and row.moved_on >= day and row.batch_id in look.spread.made:
            refuse_stopped(
                row.batch.code,
                recall,
                Text("Jangan dikirim. Yang sudah keluar sebelum itu dicatat dengan tanggal kirimnya.",
                     "Do not send it. What had left before is written down under its day."),
            )  # fmt: skip
        lines = [
            line for line in look.balance.lines if (line.batch, line.place) == (row.batch_id, row.origin_id)
        ]
        if lines and row.pieces > lines[0].left:
            raise Refused(
                Text(f"Untuk penarikan sudah dihitung: yang belum tinggal {lines[0].left}.",
                     f"They were counted for the recall: only {lines[0].left} are not counted yet.")
            )  # fmt: skip


@transaction.atomic
def close_recall(recall: Recall, by: Person) -> Recall:
    """Close a recall whose balance is whole; a drill may end at any time."""
    lock(recall.business_id)
    recall.refresh_from_db()
    if recall.closed_at is not None:
        return recall
    look = look_at(recall)
    left = look.balance.left
    raw = [each for each in look.raw if each.left]
    if raw and not recall.is_drill:
        names = ", ".join(f"{each.lot.code} {each.left.normalize():f} {each.lot.unit}" for each in raw)
        raise Refused(
            Text(f"Sisa bahan belum terhitung: {names}. Sisihkan atau musnahkan dulu."
                 + (f" Masih {left} kemasan belum terhitung." if left else ""),
                 f"Left of the ingredient and not accounted for: {names}. Set it apart or destroy it."
                 + (f" {left} packs are not accounted for yet." if left else ""))
        )  # fmt: skip
    if left and not recall.is_drill:
        raise Refused(
            Text(f"Masih {left} kemasan belum terhitung. Hitung dulu semuanya.",
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
        "raw": [
            {
                "lot": each.lot.code,
                "amount": f"{each.amount.normalize():f}",
                "unit": each.lot.unit,
                "left": f"{each.left.normalize():f}",
            }
            for each in look.raw
        ],
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
