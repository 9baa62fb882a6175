"""Wrong deliveries and batches put right, or struck out while nothing follows from them.

What stood before is kept with who changed it, when and why. While a real recall of the business is open
nothing is changed: its balance has to rest on what was written down.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.models import Business
from lopo.producers.records import lock
from lopo.quality.models import Batch, BatchInput, LotCorrection, RawLot, Recall
from lopo.quality.models.correction import CORRECTED, STRUCK
from lopo.quality.paid_goods import paid_for, tell_paid
from lopo.quality.raw_stock import with_used
from lopo.quality.trace_book import stock_of
from lopo.quality.trace_search import forward, spread

Lot = RawLot | Batch
STRUCK_SHOWN = 20

LOCKED = Text(
    "Penarikan sungguhan masih terbuka. Selama itu catatan lot tidak diubah, supaya hitungannya tetap benar. "
    "Tutup dulu penarikannya.",
    "A real recall is open. Until it is closed no lot is changed, so that its count stays right. Close the "
    "recall first.",
)


@dataclass(frozen=True, slots=True)
class Why:
    """Who corrects, and the reason; ``seen`` is how many corrections the page had shown before this one."""

    by: Person
    reason: str
    seen: int | None = None


def is_locked(business: Business) -> bool:
    """Whether a real recall of the business is open."""
    return Recall.objects.filter(business=business, is_drill=False, closed_at=None).exists()


def refuse_while_recalled(business: Business) -> None:
    """Raises :class:`Refused` while a real recall of the business is open."""
    if is_locked(business):
        raise Refused(LOCKED)


def history_of(lot: Lot) -> QuerySet[LotCorrection]:
    """The corrections of a lot, newest first."""
    return lot.corrections.select_related("by")


def struck_of(business: Business, product: str = "") -> list[LotCorrection]:
    """What was struck out lately, newest first: batches of a ``product`` by its name, or deliveries."""
    rows = LotCorrection.objects.filter(business=business, action=STRUCK).select_related("by")
    rows = rows.filter(before__has_key="pieces", what=product) if product else rows.filter(
        before__has_key="ingredient"
    )  # fmt: skip
    return list(rows[:STRUCK_SHOWN])


def _begin(lot: Lot, why: Why) -> None:
    """One at a time; nothing during a recall; nothing on top of what somebody else corrected meanwhile."""
    lock(lot.business_id)
    refuse_while_recalled(lot.business)
    if why.seen is not None and lot.corrections.count() != why.seen:
        raise Refused(
            Text("Sementara itu sudah ada yang membetulkan. Lihat lagi, lalu betulkan bila masih perlu.",
                 "Somebody corrected it meanwhile. Look again, and correct it if that is still needed.")
        )  # fmt: skip
    lot.refresh_from_db()


def _number(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def fields_of(lot: Lot) -> dict[str, str]:
    """A lot as its correction keeps it."""
    if isinstance(lot, Batch):
        made = {"pieces": lot.pieces, "made_on": lot.made_on, "expires_on": lot.expires_on or ""}
        return {name: str(value) for name, value in made.items()} | {"inputs": _inputs_in_words(lot)}
    told = {
        "ingredient": lot.ingredient,
        "quantity": f"{_number(lot.quantity)} {lot.unit}",
        "supplier": lot.supplier,
        "supplier_phone": lot.supplier_phone,
        "supplier_code": lot.supplier_code,
        "received_on": lot.received_on,
        "expires_on": lot.expires_on or "",
        "price": "" if lot.price is None else lot.price,
    }
    return {name: str(value) for name, value in told.items()}


def _inputs_in_words(batch: Batch) -> str:
    rows = batch.inputs.select_related("raw_lot", "source").order_by("pk")
    return "; ".join(
        f"{(each.raw_lot or each.source).code}"  # type: ignore[union-attr]
        + (f" {_number(each.quantity)}" if each.quantity is not None else "")
        + (f" {each.raw_lot.unit}" if each.raw_lot and each.quantity is not None else "")
        for each in rows
    )


def _keep(lot: Lot, before: Mapping[str, str], after: Mapping[str, str], why: Why, action: str) -> None:
    LotCorrection.objects.create(
        business=lot.business,
        raw_lot=lot if isinstance(lot, RawLot) else None,
        batch=lot if isinstance(lot, Batch) else None,
        code=lot.code,
        what=lot.product.name if isinstance(lot, Batch) else lot.ingredient,
        action=action,
        before=dict(before),
        after=dict(after),
        reason=why.reason,
        by=why.by,
    )


@transaction.atomic
def correct_delivery(lot: RawLot, told: Mapping[str, Any], why: Why) -> bool:
    """Write a delivery down as it really was; whether anything changed. Raises :class:`Refused`."""
    _begin(lot, why)
    before, paid = fields_of(lot), paid_for(lot)
    used = {"sum": with_used(RawLot.objects.filter(pk=lot.pk)).get().used}  # type: ignore[attr-defined]
    used |= lot.uses.aggregate(first=Min("batch__made_on"))
    _refuse_impossible_delivery(lot, told, used)
    for name, value in told.items():
        setattr(lot, name, value)
    after = fields_of(lot)
    if after == before:
        return False
    empty = lot.quantity <= (used["sum"] or 0)
    lot.used_up_at = (lot.used_up_at or timezone.now()) if empty else None
    lot.save()
    _keep(lot, before, after, why, CORRECTED)
    lot.aside = tell_paid(lot.business, paid, paid_for(lot), why.by)
    return True


def _refuse_impossible_delivery(lot: RawLot, told: Mapping[str, Any], used: Mapping[str, Any]) -> None:
    taken, first = Decimal(used["sum"] or 0), used["first"]
    if first is not None and told["unit"] != lot.unit:
        raise Refused(
            Text("Sudah dipakai di batch, jadi satuannya tetap. Betulkan jumlahnya saja.",
                 "It was used in a batch already, so its unit stays. Correct the amount alone.")
        )  # fmt: skip
    if told["quantity"] < taken:
        raise Refused(
            Text(f"Yang sudah dipakai {_number(taken)} {lot.unit}. Jumlahnya tidak bisa kurang dari itu.",
                 f"{_number(taken)} {lot.unit} were used already. The amount cannot be less.")
        )  # fmt: skip
    if first is not None and told["received_on"] > first:
        raise Refused(
            Text(f"Sudah dipakai pada {first:%d-%m-%Y}. Tidak bisa diterima sesudahnya.",
                 f"It was used on {first:%d-%m-%Y}. It cannot have come after that.")
        )  # fmt: skip
    if told["expires_on"] is not None and told["expires_on"] < told["received_on"]:
        raise Refused(
            Text("Tanggal baiknya lebih awal dari tanggal diterima.", "It was past its date when it came.")
        )


@dataclass(frozen=True, slots=True)
class BatchAsMade:
    """A batch as it really was; ``inputs`` and ``sources`` as of a new one."""

    pieces: int
    made_on: Any
    expires_on: Any
    inputs: Mapping[int, Decimal | None]
    sources: Mapping[int, Decimal | None]


@transaction.atomic
def correct_batch(batch: Batch, made: BatchAsMade, why: Why) -> bool:
    """Write a batch down as it really was; whether anything changed. Raises :class:`Refused`."""
    _begin(batch, why)
    before = fields_of(batch)
    raws, sources = _lots_for(batch, made)
    _refuse_impossible_batch(batch, made, raws, sources)
    touched = {*made.inputs, *batch.inputs.exclude(raw_lot=None).values_list("raw_lot_id", flat=True)}
    was = _amounts(batch)
    now = {**{("raw", pk): each for pk, each in made.inputs.items()},
           **{("source", pk): each for pk, each in made.sources.items()}}  # fmt: skip
    batch.pieces, batch.made_on, batch.expires_on = made.pieces, made.made_on, made.expires_on
    if was != now:
        _write_inputs(batch, made)
    after = fields_of(batch)
    if after == before:
        return False
    if before["pieces"] != after["pieces"] or before["inputs"] != after["inputs"]:
        _refuse_recalled(batch)
    batch.save()
    mark_used_up_anew(batch.business, touched)
    _keep(batch, before, after, why, CORRECTED)
    return True


def _amounts(batch: Batch) -> dict[tuple[str, int], Decimal | None]:
    return {
        ("raw", each.raw_lot_id) if each.raw_lot_id else ("source", each.source_id or 0): each.quantity
        for each in batch.inputs.all()
    }


def _write_inputs(batch: Batch, made: BatchAsMade) -> None:
    batch.inputs.all().delete()
    BatchInput.objects.bulk_create(
        [BatchInput(batch=batch, raw_lot_id=pk, quantity=amount) for pk, amount in made.inputs.items()]
        + [BatchInput(batch=batch, source_id=pk, quantity=amount) for pk, amount in made.sources.items()]
    )


def _lots_for(batch: Batch, made: BatchAsMade) -> tuple[dict[int, RawLot], dict[int, Batch]]:
    raws = RawLot.objects.filter(business=batch.business_id).in_bulk(list(made.inputs))
    # A source was written down before, so that no lot can be made of itself, however far back one looks.
    sources = Batch.objects.filter(business=batch.business_id, pk__lt=batch.pk).in_bulk(list(made.sources))
    if len(raws) != len(made.inputs) or len(sources) != len(made.sources):
        raise Refused(
            Text("Ada lot yang tidak dikenal, atau dibuat sesudah batch ini.",
                 "A lot is not known here, or was made after this batch.")
        )  # fmt: skip
    return raws, sources


def _refuse_impossible_batch(
    batch: Batch, made: BatchAsMade, raws: Mapping[int, RawLot], sources: Mapping[int, Batch]
) -> None:
    here = spread([batch, *sources.values()])
    gone = batch.pieces - here.at.get((batch.pk, None), 0)
    if made.pieces < gone:
        raise Refused(
            Text(f"{gone} kemasan sudah keluar atau dipakai. Jumlahnya tidak bisa kurang dari itu.",
                 f"{gone} packs have left or were used already. The count cannot be less.")
        )  # fmt: skip
    _refuse_days(batch, made, raws)
    own = _amounts(batch)
    left = {stock.id: stock.left for stock in stock_of(batch.business, whole=True)}
    for pk, amount in made.inputs.items():
        have = left[pk] + (own.get(("raw", pk)) or 0)
        if amount is not None and amount > have:
            raise Refused(
                Text(f"Sisa {raws[pk].code} hanya {_number(have)} {raws[pk].unit}.",
                     f"Only {_number(have)} {raws[pk].unit} of {raws[pk].code} are left.")
            )  # fmt: skip
    for pk, amount in made.sources.items():
        have = Decimal(here.at.get((pk, None), 0)) + (own.get(("source", pk)) or 0)
        if amount is None or amount != int(amount) or amount > have:
            raise Refused(
                Text(f"Isi berapa kemasan {sources[pk].code} yang dipakai, paling banyak {int(have)}.",
                     f"Say how many packs of {sources[pk].code} are used, at most {int(have)}.")
            )  # fmt: skip


def _refuse_days(batch: Batch, made: BatchAsMade, raws: Mapping[int, RawLot]) -> None:
    first = batch.moves.aggregate(first=Min("moved_on"))["first"]
    into = batch.uses.aggregate(first=Min("batch__made_on"))["first"]
    came = max((each.received_on for each in raws.values()), default=None)
    before = min((day for day in (first, into) if day is not None), default=None)
    if made.made_on > timezone.localdate():
        raise Refused(Text("Tanggal dibuat belum tiba.", "The day of making has not come yet."))
    if came is not None and made.made_on < came:
        raise Refused(
            Text(f"Bahannya baru diterima {came:%d-%m-%Y}. Tidak bisa dibuat sebelumnya.",
                 f"Its ingredients came only on {came:%d-%m-%Y}. It cannot have been made before.")
        )  # fmt: skip
    if before is not None and made.made_on > before:
        raise Refused(
            Text(f"Sudah dikirim atau dipakai pada {before:%d-%m-%Y}. Tidak bisa dibuat sesudahnya.",
                 f"It was sent or used on {before:%d-%m-%Y}. It cannot have been made after that.")
        )  # fmt: skip
    if made.expires_on is not None and made.expires_on < made.made_on:
        raise Refused(
            Text("Tanggal kedaluwarsa lebih awal dari tanggal dibuat.",
                 "It expires before the day of making.")
        )  # fmt: skip


def _refuse_recalled(batch: Batch) -> None:
    """A batch of a real recall keeps its count and what it was made of: its balance was closed on them."""
    for recall in Recall.objects.filter(business=batch.business_id, is_drill=False):
        if batch.pk in {each.pk for each in forward(*recall.lots).batches}:
            raise Refused(
                Text(f"Batch ini sudah ditarik pada {recall.opened_at:%d-%m-%Y}; jumlah dan isinya tetap.",
                     f"This batch was recalled on {recall.opened_at:%d-%m-%Y}; its count and contents stay.")
            )  # fmt: skip


def mark_used_up_anew(business: Business, ids: set[int]) -> None:
    """Deliveries are offered as long as something of them is left."""
    left = {stock.id: stock.left for stock in stock_of(business, whole=True) if stock.id in ids}
    RawLot.objects.filter(pk__in=[pk for pk, have in left.items() if have > 0]).update(used_up_at=None)
    empty = [pk for pk, have in left.items() if have <= 0]
    RawLot.objects.filter(pk__in=empty, used_up_at=None).update(used_up_at=timezone.now())


def keep_struck(lot: Lot, why: Why) -> None:
    """Keep what a lot said that is struck out next."""
    _keep(lot, fields_of(lot), {}, why, STRUCK)


@transaction.atomic
def strike(lot: Lot, why: Why) -> None:
    """Take a lot out of the book that was written down by mistake; what it said is kept. May refuse."""
    _begin(lot, why)
    _refuse_to_strike(lot)
    before = fields_of(lot)
    touched: set[int] = set()
    if isinstance(lot, Batch):
        records = lot.process_records.select_related("limit")
        before["measured"] = "; ".join(f"{each.limit.name} {_number(each.value)}" for each in records)
        touched = set(lot.inputs.exclude(raw_lot=None).values_list("raw_lot_id", flat=True))
    else:
        tell_paid(lot.business, paid_for(lot), None, why.by)
    _keep(lot, before, {}, why, STRUCK)
    lot.delete()
    mark_used_up_anew(lot.business, touched)


def _refuse_to_strike(lot: Lot) -> None:
    if lot.uses.exists():
        raise Refused(
            Text("Sudah dipakai di batch lain. Betulkan saja angkanya.",
                 "It was used in another batch already. Correct its figures instead.")
        )  # fmt: skip
    if isinstance(lot, Batch) and lot.moves.exists():
        raise Refused(
            Text("Sudah ada yang dikirim. Betulkan saja angkanya.",
                 "Some of it was sent out already. Correct its figures instead.")
        )  # fmt: skip
    named = Recall.objects.filter(business=lot.business_id)
    if any(lot in recall.lots for recall in named.select_related("raw_lot", "batch")):
        raise Refused(
            Text("Lot ini pernah ditarik, juga dalam latihan; catatannya tetap ada.",
                 "This lot was recalled once, if only in a drill; its record stays.")
        )  # fmt: skip


def last_change(lot: Lot) -> int:
    """How many corrections there are: what a form says it has seen."""
    return lot.corrections.count()
