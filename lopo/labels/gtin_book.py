"""The book of barcode numbers: give one to a pack, write one down that is in use, take one back.

A number is given once, ever. Every change holds the lock of its business, so that of two people the second
takes the next number.
"""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.codes.gtin import case_gtin, gtin_table
from lopo.labels.codes.used_numbers import UsedNumber
from lopo.labels.gtin_block import UNIT_DIGITS, block_holding, next_number
from lopo.labels.gtin_told import NUMBER, is_stall_block, label_of, same_number, tell, told_number
from lopo.labels.models import AssignedGtin, NumberBlock
from lopo.labels.models.gtin import CASE, UNIT
from lopo.producers.models import Business, Product
from lopo.producers.records import lock, record_fact

FEWEST_INSIDE = 2
"""A box around one unit is the unit itself."""

STALL_ONLY = Text(
    "Nomor di blok ini hanya untuk lapak sendiri, jadi tidak bisa menggantikan nomor yang ada.",
    "The numbers of this block are for your own stall only, so they cannot replace the one there is.",
)
TAKEN_MEANWHILE = Text(
    "Nomor itu baru saja dipakai orang lain. Coba sekali lagi.",
    "Somebody has just taken that number. Please try once more.",
)


class ToldOtherwise(Refused):
    """The product goes by another number already: its owner is asked whether to keep it."""

    def __init__(self, number: str) -> None:
        super().__init__(
            Text(f"Produk ini sudah memakai nomor {number}. Tetap pakai nomor itu, atau ganti?",
                 f"This product goes by the number {number} already. Keep that one, or change it?")
        )  # fmt: skip
        self.number = number


def unit_number(product: Product) -> AssignedGtin | None:
    """The number in the book under which ``product`` is sold now."""
    found = AssignedGtin.objects.filter(product=product, pack=UNIT, withdrawn_at=None)
    return found.select_related("block").first()


def case_numbers(unit: AssignedGtin) -> list[AssignedGtin]:
    """The current numbers of the cases that hold ``unit``, the smallest case first."""
    cases = AssignedGtin.objects.filter(product=unit.product_id, pack=CASE, withdrawn_at=None)
    listed = cases.select_related("block").order_by("units_inside")
    return [each for each in listed if _holds(each, unit)]


def _holds(case: AssignedGtin, unit: AssignedGtin) -> bool:
    return case.gtin[1:13] == unit.gtin[:12]


@transaction.atomic
def assign_unit(product: Product, by: Person, *, instead_of: str = "") -> AssignedGtin:
    """The number of the pack that is sold one by one; the one it has, when it has one already.

    ``instead_of`` names the number that the owner said shall be replaced; asked twice, nothing changes the
    second time. Raises :class:`ToldOtherwise` when the product goes by a number that she did not name, and
    :class:`Refused` when there is no block, or it is used up.
    """
    lock(product.business_id)
    current, told = unit_number(product), told_number(product)
    replaces = {instead_of.zfill(14)} if instead_of else set()
    if told and (current is None or not same_number(told, current.gtin)) and told.zfill(14) not in replaces:
        raise ToldOtherwise(told)
    if current is not None and current.gtin.zfill(14) not in replaces:
        tell(product, current, by)
        return current
    block, number = next_number(product.business)
    if instead_of and is_stall_block(block.prefix):
        raise Refused(STALL_ONLY)
    if current is not None:
        _withdraw(current)
    return _write(block, number, product, by)


def _write(
    block: NumberBlock, number: str, product: Product, by: Person, *, used_before: bool = False
) -> AssignedGtin:
    row = AssignedGtin(
        block=block,
        gtin=number,
        product=product,
        pack=UNIT,
        label=label_of(product),
        used_before=used_before,
        assigned_by=by,
    )
    _save(row)
    tell(product, row, by)
    return row


def _save(row: AssignedGtin) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused(TAKEN_MEANWHILE) from None


@transaction.atomic
def write_told(product: Product, by: Person) -> AssignedGtin:
    """Write the number that the product goes by into the book of its block.

    Raises :class:`Refused` when no block of the business holds it, or another pack has it.
    """
    lock(product.business_id)
    told, current = told_number(product), unit_number(product)
    if current is not None and same_number(told, current.gtin):
        return current
    block = _block_holding(product.business, told)
    row = AssignedGtin.objects.filter(gtin=told).select_related("product", "block").first()
    if row is not None and (row.product is not None or row.withdrawn_at is not None):
        raise Refused(_elsewhere(row))
    if current is not None:
        _withdraw(current)
    if row is None:
        return _write(block, told, product, by, used_before=True)
    row.product = product
    row.label = row.label or label_of(product)
    row.save(update_fields=["product", "label"])
    tell(product, row, by)
    return row


def _block_holding(business: Business, number: str) -> NumberBlock:
    block = block_holding(business, number) if len(number) == UNIT_DIGITS else None
    if block is None:
        raise Refused(_in_no_block(number))
    return block


