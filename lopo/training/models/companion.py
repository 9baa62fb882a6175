"""Who walks beside a producer, what was seen on visits, and what came of it all on the market."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q

from lopo.accounts.models import Person
from lopo.accounts.receipt_number import new_number
from lopo.facts.own_number import new_client_id
from lopo.producers.models import Business, Evidence, Product
from lopo.standards.market_events import KINDS as MILESTONES


def new_receipt() -> str:
    """The number under which a visit is found by both sides."""
    return new_number(secrets.choice)


class Companionship(models.Model):
    """One named companion of one business, from a day on."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="companionships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="companionships")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    named_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-since", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["business"], condition=Q(until=None), name="companion_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="companion_ends_after_begun"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "until"])]

    def __str__(self) -> str:
        return f"{self.person} > {self.business}"


class Visit(models.Model):
    """What a companion saw and agreed on a visit. The owner reads what was agreed, not what was seen."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="visits")
    by = models.ForeignKey(Person, models.PROTECT, related_name="visits_made")
    on = models.DateField()
    seen = models.TextField()
    agreed = models.TextField(blank=True)
    """What is to be done until the next visit."""
    next_on = models.DateField(null=True, blank=True)
    client_id = models.CharField(max_length=36, unique=True)
    receipt = models.CharField(max_length=16, unique=True, default=new_receipt)
    arrived_at = models.DateTimeField(auto_now_add=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    """The note in whose place this one stands; each is corrected once."""
    superseded_at = models.DateTimeField(null=True, blank=True)
    """Set when a correction took its place: it counts no more."""

    class Meta:
        ordering: ClassVar = ["-on", "-pk"]
        indexes: ClassVar = [models.Index(fields=["business", "-on"])]

    def __str__(self) -> str:
        return f"{self.business}, {self.on}"


class Milestone(models.Model):
    """Something that happened to a product on the market, with the paper that shows it.

    Told by hand where the order did not go through the house; withdrawn rather than deleted.
    """

    product = models.ForeignKey(Product, models.CASCADE, related_name="milestones")
    kind = models.CharField(max_length=13, choices=[(each, each) for each in MILESTONES])
    on = models.DateField()
    where = models.CharField(max_length=160)
    amount_idr = models.PositiveBigIntegerField(null=True, blank=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")
    told_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    told_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    client_id = models.CharField(max_length=36, unique=True, default=new_client_id)

    class Meta:
        ordering: ClassVar = ["-on", "-pk"]
        indexes: ClassVar = [models.Index(fields=["product", "kind", "-on"])]

    def __str__(self) -> str:
        return f"{self.product}: {self.kind} ({self.on})"
