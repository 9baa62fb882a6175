"""Dates to keep as a calendar file (RFC 5545): one whole day each, with a reminder on the morning of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from icalendar import Alarm, Calendar, Event


@dataclass(frozen=True, slots=True)
class Entry:
    """One date: ``uid`` stays when its day moves, so that a calendar moves it rather than adds one."""

    uid: str
    day: dt.date
    title: str
    words: str
    address: str
    warn_days: int = 0
    """Days before at which the calendar is to speak up, at eight in the morning."""


def calendar_file(name: str, entries: Iterable[Entry], written_at: dt.datetime) -> bytes:
    """The file; ``written_at`` is an aware time."""
    calendar = Calendar()
    calendar.add("prodid", "-//Lopo//Tasks//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(entry, written_at))
    return calendar.to_ical()


def _event(entry: Entry, written_at: dt.datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", written_at.astimezone(dt.UTC))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + dt.timedelta(days=1))
    event.add("summary", entry.title)
    event.add("description", entry.words)
    event.add("url", entry.address)
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    alarm.add("trigger", dt.timedelta(hours=8) - dt.timedelta(days=entry.warn_days))
    event.add_component(alarm)
    return event
