"""Lists of orders and of invoices: filtered by the address, with totals, taken along as a file."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused, read_date
from lopo.producers.spreadsheet import FORMS, Row, plain, spreadsheet
from lopo.retail.books.order_reach import invoices_in, is_buyer, is_kitchen, orders_in, pools_in
from lopo.retail.books.payment import bill_of
from lopo.retail.models import Credit, Invoice, Order, OrderLine, Payment
from lopo.retail.trade.payment_clock import STATE_CLASSES as CLOCK_CLASSES
from lopo.retail.trade.payment_clock import STATE_TITLES as CLOCK_TITLES
from lopo.retail.trade.payment_clock import clock
from lopo.retail.trade.transitions import (
    CONFIRMED,
    PARTLY,
    PLACED,
    SENT,
    STATE_CLASSES,
    STATE_TITLES,
    STATES,
)
from lopo.retail.views.order import language

PAGE = 40
FILE_MOST = 20_000
LATE = "late"
LANES = {
    "answer": Q(state=PLACED),
    "send": Q(state__in=(CONFIRMED, PARTLY)),
    "way": Q(state=SENT),
}


def _typed(query: QueryDict, name: str, most: int = 80) -> str:
    return query.get(name, "").replace("\x00", "").strip()[:most]


def _day(raw: str) -> dt.date | None:
    try:
        return read_date(raw) if raw else None
    except Refused:
        return None


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """What was asked for; every part comes from the address and may be empty."""

    state: str
    lane: str
    search: str
    since: dt.date | None
    until: dt.date | None
    late: bool

    @classmethod
    def from_query(cls, query: QueryDict) -> "OrderFilter":
        state, lane = _typed(query, "keadaan"), _typed(query, "giliran")
        return cls(
            state if state in STATES else "",
            lane if lane in LANES else "",
            _typed(query, "cari"),
            _day(_typed(query, "dari")),
            _day(_typed(query, "sampai")),
            query.get("telat") == "1",
        )

    def of(self, rows: QuerySet[Order], today: dt.date) -> QuerySet[Order]:
        """The orders asked for."""
        if self.state:
            rows = rows.filter(state=self.state)
        if self.lane:
            rows = rows.filter(LANES[self.lane])
        if self.search:
            rows = rows.filter(
                Q(number__icontains=self.search)
                | Q(business__name__icontains=self.search)
                | Q(retailer__name__icontains=self.search)
                | Q(store__name__icontains=self.search)
            )
        if self.since:
            rows = rows.filter(wanted_on__gte=self.since)
        if self.until:
            rows = rows.filter(wanted_on__lte=self.until)
        return rows.filter(Exists(_late(today))) if self.late else rows


def _late(today: dt.date) -> QuerySet[Invoice]:
    return Invoice.objects.filter(order=OuterRef("pk"), settled_on=None, due_on__lt=today)


def with_sums(rows: QuerySet[Order], today: dt.date) -> QuerySet[Order]:
    """Orders with their pieces and rupiah, and whether money of theirs is late."""
    lines = OrderLine.objects.filter(order=OuterRef("pk")).order_by().values("order")
    return rows.annotate(
        asked=Coalesce(Subquery(lines.annotate(sum=Sum("pieces")).values("sum")), 0),
        amount=Coalesce(Subquery(lines.annotate(sum=Sum(F("pieces") * F("price_idr"))).values("sum")), 0),
        money_late=Exists(_late(today)),
    )


@permitted("order.view")
def orders(request: PermittedRequest) -> HttpResponse:
    """The orders of a reader, newest first, with what needs somebody counted above."""
    today = timezone.localdate()
    wanted = OrderFilter.from_query(request.GET)
    reached = orders_in(request.scope)
    found = wanted.of(reached, today)
    page = Paginator(with_sums(found, today), PAGE).get_page(request.GET.get("page"))
    lines = OrderLine.objects.filter(order__in=found.order_by().values("pk"))
    totals = lines.aggregate(count=Sum("pieces"), worth=Sum(F("pieces") * F("price_idr")))
    context = {
        "page": page,
        "rows": [_shown(each) for each in page],
        "wanted": wanted,
        "query": _kept(request.GET),
        "found": page.paginator.count,
        "pieces": totals["count"] or 0,
        "amount": totals["worth"] or 0,
        "lanes": _lanes(reached, today, wanted),
        "states": [(each, STATE_TITLES[each].in_language(language())) for each in STATES],
        "is_buyer": is_buyer(request.user),
        "is_kitchen": is_kitchen(request.user),
        "is_filtered": bool(request.GET) and set(request.GET) != {"page"},
        "has_pools": pools_in(request.scope).exists(),
    }
    return render(request, "retail/orders.html", context)


def _kept(query: QueryDict) -> str:
    kept = query.copy()
    kept.pop("page", None)
    return kept.urlencode()


def _shown(each: Order) -> dict[str, Any]:
    return {
        "order": each,
        "title": STATE_TITLES[each.state].in_language(language()),
        "mark": STATE_CLASSES[each.state],
    }


def _lanes(reached: QuerySet[Order], today: dt.date, wanted: OrderFilter) -> list[dict[str, Any]]:
    """How many orders need somebody, each with its link; one query."""
    counts = reached.order_by().aggregate(
        **{name: Count("pk", filter=lane) for name, lane in LANES.items()},
        late=Count("pk", filter=Exists(_late(today))),
    )
    titles = {"answer": _("To be answered"), "send": _("To be sent"), "way": _("On its way")}
    lanes = [
        {
            "title": title,
            "count": counts[name],
            "href": "?" + urlencode({"giliran": name}),
            "current": wanted.lane == name,
        }
        for name, title in titles.items()
    ]
    late = {"title": _("Money late"), "count": counts["late"], "href": "?telat=1", "current": wanted.late}
    return [*lanes, late]


@permitted("order.view")
def orders_export(request: PermittedRequest, form: str) -> HttpResponseBase:
    """The filtered orders for Excel (``xlsx``) or as ``csv``, a row for each line of an order."""
    if form not in FORMS:
        raise Http404
    found = OrderFilter.from_query(request.GET).of(orders_in(request.scope), timezone.localdate())
    lines = OrderLine.objects.filter(order__in=found.order_by().values("pk"))
    accepted = Coalesce(Sum("delivered__accepted"), 0)
    rows = lines.annotate(accepted=accepted).order_by("-order__ordered_on", "-order_id", "pk")
    listed = rows.select_related("order__retailer", "order__business", "order__store", "product")
    head: Row = [
        _("Number"), _("Shop"), _("Store"), _("Kitchen"), _("Product"), _("GTIN"), _("Ordered on"),
        _("Wanted on"), _("State"), _("Pieces"), _("Price"), _("Worth"), _("Confirmed"), _("Accepted"),
    ]  # fmt: skip
    name = "-".join(("lopo", _("orders"), timezone.localdate().isoformat()))
    return spreadsheet(form, name, head, map(_cells, listed[:FILE_MOST]))


def _cells(line: OrderLine) -> Row:
    order = line.order
    return [
        plain(order.number), plain(order.retailer.name), plain(order.store.name), plain(order.business.name),
        plain(line.product.name), line.gtin, order.ordered_on.isoformat(), order.wanted_on.isoformat(),
        STATE_TITLES[order.state].in_language(language()), line.pieces, line.price_idr,
        line.pieces * line.price_idr, "" if line.confirmed is None else line.confirmed,
        line.accepted,  # type: ignore[attr-defined]
    ]  # fmt: skip


INVOICE_LANES = {
    "late": lambda today: Q(settled_on=None, due_on__lt=today),
    "open": lambda today: Q(settled_on=None),
    "settled": lambda today: Q(settled_on__isnull=False),
    "paid-late": lambda today: Q(settled_on__gt=F("due_on")),
}


def _invoices(request: PermittedRequest, today: dt.date) -> tuple[QuerySet[Invoice], str, str]:
    lane, search = _typed(request.GET, "keadaan"), _typed(request.GET, "cari")
    rows = invoices_in(request.scope)
    if lane in INVOICE_LANES:
        rows = rows.filter(INVOICE_LANES[lane](today))
    if search:
        rows = rows.filter(
            Q(number__icontains=search)
            | Q(order__number__icontains=search)
            | Q(order__business__name__icontains=search)
            | Q(order__retailer__name__icontains=search)
        )
    open_first = F("settled_on").desc(nulls_first=True)
    return rows.order_by(open_first, "due_on", "pk"), lane if lane in INVOICE_LANES else "", search


@permitted("order.view")
def invoices(request: PermittedRequest) -> HttpResponse:
    """Every invoice with its clock: late ones first, then what is due next, what was settled last."""
    today = timezone.localdate()
    found, lane, search = _invoices(request, today)
    reached = invoices_in(request.scope)
    counts = reached.order_by().aggregate(
        **{name: Count("pk", filter=of(today)) for name, of in INVOICE_LANES.items()}
    )
    titles = {
        "late": _("Late"), "open": _("Not paid yet"), "settled": _("Settled"), "paid-late": _("Paid late"),
    }  # fmt: skip
    page = Paginator(found.prefetch_related("payments", "credits"), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": list(clocked(page, today)),
        "query": _kept(request.GET),
        "lane": lane,
        "search": search,
        "lanes": [
            {"name": name, "title": title, "count": counts[name], "href": "?" + urlencode({"keadaan": name})}
            for name, title in titles.items()
        ],
        "late_idr": _open_idr(reached.filter(INVOICE_LANES["late"](today))),
        "total": found.aggregate(sum=Sum("amount_idr"))["sum"] or 0,
        "is_kitchen": is_kitchen(request.user),
    }
    return render(request, "retail/invoices.html", context)


def _open_idr(rows: QuerySet[Invoice]) -> int:
    """What is still to be paid of invoices that are not settled: billed, less what came and was credited."""
    late = rows.order_by()
    came = Payment.objects.filter(invoice__in=late.values("pk"), confirmed_at__isnull=False)
    credited = Credit.objects.filter(invoice__in=late.values("pk"))
    billed, *less = (each.aggregate(sum=Sum("amount_idr"))["sum"] or 0 for each in (late, came, credited))
    return billed - sum(less)


def clocked(rows: Iterable[Invoice], today: dt.date) -> Iterable[dict[str, Any]]:
    """Invoices with their clocks in the reader's words."""
    for each in rows:
        state = clock(bill_of(each), today)
        yield {
            "invoice": each,
            "clock": state,
            "words": state.words.in_language(language()),
            "title": CLOCK_TITLES[state.state].in_language(language()),
            "mark": CLOCK_CLASSES[state.state],
        }


@permitted("order.view")
def invoices_export(request: PermittedRequest, form: str) -> HttpResponseBase:
    """The filtered invoices for Excel (``xlsx``) or as ``csv``."""
    if form not in FORMS:
        raise Http404
    today = timezone.localdate()
    found, _lane, _search = _invoices(request, today)
    head: Row = [
        _("Invoice"), _("Order"), _("Shop"), _("Kitchen"), _("Issued on"), _("Due on"), _("Worth"),
        _("Not paid yet"), _("Settled on"), _("Days late"), _("State"),
    ]  # fmt: skip
    rows = clocked(found.prefetch_related("payments", "credits")[:FILE_MOST], today)
    name = "-".join(("lopo", _("invoices"), today.isoformat()))
    return spreadsheet(form, name, head, map(_invoice_cells, rows))


def _invoice_cells(row: dict[str, Any]) -> Row:
    each, state = row["invoice"], row["clock"]
    return [
        plain(each.number), plain(each.order.number), plain(each.order.retailer.name),
        plain(each.order.business.name), each.issued_on.isoformat(), each.due_on.isoformat(), each.amount_idr,
        state.open_idr, state.settled_on.isoformat() if state.settled_on else "", state.days_late,
        row["title"],
    ]  # fmt: skip
