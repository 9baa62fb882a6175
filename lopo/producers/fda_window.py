"""Until when a registration with the United States' FDA holds.

Rule: food facilities renew from 1 October to 31 December of every even year, also where they registered
earlier in that same year (``fda_window.toml``). What is not renewed by then has run out.
"""

import datetime as dt
import functools
from typing import Any

from lopo.facts.toml_file import read_toml


def fda_valid_until(renewed_on: dt.date) -> dt.date:
    """The last day of a registration made or renewed on ``renewed_on``."""
    rule = _rule()
    year = renewed_on.year + renewed_on.year % rule["years_divisible_by"]
    if renewed_on >= _day(year, rule["opens"]):
        year += rule["every_years"]
    return _day(year, rule["closes"])


def _day(year: int, month_and_day: str) -> dt.date:
    month, day = month_and_day.split("-")
    return dt.date(year, int(month), int(day))


@functools.cache
def _rule() -> dict[str, Any]:
    rule: dict[str, Any] = read_toml("lopo.producers", "fda_window.toml")["renewal"]
    return rule
