"""A new price for a listed product, from the proposal to what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lopo.accounts.models import Person
from lopo.facts.own_number import new_client_id
from lopo.producers.models import new_public_id
from lopo.retail.listing.price_change import ACCEPTED, PROPOSED
from lopo.retail.models.listing import Listing


class PriceChange(models.Model):
    """What one side proposed, and the answer. Its state moves by ``lopo.retail.listing.price_change``."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    listing = models.ForeignKey(Listing, models.CASCADE, related_name="price_changes")
    state = models.CharField(max_length=10, default=PROPOSED)
    price_idr = models.PositiveIntegerField()
    """What the shop would pay for one piece."""
    shelf_price_idr = models.PositiveIntegerField()
    was_price_idr = models.PositiveIntegerField()
    """What held on ``from_on`` without it; of the change agreed first, what the application said."""
    was_shelf_price_idr = models.PositiveIntegerField()
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    """The last day of a promotion."""
    reason = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    side = models.CharField(max_length=6)
    """Who proposed: the kitchen (``owner``) or the shop (``buyer``)."""
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    is_for_kitchen = models.BooleanField(default=False)
    """Whether an officer wrote it for a kitchen that does not write itself."""
    at = models.DateTimeField()
    answer_by = models.DateField()
    """The last day on which it can be answered."""
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    """Nobody where it lapsed."""
    decided_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=20, blank=True)
    decided_words = models.TextField(blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    client_id = models.CharField(max_length=36, unique=True, default=new_client_id)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["answer_by"], condition=Q(state=PROPOSED), name="price_change_waiting"),
            models.Index(fields=["listing", "decided_at", "id"], name="price_change_agreed"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["listing"], condition=Q(state=PROPOSED), name="price_change_one_waits"
            ),
            models.CheckConstraint(
                condition=Q(price_idr__gte=1, shelf_price_idr__gte=F("price_idr")),
                name="price_change_shelf_covers_price",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="price_change_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(state=ACCEPTED) | Q(decided_at__isnull=False),
                name="price_change_agreed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id}: {self.price_idr} > {self.from_on} ({self.state})"
