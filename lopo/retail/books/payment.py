"""Money towards an invoice: told by either side, and what came as the kitchen says it did."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.retail.books.trade_step import SENT_OTHERWISE, TooLate, allow, locked, step
from lopo.retail.models import Invoice, Payment
from lopo.retail.trade.payment_clock import Bill, Paid, settled_on
from lopo.retail.trade.transitions import KITCHEN

MOST_IDR = 10**12


def bill_of(invoice: Invoice) -> Bill:
    """An invoice as its clock needs it; two queries unless payments and credits were fetched before."""
    return Bill(
        invoice.amount_idr,
        invoice.starts_on,
        invoice.due_on,
        tuple(
            Paid(each.amount_idr, each.paid_on, each.confirmed_at is not None, each.denied_at is not None)
            for each in invoice.payments.all()
        ),
        tuple((each.on, each.amount_idr) for each in invoice.credits.all()),
    )


def settle(invoice: Invoice) -> None:
    """Keep the day on which an invoice was settled; under the lock of its order."""
    day = settled_on(bill_of(invoice))
    if invoice.settled_on != day:
        invoice.settled_on = day
        invoice.save(update_fields=["settled_on"])


@transaction.atomic
def tell_payment(
    invoice_id: int, amount_idr: int, on: dt.date, reference: str, by: Person, client_id: str, who: str
) -> Payment:
    """Write down money that was paid. What the kitchen itself tells has come; what the shop tells waits for
    her.
    """
    order = locked(Invoice.objects.values_list("order", flat=True).get(pk=invoice_id))
    before = Payment.objects.filter(client_id=client_id).first()
    if before is not None:
        if (before.invoice_id, before.amount_idr) != (invoice_id, amount_idr):
            raise Refused(SENT_OTHERWISE)
        return before
    allow(order, "pay", who)
    invoice = Invoice.objects.get(pk=invoice_id)
    _refuse_money(invoice, amount_idr, on)
    came = who == KITCHEN
    payment = Payment.objects.create(
        invoice=invoice,
        amount_idr=amount_idr,
        paid_on=on,
        reference=reference.strip()[:60],
        told_by=by,
        confirmed_by=by if came else None,
        confirmed_at=timezone.now() if came else None,
        client_id=client_id,
    )
    settle(invoice)
    step(order, "pay", by)
    return payment


def _refuse_money(invoice: Invoice, amount_idr: int, on: dt.date) -> None:
    if not 1 <= amount_idr <= MOST_IDR:
        raise Refused(Text("Tulis berapa rupiah yang dibayar.", "Say how many rupiah were paid."))
    if on > timezone.localdate():
        raise Refused(Text("Tanggal bayar belum tiba.", "The day of the payment has not come yet."))
    bill = bill_of(invoice)
    told = sum(each.amount_idr for each in bill.payments if not each.denied)
    left = bill.amount_idr - told - sum(amount for _day, amount in bill.credits)
    if amount_idr > left:
        raise Refused(
            Text(f"Yang belum dibayar Rp{max(0, left):,}. Periksa jumlahnya.".replace(",", "."),
                 f"Rp{max(0, left):,} is not paid yet. Check the amount.")
        )  # fmt: skip


@transaction.atomic
def confirm_payment(payment_id: int, by: Person, *, came: bool) -> Payment:
    """The kitchen says that money the shop told came, or that it did not. Said twice, the first stands."""
    order = locked(Payment.objects.values_list("invoice__order", flat=True).get(pk=payment_id))
    payment = Payment.objects.select_related("invoice").get(pk=payment_id)
    if payment.confirmed_at is not None or payment.denied_at is not None:
        if came == (payment.confirmed_at is not None):
            return payment
        raise TooLate(
            Text("Pembayaran ini sudah dijawab. Muat ulang halaman.",
                 "This payment was answered already. Load the page again.")
        )  # fmt: skip
    now = timezone.now()
    if came:
        payment.confirmed_by, payment.confirmed_at = by, now
    else:
        payment.denied_at = now
    payment.save(update_fields=["confirmed_by", "confirmed_at", "denied_at"])
    settle(payment.invoice)
    step(order, "pay", by)
    return payment
