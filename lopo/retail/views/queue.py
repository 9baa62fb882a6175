"""The buyer's desk: what waits for an answer, sorted and filtered as the address says."""

import itertools

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lopo.accounts.models import Consent, Organisation
from lopo.accounts.permission import PermittedRequest, permitted
from lopo.accounts.roles import Kind
from lopo.producers.forms import KIND_TITLES
from lopo.producers.spreadsheet import FORMS, Row, plain, spreadsheet
from lopo.retail.books.listing_reach import shelf_listings_in
from lopo.retail.listing.likeness import say_novelty
from lopo.retail.listing.transitions import BUYER, DECIDE, ENDED, SHELF, TRIAL, WAIT, figures, table
from lopo.retail.lists.queue import COUNTED_MOST, SORTS, QueueFilter, counts, page_rows, queue
from lopo.retail.models import Listing
from lopo.standards.house_library import edition_on
from lopo.standards.standings import today
from lopo.standards.views.products import tiers_of

PAGE = 25
AT_A_TIME = 1000


def lane_titles() -> dict[str, str]:
    """What each heap of the desk is called."""
    return {
        DECIDE: _("To decide"),
        WAIT: _("With the kitchen"),
        TRIAL: _("On trial"),
        SHELF: _("On the shelf"),
        ENDED: _("Over"),
    }


class _Counted(Paginator):
    """Pages of a heap whose length is known already."""

    def __init__(self, found: QuerySet[Listing], size: int, known: int) -> None:
        super().__init__(found, size)
        self.found, self.known = found, known

    @cached_property
    def count(self) -> int:
        return self.known

    def page(self, number: int | str) -> Page[Listing]:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        return Page(page_rows(self.found, first, first + self.per_page), number, self)


@permitted("listing.queue")
def index(request: PermittedRequest) -> HttpResponse:
    """One heap, 25 listings a page."""
    wanted = QueueFilter.from_query(request.GET)
    reached = shelf_listings_in(request.scope)
    counted = counts(reached, wanted, today())
    found = queue(reached, wanted, today())
    count = counted[wanted.lane]
    is_more = wanted.is_narrow and count > COUNTED_MOST
    page = _Counted(found, PAGE, COUNTED_MOST if is_more else count).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    shown = _shown_owners(request)
    context = {
        "page": page,
        "rows": [row_of(each, shown) for each in page],
        "wanted": wanted,
        "query": query.urlencode(),
        "columns": _columns(wanted, request),
        "lanes": [(lane, title, counted[lane]) for lane, title in lane_titles().items()],
        "counted_most": COUNTED_MOST if wanted.is_narrow else None,
        "found": COUNTED_MOST if is_more else count,
        "is_more": is_more,
        "lane_title": lane_titles()[wanted.lane],
        "kinds": list(KIND_TITLES.items()),
        "sorts": _sort_titles(),
        "shops": _shops(request),
        "is_city": request.scope.everything,
        "decides": wanted.lane == DECIDE and not request.scope.everything,
    }
    return render(request, "retail/queue.html", context)


def _shops(request: PermittedRequest) -> list[Organisation]:
    """The shops to choose from, where there are several."""
    shops = Organisation.objects.filter(kind=Kind.RETAILER).order_by("name")
    found = shops if request.scope.everything else shops.filter(pk__in=request.scope.own_ids)
    listed = list(found[:200])
    return listed if len(listed) > 1 else []


def _shown_owners(request: PermittedRequest) -> set[int] | None:
    """Kitchens that still show something to this shop; nothing where all are shown."""
    if request.scope.everything:
        return None
    return Consent.objects.active_owner_ids(request.scope.own_ids)


