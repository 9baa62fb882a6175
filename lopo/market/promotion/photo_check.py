"""Judge the photo of a product: size, sharpness, light, ground, and where the product stands in it.

Pure but for Pillow and numpy: takes bytes, gives figures and a verdict by ``photo_check.toml``.
The border is taken for the ground: one colour that may grow lighter to one side, as a window makes it. What
differs from it is the product. On a busy ground that cannot be told, and nothing is then said of its place.
"""

import functools
import io
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.facts.wording import say_number
from lopo.producers.evidence import MAX_PIXELS

STOP, ADVICE = "stop", "advice"
_FORMATS = ("JPEG", "PNG", "WEBP", "MPO")
_LEAST = 16
"""Pixels of the shorter side below which nothing can be measured."""
_OFF = 0.995
"""Of the product's pixels so many count for its box: single specks do not."""

_ROUNDS = 3
"""How often the ground is fitted anew without what lies far off it."""
_WEIGHTS = np.array([0.299, 0.587, 0.114])
"""Of red, green and blue in brightness."""

Grey = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a picture is like. Shares are per cent, brightness 0 to 255.

    What can only be told of a product on a plain ground is ``None`` where the ground is busy.
    """

    width: int
    height: int
    sharpness: float
    """Variance of the Laplacian in the sharpest squares."""
    light: float
    """Brightness of the product, or of the middle."""
    burnt: float
    """Share of the box around the product that is white without detail."""
    ground: float
    uneven: float
    """How far the darkest and the brightest place of the ground lie apart."""
    edges: float
    """Share of the ground in which something begins or ends."""
    fills: float | None
    """Share of the picture inside the box around the product."""
    aside: float | None
    """How far its middle lies from the picture's, in per cent of the side."""
    cut: float | None
    """Share of the border that is product."""

    @property
    def side(self) -> int:
        """The shorter side in pixels."""
        return min(self.width, self.height)

    def to_plain(self) -> dict[str, float | int | None]:
        """As JSON keeps it."""
        return {
            name: round(value, 2) if isinstance(value, float) else value
            for name, value in asdict(self).items()
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Measured":
        return cls(**plain)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to do better: its drawn example is called like its ``id``."""

    id: str
    title: Text
    says: Text
    stops: bool


@dataclass(frozen=True, slots=True)
class Purpose:
    """Whether the picture will do for one use, and what keeps it back."""

    id: str
    title: Text
    note: Text | None
    faults: tuple[Fault, ...]

    @property
    def good(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything there is to say of a picture, what matters most first."""

    faults: tuple[Fault, ...]
    purposes: tuple[Purpose, ...]

    @property
    def good(self) -> bool:
        """Whether it will do for everything."""
        return all(each.good for each in self.purposes)


def measure(content: bytes) -> Measured:
    """Look at a picture. Raises :class:`Refused` for what is none, or is too large or too small to judge."""
    picture = _opened(content)
    width, height = picture.size
    small = picture.copy()
    small.thumbnail((_number("side"), _number("side")), Image.Resampling.LANCZOS)
    colours = np.asarray(small, dtype=np.float64)
    grey: Grey = colours @ _WEIGHTS
    border = _border_of(grey.shape)
    edges = _edge_share(grey, border)
    ground = _ground(colours, border)
    # On a busy ground the border is no one colour, and the product cannot be told from it.
    subject = _subject(colours, ground) if edges <= _limit("busy") else None
    seen = subject if subject is not None and subject.any() else _middle(grey.shape)
    shade = ground @ _WEIGHTS
    return Measured(
        width=width,
        height=height,
        sharpness=_sharpness(grey),
        light=float(grey[seen].mean()),
        burnt=100 * float((grey[_boxed(seen)] >= _number("burnt_at")).mean()),
        ground=float(np.median(shade)),
        uneven=float(shade.max() - shade.min()),
        edges=edges,
        fills=None if subject is None else 100 * float(_boxed(subject).mean()),
        aside=None if subject is None or not subject.any() else 100 * _aside(subject),
        cut=None if subject is None else 100 * float(subject[border].mean()),
    )


def judge(measured: Measured) -> Verdict:
    """What is wrong with a picture and what it is good enough for."""
    faults = tuple(fault for id in _table()["fault"] if (fault := _fault(id, measured)) is not None)
    faults = tuple(sorted(faults, key=lambda each: not each.stops))
    return Verdict(faults, tuple(_purpose(id, row, faults) for id, row in _table()["purpose"].items()))


def confidence() -> str:
    """How sure the limits are."""
    word: str = _table()["confidence"]
    return word


def _opened(content: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as photo:
            if photo.width * photo.height > MAX_PIXELS:
                raise _TOO_LARGE
            upright = ImageOps.exif_transpose(photo).convert("RGB")
    except Refused:
        raise
    except Exception:  # the decoders meet hostile bytes with faults of every kind
        raise _NO_PICTURE from None
    if min(upright.size) < _LEAST:
        raise _TOO_TINY
    return upright


def _sharpness(grey: Grey) -> float:
    """The variance of the Laplacian in the squares that have the most of it: an eighth of them."""
    inner = grey[1:-1, 1:-1]
    laplacian = grey[:-2, 1:-1] + grey[2:, 1:-1] + grey[1:-1, :-2] + grey[1:-1, 2:] - 4 * inner
    count = _number("tiles")
    rows = np.array_split(laplacian, min(count, laplacian.shape[0]))
    squares = [
        square.var() for row in rows for square in np.array_split(row, min(count, row.shape[1]), axis=1)
    ]
    best = sorted(squares, reverse=True)[: max(1, len(squares) // 8)]
    return float(np.mean(best))


def _border_of(shape: tuple[int, ...]) -> Mask:
    border = np.ones(shape, dtype=np.bool_)
    rows, columns = (max(1, round(length * _figure("border"))) for length in shape)
    border[rows:-rows, columns:-columns] = False
    return border


def _middle(shape: tuple[int, ...]) -> Mask:
    middle = np.zeros(shape, dtype=np.bool_)
    rows, columns = (length // 4 for length in shape)
    middle[rows : shape[0] - rows, columns : shape[1] - columns] = True
    return middle


def _edge_share(grey: Grey, border: Mask) -> float:
    """Per cent of the border at which brightness steps from one pixel to the next."""
    steps = np.zeros(grey.shape)
    steps[:, 1:] = np.abs(np.diff(grey, axis=1))
    steps[1:, :] = np.maximum(steps[1:, :], np.abs(np.diff(grey, axis=0)))
    return 100 * float((steps[border] >= _number("edge_from")).mean())


def _ground(colours: Grey, border: Mask) -> Grey:
    """The ground behind the whole picture: a plane through the border's colours, far-off ones left out."""
    rows, columns = border.shape
    down, across = np.mgrid[0 : 1 : rows * 1j, 0 : 1 : columns * 1j]
    place = np.stack([np.ones_like(down), down, across], axis=-1)
    taken = border
    for _round in range(_ROUNDS):
        plane = np.linalg.lstsq(place[taken], colours[taken], rcond=None)[0]
        off = np.abs(colours - place @ plane).max(axis=2)
        taken = border & (off <= max(2.0, 2 * float(np.median(off[taken]))))
    ground: Grey = np.clip(place @ plane, 0, 255)
    return ground


def _subject(colours: Grey, ground: Grey) -> Mask:
    far: Mask = np.sqrt(((colours - ground) ** 2).sum(axis=2)) >= _number("subject_from")
    return far


def _span(along: NDArray[np.float64]) -> tuple[float, float]:
    """From where to where the product reaches along one side, as shares of it; specks left out."""
    reached = np.cumsum(along) / along.sum()
    first, last = np.searchsorted(reached, (1 - _OFF, _OFF))
    return float(first) / len(along), float(last + 1) / len(along)


def _boxed(subject: Mask) -> Mask:
    """The box around the product, filled."""
    box = np.zeros(subject.shape, dtype=np.bool_)
    if subject.any():
        (top, bottom), (left, right) = (_span(subject.sum(axis=axis).astype(np.float64)) for axis in (1, 0))
        rows, columns = subject.shape
        box[int(top * rows) : round(bottom * rows), int(left * columns) : round(right * columns)] = True
    return box if box.any() else subject


def _aside(subject: Mask) -> float:
    """The greater of the two distances of the box's middle from the picture's, as a share of the side."""
    spans = [_span(subject.sum(axis=axis).astype(np.float64)) for axis in (1, 0)]
    return max(abs((first + last) / 2 - 0.5) for first, last in spans)


def _fault(id: str, measured: Measured) -> Fault | None:
    row = _table()["fault"][id]
    found = getattr(measured, row["figure"])
    if found is None:
        return None
    limit = row.get("under", row.get("over"))
    if not (found < limit if "under" in row else found > limit):
        return None
    says = Text.from_table(row["says"], id).filled(found=say_number(round(found)), limit=say_number(limit))
    return Fault(id, Text.from_table(row["title"], id), says, row["weight"] == STOP)


def _purpose(id: str, row: Mapping[str, Any], faults: tuple[Fault, ...]) -> Purpose:
    kept_back = tuple(
        each for each in faults if (each.stops and each.id not in row["allows"]) or each.id in row["asks"]
    )
    note = Text.from_table(row["note"], id) if "note" in row else None
    return Purpose(id, Text.from_table(row["title"], id), note, kept_back)


def _limit(fault: str) -> float:
    return float(_table()["fault"][fault]["over"])


def _number(name: str) -> int:
    value: int = _table()["measure"][name]
    return value


def _figure(name: str) -> float:
    value: float = _table()["measure"][name]
    return value


@functools.cache
def _table() -> Mapping[str, Any]:
    return read_toml("lopo.market.promotion", "photo_check.toml")


_NO_PICTURE = Refused(
    Text("Ini bukan foto yang bisa dibuka. Kirim foto JPG atau PNG dari kamera.",
         "This is not a photo that can be opened. Send a JPG or PNG from the camera.")
)  # fmt: skip
_TOO_LARGE = Refused(
    Text("Foto ini terlalu besar. Kirim foto biasa dari ponsel.",
         "This picture is too large. Send an ordinary photo from the phone.")
)  # fmt: skip
_TOO_TINY = Refused(
    Text("Gambar ini terlalu kecil untuk dinilai. Kirim foto dari kamera.",
         "This picture is too small to be judged. Send a photo from the camera.")
)  # fmt: skip
