"""The block of numbers that GS1 issued to a business: written down with its certificate, counted, closed."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.codes.block import Block
from lopo.labels.gtin_told import ISSUED, is_stall_block, numbers_told, same_number, told_number
from lopo.labels.models import AssignedGtin, NumberBlock
from lopo.labels.models.gtin import UNIT
from lopo.producers.evidence import CleanFile
from lopo.producers.models import Business, Evidence, Paper
from lopo.producers.records import keep_evidence, lock, record_fact, record_paper

UNIT_DIGITS = 13

NO_BLOCK = Text(
    "Belum ada awalan nomor dari GS1. Catat awalannya dulu.",
    "There is no prefix from GS1 yet. Write the prefix down first.",
)
ALL_USED = Text(
    "Semua nomor di blok ini sudah terpakai. Minta blok baru ke GS1 Indonesia.",
    "All numbers of this block are used. Ask GS1 Indonesia for another one.",
)


@transaction.atomic
def add_block(
    business: Business, prefix: str, by: Person, certificate: CleanFile | None = None
) -> NumberBlock:
    """Write down the prefix that GS1 issued to ``business``; written again, only the certificate is new.

    Raises :class:`Refused` for a prefix that cannot be one, or that is on record for somebody else.
    """
    digits = Block(prefix).prefix
    lock(business.pk)
    block = _block_like(business, digits)
    if block is None:
        try:
            with transaction.atomic():
                block = NumberBlock.objects.create(business=business, prefix=digits, added_by=by)
        except IntegrityError:
            raise Refused(_on_record(digits)) from None
    if certificate is not None:
        _keep_certificate(block, keep_evidence(certificate, business, by), by)
    return block


def _block_like(business: Business, digits: str) -> NumberBlock | None:
    """The block that is on record with these digits; refuses one that would share numbers with another."""
    shorter = [digits[:length] for length in range(1, len(digits) + 1)]
    overlapping = NumberBlock.objects.filter(Q(prefix__startswith=digits) | Q(prefix__in=shorter))
    for block in overlapping:
        if block.prefix != digits or block.business_id != business.pk:
            raise Refused(_on_record(digits))
        return block
    return None


def _on_record(prefix: str) -> Text:
    return Text(
        f"Nomor yang diawali {prefix} sudah tercatat di blok lain. Periksa lagi sertifikatnya; kalau memang "
        "milik usaha ini, minta petugas kota membantu.",
        f"Numbers that begin with {prefix} are on record in another block. Look at the certificate again; if "
        "they do belong to this business, ask the city's officer to help.",
    )


def _keep_certificate(block: NumberBlock, evidence: Evidence, by: Person) -> None:
    """Beside the block, and among the papers that an officer looks at; told of all that carry a number."""
    block.evidence = evidence
    block.save(update_fields=["evidence"])
    if is_stall_block(block.prefix):
        return
    record_paper(Paper(business=block.business, kind="gtin", typed_by=by, evidence=evidence))
    for each in block.numbers.filter(pack=UNIT, withdrawn_at=None).select_related("product"):
        if each.product is not None and same_number(told_number(each.product), each.gtin):
            record_fact(block.business, each.product, ISSUED, True, typed_by=by, evidence=evidence)


def set_closed(block: NumberBlock, closed: bool) -> None:
    """Take no new numbers from a block, or take them again. Those given stay as they are."""
    NumberBlock.objects.filter(pk=block.pk).update(closed_at=timezone.now() if closed else None)


def block_holding(business: Business, number: str) -> NumberBlock | None:
    """The block of ``business`` that a number belongs to."""
    beginnings = [number[:length] for length in range(1, len(number))]
    return NumberBlock.objects.filter(business=business, prefix__in=beginnings).first()


def numbers_in_book(prefix: str) -> list[str]:
    """All units' numbers that begin with ``prefix``, withdrawn ones too, whoever has them."""
    rows = AssignedGtin.objects.filter(pack=UNIT, gtin__startswith=prefix)
    return list(rows.values_list("gtin", flat=True))


def next_number(business: Business) -> tuple[NumberBlock, str]:
    """The next free number of an open block; of a stall's block only where GS1 issued none."""
    blocks = NumberBlock.objects.filter(business=business, closed_at=None)
    open_blocks = sorted(blocks, key=lambda block: is_stall_block(block.prefix))
    if not open_blocks:
        raise Refused(NO_BLOCK)
    told = numbers_told(business)
    for block in open_blocks:
        numbers = Block(block.prefix)
        number = numbers.next_free({*numbers_in_book(block.prefix), *_items_told(numbers, told)})
        if number is not None:
            return block, number
    raise Refused(ALL_USED)


def _items_told(block: Block, told: set[str]) -> set[str]:
    """The numbers of ``block`` that were told, be it with a wrong last digit or as a case of theirs."""
    bodies = {each[-UNIT_DIGITS:-1] for each in told if each.isdigit() and len(each) >= UNIT_DIGITS}
    return {block.number(int(each[len(block.prefix) :])) for each in bodies if each.startswith(block.prefix)}
