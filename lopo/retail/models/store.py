"""The shops of a retailer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lopo.accounts.models import Organisation
from lopo.producers.models import Kelurahan
from lopo.retail.terms.words import FORMATS


class Store(models.Model):
    """One shop of a retailer: where goods are sent and sold."""

    retailer = models.ForeignKey(Organisation, models.CASCADE, related_name="stores")
    code = models.CharField(max_length=30)
    """As the retailer itself calls it in its files."""
    name = models.CharField(max_length=120)
    gln = models.CharField(max_length=13, blank=True)
    format = models.CharField(max_length=11, choices=[(each, each) for each in FORMATS])
    address = models.CharField(max_length=200, blank=True)
    kelurahan = models.ForeignKey(Kelurahan, models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["retailer", "code"], name="store_code_once"),
            models.CheckConstraint(condition=Q(format__in=FORMATS), name="store_format_known"),
        ]

    def __str__(self) -> str:
        return self.name
