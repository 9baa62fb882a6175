"""The one thing to do next, over everything that an owner has: work that waits, else a product's plan."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from lopo.producers.models import Product
from lopo.standards.kitchen_rules import all_rules
from lopo.standards.models import Standing, Task
from lopo.standards.promises import TaskRule, load_promise_rules
from lopo.standards.task_rows import TaskRow, gathered, heap_row
from lopo.standards.tasks import open_tasks

SOON_DAYS = 14
"""The house's own: what is due sooner goes before a product's plan, what is due later does not."""
ALSO = 3
"""So many further things are named; the rest is on the page of tasks."""
READ = 60
"""So many tasks are read at most, so that findings of one kitchen are told as one thing."""
PRESSING, SOON, LATER, GENTLE = range(4)


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do, about what, and the one button that leads there; ``row`` is the task behind it, if any."""

    title: str
    about: str
    href: str
    act: str
    does: str = ""
    row: TaskRow | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """The next step, and what waits besides; ``more`` where the page of tasks has further ones."""

    next: NextStep | None
    also: tuple[TaskRow, ...] = ()
    more: bool = False


def waiting_for(products: QuerySet[Product], listed: Iterable[Product], on: dt.date) -> Waiting:
    """What an owner of ``products`` does next, where ``listed`` are those on her page, with their standings.

    A shop that waits goes first, then what falls due soon, then the plan of the product nearest to its next
    rung; what nobody presses her for comes last. One query, and one for the place of each task that is named.
    """
    tasks = gathered(ranked(open_tasks(products), on).select_related("product", "business")[:READ])
    urgent = [heap for heap in tasks if heap[0].rank in (PRESSING, SOON)]  # type: ignore[attr-defined]
    if urgent:
        rows = _rows(urgent[: ALSO + 1], on)
        return Waiting(_of_task(rows[0]), tuple(rows[1:]), len(urgent) > ALSO + 1)
    step = _of_plan(listed)
    rows = _rows(tasks[: ALSO if step else ALSO + 1], on)
    if step or not rows:
        return Waiting(step, tuple(rows), len(tasks) > ALSO)
    return Waiting(_of_task(rows[0]), tuple(rows[1:]), len(tasks) > ALSO + 1)


def pressing_for(product: Product, on: dt.date) -> NextStep | None:
    """Work of this product with which a shop or a buyer waits; it goes before the plan. One query."""
    mine = Task.objects.filter(product=product, rule__in=_pressing(), done_on=None, kept=False)
    rows = _rows([[each] for each in ranked(mine, on).select_related("product", "business")[:1]], on)
    return _of_task(rows[0]) if rows else None


def ranked(tasks: QuerySet[Task], on: dt.date) -> QuerySet[Task]:
    """The owner's tasks whose first reminder has come, the most pressing first."""
    rules = _rules().values()
    rank = Case(
        When(rule__in=_pressing(), then=Value(PRESSING)),
        When(rule__in=[each.id for each in rules if each.gentle], then=Value(GENTLE)),
        When(due__lte=on + dt.timedelta(days=SOON_DAYS), then=Value(SOON)),
        default=Value(LATER),
    )
    near = tasks.filter(owner="owner", remind_from__lte=on, rule__in=[each.id for each in rules])
    return near.annotate(rank=rank).order_by("rank", "due", "pk")


def next_step_words(standing: Standing) -> str:
    """The remembered next step in the reader's language; empty when nothing is left."""
    step = standing.next_step
    if "questions" in step:
        count = int(step["questions"])
        return ngettext("Answer %(count)s question", "Answer %(count)s questions", count) % {"count": count}
    return str(step.get((get_language() or "id")[:2], step.get("id", "")))


def _pressing() -> list[str]:
    return [each.id for each in _rules().values() if each.pressing]


def _rules() -> dict[str, TaskRule]:
    return all_rules(load_promise_rules())


def _rows(heaps: Sequence[Sequence[Task]], on: dt.date) -> list[TaskRow]:
    rules, language = _rules(), get_language() or "id"
    return [heap_row(each, rules, language, on) for each in heaps]


def _of_task(row: TaskRow) -> NextStep:
    href = row.place or reverse("standards:tasks")
    act = _("Open it") if row.place else _("See my tasks")
    return NextStep(row.title, row.task.subject, href, act, row.does, row)


def _of_plan(listed: Iterable[Product]) -> NextStep | None:
    """The plan of the product that lacks least for its next rung; those that stand on top come last."""
    standings = [each.standing for each in listed if getattr(each, "standing", None) is not None]
    planned = [each for each in standings if next_step_words(each)]
    nearest = min(planned, key=lambda each: (each.next_open == 0, each.next_open), default=None)
    if nearest is None:
        return None
    product = nearest.product
    if "questions" in nearest.next_step:
        href = reverse("standards:answer_next", args=[product.public_id])
        does = _("Then we know what is met already. It costs nothing.")
        return NextStep(next_step_words(nearest), product.name, href, _("Answer now"), does)
    href = reverse("standards:product", args=[product.public_id])
    return NextStep(next_step_words(nearest), product.name, href, _("See how"))
