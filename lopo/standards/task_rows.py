"""A task as it is read on a page: what it is called, how late it is, where it is done."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lopo.quality.dated_work import FINDING, MEASURING, OWN_CHECK, OWN_FINDING, check_of, finding_of, study_of
from lopo.standards.further_work import PLACES, place_of_further
from lopo.standards.models import Task
from lopo.standards.promises import TaskRule

CHECK_AGAIN = "kitchen-self-check"
"""The promise (``promises.toml``) that follows the level which the office gave."""

WAYS = {MEASURING: "measure", OWN_CHECK: "check", CHECK_AGAIN: "check"}
"""Work that is done by doing it on its own page, never by saying so."""

PAPERS = ("pirt-renewal", "md-renewal", "brand-renewal")
"""Promises that are kept once the new paper is told on the page of the papers."""

TOGETHER = (FINDING, OWN_FINDING)
"""Work that is mended on one walk through the kitchen, and is read as one thing."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task in one language; ``place`` is the page where it is done, empty where it has none.

    Findings of one kitchen are one row, that of the first to be mended; ``parts`` then has each of them.
    """

    task: Task
    title: str
    does: str
    place: str
    way: str
    gentle: bool
    days_left: int
    parts: tuple["TaskRow", ...] = ()

    @property
    def late_by(self) -> int:
        """Days since it was due; nought until then."""
        return max(0, -self.days_left)


def task_row(task: Task, rules: Mapping[str, TaskRule], language: str, on: dt.date) -> TaskRow:
    """How ``task`` is read on the day ``on``."""
    return TaskRow(
        task=task,
        title=said(task, rules, "title", language),
        does=said(task, rules, "does", language),
        place=place_of(task),
        way=WAYS.get(task.rule, "see" if task.rule in PLACES else ""),
        gentle=rules[task.rule].gentle,
        days_left=(task.due - on).days,
    )


def gathered(tasks: Iterable[Task]) -> list[list[Task]]:
    """The tasks in their order; findings of one kitchen lie together, in the place of the first of them."""
    heaps: dict[tuple[str, int], list[Task]] = {}
    for task in tasks:
        key = (task.rule, task.business_id) if task.rule in TOGETHER else ("", task.pk)
        heaps.setdefault(key, []).append(task)
    return list(heaps.values())


def heap_row(heap: Sequence[Task], rules: Mapping[str, TaskRule], language: str, on: dt.date) -> TaskRow:
    """How one of :func:`gathered` is read: alone as :func:`task_row`, several findings as one thing to do."""
    first, *others = (task_row(each, rules, language, on) for each in heap)
    if not others:
        return first
    count = len(heap)
    if first.task.rule == OWN_FINDING:
        title = ngettext(
            "Mend %(count)s thing you found in your kitchen",
            "Mend %(count)s things you found in your kitchen",
            count,
        )
    else:
        title = ngettext(
            "Mend %(count)s finding in the kitchen", "Mend %(count)s findings in the kitchen", count
        )
    return replace(
        first,
        title=title % {"count": count},
        does=_("Walk through the kitchen with the list, mend one after the other, and take a photo of each."),
        place=first.place.partition("#")[0],
        parts=(first, *others),
    )


def said(task: Task, rules: Mapping[str, TaskRule], which: str, language: str) -> str:
    """The ``title`` of a task or what it ``does``: its own for work of the kitchen, else its rule's."""
    if task.words:
        return str(task.words[which].get(language) or task.words[which]["id"])
    rule = rules[task.rule]
    return (rule.title if which == "title" else rule.does).in_language(language)


def place_of(task: Task) -> str:
    """The page where such work is done; empty for a promise that has none."""
    if task.rule in PLACES:
        return place_of_further(task)
    study = study_of(task.about) if task.about else None
    if study is not None and task.product is not None:
        return reverse("quality:storage_measure", args=[task.product.public_id, study])
    if check_of(task.about) is not None or task.rule == CHECK_AGAIN:
        return reverse("quality:inspection", args=[task.business_id])
    if finding_of(task.about) is not None:
        return f"{reverse('quality:kitchen', args=[task.business_id])}#{task.about}"
    return reverse("producers:papers", args=[task.business_id]) if task.rule in PAPERS else ""
