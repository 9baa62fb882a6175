"""Draw a symbol as a printer at 300 dots an inch would, and read it back."""

from decimal import Decimal

import zxingcpp
from PIL import Image, ImageDraw

from lopo.labels.codes.size import SymbolSize
from lopo.labels.codes.symbol import Symbol

DOTS_A_MM = Decimal(300) / Decimal("25.4")


def drawn(symbol: Symbol, size: SymbolSize) -> Image.Image:
    """The symbol with nothing but its quiet zones around it, in dots of a 300 dpi printer."""
    above = size.quiet_above_mm or Decimal(1)
    page = Image.new("L", (dots(size.width_mm), dots(size.bar_height_mm + size.guard_mm + 2 * above)), 255)
    pen = ImageDraw.Draw(page)
    rows = len(symbol.rows)
    for number, row in enumerate(symbol.rows):
        for column, dark in enumerate(row):
            if not dark:
                continue
            left, right = (size.quiet_left_mm + each * size.x_mm for each in (column, column + 1))
            top = above + size.bar_height_mm * number / rows
            bottom = above + size.bar_height_mm * (number + 1) / rows
            bottom += size.guard_mm if column in symbol.guards else 0
            pen.rectangle((dots(left), dots(top), dots(right) - 1, dots(bottom) - 1), fill=0)
    return page


def dots(length_mm: Decimal) -> int:
    return round(length_mm * DOTS_A_MM)


def read_back(image: Image.Image) -> list[tuple[str, str]]:
    """What zxing sees: symbology identifier and raw content."""
    return [(code.symbology_identifier, code.bytes.decode()) for code in zxingcpp.read_barcodes(image)]
