"""What was done to an order, and the place of a shop in a kitchen's book of lots."""

from typing import ClassVar

from django.db import models

from lopo.accounts.models import Person
from lopo.facts.own_number import new_client_id
from lopo.producers.models import Business
from lopo.quality.models import Place
from lopo.retail.models.store import Store
from lopo.retail.models.trade import Order


class OrderStep(models.Model):
    """One transition that was made: who, when, why. Written, never changed."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="steps")
    transition = models.CharField(max_length=30)
    was = models.CharField(max_length=12, blank=True)
    became = models.CharField(max_length=12)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    """Nobody where it happened by itself."""
    at = models.DateTimeField()
    reason = models.CharField(max_length=40, blank=True)
    words = models.TextField(blank=True)
    client_id = models.CharField(max_length=36, unique=True, default=new_client_id)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [models.Index(fields=["order", "-at"])]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.was} > {self.became}"


class StorePlace(models.Model):
    """The place that stands for a shop in the lots of one business, so that a recall reaches the shop."""

    store = models.ForeignKey(Store, models.CASCADE, related_name="places")
    business = models.ForeignKey(Business, models.CASCADE, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["store", "business"], name="store_place_once_a_business")
        ]

    def __str__(self) -> str:
        return f"{self.store_id}: {self.place_id}"
