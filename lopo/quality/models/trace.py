"""Lots: what came in, what was made of it, what was measured meanwhile, and where it went.

A batch takes its inputs when it is written down and never later, so that what it is made of always existed
before it: no lot can be made of itself, however far back one looks.
"""

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from lopo.accounts.models import Person
from lopo.facts.text import Text
from lopo.producers.models import Business, Product
from lopo.quality.trace.lot_code import MOST as CODE_MOST
from lopo.quality.trace.quantity import UNITS

PLACE_KINDS = [(kind, kind) for kind in ("shop", "stall", "person")]


class RawLot(models.Model):
    """One delivery of one ingredient."""

    aside: Text | None = None
    """Said once when it was written down: what could not be done with its price. Not kept."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="raw_lots")
    code = models.CharField(max_length=CODE_MOST)
    """Our own code, written on the sack."""
    ingredient = models.CharField(max_length=120)
    """As the recipe calls it."""
    supplier = models.CharField(max_length=120)
    supplier_phone = models.CharField(max_length=20, blank=True)
    supplier_code = models.CharField(max_length=60, blank=True)
    """The lot code that the supplier printed, if there is one."""
    received_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    quantity = models.DecimalField(max_digits=14, decimal_places=3)
    unit = models.CharField(max_length=3, choices=[(unit, unit) for unit in UNITS])
    price = models.PositiveIntegerField(null=True, blank=True)
    """Whole rupiah for all of it."""
    used_up_at = models.DateTimeField(null=True, blank=True)
    """Since when it is no longer offered to batches."""
    sending = models.CharField(max_length=36, blank=True)
    """Names the form that was sent, so that what is sent twice is written once."""
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-received_on", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["code"]),
            models.Index(
                fields=["supplier_code"], condition=~Q(supplier_code=""), name="raw_lot_supplier_code"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["business", "code"], name="raw_lot_code_once"),
            models.UniqueConstraint(
                fields=["business", "sending"], condition=~Q(sending=""), name="raw_lot_sent_once"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="raw_lot_of_something"),
            models.CheckConstraint(condition=Q(unit__in=UNITS), name="raw_lot_unit_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.ingredient}"


class Batch(models.Model):
    """One making of one product."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="batches")
    product = models.ForeignKey(Product, models.PROTECT, related_name="batches")
    code = models.CharField(max_length=CODE_MOST)
    """The lot code on its packs."""
    made_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    pieces = models.PositiveIntegerField()
    sending = models.CharField(max_length=36, blank=True)
    """Names the form that was sent, so that what is sent twice is written once."""
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "batches"
        ordering: ClassVar = ["-made_on", "-pk"]
        indexes: ClassVar = [models.Index(fields=["product", "-made_on"]), models.Index(fields=["code"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["business", "code"], name="batch_code_once"),
            models.UniqueConstraint(
                fields=["business", "sending"], condition=~Q(sending=""), name="batch_sent_once"
            ),
            models.CheckConstraint(condition=Q(pieces__gte=1), name="batch_of_some"),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("made_on")), name="batch_expires_after"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.product}"


class BatchInput(models.Model):
    """A lot that went into a batch: raw, or itself a batch of the same kitchen."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="inputs")
    raw_lot = models.ForeignKey(RawLot, models.PROTECT, null=True, blank=True, related_name="uses")
    source = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="uses")
    quantity = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    """In the unit of the raw lot, or pieces of the source; empty where nobody weighed it."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(raw_lot=None, source__isnull=False) | Q(raw_lot__isnull=False, source=None),
                name="batch_input_of_one_lot",
            ),
            models.CheckConstraint(
                condition=Q(source=None) | ~Q(source=F("batch")), name="batch_not_out_of_itself"
            ),
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(quantity__gte=0), name="batch_input_not_negative"
            ),
            models.UniqueConstraint(fields=["batch", "raw_lot"], name="raw_lot_once_a_batch"),
            models.UniqueConstraint(fields=["batch", "source"], name="source_once_a_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} ← {self.raw_lot_id or self.source_id}"


class Place(models.Model):
    """A shop, a stall or a person that lots go to; whom to call."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="places")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=6, choices=PLACE_KINDS)
    phone = models.CharField(max_length=20, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    """Who answers there."""

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["business", "name"], name="place_named_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind for kind, _ in PLACE_KINDS]), name="place_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Move(models.Model):
    """Pieces of a batch that went from one place to another; no place is the kitchen. Returns go back."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="moves")
    origin = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    destination = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    pieces = models.PositiveIntegerField()
    moved_on = models.DateField()
    sending = models.CharField(max_length=36, blank=True)
    """Names the form that was sent, so that what is sent twice is written once."""
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["moved_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(pieces__gte=1), name="move_of_some"),
            models.UniqueConstraint(
                fields=["batch", "sending"], condition=~Q(sending=""), name="move_sent_once"
            ),
            models.CheckConstraint(
                condition=(Q(origin=None) & Q(destination__isnull=False))
                | (Q(origin__isnull=False) & Q(destination=None))
                | (Q(origin__isnull=False, destination__isnull=False) & ~Q(origin=F("destination"))),
                name="move_goes_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.pieces}"


class ProcessLimit(models.Model):
    """What is measured while a product is made, its limits, and what to do outside of them."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="process_limits")
    name = models.CharField(max_length=80)
    unit = models.CharField(max_length=12)
    least = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    most = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    to_do = models.CharField(max_length=300)
    """What is done when the value is outside."""
    put_away_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["product", "name"], condition=Q(put_away_at=None), name="process_limit_named_once"
            ),
            models.CheckConstraint(
                condition=Q(least__isnull=False) | Q(most__isnull=False), name="process_limit_limits"
            ),
            models.CheckConstraint(
                condition=Q(least=None) | Q(most=None) | Q(least__lte=F("most")),
                name="process_limit_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProcessRecord(models.Model):
    """One value measured for one batch, with the limits as they were. Never changed."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="process_records")
    limit = models.ForeignKey(ProcessLimit, models.PROTECT, related_name="records")
    value = models.DecimalField(max_digits=9, decimal_places=2)
    least = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    most = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    is_within = models.BooleanField()
    action = models.CharField(max_length=300, blank=True)
    """What was done about a value outside."""
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_within=True) | ~Q(action=""), name="process_record_outside_has_action"
            )
        ]

    def __str__(self) -> str:
        return f"{self.limit_id}: {self.value}"


