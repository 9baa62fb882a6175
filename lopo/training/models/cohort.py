"""A course that is held: its days, and who asked for a seat or was given one."""

import secrets
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lopo.accounts.models import Organisation, Person
from lopo.producers.models import Business, Kelurahan, Product

DRAFT, OPEN, SEATED, DONE, CANCELLED = "draft", "open", "seated", "done", "cancelled"
STATES = (DRAFT, OPEN, SEATED, DONE, CANCELLED)
BY_CALL, BY_INVITATION = "call", "invitation"

APPLIED, INVITED, SEAT, WAITING, DECLINED, WITHDRAWN = (
    "applied", "invited", "seated", "waiting", "declined", "withdrawn",
)  # fmt: skip
PLACES = (APPLIED, INVITED, SEAT, WAITING, DECLINED, WITHDRAWN)
PINNED, FORBIDDEN = "pinned", "forbidden"


def new_token() -> str:
    """What stands in an address or a code that nobody can guess."""
    return secrets.token_urlsafe(12)


class Cohort(models.Model):
    """One course for one group: what is taught, where, when, by whom, for how many, at whose cost."""

    title = models.CharField(max_length=120)
    modules = models.JSONField(default=list)
    """Names of the modules taught, as in ``training/lessons``."""
    organiser = models.ForeignKey(Organisation, models.PROTECT, related_name="cohorts")
    """The city, or the institution that teaches."""
    trainer = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="cohorts_taught")
    seats = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=160)
    kelurahan = models.ForeignKey(Kelurahan, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    entry = models.CharField(max_length=10, choices=[(BY_CALL, BY_CALL), (BY_INVITATION, BY_INVITATION)])
    apart = models.BooleanField(default=False)
    """Whether each module is attended on its own: then ``seats`` are those of each module."""
    bring = models.CharField(max_length=300, blank=True)
    """What a participant brings along."""
    ask_until = models.DateField(null=True, blank=True)
    """The last day on which a seat can be asked for."""
    cost_idr = models.PositiveBigIntegerField(null=True, blank=True)
    """What the whole course costs, in rupiah; nothing where nobody said so."""
    paid_by = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=[(each, each) for each in STATES], default=DRAFT)
    invitation = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    """The end of the invitation's address."""
    proposal = models.JSONField(default=dict, blank=True)
    """Who would have the seats by the last proposal, and how good it is; empty before the first."""
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-starts_on", "-pk"]
        indexes: ClassVar = [models.Index(fields=["state", "starts_on"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="cohort_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="cohort_has_seats"),
        ]

    def __str__(self) -> str:
        return self.title


class Session(models.Model):
    """One meeting of a cohort about one module."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="sessions")
    module = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=160, blank=True)
    """Where it is not held in the cohort's place."""
    trainer = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="sessions_taught"
    )
    key = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    """What the attendance code of this meeting carries."""

    class Meta:
        ordering: ClassVar = ["starts_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.cohort}: {self.module}"


class Enrolment(models.Model):
    """One business in one cohort, from asking for a seat to having it: with the reason for either."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="enrolments")
    business = models.ForeignKey(Business, models.CASCADE, related_name="enrolments")
    product = models.ForeignKey(Product, models.SET_NULL, null=True, blank=True, related_name="enrolments")
    """The product it is about; nothing where it is about the whole business."""
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="enrolments")
    attends = models.CharField(max_length=120)
    """Who comes, as it stands on the attendance list and the certificate."""
    state = models.CharField(max_length=10, choices=[(each, each) for each in PLACES])
    modules = models.JSONField(default=list, blank=True)
    """The modules of a cohort apart that she comes to, or waits for; nothing where she comes to all."""
    wish = models.CharField(
        max_length=9, blank=True, choices=[(PINNED, PINNED), (FORBIDDEN, FORBIDDEN)], default=""
    )
    """What the officer decided beforehand: surely a seat, or surely none."""
    wish_reason = models.CharField(max_length=200, blank=True)
    why = models.JSONField(default=dict)
    """Why the last proposal gave a seat or none: ``{"id": ..., "en": ...}``."""
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    """Which place on the waiting list."""
    told = models.CharField(max_length=10, blank=True, default="")
    """The state that the business was last told of."""
    asked_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ticket = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    """What the participant's own attendance code carries."""

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cohort", "business"], name="enrolment_once_a_cohort")
        ]
        indexes: ClassVar = [models.Index(fields=["cohort", "state"])]

    def __str__(self) -> str:
        return f"{self.attends} ({self.business}) > {self.cohort}"
