"""How large a code is printed: module width (X), bar height and quiet zones, within GS1's limits.

Limits and sources: ``size.toml``. Millimetres as :class:`decimal.Decimal`. A size outside the limits is
refused, because a till or a warehouse may not read it. At a wider X the bars are taller: between the heights
that GS1 gives for the least, the recommended and the greatest X, the height asked goes up in a straight line.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lopo.facts.kinds import Refused
from lopo.facts.text import Text, joined
from lopo.facts.toml_file import read_toml
from lopo.facts.wording import say_number
from lopo.labels.codes.symbol import Symbol

CONSUMER, CASE = PLACES = ("consumer", "case")
FINEST = Decimal("0.001")
"""Steps of X that :func:`largest_in` tries, in millimetres."""

_PLACE_NAMES = {
    CONSUMER: Text("kemasan yang dibayar di kasir", "packs paid for at a till"),
    CASE: Text("karton di gudang", "cases in a warehouse"),
}
NOT_THERE = Text("Kode {kind} tidak dipakai pada {where}.", "{kind} codes are not for {where}.")
TOO_SMALL = Text(
    "Kode ini terlalu kecil untuk dibaca: garis tertipis {x} mm, paling kecil {bound} mm. "
    "Lebar seluruhnya paling kecil {whole} mm.",
    "This code is too small to be read: its thinnest bar is {x} mm, the least is {bound} mm. "
    "The whole must be at least {whole} mm wide.",
)
TOO_LARGE = Text(
    "Kode ini terlalu besar: garis tertipis {x} mm, paling besar {bound} mm. "
    "Lebar seluruhnya paling besar {whole} mm.",
    "This code is too large: its thinnest bar is {x} mm, the most is {bound} mm. "
    "The whole may be at most {whole} mm wide.",
)
TOO_LOW = Text(
    "Garis kode setinggi {height} mm terlalu pendek. Pada lebar ini paling pendek {bound} mm.",
    "Bars of {height} mm are too short. At this width they must be at least {bound} mm high.",
)
TOO_HIGH = Text(
    "Garis kode setinggi {height} mm terlalu tinggi, paling tinggi {bound} mm.",
    "Bars of {height} mm are too high; at most {bound} mm.",
)
TOO_WIDE = Text(
    "Kode ini jadi {whole} mm, lebih dari {bound} mm. Kurangi isinya atau bagi menjadi dua kode.",
    "This code would be {whole} mm wide, more than {bound} mm. Put less into it, or use two codes.",
)
NO_ROOM = Text(
    "Tempat untuk kode {kind} kurang {lacks}. Paling kecil {width} × {height} mm.",
    "The space for the {kind} code lacks {lacks}. It needs at least {width} × {height} mm.",
)
WIDTH, HEIGHT = (
    Text("lebar {length} mm", "{length} mm of width"),
    Text("tinggi {length} mm", "{length} mm of height"),
)


@dataclass(frozen=True, slots=True)
class SymbolSize:
    """The printed size of a symbol, in millimetres.

    ``symbol_width_mm`` is the symbol alone, ``width_mm`` with its quiet zones. ``bar_height_mm`` is the bars
    without text and without the longer guards (``guard_mm`` more below), or the height of a QR code.
    ``quiet_above_mm`` must stay empty above and below a QR code; it is zero for bars.
    """

    kind: str
    x_mm: Decimal
    bar_height_mm: Decimal
    quiet_left_mm: Decimal
    quiet_right_mm: Decimal
    width_mm: Decimal
    symbol_width_mm: Decimal
    quiet_above_mm: Decimal = Decimal(0)
    guard_mm: Decimal = Decimal(0)

    @property
    def height_mm(self) -> Decimal:
        """The height the symbol needs, with its guards and the quiet zones above and below."""
        return self.bar_height_mm + self.guard_mm + 2 * self.quiet_above_mm


@dataclass(frozen=True, slots=True)
class Limits:
    """What GS1 allows a kind of code at a place; lengths in mm, quiet zones and guards in modules.

    ``bearer_mm`` is the thickness of the frame around the code where a plate prints it.
    """

    least_x: Decimal
    usual_x: Decimal
    greatest_x: Decimal
    heights: tuple[Decimal, ...]
    tallest: Decimal | None
    widest: Decimal | None
    quiet: tuple[int, int]
    guard: int
    confidence: str
    bearer_mm: Decimal = Decimal(0)

    def height_at(self, x_mm: Decimal) -> Decimal:
        """The least height of the bars at ``x_mm``."""
        least, usual, greatest = self.heights
        if x_mm <= self.usual_x and self.usual_x > self.least_x:
            return _between(x_mm, (self.least_x, least), (self.usual_x, usual))
        if self.greatest_x > self.usual_x:
            return _between(x_mm, (self.usual_x, usual), (self.greatest_x, greatest))
        return greatest


def _between(x: Decimal, low: tuple[Decimal, Decimal], high: tuple[Decimal, Decimal]) -> Decimal:
    height = low[1] + (high[1] - low[1]) * (x - low[0]) / (high[0] - low[0])
    return height.quantize(Decimal("0.01"))


def limits_of(kind: str, place: str | None = None) -> Limits:
    """The limits for a kind of code; without ``place``, where such a code usually stands.

    Raises :class:`Refused` where GS1 gives none, such as an ITF-14 at a till.
    """
    if place is not None and place not in PLACES:
        raise ValueError(f"no place {place!r}; there are {', '.join(PLACES)}")
    rows = [row for row in _table() if kind in row["kinds"] and place in (None, row["place"])]
    if not rows:
        assert place is not None  # noqa: S101 - each kind has a row
        raise Refused(NOT_THERE.filled(kind=kind.upper(), where=_PLACE_NAMES[place]))
    row = rows[0]
    least, usual, greatest = (Decimal(x) for x in row["x"])
    return Limits(
        least_x=least,
        usual_x=usual,
        greatest_x=greatest,
        heights=tuple(Decimal(height) for height in row.get("heights", ())),
        tallest=Decimal(row["tallest"]) if "tallest" in row else None,
        widest=Decimal(row["widest"]) if "widest" in row else None,
        quiet=(row["quiet"][0], row["quiet"][1]),
        guard=row.get("guard", 0),
        confidence=row["confidence"],
        bearer_mm=Decimal(row["bearer"]["mm"]) if "bearer" in row else Decimal(0),
    )


def size_of(
    symbol: Symbol, *, x_mm: Decimal | None = None, height_mm: Decimal | None = None, place: str | None = None
) -> SymbolSize:
    """The size of a symbol: at the recommended X and the height it asks, unless others are given.

    Raises :class:`Refused`, saying the limit in millimetres, for an X or a height that GS1 does not allow.
    """
    limits = limits_of(symbol.kind, place)
    x = limits.usual_x if x_mm is None else x_mm
    if not limits.least_x <= x <= limits.greatest_x:
        raise _wrong_x(symbol, limits, x)
    size = _sized(symbol, limits, x, height_mm)
    _refuse_wrong_height(symbol, limits, size)
    if limits.widest is not None and size.width_mm > limits.widest:
        raise Refused(TOO_WIDE.filled(whole=_mm(size.width_mm), bound=_mm(limits.widest)))
    return size


def largest_in(symbol: Symbol, width_mm: Decimal, height_mm: Decimal, place: str | None = None) -> SymbolSize:
    """The largest size that fits a space of ``width_mm`` (quiet zones inside) by ``height_mm``.

    The height is for bars with their guards, or a QR code with its quiet zones; the line of text is extra.
    Raises :class:`Refused`, saying how many millimetres are missing, where not even the least size fits.
    """
    limits = limits_of(symbol.kind, place)
    least = _sized(symbol, limits, limits.least_x)
    wide, high = (
        max(asked, Decimal(0)) for asked in (least.width_mm - width_mm, least.height_mm - height_mm)
    )
    if wide or high:
        raise _no_room(symbol, least, wide, high)
    widest = width_mm if limits.widest is None else min(width_mm, limits.widest)
    fits, too_large = int(limits.least_x / FINEST), int(limits.greatest_x / FINEST) + 1
    while too_large - fits > 1:
        middle = (fits + too_large) // 2
        tried = _sized(symbol, limits, middle * FINEST)
        if tried.width_mm <= widest and tried.height_mm <= height_mm:
            fits = middle
        else:
            too_large = middle
    return size_of(symbol, x_mm=fits * FINEST, place=place)


def _sized(symbol: Symbol, limits: Limits, x: Decimal, height_mm: Decimal | None = None) -> SymbolSize:
    left, right = limits.quiet
    if symbol.is_linear:
        height = limits.height_at(x) if height_mm is None else height_mm
    else:
        height = len(symbol.rows) * x
    return SymbolSize(
        kind=symbol.kind,
        x_mm=x,
        bar_height_mm=height,
        quiet_left_mm=left * x,
        quiet_right_mm=right * x,
        width_mm=(symbol.modules + left + right) * x,
        symbol_width_mm=symbol.modules * x,
        quiet_above_mm=Decimal(0) if symbol.is_linear else left * x,
        guard_mm=limits.guard * x,
    )


def _wrong_x(symbol: Symbol, limits: Limits, x: Decimal) -> Refused:
    if x < limits.least_x:
        bound, sentence = limits.least_x, TOO_SMALL
    else:
        bound, sentence = limits.greatest_x, TOO_LARGE
    whole = _sized(symbol, limits, bound).width_mm
    return Refused(sentence.filled(x=_mm(x), bound=_mm(bound), whole=_mm(whole)))


def _refuse_wrong_height(symbol: Symbol, limits: Limits, size: SymbolSize) -> None:
    if not symbol.is_linear:
        return
    height, least = size.bar_height_mm, limits.height_at(size.x_mm)
    if height < least:
        raise Refused(TOO_LOW.filled(height=_mm(height), bound=_mm(least)))
    if limits.tallest is not None and height > limits.tallest:
        raise Refused(TOO_HIGH.filled(height=_mm(height), bound=_mm(limits.tallest)))


def _no_room(symbol: Symbol, least: SymbolSize, wide: Decimal, high: Decimal) -> Refused:
    lacks = [sentence.filled(length=_mm(each)) for sentence, each in ((WIDTH, wide), (HEIGHT, high)) if each]
    return Refused(
        NO_ROOM.filled(
            kind=symbol.kind.upper(),
            lacks=joined(lacks, Text(" dan ", " and ")),
            width=_mm(least.width_mm),
            height=_mm(least.height_mm),
        )
    )


def _mm(length: Decimal) -> Text:
    return say_number(length.normalize())


@functools.cache
def _table() -> tuple[Mapping[str, Any], ...]:
    return tuple(read_toml("lopo.labels.codes", "size.toml")["symbol"])
