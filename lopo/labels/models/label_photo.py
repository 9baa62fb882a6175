"""Photos of the label that a pack bears today, and the codes read from them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lopo.accounts.models import Person
from lopo.producers.models import Evidence, Product

FRONT, BACK = "front", "back"
SIDES = [(FRONT, FRONT), (BACK, BACK)]


class LabelPhoto(models.Model):
    """One side of a printed label. A better photo of the same label replaces it; a new label retires it."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="label_photos")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+")
    side = models.CharField(max_length=5, choices=SIDES)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    codes = models.JSONField(default=list)
    """Codes read from it, as :class:`lopo.labels.judging.printed_code.PrintedCode` writes them."""
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-added_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(side__in=(FRONT, BACK)), name="label_photo_side_known"),
            models.UniqueConstraint(
                fields=["product", "side"],
                condition=Q(replaced_at=None, retired_at=None),
                name="one_current_label_photo_a_side",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.evidence_id}"
