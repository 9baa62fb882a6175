"""Bars that answer a question: a word and a figure above each, readable on a screen of 320 pixels.

Pure: takes rows, gives SVG. On a page colours come from the style sheet by class, so the picture follows
light,
dark and print; for a typeset page it brings its own style. What is told only is hatched, what is not
measured is a
dashed line: nothing hangs on colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from lopo.facts.text import Text

WIDTH = 320
ROW, BAR = 38, 13
RISE = 14
"""From the top of a row to the foot of its words."""
GAP = 10
"""Between two groups of bars."""

SHOWN, BESIDE = "shown", "beside"

_NOT_MEASURED = Text("tidak terukur", "not measured")

PRINT_STYLE = (
    '<style>text{font-family:"Source Sans Pro";font-size:13px;fill:#2a2420}.chart-figure{font-weight:600}'
    ".chart-ground{fill:#f1ead9}.chart-shown{fill:#29386b}.chart-beside{fill:#c58a12}"
    ".chart-before{fill:#fffdf7;stroke:#29386b;stroke-width:1.5}"
    ".chart-hatch path{stroke:#29386b;stroke-width:2}.chart-none{stroke:#635a4f;stroke-dasharray:3 3}</style>"
)
"""Colours and type where no style sheet reaches."""


_HATCH = (
    '<defs><pattern id="chart-hatch" class="chart-hatch" width="6" height="6" '
    'patternUnits="userSpaceOnUse"><path d="M-1 7 7-1M-1 1 1-1M5 7 7 5"/></pattern></defs>'
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. ``share`` and ``told`` are of the whole width, of 1; ``share`` is ``None`` where nothing is
    known.

    ``before`` is the part of ``share`` that was there before, drawn hollow; ``told`` is what stands after the
    bar, hatched, and ``spoken`` what the picture's name says instead of the
    figure, which has little room; ``apart`` begins a new group.
    """

    words: str
    figure: str
    share: float | None
    told: float = 0.0
    kind: str = SHOWN
    apart: bool = False
    spoken: str = ""
    before: float = 0.0


def bars(rows: Sequence[Bar], title: str, language: str, *, in_print: bool = False) -> str:
    """The picture as SVG; its name is the question and every bar in words."""
    top = 0
    parts: list[str] = []
    for row in rows:
        top += GAP if row.apart and parts else 0
        parts.append(_row(row, top, language))
        top += ROW
    said = "; ".join(f"{row.words}: {row.spoken or _figure(row, language)}" for row in rows)
    label = quoteattr(f"{title} {said}".strip())
    drawn = [PRINT_STYLE] if in_print else []
    drawn += [_HATCH] if any(row.told for row in rows) else []
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {max(top, 1)}" role="img" aria-label={label} '
        f'xmlns="http://www.w3.org/2000/svg">{"".join([*drawn, *parts])}</svg>'
    )


def _figure(row: Bar, language: str) -> str:
    return row.figure if row.share is not None else _NOT_MEASURED.in_language(language)


def _row(row: Bar, top: int, language: str) -> str:
    foot = top + RISE
    bar = top + RISE + 6
    words = [
        f'<text class="chart-word" x="0" y="{foot}">{escape(row.words)}</text>',
        f'<text class="chart-figure" x="{WIDTH}" y="{foot}" text-anchor="end">'
        f"{escape(_figure(row, language))}</text>",
    ]
    if row.share is None:
        middle = bar + BAR / 2
        return "".join([*words, f'<path class="chart-none" d="M0 {middle}H{WIDTH}" fill="none"/>'])
    width = _wide(row.share)
    told = min(_wide(row.told), WIDTH - width)
    ground = _rect("chart-ground", 0, bar, WIDTH)
    before = min(_wide(row.before), width)
    shown = _hollow(bar, before) if before else ""
    if width > before:
        shown += _rect(f"chart-bar chart-{row.kind}", before, bar, width - before)
    hatched = _rect("chart-told", width, bar, told) if told else ""
    return "".join([*words, ground, shown, hatched])


def _hollow(top: int, width: int) -> str:
    """An outline that stays within its part of the bar."""
    return (
        f'<rect class="chart-before" x="1" y="{top + 1}" width="{max(width - 2, 0)}" height="{BAR - 2}"'
        ' rx="2"/>'
    )


def _rect(name: str, x: int, y: int, width: int) -> str:
    fill = ' fill="url(#chart-hatch)"' if name == "chart-told" else ""
    return f'<rect class="{name}" x="{x}" y="{y}" width="{width}" height="{BAR}" rx="2"{fill}/>'


def _wide(share: float) -> int:
    """Pixels of a share; what is more than nought is seen."""
    return max(2, round(WIDTH * min(share, 1.0))) if share > 0 else 0
