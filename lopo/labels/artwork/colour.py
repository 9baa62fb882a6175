"""Colours of a label, chosen so that what is printed can be read.

Contrast is the ratio of relative luminances of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio):
small print asks 4.5 to 1. A colour an owner picks is kept in hue and darkened, or lightened, until it can be
read; that it was changed is told.
"""

import colorsys
import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml

LEAST_CONTRAST = 4.5
PLEASANT_CONTRAST = 7.0
LEAST_APART = 1.2
"""Contrast of two dark fields that are seen to be two."""
BLACK, WHITE = "#161616", "#ffffff"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours an owner starts from; see ``palettes.toml``."""

    name: str
    title: Text
    brand: str
    accent: str
    paper: str
    soft: str


@dataclass(frozen=True, slots=True)
class Stock:
    """What the label is printed on. ``bare`` paper is not covered with ink: its colour is only shown."""

    name: str
    title: Text
    ground: str | None
    dark: bool
    bare: bool


@dataclass(frozen=True, slots=True)
class Colours:
    """Every colour a design uses, by role, as ``#rrggbb``; ``changed`` names the roles made readable."""

    roles: Mapping[str, str]
    changed: tuple[str, ...]
    bare: bool = False


def read_colour(text: str) -> str:
    """A colour as typed, ``#1f2f5c`` or ``1F2F5C``, as ``#1f2f5c``. Raises :class:`Refused`."""
    plain = text.strip().lower().removeprefix("#")
    if len(plain) == 3:
        plain = "".join(2 * letter for letter in plain)
    if not re.fullmatch(r"[0-9a-f]{6}", plain):
        raise Refused(
            Text(f"“{text[:20]}” bukan warna. Tulis seperti #1f2f5c.",
                 f"“{text[:20]}” is no colour. Write it as #1f2f5c.")
        )  # fmt: skip
    return f"#{plain}"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str, ground: str, least: float = LEAST_CONTRAST) -> str:
    """The colour of the same hue, nearest in lightness, that has ``least`` contrast on ``ground``.

    Black or white has at least 4.58 on any ground; where even that is less than ``least``, it is taken.
    """
    if contrast(colour, ground) >= least:
        return colour
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    darker = contrast("#000000", ground) >= contrast(WHITE, ground)
    for step in range(1, 101):
        share = step / 100
        tried = lightness * (1 - share) if darker else lightness + (1 - lightness) * share
        candidate = _hexadecimal(colorsys.hls_to_rgb(hue, tried, saturation))
        if contrast(candidate, ground) >= least:
            return candidate
    return "#000000" if darker else WHITE


def colours_for(
    palette: Palette, stock: Stock, brand: str | None = None, accent: str | None = None
) -> Colours:
    """The colours of a label: those of ``palette``, or the owner's own, on a kind of paper."""
    wanted_brand, wanted_accent = brand or palette.brand, accent or palette.accent
    if stock.dark:
        ground, soft = _dark_ground(wanted_brand), _mixed(_dark_ground(wanted_brand), palette.paper, 0.16)
        wanted_brand, wanted_accent = palette.paper, _mixed(wanted_accent, palette.soft, 0.5)
    else:
        ground = stock.ground or palette.paper
        soft = _mixed(ground, wanted_brand, 0.16) if brand or stock.ground else palette.soft
    ink = readable(
        _mixed(wanted_brand, BLACK, 0.55) if not stock.dark else palette.paper, ground, PLEASANT_CONTRAST
    )
    shown_brand, shown_accent = readable(wanted_brand, ground), readable(wanted_accent, ground)
    field = _dark_field(ground, accent or palette.accent, palette.paper) if stock.dark else shown_brand
    on_field = _on(field, palette.paper, stock)
    roles = {
        "paper": ground,
        "ink": ink,
        "brand": shown_brand,
        "accent": shown_accent,
        "heading": shown_accent,
        "quiet": readable(_mixed(ink, ground, 0.3), ground),
        "soft": soft,
        "on_brand": _on(shown_brand, palette.paper, stock),
        "field": field,
        "on_field": on_field,
        "string": _mixed(field, on_field, 0.38),
        "tab": shown_accent,
        "on_tab": _on(shown_accent, palette.paper, stock),
    }
    asked = {"brand": wanted_brand, "accent": wanted_accent}
    return Colours(roles, tuple(role for role, colour in asked.items() if roles[role] != colour), stock.bare)


def _on(fill: str, paper: str, stock: Stock) -> str:
    """What is written on a field of ``fill``: the paper's own colour where that can be read."""
    ground = stock.ground if stock.bare and stock.ground else paper
    return (
        readable(ground, fill) if contrast(ground, fill) >= contrast(BLACK, fill) else readable(BLACK, fill)
    )


def _dark_ground(colour: str) -> str:
    """The colour, dark enough for light print."""
    return readable(colour, WHITE, 11)


def _dark_field(ground: str, accent: str, paper: str) -> str:
    """A field on a dark ground: towards the second colour; only lighter where that is alike."""
    tinted = readable(_mixed(ground, accent, 0.7), paper, PLEASANT_CONTRAST)
    return tinted if contrast(tinted, ground) >= LEAST_APART else _mixed(ground, paper, 0.16)


def _mixed(one: str, other: str, share: float) -> str:
    pairs = zip(_channels(one), _channels(other), strict=True)
    return _hexadecimal(tuple(a + (b - a) * share for a, b in pairs))


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hexadecimal(channels: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@functools.cache
def palettes() -> Mapping[str, Palette]:
    """The palettes of ``palettes.toml`` by name."""
    return {
        name: Palette(
            name, Text.from_table(row["title"], name), row["brand"], row["accent"], row["paper"], row["soft"]
        )
        for name, row in _tables()["palette"].items()
    }


@functools.cache
def stocks() -> Mapping[str, Stock]:
    """The kinds of paper by name."""
    return {
        name: Stock(
            name,
            Text.from_table(row["title"], name),
            row.get("ground"),
            row.get("dark", False),
            row.get("bare", False),
        )
        for name, row in _tables()["stock"].items()
    }


@functools.cache
def _tables() -> Mapping[str, Any]:
    return read_toml("lopo.labels.artwork", "palettes.toml")
