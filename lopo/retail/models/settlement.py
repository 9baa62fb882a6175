"""What follows an invoice: what sold of consigned goods, what a return takes off, reminders of payment."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lopo.accounts.models import Person
from lopo.facts.own_number import new_client_id
from lopo.retail.models.trade import Invoice, OrderLine, Return


class SoldReport(models.Model):
    """Pieces of a consigned line that the shop sold, as a report or a person told it."""

    line = models.ForeignKey(OrderLine, models.PROTECT, related_name="sold_reports")
    pieces = models.PositiveIntegerField()
    on = models.DateField()
    """The day of the report: what the days to payment may count from."""
    source = models.CharField(max_length=6, choices=[(each, each) for each in ("hand", "import")])
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    client_id = models.CharField(max_length=36, default=new_client_id)

    class Meta:
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(pieces__gte=1), name="sold_report_of_some"),
            models.UniqueConstraint(fields=["client_id", "line"], name="sold_report_once_a_line"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.pieces}"


class Credit(models.Model):
    """What a return takes off an invoice."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="credits")
    of_return = models.ForeignKey(Return, models.PROTECT, related_name="credits")
    number = models.CharField(max_length=40)
    on = models.DateField()
    pieces = models.PositiveIntegerField()
    amount_idr = models.PositiveBigIntegerField()
    fee_idr = models.PositiveBigIntegerField(default=0)
    """The part of the bill's deduction that goes with these goods: ``amount_idr`` is less by it."""
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(pieces__gte=1), name="credit_of_some"),
            models.UniqueConstraint(fields=["invoice", "of_return"], name="credit_once_a_return"),
            models.UniqueConstraint(fields=["invoice", "number"], name="credit_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.amount_idr}"


class PaymentReminder(models.Model):
    """Somebody was reminded of an invoice for one of its days; claimed before it is sent."""

    invoice = models.ForeignKey(Invoice, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    day = models.DateField()
    """The day for which it was given: some days before the due day, or after it."""
    claimed_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["invoice", "person", "day"], name="payment_reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.invoice_id}: {self.person_id} {self.day}"
