"""Pictures of products: kept as evidence is, shown small, never as they came."""

import io
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from PIL import Image

from lopo.accounts.models import Person
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.market.books.showing import refresh_entries
from lopo.market.models import ProductPhoto
from lopo.producers.evidence import CleanFile, photo_size
from lopo.producers.models import Product
from lopo.producers.records import keep_evidence, lock

WIDTHS = (320, 640, 1200)
"""The widths in which a picture is handed out, in pixels: a card, a phone, a desk."""
QUALITY = {320: 62, 640: 66, 1200: 72}
FORMATS = {"webp": "WEBP", "jpg": "JPEG"}
MOST = 6
"""Pictures of one product."""
LEAST_SIDE = 50
"""Pixels below which nobody sees what it is; our own figure."""
_DIGITS = 16


@transaction.atomic
def add_photo(product: Product, upload: CleanFile, by: Person) -> ProductPhoto:
    """Keep a picture. The same one twice is one. Raises :class:`Refused` when there are enough."""
    if upload.kind != "photo":
        raise Refused(Text("Ini PDF. Kirim fotonya.", "This is a PDF. Send the photo."))
    lock(product.business_id)
    there = ProductPhoto.objects.filter(product=product, removed_at=None)
    width, height = photo_size(upload)
    if min(width, height) < LEAST_SIDE:
        raise _TOO_SMALL
    evidence = keep_evidence(upload, product.business, by)
    name = evidence.sha256[:_DIGITS]
    if found := there.filter(name=name).first():
        return found
    if there.count() >= MOST:
        raise Refused(
            Text(
                f"Paling banyak {MOST} foto. Lepas satu dulu.", f"At most {MOST} photos. Take one off first."
            )
        )
    photo = ProductPhoto.objects.create(
        product=product, evidence=evidence, name=name, width=width, height=height, added_by=by
    )
    refresh_entries([product.pk])
    return photo


@transaction.atomic
def remove_photo(photo: ProductPhoto) -> None:
    """Take a picture off the page; the file stays with the evidence."""
    ProductPhoto.objects.filter(pk=photo.pk, removed_at=None).update(removed_at=timezone.now())
    refresh_entries([photo.product_id])


def variant(photo: ProductPhoto, width: int, form: str) -> bytes:
    """A picture in one of :data:`WIDTHS` and :data:`FORMATS`, from the shelf or made now and put there.

    Raises :class:`FileNotFoundError` when the picture itself is gone.
    """
    kept = folder() / f"{photo.name}-{width}.{form}"
    try:
        return kept.read_bytes()
    except FileNotFoundError:
        pass
    with photo.evidence.file.open("rb") as file:
        content = resized(file.read(), width, form)
    put_away(kept, content)
    return content


def resized(content: bytes, width: int, form: str) -> bytes:
    """A picture no wider than ``width``; written anew, so that nothing hidden in it comes along."""
    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
        small = opened.convert("RGB")
    if small.width > width:
        small = small.resize(
            (width, max(1, round(small.height * width / small.width))), Image.Resampling.LANCZOS
        )
    small.info.clear()
    out = io.BytesIO()
    if form == "webp":
        small.save(out, "WEBP", quality=QUALITY[width], method=4)
    else:
        small.save(out, "JPEG", quality=QUALITY[width] + 8, optimize=True, progressive=True)
    return out.getvalue()


def folder() -> Path:
    """Where pictures that can be made again are kept."""
    return Path(settings.DATA) / "pictures"


def put_away(place: Path, content: bytes) -> None:
    """Write a file whole or not at all: two who make the same picture at once do not spoil it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).replace(place)


_TOO_SMALL = Refused(
    Text("Gambar ini terlalu kecil untuk ditampilkan. Kirim foto dari kamera.",
         "This picture is too small to be shown. Send a photo from the camera.")
)  # fmt: skip
