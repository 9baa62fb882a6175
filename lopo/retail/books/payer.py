"""How retailers pay, from their invoices of the last year."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from lopo.retail.models import Invoice
from lopo.retail.trade.payer_record import LOOKS_BACK_DAYS, PaidBill, PayerRecord, payer_record


def payer_records(retailers: Collection[int], today: dt.date) -> dict[int, PayerRecord]:
    """The record of each retailer, by primary key of its organisation; one query.

    For the page on which an owner applies, and the city: ``payer_records([pk], today)[pk].words``.
    """
    since = today - dt.timedelta(days=LOOKS_BACK_DAYS)
    rows = Invoice.objects.filter(order__retailer__in=retailers, starts_on__gte=since).order_by()
    bills: dict[int, list[PaidBill]] = defaultdict(list)
    told = rows.values_list("order__retailer", "starts_on", "due_on", "settled_on", "amount_idr")
    for retailer, starts_on, due_on, settled_on, amount in told:
        bills[retailer].append(PaidBill(starts_on, due_on, settled_on, amount))
    return {retailer: payer_record(bills[retailer], today) for retailer in retailers}
