"""The day's page of a cohort: what is now, who is here, and the table of everybody and every meeting."""

import datetime as dt
from collections import defaultdict
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.training.books.day import comes_to
from lopo.training.models import Attendance, Cohort, Enrolment, Homework, Session, TestSheet
from lopo.training.models.cohort import SEAT
from lopo.training.models.day import ACCEPTED, AFTER, BEFORE, HANDED_IN
from lopo.training.module_titles import module_title
from lopo.training.reach.day import taught_or_404
from lopo.training.views.day_sheet import counted, language

PAGE = 100
SORTS = ("nama", "hadir", "sebelum", "sesudah", "tugas")


@permitted("training.teach")
def day(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """What is now and the one thing to do, then the table; sorted and filtered in the address."""
    cohort = taught_or_404(request, cohort_id)
    sessions = list(cohort.sessions.select_related("cohort"))
    meetings = counted(sessions)
    rows = _rows(cohort, sessions)
    search, sort = request.GET.get("cari", "").strip()[:80], request.GET.get("urut", "nama")
    shown = [row for row in rows if search.lower() in f"{row['name']} {row['business']}".lower()]
    _sort(shown, sort)
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "cohort": cohort,
        "meetings": meetings,
        "now": _now(meetings),
        "unwritten": [row for row in meetings if _is_unwritten(row)],
        "waiting": Homework.objects.filter(
            enrolment__cohort=cohort, state=HANDED_IN, withdrawn_at=None
        ).count(),
        "sessions": sessions,
        "page": page,
        "rows": page.object_list,
        "people": len(rows),
        "columns": _columns(sort, request.GET.dict()),
        "search": search,
        "query": f"{query.urlencode()}&" if query else "",
        "titles": [module_title(each.module, language()) for each in sessions],
    }
    return render(request, "training/day.html", context)


def _now(meetings: list[dict[str, object]]) -> dict[str, object] | None:
    """The meeting that is going on, or the next one, or else the last."""
    left = [row for row in meetings if not row["over"]]
    return left[0] if left else (meetings[-1] if meetings else None)


def _is_unwritten(row: dict[str, object]) -> bool:
    """Whether a meeting is over and nobody who was expected is written down."""
    return bool(row["over"] and row["expected"] and not row["came"] and not row["cancelled"])


def _rows(cohort: Cohort, sessions: list[Session]) -> list[dict[str, object]]:
    """Everybody who has a seat, with every meeting, test and homework; four queries for all of them."""
    seats = Enrolment.objects.filter(cohort=cohort, state=SEAT).select_related("business")
    came: dict[tuple[int, int], dt.datetime] = {
        (person, session): at
        for person, session, at in Attendance.objects.filter(session__cohort=cohort).values_list(
            "enrolment", "session", "came_at"
        )
    }
    tests: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
    for person, moment, right, asked in TestSheet.objects.filter(enrolment__cohort=cohort).values_list(
        "enrolment", "moment", "right", "asked"
    ):
        tests[person, moment][0] += right
        tests[person, moment][1] += asked
    homework: dict[int, set[str]] = defaultdict(set)
    for person, module in Homework.objects.filter(
        enrolment__cohort=cohort, state=ACCEPTED, withdrawn_at=None
    ).values_list("enrolment", "module"):
        homework[person].add(module)
    return [
        {
            "pk": each.pk,
            "name": each.attends,
            "business": each.business.name,
            "cells": [
                {"expected": comes_to(each, session.module), "came_at": came.get((each.pk, session.pk))}
                for session in sessions
            ],
            "came": sum((each.pk, session.pk) in came for session in sessions),
            "expected": sum(comes_to(each, session.module) for session in sessions),
            "before": _percent(tests.get((each.pk, BEFORE))),
            "after": _percent(tests.get((each.pk, AFTER))),
            "homework": len(homework.get(each.pk, ())),
        }
        for each in seats.order_by("attends", "pk")
    ]


def _percent(counts: list[int] | None) -> int | None:
    return round(100 * counts[0] / counts[1]) if counts and counts[1] else None


_KEYS = {"hadir": "came", "sebelum": "before", "sesudah": "after", "tugas": "homework"}


def _sort(rows: list[dict[str, object]], sort: str) -> None:
    """Names rise; ``-`` turns the order round. Who has no figure stands last."""
    key, falls = _KEYS.get(sort.removeprefix("-")), sort.startswith("-")
    if key:
        known = [row for row in rows if row[key] is not None]
        known.sort(key=lambda row: row[key], reverse=falls)  # type: ignore[arg-type, return-value]
        rows[:] = known + [row for row in rows if row[key] is None]
    elif falls:
        rows.reverse()


def _columns(sort: str, query: dict[str, str]) -> dict[str, dict[str, str]]:
    """For each column its title, the address that sorts by it and how it is sorted now."""
    titles = {
        "nama": _("Name"), "hadir": _("Meetings"), "sebelum": _("Test before"),
        "sesudah": _("Test after"), "tugas": _("Homework accepted"),
    }  # fmt: skip
    found = {}
    for name in SORTS:
        now = {name: "ascending", f"-{name}": "descending"}.get(sort, "")
        to = f"-{name}" if now == "ascending" else name
        kept = {"cari": query["cari"]} if query.get("cari") else {}
        address = urlencode({"urut": to, **kept})
        found[name] = {"title": titles[name], "address": f"?{address}", "sorted": now}
    return found
