"""The weighed packs as a picture: each a mark on the scale of contents, beside the label, T and 2T.

Pure: takes a verdict, gives SVG. A pack that lacks more than T is a triangle, one that lacks more than 2T a
cross, so that nothing hangs on colour. Drawn 340 wide, to be read on a screen of 320 pixels.
"""

from collections.abc import Sequence
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from lopo.facts.figures import say_number
from lopo.facts.text import Text
from lopo.quality.weighing.net_content import GROSS, SHORT, LotVerdict, shortness
from lopo.quality.weighing.unit import said, said_amount

WIDTH, SIDE, TOP, FOOT, STEP, COLUMNS = 340, 22, 34, 42, 9, 40
MOST_HIGH = 24
SHAPES = {
    "": "M-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0-7.2 0Z",
    SHORT: "M0-4.4 4.2 3.2H-4.2Z",
    GROSS: "M-1.3-4h2.6v2.7h2.7v2.6h-2.7v2.7h-2.6v-2.7h-2.7v-2.6h2.7Z",
}
"""A disc, a triangle, a cross."""


def strip_title() -> Text:
    """The question that the picture answers."""
    return Text("Berapa isi tiap kemasan?", "What does each pack hold?")


def key_mark(shortage: str) -> str:
    """One mark alone, for the key beside the picture."""
    return f'<svg class="strip-key" viewBox="-6 -6 12 12" aria-hidden="true">{_mark(shortage, 0, 0)}</svg>'


def strip(verdict: LotVerdict, contents: Sequence[Decimal], base: str, language: str) -> str:
    """The picture as SVG; nothing of it moves or needs a program."""
    low = float(min(*contents, verdict.gross_content))
    high = float(max(*contents, verdict.nominal, verdict.mean))
    room = (high - low or 1) * 0.05
    low, high = low - room, high + room

    def at(amount: Decimal) -> float:
        return round(SIDE + (float(amount) - low) / (high - low) * (WIDTH - 2 * SIDE), 1)

    marks, highest = _marks(verdict, contents, low, high)
    floor = TOP + max(highest, 4) * STEP + 6
    lines = _line("strip-nominal", at(verdict.nominal), floor, "label", said(verdict.nominal), language, 2)
    lines += _line("strip-t", at(verdict.least_content), floor, "T", said(verdict.least_content), language, 1)
    lines += _line(
        "strip-2t", at(verdict.gross_content), floor, "2T", said(verdict.gross_content), language, 1
    )
    mean = at(verdict.mean)
    lines += f'<path class="strip-mean" d="M{mean} {floor + 3}l5 8h-10Z"/>'
    body = "".join(_mark(shortage, x, floor - 6 - level * STEP) for shortage, x, level in marks)
    words = Text("{count} kemasan, rata-rata {mean}; label {nominal}.",
                 "{count} packs, {mean} on average; the label says {nominal}.").filled(
        count=say_number(len(contents)),
        mean=said_amount(verdict.mean, base),
        nominal=said_amount(verdict.nominal, base),
    )  # fmt: skip
    label = quoteattr(f"{strip_title().in_language(language)} {words.in_language(language)}")
    return (
        f'<svg class="strip" viewBox="0 0 {WIDTH} {floor + FOOT}" role="img" aria-label={label}>'
        f'<path class="strip-floor" d="M{SIDE - 8} {floor}H{WIDTH - SIDE + 8}"/>{lines}{body}</svg>'
    )


def _marks(
    verdict: LotVerdict, contents: Sequence[Decimal], low: float, high: float
) -> tuple[list[tuple[str, float, int]], int]:
    """Each pack as (shortage, place, level): packs of nearly the same content stand on one another."""
    heights: dict[int, int] = {}
    found = []
    for content in sorted(contents):
        column = int((float(content) - low) / (high - low) * COLUMNS)
        level = heights.get(column, 0)
        heights[column] = level + 1
        x = round(SIDE + (column + 0.5) / COLUMNS * (WIDTH - 2 * SIDE), 1)
        if level < MOST_HIGH:
            found.append((shortness(content, verdict), x, level))
    return found, min(max(heights.values()), MOST_HIGH)


def _mark(shortage: str, x: float, y: float) -> str:
    kind = shortage or "good"
    return f'<path class="strip-mark strip-{kind}" transform="translate({x} {y})" d="{SHAPES[shortage]}"/>'


def _line(kind: str, x: float, floor: float, word: str, amount: Text, language: str, row: int) -> str:
    anchor = "start" if x < 60 else "end" if x > WIDTH - 60 else "middle"
    foot = floor + 14 + row * 12
    return (
        f'<path class="{kind}" d="M{x} {TOP - 14}V{floor + 3}"/>'
        f'<text class="strip-word {kind}-word" x="{x}" y="{TOP - 18}" text-anchor="{anchor}">'
        f"{escape(word)}</text>"
        f'<text class="strip-word" x="{x}" y="{foot}" text-anchor="{anchor}">'
        f"{escape(amount.in_language(language))}</text>"
    )