class Recall(models.Model):
    """A recall that begins at one lot, or at one and :class:`further ones <RecallLot>`; or a drill of one."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="recalls")
    raw_lot = models.ForeignKey(RawLot, models.PROTECT, null=True, blank=True, related_name="recalls")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="recalls")
    reason = models.CharField(max_length=300)
    is_drill = models.BooleanField()
    asked_at = models.DateTimeField(default=timezone.now)
    """When the question was opened."""
    opened_at = models.DateTimeField(default=timezone.now)
    """When the list stood."""
    opened_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-opened_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(raw_lot=None, batch__isnull=False) | Q(raw_lot__isnull=False, batch=None),
                name="recall_of_one_lot",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__gte=F("asked_at")), name="recall_after_its_question"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="recall_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lot}: {self.reason}"

    @property
    def lot(self) -> "RawLot | Batch":
        """Where it begins."""
        found = self.raw_lot or self.batch
        assert found is not None  # noqa: S101 - the database holds one of the two
        return found

    @property
    def lots(self) -> "list[RawLot | Batch]":
        """Every lot at which it begins, the first one first."""
        return [self.lot, *(each.lot for each in self.further.select_related("raw_lot", "batch__product"))]

    @property
    def took(self) -> dt.timedelta:
        """From the question to the list."""
        return self.opened_at - self.asked_at


class RecallLot(models.Model):
    """A further lot at which a recall begins: another delivery of the supplier, another batch of the day."""

    recall = models.ForeignKey(Recall, models.CASCADE, related_name="further")
    raw_lot = models.ForeignKey(RawLot, models.PROTECT, null=True, blank=True, related_name="+")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(raw_lot=None, batch__isnull=False) | Q(raw_lot__isnull=False, batch=None),
                name="recall_further_lot_is_one",
            ),
            models.UniqueConstraint(fields=["recall", "raw_lot"], name="recall_of_a_delivery_once"),
            models.UniqueConstraint(fields=["recall", "batch"], name="recall_of_a_batch_once"),
        ]

    def __str__(self) -> str:
        return self.lot.code

    @property
    def lot(self) -> "RawLot | Batch":
        """The lot."""
        found = self.raw_lot or self.batch
        assert found is not None  # noqa: S101 - the database holds one of the two
        return found


BACK, GONE = "back", "gone"
OUTCOMES = [(BACK, BACK), (GONE, GONE)]


class RecallReturn(models.Model):
    """Pieces of a recall that are accounted for at one place: come back, or gone for good (sold, eaten)."""

    recall = models.ForeignKey(Recall, models.CASCADE, related_name="returns")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+")
    """No place is the kitchen: pieces set apart there."""
    outcome = models.CharField(max_length=4, choices=OUTCOMES)
    pieces = models.PositiveIntegerField()
    counted_on = models.DateField()
    move = models.OneToOneField(Move, models.PROTECT, null=True, blank=True, related_name="recall_return")
    """The way back that it made; a drill moves nothing."""
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(pieces__gte=1), name="recall_return_of_some"),
            models.CheckConstraint(condition=Q(outcome__in=[BACK, GONE]), name="recall_return_outcome_known"),
        ]

    def __str__(self) -> str:
        return f"{self.recall_id}: {self.pieces} {self.outcome}"
