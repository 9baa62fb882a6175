"""Help to sell a product: photo, text, cards, the government's catalogue; and a page to share."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.wording import say_rupiah
from lopo.market.books.on_behalf import may_publish
from lopo.market.books.photos import variant
from lopo.market.books.selling import Selling, selling, today
from lopo.market.books.submission import current_of
from lopo.market.feeds.share_picture import Shared, share_picture
from lopo.market.models import PhotoTry, ProductPhoto
from lopo.market.procurement.transitions import states
from lopo.market.promotion.photo_check import Measured, judge
from lopo.producers.models import Product
from lopo.producers.reach import products_in

PRICE = "price.retail_idr"
SIDE = 1200
"""Pixels of the photo that goes into the picture."""


def product_to_sell(request: PermittedRequest, public_id: str) -> Product:
    """The product of the address, where the reader may help to sell it."""
    products = products_in(request.scope).select_related("business", "business__kelurahan")
    return get_object_or_404(products, public_id=public_id)


def language() -> str:
    return get_language() or "id"


@permitted("selling.help")
@require_safe
def hub(request: PermittedRequest, public_id: str) -> HttpResponse:
    """What is there to sell with, and what is still to be done."""
    product = product_to_sell(request, public_id)
    sold = selling(product, today())
    photos = list(ProductPhoto.objects.filter(product=product, removed_at=None).select_related("judged"))
    submission = current_of(product)
    context = {
        "product": product,
        "photos": len(photos),
        "good_photos": sum(_is_good(each) for each in photos),
        "texts": sold.texts,
        "price": sold.dossier.value(PRICE),
        "public_path": sold.public_path,
        "showing": _showing(request, product),
        "submission": submission,
        "state": states()[submission.state].title.in_language(language()) if submission else "",
        "badge": states()[submission.state].badge if submission else "",
    }
    return render(request, "market/selling.html", context)


def _showing(request: PermittedRequest, product: Product) -> str:
    """Where the reader may open the public page; empty where she may not."""
    may = may_publish(request.user, product.business)
    return reverse("market:showing", args=[product.public_id]) if may else ""


def _is_good(photo: ProductPhoto) -> bool:
    try:
        taken: PhotoTry = photo.judged
    except PhotoTry.DoesNotExist:
        return False
    return judge(Measured.from_plain(taken.figures)).purposes[0].good


@permitted("selling.help")
@require_safe
def share(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Words ready to send, the picture that goes with them, and the public page."""
    product = product_to_sell(request, public_id)
    sold = selling(product, today())
    words = share_words(sold, language())
    context = {
        "product": product,
        "words": words,
        "whatsapp": f"https://wa.me/?{urlencode({'text': words})}",
        "public_path": sold.public_path,
        "showing": _showing(request, product),
        "public_address": sold.public_address,
        "is_draft": not sold.texts.short.in_language(language()),
        "price": sold.dossier.value(PRICE),
    }
    return render(request, "market/selling_share.html", context)


@permitted("selling.help")
@require_safe
def share_image(request: PermittedRequest, public_id: str) -> HttpResponse:
    """The picture that goes with the words, as JPEG."""
    product = product_to_sell(request, public_id)
    content = _picture_of(selling(product, today()), language())
    response = HttpResponse(content, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=60"
    if "unduh" in request.GET:
        response["Content-Disposition"] = f'attachment; filename="lopo-{product.public_id}.jpg"'
    return response


def share_words(sold: Selling, words: str) -> str:
    """The message: the short text, price and content, and the address of the page."""
    short = sold.texts.short.in_language(words) or sold.drafted().short.in_language(words)
    sums = " · ".join(_price_and_net(sold, words))
    lines = (f"*{sold.known.name.in_language(words)}*", short, sums, sold.public_address)
    return "\n".join(line for line in lines if line)


def _price_and_net(sold: Selling, words: str) -> list[str]:
    price, net = sold.dossier.value(PRICE), sold.known.net
    said = [say_rupiah(price)] if price else []
    return [each.in_language(words) for each in (*said, *([net] if net else []))]


def _picture_of(sold: Selling, words: str) -> bytes:
    ward = sold.product.business.kelurahan
    shared = Shared(
        title=sold.known.name.in_language(words),
        maker=sold.known.maker,
        place=f"{ward.name}, Kupang" if ward else "Kupang",
        price=" · ".join(_price_and_net(sold, words)),
        foot="Kupang · Lopo",
    )
    photos = ProductPhoto.objects.filter(product=sold.product, removed_at=None).select_related("evidence")
    photo = photos.first()
    try:
        return share_picture(shared, variant(photo, SIDE, "jpg") if photo else None)
    except FileNotFoundError:
        return share_picture(shared, None)