@transaction.atomic
def write_used(business: Business, numbers: Iterable[UsedNumber], by: Person) -> int:
    """Write numbers down that are on packs already, so that none is given again. How many were new.

    Raises :class:`Refused` when one is in no block of the business; then none is written.
    """
    lock(business.pk)
    wanted = list(numbers)
    there = AssignedGtin.objects.filter(gtin__in=[each.gtin for each in wanted])
    known = set(there.values_list("gtin", flat=True))
    fresh = [each for each in wanted if each.gtin not in known]
    blocks = list(NumberBlock.objects.filter(business=business))
    rows = [
        AssignedGtin(
            block=_holding(blocks, each.gtin),
            gtin=each.gtin,
            pack=UNIT,
            label=each.label,
            used_before=True,
            assigned_by=by,
        )
        for each in fresh
    ]
    try:
        with transaction.atomic():
            AssignedGtin.objects.bulk_create(rows)
    except IntegrityError:
        raise Refused(TAKEN_MEANWHILE) from None
    return len(rows)


def _holding(blocks: Iterable[NumberBlock], number: str) -> NumberBlock:
    for block in blocks:
        if number.startswith(block.prefix):
            return block
    raise Refused(_in_no_block(number))


def _in_no_block(number: str) -> Text:
    return Text(
        f"Nomor {number} tidak ada di blok usaha ini. Catat dulu blok yang memuatnya.",
        f"The number {number} is in no block of this business. First write down the block it is of.",
    )


def _elsewhere(row: AssignedGtin) -> Text:
    whose = row.label or (row.product.name if row.product else "")
    if row.withdrawn_at is not None:
        return Text(
            f"Nomor {row.gtin} ({whose}) sudah ditarik dan tidak boleh dipakai lagi.",
            f"The number {row.gtin} ({whose}) was withdrawn and may not be used again.",
        )
    return Text(
        f"Nomor {row.gtin} sudah dipakai {whose}. Satu nomor hanya untuk satu barang.",
        f"The number {row.gtin} is that of {whose} already. One number is for one item only.",
    )


@transaction.atomic
def assign_case(product: Product, units_inside: int, by: Person) -> AssignedGtin:
    """A number for a carton with ``units_inside`` units of ``product``; the one it has, when it has one.

    Raises :class:`Refused` when the unit has no number in the book, or every first digit is used.
    """
    if units_inside < FEWEST_INSIDE:
        raise Refused(
            Text(f"Isi karton paling sedikit {FEWEST_INSIDE}.", f"A carton holds at least {FEWEST_INSIDE}.")
        )
    lock(product.business_id)
    unit = unit_number(product)
    if unit is None:
        raise Refused(
            Text("Beri nomor satuannya dulu; nomor karton dibuat dari nomor itu.",
                 "Give the unit its number first; the carton's number is made from it.")
        )  # fmt: skip
    if is_stall_block(unit.block.prefix):
        raise Refused(
            Text("Nomor lapak tidak berlaku di gudang toko, jadi kartonnya tidak perlu nomor.",
                 "A stall's number means nothing in a shop's warehouse, so its carton needs none.")
        )  # fmt: skip
    there = [each for each in case_numbers(unit) if each.units_inside == units_inside]
    if there:
        return there[0]
    indicator = _free_indicator(unit)
    row = AssignedGtin(
        block=unit.block,
        gtin=case_gtin(unit.gtin, indicator),
        product=product,
        pack=CASE,
        indicator=indicator,
        units_inside=units_inside,
        label=unit.label,
        assigned_by=by,
    )
    _save(row)
    return row


def _free_indicator(unit: AssignedGtin) -> int:
    """The lowest first digit that no case of ``unit`` ever had."""
    bounds = gtin_table()["case"]
    every = range(bounds["least"], bounds["greatest"] + 1)
    ever = AssignedGtin.objects.filter(gtin__in=[case_gtin(unit.gtin, each) for each in every])
    free = sorted(set(every) - set(ever.values_list("indicator", flat=True)))
    if not free:
        raise Refused(
            Text(f"Semua {len(every)} nomor karton untuk nomor ini sudah terpakai.",
                 f"All {len(every)} numbers for cartons of this one are used.")
        )  # fmt: skip
    return free[0]


@transaction.atomic
def withdraw(number: AssignedGtin, by: Person) -> None:
    """Take a number out of use, and with a unit's the cases made from it. It is never given again."""
    business = number.block.business
    lock(business.pk)
    row = AssignedGtin.objects.select_related("product").get(pk=number.pk)
    if row.withdrawn_at is not None:
        return
    _withdraw(row)
    product = row.product
    if row.pack == UNIT and product is not None and same_number(told_number(product), row.gtin):
        record_fact(business, product, NUMBER, "", typed_by=by)


def _withdraw(row: AssignedGtin) -> None:
    gone = [row.pk]
    if row.pack == UNIT and row.product_id is not None:
        gone += [each.pk for each in case_numbers(row)]
    AssignedGtin.objects.filter(pk__in=gone, withdrawn_at=None).update(withdrawn_at=timezone.now())
