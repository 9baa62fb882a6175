"""What the name of a file says of its days and its shop: filled in where the file is silent, never taken."""

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import PurePath

from lopo.retail.sellout.days import Around, Span, period_told
from lopo.retail.sellout.words import plain

_BETWEEN = re.compile(r"[_+]+|(?<=[a-z])(?=\d)", re.IGNORECASE)


def days_named(name: str, today: dt.date) -> Span | None:
    """The days in a name such as ``Penjualan Oebobo Nov 2026.xlsx``; nothing where they lie ahead."""
    found = period_told([_BETWEEN.sub(" ", PurePath(name).stem)], Around(today))
    return found if found is not None and found.last <= today else None


def shop_named(name: str, shops: Iterable[tuple[str, str]]) -> str:
    """The code of the one shop whose code or name stands in a name; nothing for none, or several."""
    told = f" {plain(_BETWEEN.sub(' ', PurePath(name).stem))} "
    found = {code for code, called in shops
             if any(f" {plain(each)} " in told for each in (code, called) if plain(each))}  # fmt: skip
    return found.pop() if len(found) == 1 else ""
