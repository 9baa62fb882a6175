"""Tasks with a date: what falls due, whose it is, and done."""

import datetime as dt
from collections.abc import Mapping

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.producers.models import Product
from lopo.producers.reach import products_for
from lopo.standards.models import Task
from lopo.standards.promises import OWNERS, PromiseRule, load_promise_rules
from lopo.standards.standings import open_tasks, today

PAGE = 50
DONE_SHOWN, DONE_MOST = dt.timedelta(days=7), 20


@permitted("task.view")
def index(request: PermittedRequest) -> HttpResponse:
    """Open tasks of the products I may see, soonest first; ``?owner=officer`` shows the desk's own."""
    products = products_for(request.user, "plan.view").filter(archived_at=None)
    tasks = open_tasks(products).select_related("product", "product__business").order_by("due", "pk")
    whose = request.GET.get("owner", "")
    if whose in OWNERS:
        tasks = tasks.filter(owner=whose)
    page = Paginator(tasks, PAGE).get_page(request.GET.get("page"))
    rules = {rule.id: rule for rule in load_promise_rules()}
    language = get_language() or "id"
    context = {"page": page, "done": _lately_done(products, rules, language)} | _filter(whose)
    rows = [
        {
            "task": task,
            "title": rules[task.rule].title.in_language(language),
            "does": rules[task.rule].does.in_language(language),
            "days_left": (task.due - today()).days,
            "late_by": max(0, (today() - task.due).days),
        }
        for task in page
        if task.rule in rules
    ]
    return render(request, "standards/tasks.html", context | {"rows": rows})


def _lately_done(
    products: QuerySet[Product], rules: Mapping[str, PromiseRule], language: str
) -> list[dict[str, object]]:
    """What was marked as done these days, newest first, so that a slip can be taken back."""
    since = today() - DONE_SHOWN
    tasks = Task.objects.filter(product__in=products, done_on__gte=since, kept=False)
    return [
        {"task": task, "title": rules[task.rule].title.in_language(language)}
        for task in tasks.select_related("product", "done_by").order_by("-done_on", "-pk")[:DONE_MOST]
        if task.rule in rules
    ]


def _filter(whose: str) -> dict[str, str]:
    return {"whose": whose, "query": f"owner={whose}"} if whose in OWNERS else {"whose": "", "query": ""}


@permitted("task.done")
@require_POST
def done(request: PermittedRequest, pk: int) -> HttpResponse:
    """Mark a task as done, or take that back; the second of two people to do so changes nothing."""
    tasks = Task.objects.filter(product__in=products_for(request.user, "product.edit").values("pk"))
    task = get_object_or_404(tasks, pk=pk)
    undo = request.POST.get("undo") == "1"
    changed = Task.objects.filter(pk=task.pk, done_on__isnull=not undo).update(
        done_on=None if undo else today(), done_by=None if undo else request.user
    )
    if undo:
        messages.success(request, _("It stands among the tasks again."))
    elif changed:
        messages.success(request, _("Done. It can be taken back at the end of this page."))
    else:
        messages.info(request, _("Somebody else had marked this as done already."))
    return redirect("standards:tasks")
