"""How far one promise is kept on a day: delivered, left, late."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml

KEPT, ON_THE_WAY, SOON, LATE = "kept", "on-the-way", "soon", "late"
STATES = (LATE, SOON, ON_THE_WAY, KEPT)
"""The states of a promise, the most pressing first."""

STATE_TITLES = {
    LATE: Text("Terlambat", "Late"),
    SOON: Text("Segera jatuh tempo", "Due soon"),
    ON_THE_WAY: Text("Berjalan", "On the way"),
    KEPT: Text("Sudah ditepati", "Kept"),
}


@cache
def soon_days() -> int:
    """How many days before its day a promise is shown as due soon."""
    return int(read_toml("lopo.training.partners", "rules.toml")["pledge"]["soon_days"])


@dataclass(frozen=True, slots=True)
class Promise:
    """So much of one kind by a day. ``delivered`` are the deliveries that count, each with its day.

    Amounts are counts, or rupiah for the kinds of :data:`lopo.training.partners.pledge.RUPIAH`.
    """

    kind: str
    amount: int
    due_on: dt.date
    delivered: tuple[tuple[dt.date, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How a promise stands: ``percent`` is rounded down, at most 100; more than promised is ``over``."""

    amount: int
    delivered: int
    state: str
    days: int
    """Days it is late, or days that are left; for a promise kept after its day, how late it was kept."""

    @property
    def left(self) -> int:
        return max(0, self.amount - self.delivered)

    @property
    def over(self) -> int:
        return max(0, self.delivered - self.amount)

    @property
    def percent(self) -> int:
        return min(100, 100 * self.delivered // self.amount)

    @property
    def is_late(self) -> bool:
        return self.state == LATE


def kept_on(promise: Promise) -> dt.date | None:
    """The day on which the last of what was promised came; nothing while some is left."""
    total = 0
    for day, amount in sorted(promise.delivered):
        total += amount
        if total >= promise.amount:
            return day
    return None


def progress(promise: Promise, today: dt.date) -> Progress:
    """How ``promise`` stands on ``today``. What is due today is not late yet."""
    delivered = sum(amount for _day, amount in promise.delivered)
    done = kept_on(promise)
    if done is not None:
        return Progress(promise.amount, delivered, KEPT, max(0, (done - promise.due_on).days))
    left = (promise.due_on - today).days
    if left < 0:
        return Progress(promise.amount, delivered, LATE, -left)
    return Progress(promise.amount, delivered, SOON if left <= soon_days() else ON_THE_WAY, left)


def say_days(found: Progress) -> Text:
    """What the days of a promise mean, in words."""
    days = found.days
    if found.state == KEPT:
        if not days:
            return Text("tepat waktu", "in time")
        return Text(f"ditepati {days} hari sesudah tanggalnya", f"kept {_days(days)} after its day")
    if found.state == LATE:
        return Text(f"lewat {days} hari", f"{_days(days)} past its day")
    if not days:
        return Text("jatuh tempo hari ini", "due today")
    return Text(f"tinggal {days} hari", f"{_days(days)} left")


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"


def most_pressing(states: Sequence[str]) -> str:
    """Of several states the one that presses most; kept where there is none at all."""
    return min(states, key=STATES.index, default=KEPT)
