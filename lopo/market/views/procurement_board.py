"""The city's list of what was sent to the e-Katalog: what waits, was refused, or never sells."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lopo.accounts.permission import PermittedRequest, in_reach, permitted
from lopo.market.books.selling import today
from lopo.market.models import CatalogueSubmission
from lopo.market.procurement.transitions import SHOWN, reasons, states, unsold_days
from lopo.market.views.selling import language
from lopo.producers.catalogue_category import quiet_days
from lopo.producers.spreadsheet import FORMS, Row, plain, spreadsheet

PAGE = 40
AT_A_TIME = 500
SORTS = {
    "since": ("-since", "-pk"),
    "name": ("product__name", "pk"),
    "business": ("product__business__name", "pk"),
    "unsold": ("quiet_since", "pk"),
}


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What is asked to be seen; every field comes from the address and may be empty."""

    state: str = ""
    reason: str = ""
    quiet: bool = False
    search: str = ""
    sort: str = "since"

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "BoardFilter":
        state, reason, sort = (query.get(name, "") for name in ("state", "reason", "sort"))
        return cls(
            state=state if state in states() else "",
            reason=reason if reason in reasons() else "",
            quiet=query.get("quiet") == "1",
            search=query.get("search", "").replace("\0", "").strip()[:80],
            sort=sort if sort in SORTS else "since",
        )

    @property
    def query(self) -> str:
        """The end of the address that asks the same."""
        pairs = {
            "state": self.state,
            "reason": self.reason,
            "quiet": "1" if self.quiet else "",
            "search": self.search,
            "sort": self.sort if self.sort != "since" else "",
        }
        return urlencode({name: value for name, value in pairs.items() if value})


def listed(
    submissions: QuerySet[CatalogueSubmission], wanted: BoardFilter, on: dt.date
) -> QuerySet[CatalogueSubmission]:
    """The submissions asked for, with all that a row shows, in one query."""
    found = submissions.select_related("product__business__kelurahan").annotate(
        quiet_since=Greatest("shown_on", Coalesce("sold_on", "shown_on"))
    )
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.reason:
        found = found.filter(reason=wanted.reason)
    if wanted.quiet:
        found = found.filter(state=SHOWN, quiet_since__lte=on - dt.timedelta(days=quiet_days()))
    if wanted.search:
        found = found.filter(
            Q(product__name__icontains=wanted.search) | Q(product__business__name__icontains=wanted.search)
        )
    order = SORTS[wanted.sort]
    return (
        found.order_by(F("quiet_since").asc(nulls_last=True), "pk")
        if wanted.sort == "unsold"
        else found.order_by(*order)
    )


def _in_reach(request: PermittedRequest) -> QuerySet[CatalogueSubmission]:
    return CatalogueSubmission.objects.filter(in_reach(request.scope, "product__business__organisation"))


@permitted("procurement.board")
@require_safe
def board(request: PermittedRequest) -> HttpResponse:
    """All submissions, filtered as the address says."""
    wanted, on = BoardFilter.from_query(request.GET.dict()), today()
    page = Paginator(listed(_in_reach(request), wanted, on), PAGE).get_page(request.GET.get("page"))
    words = language()
    context = {
        "wanted": wanted,
        "page": page,
        "query": wanted.query,
        "rows": [_row(each, on, words) for each in page],
        "states": [(id, each.title.in_language(words)) for id, each in states().items()],
        "reasons": [(id, each.title.in_language(words)) for id, each in reasons().items()],
        "quiet_days": quiet_days(),
    }
    return render(request, "market/procurement_board.html", context)


def _row(submission: CatalogueSubmission, on: dt.date, words: str) -> dict[str, object]:
    state, reason = states()[submission.state], reasons().get(submission.reason)
    unsold = None
    if submission.state == SHOWN and submission.shown_on is not None:
        unsold = unsold_days(submission.shown_on, submission.sold_on, on)
    return {
        "submission": submission,
        "product": submission.product,
        "business": submission.product.business,
        "state": state.title.in_language(words),
        "badge": state.badge,
        "reason": reason.title.in_language(words) if reason else "",
        "unsold": unsold,
        "is_quiet": unsold is not None and unsold >= quiet_days(),
    }


@permitted("procurement.board")
@require_safe
def board_file(request: PermittedRequest, form: str) -> HttpResponseBase:
    """The same list, whole, for Excel (``xlsx``) or as ``csv``."""
    if form not in FORMS:
        raise Http404
    wanted, on, words = BoardFilter.from_query(request.GET.dict()), today(), language()
    rows = listed(_in_reach(request), wanted, on).iterator(AT_A_TIME)
    head: Row = [
        _("Business"), _("Product"), _("Kelurahan"), _("Category"), _("KBLI"), _("State"), _("Since"),
        _("Reason"), _("Sent on"), _("Shown on"), _("Last sold on"), _("Pieces sold"),
        _("Days without a sale"),
    ]  # fmt: skip
    return spreadsheet(
        form, f"e-katalog-{on.isoformat()}", head, (_cells(_row(each, on, words)) for each in rows)
    )


def _cells(row: dict[str, object]) -> Row:
    each: CatalogueSubmission = row["submission"]  # type: ignore[assignment]
    ward = each.product.business.kelurahan
    return [
        plain(each.product.business.name), plain(each.product.name), ward.name if ward else "",
        plain(each.category), plain(", ".join(each.kbli)), row["state"], each.since, row["reason"],
        each.submitted_on, each.shown_on or "", each.sold_on or "", each.sold_pieces,
        "" if row["unsold"] is None else row["unsold"],
    ]  # fmt: skip
