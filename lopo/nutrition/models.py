"""Composition tables that the city has taken over, their foods, and files that wait for a decision."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lopo.accounts.models import Person


class SentTable(models.Model):
    """A file as it was sent, checked and shown, of which nothing has been taken over yet."""

    content = models.BinaryField()
    file_name = models.CharField(max_length=120)
    title = models.CharField(max_length=60)
    """What the source is called, such as "TKPI 2019"; it begins the source of every food."""
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.title}: {self.file_name}"


class CompositionTable(models.Model):
    """One table taken over. Of each family one is in use; earlier ones are kept and can come back."""

    family = models.CharField(max_length=20)
    layout = models.CharField(max_length=30)
    title = models.CharField(max_length=60)
    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    food_count = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(default=0)
    """Rows with a fault, which gave no food."""
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    replaced = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    """The table that was in use until this one was taken over."""

    class Meta:
        ordering: ClassVar = ["-taken_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["family"], condition=Q(ended_at=None), name="one_table_of_a_family_in_use"
            ),
            models.CheckConstraint(condition=Q(food_count__gt=0), name="composition_table_has_foods"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="composition_table_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.food_count})"


class TableFood(models.Model):
    """One food of a table that was taken over; it reads back as :class:`lopo.nutrition.foods.food.Food`."""

    table = models.ForeignKey(CompositionTable, models.CASCADE, related_name="foods")
    code = models.CharField(max_length=100)
    name_id = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    group = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=200)
    note = models.CharField(max_length=500, blank=True)
    edible_percent = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    per_100 = models.JSONField()
    """Nutrient id to amount, as text, so that no digit is lost."""
    unmeasured = models.JSONField(default=list, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["table", "code"], name="food_once_a_composition_table"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_id}"
