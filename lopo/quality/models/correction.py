"""Corrections of lots: what stood before, what stands since, who did it and why. Never changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lopo.accounts.models import Person
from lopo.producers.models import Business
from lopo.quality.models.trace import Batch, RawLot

CORRECTED, STRUCK = "corrected", "struck"


class LotCorrection(models.Model):
    """A delivery or a batch that was corrected, or struck out of the book; then only this is left."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="lot_corrections")
    raw_lot = models.ForeignKey(RawLot, models.SET_NULL, null=True, blank=True, related_name="corrections")
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, blank=True, related_name="corrections")
    code = models.CharField(max_length=20)
    what = models.CharField(max_length=160)
    """The ingredient or the product."""
    action = models.CharField(max_length=9, choices=[(each, each) for each in (CORRECTED, STRUCK)])
    before = models.JSONField()
    """Fields as :mod:`lopo.quality.trace.correction` names them, in words."""
    after = models.JSONField(default=dict)
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["business", "action"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(action__in=[CORRECTED, STRUCK]), name="lot_correction_action_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="lot_correction_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.action}"
