"""Visits: the pages that open without a network, and what a phone sends when it has one again."""

from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST

from lopo.accounts.outbox import (
    Outbox,
    SentItem,
    SomebodyElse,
    key_answer,
    problem,
    read_sending,
    refused,
    somebody_else,
    taken,
    worker_script,
)
from lopo.accounts.permission import PermittedRequest, permitted, scope_for
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.producers.models import Business
from lopo.training.books.companion import businesses_of, businesses_to_visit, was_companion_on
from lopo.training.books.visit import says_the_same, standing_visits, take_visit
from lopo.training.companions.visit_note import VisitNote, read_visit
from lopo.training.forms.companion import VisitForm
from lopo.training.lists.caseload import case_rows
from lopo.training.lists.sorting import typed, without_page
from lopo.training.models import Visit
from lopo.training.views.companion import shown_rows

PAGE = 30
SENT_SHOWN = 10
OUTBOX = Outbox(
    "visits",
    "/kunjungan/",
    pages=(r"^/kunjungan/(\d+/)?$",),
    assets=("training/visits/visits.css", "training/visits/note.js", "training/visits/list.js"),
)
_NOT_HERS = Text(
    "Usaha ini bukan dampingan akun ini. Catatannya tetap di ponsel; tanyakan kepada kantor.",
    "You are not the companion of this business. The note stays on this phone; ask the office.",
)


@permitted("companion.work")
@ensure_csrf_cookie
def visits(request: PermittedRequest) -> HttpResponse:
    """Whom to visit next, and the notes on this phone and at the office."""
    search = typed(request.GET, "search")
    latest = Visit.objects.filter(business=OuterRef("pk"), superseded_at=None).order_by("-on", "-pk")
    reached = businesses_to_visit(request.user) if search else businesses_of(request.user)
    found = reached.select_related("kelurahan").annotate(
        next_visit=Subquery(latest.values("next_on")[:1]), last_visit=Subquery(latest.values("on")[:1])
    )
    if search:
        found = found.filter(name__icontains=search)
    page = Paginator(found.order_by("next_visit", "name", "pk"), PAGE).get_page(request.GET.get("page"))
    sent = Visit.objects.filter(by=request.user).select_related("business").order_by("-arrived_at", "-pk")
    context = {
        "page": page,
        "rows": page,
        "search": search,
        "query": without_page(request.GET).urlencode(),
        "today": timezone.localdate(),
        "sent": sent[:SENT_SHOWN],
        "is_officer": scope_for(request.user, "companion.name") is not None,
        "outbox": OUTBOX.for_page() | {"person": request.user.pk, "words": _words()},
    }
    return render(request, "training/visits.html", context)


@permitted("companion.work")
@ensure_csrf_cookie
def visit_new(request: PermittedRequest, business_id: int) -> HttpResponse:
    """The note of a visit; it is kept on the phone first, or posted where there is no JavaScript."""
    business = get_object_or_404(
        businesses_to_visit(request.user).select_related("kelurahan"), pk=business_id
    )
    form = VisitForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.note is not None:
        made = _take(form, business, request)
        if made is not None:
            return redirect("training:visit", made.receipt)
    rows = case_rows(Business.objects.filter(pk=business.pk), timezone.localdate())
    context = {
        "business": business,
        "row": shown_rows(rows)[0],
        "last": standing_visits(business).first(),
        "form": form,
        "outbox": OUTBOX.for_page()
        | {"person": request.user.pk, "business": business.pk, "name": business.name, "words": _words()},
    }
    return render(request, "training/visit_new.html", context, status=422 if form.errors else 200)


def _take(form: VisitForm, business: Business, request: PermittedRequest) -> Visit | None:
    assert form.note is not None  # noqa: S101 - a valid form has its note
    try:
        return take_visit(business, form.note, request.user)
    except Refused as refusal:
        form.refuse(refusal)
        return None


def _words() -> dict[str, str]:
    """What the script says; ``{receipt}`` and the like are filled on the phone."""
    return {
        "online": _("What you type is kept on this phone at once."),
        "offline": _("No network. What you type is kept on this phone."),
        "queued": _("Kept on this phone. It is sent by itself when there is a network."),
        "sent": _("Received. Receipt {receipt}."),
        "empty": _("Write what you saw; one sentence will do."),
        "taken": _("{count} of {total} opens without a network"),
        "signed-out": _("You were signed out. Sign in again; everything is still on this phone."),
        "forbidden": _("You may not send visits now. Ask the office; it all stays on this phone."),
        "gone": _("The server does not know this address. Ask the office; it all stays on this phone."),
        "other-person": _("Somebody else is signed in. Whoever wrote this signs in to send it."),
        "refused": _("The server did not take it. Correct it and send it again."),
        "differs": _("An earlier sending had arrived already, and counts."),
        "another": _("Write another note"),
    }


@permitted("companion.work")
@never_cache
def worker(request: PermittedRequest) -> HttpResponse:
    """The service worker; its scope is this folder of addresses."""
    return worker_script(OUTBOX)


@permitted("companion.work")
@never_cache
def key(request: PermittedRequest) -> JsonResponse:
    """Who is signed in now, and the token with which the phone sends."""
    return key_answer(request)


@permitted("companion.work")
@require_POST
def send(request: PermittedRequest) -> JsonResponse:
    """Keep the notes that a phone sent, each once, and answer each with its receipt."""
    try:
        sending = read_sending(request.body, request.user.pk, timezone.now())
    except SomebodyElse:
        return somebody_else()
    except Refused as refusal:
        return problem(refusal.reason)
    answers = [_answer(request, each) for each in sending.items]
    answers += [refused(number, reason) for number, reason in sending.unread]
    return JsonResponse({"items": answers})


def _answer(request: PermittedRequest, item: SentItem) -> dict[str, object]:
    try:
        note = read_visit({**item.body, "client_id": item.client_id}, timezone.localdate())
        business = _business(request, item.body.get("business"), note)
        made = take_visit(business, note, request.user)
    except Refused as refusal:
        return refused(item.client_id, refusal.reason)
    return taken(
        item.client_id,
        receipt=made.receipt,
        url=reverse("training:visit", args=[made.receipt]),
        differs=not says_the_same(made, note),
    )


def _business(request: PermittedRequest, number: object, note: VisitNote) -> Business:
    """The business of a note: hers now, or on the day of the visit. Raises :class:`Refused`."""
    if isinstance(number, int) and not isinstance(number, bool) and 0 < number < 2**63:
        hers = businesses_to_visit(request.user).filter(pk=number).first()
        if hers is not None:
            return hers
        if was_companion_on(request.user, number, note.on):
            return Business.objects.get(pk=number)
    raise Refused(_NOT_HERS)
