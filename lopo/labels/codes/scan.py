"""Read the barcodes and QR codes on a photo, as a phone takes it: dim, blurred, crooked or on its side.

Pure but for Pillow and zxing-cpp: takes bytes, gives what the codes say. The photo is looked at as it is,
then brightened, sharpened, enlarged and turned, for no longer than a person waits.
"""

import datetime as dt
import io
import math
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.codes.gs1 import Parsed, parse_gs1
from lopo.labels.codes.gtin import GtinCheck, check
from lopo.labels.codes.symbol import EAN_8, EAN_13, GS1_128, ITF_14, QR, UPC_A
from lopo.producers.evidence import MAX_PIXELS, check_size

SIDE = 2400
"""The longer side, in pixels, at which a photo is looked at first."""
FULL_SIDE = 4000
"""The longer side, in pixels, beyond which no photo is looked at; a larger one is made smaller."""
HARDER_SIDE = 1000
"""The longer side at which it is looked at again and again."""
ENLARGED_BELOW = 1600
"""A photo whose longer side is shorter than this is also looked at twice as large."""
TURNS = (20, -20, 45, -45)
"""Degrees by which a photo is turned when nothing was found; zxing itself tries the quarter turns and about
twenty degrees to either side."""

SECONDS = 1.5
"""Of work, however busy the machine, after which no new look is begun; a look takes at most half a second."""

Point = tuple[int, int]

_KINDS = {
    zxingcpp.BarcodeFormat.EAN13: EAN_13,
    zxingcpp.BarcodeFormat.EAN8: EAN_8,
    zxingcpp.BarcodeFormat.UPCA: UPC_A,
    zxingcpp.BarcodeFormat.UPCE: "upc-e",
    zxingcpp.BarcodeFormat.ITF: ITF_14,
    zxingcpp.BarcodeFormat.ITF14: ITF_14,
    zxingcpp.BarcodeFormat.Code128: "code-128",
    zxingcpp.BarcodeFormat.QRCode: QR,
    zxingcpp.BarcodeFormat.DataMatrix: "data-matrix",
}
_FORMATS = zxingcpp.barcode_formats_from_str(
    "EAN13,EAN8,UPCA,UPCE,ITF,Code128,QRCode,DataMatrix,DataBar,DataBarExp"
)
_PHOTOS = ("JPEG", "PNG", "WEBP", "MPO", "GIF", "BMP", "TIFF")
_NUMBERS = (EAN_13, EAN_8, UPC_A, "upc-e", ITF_14)
ITF_LENGTH = 14
WEAK = (EAN_8, "upc-e")
"""Short codes, whose single check digit lets a misread stripe through now and then."""

NOT_A_PHOTO = Text(
    "Ini bukan foto yang bisa dibuka. Kirim foto JPG atau PNG.",
    "This is not a photo that can be opened. Send a JPG or PNG.",
)
TOO_LARGE = Text(
    "Foto ini terlalu besar. Kirim foto biasa dari ponsel.",
    "This picture is too large. Send an ordinary photo from the phone.",
)


@dataclass(frozen=True, slots=True)
class Scanned:
    """One code on a photo. ``kind`` is as in ``symbol.KINDS``, or another name for other codes.

    ``gtin`` is the check of a product's number, ``gs1`` what GS1 data or a link say; both are ``None`` where
    the code holds something else. ``position`` are its corners in pixels of the photo held upright, clockwise
    from the corner that is its own top left.
    """

    kind: str
    text: str
    gs1: Parsed | None
    gtin: GtinCheck | None
    position: tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class _Look:
    """One way to look at the photo, and how a point in it goes back to the photo."""

    image: Image.Image
    back: Callable[[float, float], tuple[float, float]]
    binarizer: zxingcpp.Binarizer = zxingcpp.Binarizer.LocalAverage


