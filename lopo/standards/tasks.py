"""Dated promises as tasks: kept true after every assessment, and found again, open or late."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db.models import OuterRef, Q, QuerySet

from lopo.producers.models import Product
from lopo.standards.assessment import Assessment
from lopo.standards.kitchen_rules import work_rules
from lopo.standards.models import Task
from lopo.standards.promises import Promise, load_promise_rules, promises

Key = tuple[int, int | None, str, dt.date]
"""Business, product (nothing for the whole business), rule and day: a task stands once for each."""


def tasks_of(products: QuerySet[Product]) -> QuerySet[Task]:
    """The tasks of these products, and those of their businesses as a whole."""
    shared = Q(product=None, business__in=products.order_by().values("business"))
    return Task.objects.filter(Q(product__in=products.order_by().values("pk")) | shared)


def open_tasks(products: QuerySet[Product]) -> QuerySet[Task]:
    """Of them those that are neither done nor kept."""
    return tasks_of(products).filter(done_on=None, kept=False)


def late_tasks(on: dt.date) -> QuerySet[Task]:
    """For a subquery over products: the late tasks of the product of the outer row, and of its business."""
    mine = Q(product=OuterRef("pk")) | Q(product=None, business=OuterRef("business"))
    return overdue(Task.objects.filter(mine), on)


def overdue(tasks: QuerySet[Task], on: dt.date) -> QuerySet[Task]:
    """Those of ``tasks`` that are open and past their day; what a kitchen found by itself is never that."""
    gentle = [rule.id for rule in work_rules().values() if rule.gentle]
    return tasks.filter(due__lt=on, done_on=None, kept=False).exclude(rule__in=gentle)


def store_tasks(products: Sequence[Product], found: Mapping[int, Assessment], on: dt.date) -> None:
    """One task for each dated promise of ``products``, whose assessments are ``found``.

    What a business promises as a whole is one task, however many products it has. A promise that is no longer
    held is marked as kept, never deleted.
    """
    business_of = {product.pk: product.business_id for product in products}
    shared = Q(product=None, business__in=set(business_of.values()))
    existing = {_key(task): task for task in _promised(Q(product__in=business_of) | shared)}
    wanted: dict[Key, Task] = {}
    for id, assessment in found.items():
        for promise in promises(assessment.dossier, load_promise_rules(), on):
            task = _task(promise, business_of[id], _subject(promise, assessment, id))
            wanted[_key(task)] = task
    Task.objects.bulk_create(task for key, task in wanted.items() if key not in existing)
    gone = [task.pk for key, task in existing.items() if key not in wanted and not task.kept]
    back = [task.pk for key, task in existing.items() if key in wanted and task.kept]
    Task.objects.filter(pk__in=gone).update(kept=True)
    Task.objects.filter(pk__in=back).update(kept=False)
    moved = [_with_rule_of(task, wanted[key]) for key, task in existing.items() if key in wanted]
    Task.objects.bulk_update((task for task in moved if task), ["owner", "remind_from"])


def _promised(which: Q) -> QuerySet[Task]:
    return Task.objects.filter(which, about="")


def _key(task: Task) -> Key:
    return task.business_id, task.product_id, task.rule, task.due


def _subject(promise: Promise, assessment: Assessment, product_id: int) -> int | None:
    """The product, unless the date is one of the whole business."""
    subject = assessment.edition.catalogue[promise.rule.fact].subject
    return product_id if subject == "product" else None


def _task(promise: Promise, business_id: int, product_id: int | None) -> Task:
    return Task(
        business_id=business_id,
        product_id=product_id,
        rule=promise.rule.id,
        due=promise.due,
        owner=promise.rule.owner,
        remind_from=min(promise.remind_on, default=promise.due),
    )


def _with_rule_of(task: Task, wanted: Task) -> Task | None:
    """The task with the owner and first reminder that its rule asks for by now; ``None`` when it has them."""
    if (task.owner, task.remind_from) == (wanted.owner, wanted.remind_from):
        return None
    task.owner, task.remind_from = wanted.owner, wanted.remind_from
    return task
