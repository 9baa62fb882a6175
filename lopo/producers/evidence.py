"""Check an uploaded photo or PDF by what it is, not by what it is called.

Pure but for Pillow: takes bytes, gives clean bytes. A photo is opened and written anew, so that the place
where it was taken and anything hidden in it are gone.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

from lopo.facts.kinds import Refused
from lopo.facts.text import Text

MAX_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 50_000_000
SIDE = 2000
"""The longer side of a stored photo, in pixels: enough to read a label."""

_PDF_BEGINS, _PDF_ENDS = b"%PDF-", b"%%EOF"
_PDF_ENDS_WITHIN = 1024
"""Bytes from the end of a PDF within which readers look for its end mark."""

_PHOTOS = ("JPEG", "PNG", "WEBP", "MPO")


@dataclass(frozen=True, slots=True)
class CleanFile:
    """What is stored: the content, its kind (``photo`` or ``pdf``) and the ending of its name."""

    content: bytes
    kind: str
    ending: str


def check_size(size: int) -> None:
    """Raise :class:`Refused` for a file of more than :data:`MAX_BYTES`."""
    if size > MAX_BYTES:
        raise Refused(
            Text("Berkas ini lebih besar dari 8 MB. Kirim foto yang lebih kecil.",
                 "This file is larger than 8 MB. Send a smaller photo.")
        )  # fmt: skip


def clean_upload(content: bytes) -> CleanFile:
    """Take a photo or a PDF, or raise :class:`Refused` with a sentence for the person who sent it."""
    check_size(len(content))
    if content.startswith(_PDF_BEGINS):
        # A whole PDF, not something else behind its first letters, nor one cut off on the way.
        if _PDF_ENDS not in content[-_PDF_ENDS_WITHIN:]:
            raise _not_a_file()
        return CleanFile(content, "pdf", ".pdf")
    return CleanFile(_clean_photo(content), "photo", ".jpg")


def _not_a_file() -> Refused:
    return Refused(
        Text("Ini bukan foto atau PDF yang bisa dibuka. Kirim foto JPG, PNG, atau PDF.",
             "This is not a photo or PDF that can be opened. Send a JPG, PNG or PDF.")
    )  # fmt: skip


def _clean_photo(content: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(content), formats=_PHOTOS) as photo:
            if photo.width * photo.height > MAX_PIXELS:
                raise Refused(
                    Text("Foto ini terlalu besar. Kirim foto biasa dari ponsel.",
                         "This picture is too large. Send an ordinary photo from the phone.")
                )  # fmt: skip
            upright = _on_white(ImageOps.exif_transpose(photo))
    except Refused:
        raise
    except Exception:  # the decoders meet hostile bytes with faults of every kind
        raise _not_a_file() from None
    upright.thumbnail((SIDE, SIDE))
    upright.info.clear()
    cleaned = io.BytesIO()
    upright.save(cleaned, "JPEG", quality=85, optimize=True)
    return cleaned.getvalue()


def _on_white(photo: Image.Image) -> Image.Image:
    """The picture without transparency: what was cut out stands on white, as shops show it."""
    if not photo.has_transparency_data:
        return photo.convert("RGB")
    whole = photo.convert("RGBA")
    ground = Image.new("RGB", whole.size, "white")
    ground.paste(whole, mask=whole)
    return ground


def photo_size(photo: CleanFile) -> tuple[int, int]:
    """Width and height of a cleaned photo in pixels."""
    with Image.open(io.BytesIO(photo.content), formats=_PHOTOS) as opened:
        return opened.width, opened.height
