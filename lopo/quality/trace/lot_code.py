"""Lot codes: the first letters of a name, and the day; a letter more for the second lot of a day.

A code fits GS1's application identifier 10: at most 20 characters, of which a scanner can read every one (GS1
General Specifications, AI 10; here the part of its character set that people can type).
"""

import datetime as dt
import re
from collections.abc import Collection

from lopo.facts.kinds import Refused
from lopo.facts.text import Text

MOST = 20
"""Characters of a code, as GS1 limits AI 10."""

_LETTERS = 4
_NAMELESS = "L"
"""Begins the code of what is named without a letter that can be typed."""
_PATTERN = re.compile(r"[A-Z0-9][A-Z0-9\-./_]{0,19}")
_SUFFIXES = "BCDEFGHJKLMNPQRSTUVWXYZ"


def suggest_lot_code(name: str, on: dt.date, taken: Collection[str] = ()) -> str:
    """A code for what is called ``name`` and made or received ``on``; none of those ``taken``."""
    letters = "".join(word[0] for word in name.upper().split() if word[0].isascii() and word[0].isalpha())
    first = f"{letters[:_LETTERS] or _NAMELESS}{on:%y%m%d}"
    if first not in taken:
        return first
    for suffix in _SUFFIXES:
        if first + suffix not in taken:
            return first + suffix
    number = 2
    while f"{first}-{number}" in taken:
        number += 1
    return f"{first}-{number}"


def read_lot_code(typed: str) -> str:
    """The code as it is kept: capitals, no spaces at the ends. Raises :class:`Refused` for one no scanner
    reads.
    """
    code = typed.strip().upper()
    if not _PATTERN.fullmatch(code):
        raise Refused(
            Text(f"Kode lot paling panjang {MOST} huruf: huruf, angka, dan tanda - . / _ saja.",
                 f"A lot code has at most {MOST} characters: letters, digits and the signs - . / _ only.")
        )  # fmt: skip
    return code
