"""Photos of a product: taken, judged at once, taken again or kept."""

import io

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from PIL import Image

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.facts.own_number import new_client_id
from lopo.market.books.photo_tries import count_photos, judge_kept, keep, try_photo
from lopo.market.books.photos import MOST, remove_photo, variant
from lopo.market.forms.selling import PhotoForm
from lopo.market.models import PhotoTry, ProductPhoto
from lopo.market.promotion.photo_check import Measured, Verdict, confidence, judge
from lopo.market.views.selling import language, product_to_sell
from lopo.producers.models import Product

SMALL_SIDE, SMALL_WIDTH = 800, 640
SMALL_QUALITY = 78


@permitted("selling.help")
def photos(request: PermittedRequest, public_id: str) -> HttpResponse:
    """The pictures there are, each with its verdict; and a new one to be judged."""
    product = product_to_sell(request, public_id)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PhotoForm(*sent)
    if request.method == "POST" and form.is_valid() and form.measured is not None:
        data = form.cleaned_data
        try:
            taken = try_photo(product, data["photo"], form.measured, request.user, data["client_id"])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("market:photo_verdict", public_id, taken.pk)
    kept = ProductPhoto.objects.filter(product=product, removed_at=None).select_related("judged")
    rows = [{"photo": each, "verdict": _verdict_of(each)} for each in kept]
    context = {"product": product, "form": form, "rows": rows, "most": MOST, "full": len(rows) >= MOST}
    return render(request, "market/photos.html", context, status=422 if form.errors else 200)


def _verdict_of(photo: ProductPhoto) -> dict[str, object] | None:
    try:
        taken: PhotoTry = photo.judged
    except PhotoTry.DoesNotExist:
        return None
    return said(judge(Measured.from_plain(taken.figures)))


def said(verdict: Verdict) -> dict[str, object]:
    """A verdict in the reader's language."""
    words = language()
    return {
        "good": verdict.good,
        "faults": [
            {
                "id": each.id,
                "title": each.title.in_language(words),
                "says": each.says.in_language(words),
                "stops": each.stops,
            }
            for each in verdict.faults
        ],
        "purposes": [
            {
                "title": each.title.in_language(words),
                "good": each.good,
                "why": ", ".join(fault.title.in_language(words) for fault in each.faults),
                "note": each.note.in_language(words) if each.note else "",
            }
            for each in verdict.purposes
        ],
    }


def _tries(product: Product) -> QuerySet[PhotoTry]:
    return PhotoTry.objects.filter(product=product).select_related("evidence", "photo", "product__business")


@permitted("selling.help")
def verdict(request: PermittedRequest, public_id: str, pk: int) -> HttpResponse:
    """What a photo is good enough for; keep it, or take it again."""
    product = product_to_sell(request, public_id)
    taken = _tries(product).filter(pk=pk).first()
    if taken is None:
        messages.info(request, _("This photo was not kept and has been cleared away. Take it again."))
        return redirect("market:photos", public_id)
    if request.method == "POST":
        try:
            keep(taken, request.user)
        except Refused as refusal:
            messages.error(request, refusal.reason.in_language(language()))
        else:
            messages.success(request, _("The photo is kept."))
        return redirect("market:photos", public_id)
    if taken.photo_id is not None:
        return redirect("market:photos", public_id)
    context = {
        "product": product,
        "taken": taken,
        "verdict": said(judge(Measured.from_plain(taken.figures))),
        "to_verify": confidence() == "to-verify",
        "form": PhotoForm(),
    }
    return render(request, "market/photo_verdict.html", context)


@permitted("selling.help")
@require_safe
def waiting(request: PermittedRequest, public_id: str, pk: int) -> HttpResponse:
    """The photo that waits to be kept, small enough for a phone."""
    taken = get_object_or_404(_tries(product_to_sell(request, public_id)), pk=pk)
    if taken.evidence is None:
        raise Http404
    try:
        with taken.evidence.file.open("rb") as file, Image.open(file, formats=("JPEG",)) as photo:
            photo.thumbnail((SMALL_SIDE, SMALL_SIDE))
            small = io.BytesIO()
            photo.save(small, "JPEG", quality=SMALL_QUALITY, optimize=True)
    except FileNotFoundError:
        raise Http404 from None
    return _jpeg(small.getvalue())


def _kept(request: PermittedRequest, public_id: str, pk: int) -> ProductPhoto:
    product = product_to_sell(request, public_id)
    photos = ProductPhoto.objects.filter(product=product, removed_at=None)
    return get_object_or_404(photos.select_related("evidence", "product__business"), pk=pk)


@permitted("selling.help")
@require_safe
def picture(request: PermittedRequest, public_id: str, pk: int) -> HttpResponse:
    """A kept picture, whether or not its page is open to the public."""
    photo = _kept(request, public_id, pk)
    try:
        return _jpeg(variant(photo, SMALL_WIDTH, "jpg"))
    except FileNotFoundError:
        raise Http404 from None


def _jpeg(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response


@permitted("selling.help")
@require_POST
def judged(request: PermittedRequest, public_id: str, pk: int) -> HttpResponse:
    """Judge a picture that came another way."""
    try:
        judge_kept(_kept(request, public_id, pk), request.user, new_client_id())
    except Refused as refusal:
        messages.error(request, refusal.reason.in_language(language()))
    return redirect("market:photos", public_id)


@permitted("selling.help")
@require_POST
def removed(request: PermittedRequest, public_id: str, pk: int) -> HttpResponse:
    """Take a picture off; its file stays with the evidence."""
    photo = _kept(request, public_id, pk)
    remove_photo(photo)
    count_photos(photo.product, request.user)
    messages.success(request, _("The photo is taken off."))
    return redirect("market:photos", public_id)
