"""Acts told on days of the past, done one after the other with the clock set to each."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils import timezone

from lopo.facts.kinds import Refused
from lopo.site.demo.backdating import clock_at
from lopo.site.demo.plans import BadCity

_MORNING = dt.time(9)


@dataclass(frozen=True, slots=True)
class Act:
    """Something somebody did on a day, and where in the demo's files it is told."""

    day: dt.date
    place: str
    does: Callable[[], object]


def tell_in_order(acts: Iterable[Act], on: dt.date) -> None:
    """Do everything up to the day ``on``; what lies ahead is not done. Raises :class:`BadCity` at a refusal.

    Acts of one day are a minute apart, in the order in which they were given; today's are done before now.
    """
    now = timezone.now()
    told = sorted((act for act in acts if act.day <= on), key=lambda act: act.day)
    minute, last = 0, None
    for act in told:
        minute, last = (minute + 1 if act.day == last else 0), act.day
        at = dt.datetime.combine(act.day, _MORNING, timezone.get_current_timezone())
        with clock_at(min(at + dt.timedelta(minutes=minute), now)):
            try:
                act.does()
            except Refused as refusal:
                raise BadCity(act.place, f"{act.day}: {refusal.reason.en}") from None
