"""A task as it is read on a page: what it is called, how late it is, where it is done."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from lopo.quality.dated_work import MEASURING, OWN_CHECK, check_of, finding_of, study_of
from lopo.standards.further_work import PLACES, place_of_further
from lopo.standards.models import Task
from lopo.standards.promises import TaskRule

WAYS = {MEASURING: "measure", OWN_CHECK: "check"}
"""Work that is done by doing it on its own page, never by saying so."""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task in one language; ``place`` is the page where it is done, empty for a promise."""

    task: Task
    title: str
    does: str
    place: str
    way: str
    gentle: bool
    days_left: int

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


def said(task: Task, rules: Mapping[str, TaskRule], which: str, language: str) -> str:
    """The ``title`` of a task or what it ``does``: its own for work of the kitchen, else its rule's."""
    if task.words:
        return str(task.words[which].get(language) or task.words[which]["id"])
    rule = rules[task.rule]
    return (rule.title if which == "title" else rule.does).in_language(language)


def place_of(task: Task) -> str:
    """The page of the kitchen where such work is done; empty for a promise."""
    if task.rule in PLACES:
        return place_of_further(task)
    study = study_of(task.about) if task.about else None
    if study is not None and task.product is not None:
        return reverse("quality:storage_measure", args=[task.product.public_id, study])
    if check_of(task.about) is not None:
        return reverse("quality:inspection", args=[task.business_id])
    if finding_of(task.about) is not None:
        return f"{reverse('quality:kitchen', args=[task.business_id])}#{task.about}"
    return ""
