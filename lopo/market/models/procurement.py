"""A product's way into the government's catalogue, as told by hand; and what was sold through it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lopo.accounts.models import Person
from lopo.market.procurement.transitions import reasons, states
from lopo.producers.models import Evidence, Product

ENDED = tuple(id for id, state in states().items() if state.ended)
"""States after which a product may be sent anew."""


class CatalogueSubmission(models.Model):
    """One product sent to the catalogue once. Its state moves by ``procurement.transitions`` only."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="catalogue_submissions")
    state = models.CharField(max_length=10, choices=[(id, id) for id in states()])
    since = models.DateField()
    """The day on which it came into this state, as told."""
    version = models.PositiveIntegerField(default=0)
    """Counts the changes, so that two who act at once are told apart."""
    category = models.CharField(max_length=160)
    kbli = models.JSONField(default=list)
    """The codes on the NIB when it was sent."""
    fit = models.CharField(max_length=12)
    """What holding the codes against the category gave on that day."""
    submitted_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    shown_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    sold_on = models.DateField(null=True, blank=True)
    """The last day on which something was sold through it."""
    sold_pieces = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=10, blank=True, choices=[(id, id) for id in reasons()])
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-submitted_on", "-pk"]
        indexes: ClassVar = [models.Index(fields=["state", "since"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["product"], condition=~Q(state__in=ENDED), name="submission_one_open"
            ),
            models.CheckConstraint(condition=Q(state__in=list(states())), name="submission_state_known"),
            models.CheckConstraint(
                condition=Q(shown_on=None) | Q(shown_on__gte=F("submitted_on")),
                name="submission_shown_after_sent",
            ),
            models.CheckConstraint(
                condition=~Q(state="shown") | Q(shown_on__isnull=False), name="submission_shown_on_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="submission_refused_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product}: {self.state}"


class SubmissionStep(models.Model):
    """One step that was told: who, when, why. Written, never changed."""

    submission = models.ForeignKey(CatalogueSubmission, models.CASCADE, related_name="steps")
    transition = models.CharField(max_length=12)
    on = models.DateField()
    reason = models.CharField(max_length=10, blank=True)
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    client_id = models.CharField(max_length=36, unique=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.transition} {self.on}"


class CatalogueSale(models.Model):
    """What an office bought through the catalogue, told by hand, with its paper if there is one."""

    submission = models.ForeignKey(CatalogueSubmission, models.PROTECT, related_name="sales")
    sold_on = models.DateField()
    pieces = models.PositiveIntegerField()
    amount_idr = models.PositiveBigIntegerField(null=True, blank=True)
    buyer = models.CharField(max_length=160)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")
    told_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    told_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    client_id = models.CharField(max_length=36, unique=True)

    class Meta:
        ordering: ClassVar = ["-sold_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(pieces__gte=1), name="catalogue_sale_of_some"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="catalogue_sale_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.pieces} {self.sold_on}"