def scan_image(content: bytes, *, on: dt.date | None = None) -> tuple[Scanned, ...]:
    """Every code on a photo, in reading order; none where none can be read. ``on`` is today.

    Raises :class:`Refused` for what is no photo, or is too large.
    """
    check_size(len(content))
    ends = time.thread_time() + SECONDS
    photo = _opened(content)
    sightings: list[Scanned] = []
    for look in _first_looks(photo):
        sightings.extend(_read(look, on))
        if time.thread_time() > ends:
            return _believed(sightings)
    for look in _harder_looks(photo):
        if (found := _believed(sightings)) or time.thread_time() > ends:
            return found
        sightings.extend(_read(look, on))
    return _believed(sightings)


def _believed(sightings: list[Scanned]) -> tuple[Scanned, ...]:
    """One reading for each place: the one seen most often, then first. A weak one must be seen twice."""
    counts = Counter((each.kind, each.text) for each in sightings)
    believed: list[Scanned] = []
    for each in sorted(sightings, key=lambda each: -counts[each.kind, each.text]):
        doubtful = each.kind in WEAK and counts[each.kind, each.text] < 2
        if not doubtful and not any(_same_place(each, other) for other in believed):
            believed.append(each)
    return tuple(sorted(believed, key=lambda each: (_box(each)[1], each.text)))


def _same_place(one: Scanned, other: Scanned) -> bool:
    """Whether the middle of one code lies in the other, or both say the same."""
    left, top, right, bottom = _box(one)
    across, down = (left + right) / 2, (top + bottom) / 2
    left, top, right, bottom = _box(other)
    width = (right - left) / 10
    inside = left - width <= across <= right + width and top - width <= down <= bottom + width
    return inside or (one.kind, one.text) == (other.kind, other.text)


def _box(scanned: Scanned) -> tuple[int, int, int, int]:
    across, down = zip(*scanned.position, strict=True)
    return min(across), min(down), max(across), max(down)


def _opened(content: bytes) -> Image.Image:
    """The photo in shades of grey, upright."""
    try:
        with Image.open(io.BytesIO(content), formats=_PHOTOS) as photo:
            if photo.width * photo.height > MAX_PIXELS:
                raise Refused(TOO_LARGE)
            upright = ImageOps.exif_transpose(photo)
            if upright.has_transparency_data:
                paper = Image.new("RGBA", upright.size, "white")
                upright = Image.alpha_composite(paper, upright.convert("RGBA"))
            return upright.convert("L")
    except Refused:
        raise
    except Image.DecompressionBombError:
        raise Refused(TOO_LARGE) from None
    except Exception:  # the decoders meet hostile bytes with faults of every kind
        raise Refused(NOT_A_PHOTO) from None


def _first_looks(photo: Image.Image) -> Iterator[_Look]:
    base = _resized(photo, min(1.0, SIDE / max(photo.size)))
    yield base
    clear = ImageOps.autocontrast(base.image, cutoff=1)
    yield _Look(clear.filter(ImageFilter.UnsharpMask(2, 200, 2)), base.back)
    if max(photo.size) > SIDE:
        yield _resized(photo, min(1.0, FULL_SIDE / max(photo.size)))
    if max(photo.size) < ENLARGED_BELOW:
        yield _sharpened(_resized(photo, 2.0), 3)


def _harder_looks(photo: Image.Image) -> Iterator[_Look]:
    base = _resized(photo, min(1.0, HARDER_SIDE / max(photo.size)))
    larger = _resized(photo, 2 * min(1.0, HARDER_SIDE / max(photo.size)))
    even = ImageOps.equalize(base.image)
    for image in (base.image, even):
        yield _Look(image, base.back, zxingcpp.Binarizer.GlobalHistogram)
    yield _Look(even.filter(ImageFilter.MedianFilter(3)), base.back)
    yield from _averaged(base)
    yield _sharpened(_resized(base.image, 0.5, base.back), 1)
    yield _sharpened(base, 4)
    yield _sharpened(larger, 7)
    clear = _sharpened(base, 2)
    for degrees in TURNS:
        yield _turned(clear, degrees)


