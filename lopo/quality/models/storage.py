"""Storage studies: what was planned, and what was measured on which pack."""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.producers.models import Evidence, Product
from lopo.quality.storage.study import FALLS, METHODS, RISES, STORAGES


class StorageStudy(models.Model):
    """One quality of one product, watched in storage. Put away rather than deleted: it can come back."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="storage_studies")
    attribute = models.CharField(max_length=80)
    """What is watched, in the words of who planned it."""
    unit = models.CharField(max_length=20, blank=True)
    direction = models.CharField(max_length=5, choices=[(each, each) for each in (RISES, FALLS)])
    limit = models.DecimalField(max_digits=20, decimal_places=6)
    method = models.CharField(max_length=11, choices=[(each, each) for each in METHODS])
    storage = models.CharField(max_length=7, choices=[(each, each) for each in STORAGES])
    pack = models.CharField(max_length=80, blank=True)
    pack_as_sold = models.BooleanField()
    packs_each = models.PositiveSmallIntegerField()
    plan = models.JSONField()
    """``[{"celsius": 30.0, "days": [0, 15, ...]}, ...]``, coolest first."""
    started_on = models.DateField()
    """The day on which the packs were made: day 0."""
    planned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(auto_now_add=True)
    put_away_at = models.DateTimeField(null=True, blank=True)
    adopted_at = models.DateTimeField(null=True, blank=True)
    """When its answer was taken for the label."""

    class Meta:
        verbose_name_plural = "storage studies"
        ordering: ClassVar = ["-started_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(direction__in=[RISES, FALLS]), name="storage_direction_known"),
            models.CheckConstraint(condition=Q(method__in=METHODS), name="storage_method_known"),
            models.CheckConstraint(condition=Q(storage__in=STORAGES), name="storage_kind_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["product", "put_away_at"])]

    def __str__(self) -> str:
        return f"{self.product}: {self.attribute}"

    def day_of(self, on: dt.date) -> int:
        """Days since the packs were made."""
        return (on - self.started_on).days


class StorageReading(models.Model):
    """One pack measured. Never changed: a wrong one is taken back, and stays on record."""

    study = models.ForeignKey(StorageStudy, models.CASCADE, related_name="readings")
    celsius = models.DecimalField(max_digits=5, decimal_places=1)
    measured_on = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=6)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")
    typed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    sending = models.CharField(max_length=36, blank=True)
    """Names the form that was sent, so that what is sent twice is written once."""
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["celsius", "measured_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="storage_reading_taken_back_by_somebody",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["study", "taken_back_at"])]

    def __str__(self) -> str:
        return f"{self.celsius} °C {self.measured_on:%Y-%m-%d}: {self.value}"

    def take_back(self, by: Person) -> None:
        """It no longer counts; it stays on record with who took it back."""
        if self.taken_back_at is None:
            self.taken_back_at, self.taken_back_by = timezone.now(), by
            self.save(update_fields=["taken_back_at", "taken_back_by"])
