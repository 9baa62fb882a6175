"""What an owner lets a partner see."""

from collections.abc import Collection
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.models.organisation import Organisation


class ConsentQuerySet(models.QuerySet["Consent"]):
    def active(self) -> "ConsentQuerySet":
        """Consents not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def active_groups(self, grantee_ids: Collection[int], owner_id: int) -> set[FieldGroup]:
        """Field groups that the owner shows to any of these organisations."""
        rows = self.active().filter(owner_id=owner_id, grantee_id__in=grantee_ids)
        return {FieldGroup(group) for group in rows.values_list("field_group", flat=True)}

    def active_owner_ids(self, grantee_ids: Collection[int]) -> set[int]:
        """Owners that show anything at all to one of these organisations."""
        return set(self.active().filter(grantee_id__in=grantee_ids).values_list("owner_id", flat=True))


class Consent(models.Model):
    """One field group of one producer, shown to one organisation."""

    owner = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="consents_given")
    grantee = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="consents_received")
    field_group = models.CharField(max_length=16)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "grantee", "field_group"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_active_once",
            ),
            models.CheckConstraint(
                condition=Q(field_group__in=[group.value for group in FieldGroup]),
                name="consent_field_group_known",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="consent_withdrawn_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(owner=models.F("grantee")), name="consent_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.owner} > {self.grantee}: {self.field_group}"
