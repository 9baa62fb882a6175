"""Every promise in one table: what is late, due soon, on the way, kept."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.producers.spreadsheet import FORMS, Row, plain, spreadsheet
from lopo.training.books.partner import ToldPledge, told_pledges
from lopo.training.lists.sorting import columns, ordered, sort_named, typed, without_page
from lopo.training.models import Pledge
from lopo.training.partners.pledge import KIND_TITLES, say_amount, unit_of
from lopo.training.partners.progress import LATE, STATE_TITLES, STATES
from lopo.training.views.partner_board import pledge_rows

PAGE = 50
SORTS = {
    "partner": lambda each: each.pledge.organisation.name.casefold(),
    "what": lambda each: each.pledge.what.casefold(),
    "kind": lambda each: list(KIND_TITLES).index(each.pledge.kind),
    "percent": lambda each: each.progress.percent,
    "due": lambda each: each.pledge.due_on,
    "state": lambda each: (STATES.index(each.progress.state), -_days_late(each)),
}


def _days_late(told: ToldPledge) -> int:
    return told.progress.days if told.progress.state == LATE else -told.progress.days


@dataclass(frozen=True, slots=True)
class PledgeFilter:
    """What the officer asked to see; every field comes from the address and may be empty."""

    state: str
    kind: str
    search: str
    sort: str

    @classmethod
    def from_query(cls, query: QueryDict) -> "PledgeFilter":
        state, kind = typed(query, "state"), typed(query, "kind")
        return cls(
            state=state if state in STATES else "",
            kind=kind if kind in KIND_TITLES else "",
            search=typed(query, "search"),
            sort=sort_named(typed(query, "sort"), SORTS, "state"),
        )


def _asked_for(wanted: PledgeFilter) -> list[ToldPledge]:
    """The promises of every kind and state that fit the rest of the filter, sorted."""
    listed = Pledge.objects.order_by("due_on", "pk")
    if wanted.kind:
        listed = listed.filter(kind=wanted.kind)
    if wanted.search:
        listed = listed.filter(what__icontains=wanted.search) | listed.filter(
            organisation__name__icontains=wanted.search
        )
    return ordered(told_pledges(listed, timezone.localdate()), SORTS, wanted.sort)


@permitted("partner.manage")
def pledges(request: PermittedRequest) -> HttpResponse:
    """All promises that stand, the late ones first."""
    wanted = PledgeFilter.from_query(request.GET)
    every = _asked_for(wanted)
    found = [each for each in every if not wanted.state or each.progress.state == wanted.state]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    query = without_page(request.GET)
    language = get_language() or "id"
    states = [each.progress.state for each in every]
    context = {
        "page": page,
        "rows": pledge_rows(page),
        "columns": columns(_heads(), wanted.sort, query),
        "wanted": wanted,
        "query": query.urlencode(),
        "found": len(found),
        "counts": [(each, STATE_TITLES[each].in_language(language), states.count(each)) for each in STATES],
        "kinds": [(kind, title.in_language(language)) for kind, title in KIND_TITLES.items()],
    }
    return render(request, "training/partner_pledges.html", context)


def _heads() -> list[tuple[str, str, bool]]:
    return [
        ("partner", _("Institution"), False),
        ("what", _("What was promised"), False),
        ("kind", _("Kind"), False),
        ("percent", _("Delivered"), True),
        ("due", _("To be kept by"), False),
        ("state", _("How it stands"), False),
    ]


@permitted("partner.manage")
def export(request: PermittedRequest, form: str) -> HttpResponseBase:
    """All rows of the filtered table, for Excel (``xlsx``) or as ``csv``."""
    if form not in FORMS:
        raise Http404
    wanted = PledgeFilter.from_query(request.GET)
    found = [each for each in _asked_for(wanted) if not wanted.state or each.progress.state == wanted.state]
    head: Row = [
        _("Institution"), _("What was promised"), _("Kind"), _("Promised"), _("Delivered"), _("Unit"),
        _("Promised on"), _("To be kept by"), _("How it stands"), _("Left"),
    ]  # fmt: skip
    name = "-".join(("lopo", _("promises"), timezone.localdate().isoformat()))
    return spreadsheet(form, name, head, (_cells(each) for each in found))


def _cells(told: ToldPledge) -> Row:
    language = get_language() or "id"
    pledge, progress = told.pledge, told.progress
    return [
        plain(pledge.organisation.name), plain(pledge.what), KIND_TITLES[pledge.kind].in_language(language),
        pledge.amount, progress.delivered, unit_of(pledge.kind).in_language(language),
        pledge.promised_on.isoformat(), pledge.due_on.isoformat(),
        STATE_TITLES[progress.state].in_language(language),
        say_amount(pledge.kind, progress.left).in_language(language),
    ]  # fmt: skip
