"""Lots written down: deliveries, batches, moves, what was measured. Each all or nothing, one at a time a
business.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Case, F, QuerySet, When
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.models import Business, Product
from lopo.producers.records import changes_gathered, dossier_of, lock, record_fact
from lopo.quality.models import Batch, BatchInput, Move, Place, ProcessLimit, ProcessRecord, RawLot
from lopo.quality.paid_goods import paid_for, tell_paid
from lopo.quality.raw_stock import left_of, with_used
from lopo.quality.recall_book import refuse_to_move
from lopo.quality.recalled import Stopped, refuse_stopped, stopped_in
from lopo.quality.sent_once import sent_before
from lopo.quality.trace.limit import is_within
from lopo.quality.trace.lot_code import read_lot_code, suggest_lot_code
from lopo.quality.trace.stock import Offer, Stock, Wanted, offers
from lopo.quality.trace_search import spread


def codes_like(business: Business, code: str) -> set[str]:
    """Codes of the business, of deliveries and batches, that begin as ``code`` does."""
    taken = set(
        RawLot.objects.filter(business=business, code__startswith=code).values_list("code", flat=True)
    )
    return taken | set(
        Batch.objects.filter(business=business, code__startswith=code).values_list("code", flat=True)
    )


def next_code(business: Business, name: str, on: dt.date) -> str:
    """A code for a lot of ``name`` that the business has not used yet."""
    return suggest_lot_code(name, on, codes_like(business, suggest_lot_code(name, on)))


def _free_code(business: Business, typed: str, name: str, on: dt.date) -> str:
    if not typed:
        return next_code(business, name, on)
    code = read_lot_code(typed)
    if code in codes_like(business, code):
        raise Refused(
            Text(f"Kode {code} sudah dipakai. Kosongkan saja, nanti kami beri yang baru.",
                 f"The code {code} is used already. Leave it empty and we give you a new one.")
        )  # fmt: skip
    return code


@transaction.atomic
def receive(lot: RawLot) -> RawLot:
    """Write a delivery down, once for each ``sending``. Its own code is made where none is given."""
    lock(lot.business_id)
    same = ("ingredient", "quantity", "unit", "supplier", "received_on")
    before = sent_before(RawLot.objects.filter(business=lot.business_id), lot.sending, vars(lot), same)
    if before is not None:
        return before
    lot.code = _free_code(lot.business, lot.code, lot.ingredient, lot.received_on)
    if lot.received_on > timezone.localdate():
        raise Refused(
            Text(
                f"Bahan {lot.code}: hari terimanya belum tiba.",
                f"Goods {lot.code}: their day has not come yet.",
            )
        )
    if lot.expires_on is not None and lot.expires_on < lot.received_on:
        raise Refused(
            Text("Bahan ini sudah lewat tanggalnya waktu diterima. Jangan dipakai; kembalikan ke penjual.",
                 "It was past its date when it came. Do not use it; give it back to the seller.")
        )  # fmt: skip
    lot.save()
    lot.aside = tell_paid(lot.business, None, paid_for(lot), lot.by)
    return lot


def stock_of(business: Business, *, whole: bool = False) -> list[Stock]:
    """Deliveries that are not used up, or the ``whole`` of them, with what is left of each; one query."""
    rows = with_used(RawLot.objects.filter(business=business))
    if not whole:
        rows = rows.filter(used_up_at=None)
    return [
        Stock(row.pk, row.ingredient, row.received_on, row.expires_on, left_of(row), row.unit, row.code)
        for row in rows
    ]


def usual(product: Product) -> tuple[int | None, list[Wanted]]:
    """Pieces and amounts of the batch before; of the recipe where there was none."""
    last = Batch.objects.filter(product=product).first()
    if last is not None:
        inputs = last.inputs.filter(raw_lot__isnull=False).select_related("raw_lot").order_by("pk")
        wanted = [
            Wanted(each.raw_lot.ingredient, each.quantity, each.raw_lot.unit)
            for each in inputs
            if each.raw_lot
        ]
        return last.pieces, wanted
    ingredients = dossier_of(product).value("recipe.ingredients") or ()
    return None, [Wanted(each.name, each.amount) for each in ingredients]


def offers_for(product: Product, on: dt.date) -> list[Offer]:
    """The lots a new batch is offered, first those of the usual ingredients; none that is recalled."""
    _pieces, wanted = usual(product)
    stopped = stopped_in(product.business).raw
    return offers(wanted, [each for each in stock_of(product.business) if each.id not in stopped], on)


@dataclass(frozen=True, slots=True)
class NewBatch:
    """A batch as it is asked for: ``inputs`` of raw lots and ``sources`` of earlier batches, each with its
    amount.
    """

    product: Product
    made_on: dt.date
    pieces: int
    inputs: Mapping[int, Decimal | None]
    sources: Mapping[int, Decimal | None]
    code: str = ""
    expires_on: dt.date | None = None
    sending: str = ""


@transaction.atomic
def make_batch(new: NewBatch, by: Person) -> Batch:
    """Write a batch down, with the lots in it. Raises :class:`Refused` where more is taken than there is."""
    business = new.product.business
    lock(business.pk)
    before = sent_before(
        Batch.objects.filter(business=business), new.sending, _told(new), ("product_id", "pieces", "made_on")
    )
    if before is not None:
        return before
    if new.made_on > timezone.localdate():
        raise Refused(Text("Tanggal dibuat belum tiba.", "The day of making has not come yet."))
    expires_on = new.expires_on or _expiry(new)
    if expires_on is not None and expires_on < new.made_on:
        raise Refused(
            Text("Tanggal kedaluwarsa lebih awal dari tanggal dibuat.",
                 "It expires before the day of making.")
        )  # fmt: skip
    raws = _owned(RawLot.objects.in_bulk(list(new.inputs)), new.inputs, business)
    sources = _owned(Batch.objects.in_bulk(list(new.sources)), new.sources, business)
    _refuse_recalled([*raws, *sources], stopped_in(business))
    _refuse_too_much(business, raws, new)
    _refuse_eaten(sources, new)
    batch = Batch.objects.create(
        business=business,
        product=new.product,
        code=_free_code(business, new.code, new.product.name, new.made_on),
        made_on=new.made_on,
        expires_on=expires_on,
        pieces=new.pieces,
        sending=new.sending,
        by=by,
    )
    BatchInput.objects.bulk_create(
        [BatchInput(batch=batch, raw_lot_id=pk, quantity=amount) for pk, amount in new.inputs.items()]
        + [BatchInput(batch=batch, source_id=pk, quantity=amount) for pk, amount in new.sources.items()]
    )
    _mark_used_up(business, new.inputs)
    if new.inputs or new.sources:
        record_fact(business, new.product, "quality.trace.back", True, typed_by=by)
    return batch


def _told(new: NewBatch) -> dict[str, object]:
    return {"product_id": new.product.pk, "pieces": new.pieces, "made_on": new.made_on}


def _expiry(new: NewBatch) -> dt.date | None:
    days = dossier_of(new.product).value("quality.shelf_life_days")
    return None if days is None else new.made_on + dt.timedelta(days=days)


def _owned(
    found: Mapping[int, RawLot | Batch], asked: Mapping[int, object], business: Business
) -> list[RawLot | Batch]:
    rows = [found[pk] for pk in asked if pk in found and found[pk].business_id == business.pk]
    if len(rows) != len(asked):
        raise Refused(Text("Ada lot yang tidak dikenal di usaha ini.", "A lot is not one of this business."))
    return rows


def _refuse_recalled(lots: Sequence[RawLot | Batch], stopped: Stopped) -> None:
    for lot in lots:
        recall = stopped.of(lot)
        if recall is not None:
            refuse_stopped(
                lot.code,
                recall,
                Text(
                    "Jangan dipakai; sisihkan dan pilih lot lain.",
                    "Do not use it; set it apart, take another lot.",
                ),
            )


def _refuse_too_much(business: Business, raws: Sequence[RawLot | Batch], new: NewBatch) -> None:
    left = {stock.id: stock for stock in stock_of(business)}
    for raw in raws:
        amount, stock = new.inputs[raw.pk], left.get(raw.pk)
        if isinstance(raw, RawLot) and raw.received_on > new.made_on:
            raise Refused(
                Text(f"{raw.code} baru diterima sesudah tanggal pembuatan ini.",
                     f"{raw.code} came only after this day of making.")
            )  # fmt: skip
        if stock is None or (amount is not None and amount > stock.left):
            have = f"{stock.left.normalize():f} {stock.unit}" if stock else "0"
            raise Refused(
                Text(f"Sisa {raw.code} hanya {have}. Kurangi, atau pilih lot lain.",
                     f"Only {have} of {raw.code} is left. Take less, or another lot.")
            )  # fmt: skip


def _refuse_eaten(sources: Sequence[RawLot | Batch], new: NewBatch) -> None:
    here = spread([each for each in sources if isinstance(each, Batch)])
    for source in sources:
        have, amount = here.at.get((source.pk, None), 0), new.sources[source.pk]
        if amount is None or amount != int(amount) or amount > have:
            raise Refused(
                Text(f"Isi berapa kemasan {source.code} yang dipakai, paling banyak {have}.",
                     f"Say how many packs of {source.code} are used, at most {have}.")
            )  # fmt: skip


def _mark_used_up(business: Business, ids: Mapping[int, object]) -> None:
    empty = [stock.id for stock in stock_of(business) if stock.id in ids and stock.left <= 0]
    RawLot.objects.filter(pk__in=empty).update(used_up_at=timezone.now())


@transaction.atomic
def move(row: Move) -> Move:
    """Write a move down. Raises :class:`Refused` where more leaves a place than is there, or where an open
    recall holds it.
    """
    batch = row.batch
    lock(batch.business_id)
    same = ("origin_id", "destination_id", "pieces", "moved_on")
    before = sent_before(Move.objects.filter(batch=batch), row.sending, vars(row), same)
    if before is not None:
        return before
    refuse_to_move(row)
    have = spread([batch]).at.get((batch.pk, row.origin_id), 0)
    if row.pieces > have:
        at = Text("di dapur", "in the kitchen") if row.origin is None else Text.same(row.origin.name)
        raise Refused(
            Text(f"{batch.code}: {at.id} hanya ada {have}, bukan {row.pieces}. Periksa jumlahnya.",
                 f"{batch.code}: there are only {have} {at.en}, not {row.pieces}. Check the count.")
        )  # fmt: skip
    if row.moved_on < batch.made_on or row.moved_on > timezone.localdate():
        raise Refused(
            Text("Tanggal kirim harus antara tanggal dibuat dan hari ini.",
                 "The day of the move lies between the day of making and today.")
        )  # fmt: skip
    row.save()
    if row.origin is None:
        record_fact(batch.business, batch.product, "quality.trace.forward", True, typed_by=row.by)
    return row


def place_named(business: Business, name: str, kind: str, phone: str, contact: str = "") -> Place:
    """The place of that name; made where there is none, its phone kept up to date."""
    place, made = Place.objects.get_or_create(
        business=business, name=name, defaults={"kind": kind, "phone": phone, "contact": contact}
    )
    if not made and phone and place.phone != phone:
        place.phone = phone
        place.save(update_fields=["phone"])
    return place


@transaction.atomic
def measure(batch: Batch, limit: ProcessLimit, value: Decimal, action: str, by: Person) -> ProcessRecord:
    """Write one value down. Outside the limits, what was done about it must be said."""
    lock(batch.business_id)
    within = is_within(value, limit.least, limit.most)
    shown = f"{value.normalize():f} {limit.unit}"
    if not within and not action.strip():
        raise Refused(
            Text(f"{shown} di luar batas. {limit.to_do} Tulis apa yang sudah dilakukan.",
                 f"{shown} is outside the limits. {limit.to_do} Write what was done.")
        )  # fmt: skip
    record = ProcessRecord.objects.create(
        batch=batch, limit=limit, value=value, least=limit.least, most=limit.most,
        is_within=within, action=action.strip(), by=by,
    )  # fmt: skip
    with changes_gathered():
        tell = {"quality.trace.process_kept": True, "quality.trace.process_kept_on": timezone.localdate()}
        for fact, told in tell.items():
            record_fact(batch.business, batch.product, fact, told, typed_by=by)
    return record


def kept_of(business: Business, code: str) -> list[RawLot | Batch]:
    """Lots of the business under a code, its own or the supplier's."""
    return [*Batch.objects.filter(business=business, code=code), *_raw(business, code)]


def _raw(business: Business, code: str) -> list[RawLot]:
    own = RawLot.objects.filter(business=business, code=code)
    return list(own or RawLot.objects.filter(business=business, supplier_code=code))


def by_day_left(business: Business, last: Collection[int] = ()) -> QuerySet[RawLot]:
    """Deliveries not used up, what expires soonest first; those in ``last`` (recalled) after all others."""
    rows = with_used(RawLot.objects.filter(business=business, used_up_at=None))
    held = Case(When(pk__in=list(last), then=1), default=0)
    soonest = Case(When(expires_on=None, then=1), default=0)
    # Without any that are held the case is a bare 0, which PostgreSQL would read as the number of a column.
    first = [held] if last else []
    return rows.order_by(*first, soonest, F("expires_on"), "received_on", "pk")
