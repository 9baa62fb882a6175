"""A file of another system that was taken into the book, so that it can be struck out again as a whole."""

from typing import ClassVar

from django.db import models

from lopo.accounts.models import Person
from lopo.producers.models import Business
from lopo.quality.models.trace import Batch, Move, RawLot


class EpcisImport(models.Model):
    """One document that brought something in."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="epcis_imports")
    file_name = models.CharField(max_length=120, blank=True)
    raw_lots = models.ManyToManyField(RawLot, related_name="+")
    batches = models.ManyToManyField(Batch, related_name="+")
    moves = models.ManyToManyField(Move, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.file_name or f"{self.at:%Y-%m-%d}"
