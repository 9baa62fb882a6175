"""The page of one product, and what goes with it: the share picture, the QR code, the pictures."""

import datetime as dt
import hashlib
import io
from collections.abc import Sequence

import segno
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lopo.accounts.models import Person
from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.figures import say_rupiah
from lopo.labels.codes.digital_link import digital_link
from lopo.market.books import photos
from lopo.market.books.on_behalf import may_publish
from lopo.market.books.pack_code import Pack
from lopo.market.books.recalled import Notice, notices_of
from lopo.market.catalogue import public_facts
from lopo.market.catalogue.call import calls
from lopo.market.catalogue.feedback_rules import SHOWN, wrongs
from lopo.market.feeds.schema_org import Described, product_data
from lopo.market.feeds.share_picture import Shared, share_picture
from lopo.market.models import CatalogueEntry, Feedback, ProductPhoto
from lopo.market.models.entry import PUBLIC
from lopo.market.views.around import (
    IN_ENGLISH,
    in_asked_language,
    in_readers_words,
    named,
    open_entries,
    photo_address,
    reader_language,
    srcset,
    whole,
)
from lopo.producers.forms import KIND_TITLES, PAPER_TITLES
from lopo.producers.models import Product
from lopo.producers.reach import products_for
from lopo.standards.where_sold import outlets_of

FEEDBACK_SHOWN = 10
OTHERS_SHOWN = 4
A_WEEK = 7 * 24 * 60 * 60
DESCRIBED_MOST = 300


@permitted("catalogue.view")
@require_safe
@in_asked_language
def product(request: PermittedRequest, slug: str) -> HttpResponse:
    """A product as anybody sees it."""
    entry = get_object_or_404(open_entries().select_related("maker_page", "product"), slug=slug)
    return render(request, "market/product.html", page_of(entry))


MOST_OUTLETS = 30
"""Shops that a page names; of more it says how many."""


def page_of(entry: CatalogueEntry, pack: Pack | None = None) -> dict[str, object]:
    """What the page of an open product shows; ``pack`` when a code on it was scanned."""
    notices = notices_of([entry.product.business_id]).get(entry.product_id, [])
    pictures = list(ProductPhoto.objects.filter(product=entry.product_id, removed_at=None))
    others = open_entries().filter(maker_page=entry.maker_page).exclude(pk=entry.pk).order_by("-id")
    address = whole(reverse("market:product", args=[entry.slug]))
    share = whole(reverse("market:share_picture", args=[entry.slug]))
    outlets = outlets_of([entry.product_id]).get(entry.product_id, [])
    return {
        "entry": entry,
        "title": named(entry),
        "place": place_of(entry),
        "story": story_of(entry),
        "about": in_readers_words(entry.maker_page.about_id, entry.maker_page.about_en),
        "kind": KIND_TITLES[entry.kind],
        "papers": _papers(entry),
        "outlets": outlets[:MOST_OUTLETS],
        "outlets_more": len(outlets[MOST_OUTLETS:]),
        "pictures": [_picture(each) for each in pictures],
        "notices": notices,
        "pack": pack,
        "calls": calls(),
        "today": timezone.localdate(),
        "others": list(others[:OTHERS_SHOWN]),
        "recalled": set(),
        "feedback": feedback_rows(entry.product_id),
        "address": address,
        "english": address + IN_ENGLISH,
        "share_picture": share + (IN_ENGLISH if reader_language() == "en" else ""),
        "description": described(entry),
        "share_text": f"{named(entry)}, {entry.maker}: {address}",
        "data": _data(entry, address, [each.name for each in pictures], notices),
    } | _facts_of(entry.shown)


def _facts_of(shown: dict[str, object]) -> dict[str, object]:
    """What its dossier says of it, part by part."""
    return {
        "net": public_facts.net_content(shown),
        "made_of": _lines(shown, public_facts.MADE_OF),
        "allergens": public_facts.listed(shown, "recipe.allergens"),
        "allergens_known": "recipe.allergens" in shown,
        "shared_line": public_facts.listed(shown, "recipe.shared_line_allergens"),
        "keeping": public_facts.rows(shown, public_facts.KEEPING),
        "craft": public_facts.rows(shown, public_facts.CRAFT[:-1]),
        "nutrition": public_facts.rows(shown, public_facts.NUTRITION),
        "serving": public_facts.rows(shown, public_facts.SERVING),
    }


def place_of(entry: CatalogueEntry) -> str:
    """Where it is made, as far as the public is told: the ward and the city."""
    city = _("Kota Kupang")
    return f"{entry.kelurahan.name}, {city}" if entry.kelurahan else city


def story_of(entry: CatalogueEntry) -> str:
    """The owner's story in the reader's language, or in the one she wrote."""
    return in_readers_words(entry.story_id, entry.story_en) or str(entry.shown.get("craft.story", ""))


def described(entry: CatalogueEntry) -> str:
    """A sentence or two about it, for search engines and messages."""
    told = story_of(entry) or _("%(title)s by %(maker)s, %(place)s.") % {
        "title": entry.title,
        "maker": entry.maker,
        "place": place_of(entry),
    }
    tidied = " ".join(told.split())
    return tidied if len(tidied) <= DESCRIBED_MOST else tidied[: DESCRIBED_MOST - 1].rsplit(" ", 1)[0] + "…"


