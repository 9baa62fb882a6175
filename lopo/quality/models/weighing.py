"""Weighings of a lot, pack by pack, and lots of which a sample was looked at."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lopo.accounts.models import Person
from lopo.producers.models import Product
from lopo.quality.models.trace import Batch
from lopo.quality.weighing.sampling import INSPECTIONS, LEVELS

TARE, PACK = "tare", "pack"


class Weighing(models.Model):
    """One lot put on the scale. It can be left half done and taken up again."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="weighings")
    lot = models.CharField(max_length=40, blank=True)
    """The code on the packs, as it was typed."""
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, blank=True, related_name="weighings")
    """The batch in the book, where it is one."""
    lot_size = models.PositiveIntegerField()
    nominal = models.DecimalField(max_digits=12, decimal_places=4)
    """What the label said on that day, in g or ml."""
    unit = models.CharField(max_length=2, choices=[("g", "g"), ("ml", "ml")])
    weighed_on = models.DateField()
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    tare_done_at = models.DateTimeField(null=True, blank=True)
    """When the empty packs were weighed, or the scale was set to zero with one."""
    finished_at = models.DateTimeField(null=True, blank=True)
    """When its answer was told as facts of the product."""

    class Meta:
        ordering: ClassVar = ["-weighed_on", "-pk"]
        indexes: ClassVar = [models.Index(fields=["product", "-weighed_on"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(lot_size__gte=1), name="weighing_of_some_lot"),
            models.CheckConstraint(condition=Q(nominal__gt=0), name="weighing_of_something"),
            models.CheckConstraint(condition=Q(unit__in=["g", "ml"]), name="weighing_unit_known"),
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.lot} {self.weighed_on:%Y-%m-%d}"


class WeighedPack(models.Model):
    """One reading of the scale. Never changed: the last one can be taken back, and stays on record."""

    weighing = models.ForeignKey(Weighing, models.CASCADE, related_name="readings")
    kind = models.CharField(max_length=4, choices=[(TARE, TARE), (PACK, PACK)])
    amount = models.DecimalField(max_digits=12, decimal_places=4)
    typed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    sending = models.CharField(max_length=36, blank=True)
    """Names the form that was sent, so that what is sent twice is written once."""
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["weighing", "taken_back_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=[TARE, PACK]), name="weighed_pack_kind_known"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="weighed_pack_of_something"),
            models.UniqueConstraint(
                fields=["weighing", "sending"], condition=~Q(sending=""), name="weighed_pack_sent_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"


class SampledLot(models.Model):
    """A lot of which a sample is looked at: the plan as it was drawn, and what was found."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="sampled_lots")
    lot = models.CharField(max_length=40, blank=True)
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, blank=True, related_name="sampled_lots")
    """The batch in the book, where it is one."""
    lot_size = models.PositiveIntegerField()
    level = models.CharField(max_length=3, choices=[(each, each) for each in LEVELS])
    aql = models.DecimalField(max_digits=7, decimal_places=3)
    inspection = models.CharField(max_length=9, choices=[(each, each) for each in INSPECTIONS])
    sample = models.PositiveIntegerField()
    accept = models.PositiveIntegerField()
    seed = models.CharField(max_length=20)
    """From this the packs to take are drawn, again and again the same."""
    mended = models.BooleanField(default=False)
    """Told before this lot, where inspection had stopped: the cause is mended."""
    steady = models.BooleanField(default=False)
    """Told before this lot, where less may do: production is steady, the buyer agrees to a smaller sample."""
    drawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(auto_now_add=True)
    defects = models.PositiveIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    """Drawn, but never looked at."""

    class Meta:
        ordering: ClassVar = ["-drawn_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["product", "-drawn_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(lot_size__gte=2), name="sampled_lot_of_some"),
            models.CheckConstraint(
                condition=Q(defects=None, decided_at=None)
                | Q(defects__isnull=False, decided_at__isnull=False),
                name="sampled_lot_decided_by_defects",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.lot} {self.sample}/{self.accept}"

    @property
    def accepted(self) -> bool | None:
        """Whether the lot passed; nothing before the defects are counted."""
        return None if self.defects is None else self.defects <= self.accept
