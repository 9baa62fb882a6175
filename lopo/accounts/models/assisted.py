"""What an officer typed in on a producer's behalf."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from lopo.accounts.models.organisation import Organisation


class AssistedEntry(models.Model):
    """A receipt: which officer entered what for whom.

    ``lines`` is a list of ``{"title": ..., "value": ...}`` as they stood when entered, so the
    receipt stays true after later changes.
    """

    number = models.CharField(max_length=16, unique=True)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="assisted_entries")
    lines = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "assisted entries"
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return self.number
