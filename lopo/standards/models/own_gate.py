"""Gates that a retailer or the city writes itself: a draft, then dated editions that are never changed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lopo.accounts.models import Organisation, Person

_PUBLISHED = Q(published_at__isnull=False)
_HELD_ONCE = Q(withdrawn_from=None) | Q(withdrawn_from__gt=F("valid_from"))


class OwnGate(models.Model):
    """One market with a standard of its own. Its ``code`` names the gate and its demands among all packs."""

    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="own_gates")
    code = models.SlugField(max_length=40, unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["owner", "pk"]

    def __str__(self) -> str:
        return self.code


class GateEdition(models.Model):
    """One edition: a draft until it is published, then fixed. It holds until the next begins.

    ``pack`` is the whole edition as TOML, read by :func:`lopo.standards.own_gates.own_pack.parse_own_pack`.
    """

    gate = models.ForeignKey(OwnGate, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    pack = models.TextField()
    revision = models.PositiveIntegerField(default=0)
    """Counts the changes of a draft, so that two who write at once are told apart."""
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    valid_from = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_from = models.DateField(null=True, blank=True)
    """The first day on which it holds no more; its own first day where it never held."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    assessed_through = models.PositiveBigIntegerField(default=0)
    """The last product whose standing was brought up to date with it so far."""
    assessed_at = models.DateTimeField(null=True, blank=True)
    """When the standings of all products were brought up to date; nothing while that is still to be done."""

    class Meta:
        ordering: ClassVar = ["gate", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gate", "number"], name="gate_edition_number_once"),
            models.UniqueConstraint(
                fields=["gate"], condition=Q(published_at=None), name="gate_edition_one_draft"
            ),
            models.UniqueConstraint(
                fields=["gate", "valid_from"],
                condition=_PUBLISHED & _HELD_ONCE,
                name="gate_edition_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None, valid_from=None)
                | Q(published_at__isnull=False, published_by__isnull=False, valid_from__isnull=False),
                name="gate_edition_published_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_from=None, withdrawn_at=None, withdrawn_by=None)
                | Q(
                    withdrawn_from__gte=F("valid_from"),
                    withdrawn_at__isnull=False,
                    withdrawn_by__isnull=False,
                    published_at__isnull=False,
                ),
                name="gate_edition_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gate} {self.number}"

    @property
    def is_draft(self) -> bool:
        return self.published_at is None
