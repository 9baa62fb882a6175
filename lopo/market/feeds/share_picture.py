"""The picture that stands beside a link in a message: name, maker, place and price on undyed cotton.

1200 by 630 pixels, the size that messengers and social pages show whole. Pure but for Pillow.
"""

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from lopo.producers.typefaces import font_folders

WIDE, HIGH = 1200, 630
COTTON, WARP, QUIET = "#faf6ec", "#2a2420", "#635a4f"
INDIGO, MADDER, TURMERIC, THREAD, LEAF = "#29386b", "#96261f", "#d9a334", "#f6f0e2", "#24613a"
BAND = 56
MARGIN = 64
PHOTO = 500
"""Side of the picture at the right."""
_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Shared:
    """What stands on the picture, in the reader's language."""

    title: str
    maker: str
    place: str
    price: str = ""
    badge: str = ""
    foot: str = "Lopo"

    @property
    def name(self) -> str:
        """What tells one picture from another, for a name of its file."""
        return "\n".join((_VERSION, self.title, self.maker, self.place, self.price, self.badge, self.foot))


def share_picture(shared: Shared, photo: bytes | None) -> bytes:
    """The picture as JPEG."""
    picture = Image.new("RGB", (WIDE, HIGH), COTTON)
    pen = ImageDraw.Draw(picture)
    _band(pen, 0)
    _band(pen, HIGH - 20, 20)
    top = BAND + (HIGH - BAND - 20 - PHOTO) // 2
    left = WIDE - MARGIN - PHOTO
    if photo is not None:
        picture.paste(_square(photo), (left, top))
    else:
        _weave(pen, left, top, PHOTO)
    _write(pen, shared, top, left - 2 * MARGIN)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=84, optimize=True, progressive=True)
    return out.getvalue()


def _write(pen: ImageDraw.ImageDraw, shared: Shared, top: int, room: int) -> None:
    """The words at the left, from name to foot."""
    line = top
    title = _font("serif", 68)
    for words in _wrapped(shared.title, title, room, 3):
        pen.text((MARGIN, line), words, font=title, fill=WARP)
        line += 78
    line += 14
    for words in _wrapped(shared.maker, _font("sans", 40), room, 2):
        pen.text((MARGIN, line), words, font=_font("sans", 40), fill=INDIGO)
        line += 48
    pen.text(
        (MARGIN, line), _fitting(shared.place, _font("sans", 32), room), font=_font("sans", 32), fill=QUIET
    )
    if shared.price:
        pen.text((MARGIN, top + PHOTO - 112), shared.price, font=_font("bold", 56), fill=MADDER)
    foot = "  ·  ".join(filter(None, (shared.badge, shared.foot)))
    pen.text(
        (MARGIN, top + PHOTO - 36),
        _fitting(foot, _font("sans", 28), room),
        font=_font("sans", 28),
        fill=LEAF if shared.badge else QUIET,
    )


_FILES = {
    "serif": "SourceSerifPro-Black.ttf",
    "sans": "SourceSansPro-Regular.ttf",
    "bold": "RedHatDisplay-Bold.ttf",
}


def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    file = next(path for folder in font_folders() if (path := Path(folder) / _FILES[name]).exists())
    return ImageFont.truetype(str(file), size)


def _wrapped(text: str, font: ImageFont.FreeTypeFont, room: int, most: int) -> list[str]:
    """At most so many lines; the last one ends in an ellipsis where there is more."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [_fitting(line, font, room) for line in lines]


def _fitting(text: str, font: ImageFont.FreeTypeFont, room: int) -> str:
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(f"{text}…") > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _square(photo: bytes) -> Image.Image:
    with Image.open(io.BytesIO(photo), formats=("JPEG", "PNG", "WEBP")) as opened:
        whole = opened.convert("RGB")
    side = min(whole.size)
    left, top = (whole.width - side) // 2, (whole.height - side) // 2
    return whole.crop((left, top, left + side, top + side)).resize((PHOTO, PHOTO), Image.Resampling.LANCZOS)


def _band(pen: ImageDraw.ImageDraw, top: int, high: int = BAND) -> None:
    """A strip of ikat: diamonds and hooks between threads of madder and turmeric."""
    pen.rectangle((0, top, WIDE, top + high), fill=INDIGO)
    middle, unit = top + high / 2, high / 14
    for edge in (top + unit, top + high - unit):
        pen.line((0, edge, WIDE, edge), fill=MADDER, width=max(2, round(2 * unit)))
    for edge in (top + 2.6 * unit, top + high - 2.6 * unit):
        pen.line((0, edge, WIDE, edge), fill=TURMERIC, width=max(1, round(0.7 * unit)))
    step = 48 * unit
    for at in range(int(WIDE / step) + 2):
        _diamond(pen, at * step + 12 * unit, middle, 8 * unit, 3.2 * unit)
        _diamond(pen, at * step + 36 * unit, middle, 2.8 * unit, 2.8 * unit)


def _diamond(pen: ImageDraw.ImageDraw, x: float, y: float, wide: float, high: float) -> None:
    for scale, colour in ((1.0, THREAD), (0.78, INDIGO), (0.6, TURMERIC), (0.28, MADDER)):
        half, tall = wide * scale, high * scale
        pen.polygon(((x - half, y), (x, y - tall), (x + half, y), (x, y + tall)), fill=colour)


def _weave(pen: ImageDraw.ImageDraw, left: int, top: int, side: int) -> None:
    """Cloth in place of a photo."""
    pen.rectangle((left, top, left + side, top + side), fill=INDIGO)
    count = 4
    step = side / count
    for row in range(count):
        for column in range(count):
            x, y = left + (column + 0.5) * step, top + (row + 0.5) * step
            _diamond(pen, x, y, step * 0.42, step * 0.42)
