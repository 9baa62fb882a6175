"""What an institution promised the programme, what it delivered, and the letters in which that stands."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lopo.accounts.models import Organisation, Person
from lopo.facts.own_number import new_client_id
from lopo.training.models.cohort import new_token

COURSE, SEATS, TRIAL_SHELF, LOAN_QUOTA, PARK_EVENING, MONEY, OTHER = (
    "course", "seats", "trial-shelf", "loan-quota", "park-evening", "money", "other",
)  # fmt: skip
PLEDGES = (COURSE, SEATS, TRIAL_SHELF, LOAN_QUOTA, PARK_EVENING, MONEY, OTHER)


class Letter(models.Model):
    """A letter of agreement, as a file."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="letters")
    title = models.CharField(max_length=160)
    number = models.CharField(max_length=80, blank=True)
    signed_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    file = models.FileField(upload_to="letters/%Y/%m/")
    kind = models.CharField(max_length=5, choices=[("photo", "photo"), ("pdf", "pdf")])
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    client_id = models.CharField(max_length=36, unique=True, default=new_client_id)

    class Meta:
        ordering: ClassVar = ["-signed_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class Pledge(models.Model):
    """A promise of an institution: so much of something by a day."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="pledges")
    kind = models.CharField(max_length=12, choices=[(each, each) for each in PLEDGES])
    what = models.CharField(max_length=200)
    amount = models.PositiveBigIntegerField()
    """Courses, seats, evenings, shelf places, or rupiah, by the kind."""
    promised_on = models.DateField()
    due_on = models.DateField()
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True, blank=True, related_name="pledges")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)
    client_id = models.CharField(max_length=36, unique=True, default=new_client_id)

    class Meta:
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="pledge_of_something")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.what}"


class PledgeChange(models.Model):
    """What a promise said before it was changed, and why. Written, never changed."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="changes")
    before = models.JSONField()
    """The fields that were changed, as they stood: ``{"due_on": "2026-12-01"}``."""
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.pledge}: {self.reason}"


class Delivery(models.Model):
    """Part of a promise that was kept. It counts once the city has seen it: what it tells itself, at once."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="deliveries")
    on = models.DateField()
    amount = models.PositiveBigIntegerField()
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    told_at = models.DateTimeField(auto_now_add=True)
    seen_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    client_id = models.CharField(max_length=36, unique=True, default=new_client_id)

    class Meta:
        ordering: ClassVar = ["on", "pk"]
        verbose_name_plural = "deliveries"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="delivery_of_something")
        ]

    def __str__(self) -> str:
        return f"{self.pledge}: {self.amount}"


class BoardLink(models.Model):
    """An address that nobody can guess, under which a partner's page opens without signing in."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="board_links")
    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(withdrawn_at=None), name="board_link_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}"
