"""The lots a recall may begin at: deliveries of a supplier, or batches of a product, between two days."""

import datetime as dt
from collections.abc import Mapping

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from lopo.facts.kinds import Refused, read_date
from lopo.facts.text import Text
from lopo.producers.models import Business
from lopo.quality.models import Batch, RawLot

LOTS_SHOWN = 60
DAYS_BEFORE = 30


def offered(business: Business, asked: Mapping[str, str]) -> dict[str, object]:
    """What the page offers to be ticked, as the address says."""
    today = timezone.localdate()
    whose = asked.get("dari_siapa", "").replace("\x00", "")[:140]
    first = _day(asked.get("mulai", ""), today - dt.timedelta(days=DAYS_BEFORE))
    last = _day(asked.get("sampai", ""), today)
    suppliers = (
        RawLot.objects.filter(business=business).order_by("supplier").values_list("supplier", flat=True)
    )
    made = Batch.objects.filter(business=business).order_by("product__name", "product")
    lots = _lots(business, whose, first, last)
    return {
        "whose": whose,
        "asked": bool(whose),
        "first": first,
        "last": last,
        "suppliers": list(suppliers.distinct()),
        "products": [
            (f"p:{pk}", name) for pk, name in made.values_list("product_id", "product__name").distinct()
        ],
        "lots": [_row(lot) for lot in lots[:LOTS_SHOWN]],
        "cut": len(lots) > LOTS_SHOWN,
    }


def _day(typed: str, otherwise: dt.date) -> dt.date:
    try:
        return read_date(typed) if typed else otherwise
    except Refused:
        return otherwise


def _lots(business: Business, whose: str, first: dt.date, last: dt.date) -> list[RawLot | Batch]:
    kind, _colon, name = whose.partition(":")
    if kind == "s":
        came = RawLot.objects.filter(business=business, supplier=name, received_on__range=(first, last))
        return list(came[: LOTS_SHOWN + 1])
    if kind == "p" and name.isascii() and name.isdigit():
        made = Batch.objects.filter(business=business, product=int(name[:18]), made_on__range=(first, last))
        return list(made.select_related("product")[: LOTS_SHOWN + 1])
    return []


def _row(lot: RawLot | Batch) -> dict[str, object]:
    if isinstance(lot, Batch):
        return {"key": f"b{lot.pk}", "lot": lot, "title": lot.product.name, "on": lot.made_on}
    return {"key": f"r{lot.pk}", "lot": lot, "title": lot.ingredient, "on": lot.received_on}


def ticked_lots(business: Business, sent: QueryDict) -> list[RawLot | Batch]:
    """The lots that were ticked, all of this business. Raises :class:`Refused` where one is not."""
    keys = list(dict.fromkeys(sent.getlist("lot")))[:LOTS_SHOWN]
    raw = _found(RawLot.objects.filter(business=business), [key[1:] for key in keys if key[:1] == "r"])
    made = _found(Batch.objects.filter(business=business), [key[1:] for key in keys if key[:1] == "b"])
    if len(raw) + len(made) != len(keys):
        raise Refused(Text("Ada lot yang tidak dikenal di usaha ini.", "A lot is not one of this business."))
    return [*raw, *made]


def _found(rows: QuerySet[RawLot] | QuerySet[Batch], keys: list[str]) -> list[RawLot | Batch]:
    numbers = [int(key[:18]) for key in keys if key.isascii() and key.isdigit()]
    return list(rows.filter(pk__in=numbers))
