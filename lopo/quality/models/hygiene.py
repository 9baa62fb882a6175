"""Inspections of a kitchen, their photos, and what they found that is to be mended."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from lopo.accounts.models import Person
from lopo.producers.models import Business, Evidence
from lopo.quality.hygiene.checklist import SEVERITIES
from lopo.quality.hygiene.level import LEVELS
from lopo.quality.hygiene.sheet import Sheet, read_sheet

SELF, OFFICER = "self", "officer"
KINDS = [(SELF, SELF), (OFFICER, OFFICER)]


def new_client_id() -> str:
    """The number of a sheet that is begun here and not on a phone."""
    return str(uuid.uuid4())


class Inspection(models.Model):
    """One whole inspection, as it arrived. Never changed; what it found is mended in its nonconformities."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="inspections")
    kind = models.CharField(max_length=7, choices=KINDS)
    inspected_on = models.DateField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    answers = models.JSONField()
    level = models.CharField(max_length=3)
    receipt = models.CharField(max_length=16, unique=True)
    client_id = models.CharField(max_length=36, unique=True)
    """Made where the sheet was begun: what is sent twice is one."""
    present_name = models.CharField(max_length=120, blank=True)
    """Who of the business was there, as she signed."""
    notes = models.TextField(blank=True)
    arrived_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-inspected_on", "-pk"]
        indexes: ClassVar = [models.Index(fields=["business", "kind", "-inspected_on"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=[SELF, OFFICER]), name="inspection_kind_known"),
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="inspection_level_known"),
        ]

    def __str__(self) -> str:
        return self.receipt

    @property
    def sheet(self) -> Sheet:
        """The answers as they were given."""
        return read_sheet(self.answers)


class InspectionDraft(models.Model):
    """A sheet being filled without JavaScript: every page of it is saved as it is sent."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="inspection_drafts")
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    client_id = models.CharField(max_length=36, default=new_client_id)
    answers = models.JSONField(default=dict)
    begun_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["business", "by"], name="one_draft_a_person_and_business")
        ]

    def __str__(self) -> str:
        return self.client_id

    @property
    def sheet(self) -> Sheet:
        """The answers so far."""
        return read_sheet(self.answers)


class InspectionPhoto(models.Model):
    """A photo of an element. It may arrive before its inspection does, and is tied to it then."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="+")
    client_id = models.CharField(max_length=36, db_index=True)
    """The sheet that it belongs to."""
    photo_id = models.CharField(max_length=36, unique=True)
    element = models.PositiveSmallIntegerField()
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    inspection = models.ForeignKey(Inspection, models.CASCADE, null=True, related_name="photos")

    class Meta:
        ordering: ClassVar = ["element", "pk"]

    def __str__(self) -> str:
        return self.photo_id


class Nonconformity(models.Model):
    """A finding to be mended by a day. The owner tells that it is; an officer closes an officer's."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="nonconformities")
    business = models.ForeignKey(Business, models.CASCADE, related_name="nonconformities")
    element = models.PositiveSmallIntegerField()
    severity = models.CharField(max_length=8, choices=[(each, each) for each in SEVERITIES])
    due_on = models.DateField()
    told_on = models.DateField(null=True, blank=True)
    """When the owner said that it is mended."""
    mended_on = models.DateField(null=True, blank=True)
    """When it was seen to be mended; then it is closed."""
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")
    """A photo of how it is now."""
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    closed_in = models.ForeignKey(Inspection, models.SET_NULL, null=True, blank=True, related_name="+")
    """The later inspection in which it was seen to be mended, if that was it."""

    class Meta:
        verbose_name_plural = "nonconformities"
        ordering: ClassVar = ["due_on", "element"]
        indexes: ClassVar = [
            models.Index(fields=["due_on"], condition=Q(mended_on=None), name="nonconformity_open")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "element"], name="one_nonconformity_an_element")
        ]

    def __str__(self) -> str:
        return f"{self.element} {self.severity}"
