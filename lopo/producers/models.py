"""Businesses, their products, what was told about them, the papers they hold, and the evidence."""

import datetime as dt
import secrets
from typing import ClassVar

from django.db import models
from django.db.models import Q

from lopo.accounts.models import Organisation, Person
from lopo.facts.text import Text
from lopo.producers.paper_refusal import why_refused

KINDS = [("food", "food"), ("drink", "drink"), ("craft", "craft"), ("textile", "textile")]
TELLERS = [(code, code) for code in ("owner", "officer", "inspector", "laboratory")]
PAPERS = ("nib", "pirt", "md", "halal", "brand", "gtin", "haccp", "pkp", "cppob", "sni")


def new_public_id() -> str:
    """A short name for addresses and codes that cannot be guessed or counted."""
    return secrets.token_urlsafe(8)


class Kelurahan(models.Model):
    """A ward of the city, from the official list."""

    code = models.CharField(max_length=13, unique=True)
    name = models.CharField(max_length=60)
    kecamatan = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["kecamatan", "name"]
        verbose_name_plural = "kelurahan"

    def __str__(self) -> str:
        return self.name


class Business(models.Model):
    """One producer's business; its people and roles are those of its organisation."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="business")
    name = models.CharField(max_length=160)
    owner_name = models.CharField(max_length=120, blank=True)
    """The owner as an officer wrote her down, where she has no account of her own."""
    kelurahan = models.ForeignKey(Kelurahan, models.PROTECT, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "businesses"

    def __str__(self) -> str:
        return self.name


class Product(models.Model):
    """One product of a business. Archived rather than deleted, so that it can come back."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="products")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=10, choices=KINDS)
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["business", "name"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[code for code, _ in KINDS]), name="product_kind_known"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Evidence(models.Model):
    """A photo or a paper as a file, checked at upload and never served without permission."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="evidence")
    file = models.FileField(upload_to="evidence/%Y/%m/")
    kind = models.CharField(max_length=5, choices=[("photo", "photo"), ("pdf", "pdf")])
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:8]}"


class Statement(models.Model):
    """One fact, as someone told it. Never changed: a newer one supersedes it, so the history stays.

    Without a product it is true of the whole business.
    """

    business = models.ForeignKey(Business, models.CASCADE, related_name="statements")
    product = models.ForeignKey(Product, models.CASCADE, null=True, blank=True, related_name="statements")
    fact = models.CharField(max_length=80)
    value = models.JSONField()
    said_by = models.CharField(max_length=10, choices=TELLERS)
    said_on = models.DateField()
    typed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["product", "fact"],
                condition=Q(superseded_at=None, product__isnull=False),
                name="one_current_statement_a_product",
            ),
            models.UniqueConstraint(
                fields=["business", "fact"],
                condition=Q(superseded_at=None, product__isnull=True),
                name="one_current_statement_a_business",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["business", "superseded_at"])]

    def __str__(self) -> str:
        return f"{self.fact} = {self.value!r}"


class Paper(models.Model):
    """A permit or certificate with its number, dates and evidence; verified, or refused, by an officer."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="papers")
    product = models.ForeignKey(Product, models.CASCADE, null=True, blank=True, related_name="papers")
    kind = models.CharField(max_length=6, choices=[(kind, kind) for kind in PAPERS])
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")
    typed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    verified_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_code = models.CharField(max_length=20, blank=True)
    """A key of :data:`lopo.producers.paper_refusal.REASONS`; empty when only words were written."""
    refused_reason = models.CharField(max_length=300, blank=True)
    """The officer's own words, if any."""
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=PAPERS), name="paper_kind_known"),
            models.CheckConstraint(
                condition=Q(verified_at=None) | Q(refused_at=None), name="paper_not_verified_and_refused"
            ),
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(valid_until=None) | Q(valid_until__gte=models.F("issued_on")),
                name="paper_ends_after_it_begins",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["business", "superseded_at"]),
            models.Index(
                fields=["recorded_at"],
                condition=Q(verified_at=None, refused_at=None, superseded_at=None),
                name="paper_waiting",
            ),
        ]
        ordering: ClassVar = ["kind", "-recorded_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def told_at(self) -> dt.datetime:
        """When this paper was last vouched for: by who added it, or by the officer who verified it."""
        return self.verified_at or self.recorded_at

    @property
    def why_refused(self) -> Text:
        """Why an officer refused it, in both languages."""
        return why_refused(self.refused_code, self.refused_reason)
