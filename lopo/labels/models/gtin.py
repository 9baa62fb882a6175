"""The numbers under barcodes: the block that GS1 issued to a business, and which pack got which number of it.

A number is given once, ever: GS1 does not let one be used again, not even after the product is gone. Rows are
therefore withdrawn, never deleted, and the database holds the same.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from lopo.accounts.models import Person
from lopo.producers.models import Business, Evidence, Product

UNIT, CASE = "unit", "case"
PACKS = [(UNIT, UNIT), (CASE, CASE)]


class NumberBlock(models.Model):
    """A company prefix as its owner copied it from the certificate; Lopo counts on from there."""

    business = models.ForeignKey(Business, models.PROTECT, related_name="number_blocks")
    prefix = models.CharField(max_length=12, unique=True)
    """The digits that all numbers of this block begin with."""
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")
    """The certificate of GS1."""
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    """From when on no new number is taken from it, as when the membership has ended."""

    class Meta:
        ordering: ClassVar = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.prefix


class AssignedGtin(models.Model):
    """One number of a block and the pack it stands for. It stays on record when it is withdrawn."""

    block = models.ForeignKey(NumberBlock, models.PROTECT, related_name="numbers")
    gtin = models.CharField(max_length=14, unique=True)
    """13 digits of a unit, 14 of a case; unique over the whole installation."""
    product = models.ForeignKey(
        Product, models.SET_NULL, null=True, blank=True, related_name="assigned_gtins"
    )
    pack = models.CharField(max_length=4, choices=PACKS)
    indicator = models.PositiveSmallIntegerField(default=0)
    """The digit before the unit's number: 0 for the unit itself, 1 to 8 for a case of it."""
    units_inside = models.PositiveIntegerField(null=True, blank=True)
    """Of a case: how many units are in it."""
    label = models.CharField(max_length=200, blank=True)
    """Which variant and size it stands for, as it was when the number was given."""
    used_before = models.BooleanField(default=False)
    """Whether the owner had it on packs before it was written into the book."""
    assigned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["gtin"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["product"],
                condition=Q(pack=UNIT, withdrawn_at=None, product__isnull=False),
                name="one_current_unit_gtin_a_product",
            ),
            models.UniqueConstraint(
                fields=["product", "units_inside"],
                condition=Q(pack=CASE, withdrawn_at=None, product__isnull=False),
                name="one_current_case_gtin_a_count",
            ),
            models.CheckConstraint(
                condition=Q(Exact(Length("gtin"), 13), pack=UNIT, indicator=0, units_inside=None)
                | Q(
                    Exact(Length("gtin"), 14),
                    pack=CASE,
                    indicator__gte=1,
                    indicator__lte=8,
                    units_inside__isnull=False,
                    units_inside__gte=2,
                ),
                name="gtin_fits_its_pack",
            ),
        ]

    def __str__(self) -> str:
        return self.gtin

    @property
    def is_current(self) -> bool:
        """Whether it still stands for a pack."""
        return self.withdrawn_at is None
