"""Promised against delivered, week by week: for a kitchen, a buyer's own supply, the city."""

import datetime as dt
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.producers.spreadsheet import FORMS, Row, plain, spreadsheet
from lopo.retail.books.fulfilment import WEEKS_SHOWN, week_lines
from lopo.retail.books.order_reach import is_buyer, is_kitchen, orders_in
from lopo.retail.trade.fulfilment import WeekLine, together
from lopo.retail.trade.week import monday, say_week
from lopo.retail.views.order import language

PAGE = 50
WEEKS = (4, 8, 13, 26, 52)


def _asked(request: PermittedRequest) -> tuple[list[WeekLine], int, str]:
    """The lines of the weeks asked for, how many weeks, and what was searched."""
    typed = request.GET.get("minggu", "")
    weeks = int(typed) if typed.isdecimal() and len(typed) < 3 and int(typed) in WEEKS else WEEKS_SHOWN
    today = timezone.localdate()
    first = monday(today) - dt.timedelta(weeks=weeks - 1)
    lines = week_lines(orders_in(request.scope), first, today + dt.timedelta(days=6))
    search = request.GET.get("cari", "").replace("\x00", "").strip()[:80]
    if search:
        low = search.casefold()
        lines = [
            each for each in lines if low in f"{each.business} {each.product} {each.retailer}".casefold()
        ]
    return lines, weeks, search


@permitted("order.view")
def supply(request: PermittedRequest) -> HttpResponse:
    """The table, and each week as a whole above it."""
    lines, weeks, search = _asked(request)
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "rows": [_row(each) for each in page],
        "weeks": [_row(each) for each in _by_week(lines)],
        "total": together(lines),
        "asked_weeks": weeks,
        "choices": WEEKS,
        "search": search,
        "query": query.urlencode(),
        "is_buyer": is_buyer(request.user),
        "is_kitchen": is_kitchen(request.user),
    }
    return render(request, "retail/supply.html", context)


def _by_week(lines: list[WeekLine]) -> list[WeekLine]:
    weeks: dict[dt.date, list[WeekLine]] = {}
    for each in lines:
        weeks.setdefault(each.week, []).append(each)
    return [together(rows) for rows in weeks.values()]


def _row(line: WeekLine) -> dict[str, Any]:
    return {"line": line, "week": say_week(line.week).in_language(language())}


@permitted("order.view")
def supply_export(request: PermittedRequest, form: str) -> HttpResponseBase:
    """The same as a file, with every week."""
    if form not in FORMS:
        raise Http404
    lines, _weeks, _search = _asked(request)
    head: Row = [
        _("Week from"), _("Shop"), _("Kitchen"), _("Product"), _("Ordered"), _("Confirmed"), _("Came in"),
        _("In time"), _("Short"), _("Delivered %"),
    ]  # fmt: skip
    name = "-".join(("lopo", _("promised-delivered"), timezone.localdate().isoformat()))
    return spreadsheet(form, name, head, map(_cells, lines))


def _cells(line: WeekLine) -> Row:
    return [
        line.week.isoformat(), plain(line.retailer), plain(line.business), plain(line.product), line.asked,
        line.promised, line.delivered, line.in_time, line.short,
        "" if line.fill_percent is None else line.fill_percent,
    ]  # fmt: skip
