"""The ladder as a picture: the four tiers of a lopo's thatched roof, each woven upward as far as it is met.

Pure: takes rows, gives SVG. Colours come from the style sheet by class, so the picture follows light, dark
and print. Every word in it is escaped. The tier that comes next is drawn tall, and what it lacks is named
beside it.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

from lopo.facts.text import Text

TOP = 12
TIER_HEIGHT = 40
SMALL_TIER_HEIGHT = 26
POSTS = 34
MIDDLE = 76
RIDGE, EAVES = 7.0, 74.0
"""Half the width of the roof at its ridge and at its eaves."""
LABEL_X = 164
WIDTH = 348
LINE = 15
GAP = 4
"""Between a rung's count and the first thing it lacks."""
LINE_LETTERS = 25
"""Letters that fit beside the roof on one line, in the widest of the usual typefaces."""
NAMED = 3
LINES_A_NAME = 2

_STATES = {
    "reached": Text("tercapai", "reached"),
    "next": Text("berikutnya", "next"),
    "later": Text("nanti", "later"),
}
_OF = Text("{met} dari {total}", "{met} of {total}")
_NOTHING_ASKED = Text("tidak ada yang diminta", "nothing asked")
_TITLE = Text("Tangga produk", "The product's ladder")
_LACKS = Text("masih kurang", "still lacks")
_MORE = Text("dan {n} lagi", "and {n} more")


