"""Between the book of numbers and what is told of a product: the fact ``permit.gtin.number``.

A number of a block is told, so that requirements see it. One for use inside a stall is not: it opens no shop.
"""

from lopo.accounts.models import Person
from lopo.labels.models import AssignedGtin
from lopo.producers.gtin import check_gtin, is_restricted
from lopo.producers.models import Business, Paper, Product, Statement
from lopo.producers.records import dossier_of, record_fact

NUMBER, ISSUED = "permit.gtin.number", "permit.gtin.issued_by_gs1"
LABEL_MOST = 200
"""Characters of what a number stands for."""


def is_stall_block(prefix: str) -> bool:
    """Whether the numbers that begin with ``prefix`` are for use inside one shop only."""
    return is_restricted(prefix.ljust(13, "0"))


def told_number(product: Product) -> str:
    """The number told of ``product``, digits only where it is a right one; empty when there is none."""
    written = dossier_of(product).value(NUMBER) or ""
    return digits_told(str(written))


def digits_told(written: str) -> str:
    """A number without spaces and hyphens; one that cannot be right as it was written."""
    return check_gtin(written).compact or written


def same_number(one: str, other: str) -> bool:
    """Whether two numbers are one, however many zeros stand in front."""
    return bool(one and other) and one.zfill(14) == other.zfill(14)


def numbers_told(business: Business) -> set[str]:
    """Whatever number the business ever named: it may stand on packs, so it is never given again."""
    told = Statement.objects.filter(business=business, fact=NUMBER).values_list("value", flat=True)
    papers = Paper.objects.filter(business=business, kind="gtin").values_list("number", flat=True)
    return {digits_told(str(each)) for each in (*told, *papers) if each}


def label_of(product: Product) -> str:
    """What a number stands for: the product with its net content as it is told today."""
    dossier = dossier_of(product)
    quantity, unit = dossier.value("label.net_quantity"), dossier.value("label.net_unit")
    size = f" {quantity} {unit}" if quantity is not None and unit else ""
    return f"{product.name}{size}"[:LABEL_MOST]


def tell(product: Product, row: AssignedGtin, by: Person) -> None:
    """Tell the requirements: the number, and the proof that GS1 issued it where the block has one."""
    if is_stall_block(row.block.prefix):
        return
    before = dossier_of(product)
    record_fact(product.business, product, NUMBER, row.gtin, typed_by=by)
    evidence = row.block.evidence
    if evidence is not None:
        record_fact(product.business, product, ISSUED, True, typed_by=by, evidence=evidence)
    elif before.value(ISSUED) and not same_number(digits_told(str(before.value(NUMBER) or "")), row.gtin):
        record_fact(product.business, product, ISSUED, False, typed_by=by)
