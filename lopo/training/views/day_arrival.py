"""What phones send about attendance, and what they ask to know: the outbox of ``/hadir/``, in JSON."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lopo.accounts.outbox import (
    Outbox,
    SomebodyElse,
    in_words,
    key_answer,
    problem,
    read_sending,
    refused,
    somebody_else,
    taken,
    worker_script,
)
from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.labels.codes.scan import scan_image
from lopo.training.books.day import Answer, Sent, present_at, sessions_in, take_arrivals
from lopo.training.day.arriving import read_arriving
from lopo.training.day.ticket import read_ticket
from lopo.training.models import Arrival, Session

_FOLDER = "training/day/"
_SCRIPTS = ("meeting", "scan", "sheet", "code", "list")
OUTBOX = Outbox(
    "attendance",
    "/hadir/",
    pages=(r"^/hadir/(\d+/)?$", r"^/hadir/kode/$"),
    assets=(f"{_FOLDER}day.css", *(f"{_FOLDER}{each}.js" for each in _SCRIPTS)),
    shells={r"^/hadir/k/": "/hadir/kode/"},
)


@permitted("training.teach")
@never_cache
def worker(request: PermittedRequest) -> HttpResponse:
    """The service worker of the attendance pages."""
    return worker_script(OUTBOX)


@permitted("training.teach")
@never_cache
def key(request: PermittedRequest) -> JsonResponse:
    """Who is signed in now, and the token with which the phone sends."""
    return key_answer(request)


@permitted("training.teach")
@require_POST
def send(request: PermittedRequest) -> JsonResponse:
    """Take what a phone noted, each note once, and say what became of each."""
    now = timezone.now()
    try:
        sending = read_sending(request.body, request.user.pk, now)
    except SomebodyElse:
        return somebody_else()
    except Refused as refusal:
        return problem(refusal.reason)
    told = [refused(number, reason) for number, reason in sending.unread]
    sent: list[Sent] = []
    for item in sending.items:
        try:
            sent.append(Sent(item.client_id, item.at, read_arriving(item.body)))
        except Refused as refusal:
            told.append(refused(item.client_id, refusal.reason))
    try:
        answers = take_arrivals(sessions_in(request.scope, request.user), sent, request.user)
    except Refused as refusal:
        return problem(refusal.reason)
    told += [_told(number, answer, now.isoformat()) for number, answer in answers.items()]
    return JsonResponse({"items": told})


def _told(number: str, answer: Answer | Refused, now: str) -> dict[str, object]:
    if isinstance(answer, Refused):
        return refused(number, answer.reason)
    came = answer.attendance.came_at.isoformat() if answer.attendance else None
    why = in_words(answer.told) if answer.told else ""
    return taken(number, at=now, person=answer.arrival.enrolment_id, came=came, why=why)


def snapshot(request: PermittedRequest, session: Session) -> dict[str, object]:
    """Who is present by the server's list, and how many notes of this person it has."""
    now = timezone.now().isoformat()
    present = {person: at.isoformat() for person, at in present_at(session).items()}
    mine = Arrival.objects.filter(session=session, by=request.user).count()
    return {"at": now, "present": present, "mine": mine}


@permitted("training.teach")
@never_cache
def who(request: PermittedRequest, session_id: int) -> JsonResponse:
    """The server's list of a meeting, for the phone to lay beside its own."""
    session = get_object_or_404(sessions_in(request.scope, request.user), pk=session_id)
    return JsonResponse(snapshot(request, session))


@permitted("training.teach")
@require_POST
def photo(request: PermittedRequest) -> JsonResponse:
    """The ticket on a photo of a code, for phones that cannot read codes themselves."""
    upload = request.FILES.get("photo")
    if upload is None:
        return problem(_("The photo is missing. Take it again."))
    try:
        codes = scan_image(upload.read())
    except Refused as refusal:
        return problem(refusal.reason)
    ticket = next((found for each in codes if (found := read_ticket(each.text))), None)
    if ticket is None:
        return problem(_("No code of a participant can be read on this photo. Come closer, or tap the name."))
    return JsonResponse({"ticket": ticket})
