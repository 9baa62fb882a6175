"""When the commitments of a new SPP-IRT are due.

Rule: PerBPOM 4/2024 art. 20: three months after issue, extended once by at most three (``papers.toml``).
A permit issued before that rule came in force is not bound by it.
"""

import calendar
import datetime as dt
import functools
from typing import Any

from lopo.facts.toml_file import read_toml


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day ``months`` later, or the last day of that month when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def commitments_due(issued_on: dt.date, *, extended: bool = False) -> dt.date | None:
    """The last day for training, inspection and label after an SPP-IRT of ``issued_on``.

    ``None`` for a permit older than the rule.
    """
    rule = _rule()
    if issued_on < rule["issued_from"]:
        return None
    months = rule["months"] + (rule["extension_months"] if extended else 0)
    return add_months(issued_on, months)


@functools.cache
def _rule() -> dict[str, Any]:
    rule: dict[str, Any] = read_toml("lopo.producers", "papers.toml")["pirt-commitments"]
    return rule
