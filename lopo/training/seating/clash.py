"""Two things at once: the same trainer, place or business in two meetings, or an event of the city."""

import datetime as dt
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.facts.wording import say_date

TRAINER, PLACE, EVENT = "trainer", "place", "event"


@dataclass(frozen=True, slots=True)
class Slot:
    """Something held from ``starts`` to ``ends``, in the clock of the city; no zone.

    ``trainer`` and ``place`` may be empty: what is not settled clashes with nothing.
    """

    title: str
    starts: dt.datetime
    ends: dt.datetime
    place: str = ""
    trainer: str = ""

    def overlaps(self, other: "Slot") -> bool:
        """Whether both run at one moment; one that begins as the other ends does not."""
        return self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True, slots=True)
class Clash:
    """Two slots that cannot both be: why, and the words for it."""

    kind: str
    mine: Slot
    says: Text


@dataclass(frozen=True, slots=True)
class Event:
    """What the city holds on some weekdays (1 is Monday) or on one day of each year."""

    title: Text
    begins: dt.time
    ends: dt.time
    weekdays: frozenset[int]
    month_day: tuple[int, int] | None
    valid_from: dt.date

    def slot_on(self, day: dt.date) -> Slot | None:
        """When it is on ``day``; ``None`` when it is not."""
        held = day.isoweekday() in self.weekdays or (day.month, day.day) == self.month_day
        if not held or day < self.valid_from:
            return None
        start, end = (dt.datetime.combine(day, time) for time in (self.begins, self.ends))
        return Slot(self.title.id, start, end)


@functools.cache
def city_events() -> tuple[Event, ...]:
    """The events of ``events.toml``."""
    return tuple(map(_event, read_toml("lopo.training.seating", "events.toml")["event"]))


def _event(row: dict[str, Any]) -> Event:
    return Event(
        Text.from_table(row["title"], "event"),
        dt.time.fromisoformat(row["begins"]),
        dt.time.fromisoformat(row["ends"]),
        frozenset(row.get("weekdays", ())),
        (row["month"], row["day"]) if "month" in row else None,
        row.get("valid_from", dt.date.min),
    )


def clashes(mine: Iterable[Slot], others: Iterable[Slot]) -> list[Clash]:
    """Where ``mine`` meet ``others`` or one another in place or trainer, and the city's events."""
    listed, rest = list(mine), list(others)
    found: list[Clash] = []
    for number, slot in enumerate(listed):
        for other in (*listed[number + 1 :], *rest):
            if slot.overlaps(other):
                found += _same(slot, other)
        for event in city_events():
            held = event.slot_on(slot.starts.date())
            if held is not None and slot.overlaps(held):
                found.append(
                    Clash(EVENT, slot, _says(slot, event.title, Text("acara kota", "an event of the city")))
                )
    return found


def _same(slot: Slot, other: Slot) -> list[Clash]:
    title = Text.same(other.title)
    found = []
    if slot.trainer and slot.trainer == other.trainer:
        found.append(
            Clash(TRAINER, slot, _says(slot, title, Text("pelatihnya sama", "the trainer is the same")))
        )
    if slot.place and slot.place.casefold() == other.place.casefold():
        found.append(Clash(PLACE, slot, _says(slot, title, Text("tempatnya sama", "the place is the same"))))
    return found


def _says(slot: Slot, other: Text, why: Text) -> Text:
    day = say_date(slot.starts.date())
    return Text(
        f"{slot.title}, {day.id}, bersamaan dengan {other.id}: {why.id}.",
        f"{slot.title}, {day.en}, is at the same time as {other.en}: {why.en}.",
    )


def busy(mine: Iterable[Slot], hers: Iterable[Slot]) -> Text | None:
    """What a business has at the same time already, in words; ``None`` where nothing."""
    listed = list(mine)
    for other in hers:
        if any(slot.overlaps(other) for slot in listed):
            day = say_date(other.starts.date())
            return Text(f"{other.title}, {day.id}", f"{other.title}, {day.en}")
    return None
