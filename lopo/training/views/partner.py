"""The list of institutions with what they promised; an institution's own people go to their page at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lopo.accounts.models import Organisation
from lopo.accounts.permission import PermittedRequest, permitted
from lopo.accounts.roles import KIND_TITLES, Kind
from lopo.accounts.scope import Scope
from lopo.producers.spreadsheet import FORMS, Row, plain, spreadsheet
from lopo.training.books.partner import PartnerStanding, partner_standings, partners
from lopo.training.lists.sorting import columns, ordered, sort_named, typed, without_page
from lopo.training.partners.progress import LATE, SOON

PAGE = 50
WAITING, NOTHING = "waiting", "nothing"
SORTS = {
    "name": lambda each: each.organisation.name.casefold(),
    "kind": lambda each: (each.organisation.kind, each.organisation.name.casefold()),
    "pledges": lambda each: each.summary.pledges,
    "kept": lambda each: each.summary.percent if each.summary.pledges else None,
    "late": lambda each: each.summary.late,
    "soon": lambda each: each.summary.soon,
    "due": lambda each: each.next_due,
    "waiting": lambda each: each.waiting,
}


@dataclass(frozen=True, slots=True)
class PartnerFilter:
    """What the officer asked to see; every field comes from the address and may be empty."""

    kind: str
    state: str
    search: str
    sort: str

    @classmethod
    def from_query(cls, query: QueryDict) -> "PartnerFilter":
        kind, state = typed(query, "kind"), typed(query, "state")
        return cls(
            kind=kind if kind in set(Kind) - {Kind.PRODUCER} else "",
            state=state if state in (LATE, SOON, WAITING, NOTHING) else "",
            search=typed(query, "search"),
            sort=sort_named(typed(query, "sort"), SORTS, "-late"),
        )

    def fits(self, standing: PartnerStanding) -> bool:
        """Whether a standing is in the state that was asked for."""
        summary = standing.summary
        return {
            LATE: summary.late > 0,
            SOON: summary.soon > 0,
            WAITING: standing.waiting > 0,
            NOTHING: summary.pledges == 0,
        }.get(self.state, True)


def organisations_in(scope: Scope) -> QuerySet[Organisation]:
    """The institutions that a scope reaches."""
    return partners() if scope.everything else partners().filter(pk__in=scope.own_ids)


def asked_for(request: PermittedRequest, wanted: PartnerFilter) -> list[PartnerStanding]:
    """The standings that the address asks for, sorted."""
    listed = organisations_in(request.scope).order_by("name", "pk")
    if wanted.kind:
        listed = listed.filter(kind=wanted.kind)
    if wanted.search:
        listed = listed.filter(name__icontains=wanted.search)
    found = partner_standings(listed, timezone.localdate())
    return ordered((each for each in found if wanted.fits(each)), SORTS, wanted.sort)


@permitted("partner.board")
def index(request: PermittedRequest) -> HttpResponse:
    """Every institution in one table; for the people of an institution their own page."""
    if not request.scope.everything:
        own = list(organisations_in(request.scope).order_by("name", "pk")[:PAGE])
        if len(own) == 1:
            return redirect("training:partner", own[0].pk)
    wanted = PartnerFilter.from_query(request.GET)
    found = asked_for(request, wanted)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    query = without_page(request.GET)
    language = get_language() or "id"
    context = {
        "page": page,
        "rows": [{"standing": each, "kind": kind_title(each.organisation)} for each in page],
        "columns": columns(_heads(), wanted.sort, query),
        "wanted": wanted,
        "query": query.urlencode(),
        "totals": _totals(found),
        "kinds": [(each, KIND_TITLES[each].in_language(language)) for each in Kind if each != Kind.PRODUCER],
        "states": _states(),
        "is_officer": request.scope.everything,
    }
    return render(request, "training/partners.html", context)


def kind_title(organisation: Organisation) -> str:
    return KIND_TITLES[Kind(organisation.kind)].in_language(get_language() or "id")


def _heads() -> list[tuple[str, str, bool]]:
    return [
        ("name", _("Institution"), False),
        ("kind", _("What it is"), False),
        ("pledges", _("Promises"), True),
        ("kept", _("Kept"), True),
        ("late", _("Late"), True),
        ("soon", _("Due soon"), True),
        ("due", _("Next due"), False),
        ("waiting", _("To be seen"), True),
    ]


def _states() -> list[tuple[str, str]]:
    return [
        (LATE, _("with something late")),
        (SOON, _("with something due soon")),
        (WAITING, _("with a delivery to be seen")),
        (NOTHING, _("without a promise")),
    ]


def _totals(found: Iterable[PartnerStanding]) -> dict[str, int]:
    summaries = [(each.summary, each.waiting) for each in found]
    return {
        "partners": len(summaries),
        "pledges": sum(summary.pledges for summary, _waiting in summaries),
        "kept": sum(summary.kept for summary, _waiting in summaries),
        "late": sum(summary.late for summary, _waiting in summaries),
        "soon": sum(summary.soon for summary, _waiting in summaries),
        "waiting": sum(waiting for _summary, waiting in summaries),
    }


@permitted("partner.manage")
def export(request: PermittedRequest, form: str) -> HttpResponseBase:
    """All rows of the filtered table, for Excel (``xlsx``) or as ``csv``."""
    if form not in FORMS:
        raise Http404
    found = asked_for(request, PartnerFilter.from_query(request.GET))
    head: Row = [*(title for _name, title, _is_number in _heads())]
    name = "-".join(("lopo", _("partners"), timezone.localdate().isoformat()))
    return spreadsheet(form, name, head, (_cells(each) for each in found))


def _cells(each: PartnerStanding) -> Row:
    summary = each.summary
    due = each.next_due.isoformat() if each.next_due else ""
    return [
        plain(each.organisation.name), kind_title(each.organisation), summary.pledges, summary.kept,
        summary.late, summary.soon, due, each.waiting,
    ]  # fmt: skip