def _resized(
    image: Image.Image, factor: float, back: Callable[[float, float], tuple[float, float]] | None = None
) -> _Look:
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    resized = image if factor == 1.0 else image.resize(size, Image.Resampling.LANCZOS)

    def to_photo(x: float, y: float) -> tuple[float, float]:
        point = (x / factor, y / factor)
        return point if back is None else back(*point)

    return _Look(resized, to_photo)


def _sharpened(look: _Look, radius: int) -> _Look:
    clear = ImageOps.autocontrast(look.image, cutoff=1)
    return _Look(clear.filter(ImageFilter.UnsharpMask(radius, 400, 0)), look.back)


def _averaged(look: _Look) -> Iterator[_Look]:
    """The photo without its grain, twice as large: each row, then each column, blended with the next."""
    width, height = look.image.size
    for size in ((width, max(1, height // 8)), (max(1, width // 8), height)):
        blended = look.image.resize(size, Image.Resampling.BOX)
        large = blended.resize((2 * width, 2 * height), Image.Resampling.BICUBIC)
        yield _Look(ImageOps.autocontrast(large, cutoff=1), lambda x, y: look.back(x / 2, y / 2))


def _turned(look: _Look, degrees: int) -> _Look:
    image = look.image
    turned = image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))

    def to_photo(x: float, y: float) -> tuple[float, float]:
        across, down = x - turned.width / 2, y - turned.height / 2
        return look.back(
            cosine * across - sine * down + image.width / 2, sine * across + cosine * down + image.height / 2
        )

    return _Look(turned, to_photo)


def _read(look: _Look, on: dt.date | None) -> Iterator[Scanned]:
    for code in zxingcpp.read_barcodes(look.image, formats=_FORMATS, binarizer=look.binarizer):
        if scanned := _scanned(code, look, on):
            yield scanned


def _scanned(code: zxingcpp.Barcode, look: _Look, on: dt.date | None) -> Scanned | None:
    kind = _KINDS.get(code.format, str(code.format).rpartition(".")[2].lower())
    text = code.text
    is_gs1 = code.content_type == zxingcpp.ContentType.GS1
    if kind == ITF_14 and len(text) != ITF_LENGTH:
        return None  # stripes of a drawing read as a short one
    if kind == "code-128" and is_gs1:
        kind = GS1_128
    number = check(text) if kind in _NUMBERS else None
    parsed = _parsed(code, number, is_gs1, on)
    if number is None and parsed is not None and parsed.gtin:
        number = check(parsed.gtin.removeprefix("0"))
    if is_gs1 and parsed is not None:
        text = parsed.bracketed
    if kind == GS1_128 and parsed is not None and "01" in parsed.wrong:
        return None  # grain read as stripes passes the code's own check now and then, not also the number's
    return Scanned(kind, text, parsed, number, _corners(code, look))


def _parsed(
    code: zxingcpp.Barcode, number: GtinCheck | None, is_gs1: bool, on: dt.date | None
) -> Parsed | None:
    """What the code says in the terms of GS1, if it says anything there."""
    if number is not None:
        return parse_gs1(code.symbology_identifier + number.digits, on=on) if number.valid else None
    if is_gs1:
        return parse_gs1(code.symbology_identifier + code.bytes.decode("ascii", "replace"), on=on)
    parsed = parse_gs1(code.text, on=on)
    return parsed if parsed.link and parsed.elements else None


def _corners(code: zxingcpp.Barcode, look: _Look) -> tuple[Point, Point, Point, Point]:
    corners = code.position
    points = (corners.top_left, corners.top_right, corners.bottom_right, corners.bottom_left)
    first, second, third, fourth = (
        (round(x), round(y)) for x, y in (look.back(each.x, each.y) for each in points)
    )
    return first, second, third, fourth
