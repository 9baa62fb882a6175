"""The kitchen's dated work as tasks: one for each finding and each measuring day, done here or there.

The kitchen is the truth: a task follows its finding. What is marked as done here is told to the kitchen, and
the task then follows from that as from any other change.
"""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.records import lock
from lopo.quality.dated_work import DatedWork, finding_of
from lopo.quality.inspection_book import not_mended, see_mended, tell_mended
from lopo.quality.models import Nonconformity
from lopo.quality.work_book import work_of
from lopo.standards.further_work import further_work
from lopo.standards.kitchen_rules import work_rules
from lopo.standards.models import Task

_FOLLOWS = [
    "business",
    "product",
    "rule",
    "words",
    "due",
    "owner",
    "remind_from",
    "done_on",
    "done_by",
    "kept",
]


def store_work_of(business: int, by: Person | None) -> None:
    """Called after findings or measuring days of a business changed."""
    with transaction.atomic():
        lock(business)
        store_work([business], by)


def store_work(businesses: Collection[int], by: Person | None = None) -> None:
    """One task for each piece of dated work of ``businesses``; ``by`` is who changed something, if anybody.

    Their lock is held by whoever calls. The number of queries does not grow with them. Work that is no more
    is marked as kept, never deleted.
    """
    existing = {task.about: task for task in Task.objects.filter(business__in=businesses).exclude(about="")}
    found = [*work_of(businesses), *further_work(businesses)]
    wanted = {work.about: _task(work, by) for work in found}
    Task.objects.bulk_create(task for about, task in wanted.items() if about not in existing)
    gone = [task for about, task in existing.items() if about not in wanted]
    Task.objects.filter(pk__in=[task.pk for task in gone if task.done_on is None]).update(kept=True)
    moved = [task for about, task in existing.items() if about in wanted and _follow(task, wanted[about])]
    Task.objects.bulk_update(moved, _FOLLOWS)


def _task(work: DatedWork, by: Person | None) -> Task:
    rule = work_rules()[work.rule]
    first = work.due - dt.timedelta(days=max(rule.remind_days))
    return Task(
        business_id=work.business,
        product_id=work.product,
        rule=work.rule,
        about=work.about,
        words={"title": _both(work.title), "does": _both(work.does)},
        due=work.due,
        owner=rule.owner,
        remind_from=first if work.since is None else work.since,
        done_on=work.told_on,
        done_by=by if work.told_on else None,
    )


def _both(text: Text) -> dict[str, str]:
    return {"id": text.id, "en": text.en}


def _follow(task: Task, wanted: Task) -> bool:
    """Let a task say what its work says now; whether it said something else before."""
    if task.done_on is not None and wanted.done_on is not None:
        wanted.done_on, wanted.done_by_id = task.done_on, task.done_by_id
    names = [f"{name}_id" if name in ("business", "product", "done_by") else name for name in _FOLLOWS]
    before = [getattr(task, name) for name in names]
    for name in names:
        setattr(task, name, getattr(wanted, name))
    return before != [getattr(task, name) for name in names]


def finding_behind(task: Task) -> Nonconformity | None:
    """The finding that a task is about."""
    number = finding_of(task.about) if task.about else None
    if number is None:
        return None
    return Nonconformity.objects.select_related("inspection", "business").filter(pk=number).first()


@transaction.atomic
def mark(task: Task, found: Nonconformity, by: Person, *, is_officer: bool, undo: bool) -> bool:
    """Mend the finding behind a task, or take that back; whether it changed. Raises :class:`Refused`."""
    lock(found.business_id)
    found.refresh_from_db()
    task.refresh_from_db()
    mended = found.mended_on is not None or (found.told_on is not None and not is_officer)
    if mended is not undo:
        return False
    if undo:
        not_mended(found, by)
    elif is_officer:
        see_mended(found, by, None)
    else:
        tell_mended(found, by, None)
    if not undo:
        Task.objects.filter(pk=task.pk).update(
            done_on=found.told_on or found.mended_on, done_by=by, kept=False
        )
    return True


def is_done_by_itself() -> Refused:
    """Why a measuring day or an own check is not done by saying so."""
    return Refused(
        Text("Ini selesai sendiri begitu dicatat di halamannya.",
             "This is done by itself as soon as it is noted on its page.")
    )  # fmt: skip
