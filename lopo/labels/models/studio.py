"""What an owner chose for the label of a product, the marks she uploaded, and the runs she printed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lopo.accounts.models import Person
from lopo.producers.models import Business, Product
from lopo.quality.models import Batch

LOGO, HALAL = "logo", "halal"
MARKS = [(LOGO, LOGO), (HALAL, HALAL)]


class LabelDraft(models.Model):
    """The choices for a product's label; its words come from the facts, always anew."""

    product = models.OneToOneField(Product, models.CASCADE, related_name="label_draft")
    choices = models.JSONField(default=dict)
    """Fields of :class:`lopo.labels.forms.studio.ChoicesForm`, cleaned and plain."""
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"label of {self.product_id}"


class Mark(models.Model):
    """A picture that stands on the labels of a business: its logo, or the halal mark it was given."""

    business = models.ForeignKey(Business, models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=5, choices=MARKS)
    file = models.FileField(upload_to="marks/%Y/%m/")
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=(LOGO, HALAL)), name="mark_kind_known"),
            models.UniqueConstraint(
                fields=["business", "kind"], condition=Q(replaced_at=None), name="one_current_mark_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:8]}"


class LabelRun(models.Model):
    """Labels printed for one lot, with the choices as they were: the same run can be printed again."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="label_runs")
    lot = models.CharField(max_length=20)
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, blank=True, related_name="label_runs")
    """The batch in the book whose packs they stand on."""
    made_on = models.DateField()
    expires_on = models.DateField()
    count = models.PositiveIntegerField()
    sheet = models.CharField(max_length=20)
    first_sticker = models.PositiveSmallIntegerField(default=1)
    choices = models.JSONField(default=dict)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-recorded_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(count__gte=1), name="label_run_of_some"),
            models.CheckConstraint(condition=Q(first_sticker__gte=1), name="label_run_first_sticker"),
            models.CheckConstraint(
                condition=Q(expires_on__gte=models.F("made_on")), name="label_run_expires_after"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} × {self.lot}"
