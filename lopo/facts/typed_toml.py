"""TOML that a person typed or sent: numbers exact, and nothing in it can wear the reader out."""

import re
import tomllib
from decimal import Decimal
from typing import Any

MOST_PARTS = 20
"""A name has at most this many parts between dots. The parser's memory grows with their square."""

_PART = r"""\.[ \t]*+(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+"""
_LONG_NAME = re.compile(f"(?:{_PART}){{{MOST_PARTS}}}")


def parse_typed(text: str) -> dict[str, Any]:
    """The tables of a TOML text. Raises :class:`ValueError` with line and column where it can."""
    if found := _LONG_NAME.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise ValueError(f"a name has more than {MOST_PARTS} parts (at line {line})")
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as fault:
        raise ValueError(str(fault)) from None
    except RecursionError:
        raise ValueError("lists or tables stand too deep in one another") from None
    except ArithmeticError:
        raise ValueError("a number is too large") from None
