"""The book of purchases of a business: what was paid for an ingredient, for how much of it, on which day."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lopo.accounts.models import Person
from lopo.producers.models import Business


class Purchase(models.Model):
    """One purchase. Never changed: one written wrongly is taken back, and stays in the book as that."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="purchases")
    name = models.CharField(max_length=120)
    key = models.CharField(max_length=120)
    """The name as recipes are matched with it."""
    paid_idr = models.DecimalField(max_digits=17, decimal_places=2)
    pack = models.CharField(max_length=60)
    bought_on = models.DateField()
    typed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["business", "key", "bought_on"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(paid_idr__gte=0), name="purchase_paid_not_below_nought")
        ]

    def __str__(self) -> str:
        return f"{self.name}: Rp{self.paid_idr} / {self.pack}"
