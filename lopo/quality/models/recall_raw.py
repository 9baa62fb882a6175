"""What of a recalled delivery was left in the kitchen, and what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lopo.accounts.models import Person
from lopo.quality.models.trace import RawLot, Recall

APART, DESTROYED = "apart", "destroyed"


class RecallRaw(models.Model):
    """An amount of a recalled delivery that was set apart, or is gone: destroyed or given back.

    What is gone in a real recall is taken off the stock of the delivery.
    """

    recall = models.ForeignKey(Recall, models.CASCADE, related_name="raw_counts")
    raw_lot = models.ForeignKey(RawLot, models.PROTECT, related_name="recall_counts")
    outcome = models.CharField(max_length=9, choices=[(each, each) for each in (APART, DESTROYED)])
    quantity = models.DecimalField(max_digits=14, decimal_places=3)
    """In the unit of the delivery."""
    counted_on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="recall_raw_of_something"),
            models.CheckConstraint(
                condition=Q(outcome__in=[APART, DESTROYED]), name="recall_raw_outcome_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recall_id}: {self.quantity} {self.outcome}"
