"""The timetable a new cohort starts with: its modules spread over its days."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from lopo.facts.toml_file import read_toml


@dataclass(frozen=True, slots=True)
class Meeting:
    """One module on one day, in the clock of the city."""

    module: str
    on: dt.date
    begins: dt.time
    ends: dt.time


def spread(modules: Sequence[str], first: dt.date, last: dt.date) -> tuple[Meeting, ...]:
    """Each module once between ``first`` and ``last``, in order, days filled evenly from the first.

    Raises :class:`ValueError` when ``last`` is before ``first``.
    """
    days = (last - first).days + 1
    if days < 1:
        raise ValueError("a course ends before it begins")
    if not modules:
        return ()
    figures = read_toml("lopo.training.seating", "policy.toml")["timetable"]
    begins, ends = (dt.time.fromisoformat(figures[name]) for name in ("begins", "ends"))
    a_day = -(-len(modules) // days)
    open_minutes = (ends.hour - begins.hour) * 60 + ends.minute - begins.minute
    minutes = max(1, min(figures["hours"] * 60, open_minutes // a_day))
    meetings = []
    for place, module in enumerate(modules):
        day = first + dt.timedelta(days=place // a_day)
        start = dt.datetime.combine(day, begins) + dt.timedelta(minutes=minutes * (place % a_day))
        meetings.append(Meeting(module, day, start.time(), (start + dt.timedelta(minutes=minutes)).time()))
    return tuple(meetings)
