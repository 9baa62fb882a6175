"""What people who bought a product say of it, and what its maker answers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lopo.accounts.models import Person
from lopo.market.catalogue.feedback_rules import STATES
from lopo.producers.models import Product
from lopo.quality.models import Batch


class Feedback(models.Model):
    """One word of one buyer, without an account. What was said is never changed; it may be hidden."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="feedback")
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, blank=True, related_name="feedback")
    lot = models.CharField(max_length=20, blank=True)
    """As the code on the pack, or the buyer, said it."""
    stars = models.PositiveSmallIntegerField(null=True, blank=True)
    wrong = models.CharField(max_length=20, blank=True)
    """What was wrong: a code of ``feedback.toml``."""
    words = models.CharField(max_length=600, blank=True)
    photo = models.FileField(upload_to="feedback/%Y/%m/", blank=True)
    """Seen by the maker and the city only."""
    said_at = models.DateTimeField()
    said_on = models.DateField()
    state = models.CharField(max_length=6, choices=[(each, each) for each in STATES])
    held_for = models.CharField(max_length=20, blank=True)
    """Why the house itself waits for an officer's look."""
    is_serious = models.BooleanField(default=False)
    device = models.CharField(max_length=32)
    """A digest of a number that the browser keeps."""
    address = models.CharField(max_length=32)
    """A digest of the network address and the day, so that it cannot be followed from day to day."""
    answer = models.CharField(max_length=600, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_reason = models.CharField(max_length=200, blank=True)
    client_id = models.CharField(max_length=36, unique=True)

    class Meta:
        verbose_name_plural = "feedback"
        ordering: ClassVar = ["-said_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["product", "state", "-said_at"]),
            models.Index(fields=["address", "said_at"]),
            models.Index(fields=["state", "-said_at"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["product", "lot", "device", "said_on"], name="feedback_once_a_lot_device_and_day"
            ),
            models.CheckConstraint(
                condition=Q(stars=None) | Q(stars__gte=1, stars__lte=5), name="feedback_one_to_five_stars"
            ),
            models.CheckConstraint(
                condition=Q(stars__isnull=False) | ~Q(wrong="") | ~Q(words=""), name="feedback_says_something"
            ),
            models.CheckConstraint(condition=Q(state__in=STATES), name="feedback_state_known"),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="feedback_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="hidden") | (Q(judged_by__isnull=False) & ~Q(judged_reason="")),
                name="feedback_hidden_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.stars or self.wrong}"
