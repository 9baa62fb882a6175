"""What stands behind the code on a pack: the product, and the lot."""

import datetime as dt
from dataclasses import dataclass

from lopo.labels.codes.gtin import check
from lopo.labels.models import AssignedGtin
from lopo.market.books.recalled import Notice, notices_of
from lopo.market.models import CatalogueEntry
from lopo.producers.models import Product
from lopo.quality.models import Batch


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was scanned. ``lot`` is as the code says it, ``batch`` the lot if the kitchen knows it."""

    product: Product
    gtin: str
    lot: str = ""
    batch: Batch | None = None
    notice: Notice | None = None
    """The recall that this lot is under."""
    expires_on: dt.date | None = None


def pack_behind(gtin: str, lot: str, expiry: dt.date | None) -> Pack | None:
    """The pack of a number of 14 digits; nothing where no block of a business of ours holds it."""
    names = {gtin, gtin[1:]} if gtin.startswith("0") else {gtin}
    number = (
        AssignedGtin.objects.filter(gtin__in=names, product__isnull=False)
        .select_related("product__business__kelurahan")
        .first()
    )
    if number is None or number.product is None:
        return None
    product = number.product
    batch = Batch.objects.filter(product=product, code=lot).first() if lot else None
    notice = None
    if batch is not None:
        notices = notices_of([product.business_id]).get(product.pk, ())
        notice = next((each for each in notices if batch in each.lots), None)
    expires = batch.expires_on if batch is not None and batch.expires_on else expiry
    return Pack(product, gtin, lot, batch, notice, expires)


def entry_with_code(typed: str) -> CatalogueEntry | None:
    """The open page of the product whose barcode was typed; nothing for anything else, without a query."""
    checked = check(typed)
    pack = None if checked.problems else pack_behind(checked.as_gtin14, "", None)
    return open_entry(pack.product) if pack is not None else None


def open_entry(product: Product) -> CatalogueEntry | None:
    """The page of a product, if its owner has opened it."""
    found = CatalogueEntry.objects.filter(product=product, published_at__isnull=False)
    return found.select_related("maker_page", "kelurahan", "product").first()
