"""Where each rupiah of a cost goes: bars as SVG, readable on a narrow phone and in both lights."""

from collections.abc import Sequence
from html import escape

from lopo.costing.unit_cost import Part
from lopo.facts.figures import say_rupiah

WIDTH = 320
ROW, BAR, TEXT_RISE = 40, 12, 14
BAR_WIDTH = 316


def bars(parts: Sequence[Part], language: str, title: str) -> str:
    """An SVG with a bar for each part, as long as its share of the largest; words and rupiah above it.

    Colours come from the page's style (classes ``bar-ground``, ``bar-part``, ``bar-word``).
    """
    largest = max((part.idr for part in parts), default=0) or 1
    rows = "".join(_row(place, part, largest, language) for place, part in enumerate(parts))
    height = ROW * len(parts)
    return (
        f'<svg class="cost-bars" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}" '
        f'xmlns="http://www.w3.org/2000/svg">{rows}</svg>'
    )


def _row(place: int, part: Part, largest: int, language: str) -> str:
    top = place * ROW
    width = max(2, BAR_WIDTH * max(part.idr, 0) // largest)
    words = escape(part.title.in_language(language))
    rupiah = escape(say_rupiah(part.idr).in_language(language))
    line = f'y="{top + TEXT_RISE}"'
    return (
        f'<text class="bar-word" x="2" {line}>{words}</text>'
        f'<text class="bar-word bar-rupiah" x="{WIDTH - 2}" {line} text-anchor="end">{rupiah}</text>'
        f'<rect class="bar-ground" x="2" y="{top + 20}" width="{BAR_WIDTH}" height="{BAR}" rx="2"/>'
        f'<rect class="bar-part bar-{part.kind}" x="2" y="{top + 20}" width="{width}" height="{BAR}" rx="2"/>'
    )
