"""The page of one institution, for its own board; and the link that opens it without signing in."""

import datetime as dt
from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lopo.accounts.models import Organisation
from lopo.accounts.permission import PermittedRequest, permitted
from lopo.accounts.roles import KIND_TITLES as KIND_TITLES_OF_ORGANISATIONS
from lopo.accounts.roles import Kind
from lopo.training.books.partner import (
    ToldPledge,
    close_link,
    courses_told,
    open_link,
    outcome_of,
    partners,
    told_pledges,
    waiting_deliveries,
)
from lopo.training.models import BoardLink, Letter, Pledge
from lopo.training.partners.board import BoardSummary, KindTotal, summarise
from lopo.training.partners.board_pdf import Board, board_pdf
from lopo.training.partners.pledge import KIND_TITLES, say_amount
from lopo.training.partners.progress import KEPT, LATE, SOON, STATE_TITLES, STATES, say_days
from lopo.training.views.partner import kind_title, organisations_in

PLEDGES_SHOWN = 50
LETTERS_SHOWN = 20
PLEDGES_PRINTED = 1000
COURSES_PRINTED = 6
BADGES = {KEPT: "state-met", LATE: "state-notmet", SOON: "state-soon"}


def _language() -> str:
    return get_language() or "id"


@permitted("partner.board")
def board(request: PermittedRequest, partner_id: int) -> HttpResponse:
    """What was promised, what came, what is late, and what came of it; with the tools of who may use them."""
    organisation = get_object_or_404(organisations_in(request.scope), pk=partner_id)
    letters = Paginator(organisation.letters.filter(withdrawn_at=None), LETTERS_SHOWN)
    page = letters.get_page(request.GET.get("page"))
    context = board_context(organisation, timezone.localdate()) | {
        "link": link_of(organisation, request),
        "page": page,
        "letters": _letters(page),
        "letters_gone": organisation.letters.exclude(withdrawn_at=None)[:LETTERS_SHOWN],
        "withdrawn": organisation.pledges.exclude(withdrawn_at=None).order_by("-withdrawn_at")[
            :PLEDGES_SHOWN
        ],
        "waiting": waiting_deliveries().filter(pledge__organisation=organisation).count(),
        "is_officer": request.scope.everything,
        "may_open": True,
    }
    return render(request, "training/partner.html", context)


def _letters(letters: Iterable[Letter]) -> list[dict[str, object]]:
    today = timezone.localdate()
    return [
        {"letter": each, "has_ended": each.valid_until is not None and each.valid_until < today}
        for each in letters
    ]


@permitted("partner.board")
def pdf(request: PermittedRequest, partner_id: int) -> HttpResponse:
    """The same page set in type, to be put before a board."""
    organisation = get_object_or_404(organisations_in(request.scope), pk=partner_id)
    today = timezone.localdate()
    told = told_pledges(Pledge.objects.filter(organisation=organisation).order_by("due_on", "pk"), today)
    page = Board(
        organisation=organisation.name,
        kind=KIND_TITLES_OF_ORGANISATIONS[Kind(organisation.kind)],
        on=today,
        promises=[(each.pledge.what, each.promise) for each in told[:PLEDGES_PRINTED]],
        outcome=outcome_of(organisation, today),
        courses=courses_told(organisation, today, COURSES_PRINTED),
        link=link_of(organisation, request),
    )
    response = HttpResponse(board_pdf(page, _language()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="lopo-{organisation.pk}-{today.isoformat()}.pdf"'
    return response


def link_of(organisation: Organisation, request: HttpRequest) -> str:
    """The address that opens the page without signing in, where this one is read; empty without a link."""
    found = BoardLink.objects.filter(organisation=organisation, withdrawn_at=None).first()
    if found is None:
        return ""
    return request.build_absolute_uri(reverse("training:partner_shared", args=[found.token]))


@permitted("partner.shared")
@never_cache
def shared(request: HttpRequest, board_token: str) -> HttpResponse:
    """The same page for whoever has its link. No person stands on it, and no paper opens from it."""
    standing = BoardLink.objects.filter(withdrawn_at=None, organisation__in=partners().values("pk"))
    link = get_object_or_404(standing.select_related("organisation"), token=board_token)
    context = board_context(link.organisation, timezone.localdate()) | {"is_shared": True}
    response = render(request, "training/partner_shared.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def board_context(organisation: Organisation, today: dt.date) -> dict[str, object]:
    """What stands on the page of an institution, whoever reads it."""
    pledges = Pledge.objects.filter(organisation=organisation)
    told = told_pledges(pledges.order_by("due_on", "pk"), today)
    summary = summarise((each.promise for each in told), today)
    pressing = sorted(told, key=lambda each: STATES.index(each.progress.state))
    return {
        "organisation": organisation,
        "kind": kind_title(organisation),
        "today": today,
        "summary": summary,
        "kinds": [_kind_row(each) for each in summary.kinds],
        "rows": pledge_rows(pressing[:PLEDGES_SHOWN]),
        "not_shown": max(0, len(told) - PLEDGES_SHOWN),
        "outcome": outcome_of(organisation, today),
        "verdict": verdict(summary),
    }


def verdict(summary: BoardSummary) -> str:
    """The first sentence of the page: how the promises stand as a whole."""
    if not summary.pledges:
        return _("Nothing is promised yet.")
    if summary.late:
        return _("Something is late. It stands first below.")
    if summary.kept == summary.pledges:
        return _("Every promise is kept. Thank you.")
    return _("Everything is in time.")


def _kind_row(total: KindTotal) -> dict[str, object]:
    language = _language()
    return {
        "total": total,
        "title": KIND_TITLES[total.kind].in_language(language),
        "promised": say_amount(total.kind, total.promised).in_language(language),
        "delivered": say_amount(total.kind, total.delivered).in_language(language),
        "late": say_amount(total.kind, total.late).in_language(language) if total.late else "",
        **state_of(total.state),
    }


def state_of(state: str) -> dict[str, str]:
    """A state as the page shows it: its word and the class of its badge."""
    return {
        "state": STATE_TITLES[state].in_language(_language()),
        "badge": BADGES.get(state, "state-na"),
    }


def pledge_rows(told: Iterable[ToldPledge]) -> list[dict[str, object]]:
    """Promises as rows of a page, in words."""
    language = _language()
    return [
        {
            "pledge": each.pledge,
            "progress": each.progress,
            "kind": KIND_TITLES[each.pledge.kind].in_language(language),
            "promised": say_amount(each.pledge.kind, each.pledge.amount).in_language(language),
            "delivered": say_amount(each.pledge.kind, each.progress.delivered).in_language(language),
            "left": say_amount(each.pledge.kind, each.progress.left).in_language(language),
            "days": say_days(each.progress).in_language(language),
            **state_of(each.progress.state),
        }
        for each in told
    ]


@permitted("partner.manage")
@require_POST
def link_open(request: PermittedRequest, partner_id: int) -> HttpResponse:
    """Make the link, or keep the one there is."""
    organisation = get_object_or_404(organisations_in(request.scope), pk=partner_id)
    open_link(organisation, request.user)
    messages.success(request, _("Whoever has this link can read the page. Send it only to those who should."))
    return redirect("training:partner", organisation.pk)


@permitted("partner.manage")
@require_POST
def link_close(request: PermittedRequest, partner_id: int) -> HttpResponse:
    """Take the link back: it opens nothing from now on."""
    organisation = get_object_or_404(organisations_in(request.scope), pk=partner_id)
    if close_link(organisation):
        messages.success(request, _("The link opens nothing any more."))
    return redirect("training:partner", organisation.pk)