def _papers(entry: CatalogueEntry) -> list[dict[str, object]]:
    return [
        {
            "title": (title := str(PAPER_TITLES.get(paper["kind"], paper["kind"]))),
            "number": paper["number"].removeprefix(title).strip(),  # often typed with it: "P-IRT 215..."
            "until": _day(paper["until"]),
            "seen": _day(paper["seen"]),
        }
        for paper in entry.papers
    ]


def _day(written: str) -> dt.date | None:
    return dt.date.fromisoformat(written) if written else None


def _lines(shown: dict[str, object], names: Sequence[str]) -> list[public_facts.Row]:
    return [row for row in public_facts.rows(shown, names) if row.value.id]


def _picture(photo: ProductPhoto) -> dict[str, object]:
    height = round(photo.height * 640 / photo.width) if photo.width > 640 else photo.height
    return {
        "src": photo_address(photo.name, 640),
        "srcset": srcset(photo.name),
        "width": min(photo.width, 640),
        "height": height,
    }


def feedback_rows(product: int) -> list[dict[str, object]]:
    """The newest words of buyers that are shown."""
    found = Feedback.objects.filter(product=product, state=SHOWN)[:FEEDBACK_SHOWN]
    known = wrongs()
    return [{"row": row, "wrong": known[row.wrong].title if row.wrong in known else None} for row in found]


def _data(
    entry: CatalogueEntry, address: str, pictures: Sequence[str], notices: Sequence[Notice]
) -> dict[str, object]:
    link = digital_link(entry.gtin, domain=whole("")) if entry.gtin else ""
    net = public_facts.net_content(entry.shown)
    about = Described(
        name=entry.title,
        description=described(entry),
        url=address,
        images=[whole(photo_address(name, 1200, "jpg")) for name in pictures],
        brand=str(entry.shown.get("label.brand", "")),
        maker=entry.maker,
        maker_url=whole(reverse("market:maker", args=[entry.maker_page.slug])),
        place=place_of(entry),
        kind=str(KIND_TITLES[entry.kind]),
        gtin=entry.gtin,
        digital_link=link,
        price_idr=entry.price_idr,
        net=net.id if net else "",
        stars_sum=entry.stars_sum,
        stars_count=entry.stars_count,
        certifications=[str(PAPER_TITLES.get(paper["kind"], paper["kind"])) for paper in entry.papers],
        shown=entry.shown,
        recalled=bool(notices),
    )
    return product_data(about)


@permitted("catalogue.view")
@require_safe
@in_asked_language
def share(request: PermittedRequest, slug: str) -> HttpResponse:
    """The picture beside a shared link; drawn once for each state of the product."""
    entry = get_object_or_404(open_entries(), slug=slug)
    shared = Shared(
        title=named(entry),
        maker=entry.maker,
        place=place_of(entry),
        price=say_rupiah(entry.price_idr).in_language(reader_language()) if entry.price_idr else "",
        badge=_("Halal, seen by the city") if entry.is_halal else "",
        foot=_("Catalogue of Kota Kupang"),
    )
    name = hashlib.sha256(f"{shared.name}\n{entry.photo}".encode()).hexdigest()[:24]
    kept = photos.folder() / f"share-{name}.jpg"
    try:
        content = kept.read_bytes()
    except FileNotFoundError:
        content = share_picture(shared, _photo_of(entry.product_id))
        photos.put_away(kept, content)
    return _handed_out(content, "image/jpeg")


def _photo_of(product: int) -> bytes | None:
    found = ProductPhoto.objects.filter(product=product, removed_at=None).select_related("evidence").first()
    try:
        return photos.variant(found, 640, "jpg") if found else None
    except FileNotFoundError:
        return None


def _handed_out(content: bytes, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = f"public, max-age={A_WEEK}"
    return response


@permitted("catalogue.view")
@require_safe
def photo(request: PermittedRequest, photo_name: str, width: int, picture_form: str) -> HttpResponse:
    """A picture of an open product in one of its sizes, or of one's own that is not open yet."""
    if width not in photos.WIDTHS or picture_form not in photos.FORMATS:
        raise Http404
    found = ProductPhoto.objects.filter(name=photo_name, removed_at=None).select_related(
        "evidence", "product__business"
    )
    shown = found.filter(product__catalogue_entry__in=CatalogueEntry.objects.filter(PUBLIC)).first()
    own = shown or next((each for each in found if _is_own(request, each.product)), None)
    if own is None:
        raise Http404
    try:
        kind = "image/webp" if picture_form == "webp" else "image/jpeg"
        response = _handed_out(photos.variant(own, width, picture_form), kind)
    except FileNotFoundError:
        raise Http404 from None
    if shown is None:
        response["Cache-Control"] = "private, no-cache"
    return response


def _is_own(request: PermittedRequest, product: Product) -> bool:
    if products_for(request.user, "product.edit").filter(pk=product.pk).exists():
        return True
    return isinstance(request.user, Person) and may_publish(request.user, product.business)


@permitted("catalogue.view")
@require_safe
def qr(request: PermittedRequest, slug: str) -> HttpResponse:
    """The page's address as a code to print: by the pack's own number where it has one."""
    entry = get_object_or_404(open_entries(), slug=slug)
    address = digital_link(entry.gtin, domain=whole("")) if entry.gtin else ""
    code = segno.make(address or whole(reverse("market:product", args=[slug])), error="m", micro=False)
    drawn = io.BytesIO()
    code.save(drawn, kind="svg", scale=8, border=4)
    return _handed_out(drawn.getvalue(), "image/svg+xml")
