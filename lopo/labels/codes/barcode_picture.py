"""A barcode drawn as SVG at its true size: one unit of the drawing is one millimetre.

Modules come from ``codes.symbol``, lengths from ``codes.size``; nothing here decides how large a code may be.
Bars are black on white also where the page is dark, or a till would not read them. The code of a carton has
the frame that a printing plate needs (bearer bars) around its bars and quiet zones.
"""

from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape

import typst

from lopo.labels.codes.size import SymbolSize, limits_of, size_of
from lopo.labels.codes.symbol import EAN_8, EAN_13, ITF_14, UPC_A, Symbol, make_symbol
from lopo.producers.typefaces import fonts

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
    """An ``<svg>`` of a linear ``symbol`` with its quiet zones, its frame, and the line for people below."""
    letter, bearer = LETTERS * size.x_mm, limits_of(symbol.kind).bearer_mm
    foot = size.bar_height_mm + 2 * bearer
    baseline = foot + letter * Decimal("0.95")
    width, height = size.width_mm + 2 * bearer, max(baseline + letter / 5, foot + size.guard_mm)
    return (
        f'<svg class="barcode" xmlns="http://www.w3.org/2000/svg" role="img" width="{width}mm" '
        f'height="{height:.3f}mm" viewBox="0 0 {width} {height:.3f}"><title>{escape(title)}</title>'
        f'<path fill="#fff" d="M0 0h{width}v{height:.3f}h-{width}z"/>'
        f'<path fill="#000" d="{_bars(symbol, size, bearer)}{_frame(width, foot, bearer)}"/>'
        f'<g fill="#000" font-family="OCR-B, OCRB, monospace" font-size="{letter:.3f}" '
        f'text-anchor="middle">{_digits(symbol, size, baseline, bearer)}</g></svg>'
    )


def barcode_pdf(drawn: Drawn) -> bytes:
    """The drawing as a page of its own size, its digits in a typeface of the house."""
    svg = drawn.svg.replace("OCR-B, OCRB, monospace", "Source Sans Pro")
    page = '#set page(width: auto, height: auto, margin: 0mm)\n#image(bytes(sys.inputs.svg), format: "svg")'
    made = typst.compile(
        page.encode(), format="pdf", font_paths=fonts(), sys_inputs={"svg": svg}, pdf_tags=False
    )
    assert isinstance(made, bytes)  # noqa: S101 - one PDF, no output file was named
    return made


def _frame(width: Decimal, height: Decimal, thick: Decimal) -> str:
    """A frame of bars inside ``width`` by ``height``; nothing where it has no thickness."""
    if not thick:
        return ""
    inner_width, inner_height = width - 2 * thick, height - 2 * thick
    return f"M0 0h{width}v{height}h-{width}zM{thick} {thick}v{inner_height}h{inner_width}v-{inner_height}z"


def _bars(symbol: Symbol, size: SymbolSize, bearer: Decimal) -> str:
    guards = frozenset(symbol.guards)
    drawn = []
    for column, width in symbol.bars:
        left = bearer + size.quiet_left_mm + column * size.x_mm
        high = size.bar_height_mm + (size.guard_mm if column in guards else 0)
        drawn.append(f"M{left} {bearer}v{high}h{width * size.x_mm}V{bearer}z")
    return "".join(drawn)


def _digits(symbol: Symbol, size: SymbolSize, baseline: Decimal, bearer: Decimal) -> str:
    zones = ZONES.get(symbol.kind, ((0, symbol.modules),))
    groups = symbol.text.split(" ") if symbol.kind in ZONES else [symbol.text]
    written = []
    for group, (start, width) in zip(groups, zones, strict=True):
        middle = bearer + size.quiet_left_mm + (start + Decimal(width) / 2) * size.x_mm
        written.append(f'<text x="{middle:.3f}" y="{baseline:.3f}">{escape(group)}</text>')
    return "".join(written)
