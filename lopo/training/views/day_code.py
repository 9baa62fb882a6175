"""Codes: a participant's own, what a phone's camera opens when it reads one, and that of the room."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.training.books.day import Sent, comes_to, meeting_of, seat_of, take_one
from lopo.training.day.arriving import BY_CODE, Arriving
from lopo.training.day.presence import CAME
from lopo.training.day.ticket import room_link, short_code, ticket_link
from lopo.training.models import Attendance, Enrolment, Session
from lopo.training.models.cohort import DRAFT
from lopo.training.module_titles import module_title
from lopo.training.reach.day import own_seats, taught_by
from lopo.training.views.day_arrival import OUTBOX
from lopo.training.views.day_sheet import language, new_id, session_or_404


def origin(request: HttpRequest) -> str:
    """The house's own address, without a path."""
    return request.build_absolute_uri("/").rstrip("/")


@permitted("training.join")
def card(request: PermittedRequest, ticket: str) -> HttpResponse:
    """A participant's own code, to show at the door."""
    seat = get_object_or_404(own_seats(request.user), ticket=ticket)
    sessions = [each for each in seat.cohort.sessions.all() if comes_to(seat, each.module)]
    came = dict(Attendance.objects.filter(enrolment=seat).values_list("session", "came_at"))
    now = timezone.now()
    rows: list[dict[str, Any]] = [
        {"session": each, "title": module_title(each.module, language()), "came_at": came.get(each.pk)}
        for each in sessions
    ]
    context = {
        "seat": seat,
        "cohort": seat.cohort,
        "link": ticket_link(origin(request), seat.ticket),
        "short": short_code(seat.ticket),
        "rows": rows,
        "next": next((row for row in rows if row["session"].ends_at > now), None),
    }
    return render(request, "training/day_card.html", context)


@permitted("training.seat")
@ensure_csrf_cookie
def code(request: PermittedRequest, ticket: str) -> HttpResponse:
    """What any camera opens: for the trainer the meeting to mark, for the participant her own card."""
    if own_seats(request.user).filter(ticket=ticket).exists():
        return redirect("training:day_card", ticket)
    seats = Enrolment.objects.filter(cohort__in=taught_by(request.user).exclude(state=DRAFT))
    seat = get_object_or_404(seats.select_related("cohort", "business"), ticket=ticket)
    now = timezone.now()
    sessions = list(seat.cohort.sessions.select_related("cohort"))
    near = [each for each in sessions if comes_to(seat, each.module) and meeting_of(each).is_open(now)]
    if request.method == "POST":
        session = next((each for each in near if str(each.pk) == request.POST.get("meeting")), None)
        if session is None:
            raise Http404
        _mark(request, seat, session)
        return redirect(request.path)
    came = dict(Attendance.objects.filter(enrolment=seat).values_list("session", "came_at"))
    rows = [
        {"session": each, "title": module_title(each.module, language()), "came_at": came.get(each.pk)}
        for each in near
    ]
    context = {"seat": seat, "rows": rows, "outbox": OUTBOX.for_page(), "has_seat": seat_of(seat).has_seat}
    return render(request, "training/day_code.html", context)


def _mark(request: PermittedRequest, seat: Enrolment, session: Session) -> None:
    told = Arriving(session.pk, CAME, BY_CODE, seat.pk, "", "")
    try:
        answer = take_one(session, Sent(new_id(), timezone.now(), told), request.user)
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(language()))
        return
    if answer.told:
        messages.error(request, answer.told.in_language(language()))


@permitted("training.teach")
@ensure_csrf_cookie
def code_kept(request: PermittedRequest) -> HttpResponse:
    """What a phone shows without a network when its camera reads a code: kept beforehand, filled there."""
    words = {
        "already": _("{name} is here already, since {time}"),
        "here": _("{name} is here"),
        "unknown": _(
            "This code is of no meeting that is kept on this phone. Try again when there is a network."
        ),
    }
    given = {"outbox": OUTBOX.for_page(), "person": request.user.pk, "words": words}
    return render(request, "training/day_code_kept.html", {"given": given})


@permitted("training.teach")
def room(request: PermittedRequest, session_id: int) -> HttpResponse:
    """The code of the room, large, to hang on the wall: participants read it with their own phones."""
    session = session_or_404(request, session_id)
    context = {
        "session": session,
        "cohort": session.cohort,
        "title": module_title(session.module, language()),
        "link": room_link(origin(request), session.key),
    }
    return render(request, "training/day_room.html", context)


@permitted("training.join")
def enter(request: PermittedRequest, key: str) -> HttpResponse:
    """A participant read the room's code: one tap, and she is here."""
    session = get_object_or_404(
        Session.objects.select_related("cohort").exclude(cohort__state=DRAFT), key=key
    )
    mine = list(own_seats(request.user).filter(cohort=session.cohort_id))
    seats = [each for each in mine if comes_to(each, session.module)]
    meeting, now = meeting_of(session), timezone.now()
    problem = ""
    if request.method == "POST" and seats and meeting.is_open(now):
        for seat in seats:
            told = Arriving(session.pk, CAME, BY_CODE, seat.pk, "", "")
            answer = take_one(session, Sent(new_id(), now, told), request.user)
            problem = answer.told.in_language(language()) if answer.told else problem
        if not problem:
            return redirect(request.path)
    came = dict(
        Attendance.objects.filter(session=session, enrolment__in=seats).values_list("enrolment", "came_at")
    )
    context = {
        "session": session,
        "cohort": session.cohort,
        "title": module_title(session.module, language()),
        "seats": [{"seat": each, "came_at": came.get(each.pk)} for each in seats],
        "all_here": bool(seats) and len(came) == len(seats),
        "open": meeting.is_open(now),
        "over": now > meeting.ends_at,
        "problem": problem,
    }
    return render(request, "training/day_enter.html", context)
