"""Photos of labels for tests, drawn here: words, a barcode, and the faults of a real photo."""

import io
from collections.abc import Sequence
from functools import cache

import zxingcpp
from PIL import Image, ImageDraw, ImageFilter, ImageFont

LINES = (
    "SAMBAL LU'AT", "Mama Oebobo", "Berat bersih 150 g", "Komposisi: cabai rawit, jeruk nipis, terasi, garam",
    "Diproduksi oleh Dapur Mama Yuliana, Kota Kupang", "Exp 12-03-2027", "P-IRT 1115371010001-29",
)  # fmt: skip


def barcode(text: str, kind: str = "EAN13", **options: object) -> Image.Image:
    """A barcode as black bars on white."""
    made = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, kind), **options)
    return Image.fromarray(zxingcpp.write_barcode_to_image(made, scale=4)).convert("RGB")


def label_photo(
    lines: Sequence[str] = LINES, code: Image.Image | None = None, turned: float = 2, blur: float = 0.6
) -> bytes:
    """A JPEG of a label lying on a table, a little turned and not quite sharp; each is drawn once."""
    return _drawn(tuple(lines), code and (code.mode, code.size, code.tobytes()), turned, blur)


@cache
def _drawn(
    lines: tuple[str, ...], code: tuple[str, tuple[int, int], bytes] | None, turned: float, blur: float
) -> bytes:
    table = Image.new("RGB", (1500, 1900), "#6d5238")
    label = Image.new("RGB", (1150, 1450), "#f7efdc")
    draw = ImageDraw.Draw(label)
    draw.rectangle((0, 0, 1150, 120), fill="#96261f")
    for place, line in enumerate(lines):
        draw.text(
            (50, 170 + 95 * place), line, fill="#2a2420", font=ImageFont.load_default(52 - 6 * bool(place))
        )
    if code is not None:
        bars = Image.frombytes(*code)
        label.paste(bars, (620, 1450 - bars.height - 60))
    table.paste(label, (175, 220))
    photo = table.rotate(turned, Image.Resampling.BICUBIC, fillcolor="#6d5238").filter(
        ImageFilter.GaussianBlur(blur)
    )
    content = io.BytesIO()
    photo.save(content, "JPEG", quality=88)
    return content.getvalue()
