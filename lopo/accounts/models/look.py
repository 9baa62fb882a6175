"""Who looked at whose dossier."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from lopo.accounts.models.organisation import Organisation


class Look(models.Model):
    """One look at an owner's data by somebody she showed it to. Written, never changed."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="looks_made")
    owner = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="looks_received")
    product_id = models.BigIntegerField(null=True, blank=True)
    field_groups = models.JSONField()
    looked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-looked_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["owner", "-looked_at"], name="look_of_owner")]

    def __str__(self) -> str:
        return f"{self.person} ({self.organisation}) > {self.owner}"
