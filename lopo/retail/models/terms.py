"""A retailer's terms of trade, as a dated version that is never changed once published."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lopo.accounts.models import Organisation, Person
from lopo.retail.terms.words import COUNTS_FROM, FORMATS, MODES, PAYERS


class RetailTerms(models.Model):
    """What one retailer agrees with those who supply it, from a day on. A draft until published."""

    retailer = models.ForeignKey(Organisation, models.CASCADE, related_name="retail_terms")
    valid_from = models.DateField()
    mode = models.CharField(max_length=11, choices=[(each, each) for each in MODES])
    format = models.CharField(max_length=11, choices=[(each, each) for each in FORMATS])
    margin_percent = models.DecimalField(max_digits=5, decimal_places=2)
    """The shop's share of the shelf price."""
    fee_percent = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    """Deductions under the terms of trade, of the price to the shop."""
    registration_outlet_idr = models.PositiveIntegerField(default=0)
    """For a new item in one outlet."""
    registration_all_idr = models.PositiveIntegerField(default=0)
    """For a new item in all outlets together, at most."""
    days_to_pay = models.PositiveSmallIntegerField()
    counts_from = models.CharField(max_length=12, choices=[(each, each) for each in COUNTS_FROM])
    returns_taken = models.BooleanField()
    """Whether what did not sell or is damaged goes back to the producer."""
    returns_paid_by = models.CharField(max_length=8, choices=[(each, each) for each in PAYERS], blank=True)
    pulled_days_before_expiry = models.PositiveSmallIntegerField(null=True, blank=True)
    remaining_life_percent = models.PositiveSmallIntegerField()
    """Of the whole shelf life, what must be left when goods are received."""
    notes = models.TextField(blank=True)
    confidence = models.CharField(max_length=12, default="agreed")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    """Counts the changes of a draft, so that two who write at once are told apart."""
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "retail terms"
        ordering: ClassVar = ["-valid_from", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["retailer", "valid_from"],
                condition=Q(published_at__isnull=False),
                name="retail_terms_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["retailer"], condition=Q(published_at=None), name="retail_terms_one_draft"
            ),
            models.CheckConstraint(condition=Q(mode__in=MODES), name="retail_terms_mode_known"),
            models.CheckConstraint(
                condition=Q(margin_percent__gte=0, margin_percent__lt=100)
                & Q(fee_percent__gte=0, fee_percent__lte=100)
                & Q(remaining_life_percent__lte=100),
                name="retail_terms_percents",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="retail_terms_published_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(registration_all_idr=0)
                | Q(registration_all_idr__gte=F("registration_outlet_idr")),
                name="retail_terms_all_at_least_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.retailer} {self.valid_from}"
