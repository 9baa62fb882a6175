"""The dates of the list of tasks for the calendar of a phone."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.producers.reach import products_for
from lopo.standards.kitchen_rules import all_rules
from lopo.standards.models import Task
from lopo.standards.promises import TaskRule, load_promise_rules
from lopo.standards.task_file import Entry, calendar_file
from lopo.standards.task_rows import place_of, said
from lopo.standards.tasks import open_tasks

MOST = 500
"""Dates in one file, the soonest first."""


@permitted("task.view")
@require_safe
def calendar(request: PermittedRequest) -> HttpResponse:
    """Every open task I may see, also those of later. A calendar that has one already moves it."""
    products = products_for(request.user, "plan.view").filter(archived_at=None)
    tasks = open_tasks(products).select_related("product", "business").order_by("due", "pk")
    rules = all_rules(load_promise_rules())
    entries = [_entry(request, task, rules) for task in tasks[:MOST] if task.rule in rules]
    answer = HttpResponse(
        calendar_file(_("Lopo: dates to keep"), entries, timezone.now()),
        content_type="text/calendar; charset=utf-8",
    )
    answer["Content-Disposition"] = 'attachment; filename="lopo.ics"'
    return answer


def _entry(request: PermittedRequest, task: Task, rules: dict[str, TaskRule]) -> Entry:
    language = get_language() or "id"
    return Entry(
        uid=f"task-{task.pk}@{request.get_host()}",
        day=task.due,
        title=f"{said(task, rules, 'title', language)} ({task.subject})",
        words=said(task, rules, "does", language),
        address=request.build_absolute_uri(place_of(task) or reverse("standards:tasks")),
        warn_days=max(rules[task.rule].remind_days, default=0),
    )
