"""What happens on the day and around it: who came, tests before and after, homework, hand-outs."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lopo.accounts.models import Person
from lopo.producers.models import Evidence
from lopo.training.models.cohort import Cohort, Enrolment, Session

BY_CODE, BY_LIST = "code", "list"
CAME, UNDONE = "came", "undone"
BEFORE, AFTER = "before", "after"
HANDED_IN, ACCEPTED, AGAIN = "handed-in", "accepted", "again"


class Attendance(models.Model):
    """One participant at one meeting, once, however often her code was read and the reading sent."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="attendances")
    came_at = models.DateTimeField()
    """By the clock of the phone that read the code."""
    how = models.CharField(max_length=4, choices=[(BY_CODE, BY_CODE), (BY_LIST, BY_LIST)])
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    client_id = models.CharField(max_length=36, unique=True)
    arrived_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["came_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "enrolment"], name="attendance_once_a_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment.attends}: {self.session}"


class Arrival(models.Model):
    """One message about one participant at one meeting: she came, or that was a mistake. Never changed.

    Who is present, as :class:`Attendance` says it, follows from these by ``day.presence``.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="arrivals")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, null=True, blank=True, related_name="arrivals")
    """Nothing where the code that was read is none of ours."""
    ticket = models.CharField(max_length=200, blank=True)
    """What the code said, where it is not that of a seat."""
    what = models.CharField(max_length=6, choices=[(CAME, CAME), (UNDONE, UNDONE)])
    how = models.CharField(max_length=4, choices=[(BY_CODE, BY_CODE), (BY_LIST, BY_LIST)])
    at = models.DateTimeField()
    """By the clock of the phone, put right where that goes wrong."""
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    client_id = models.CharField(max_length=36, unique=True)
    held = models.CharField(max_length=12, blank=True)
    """Why it does not count; see ``day.presence.HELD``."""
    reason = models.CharField(max_length=200, blank=True)
    """Why it was a mistake."""
    arrived_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["session", "enrolment"])]

    def __str__(self) -> str:
        return f"{self.what}: {self.enrolment or self.ticket}"


class TestDraft(models.Model):
    """The answers that a participant has given so far to the questions of one module."""

    __test__ = False  # not a test of this software

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="+")
    module = models.CharField(max_length=40)
    moment = models.CharField(max_length=6, choices=[(BEFORE, BEFORE), (AFTER, AFTER)])
    answers = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "module", "moment"], name="test_draft_once_a_moment")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.module} ({self.moment})"


class TestSheet(models.Model):
    """The answers of one participant to the questions of one module, before or after the lesson."""

    __test__ = False  # not a test of this software

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="tests")
    module = models.CharField(max_length=40)
    moment = models.CharField(max_length=6, choices=[(BEFORE, BEFORE), (AFTER, AFTER)])
    answers = models.JSONField()
    """Name of the question to the number of the answer chosen."""
    right = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField()
    typed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    """The trainer who typed it from paper; nothing where the participant answered herself."""
    client_id = models.CharField(max_length=36, unique=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "module", "moment"], name="test_once_a_moment"),
            models.CheckConstraint(condition=Q(right__lte=F("asked")), name="test_right_at_most_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment.attends}: {self.module} ({self.moment})"


class Homework(models.Model):
    """A photo of what was done at home, looked at by the trainer."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="homework")
    module = models.CharField(max_length=40)
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    client_id = models.CharField(max_length=36, unique=True, null=True, blank=True)
    handed_in_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    """Taken back before it was looked at."""
    state = models.CharField(
        max_length=9, choices=[(each, each) for each in (HANDED_IN, ACCEPTED, AGAIN)], default=HANDED_IN
    )
    remark = models.CharField(max_length=300, blank=True)
    reviewed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-handed_in_at", "-pk"]
        verbose_name_plural = "homework"

    def __str__(self) -> str:
        return f"{self.enrolment.attends}: {self.module}"


class Material(models.Model):
    """A hand-out of a cohort, as a file."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="materials")
    title = models.CharField(max_length=120)
    file = models.FileField(upload_to="materials/%Y/%m/")
    kind = models.CharField(max_length=5, choices=[("photo", "photo"), ("pdf", "pdf")])
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    client_id = models.CharField(max_length=36, unique=True, null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    """Taken off the list; it can be put back."""

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.title
