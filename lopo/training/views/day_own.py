"""A participant's own page of a course: the one next thing, then meetings, lessons and hand-outs."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.training.books.day import comes_to, meeting_of
from lopo.training.day.quiz import AFTER, BEFORE, MOMENTS, is_open
from lopo.training.lessons.library import load_modules
from lopo.training.models import Attendance, Enrolment, Homework, Session, TestSheet
from lopo.training.models.day import ACCEPTED, AGAIN
from lopo.training.module_titles import module_title
from lopo.training.reach.day import own_seat_or_404
from lopo.training.views.day_sheet import language


@permitted("training.join")
def own_course(request: PermittedRequest, enrolment_id: int) -> HttpResponse:
    """Her course; the number of queries does not grow with meetings, tests or homework."""
    seat = own_seat_or_404(request, enrolment_id)
    sessions = [each for each in seat.cohort.sessions.select_related("cohort") if comes_to(seat, each.module)]
    came = dict(Attendance.objects.filter(enrolment=seat).values_list("session", "came_at"))
    written = set(
        Attendance.objects.filter(session__in=sessions).values_list("session", flat=True).distinct()
    )
    now = timezone.now()
    lessons = _lessons(seat, sessions)
    meetings: list[dict[str, Any]] = [
        {
            "session": each,
            "title": module_title(each.module, language()),
            "came_at": came.get(each.pk),
            "over": each.ends_at < now,
            "written": each.pk in written,
        }
        for each in sessions
    ]
    context = {
        "seat": seat,
        "cohort": seat.cohort,
        "meetings": meetings,
        "lessons": lessons,
        "materials": seat.cohort.materials.filter(removed_at=None),
        "next": _next(seat, meetings, lessons),
    }
    return render(request, "training/day_own.html", context)


def _lessons(seat: Enrolment, sessions: list[Session]) -> list[dict[str, Any]]:
    """Each lesson with its tests (taken, open or closed) and how its homework stands."""
    taken = {(each.module, each.moment): each for each in TestSheet.objects.filter(enrolment=seat)}
    states: dict[str, set[str]] = {}
    for module, state in Homework.objects.filter(enrolment=seat, withdrawn_at=None).values_list(
        "module", "state"
    ):
        states.setdefault(module, set()).add(state)
    now = timezone.now()
    found = []
    for name in seat.cohort.modules:
        if not comes_to(seat, name):
            continue
        lesson = load_modules().get(name)
        of_it = [meeting_of(each) for each in sessions if each.module == name]
        tests = [
            {"moment": moment, "sheet": taken.get((name, moment)), "open": is_open(moment, of_it, now)}
            for moment in MOMENTS
        ]
        begun = not of_it or min(each.starts_at for each in of_it) <= now
        found.append(
            {
                "name": name,
                "title": module_title(name, language()),
                "tests": tests if lesson and lesson.questions else [],
                "homework": _homework(states.get(name, set())),
                "begun": begun,
            }
        )
    return found


def _homework(states: set[str]) -> str:
    """How it stands: what asks for something comes first, then what is accepted."""
    return next((each for each in (AGAIN, ACCEPTED) if each in states), next(iter(states), ""))


def _next(seat: Enrolment, meetings: list[dict[str, Any]], lessons: list[dict[str, Any]]) -> dict[str, str]:
    """The one thing to do now; nothing where nothing is to be done."""
    now = timezone.now()
    for row in meetings:
        if not row["came_at"] and meeting_of(row["session"]).is_open(now):
            return {
                "text": _("Show your code at the door: %(title)s") % {"title": row["title"]},
                "button": _("My code"),
                "address": reverse("training:day_card", args=[seat.ticket]),
            }
    for moment, text in (
        (BEFORE, _("Before the lesson: %(title)s")),
        (AFTER, _("After the lesson: %(title)s")),
    ):
        for lesson in lessons:
            for each in lesson["tests"]:
                if each["moment"] == moment and each["open"] and not each["sheet"]:
                    return {
                        "text": text % {"title": lesson["title"]},
                        "button": _("Answer the questions"),
                        "address": reverse("training:test", args=[seat.pk, lesson["name"], moment]),
                    }
    for lesson in lessons:
        if lesson["begun"] and lesson["homework"] in ("", AGAIN):
            return {
                "text": _("Homework: show what you changed after “%(title)s”.") % {"title": lesson["title"]},
                "button": _("Send a photo"),
                "address": reverse("training:homework", args=[seat.pk, lesson["name"]]),
            }
    return {}
