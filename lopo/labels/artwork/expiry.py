"""The expiry of a label in the words of PerBPOM 31/2018.

It begins with "Baik digunakan sebelum". Food that keeps three months or less names the day; food that keeps
longer may name the month only. A month is then the last whole one, so that no more is promised.
The number of months stands in ``words.toml``.
"""

import datetime as dt

from lopo.facts.text import Text
from lopo.facts.wording import say_date
from lopo.labels.artwork.words import months_with_day
from lopo.producers.commitments import add_months

_MONTHS = Text(
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "January February March April May June July August September October November December",
)


def needs_day(made_on: dt.date, expires_on: dt.date) -> bool:
    """Whether the day must be named."""
    return expires_on <= add_months(made_on, months_with_day())


def expiry_date(expires_on: dt.date, *, to_the_day: bool = True) -> Text:
    """The date as it prints: ``18 Maret 2027``, or the last whole month before it, ``Februari 2027``."""
    if to_the_day:
        return say_date(expires_on)
    next_day = expires_on + dt.timedelta(days=1)
    month = next_day.replace(day=1) - dt.timedelta(days=1)
    names = Text(_MONTHS.id.split()[month.month - 1], _MONTHS.en.split()[month.month - 1])
    return Text(f"{names.id} {month.year}", f"{names.en} {month.year}")
