"""Pictures of invented papers and packs, plainly marked as such. Pure but for Pillow: JPEG bytes out."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

_SIZE = (300, 400)
_PAPER, _INK, _MARK = "#fdfaf0", "#22304f", "#c9a227"
_PACK_SIZE = (1000, 750)
_TABLE, _WALL = "#d8c3a5", "#eae7dc"
_PACKS = ("#96261f", "#2f6f4f", "#8a5a1c", "#3b4d7a", "#b0562b", "#6b7a2a")


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


def goods_photo(name: str, maker: str, kind: str) -> bytes:
    """A JPEG of goods on a table, their colour by their name; drawn, and it says so."""
    photo = Image.new("RGB", _PACK_SIZE, _WALL)
    draw = ImageDraw.Draw(photo)
    draw.rectangle((0, 520, *_PACK_SIZE), fill=_TABLE)
    draw.ellipse((330, 585, 690, 645), fill="#bfa987")
    colour = _PACKS[sum(map(ord, name)) % len(_PACKS)]
    if kind == "textile":
        _cloth(draw, colour)
    elif kind == "craft":
        _basket(draw, colour)
    else:
        _jar(draw, colour, name, maker)
    draw.text((18, 714), "GAMBAR CONTOH", fill=_INK, font=ImageFont.load_default(20))
    content = io.BytesIO()
    photo.save(content, "JPEG", quality=80)
    return content.getvalue()


def _jar(draw: ImageDraw.ImageDraw, colour: str, name: str, maker: str) -> None:
    draw.rounded_rectangle((370, 110, 650, 190), 26, fill="#5b4a36")
    draw.rounded_rectangle((350, 170, 670, 620), 34, fill=colour)
    draw.rounded_rectangle((372, 290, 648, 520), 10, fill=_PAPER)
    big, small = ImageFont.load_default(30), ImageFont.load_default(20)
    draw.line((392, 460, 628, 460), fill=_MARK, width=4)
    for place, word in enumerate(name.split()[:4]):
        draw.text((510, 312 + 34 * place), word, fill=_INK, font=big, anchor="mt")
    draw.text((510, 474), maker[:24], fill=_INK, font=small, anchor="mt")


def _cloth(draw: ImageDraw.ImageDraw, colour: str) -> None:
    """Bands with lozenges, as on an ikat shawl, and its fringe."""
    draw.rectangle((330, 120, 690, 600), fill=colour)
    for left in range(350, 690, 60):
        draw.rectangle((left, 120, left + 12, 600), fill=_MARK)
        for top in range(150, 600, 60):
            draw.polygon(
                [(left + 36, top - 18), (left + 50, top), (left + 36, top + 18), (left + 22, top)],
                fill=_PAPER,
            )
    for left in range(332, 690, 14):
        draw.line((left, 600, left, 636), fill=colour, width=4)


def _basket(draw: ImageDraw.ImageDraw, colour: str) -> None:
    """A woven basket with a handle."""
    draw.arc((400, 120, 620, 500), 180, 360, fill=colour, width=18)
    draw.polygon([(340, 320), (680, 320), (640, 620), (380, 620)], fill=colour)
    for top in range(340, 620, 40):
        for left in range(370 + top % 80, 650, 80):
            draw.rectangle((left, top, left + 40, top + 20), fill=_TABLE)
