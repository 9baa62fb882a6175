"""The list and the search, the page of a maker."""

from django.db.models import Count, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.market.books import finding
from lopo.market.books.counts import cells
from lopo.market.books.pack_code import entry_with_code
from lopo.market.books.shops import Choice
from lopo.market.books.shops import choices as shop_choices
from lopo.market.catalogue.filters import (
    CHEAPEST,
    KINDS,
    MOST_PAGES,
    PAGE,
    Facets,
    Filters,
    facets,
    kecamatans,
    read_filters,
)
from lopo.market.feeds.schema_org import maker_data
from lopo.market.models import MakerPage
from lopo.market.views.around import (
    IN_ENGLISH,
    in_asked_language,
    in_readers_words,
    open_entries,
    recalled_among,
    share_address,
    whole,
)
from lopo.producers.forms import KIND_TITLES
from lopo.producers.kelurahan import all_kelurahan

NEWEST_SHOWN = 4
"""Products shown where a search found nothing."""


@permitted("catalogue.view")
@require_safe
@in_asked_language
def catalogue(request: PermittedRequest) -> HttpResponse:
    """The list, or what a search found."""
    shops = shop_choices()
    asked = read_filters(request.GET, [each.slug for each in shops])
    if (scanned := entry_with_code(asked.words)) is not None:
        return redirect("market:product", scanned.slug)
    counts = facets(cells(), asked)
    context = {"asked": asked, "facets": counts, "choices": _choices(asked, counts, shops)}
    context |= _searched(asked) if asked.words else _listed(asked, counts)
    context["recalled"] = recalled_among([*context["entries"], *context.get("newest", ())])  # type: ignore[misc]
    narrowed = asked.address() if asked.kind or asked.kecamatan else "?"
    context["address"] = whole(f"{request.path}{narrowed.removesuffix('?')}")
    context["english"] = whole(f"{request.path}{narrowed}{'&' if narrowed != '?' else ''}{IN_ENGLISH[1:]}")
    context["share_picture"] = share_address(context["entries"])
    return render(request, "market/catalogue.html", context)


def _listed(asked: Filters, counts: Facets) -> dict[str, object]:
    page = finding.page_of(asked)
    total = counts.total if asked.by_count_rows else finding.counted(asked)
    return {
        "entries": page.entries,
        "total": min(total, finding.COUNTED_MOST) if not asked.by_count_rows else total,
        "more_than": not asked.by_count_rows and total > finding.COUNTED_MOST,
        "first": "" if page.is_first else asked.address(),
        "previous": "" if page.is_first else asked.address(before=page.previous),
        "next": "" if page.is_last else asked.address(after=page.next),
        "last": "" if page.is_last else asked.address(last=True),
    }


def _searched(asked: Filters) -> dict[str, object]:
    found = finding.search(asked)
    pages = asked.page < MOST_PAGES
    return {
        "entries": found.entries,
        "found": found,
        "newest": [] if found.entries else finding.newest(NEWEST_SHOWN),
        "total": min(found.total, finding.COUNTED_MOST),
        "more_than": found.total > finding.COUNTED_MOST,
        "nearest": [(word, asked.address(words=word)) for word in found.nearest],
        "previous": asked.address(page=asked.page - 1) if asked.page > 1 else "",
        "next": asked.address(page=asked.page + 1) if found.has_more and pages else "",
        "refine": found.has_more and not pages,
    }


def _choices(asked: Filters, counts: Facets, shops: list[Choice]) -> dict[str, object]:
    """What can be chosen of each filter, with how many there would be."""
    by_count = asked.has_counts
    wards = [ward for ward in all_kelurahan() if ward.kecamatan == asked.kecamatan]
    return {
        "kinds": [
            (
                KIND_TITLES[kind],
                counts.kind.get(kind, 0) if by_count else None,
                asked.address(kind="" if asked.kind == kind else kind),
                asked.kind == kind,
            )
            for kind in KINDS
            if not by_count or counts.kind.get(kind) or asked.kind == kind
        ],
        "kecamatans": [(name, counts.kecamatan.get(name, 0) if by_count else None) for name in kecamatans()],
        "kelurahan": [
            (ward.code, ward.name, counts.kelurahan.get(ward.code, 0) if by_count else None)
            for ward in sorted(wards, key=lambda each: each.name)
        ],
        "halal": counts.halal if by_count else None,
        "any_shop": counts.shops if by_count else None,
        "shops": [(each.slug, each.name, each.products if asked.asks_shop_only else None) for each in shops],
        "cheapest": CHEAPEST,
    }


@permitted("catalogue.view")
@require_safe
@in_asked_language
def maker(request: PermittedRequest, maker_slug: str) -> HttpResponse:
    """One maker and her open products."""
    page = get_object_or_404(MakerPage.objects.select_related("business__kelurahan"), slug=maker_slug)
    counted = open_entries().filter(maker_page=page).order_by().values("maker_page")
    everything = open_entries().filter(maker_page=page).order_by("-id")
    everything = everything.annotate(of_maker=Subquery(counted.annotate(many=Count("pk")).values("many")))
    after = read_filters(request.GET).after
    rows = list((everything.filter(id__lt=after[0]) if after else everything)[: PAGE + 1])
    if not rows:
        raise Http404
    entries = rows[:PAGE]
    ward = page.business.kelurahan
    place = f"{ward.name}, {_('Kota Kupang')}" if ward else _("Kota Kupang")
    address = whole(request.path)
    context = {
        "maker": page,
        "name": page.business.name,
        "place": place,
        "entries": entries,
        "total": rows[0].of_maker,
        "first": bool(after),
        "next": entries[-1].pk if len(rows) > PAGE else None,
        "recalled": recalled_among(entries),
        "about": in_readers_words(page.about_id, page.about_en),
        "share_picture": share_address(entries),
        "address": address,
        "english": address + IN_ENGLISH,
        "data": {"@context": "https://schema.org", **maker_data(page.business.name, address, place)},
    }
    return render(request, "market/maker.html", context)
