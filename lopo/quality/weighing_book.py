"""Weighings written down and read back: begun, pack after pack, finished, told as facts of the product."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.accounts.roles import Role
from lopo.accounts.scope import Scope
from lopo.facts.dossier import Dossier
from lopo.facts.figures import say_number
from lopo.facts.kinds import MAX_ITEMS, Refused
from lopo.facts.text import Text
from lopo.producers.models import Product
from lopo.producers.records import changes_gathered, lock, record_fact
from lopo.quality.models import Batch, WeighedPack, Weighing
from lopo.quality.models.weighing import PACK, TARE
from lopo.quality.weighing.decision import Decision, decide
from lopo.quality.weighing.net_content import check_count, judge_lot, packs_wanted
from lopo.quality.weighing.rules import rules
from lopo.quality.weighing.tare import Tare, tare_of
from lopo.quality.weighing.tolerance import tolerable_deficiency
from lopo.quality.weighing.unit import UNITS
from lopo.quality.weighing.weights_file import Weights, check_amount, read_weight

MOST_PACKS = MAX_ITEMS
"""Packs of one weighing: as many as a fact holds, and more than any plan asks."""
MOST_TARES = 50
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Look:
    """A weighing with its readings, and what follows from them.

    ``contents`` are net, in the order of weighing; ``decision`` is nothing before the first pack.
    """

    row: Weighing
    tares: tuple[WeighedPack, ...]
    packs: tuple[WeighedPack, ...]
    tare: Tare | None
    contents: tuple[Decimal, ...]
    decision: Decision | None

    @property
    def wanted(self) -> int:
        """How many packs the rule asks for."""
        return packs_wanted(self.row.lot_size)

    @property
    def tares_wanted(self) -> int:
        """How many empty packs the rule asks for."""
        return int(rules()["tare"]["sample"])


def label_content(dossier: Dossier) -> tuple[Decimal, str] | None:
    """What the label promises in g or ml; nothing where it does not say so, or counts something else."""
    quantity, unit = dossier.value("label.net_quantity"), UNITS.get(dossier.value("label.net_unit") or "")
    if quantity is None or unit is None or unit.base not in ("g", "ml"):
        return None
    nominal = unit.in_base(quantity)
    return None if tolerable_deficiency(nominal) is None else (nominal, unit.base)


def look_at(row: Weighing) -> Look:
    """One weighing; one query."""
    return _look(row, row.readings.filter(taken_back_at=None))


def looks_at(rows: Iterable[Weighing]) -> list[Look]:
    """Many weighings in one query."""
    rows = list(rows)
    by_row: dict[int, list[WeighedPack]] = {row.pk: [] for row in rows}
    for reading in WeighedPack.objects.filter(weighing__in=rows, taken_back_at=None):
        by_row[reading.weighing_id].append(reading)
    return [_look(row, by_row[row.pk]) for row in rows]


def _look(row: Weighing, readings: Iterable[WeighedPack]) -> Look:
    readings = list(readings)
    tares = tuple(each for each in readings if each.kind == TARE)
    packs = tuple(each for each in readings if each.kind == PACK)
    tare = tare_of([each.amount for each in tares], row.nominal, tolerable_deficiency(row.nominal))
    contents = tuple((tare.net(each.amount) if tare else each.amount).quantize(_HUNDREDTH) for each in packs)
    verdict = judge_lot(row.nominal, contents, row.lot_size)
    quantity = UNITS[row.unit].quantity
    decision = None if verdict is None else decide(verdict, row.unit, quantity, row.lot_size)
    return Look(row, tares, packs, tare, contents, decision)


@dataclass(frozen=True, slots=True)
class LotOnScale:
    """A lot by its code and its packs, and the batch of the book where it is one."""

    code: str
    size: int
    batch: Batch | None = None


def begin_weighing(
    product: Product, content: tuple[Decimal, str], lot: LotOnScale, on: dt.date, by: Person
) -> Weighing:
    """Begin to weigh a lot; nothing else is asked."""
    nominal, unit = content
    return Weighing.objects.create(
        product=product, lot=lot.code, lot_size=lot.size, batch=lot.batch,
        nominal=nominal, unit=unit, weighed_on=on, begun_by=by,
    )  # fmt: skip


@transaction.atomic
def weigh_from_table(
    product: Product, content: tuple[Decimal, str], lot: LotOnScale, on: dt.date, weights: Weights, by: Person
) -> Weighing:
    """Write a whole table of weights down, or nothing of it. Raises :class:`Refused`."""
    nominal, unit = content
    check_count(len(weights.packs), lot.size)
    most = say_number(MOST_PACKS)
    if len(weights.packs) > MOST_PACKS or len(weights.tares) > MOST_TARES:
        raise Refused(
            Text("Paling banyak {most} kemasan dari satu produksi. Tidak ada aturan yang minta lebih.",
                 "At most {most} packs of one production. No rule asks for more.").filled(most=most)
        )  # fmt: skip
    if weights.gross and not weights.tares:
        raise Refused(
            Text("Isinya ditimbang dengan kemasan. Tambahkan kolom “kosong”, berat kemasan kosongnya.",
                 "The packs were weighed full. Add a column “tare”, the weight of empty ones.")
        )  # fmt: skip
    tare = tare_of(weights.tares, nominal, tolerable_deficiency(nominal)) if weights.gross else None
    for amount in weights.packs:
        check_amount(tare.net(amount) if tare else amount, nominal, unit)
    row = begin_weighing(product, content, lot, on, by)
    row.tare_done_at = timezone.now()
    row.save(update_fields=["tare_done_at"])
    told = [(TARE, each) for each in weights.tares if weights.gross]
    told += [(PACK, each) for each in weights.packs]
    WeighedPack.objects.bulk_create(
        WeighedPack(weighing=row, kind=kind, amount=amount.quantize(Decimal("0.0001")), typed_by=by)
        for kind, amount in told
    )
    return row


@transaction.atomic
def add_reading(row: Weighing, typed: str, by: Person, sending: str = "") -> None:
    """Write one reading of the scale down. What is sent twice under the same ``sending`` is written once.

    Raises :class:`Refused` for what is no weight of such a pack, and when there are enough.
    """
    lock(row.product.business_id)
    row.refresh_from_db()
    if sending and row.readings.filter(sending=sending).exists():
        return
    look = look_at(row)
    kind = TARE if row.tare_done_at is None else PACK
    amount = read_weight(typed, row.nominal, UNITS[row.unit]).quantize(Decimal("0.0001"))
    _check(look, kind, amount)
    WeighedPack.objects.create(weighing=row, kind=kind, amount=amount, typed_by=by, sending=sending)


def _check(look: Look, kind: str, amount: Decimal) -> None:
    row = look.row
    if row.finished_at is not None:
        raise Refused(Text("Timbangan ini sudah selesai.", "This weighing is finished."))
    if kind == TARE and not 0 < amount < 4 * row.nominal:
        raise Refused(
            Text("Ini bukan berat kemasan kosong. Periksa lagi.",
                 "This is not the weight of an empty pack. Look again.")
        )  # fmt: skip
    if kind == PACK:
        check_amount(look.tare.net(amount) if look.tare else amount, row.nominal, row.unit)
    if kind == PACK and len(look.packs) >= min(MOST_PACKS, row.lot_size):
        raise Refused(
            Text("Semua kemasan yang bisa ditimbang sudah ditimbang.", "Every pack that can be weighed is.")
        )
    if kind == TARE and len(look.tares) >= MOST_TARES:
        raise Refused(Text("Kemasan kosongnya sudah cukup.", "There are enough empty packs."))


@transaction.atomic
def undo_last(row: Weighing) -> bool:
    """Take the last reading back; before the first pack, go back to the empty ones. Whether there was one."""
    lock(row.product.business_id)
    row.refresh_from_db()
    if row.finished_at is not None:
        return False
    kind = TARE if row.tare_done_at is None else PACK
    last = row.readings.filter(taken_back_at=None, kind=kind).last()
    if last is not None:
        last.taken_back_at = timezone.now()
        last.save(update_fields=["taken_back_at"])
        return True
    if kind == PACK:
        row.tare_done_at = None
        row.save(update_fields=["tare_done_at"])
        return True
    return False


def end_tare(row: Weighing) -> None:
    """The empty packs are weighed, or the scale is set to zero with one: the full ones come."""
    if row.tare_done_at is None:
        row.tare_done_at = timezone.now()
        row.save(update_fields=["tare_done_at"])


@transaction.atomic
def finish(row: Weighing, by: Person, scope: Scope) -> None:
    """Tell the weighing as facts of the product. Raises :class:`Refused` where nothing was weighed."""
    product = row.product
    lock(product.business_id)
    row.refresh_from_db()
    look = look_at(row)
    if not look.contents:
        raise Refused(Text("Belum ada kemasan yang ditimbang.", "No pack is weighed yet."))
    items = [{"name": str(at), "amount": str(each)} for at, each in enumerate(look.contents, 1)]
    facts = {"quality.net.contents": items, "quality.net.lot_size": row.lot_size}
    teller = teller_of(by, scope, product)
    with changes_gathered():
        for fact, value in facts.items():
            record_fact(
                product.business, product, fact, value, typed_by=by, said_by=teller, said_on=row.weighed_on
            )
    row.finished_at = timezone.now()
    row.save(update_fields=["finished_at"])


def reopen(row: Weighing) -> None:
    """More packs are weighed, or one again. The facts stay as they were told until it is finished anew."""
    row.finished_at = None
    row.save(update_fields=["finished_at"])


def teller_of(by: Person, scope: Scope, product: Product) -> str:
    """As whom ``by`` tells it: the owner's side, an officer or an inspector."""
    if product.business.organisation_id in scope.own_ids:
        return "owner"
    return "inspector" if Role.INSPECTOR in by.roles() else "officer"
