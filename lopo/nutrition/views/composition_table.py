"""A composition table sent by the officer: looked at, taken over, taken back."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.figures import say_number
from lopo.facts.kinds import Refused, read_text
from lopo.nutrition.foods.composition_faults import Problem
from lopo.nutrition.foods.composition_import import Imported, columns_of
from lopo.nutrition.forms import TableForm
from lopo.nutrition.imported import bring_back, keep_sent, read_sent, take_back, take_over
from lopo.nutrition.models import CompositionTable, SentTable
from lopo.nutrition.views.composition import column_titles, rows_of

FIRST_FOODS = 10
FIRST_PROBLEMS = 200


@permitted("composition.manage")
def send(request: PermittedRequest) -> HttpResponse:
    """Send a table. Nothing of it is in use before it was looked at."""
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            sent = keep_sent(
                upload.read(), _plain_name(upload.name), form.cleaned_data["title"], request.user
            )
        except Refused as refusal:
            form.add_error("file", refusal.reason.in_language(get_language() or "id"))
        else:
            return redirect("nutrition:composition_sent", sent.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "nutrition/composition_send.html", {"form": form}, status=status)


@permitted("composition.manage")
def sent(request: PermittedRequest, sent_id: int) -> HttpResponse:
    """What a sent table holds and what is wrong in it; then take it over, or throw it away."""
    waiting = get_object_or_404(SentTable.objects.select_related("sent_by"), pk=sent_id)
    if request.method == "POST":
        return _decide(request, waiting)
    read = read_sent(waiting)
    columns = columns_of(read.foods)
    language = get_language() or "id"
    in_use = CompositionTable.objects.filter(family=read.layout.family, ended_at=None).first()
    context = {
        "sent": waiting,
        "read": read,
        "layout": read.layout.title.in_language(language),
        "caution": read.layout.caution.in_language(language) if read.layout.caution else "",
        "count": len(read.foods),
        "columns": column_titles(columns),
        "rows": rows_of(read.foods[:FIRST_FOODS], columns),
        "problems": _said(read.problems, language),
        "doubts": _said(read.doubts, language),
        "not_shown": _not_shown(read),
        "in_use": in_use,
    }
    return render(request, "nutrition/composition_sent.html", context)


def _decide(request: PermittedRequest, waiting: SentTable) -> HttpResponse:
    if "discard" in request.POST:
        waiting.delete()
        messages.success(request, _("The file was thrown away. Nothing has changed."))
        return redirect("nutrition:composition_send")
    try:
        table = take_over(waiting, request.user)
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(get_language() or "id"))
        return redirect("nutrition:composition_sent", waiting.pk)
    except (SentTable.DoesNotExist, IntegrityError):
        messages.warning(request, _("Somebody has just decided about this table. See what is in use now."))
        return redirect("nutrition:composition")
    said = ngettext("%(count)s food is now in use.", "%(count)s foods are now in use.", table.food_count)
    figure = say_number(table.food_count).in_language(get_language() or "id")
    messages.success(request, said % {"count": figure})
    return redirect("nutrition:composition")


@permitted("composition.manage")
def change(request: PermittedRequest, table_id: int) -> HttpResponse:
    """Take a table in use back, or put an earlier one in use again. Both can be undone the same way."""
    table = get_object_or_404(CompositionTable.objects.select_related("replaced"), pk=table_id)
    if request.method == "POST":
        if table.ended_at is None:
            take_back(table, request.user)
            messages.success(request, _("The table was taken back."))
        else:
            bring_back(table, request.user)
            messages.success(request, _("The table is in use again."))
        return redirect("nutrition:composition")
    others = CompositionTable.objects.filter(family=table.family, ended_at=None).exclude(pk=table.pk)
    context = {"table": table, "in_use": others.first()}
    return render(request, "nutrition/composition_change.html", context)


def _said(problems: tuple[Problem, ...], language: str) -> list[dict[str, object]]:
    return [
        {
            "sheet": each.sheet,
            "row": each.row,
            "column": each.column,
            "value": each.value,
            "what": each.what.in_language(language),
        }
        for each in problems[:FIRST_PROBLEMS]
    ]


def _not_shown(read: Imported) -> int:
    """How many problems and doubts the page leaves out."""
    return max(len(read.problems) - FIRST_PROBLEMS, 0) + max(read.doubt_count - FIRST_PROBLEMS, 0)


def _plain_name(name: str | None) -> str:
    """The file's name without hidden marks; it is only shown."""
    try:
        return read_text((name or "")[-120:]) or "-"
    except Refused:
        return "-"
