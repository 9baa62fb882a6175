"""How retailers pay, from their invoices of the last year."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from lopo.retail.models import Credit, Invoice, Payment
from lopo.retail.trade.payer_record import LOOKS_BACK_DAYS, PaidBill, PayerRecord, payer_record


def payer_records(retailers: Collection[int], today: dt.date) -> dict[int, PayerRecord]:
    """The record of each retailer, by primary key of its organisation; one query.

    For the page on which an owner applies, and the city: ``payer_records([pk], today)[pk].words``.
    """
    since = today - dt.timedelta(days=LOOKS_BACK_DAYS)
    rows = Invoice.objects.filter(order__retailer__in=retailers, starts_on__gte=since).order_by()
    came = _sum_of(Payment.objects.filter(confirmed_at__isnull=False))
    rows = rows.annotate(open_idr=F("amount_idr") - came - _sum_of(Credit.objects.all()))
    bills: dict[int, list[PaidBill]] = defaultdict(list)
    told = rows.values_list("order__retailer", "starts_on", "due_on", "settled_on", "open_idr")
    for retailer, starts_on, due_on, settled_on, left in told:
        bills[retailer].append(PaidBill(starts_on, due_on, settled_on, max(0, left)))
    return {retailer: payer_record(bills[retailer], today) for retailer in retailers}


def _sum_of(rows: QuerySet[Payment] | QuerySet[Credit]) -> Coalesce:
    """What ``rows`` come to for each invoice."""
    of_one = rows.filter(invoice=OuterRef("pk")).order_by().values("invoice")
    return Coalesce(Subquery(of_one.annotate(sum=Sum("amount_idr")).values("sum")), 0)
