"""What is remembered of an assessment: where a product stands, since when, what was mended, what falls due.

All of it can be worked out again from the facts; it is kept so that a list of thousands needs one query and
so that time in a stage can be told.
"""

from django.db import models
from django.db.models import F, Q

from lopo.accounts.models import Person
from lopo.producers.models import Business, Product

STATUSES = [(code, code) for code in ("met", "not_met", "not_known", "not_applicable")]


class Standing(models.Model):
    """Where one product stood when it was last assessed."""

    product = models.OneToOneField(Product, models.CASCADE, related_name="standing")
    assessed_on = models.DateField()
    ladder = models.CharField(max_length=40)
    rung = models.CharField(max_length=20, blank=True)
    """The rung reached; empty below the first."""
    rung_since = models.DateField()
    next_percent = models.PositiveSmallIntegerField()
    """How much of the next rung is met, in whole per cent; 100 on top."""
    next_open = models.PositiveSmallIntegerField()
    next_step = models.JSONField(default=dict)
    """The title of the next step in both languages; empty when there is none."""
    statuses = models.JSONField(default=dict)
    """Requirement name to status, to tell what changed since."""

    class Meta:
        indexes = (models.Index(fields=["rung", "rung_since"]),)
        constraints = (
            models.CheckConstraint(condition=Q(next_percent__lte=100), name="standing_percent_at_most_100"),
        )

    def __str__(self) -> str:
        return f"{self.product_id}: {self.rung or 'below the ladder'}"


class GateStanding(models.Model):
    """How much of one gate, a rung or a market, a product met when it was last assessed."""

    standing = models.ForeignKey(Standing, models.CASCADE, related_name="gates")
    gate = models.CharField(max_length=60)
    met = models.PositiveSmallIntegerField()
    total = models.PositiveSmallIntegerField()
    passed = models.BooleanField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["standing", "gate"], name="gate_once_a_standing"),
            models.CheckConstraint(condition=Q(met__lte=F("total")), name="gate_met_at_most_total"),
        )
        indexes = (models.Index(fields=["gate", "passed"]),)

    def __str__(self) -> str:
        return f"{self.gate}: {self.met}/{self.total}"

    @property
    def percent(self) -> int:
        return 100 * self.met // self.total if self.total else 0


class FindingChange(models.Model):
    """A finding that changed: the history of what was mended, and of what was lost."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="finding_changes")
    requirement = models.CharField(max_length=120)
    was = models.CharField(max_length=16, choices=STATUSES)
    became = models.CharField(max_length=16, choices=STATUSES)
    on = models.DateField()

    class Meta:
        indexes = (models.Index(fields=["product", "-on"]),)
        ordering = ("-on", "requirement")

    def __str__(self) -> str:
        return f"{self.requirement}: {self.was} → {self.became}"


class RungChange(models.Model):
    """A rung that was reached or lost on a day, so that it can be told where a product stood before."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="rung_changes")
    was = models.CharField(max_length=20, blank=True)
    """Empty below the first rung."""
    became = models.CharField(max_length=20, blank=True)
    on = models.DateField()

    class Meta:
        indexes = (models.Index(fields=["product", "-on"]),)
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.product_id}: {self.was or 'below'} → {self.became or 'below'}"


class Task(models.Model):
    """A dated promise of a product or of a whole business: something runs out or falls due on a day.

    Or work of the kitchen, which is then named by ``about``.
    """

    business = models.ForeignKey(Business, models.CASCADE, related_name="tasks")
    product = models.ForeignKey(Product, models.CASCADE, null=True, blank=True, related_name="tasks")
    """The product it concerns; nothing where it is the whole business's, such as its kitchen."""
    rule = models.CharField(max_length=60)
    about = models.CharField(max_length=40, blank=True)
    """Which finding or measuring day it is, as :mod:`lopo.quality.dated_work` names it; else empty."""
    words = models.JSONField(default=dict, blank=True)
    """Of such work: its ``title`` and what it ``does`` in both languages."""
    due = models.DateField()
    owner = models.CharField(max_length=10, choices=[("owner", "owner"), ("officer", "officer")])
    remind_from = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    kept = models.BooleanField(default=False)
    """True once the facts themselves say that the promise is kept or has moved to another day."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["product", "rule", "due"],
                condition=Q(product__isnull=False, about=""),
                name="task_once_a_due_day_a_product",
            ),
            models.UniqueConstraint(
                fields=["business", "rule", "due"],
                condition=Q(product=None, about=""),
                name="task_once_a_due_day_a_business",
            ),
            models.UniqueConstraint(fields=["about"], condition=~Q(about=""), name="task_once_about_a_work"),
        )
        indexes = (models.Index(fields=["due"], condition=Q(done_on=None, kept=False), name="task_open_due"),)
        ordering = ("due", "rule")

    def __str__(self) -> str:
        return f"{self.rule} {self.due}"

    @property
    def subject(self) -> str:
        """The name of what it concerns."""
        return str(self.product or self.business)


class Reminder(models.Model):
    """A reminder of a task to one person, or to the desk, for one of the days on which the task asks for it.

    Whoever is about to give it claims it first, so that two runs at once never give it twice. A claim that
    led to nothing is taken over after a while.
    """

    task = models.ForeignKey(Task, models.CASCADE, related_name="reminders")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    """Whom; nobody when it is listed for the desk."""
    day = models.DateField()
    claim = models.UUIDField()
    claimed_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["task", "person", "day"],
                condition=Q(person__isnull=False),
                name="reminder_once_a_day_a_person",
            ),
            models.UniqueConstraint(
                fields=["task", "day"], condition=Q(person=None), name="reminder_once_a_day_at_the_desk"
            ),
        )
        indexes = (models.Index(fields=["claim"], name="reminder_claim"),)

    def __str__(self) -> str:
        return f"{self.task_id} {self.day}"
