"""Who is in a course: the list for who holds it, and one business in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lopo.accounts.permission import PermittedRequest, permitted, scope_for
from lopo.facts.kinds import Refused
from lopo.producers.spreadsheet import FORMS, Row, plain, spreadsheet
from lopo.training.books.cohort import answer_invitation, today, wish, withdraw
from lopo.training.books.seat_telling import IN_VAIN, in_vain, tell_news, untold
from lopo.training.lists.cohorts import columns, ordering
from lopo.training.models import Cohort, Enrolment
from lopo.training.models.cohort import FORBIDDEN, PINNED
from lopo.training.module_titles import module_title
from lopo.training.reach.cohort import cohorts_in, teaches
from lopo.training.seating.states import APPLIED, ENROLMENT_TITLES, INVITED, OFFICER, OPEN, SEAT, WAITING

PAGE = 50
REASON_MOST = 200
"""Characters of a reason, as its field keeps them."""
TYPED_MOST = 20_000
"""Characters of a reason that is too long, shown again to be cut; a page has its size too."""
SORTS = {
    "business": ("business__name",),
    "attends": ("attends",),
    "product": ("product__name", "business__name"),
    "kelurahan": ("business__kelurahan__name", "business__name"),
    "state": ("state", "rank"),
    "asked": ("asked_at",),
    "rank": ("rank", "asked_at"),
}


@dataclass(frozen=True, slots=True)
class ParticipantFilter:
    """What was asked to be seen; every field comes from the address bar and may be empty."""

    state: str = ""
    search: str = ""
    sort: str = "asked"

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "ParticipantFilter":
        """Read the address bar; what makes no sense is left out, never an error."""
        sort = query.get("sort", "")
        return cls(
            state=query.get("state", "") if query.get("state") in ENROLMENT_TITLES else "",
            search=query.get("search", "").replace("\x00", "").strip()[:80],
            sort=sort if sort.removeprefix("-") in SORTS else "asked",
        )


def taught_or_404(request: PermittedRequest, cohort_id: int) -> Cohort:
    """The cohort, for the city and for who teaches it."""
    found = get_object_or_404(cohorts_in(request.scope, request.user), pk=cohort_id)
    if not teaches(request.scope, request.user, found):
        raise Http404
    return found


@permitted("training.teach")
def participants(request: PermittedRequest, cohort_id: int) -> HttpResponse:
    """Everybody in a course, with the state of the seat and why."""
    cohort = taught_or_404(request, cohort_id)
    wanted = ParticipantFilter.from_query(request.GET)
    page = Paginator(_found(cohort, wanted), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    language = get_language() or "id"
    context = {
        "cohort": cohort,
        "page": page,
        "rows": [_row(each, language) for each in page],
        "columns": columns(_heads(), wanted.sort, query),
        "wanted": wanted,
        "query": query.urlencode(),
        "states": [(state, title.in_language(language)) for state, title in ENROLMENT_TITLES.items()],
        "may_manage": scope_for(request.user, "training.manage") is not None,
        "untold": untold().filter(cohort=cohort).count(),
        "in_vain": in_vain().filter(cohort=cohort).count(),
    }
    return render(request, "training/participants.html", context)


def _found(cohort: Cohort, wanted: ParticipantFilter) -> QuerySet[Enrolment]:
    found = Enrolment.objects.filter(cohort=cohort).select_related("business__kelurahan", "product")
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.search:
        named = Q(business__name__icontains=wanted.search) | Q(attends__icontains=wanted.search)
        found = found.filter(named)
    return found.order_by(*ordering(SORTS, wanted.sort), "pk")


def _heads() -> list[tuple[str, str, bool]]:
    return [
        ("business", _("Business"), False),
        ("attends", _("Who comes"), False),
        ("product", _("Product"), False),
        ("kelurahan", _("Kelurahan"), False),
        ("state", _("State"), False),
        ("rank", _("Place on the list"), True),
        ("asked", _("Asked on"), False),
    ]


def _row(enrolment: Enrolment, language: str) -> dict[str, Any]:
    return {
        "enrolment": enrolment,
        "in_vain": enrolment.told.startswith(IN_VAIN),
        "state": ENROLMENT_TITLES[enrolment.state].in_language(language),
        "why": enrolment.why.get(language[:2], enrolment.why.get("id", "")),
        "modules": ", ".join(module_title(name, language) for name in enrolment.modules),
    }


@permitted("training.manage")
def participants_export(request: PermittedRequest, cohort_id: int, form: str) -> HttpResponseBase:
    """Everybody of the filtered table, in its order, for Excel (``xlsx``) or as ``csv``."""
    cohort = taught_or_404(request, cohort_id)
    if form not in FORMS:
        raise Http404
    language = get_language() or "id"
    head: Row = [*(title for _name, title, _is_number in _heads()), _("Why"), _("Modules")]
    found = _found(cohort, ParticipantFilter.from_query(request.GET))
    name = "-".join(("lopo", slugify(cohort.title)[:40] or str(cohort.pk), today().isoformat()))
    return spreadsheet(form, name, head, (_cells(_row(each, language)) for each in found))


def _cells(row: dict[str, Any]) -> Row:
    enrolment: Enrolment = row["enrolment"]
    ward, product = enrolment.business.kelurahan, enrolment.product
    return [
        plain(enrolment.business.name), plain(enrolment.attends), plain(product.name) if product else "",
        ward.name if ward else "", row["state"], enrolment.rank or "",
        timezone.localtime(enrolment.asked_at).date().isoformat(), plain(row["why"]), row["modules"],
    ]  # fmt: skip


@permitted("training.manage")
def participant(request: PermittedRequest, enrolment_id: int) -> HttpResponse:
    """One business in a course: why it has a seat or none, and what an officer can do about it."""
    return _participant_page(request, enrolment_id)


def _participant_page(
    request: PermittedRequest, enrolment_id: int, typed: str | None = None, error: str = ""
) -> HttpResponse:
    rows = Enrolment.objects.select_related(
        "cohort", "business__kelurahan", "person", "changed_by", "product"
    )
    enrolment = get_object_or_404(rows, pk=enrolment_id)
    before = enrolment.state == APPLIED and enrolment.cohort.state == OPEN
    context = _row(enrolment, get_language() or "id") | {
        "cohort": enrolment.cohort,
        "may_wish": before,
        "may_answer": enrolment.state == INVITED,
        "may_withdraw": enrolment.state in (APPLIED, SEAT, WAITING),
        "begun": enrolment.cohort.starts_on < today(),
        "reason": enrolment.wish_reason if typed is None else typed,
        "reason_most": REASON_MOST,
        "error": error,
    }
    return render(request, "training/participant.html", context, status=422 if error else 200)


@permitted("training.manage")
@require_POST
def participant_act(request: PermittedRequest, enrolment_id: int) -> HttpResponse:
    """Pin, forbid, leave open, withdraw or answer for a business, as the button says."""
    enrolment = get_object_or_404(Enrolment, pk=enrolment_id)
    act = request.POST.get("act", "")
    reason = request.POST.get("reason", "").replace("\x00", "").strip()
    if act in ("pin", "forbid") and len(reason) > REASON_MOST:
        said = _("This reason has %(count)s characters. Write at most %(most)s.")
        error = said % {"count": len(reason), "most": REASON_MOST}
        return _participant_page(request, enrolment_id, reason[:TYPED_MOST], error)
    try:
        if act in ("pin", "forbid", "leave"):
            kind = {"pin": PINNED, "forbid": FORBIDDEN}.get(act, "")
            wish(enrolment_id, kind, reason if kind else "", request.user)
            messages.success(request, _("Written down. It counts in the next proposal."))
        elif act == "withdraw":
            moved = withdraw(enrolment_id, request.user, OFFICER)
            messages.success(request, _("The seat is given up."))
            for each in moved:
                messages.success(request, _("%(name)s moves up.") % {"name": each.business})
        elif act in ("yes", "no"):
            answer_invitation(enrolment_id, act == "yes", request.user, OFFICER)
            messages.success(request, _("The answer is written down."))
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(get_language() or "id"))
    tell_news(enrolment.cohort_id)
    return redirect("training:participant", enrolment.pk)
