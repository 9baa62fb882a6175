"""Certificates: one for each participant of a cohort, verifiable by anyone, revocable."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lopo.accounts.models import Person
from lopo.training.models.cohort import Enrolment


class Certificate(models.Model):
    """A signed credential. It is never changed: it can be revoked, and another one issued."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="certificates")
    number = models.CharField(max_length=16, unique=True)
    """What stands on the paper and in the address of the public page."""
    modules = models.JSONField()
    """Names of the modules that were passed."""
    told = models.JSONField()
    """What stands on the paper, as it was on the day: who, what, where, with the titles of the modules."""
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    credential = models.TextField()
    """The Open Badge as it was signed: JSON with its proof inside."""
    token = models.TextField()
    """The same, as a compact signed token."""
    status_list = models.CharField(max_length=16)
    """In which list of revocations it has its place: that of the keys which signed it, or of the site."""
    status_place = models.PositiveIntegerField()
    """Its place in that list."""
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    revoked_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-issued_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(revoked_at=None), name="certificate_valid_once"
            ),
            models.UniqueConstraint(fields=["status_list", "status_place"], name="certificate_own_place"),
        ]

    def __str__(self) -> str:
        return self.number
