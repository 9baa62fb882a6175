"""What a person read and how she answered: one row for each lesson."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lopo.accounts.models import Person


class LessonRead(models.Model):
    """A lesson that a person marked as read, or whose questions she answered to the end, or both."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="lessons_read")
    module = models.CharField(max_length=40)
    read_at = models.DateTimeField(null=True, blank=True)
    """When she marked it as read; nothing where she took that back or only answered."""
    last_right = models.PositiveSmallIntegerField(null=True, blank=True)
    last_asked = models.PositiveSmallIntegerField(null=True, blank=True)
    best_right = models.PositiveSmallIntegerField(null=True, blank=True)
    best_asked = models.PositiveSmallIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "module"], name="lesson_once_a_person"),
            models.CheckConstraint(
                condition=Q(last_right=None, last_asked=None) | Q(last_right__lte=F("last_asked")),
                name="lesson_last_right_at_most_asked",
            ),
            models.CheckConstraint(
                condition=Q(best_right=None, best_asked=None) | Q(best_right__lte=F("best_asked")),
                name="lesson_best_right_at_most_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.module}"
