"""Every morning buyers are reminded of invoices that fall due, and of those that are late: each day once."""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from lopo.accounts.models import Person
from lopo.accounts.notice import can_be_told, site_address, tell
from lopo.facts.figures import say_rupiah
from lopo.facts.wording import say_date
from lopo.retail.books.order_telling import buyers_of
from lopo.retail.books.order_work import rules
from lopo.retail.books.payment import bill_of
from lopo.retail.models import Invoice, PaymentReminder
from lopo.retail.trade.news import PAYMENT_LATE, PAYMENT_SOON, SUBJECT
from lopo.retail.trade.payment_clock import clock, remind_days, say_days


def remind_buyers(on: dt.date) -> Iterable[str]:
    """Remind of every open invoice whose day has come and of which nobody was reminded; a line of what was
    done.

    Days that were missed are behind the newest one. Money that the shop says it paid is the kitchen's to
    look at.
    """
    before, after = rules()["remind_before_due"], rules()["remind_after_due"]
    latest = on + dt.timedelta(days=max(before))
    rows = Invoice.objects.filter(settled_on=None, due_on__lte=latest).select_related("order__business")
    told = 0
    buyers: dict[int, list[Person]] = {}
    for invoice in rows.prefetch_related("payments", "credits").order_by("pk"):
        days = [day for day in remind_days(invoice.due_on, before, after) if day <= on]
        found = clock(bill_of(invoice), on)
        if not days or found.told_idr >= found.open_idr:
            continue
        retailer = invoice.order.retailer_id
        if retailer not in buyers:
            buyers[retailer] = [each for each in buyers_of(retailer) if can_be_told(each)]
        told += sum(_remind(invoice, person, days[-1], on) for person in buyers[retailer])
    said = ngettext("%(count)s reminder of payment given.", "%(count)s reminders of payment given.", told)
    return [said % {"count": told}] if told else []


def _remind(invoice: Invoice, person: Person, day: dt.date, on: dt.date) -> bool:
    """Claim the day, then tell; what could not be sent is free again for the next run."""
    if PaymentReminder.objects.filter(invoice=invoice, person=person, day__gte=day).exists():
        return False
    try:
        with transaction.atomic():
            claim = PaymentReminder.objects.create(
                invoice=invoice, person=person, day=day, claimed_at=timezone.now()
            )
    except IntegrityError:
        return False
    state = clock(bill_of(invoice), on)
    words = (PAYMENT_LATE if state.days_late else PAYMENT_SOON).filled(
        number=invoice.number,
        kitchen=invoice.order.business.name,
        money=say_rupiah(state.open_idr),
        day=say_date(invoice.due_on),
        days=say_days(state.days_late),
        link=site_address(reverse("retail:invoice", args=[invoice.public_id])),
    )
    if not tell(person, SUBJECT.filled(number=invoice.order.number), words):
        claim.delete()
        return False
    claim.given_at = timezone.now()
    claim.save(update_fields=["given_at"])
    return True
