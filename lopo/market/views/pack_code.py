"""The code on the pack (GS1 Digital Link): opens the product and what is known of the lot."""

import datetime as dt

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.labels.codes.digital_link import digital_link, read_link
from lopo.labels.codes.gtin import normal_gtin
from lopo.market.books.pack_code import Pack, open_entry, pack_behind
from lopo.market.catalogue.call import calls
from lopo.market.feeds.linkset import TYPE, linkset
from lopo.market.views.around import in_asked_language, whole
from lopo.market.views.product import page_of

MOST_LETTERS = 300
"""Of an address: longer ones are no code of a pack."""


@permitted("catalogue.view")
@require_safe
@in_asked_language
def pack_code(request: PermittedRequest, rest: str) -> HttpResponse:
    """The product of a code; a recalled lot is said first, whoever made it and whether its page is open."""
    address = whole(request.get_full_path())
    pack = _pack(address) if len(address) <= MOST_LETTERS else None
    entry = open_entry(pack.product) if pack is not None else None
    if pack is None or (entry is None and pack.notice is None):
        return render(request, "market/pack_unknown.html", {"calls": calls()}, status=404)
    if _wants_links(request):
        return _linkset(pack, reverse("market:product", args=[entry.slug]) if entry else "")
    context = {"pack": pack, "calls": calls(), "today": timezone.localdate()}
    if entry is None:
        return render(request, "market/pack_recalled.html", context, status=200)
    return render(request, "market/product.html", page_of(entry, pack))


def _pack(address: str) -> Pack | None:
    reading = read_link(address)
    said = dict(reading.pairs)
    if reading.problems or "01" not in said:
        return None
    try:
        gtin = normal_gtin(said["01"])
    except Refused:
        return None
    return pack_behind(gtin, said.get("10", ""), _day(said.get("17", "")))


def _day(digits: str) -> dt.date | None:
    """The day of a GS1 date of six digits; nothing where it names only a month, or none."""
    try:
        return dt.datetime.strptime(digits, "%y%m%d").date()
    except ValueError:
        return None


def _wants_links(request: PermittedRequest) -> bool:
    asked = request.GET.get("linkType", "")
    return asked in ("all", "linkset") or TYPE in request.headers.get("Accept", "")


def _linkset(pack: Pack, page: str) -> HttpResponse:
    lot = digital_link(pack.gtin, lot=pack.lot, domain=whole("")) if pack.lot else ""
    anchor = lot or digital_link(pack.gtin, domain=whole(""))
    data = linkset(anchor, whole(page) if page else anchor, pack.product.name, lot)
    return JsonResponse(data, content_type=TYPE)
