"""Dated work that the layers above bring, beside that of the kitchen: it stands among the same tasks.

Such work is done by doing it on its own page, and is a task for as long as its source names it. A layer fills
:data:`WORK` when the house starts and calls :func:`lopo.quality.dated_work.work_changed` when its list of a
business has changed; the rules are in ``kitchen_tasks.toml``.
"""

from collections.abc import Callable, Collection, Iterable

from lopo.quality.dated_work import DatedWork
from lopo.standards.models import Task

WORK: list[Callable[[Collection[int]], Iterable[DatedWork]]] = []
"""Each is asked for the work of businesses by primary key; its queries do not grow with them."""

PLACES: dict[str, Callable[[Task], str]] = {}
"""By the name of a rule: the address of the page where such work is done."""


def further_work(businesses: Collection[int]) -> list[DatedWork]:
    """All of it for ``businesses``."""
    return [work for source in WORK for work in source(businesses)]


def place_of_further(task: Task) -> str:
    """The page where the work of ``task`` is done; empty where it is none of the layers above."""
    place = PLACES.get(task.rule)
    return place(task) if place else ""