def row_of(listing: Listing, shown: set[int] | None) -> dict[str, object]:
    """One row in words and figures; what a kitchen no longer shows is left out."""
    language = get_language() or "id"
    state, product = table().states[listing.state], listing.product
    standing = getattr(product, "standing", None)
    is_shown = shown is None or product.business.organisation_id in shown
    soon = listing.lapses_on is not None and (listing.lapses_on - today()).days < figures().soon_days
    return {
        "listing": listing,
        "product": product,
        "business": product.business,
        "state": state.title.in_language(language),
        "shown": is_shown,
        "tiers": tiers_of(standing, edition_on(today())) if standing is not None and is_shown else None,
        "margin": listing.margin_permille / 10 if listing.margin_permille is not None else None,
        "novelty": say_novelty(listing.likeness, listing.alike).in_language(language),
        "is_new": bool(listing.likeness) and listing.alike == 0,
        "soon": soon,
        "waiting": (today() - timezone.localdate(listing.state_since)).days,
        "late": (today() - listing.due_on).days if listing.due_on and listing.due_on < today() else 0,
        "their_turn": state.turn == BUYER,
        "may": {each.id for each in table().open_to(listing.state, (BUYER,))},
    }


def _sort_titles() -> list[tuple[str, str]]:
    titles = {
        "readiness": _("Readiest first"),
        "margin": _("Highest margin first"),
        "supply": _("Most supply first"),
        "novelty": _("Newest to the range first"),
        "waiting": _("Waiting longest first"),
        "due": _("Most overdue first"),
    }
    return [(name, titles[name]) for name in SORTS]


def _columns(wanted: QueueFilter, request: PermittedRequest) -> list[dict[str, object]]:
    heads = [
        ("readiness", _("Ready"), True),
        ("margin", _("Margin"), True),
        ("supply", _("A week"), True),
        ("novelty", _("In the shop's range"), False),
        ("waiting", _("Waiting"), True),
        ("due", _("Answer by"), False),
    ]
    listed = []
    for sort, title, is_number in heads:
        link = request.GET.copy()
        link.pop("page", None)
        link["sort"] = f"-{sort}" if wanted.sort == sort else sort
        falls = SORTS[sort][0].startswith("-") != wanted.sort.startswith("-")
        direction = "descending" if falls != (sort == "waiting") else "ascending"
        is_sorted = wanted.sort.removeprefix("-") == sort
        listed.append(
            {
                "title": title,
                "is_number": is_number,
                "href": f"?{link.urlencode()}",
                "sorted": direction if is_sorted else "",
            }
        )
    return listed


@permitted("listing.queue")
def export(request: PermittedRequest, form: str) -> HttpResponseBase:
    """The heap as shown, whole, for Excel (``xlsx``) or as ``csv``."""
    if form not in FORMS:
        raise Http404
    wanted = QueueFilter.from_query(request.GET)
    found = queue(shelf_listings_in(request.scope), wanted, today()).defer("dossier")
    shown = _shown_owners(request)
    head: Row = [
        _("Product"), _("Business"), _("Shop"), _("State"), _("Ready, %"), _("First paper runs out"),
        _("Price to the shop"), _("Price on the shelf"), _("Margin, %"), _("Pieces a week"),
        _("In the shop's range"), _("Days waiting"), _("Answer by"),
    ]  # fmt: skip
    rows = (_cells(each, shown) for each in itertools.chain(found.iterator(AT_A_TIME)))
    return spreadsheet(form, f"lopo-rak-{today().isoformat()}", head, rows)


def _cells(listing: Listing, shown: set[int] | None) -> Row:
    language = get_language() or "id"
    is_shown = shown is None or listing.product.business.organisation_id in shown
    return [
        plain(listing.product.name),
        plain(listing.product.business.name),
        plain(listing.retailer.name),
        table().states[listing.state].title.in_language(language),
        listing.readiness if is_shown else "",
        listing.lapses_on.isoformat() if is_shown and listing.lapses_on else "",
        listing.price_idr,
        listing.shelf_price_idr,
        (listing.margin_permille or 0) / 10,
        listing.weekly_pieces,
        say_novelty(listing.likeness, listing.alike).in_language(language),
        (today() - timezone.localdate(listing.state_since)).days,
        listing.due_on.isoformat() if listing.due_on else "",
    ]
