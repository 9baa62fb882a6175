"""The book of lots as EPCIS happenings, and happenings of a document taken into the book, all or none."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import quote

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.accounts.notice import site_address
from lopo.accounts.phone import read_phone
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.models import Business, Product
from lopo.producers.records import changes_gathered, dossiers_of, lock
from lopo.quality.models import Batch, BatchInput, EpcisImport, Move, Place, RawLot
from lopo.quality.trace.epcis_read import code_of, gtin_of
from lopo.quality.trace.happening import Happening, LotName, Moved, PlaceName, Quantity, Received, Transformed
from lopo.quality.trace.lot_code import read_lot_code
from lopo.quality.trace.quantity import in_unit
from lopo.quality.trace_book import NewBatch, make_batch, move, receive
from lopo.quality.trace_search import back, forward

PLACE_KINDS = ("shop", "stall", "person")
FILE_NAME_MOST = 120
NOON = dt.time(12)
"""A day without an hour is told as its noon, deliveries before batches and batches before moves."""


def kitchen_of(business: Business) -> PlaceName:
    """Where everything of a business is made."""
    return PlaceName(site_address(f"/usaha/{business.pk}/"), business.name)


def happenings_between(business: Business, first: dt.date, last: dt.date) -> list[Happening]:
    """What happened to lots of ``business`` from ``first`` to ``last``, both included."""
    span = (first, last)
    raws = list(RawLot.objects.filter(business=business, received_on__range=span).order_by("pk"))
    batches = list(Batch.objects.filter(business=business, made_on__range=span).order_by("pk"))
    moves = Move.objects.filter(batch__business=business, moved_on__range=span)
    return _told(business, raws, batches, moves)


def happenings_of(lot: RawLot | Batch) -> list[Happening]:
    """What happened to one lot, to what is in it and to what it went into."""
    onward = list(forward(lot).batches)
    came = back(lot) if isinstance(lot, Batch) else None
    raws = list(came.raw_lots) if came else [lot] if isinstance(lot, RawLot) else []
    batches = onward + [each for each in (came.batches if came else ()) if each not in onward]
    return _told(lot.business, raws, batches, Move.objects.filter(batch__in=onward))


def _told(
    business: Business, raws: list[RawLot], batches: list[Batch], moves: QuerySet[Move]
) -> list[Happening]:
    inputs = list(
        BatchInput.objects.filter(batch__in=batches).select_related("raw_lot", "source").order_by("pk")
    )
    moved = list(moves.select_related("batch", "origin", "destination").order_by("pk"))
    named = _Names(business)
    by_batch: dict[int, list[BatchInput]] = {}
    for each in inputs:
        by_batch.setdefault(each.batch_id, []).append(each)
    told: list[Happening] = [_received(each, named) for each in raws]
    told += [_transformed(each, by_batch.get(each.pk, []), named) for each in _in_order(batches)]
    return told + [_moved(each, named) for each in moved]


def _in_order(batches: list[Batch]) -> list[Batch]:
    return sorted(batches, key=lambda each: (each.made_on, each.pk))


class _Names:
    """URIs of the lots of one business: Digital Links where the product has a GTIN, else addresses here."""

    def __init__(self, business: Business) -> None:
        self.products = {each.pk: each for each in Product.objects.filter(business=business)}
        dossiers = dossiers_of(self.products.values())
        self.gtins = {pk: str(each.value("permit.gtin.number") or "") for pk, each in dossiers.items()}

    def batch(self, batch: Batch) -> str:
        gtin = self.gtins.get(batch.product_id, "")
        if gtin.isdigit():
            return f"https://id.gs1.org/01/{gtin.zfill(14)}/10/{quote(batch.code, safe='')}"
        return site_address(f"/batch/{batch.pk}/{quote(batch.code, safe='')}")

    def title(self, batch: Batch) -> str:
        return self.products[batch.product_id].name

    @staticmethod
    def raw(lot: RawLot) -> str:
        return site_address(f"/bahan/{lot.pk}/{quote(lot.code, safe='')}")


def _at(day: dt.date, minutes: int) -> dt.datetime:
    noon = dt.datetime.combine(day, NOON, timezone.get_default_timezone())
    return noon + dt.timedelta(minutes=minutes)


def _received(lot: RawLot, named: _Names) -> Received:
    uri = named.raw(lot)
    supplier = PlaceName(
        site_address(f"/pemasok/{quote(lot.supplier, safe='')}"), lot.supplier, lot.supplier_phone
    )
    return Received(
        _at(lot.received_on, 0),
        LotName(uri, lot.code, lot.ingredient, lot.expires_on),
        Quantity(uri, lot.quantity.normalize(), lot.unit),
        supplier,
        lot.supplier_code,
    )


def _transformed(batch: Batch, inputs: list[BatchInput], named: _Names) -> Transformed:
    name = LotName(named.batch(batch), batch.code, named.title(batch), batch.expires_on)
    taken = []
    for each in inputs:
        amount = None if each.quantity is None else each.quantity.normalize()
        if each.raw_lot is not None:
            taken.append(Quantity(named.raw(each.raw_lot), amount, each.raw_lot.unit))
        elif each.source is not None:
            taken.append(Quantity(named.batch(each.source), amount))
    # Batches of one day keep their order: a later one may hold an earlier one.
    return Transformed(
        _at(batch.made_on, 1) + dt.timedelta(milliseconds=batch.pk % 50_000), name, batch.pieces, tuple(taken)
    )


def _moved(row: Move, named: _Names) -> Moved:
    return Moved(
        _at(row.moved_on, 2) + dt.timedelta(milliseconds=row.pk % 50_000),
        named.batch(row.batch),
        row.pieces,
        _place(row.origin),
        _place(row.destination),
    )


def _place(place: Place | None) -> PlaceName | None:
    if place is None:
        return None
    return PlaceName(site_address(f"/tempat/{place.pk}/"), place.name, place.phone, place.kind)


@dataclass(slots=True)
class Taken:
    """What a document brought into the book."""

    deliveries: int = 0
    batches: int = 0
    moves: int = 0
    known: int = 0
    """Happenings that the book had already."""
    lots: dict[str, RawLot | Batch] = field(default_factory=dict)
    """Lots of the document by their URI."""
    new: list[RawLot | Batch | Move] = field(default_factory=list)
    """What it brought."""


@transaction.atomic
def take(business: Business, happenings: Iterable[Happening], by: Person, file_name: str = "") -> Taken:
    """Write the happenings of a document down, all or none; what the book has is not written again."""
    lock(business.pk)
    taken = Taken()
    before = _moves_before(business)
    with changes_gathered():
        for each in sorted(happenings, key=lambda one: one.at):
            if isinstance(each, Received):
                _take_delivery(business, each, by, taken)
            elif isinstance(each, Transformed):
                _take_batch(business, each, by, taken)
            else:
                _take_move(business, each, by, taken, before)
    if taken.new:
        _remember(business, taken, by, file_name)
    return taken


def _remember(business: Business, taken: Taken, by: Person, file_name: str) -> None:
    row = EpcisImport.objects.create(business=business, by=by, file_name=file_name[:FILE_NAME_MOST])
    row.raw_lots.set([each for each in taken.new if isinstance(each, RawLot)])
    row.batches.set([each for each in taken.new if isinstance(each, Batch)])
    row.moves.set([each for each in taken.new if isinstance(each, Move)])


def _day(at: dt.datetime) -> dt.date:
    return timezone.localdate(at)


def _take_delivery(business: Business, each: Received, by: Person, taken: Taken) -> None:
    code = read_lot_code(each.lot.code)
    known = RawLot.objects.filter(business=business, code=code).first()
    if known is not None:
        taken.lots[each.lot.uri], taken.known = known, taken.known + 1
        return
    if not each.quantity.amount:
        raise Refused(Text(f"Kiriman {code} tanpa jumlah.", f"The delivery {code} has no quantity."))
    taken.lots[each.lot.uri] = receive(
        RawLot(
            business=business,
            code=code,
            ingredient=each.lot.title or code,
            supplier=each.supplier.title,
            supplier_phone=_phone(each.supplier.phone),
            supplier_code=each.supplier_code,
            received_on=_day(each.at),
            expires_on=each.lot.expires_on,
            quantity=each.quantity.amount,
            unit=each.quantity.unit,
            by=by,
        )
    )
    taken.new.append(taken.lots[each.lot.uri])
    taken.deliveries += 1


def _phone(typed: str) -> str:
    phone = read_phone(typed)
    return "" if isinstance(phone, Text) else phone


def _take_batch(business: Business, each: Transformed, by: Person, taken: Taken) -> None:
    code = read_lot_code(each.lot.code)
    known = Batch.objects.filter(business=business, code=code).first()
    if known is not None:
        taken.lots[each.lot.uri], taken.known = known, taken.known + 1
        return
    inputs: dict[int, Decimal | None] = {}
    sources: dict[int, Decimal | None] = {}
    for one in each.inputs:
        lot = _lot(business, one.lot, taken)
        if isinstance(lot, RawLot):
            inputs[lot.pk] = None if one.amount is None else in_unit(one.amount, one.unit, lot.unit)
        else:
            sources[lot.pk] = one.amount
    new = NewBatch(
        _product(business, each.lot), _day(each.at), each.pieces, inputs, sources, code, each.lot.expires_on
    )
    taken.lots[each.lot.uri] = make_batch(new, by)
    taken.new.append(taken.lots[each.lot.uri])
    taken.batches += 1


def _lot(business: Business, uri: str, taken: Taken) -> RawLot | Batch:
    found = taken.lots.get(uri)
    if found is None:
        code = code_of(uri)
        found = (
            Batch.objects.filter(business=business, code=code).first()
            or RawLot.objects.filter(business=business, code=code).first()
        )
    if found is None:
        raise Refused(
            Text(f"Lot {uri[:120]} disebut, tetapi tidak ada asalnya di berkas maupun di buku.",
                 f"The lot {uri[:120]} is named, but neither the file nor the book says where it is from.")
        )  # fmt: skip
    return found


def _product(business: Business, lot: LotName) -> Product:
    products = list(Product.objects.filter(business=business, archived_at=None))
    gtin = gtin_of(lot.uri)
    if gtin is not None:
        dossiers = dossiers_of(products)
        for product in products:
            if str(dossiers[product.pk].value("permit.gtin.number") or "").zfill(14) == gtin:
                return product
    for product in products:
        if product.name == lot.title:
            return product
    raise Refused(
        Text(f"Lot {lot.code}: produknya tidak dikenal. Daftarkan dulu dengan GTIN atau nama yang sama.",
             f"Lot {lot.code}: an unknown product. Enter it first, by the same GTIN or name.")
    )  # fmt: skip


MoveKey = tuple[int, str, str, int, dt.date]


def _moves_before(business: Business) -> Counter[MoveKey]:
    rows = Move.objects.filter(batch__business=business).values_list(
        "batch", "origin__name", "destination__name", "pieces", "moved_on"
    )
    return Counter((batch, origin or "", to or "", pieces, day) for batch, origin, to, pieces, day in rows)


def _take_move(business: Business, each: Moved, by: Person, taken: Taken, before: Counter[MoveKey]) -> None:
    batch = _lot(business, each.lot, taken)
    if isinstance(batch, RawLot):
        raise Refused(
            Text(f"{batch.code} bahan, bukan batch.", f"{batch.code} is an ingredient, not a batch.")
        )
    origin, destination = _named(each.origin), _named(each.destination)
    key = (batch.pk, origin, destination, each.pieces, _day(each.at))
    if before[key]:
        before[key] -= 1
        taken.known += 1
        return
    row = move(
        Move(
            batch=batch,
            origin=_kept(business, each.origin),
            destination=_kept(business, each.destination),
            pieces=each.pieces,
            moved_on=_day(each.at),
            by=by,
        )
    )
    taken.new.append(row)
    taken.moves += 1


def _named(place: PlaceName | None) -> str:
    return place.title if place else ""


def _kept(business: Business, place: PlaceName | None) -> Place | None:
    if place is None:
        return None
    kind = place.kind if place.kind in PLACE_KINDS else "shop"
    defaults: Mapping[str, str] = {"kind": kind, "phone": _phone(place.phone)}
    return Place.objects.get_or_create(business=business, name=place.title, defaults=defaults)[0]
