"""The attendance sheet of a meeting on the trainer's phone, and the meetings she has."""

import datetime as dt
import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.training.books.day import (
    Answer,
    Sent,
    comes_to,
    expected_at,
    meeting_of,
    present_at,
    sessions_in,
    take_one,
)
from lopo.training.day.arriving import BY_LIST, REASON_MOST, Arriving
from lopo.training.day.presence import CAME, HELD, UNDONE
from lopo.training.day.ticket import short_code
from lopo.training.models import Attendance, Enrolment, Session
from lopo.training.models.cohort import SEAT
from lopo.training.module_titles import module_title
from lopo.training.views.day_arrival import OUTBOX, snapshot

PAGE = 30
PAST_DAYS = 90
BEFORE = dt.timedelta(hours=1)
"""So long before it begins, a meeting is the one of now."""


def language() -> str:
    """The language of the page."""
    return get_language() or "id"


def new_id() -> str:
    """The own number of a note that is made on a page without JavaScript."""
    return str(uuid.uuid4())


def session_or_404(request: PermittedRequest, session_id: int) -> Session:
    """A meeting that this person teaches."""
    return get_object_or_404(sessions_in(request.scope, request.user), pk=session_id)


@permitted("training.teach")
@ensure_csrf_cookie
def meetings(request: PermittedRequest) -> HttpResponse:
    """The meetings of today and later, and one that began yesterday and goes on; or those before."""
    past = "lalu" in request.GET
    now = timezone.localtime()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    found = sessions_in(request.scope, request.user)
    if past:
        since = midnight - dt.timedelta(days=PAST_DAYS)
        found = found.filter(starts_at__gte=since, starts_at__lt=midnight, ends_at__lt=now)
        found = found.order_by("-starts_at", "-pk")
    else:
        found = found.filter(Q(starts_at__gte=midnight) | Q(ends_at__gte=now)).order_by("starts_at", "pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = counted(list(page))
    today = [row for row in rows if row["today"]]
    return render(
        request,
        "training/day_meetings.html",
        {
            "page": page,
            "past": past,
            "today": today,
            "later": [row for row in rows if not row["today"]],
            "query": "lalu=1&" if past else "",
            "outbox": OUTBOX.for_page(),
        },
    )


def counted(sessions: list[Session]) -> list[dict[str, object]]:
    """Each meeting with its title, how many are expected and how many came; three queries for all of them."""
    cohorts = {each.cohort_id for each in sessions}
    seats = list(Enrolment.objects.filter(cohort__in=cohorts, state=SEAT).only("cohort", "modules"))
    came: dict[int, int] = {}
    for session in Attendance.objects.filter(session__in=sessions).values_list("session", flat=True):
        came[session] = came.get(session, 0) + 1
    now, day = timezone.now(), timezone.localdate()
    going_on = {each.pk for each in sessions if each.starts_at - BEFORE <= now <= each.ends_at}
    return [
        {
            "session": each,
            "title": module_title(each.module, language()),
            "expected": sum(s.cohort_id == each.cohort_id and comes_to(s, each.module) for s in seats),
            "came": came.get(each.pk, 0),
            "today": each.pk in going_on or timezone.localdate(each.starts_at) == day,
            "now": each.pk in going_on,
            "over": each.ends_at < now,
            "cancelled": meeting_of(each).cancelled,
        }
        for each in sessions
    ]


@permitted("training.teach")
@ensure_csrf_cookie
def sheet(request: PermittedRequest, session_id: int) -> HttpResponse:
    """The sheet: one tap or one code for each who comes. It opens and works without a network."""
    session = session_or_404(request, session_id)
    seats, present = expected_at(session), present_at(session)
    came = sum(each.pk in present for each in seats)
    title = module_title(session.module, language())
    given = {
        "outbox": OUTBOX.for_page(),
        "person": request.user.pk,
        "session": session.pk,
        "title": f"{session.cohort.title}: {title}",
        "starts_at": session.starts_at.isoformat(),
        "ends_at": session.ends_at.isoformat(),
        "snapshot": snapshot(request, session),
        "words": _words(),
    }
    context = {
        "session": session,
        "cohort": session.cohort,
        "title": title,
        "given": given,
        "rows": [_row(each, present.get(each.pk)) for each in seats],
        "came": came,
        "total": len(seats),
        "cancelled": meeting_of(session).cancelled,
        "early": meeting_of(session).is_too_early(timezone.now()),
        "reason_most": REASON_MOST,
    }
    return render(request, "training/day_sheet.html", context)


def _row(seat: Enrolment, came_at: dt.datetime | None) -> dict[str, object]:
    return {
        "pk": seat.pk,
        "name": seat.attends,
        "business": seat.business.name,
        "ticket": seat.ticket,
        "short": short_code(seat.ticket),
        "came_at": came_at,
    }


def _words() -> dict[str, str]:
    """What the script says; ``{name}`` and the like are filled on the phone."""
    return {
        "online": _("Each tap is kept on this phone and sent."),
        "offline": _("No network. Each tap is kept on this phone and sent later."),
        "count": _("{came} of {total} here"),
        "both": _("Noted on this phone: {noted}. The server has {received}; {waiting} wait."),
        "here": _("{name} is here"),
        "already": _("{name} is here already, since {time}"),
        "not_here": _("Not here yet"),
        "since": _("here since {time}"),
        "undone": _("{name}: undone"),
        "unknown": _("This code is not on the list of this phone. It is kept; the server says who it is."),
        "no_short": _("No participant has this code. Look at the card again, or tap the name."),
        "two_short": _("Two participants have this code. Tap the name."),
        "waits": _("waits"),
        "no_camera": _("The camera cannot be used. Type the code, or tap the name."),
        "signed-out": _("You were signed out. Sign in again; everything is still on this phone."),
        "forbidden": _("You may not send attendance now. Ask the office; it all stays on this phone."),
        "gone": _("This meeting is gone. Ask the office; the note stays on this phone."),
        "other-person": _("Somebody else is signed in. Whoever noted this signs in to send it."),
        "refused": _("The server did not take it. It stays on this phone; send it again."),
    }


@permitted("training.teach")
@require_POST
def mark(request: PermittedRequest, session_id: int) -> HttpResponse:
    """Without JavaScript: somebody came, by a tap on her name."""
    session = session_or_404(request, session_id)
    found = note(request, session, CAME)
    if isinstance(found, str):
        messages.error(request, found)
    return redirect("training:day_sheet", session.pk)


@permitted("training.teach")
def undo(request: PermittedRequest, session_id: int, enrolment_id: int) -> HttpResponse:
    """Somebody was marked by mistake: why, and it is undone. The history keeps both."""
    session = session_or_404(request, session_id)
    seat = get_object_or_404(Enrolment, pk=enrolment_id, cohort=session.cohort_id)
    error = ""
    if request.method == "POST":
        found = note(request, session, UNDONE, seat)
        if not isinstance(found, str):
            messages.success(request, _("%(name)s is no longer on the list.") % {"name": seat.attends})
            return redirect("training:day_sheet", session.pk)
        error = found
    context = {"session": session, "seat": seat, "error": error, "reason_most": REASON_MOST}
    return render(request, "training/day_undo.html", context, status=422 if error else 200)


def note(
    request: PermittedRequest, session: Session, what: str, seat: Enrolment | None = None
) -> Answer | str:
    """Write down what a form says about one participant; or a sentence why that cannot be."""
    if seat is None:
        number = request.POST.get("came", "")
        if not number.isascii() or not number.isdigit() or len(number) > 18:
            raise Http404
        seat = get_object_or_404(Enrolment, pk=int(number), cohort=session.cohort_id)
    reason = " ".join(request.POST.get("reason", "").split())[:REASON_MOST]
    if what == UNDONE and not reason:
        return _("Say in short why it is undone.")
    told = Arriving(session.pk, what, BY_LIST, seat.pk, "", "", reason)
    try:
        answer = take_one(session, Sent(new_id(), timezone.now(), told), request.user)
    except Refused as refusal:
        return refusal.reason.in_language(language())
    return answer.told.in_language(language()) if answer.told else answer


@permitted("training.teach")
def history(request: PermittedRequest, session_id: int) -> HttpResponse:
    """Every note about a meeting, with who made it and when it arrived, the latest first."""
    session = session_or_404(request, session_id)
    rows = session.arrivals.select_related("enrolment", "by")
    page = Paginator(rows, 100).get_page(request.GET.get("page"))
    told = [
        {"note": each, "why": HELD[each.held].in_language(language()) if each.held else ""} for each in page
    ]
    context = {
        "session": session,
        "title": module_title(session.module, language()),
        "page": page,
        "rows": told,
    }
    return render(request, "training/day_history.html", context)
