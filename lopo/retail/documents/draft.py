"""An order read from a file and not placed yet: what it holds, and what has to be mended first."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from lopo.facts.text import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file, where (as its reader finds it again), and how to mend it."""

    where: str
    said: Text


@dataclass(frozen=True, slots=True)
class WantedLine:
    """One product asked for, as the file names it. ``where`` is its row or line in the file."""

    where: str
    code: str
    gtin: str
    name: str
    pieces: int
    price_idr: int | None = None
    carton_pieces: int = 1
    unit: int = 1
    """How many pieces it is counted by: more than one where the file counts in cartons."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """All that a file asks for. ``stores`` are the ways in which it names the shop, the surest first."""

    lines: tuple[WantedLine, ...]
    stores: tuple[str, ...] = ()
    wanted_on: dt.date | None = None
    ordered_on: dt.date | None = None
    number: str = ""
    words: str = ""
    faults: tuple[Fault, ...] = field(default=())
    notes: tuple[Text, ...] = field(default=())


def named(parts: Sequence[str]) -> tuple[str, ...]:
    """Those that say something, each once."""
    return tuple(dict.fromkeys(each for each in parts if each))
