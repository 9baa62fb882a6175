"""Tasks with a date: what falls due, whose it is, and done."""

import datetime as dt
from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted, scope_for
from lopo.facts.kinds import Refused
from lopo.producers.models import Product
from lopo.producers.reach import products_for
from lopo.quality.models.hygiene import OFFICER
from lopo.quality.recalled import recalls_for
from lopo.quality.views.inspection import kind_for
from lopo.standards.further_work import PLACES
from lopo.standards.kitchen_rules import all_rules
from lopo.standards.kitchen_tasks import finding_behind, is_done_by_itself, mark
from lopo.standards.models import Task
from lopo.standards.promises import OWNERS, TaskRule, load_promise_rules
from lopo.standards.standings import today
from lopo.standards.task_rows import WAYS, gathered, heap_row, said
from lopo.standards.tasks import open_tasks, tasks_of

PAGE = 50
DONE_SHOWN, DONE_MOST = dt.timedelta(days=7), 20


@permitted("task.view")
def index(request: PermittedRequest) -> HttpResponse:
    """Open tasks of the products I may see, soonest first, from the day of their first reminder.

    ``?owner=officer`` shows the desk's own, ``?later=1`` those whose first reminder is still to come, too.
    """
    products = products_for(request.user, "plan.view").filter(archived_at=None)
    tasks = open_tasks(products).select_related("product", "business").order_by("due", "pk")
    shown = _shown(request.GET)
    if shown["whose"]:
        tasks = tasks.filter(owner=shown["whose"])
    later = tasks.filter(remind_from__gt=today())
    context = shown | {"later_count": later.count(), "recalls": recalls_for(request.user)}
    if not shown["later"]:
        tasks = tasks.filter(remind_from__lte=today())
    page = Paginator(tasks, PAGE).get_page(request.GET.get("page"))
    rules = all_rules(load_promise_rules())
    language = get_language() or "id"
    context |= {"page": page, "done": _lately_done(products, rules, language)}
    heaps = gathered(task for task in page if task.rule in rules)
    rows = [heap_row(heap, rules, language, today()) for heap in heaps]
    return render(request, "standards/tasks.html", context | {"rows": rows})


def _lately_done(
    products: QuerySet[Product], rules: Mapping[str, TaskRule], language: str
) -> list[dict[str, object]]:
    """What was marked as done these days, newest first, so that a slip can be taken back."""
    since = today() - DONE_SHOWN
    tasks = tasks_of(products).filter(done_on__gte=since, kept=False).order_by("-done_on", "-pk")
    return [
        {"task": task, "title": said(task, rules, "title", language)}
        for task in tasks.select_related("product", "business", "done_by").order_by("-done_on", "-pk")[
            :DONE_MOST
        ]
        if task.rule in rules
    ]


def _shown(query: Mapping[str, str]) -> dict[str, object]:
    """Whose tasks are asked for, and whether those of later, too; as the address bar says."""
    whose = query.get("owner", "") if query.get("owner") in OWNERS else ""
    later = query.get("later") == "1"
    words = {"owner": whose} | ({"later": "1"} if later else {})
    return {"whose": whose, "later": later, "query": urlencode({k: v for k, v in words.items() if v})}


@permitted("task.done")
@require_POST
def done(request: PermittedRequest, pk: int) -> HttpResponse:
    """Mark a task as done, or take that back; the second of two people to do so changes nothing."""
    task = get_object_or_404(tasks_of(products_for(request.user, "product.edit")), pk=pk)
    undo = request.POST.get("undo") == "1"
    try:
        changed = _marked(request, task, undo=undo)
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(get_language() or "id"))
        return redirect("standards:tasks")
    if undo:
        messages.success(request, _("It stands among the tasks again."))
    elif changed:
        messages.success(request, _("Done. It can be taken back at the end of this page."))
    else:
        messages.info(request, _("Somebody else had marked this as done already."))
    return redirect("standards:tasks")


def _marked(request: PermittedRequest, task: Task, *, undo: bool) -> bool:
    """Whether that changed anything. Raises :class:`Refused` for what is not done by saying so."""
    if task.rule in WAYS or task.rule in PLACES:
        raise is_done_by_itself()
    found = finding_behind(task)
    if found is not None:
        scope = scope_for(request.user, "quality.record")
        if scope is None:
            raise Http404
        is_officer = kind_for(scope, found.business) == OFFICER
        return mark(task, found, request.user, is_officer=is_officer, undo=undo)
    changed = Task.objects.filter(pk=task.pk, done_on__isnull=not undo).update(
        done_on=None if undo else today(), done_by=None if undo else request.user
    )
    return bool(changed)
