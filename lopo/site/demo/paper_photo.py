"""A small photo of an invented paper, plainly marked as one. Pure but for Pillow: text in, JPEG bytes out."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

_SIZE = (300, 400)
_PAPER, _INK, _MARK = "#fdfaf0", "#22304f", "#c9a227"


def paper_photo(lines: Sequence[str]) -> bytes:
    """A JPEG with these lines on it, and a mark across it that the paper is a sample."""
    photo = Image.new("RGB", _SIZE, _PAPER)
    draw = ImageDraw.Draw(photo)
    draw.rectangle((12, 12, _SIZE[0] - 12, _SIZE[1] - 12), outline=_MARK, width=3)
    font = ImageFont.load_default()
    for place, line in enumerate(lines):
        draw.text((28, 40 + 26 * place), line[:42], fill=_INK, font=font)
    draw.text((60, 320), "CONTOH - BUKAN SURAT ASLI", fill=_MARK, font=font)
    content = io.BytesIO()
    photo.save(content, "JPEG", quality=70)
    return content.getvalue()
