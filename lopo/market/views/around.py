"""What the public pages share: the reader's language, whole addresses, the picture of a product."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from lopo.accounts.notice import site_address
from lopo.market.books.photos import WIDTHS
from lopo.market.books.recalled import notices_of
from lopo.market.models import CatalogueEntry, MakerPage
from lopo.market.models.entry import PUBLIC

View = TypeVar("View", bound=Callable[..., HttpResponse])
IN_ENGLISH = "?bahasa=en"


def in_asked_language(view: View) -> View:
    """``?bahasa=en`` shows one page in English: an address of its own for search engines."""

    @wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        language = request.GET.get("bahasa")
        if language in ("id", "en"):
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return view(request, *args, **kwargs)

    return cast(View, asked)


def reader_language() -> str:
    """The language of the page."""
    return translation.get_language() or "id"


def open_entries() -> QuerySet[CatalogueEntry]:
    """Entries that anybody may see."""
    return CatalogueEntry.objects.filter(PUBLIC).select_related("kelurahan")


def whole(path: str) -> str:
    """The public address of a page of this site."""
    return site_address(path)


def photo_address(name: str, width: int, form: str = "webp") -> str:
    """Where a picture is handed out."""
    return reverse("market:photo", args=[name, width, form])


def srcset(name: str, widths: Iterable[int] = WIDTHS) -> str:
    """A picture in its widths, for the browser to choose from."""
    return ", ".join(f"{photo_address(name, width)} {width}w" for width in widths)


def share_address(entries: object) -> str:
    """The picture beside a shared link: of the first entry that has a photo, in the reader's language."""
    listed = entries if isinstance(entries, list) else []
    pictured: CatalogueEntry | None = next((each for each in listed if each.photo), None)
    if pictured is None:
        return ""
    address = whole(reverse("market:share_picture", args=[pictured.slug]))
    return address + (IN_ENGLISH if reader_language() == "en" else "")


def named(entry: CatalogueEntry) -> str:
    """What a product is called in the reader's language."""
    return in_readers_words(entry.title, entry.title_en)


def in_readers_words(indonesian: str, english: str) -> str:
    """What somebody wrote, in the reader's language where she wrote in it, else in the other."""
    return (english or indonesian) if reader_language() == "en" else (indonesian or english)


def recalled_among(entries: Iterable[CatalogueEntry]) -> set[int]:
    """The products of ``entries`` that are recalled now. One query, nearly always."""
    listed = list(entries)
    if not listed:
        return set()
    makers = {each.maker_page_id for each in listed}
    businesses = MakerPage.objects.filter(pk__in=makers).values("business")
    return set(notices_of(businesses)) & {each.product_id for each in listed}
