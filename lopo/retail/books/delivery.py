"""Goods sent with their lots, and counted by the shop. The kitchen's book of lots hears of each piece."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.figures import say_number
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.producers.models import Business
from lopo.producers.records import lock
from lopo.quality.models import Batch, Move, Place
from lopo.quality.recalled import stopped_in
from lopo.quality.trace_book import move, place_named
from lopo.quality.trace_search import spread
from lopo.retail.books.order import close_if_whole
from lopo.retail.books.progress import CountedLine, lines_of
from lopo.retail.books.trade_step import SENT_OTHERWISE, TooLate, allow, locked, step
from lopo.retail.models import Delivery, DeliveryLine, Order, OrderLine, OrderStep, Store, StorePlace
from lopo.retail.trade import numbers
from lopo.retail.trade.life import LifeLeft, life_left
from lopo.retail.trade.reasons import GOODS, reason_named
from lopo.retail.trade.transitions import BUYER, KITCHEN

LOTS_OFFERED = 40
"""Of one product, the newest batches; older ones are gone or past their day."""


@dataclass(frozen=True, slots=True)
class OfferedLot:
    """A batch that could go, what of it is in the kitchen, and why it may not go."""

    batch: Batch
    left: int
    life: LifeLeft
    recalled: bool

    @property
    def ok(self) -> bool:
        return self.left > 0 and self.life.ok and not self.recalled


def lots_offered(order: Order, on: dt.date) -> dict[int, list[OfferedLot]]:
    """By line of the order, the lots of its product in the kitchen: what expires first goes first."""
    lines = list(order.lines.select_related("product"))
    batches: list[Batch] = []
    for product in {line.product_id for line in lines}:
        rows = Batch.objects.filter(business=order.business_id, product=product).order_by("-made_on", "-pk")
        batches += rows[:LOTS_OFFERED]
    here, stopped = spread(batches), stopped_in(order.business)
    found: dict[int, list[OfferedLot]] = {line.pk: [] for line in lines}
    for line in lines:
        for batch in batches:
            left = here.at.get((batch.pk, None), 0)
            if batch.product_id == line.product_id and left > 0:
                life = _life(batch, line.product.kind, on, order.terms.remaining_life_percent)
                found[line.pk].append(OfferedLot(batch, left, life, batch.pk in stopped.batches))
        found[line.pk].sort(
            key=lambda each: (not each.ok, each.batch.expires_on or dt.date.max, each.batch.pk)
        )
    return found


def _life(batch: Batch, kind: str, on: dt.date, wanted: int) -> LifeLeft:
    return life_left(batch.made_on, batch.expires_on, on, wanted, spoils=kind == "food")


def place_of(store: Store, business: Business) -> Place:
    """The place that stands for a shop in a kitchen's book of lots; made where there is none. Under its
    lock.
    """
    known = StorePlace.objects.filter(store=store, business=business).select_related("place").first()
    if known is not None:
        return known.place
    name = f"{store.retailer.name}, {store.name}"[:120]
    place = place_named(business, name, "shop", store.phone, store.contact)
    StorePlace.objects.create(store=store, business=business, place=place)
    return place


@dataclass(frozen=True, slots=True)
class Picked:
    """So many pieces of one batch for one line, by primary key."""

    line: int
    batch: int
    pieces: int


@transaction.atomic
def send(order_id: int, picked: Sequence[Picked], on: dt.date, by: Person, client_id: str) -> Delivery:
    """Send goods of an order: the lots leave the kitchen's book for the shop. Less than promised is allowed.

    Raises :class:`Refused` for a lot that is not hers, not of this product, recalled, with too little life
    left or too few packs; and where more is sent than was promised.
    """
    order = locked(order_id)
    before = Delivery.objects.filter(client_id=client_id).first()
    if before is not None:
        _refuse_other(before, order, picked)
        return before
    allow(order, "send", KITCHEN)
    lock(order.business_id)
    lines = {each.line.pk: each for each in lines_of([order.pk])[order.pk]}
    wanted = [each for each in picked if each.pieces > 0]
    _refuse_sending(wanted, order, lines, on)
    batches = Batch.objects.in_bulk([each.batch for each in wanted])
    place = place_of(order.store, order.business)
    taken = set(Delivery.objects.filter(order__business=order.business_id).values_list("number", flat=True))
    delivery = Delivery.objects.create(
        order=order,
        number=numbers.next_number(numbers.DELIVERY, on, taken),
        sent_on=on,
        sent_by=by,
        client_id=client_id,
    )
    for each in wanted:
        batch = _own_batch(batches.get(each.batch), order, lines[each.line].line, on)
        _write(delivery, each, batch, place, by)
    step(order, "send", by)
    return delivery


def _write(delivery: Delivery, picked: Picked, batch: Batch, place: Place, by: Person) -> None:
    move(
        Move(
            batch=batch,
            origin=None,
            destination=place,
            pieces=picked.pieces,
            moved_on=delivery.sent_on,
            sending=delivery.client_id,
            by=by,
        )
    )
    DeliveryLine.objects.create(
        delivery=delivery,
        order_line_id=picked.line,
        batch=batch,
        pieces=picked.pieces,
        expires_on=batch.expires_on,
    )


def _refuse_other(before: Delivery, order: Order, picked: Sequence[Picked]) -> None:
    kept = {(row.order_line_id, row.batch_id, row.pieces) for row in before.lines.all()}
    told = {(each.line, each.batch, each.pieces) for each in picked if each.pieces > 0}
    if before.order_id != order.pk or kept != told:
        raise Refused(SENT_OTHERWISE)


def _refuse_sending(
    wanted: Sequence[Picked], order: Order, lines: Mapping[int, CountedLine], on: dt.date
) -> None:
    """Refuse a day that cannot be, and lines and counts that the order does not have."""
    if not wanted:
        raise Refused(
            Text("Belum ada yang dikirim. Isi jumlah dari satu lot.", "Nothing is sent. Say how many.")
        )
    if on < order.ordered_on:
        raise Refused(Text("Tanggal kirim lebih awal dari tanggal pesan.", "Sent before it was ordered."))
    if on > timezone.localdate():
        raise Refused(Text("Tanggal kirim belum tiba.", "The day of sending has not come yet."))
    for pk in {each.line for each in wanted}:
        if pk not in lines:
            raise Refused(Text("Baris itu bukan dari pesanan ini.", "That line is not of this order."))
        _refuse_more(lines[pk].line, sum(each.pieces for each in wanted if each.line == pk),
                     lines[pk].count.outstanding)  # fmt: skip


def _refuse_more(line: OrderLine, pieces: int, outstanding: int) -> None:
    if pieces > outstanding:
        raise Refused(
            Text("{name}: yang masih harus dikirim {left}, bukan {pieces}. Kurangi jumlahnya.",
                 "{name}: {left} are still to be sent, not {pieces}. Send less.").filled(
                name=line.product.name, left=say_number(outstanding), pieces=say_number(pieces)
            )
        )  # fmt: skip


def _own_batch(batch: Batch | None, order: Order, line: OrderLine, on: dt.date) -> Batch:
    """The lot, if it may go out for this line."""
    if batch is None or batch.business_id != order.business_id or batch.product_id != line.product_id:
        raise Refused(
            Text("{name}: lot itu bukan dari produk ini di dapur ini. Pilih lot lain.",
                 "{name}: that lot is not of this product in your kitchen. Take another lot.").filled(
                name=line.product.name
            )
        )  # fmt: skip
    if on < batch.made_on:
        raise Refused(
            Text("Lot {code} baru dibuat {made}, sesudah tanggal kirim. Perbaiki tanggalnya.",
                 "Lot {code} was made on {made}, after the day of sending. Correct the day.").filled(
                code=batch.code, made=say_date(batch.made_on)
            )
        )  # fmt: skip
    life = _life(batch, line.product.kind, on, order.terms.remaining_life_percent)
    if not life.ok:
        raise Refused(
            Text("Lot {code}: {life}. Toko tidak akan menerimanya; pilih lot yang lebih baru.",
                 "Lot {code}: {life}. The shop will not take it; choose a newer lot.").filled(
                code=batch.code, life=life.words
            )
        )  # fmt: skip
    return batch


@dataclass(frozen=True, slots=True)
class Counted:
    """What the shop counted of one line of a delivery. What is in neither number was missing."""

    accepted: int
    refused: int
    reason: str = ""
    went_back: bool = False


@transaction.atomic
def receive(
    delivery_id: int, counted: Mapping[int, Counted], on: dt.date, by: Person, client_id: str = ""
) -> Delivery:
    """The shop has counted a delivery; every line of it, by primary key.

    Of two people who count at once one is taken and the other told. What was refused and went back is in the
    kitchen's book again.
    """
    order = locked(Delivery.objects.values_list("order", flat=True).get(pk=delivery_id))
    delivery = Delivery.objects.select_related("received_by").get(pk=delivery_id)
    delivery.order = order
    name = "receive-one" if _others_on_the_way(delivery) else "receive"
    if delivery.received_on is not None:
        if _counted_before(delivery, counted, client_id):
            return delivery
        raise TooLate(
            Text("Kiriman ini sudah dihitung oleh {by} pada {day}. Muat ulang halaman.",
                 "This delivery was counted already by {by} on {day}. Load the page again.").filled(
                by=str(delivery.received_by), day=f"{delivery.received_on:%d-%m-%Y}"
            )
        )  # fmt: skip
    allow(order, name, BUYER)
    if on < delivery.sent_on or on > timezone.localdate():
        raise Refused(
            Text("Tanggal terima harus antara tanggal kirim dan hari ini.",
                 "The day of the receipt lies between the day of sending and today.")
        )  # fmt: skip
    lock(order.business_id)
    lines = list(delivery.lines.select_related("batch__product"))
    for line in lines:
        _count(line, counted.get(line.pk))
    DeliveryLine.objects.bulk_update(lines, ["accepted", "refused", "reason", "went_back"])
    delivery.received_on, delivery.received_by = on, by
    delivery.save(update_fields=["received_on", "received_by"])
    for line in lines:
        if line.went_back:
            _refused_goes_back(line, order, on, by)
    step(order, name, by, client_id=client_id)
    close_if_whole(order)
    return delivery


def _counted_before(delivery: Delivery, counted: Mapping[int, Counted], client_id: str) -> bool:
    """Whether this very count came already. Raises :class:`Refused` where it came with other figures."""
    steps = OrderStep.objects.filter(client_id=client_id) if client_id else OrderStep.objects.none()
    found = steps.filter(order=delivery.order_id, transition__in=("receive", "receive-one"))
    if not found.exists():
        return False
    kept = {row.pk: (row.accepted, row.refused) for row in delivery.lines.all()}
    if kept != {pk: (each.accepted, each.refused) for pk, each in counted.items()}:
        raise Refused(SENT_OTHERWISE)
    return True


def _others_on_the_way(delivery: Delivery) -> bool:
    others = Delivery.objects.filter(order=delivery.order_id, received_on=None).exclude(pk=delivery.pk)
    return others.exists()


def _count(line: DeliveryLine, counted: Counted | None) -> None:
    name = Text.same(f"{line.batch.product.name} ({line.batch.code})")
    if counted is None or counted.accepted < 0 or counted.refused < 0:
        raise Refused(
            Text("{name}: isi berapa yang diterima.", "{name}: say how many were accepted.").filled(name=name)
        )
    if counted.accepted + counted.refused > line.pieces:
        raise Refused(
            Text("{name}: dikirim {sent}; diterima dan ditolak bersama tidak boleh lebih. Hitung ulang.",
                 "{name}: {sent} were sent; accepted and refused together are more. Count again.").filled(
                name=name, sent=say_number(line.pieces)
            )
        )  # fmt: skip
    line.accepted, line.refused = counted.accepted, counted.refused
    differs = counted.accepted < line.pieces
    if counted.refused:
        reason_named(GOODS, counted.reason)
    line.reason = counted.reason if differs else ""
    if line.reason:
        reason_named(GOODS, line.reason)
    line.went_back = counted.went_back and counted.refused > 0


def _refused_goes_back(line: DeliveryLine, order: Order, on: dt.date, by: Person) -> None:
    assert line.refused is not None  # noqa: S101 - it was counted just now
    sending = str(uuid.uuid5(uuid.NAMESPACE_OID, f"refused {line.pk}"))
    move_back(line.batch, order, line.refused, on, by, sending)


def move_back(batch: Batch, order: Order, pieces: int, on: dt.date, by: Person, sending: str) -> None:
    """Pieces of a lot leave the shop for the kitchen in the book of lots; the same ``sending`` once."""
    move(
        Move(
            batch=batch,
            origin=place_of(order.store, order.business),
            destination=None,
            pieces=pieces,
            moved_on=on,
            sending=sending,
            by=by,
        )
    )