class Tier(Protocol):
    """One rung: how much of it is met, and whether it is reached, next or later."""

    @property
    def title(self) -> str: ...
    @property
    def met(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def state(self) -> str: ...
    @property
    def lacking(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class _Band:
    """Where one tier lies on the picture, and the lines that name what it lacks."""

    tier: Tier
    top: int
    bottom: int
    names: tuple[tuple[str, ...], ...] = ()


def ladder_svg(tiers: Sequence[Tier], size: str = "large", language: str = "id") -> str:
    """The picture of ``tiers``, lowest first. ``small`` leaves out the words, which its title then says."""
    bands = _bands(tiers, size, language)
    eaves = bands[-1].bottom if bands else TOP
    width = WIDTH if size == "large" else 2 * MIDDLE
    height = eaves + POSTS
    words = "; ".join(_words(tier, language) for tier in tiers)
    label = quoteattr(f"{_TITLE.in_language(language)}. {words}")
    return "".join(
        [
            f'<svg class="ladder ladder-{escape(size)}" viewBox="0 0 {width} {height}" '
            f'role="img" aria-label={label} xmlns="http://www.w3.org/2000/svg">',
            _weave() if size == "large" else "",
            _house(eaves, height) if size == "large" else _small_house(eaves, height),
            *(_tier(band, eaves, size, language) for band in reversed(bands)),
            "</svg>",
        ]
    )


def _bands(tiers: Sequence[Tier], size: str, language: str) -> list[_Band]:
    """The tiers from the ridge down; the next one is as tall as the names beside it."""
    bands, top = [], TOP
    for tier in reversed(tiers):
        names = _names(tier, language) if size == "large" else ()
        lines = sum(len(name) for name in names)
        height = TIER_HEIGHT + lines * LINE + (GAP if lines else 0) if size == "large" else SMALL_TIER_HEIGHT
        bands.append(_Band(tier, top, top + height, names))
        top += height
    return bands


def _names(tier: Tier, language: str) -> tuple[tuple[str, ...], ...]:
    """What the next tier lacks, each as one or two short lines, and how many more there are."""
    lacking = list(tier.lacking) if tier.state == "next" else []
    names = [
        tuple(textwrap.wrap(name.rstrip("."), LINE_LETTERS, max_lines=LINES_A_NAME, placeholder=" …"))
        for name in lacking[:NAMED]
    ]
    if (more := len(lacking) - NAMED) > 0:
        names.append((_MORE.in_language(language).format(n=more),))
    return tuple(names)


def _words(tier: Tier, language: str) -> str:
    words = f"{tier.title}: {_count(tier, language)}"
    if tier.state == "next" and tier.lacking:
        words += f"; {_LACKS.in_language(language)}: {', '.join(name.rstrip('.') for name in tier.lacking)}"
    return words


def _count(tier: Tier, language: str) -> str:
    if not tier.total:
        return _NOTHING_ASKED.in_language(language)
    count = _OF.in_language(language).format(met=tier.met, total=tier.total)
    return f"{count}, {_STATES[tier.state].in_language(language)}"


def _weave() -> str:
    """The two cloths of the roof, of what is reached and of what is met so far: diamonds in diamonds."""
    motif = (
        '<rect class="weave-ground" width="12" height="12"/>'
        '<path class="weave-figure" d="M6 1.2 10.8 6 6 10.8 1.2 6Z"/>'
        '<path class="weave-eye" d="M6 4 8 6 6 8 4 6Z"/>'
        '<path class="weave-knot" d="M0 1.4 1.4 0H0ZM12 1.4 10.6 0H12Z"/>'
        '<path class="weave-knot" d="M0 10.6 1.4 12H0ZM12 10.6 10.6 12H12Z"/>'
    )
    cloths = "".join(
        f'<pattern id="weave-{name}" class="weave-{name}" width="12" height="12" '
        f'patternUnits="userSpaceOnUse">{motif}</pattern>'
        for name in ("reached", "begun")
    )
    return f"<defs>{cloths}</defs>"


def _house(eaves: int, height: int) -> str:
    """The tuft on the ridge, the four open posts with their round boards against mice, and the floor."""
    posts = "".join(
        f'<path d="M{MIDDLE + x} {eaves - 4}V{height - 4}"/>'
        f'<ellipse class="ladder-board" cx="{MIDDLE + x}" cy="{eaves + 11}" rx="6.5" ry="2.6"/>'
        for x in (-54, -19, 19, 54)
    )
    tuft = f'<path class="ladder-board" d="M{MIDDLE - 5} 2L{MIDDLE} {TOP + 2} {MIDDLE + 5} 2Z"/>'
    return f'<g class="ladder-house">{tuft}{posts}<path d="M{MIDDLE - 70} {height - 3}H{MIDDLE + 70}"/></g>'


def _small_house(eaves: int, height: int) -> str:
    """The same in one line, as a list of many products needs it: its boards would be smaller than a pixel."""
    posts = "".join(f"M{MIDDLE + x} {eaves - 4}V{height - 4}" for x in (-54, -19, 19, 54))
    return (
        f'<path class="ladder-house" d="M{MIDDLE} 2V{TOP}{posts}M{MIDDLE - 70} {height - 3}H{MIDDLE + 70}"/>'
    )


def _half_width(y: float, eaves: int) -> float:
    """Half the roof's width at the height ``y``: rounded at the shoulders like a haystack."""
    down = (y - TOP) / (eaves - TOP)
    return RIDGE + (EAVES - RIDGE) * (1.35 * down - 0.35 * down * down)


def _slice(top: float, bottom: float, eaves: int) -> str:
    """The part of the roof between two heights, its lower edge sagging as thatch does."""
    upper, lower = _half_width(top, eaves), _half_width(bottom, eaves)
    return (
        f"M{MIDDLE - upper:.1f} {top:.1f}Q{MIDDLE} {top + 5:.1f} {MIDDLE + upper:.1f} {top:.1f}"
        f"L{MIDDLE + lower:.1f} {bottom:.1f}Q{MIDDLE} {bottom + 5:.1f} {MIDDLE - lower:.1f} {bottom:.1f}Z"
    )


def _small_tier(band: _Band, eaves: int) -> str:
    """A tier without words: what is woven, and its edge."""
    tier, top, bottom = band.tier, band.top + 2, band.bottom - 2
    share = _share(tier)
    woven = _slice(bottom - share * (bottom - top), bottom, eaves)
    parts = f'<path class="tier-woven" d="{woven}"/>' if share else ""
    parts += f'<path class="tier-edge" d="{_slice(top, bottom, eaves)}"/>'
    return f'<g class="tier tier-{tier.state}">{parts}</g>'


def _share(tier: Tier) -> float:
    return tier.met / tier.total if tier.total else float(tier.state == "reached")


def _tier(band: _Band, eaves: int, size: str, language: str) -> str:
    if size != "large":
        return _small_tier(band, eaves)
    tier, top, bottom = band.tier, band.top + 2, band.bottom - 2
    share = _share(tier)
    parts = [
        f'<g class="tier tier-{tier.state}">',
        f'<path class="tier-ground" d="{_slice(top, bottom, eaves)}"/>',
    ]
    if share:
        woven = bottom - share * (bottom - top)
        parts.append(f'<path class="tier-woven" d="{_slice(woven, bottom, eaves)}"/>')
    parts.append(f'<path class="tier-edge" d="{_slice(top, bottom, eaves)}"/>')
    lower = _half_width(bottom, eaves)
    fringe = f"M{MIDDLE - lower:.1f} {bottom + 2}Q{MIDDLE} {bottom + 7} {MIDDLE + lower:.1f} {bottom + 2}"
    parts.append(f'<path class="tier-fringe" d="{fringe}"/>')
    parts.append(_labels(band, eaves, language))
    parts.append("</g>")
    return "".join(parts)


def _labels(band: _Band, eaves: int, language: str) -> str:
    """The rung's name and count beside its tier, and under them what the next rung lacks."""
    tier = band.tier
    marks = {"reached": "✓ ", "next": "→ ", "later": ""}
    title = marks[tier.state] + escape(_short(tier.title))
    y = band.top + TIER_HEIGHT // 2 - 2
    edge = MIDDLE + _half_width(y, eaves)
    lines = [
        f'<path class="tier-lead" d="M{edge + 3:.1f} {y - 3}H{LABEL_X - 6}"/>',
        f'<text class="tier-title" x="{LABEL_X}" y="{y + 1}">{title}</text>',
        f'<text class="tier-count" x="{LABEL_X}" y="{y + 16}">{escape(_count(tier, language))}</text>',
    ]
    y += 16 + GAP
    for name in band.names:
        lines.append(f'<path class="tier-open" d="M{LABEL_X + 1} {y + LINE - 7.5}h5v5h-5z"/>')
        for line in name:
            y += LINE
            lines.append(f'<text class="tier-lacks" x="{LABEL_X + 13}" y="{y}">{escape(line)}</text>')
    return "".join(lines)


def _short(title: str, most: int = 20) -> str:
    return title if len(title) <= most else title[: most - 1].rstrip() + "…"
