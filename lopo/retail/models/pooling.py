"""What a kitchen says it can bring to a pooled order."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lopo.accounts.models import Person
from lopo.producers.models import Business, Product
from lopo.retail.models.trade import Pool


class PoolOffer(models.Model):
    """So many pieces one kitchen can make for a pool, of the product that keeps to its standard."""

    pool = models.ForeignKey(Pool, models.CASCADE, related_name="offers")
    business = models.ForeignKey(Business, models.PROTECT, related_name="pool_offers")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    pieces = models.PositiveIntegerField()
    """In all, what was given to it already included."""
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pool", "business"], name="pool_offer_once_a_business"),
            models.CheckConstraint(condition=Q(pieces__gte=1), name="pool_offer_of_some"),
        ]

    def __str__(self) -> str:
        return f"{self.pool_id}: {self.business_id} {self.pieces}"
