"""Give the reminders that have fallen due: to owners by message, of the desk's own tasks on its list.

A reminder is claimed before it is sent and marked once it is sent. Two runs at once never send it twice; what
could not be sent is free again for the next run; a claim left by a run that broke off is taken over after
:data:`CLAIM_HOLDS`.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from lopo.accounts.models import Membership, Person
from lopo.accounts.notice import can_be_told, site_address, tell
from lopo.accounts.roles import Role
from lopo.facts.text import Text
from lopo.producers.models import Product
from lopo.standards.kitchen_rules import all_rules
from lopo.standards.models import Reminder, Task
from lopo.standards.promises import load_promise_rules
from lopo.standards.reminder import SUBJECT, Due, message, remind_day

CHUNK = 200
"""Businesses looked at together."""

CLAIM_HOLDS = dt.timedelta(hours=1)
TASKS_PAGE = "/tugas/"

Key = tuple[int, int | None]
"""A task and the person to remind of it; nobody when it is the desk's."""


@dataclass
class Given:
    """What a run did.

    ``people`` were told of ``tasks``; ``desk`` tasks were listed for the desk; ``failed`` messages did not go
    out; ``unreachable`` businesses have nobody who can be told.
    """

    people: int = 0
    tasks: int = 0
    desk: int = 0
    failed: int = 0
    unreachable: int = 0


def give_reminders(on: dt.date) -> Given:
    """Give every reminder whose day has come by ``on`` and that was not given yet."""
    given = Given()
    businesses = list(_waiting(on).order_by("business").values_list("business", flat=True).distinct())
    for start in range(0, len(businesses), CHUNK):
        _give(businesses[start : start + CHUNK], on, given)
    return given


def _waiting(on: dt.date) -> QuerySet[Task]:
    """Open tasks to be reminded of; nobody is reminded of what was put away."""
    made = Product.objects.filter(business=OuterRef("business"), archived_at=None)
    return Task.objects.filter(
        Exists(made), done_on=None, kept=False, remind_from__lte=on, product__archived_at=None
    )


def _give(businesses: Sequence[int], on: dt.date, given: Given) -> None:
    tasks = {
        each.pk: each
        for each in _waiting(on)
        .filter(business__in=businesses)
        .select_related("business", "product")
        .order_by("due", "pk")
    }
    owners = _owners(businesses)
    wanted = _wanted(tasks.values(), owners, on)
    given.unreachable += len(_silent(tasks.values(), owners))
    people = {person.pk: person for each in owners.values() for person in each}
    messages: dict[tuple[int, int], list[Reminder]] = defaultdict(list)
    for reminder in _claim(wanted, timezone.now()):
        if reminder.person_id is None:
            given.desk += _mark([reminder])
        else:
            business = tasks[reminder.task_id].business_id
            messages[reminder.person_id, business].append(reminder)
    for (person, _business), reminders in messages.items():
        _send(people[person], reminders, tasks, on, given)


def _owners(businesses: Sequence[int]) -> dict[int, list[Person]]:
    """Owners who can be told, by business."""
    held = Membership.objects.filter(
        organisation__business__in=businesses, role=Role.OWNER, person__is_active=True
    )
    owners: dict[int, list[Person]] = defaultdict(list)
    for each in held.select_related("person", "organisation__business").order_by("pk"):
        if can_be_told(each.person):
            owners[each.organisation.business.pk].append(each.person)
    return owners


def _wanted(tasks: Iterable[Task], owners: dict[int, list[Person]], on: dt.date) -> dict[Key, dt.date]:
    """Of which task whom to remind, and for which day."""
    rules = all_rules(load_promise_rules())
    wanted: dict[Key, dt.date] = {}
    for task in tasks:
        day = remind_day(rules[task.rule], task.due, on) if task.rule in rules else None
        if day is None:
            continue
        if task.owner == "officer":
            wanted[task.pk, None] = day
        for person in owners.get(task.business_id, []) if task.owner == "owner" else []:
            wanted[task.pk, person.pk] = day
    return wanted


def _silent(tasks: Iterable[Task], owners: dict[int, list[Person]]) -> set[int]:
    businesses = {task.business_id for task in tasks if task.owner == "owner"}
    return {business for business in businesses if not owners.get(business)}


@transaction.atomic
def _claim(wanted: dict[Key, dt.date], now: dt.datetime) -> list[Reminder]:
    """Those of ``wanted`` that are now ours to give."""
    claim = uuid.uuid4()
    before = Reminder.objects.filter(task__in={task for task, _person in wanted})
    over: set[Key] = set()
    stale: list[int] = []
    for each in before:
        key = (each.task_id, each.person_id)
        if key in wanted and each.day >= wanted[key]:
            over.add(key)
            if each.given_at is None and each.claimed_at < now - CLAIM_HOLDS:
                stale.append(each.pk)
    # The condition stands in the update, too: of two runs only one takes a claim over.
    left = Reminder.objects.filter(pk__in=stale, given_at=None, claimed_at__lt=now - CLAIM_HOLDS)
    left.update(claim=claim, claimed_at=now)
    Reminder.objects.bulk_create(
        (
            Reminder(task_id=task, person_id=person, day=day, claim=claim, claimed_at=now)
            for (task, person), day in wanted.items()
            if (task, person) not in over
        ),
        ignore_conflicts=True,
    )
    return list(Reminder.objects.filter(claim=claim).order_by("pk"))


def _mark(reminders: Collection[Reminder]) -> int:
    return Reminder.objects.filter(pk__in=[each.pk for each in reminders]).update(given_at=timezone.now())


def _send(
    person: Person, reminders: list[Reminder], tasks: dict[int, Task], on: dt.date, given: Given
) -> None:
    about = [tasks[each.task_id] for each in reminders]
    business = about[0].business.name
    if tell(person, SUBJECT, message(business, _dues(about), on, site_address(TASKS_PAGE))):
        _mark(reminders)
        given.people += 1
        given.tasks += len(about)
    else:
        Reminder.objects.filter(pk__in=[each.pk for each in reminders]).delete()
        given.failed += 1


def _dues(tasks: Iterable[Task]) -> list[Due]:
    """One line for each rule and day, however many products share it."""
    rules = all_rules(load_promise_rules())
    grouped: dict[tuple[str, dt.date], list[Task]] = defaultdict(list)
    for task in tasks:
        grouped[task.rule, task.due].append(task)
    return [_due(rules[rule].title, each, due) for (rule, due), each in grouped.items()]


def _due(title: Text, tasks: Sequence[Task], due: dt.date) -> Due:
    """A single piece of the kitchen's work by its own title; several by what they are, and how many."""
    if not tasks[0].about:
        return Due(title, tuple(task.product.name for task in tasks if task.product), due)
    if len(tasks) > 1:
        return Due(Text(f"{title.id} ({len(tasks)})", f"{title.en} ({len(tasks)})"), (), due)
    products = tuple(task.product.name for task in tasks if task.product)
    return Due(Text.from_table(tasks[0].words["title"], tasks[0].about), products, due)
