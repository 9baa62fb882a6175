"""For machines: the feed of a marketplace, the site map, the word to robots; for people: what is left out."""

from collections.abc import Iterable, Iterator

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index as sitemap_index
from django.contrib.sitemaps.views import sitemap as sitemap_part
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.market.books.finding import PAGE
from lopo.market.feeds.google import FEED_END, Offer, faults_of, feed_head, item_xml, limits
from lopo.market.models import CatalogueEntry, MakerPage
from lopo.market.models.entry import PUBLIC
from lopo.market.views.around import photo_address, recalled_among, whole
from lopo.market.views.product import described

CHUNK = 500
LEFT_OUT_MOST = 200
"""Rows of the page; there are rarely so many before somebody mends the first."""
IN_ONE_MAP = 5_000


def _entries() -> QuerySet[CatalogueEntry]:
    return CatalogueEntry.objects.filter(PUBLIC).select_related("kelurahan")


def _chunks() -> Iterator[list[CatalogueEntry]]:
    last = 0
    while rows := list(_entries().filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = rows[-1].pk
        yield rows


def _offers(rows: Iterable[CatalogueEntry]) -> Iterator[tuple[CatalogueEntry, Offer]]:
    listed = list(rows)
    recalled = recalled_among(listed)
    for entry in listed:
        yield (
            entry,
            Offer(
                id=entry.slug[-50:],
                title=entry.title,
                description=described(entry) if (entry.story_id or entry.shown) else "",
                link=whole(reverse("market:product", args=[entry.slug])),
                image=whole(photo_address(entry.photo, 1200, "jpg")) if entry.photo else "",
                price_idr=entry.price_idr,
                brand=str(entry.shown.get("label.brand") or entry.maker),
                gtin=entry.gtin,
                kind=entry.kind,
                recalled=entry.product_id in recalled,
            ),
        )


@permitted("catalogue.view")
@require_safe
def google(request: PermittedRequest) -> StreamingHttpResponse:
    """The feed, piece by piece, so that a hundred thousand products need no memory. Indonesian throughout."""

    def parts() -> Iterator[str]:
        with override("id"):
            yield feed_head(_("Catalogue of Kota Kupang"), whole(reverse("market:catalogue")), _("From Lopo"))
        for rows in _chunks():
            with override("id"):
                yield "".join(item_xml(offer) for _entry, offer in _offers(rows) if not faults_of(offer))
        yield FEED_END

    return StreamingHttpResponse(parts(), content_type="application/xml; charset=utf-8")


@permitted("desk.view")
@require_safe
def left_out(request: PermittedRequest) -> HttpResponse:
    """Which open products are not in the feed, and what each of them lacks."""
    found: list[dict[str, object]] = []
    total = 0
    for rows in _chunks():
        for entry, offer in _offers(rows):
            total += 1
            if (faults := faults_of(offer)) and len(found) < LEFT_OUT_MOST:
                found.append({"entry": entry, "faults": faults})
        if len(found) >= LEFT_OUT_MOST:
            break
    context = {"rows": found, "total": total, "most": LEFT_OUT_MOST, "limits": limits(), "page_size": PAGE}
    return render(request, "market/feed_left_out.html", context)


class Products(Sitemap):
    """Every open product."""

    limit = IN_ONE_MAP

    def items(self) -> QuerySet[CatalogueEntry]:
        return CatalogueEntry.objects.filter(PUBLIC).only("slug", "refreshed_at").order_by("pk")

    def lastmod(self, item: CatalogueEntry):  # type: ignore[no-untyped-def]
        return item.refreshed_at

    def location(self, item: CatalogueEntry) -> str:
        return reverse("market:product", args=[item.slug])


class Makers(Sitemap):
    """Every maker with an open product."""

    limit = IN_ONE_MAP

    def items(self) -> QuerySet[MakerPage]:
        return MakerPage.objects.filter(entries__published_at__isnull=False).distinct().order_by("pk")

    def location(self, item: MakerPage) -> str:
        return reverse("market:maker", args=[item.slug])


class Pages(Sitemap):
    """The first pages."""

    def items(self) -> list[str]:
        return ["home", "market:catalogue", "standards:library", "training:lessons"]

    def location(self, item: str) -> str:
        return reverse(item)


MAPS: dict[str, type[Sitemap] | Sitemap] = {"halaman": Pages, "produk": Products, "pembuat": Makers}


@permitted("catalogue.view")
@require_safe
def sitemap(request: PermittedRequest) -> HttpResponse:
    """The map of maps: each has at most a few thousand addresses."""
    answer: HttpResponse = sitemap_index(request, MAPS, sitemap_url_name="market:sitemap_part")
    return answer


@permitted("catalogue.view")
@require_safe
def sitemap_of(request: PermittedRequest, section: str) -> HttpResponse:
    """One map."""
    answer: HttpResponse = sitemap_part(request, MAPS, section)
    return answer


ROBOTS = """User-agent: *
Disallow: /akun/
Disallow: /api/
Disallow: /meja/
Disallow: /*?*sesudah=
Disallow: /*?*sebelum=
Disallow: /*/tanggapan/

Sitemap: {sitemap}
"""


@permitted("catalogue.view")
@require_safe
def robots(request: PermittedRequest) -> HttpResponse:
    """What crawlers need not read."""
    return HttpResponse(
        ROBOTS.format(sitemap=whole(reverse("market:sitemap"))), content_type="text/plain; charset=utf-8"
    )
