"""A barcode drawn as SVG at its true size: one unit of the drawing is one millimetre.

Modules come from ``codes.symbol``, lengths from ``codes.size``; nothing here decides how large a code may be.
Bars are black on white also where the page is dark, or a till would not read them.
"""

from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

from lopo.labels.codes.size import SymbolSize, limits_of, size_of
from lopo.labels.codes.symbol import EAN_8, EAN_13, ITF_14, UPC_A, Symbol, make_symbol

KIND_OF_LENGTH = {8: EAN_8, 12: UPC_A, 13: EAN_13, 14: ITF_14}
"""Which symbol carries a number of so many digits."""

LETTERS = Decimal("8.3")
"""Height of the digits below, in modules: how it looks well, no rule."""
ZONES = {
    EAN_13: ((-10, 9), (4, 41), (51, 40)),
    EAN_8: ((4, 27), (36, 27)),
    UPC_A: ((-9, 8), (11, 34), (50, 34), (96, 8)),
}
"""Between which modules each group of digits stands: first module and how many."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A barcode to show: the picture, how large it is, and how large it must be at least."""

    svg: str
    kind: str
    size: SymbolSize
    least: SymbolSize


def draw_number(number: str, title: str) -> Drawn:
    """The barcode of a GTIN at the size that GS1 recommends.

    Raises :class:`lopo.facts.kinds.Refused` for a number that no barcode carries.
    """
    symbol = make_symbol(KIND_OF_LENGTH.get(len(number), EAN_13), number)
    size, least = size_of(symbol), size_of(symbol, x_mm=limits_of(symbol.kind).least_x)
    return Drawn(barcode_svg(symbol, size, title), symbol.kind, size, least)


def barcode_svg(symbol: Symbol, size: SymbolSize, title: str) -> str:
    """An ``<svg>`` of a linear ``symbol`` with its quiet zones and the line for people below."""
    letter = LETTERS * size.x_mm
    baseline = size.bar_height_mm + letter * Decimal("0.95")
    width, height = size.width_mm, max(baseline + letter / 5, size.bar_height_mm + size.guard_mm)
    return (
        f'<svg class="barcode" xmlns="http://www.w3.org/2000/svg" role="img" width="{width}mm" '
        f'height="{height:.3f}mm" viewBox="0 0 {width} {height:.3f}"><title>{escape(title)}</title>'
        f'<path fill="#fff" d="M0 0h{width}v{height:.3f}h-{width}z"/>'
        f'<path fill="#000" d="{_bars(symbol, size)}"/>'
        f'<g fill="#000" font-family="OCR-B, OCRB, monospace" font-size="{letter:.3f}" '
        f'text-anchor="middle">{_digits(symbol, size, baseline)}</g></svg>'
    )


def _bars(symbol: Symbol, size: SymbolSize) -> str:
    guards = frozenset(symbol.guards)
    drawn = []
    for column, width in symbol.bars:
        left = size.quiet_left_mm + column * size.x_mm
        high = size.bar_height_mm + (size.guard_mm if column in guards else 0)
        drawn.append(f"M{left} 0v{high}h{width * size.x_mm}V0z")
    return "".join(drawn)


def _digits(symbol: Symbol, size: SymbolSize, baseline: Decimal) -> str:
    zones = ZONES.get(symbol.kind, ((0, symbol.modules),))
    groups = symbol.text.split(" ") if symbol.kind in ZONES else [symbol.text]
    written = []
    for group, (start, width) in zip(groups, zones, strict=True):
        middle = size.quiet_left_mm + (start + Decimal(width) / 2) * size.x_mm
        written.append(f'<text x="{middle:.3f}" y="{baseline:.3f}">{escape(group)}</text>')
    return "".join(written)
