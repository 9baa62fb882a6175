"""The label as files: for a print shop, for a home printer, for a web page."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from lopo.accounts.permission import PermittedRequest, permitted
from lopo.facts.kinds import Refused
from lopo.labels.artwork.pack import BACK, FRONT, WHOLE
from lopo.labels.studio import Made, choices_of, make_label
from lopo.labels.views.studio import product_to_label
from lopo.producers.models import Product

DRAFT = "RANCANGAN, belum untuk dijual / DRAFT, not for sale"
PIECES = (FRONT, BACK, WHOLE)
TYPES = {"pdf": "application/pdf", "svg": "image/svg+xml", "png": "image/png"}
DOTS_PER_INCH = 300


@permitted("label.edit")
@require_safe
def label_file(request: PermittedRequest, public_id: str, form: str) -> HttpResponse:
    """The label as its choices are kept: ``pdf`` (``?percetakan`` with bleed), or a piece as a picture."""
    product = product_to_label(request, public_id)
    if form not in TYPES:
        raise Http404
    try:
        made = make_label(product, choices_of(product), timezone.localdate())
    except Refused:
        return redirect("labels:studio", public_id)
    if form == "pdf":
        shop = "percetakan" in request.GET
        content = made.artwork.pdf(for_print_shop=shop, draft="" if made.is_ready else DRAFT)
        return sent(content, form, product, "percetakan" if shop else "")
    piece = request.GET.get("bagian", made.artwork.pieces[0].name)
    return sent(_picture(made, form, piece), form, product, piece)


def _picture(made: Made, form: str, piece: str) -> bytes:
    names = [each.name for each in made.artwork.pieces]
    if piece not in names:
        raise Http404
    pages = made.artwork.svg() if form == "svg" else made.artwork.png(DOTS_PER_INCH)
    return pages[names.index(piece)]


def sent(content: bytes, form: str, product: Product, *parts: str) -> HttpResponse:
    """The file under a name that says what it is."""
    name = "-".join(part for part in ("label", slugify(product.name)[:40], *parts) if part)
    response = HttpResponse(content, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
