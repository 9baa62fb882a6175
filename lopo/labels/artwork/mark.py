"""A mark that an owner uploads to stand on her label: her logo, or the official halal mark."""

import io

from PIL import Image, ImageOps

from lopo.facts.kinds import Refused
from lopo.facts.text import Text

MOST_BYTES = 5 * 1024 * 1024
LEAST_PIXELS, MOST_PIXELS, KEPT_PIXELS = 60, 6000, 700
FORMS = ("PNG", "JPEG", "WEBP")


def clean_mark(content: bytes) -> bytes:
    """The picture as a PNG of at most 700 pixels a side, its white kept as it is and nothing hidden in it.

    Raises :class:`Refused` for what is no picture, too large, or too coarse to print.
    """
    if len(content) > MOST_BYTES:
        raise Refused(Text("Gambar paling besar 5 MB.", "A picture may have at most 5 MB."))
    try:
        with Image.open(io.BytesIO(content), formats=FORMS) as opened:
            if max(opened.size) > MOST_PIXELS:
                raise Refused(
                    Text(
                        f"Gambar paling lebar {MOST_PIXELS} titik.",
                        f"A picture has at most {MOST_PIXELS} pixels a side.",
                    )
                )
            picture = ImageOps.exif_transpose(opened).convert("RGBA")
    except Refused:
        raise
    except Exception:  # the decoders meet hostile bytes with faults of every kind
        raise Refused(
            Text(
                "Ini bukan gambar PNG, JPEG atau WebP yang utuh.",
                "This is no whole PNG, JPEG or WebP picture.",
            )
        ) from None
    if min(picture.size) < LEAST_PIXELS:
        raise Refused(
            Text(f"Gambar ini terlalu kecil untuk dicetak. Paling sedikit {LEAST_PIXELS} titik.",
                 f"This picture is too coarse to print. It needs at least {LEAST_PIXELS} pixels a side.")
        )  # fmt: skip
    picture.thumbnail((KEPT_PIXELS, KEPT_PIXELS), Image.Resampling.LANCZOS)
    made = io.BytesIO()
    picture.save(made, "PNG", optimize=True)
    return made.getvalue()
