"""What the layers above do every morning, after products were assessed and before reminders are given.

A layer fills :data:`MORNING` when the house starts. What each did is said in lines; one that fails is logged,
is named, and keeps none of the others from its work.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

log = logging.getLogger("lopo.daily")

MORNING: list[Callable[[dt.date], Iterable[str]]] = []
"""Each does its work as of a day and gives what it did, a line each; doing it twice does no harm."""


@dataclass
class Done:
    """What was done, in lines, and how many did not get through (see the log)."""

    lines: list[str]
    failed: int = 0


def do_morning_work(on: dt.date) -> Done:
    """All of it, in the order in which the layers were started."""
    done = Done([])
    for work in MORNING:
        try:
            done.lines += work(on)
        except Exception:
            log.exception("%s could not be done", getattr(work, "__qualname__", work))
            done.failed += 1
    return done
