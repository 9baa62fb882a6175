"""Help to sell: photos as they were judged, and the short texts about a product."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lopo.accounts.models import Person
from lopo.market.models.entry import ProductPhoto
from lopo.producers.models import Evidence, Product


class PhotoTry(models.Model):
    """A photo that was taken and judged. Kept, it is a picture of the product; else it is cleared away."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="photo_tries")
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")
    """The picture while it waits to be kept."""
    photo = models.OneToOneField(ProductPhoto, models.CASCADE, null=True, blank=True, related_name="judged")
    """The picture that came of it."""
    figures = models.JSONField()
    """As :class:`lopo.market.promotion.photo_check.Measured` writes them."""
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(auto_now_add=True)
    client_id = models.CharField(max_length=36, unique=True)

    class Meta:
        verbose_name_plural = "photo tries"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(evidence=None, photo__isnull=False) | Q(evidence__isnull=False, photo=None),
                name="photo_try_waits_or_is_kept",
            )
        ]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.taken_at}"


class ProductText(models.Model):
    """The short text about a product, for messages and shelf cards; the long one is the catalogue's story."""

    product = models.OneToOneField(Product, models.CASCADE, related_name="text")
    short_id = models.CharField(max_length=300, blank=True)
    short_en = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)
    """Counts the changes, so that two who write at once are told apart."""
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.short_id
