"""Weeks, as orders are planned and judged by: from Monday to Sunday."""

import datetime as dt
from dataclasses import dataclass

from lopo.facts.text import Text
from lopo.facts.wording import say_date


def monday(day: dt.date) -> dt.date:
    """The Monday of the week of ``day``."""
    return day - dt.timedelta(days=day.weekday())


def say_week(day: dt.date) -> Text:
    """``minggu 23 November 2026``: the week that begins on that Monday."""
    said = say_date(monday(day))
    return Text(f"minggu {said.id}", f"week of {said.en}")


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """What a kitchen has promised of one product for one week, held against what it can make.

    ``elsewhere`` is confirmed for other orders of the week and not delivered yet; ``can`` is nothing where
    the capacity is not known.
    """

    asked: int
    elsewhere: int
    can: int | None

    @property
    def room(self) -> int | None:
        """Pieces that it can still promise."""
        return None if self.can is None else max(0, self.can - self.elsewhere)

    def is_too_much(self, confirmed: int) -> bool:
        """Whether ``confirmed`` pieces are more than it can make besides what it promised."""
        return self.can is not None and confirmed + self.elsewhere > self.can
