"""What is left of a lot's shelf life on the day it reaches the shop, held against the terms."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from lopo.facts.figures import say_number
from lopo.facts.text import Text
from lopo.producers.remaining_life import remaining_life_percent


@dataclass(frozen=True, slots=True)
class LifeLeft:
    """``percent`` is nothing where the lot has no date; ``ok`` is then true only for what does not spoil."""

    percent: Decimal | None
    wanted: int
    days: int | None
    ok: bool
    words: Text


def life_left(
    made_on: dt.date, expires_on: dt.date | None, on: dt.date, wanted: int, *, spoils: bool = True
) -> LifeLeft:
    """The life of a lot on the day ``on``; ``wanted`` is in per cent of the whole life, as the terms ask.

    Food without a date is never taken where the terms ask for a part of its life: not known is not met.
    """
    if expires_on is None:
        ok = not spoils or wanted == 0
        said = Text("tanpa tanggal kedaluwarsa", "without a date of expiry")
        return LifeLeft(None, wanted, None, ok, said)
    whole, days = (expires_on - made_on).days, (expires_on - on).days
    percent = remaining_life_percent(whole, (on - made_on).days)
    ok = days >= 0 and (percent if percent is not None else Decimal(0)) >= wanted
    shown = say_number(int(percent or 0))
    said = Text(
        "sisa {days} hari ({percent}%), diminta {wanted}%", "{days} days left ({percent}%), {wanted}% asked"
    )
    return LifeLeft(
        percent,
        wanted,
        days,
        ok,
        said.filled(days=say_number(max(days, 0)), percent=shown, wanted=str(wanted)),
    )
