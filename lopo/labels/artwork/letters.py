"""Letters of a label: how small they may be, and which can be printed at all.

Heights are of the small letter in mm (``letter_heights.toml``). A character that none of the typefaces has is
refused before anything is set.
"""

import functools
import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from fontTools.ttLib import TTFont

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.producers.typefaces import font_files

STEPS = 10
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def least_height(market: str, surface_cm2: Decimal | None = None) -> Decimal:
    """The least height in mm for a market; ``surface_cm2`` decides where the rule knows small packs."""
    rows = [row for row in _table()["height"] if row["market"] == market]
    for row in rows:
        if "small_pack_cm2" in row and surface_cm2 is not None and surface_cm2 < row["small_pack_cm2"]:
            return Decimal(row["mm"])
    return Decimal(rows[0]["mm"])


def panel_points(market: str) -> Decimal | None:
    """The size of type of a market's nutrition panel; ``None`` where it follows the small print."""
    row = _table()["panel"].get(market)
    return Decimal(row["points"]) if row else None


def least_net_height(market: str, quantity: Decimal) -> Decimal:
    """The least height in mm of the figures of the net quantity, in g or ml; 0 where no rule is known."""
    for row in _table()["net"]:
        if row["market"] == market and quantity <= row.get("up_to", quantity):
            return Decimal(row["mm"])
    return Decimal(0)


def heights_to_try(market: str, surface_cm2: Decimal | None = None) -> tuple[float, ...]:
    """Heights to set small print in, the largest first, the last a little above the least."""
    least = least_height(market, surface_cm2) * Decimal(_table()["comfort"]["margin"])
    most = least * Decimal(_table()["comfort"]["factor"])
    return tuple(float(round(most - (most - least) * step / (STEPS - 1), 3)) for step in range(STEPS))


def unprintable(text: str) -> tuple[str, ...]:
    """The characters that no typeface of the labels has, each once."""
    return tuple(dict.fromkeys(mark for mark in _tidied(text) if ord(mark) not in _characters()))


def printable_part(text: str) -> str:
    """The text without what cannot be printed."""
    kept = (mark for mark in _tidied(text) if ord(mark) in _characters())
    return _tidied("".join(kept))


def refuse_unprintable(text: str, what: Text) -> str:
    """The text in composed form. Raises :class:`Refused` naming ``what`` and what cannot be printed."""
    composed = _tidied(text)
    if marks := unprintable(composed):
        raise Refused(
            Text("{what}: tanda {marks} tidak bisa dicetak. Pakai huruf dan angka biasa.",
                 "{what}: {marks} cannot be printed. Use ordinary letters and digits.").filled(
                what=what, marks=" ".join(marks[:5])
            )
        )  # fmt: skip
    return composed


def with_curved_apostrophes(text: str) -> str:
    """The text with the printer's apostrophe between letters, where a keyboard has a straight one: lu’at."""
    return re.sub(r"(?<=[^\W\d_])'(?=[^\W\d_])", "\N{RIGHT SINGLE QUOTATION MARK}", text)


def _tidied(text: str) -> str:
    """Composed, with one plain space where any kind of white space stood; a no-break space stays."""
    composed = unicodedata.normalize("NFC", text)
    plain = "".join(" " if mark.isspace() and mark != NO_BREAK_SPACE else mark for mark in composed)
    return " ".join(part for part in plain.split(" ") if part)


@functools.cache
def _characters() -> frozenset[int]:
    """What every family can print, in small letters and in capitals."""
    families = [set(TTFont(path, lazy=True).getBestCmap()) for path in font_files()]
    common = set.intersection(*families)
    return frozenset(each for each in common if common.issuperset(map(ord, chr(each).upper())))


@functools.cache
def _table() -> Mapping[str, Any]:
    return read_toml("lopo.labels.artwork", "letter_heights.toml")
