"""Photos of an existing label: taken, shown at both sizes."""

import io

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.labels.forms.existing import LabelPhotoForm
from lopo.labels.judging.printed_code import PrintedCode
from lopo.labels.label_look import look_at
from lopo.labels.label_photos import keep_label_photo
from lopo.labels.models import LabelPhoto
from lopo.labels.views.existing import around, product_to_judge
from lopo.producers.models import Product

SMALL_SIDE = 640
"""Pixels of the longer side of the photo that stands beside the questions."""
SMALL_QUALITY = 70
KEPT_SECONDS = 30 * 24 * 60 * 60


@permitted("label.judge")
def existing_photos(request: PermittedRequest, public_id: str) -> HttpResponse:
    """Take photos of the front and the back; the good ones are kept, and their barcodes read."""
    product = product_to_judge(request, public_id)
    sent = request.method == "POST"
    form = LabelPhotoForm(request.POST, request.FILES) if sent else LabelPhotoForm()
    if sent:
        form.full_clean()
        _keep(request, product, form)
        if not form.errors:
            return redirect("labels:existing", public_id)
    context = around(request, look_at(product, timezone.localdate())) | {"form": form}
    return render(request, "labels/existing_photos.html", context, status=422 if form.errors else 200)


def _keep(request: PermittedRequest, product: Product, form: LabelPhotoForm) -> None:
    codes: list[PrintedCode] = []
    for side, photo in form.taken.items():
        keep_label_photo(product, side, photo.upload, photo.codes, request.user)
        codes += photo.codes
    if not form.taken:
        return
    numbers = list(dict.fromkeys(code.gtin for code in codes if code.gtin))
    if numbers:
        read = ", ".join(numbers)
        messages.success(request, _("The photo is kept. We read the barcode %(read)s.") % {"read": read})
    else:
        messages.success(request, _("The photo is kept. We could not read a barcode from it."))


@permitted("label.judge")
def existing_photo(request: PermittedRequest, public_id: str, pk: int) -> HttpResponse:
    """A photo as it is kept, to be enlarged."""
    return _jpeg(_content(_photo(request, public_id, pk)))


@permitted("label.judge")
def existing_photo_small(request: PermittedRequest, public_id: str, pk: int) -> HttpResponse:
    """A photo as it stands beside the questions: light enough for a weak line."""
    with Image.open(io.BytesIO(_content(_photo(request, public_id, pk))), formats=("JPEG",)) as photo:
        photo.thumbnail((SMALL_SIDE, SMALL_SIDE))
        small = io.BytesIO()
        photo.save(small, "JPEG", quality=SMALL_QUALITY, optimize=True)
    return _jpeg(small.getvalue())


def _photo(request: PermittedRequest, public_id: str, pk: int) -> LabelPhoto:
    product = product_to_judge(request, public_id)
    photos = LabelPhoto.objects.filter(product=product).select_related("evidence")
    return get_object_or_404(photos, pk=pk)


def _content(photo: LabelPhoto) -> bytes:
    try:
        with photo.evidence.file.open("rb") as file:
            content: bytes = file.read()
    except FileNotFoundError:
        raise Http404 from None
    return content


def _jpeg(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = f"private, max-age={KEPT_SECONDS}, immutable"
    return response
