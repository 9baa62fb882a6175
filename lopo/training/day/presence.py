"""Who is at a meeting, from every message about it, in whatever order and however often they arrive.

Phones without a network send late, twice, and past one another. Therefore nothing is counted up: of one
participant the message of the latest time decides, and the same messages give the same list everywhere::

    >>> import datetime as dt
    >>> nine = dt.datetime(2026, 11, 28, 9, tzinfo=dt.UTC)
    >>> list(presence([Message(7, "came", nine, "a"), Message(7, "came", nine, "b")]))
    [7]
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lopo.facts.text import Text
from lopo.training.day.rules import rules

CAME, UNDONE = "came", "undone"

NO_SEAT, OTHER_COURSE, OTHER_MODULE = "no-seat", "other-course", "other-module"
UNKNOWN, TOO_EARLY, CANCELLED = "unknown", "too-early", "cancelled"
HELD: Mapping[str, Text] = {
    NO_SEAT: Text("Kursinya sudah tidak ada lagi di pelatihan ini.", "The seat in this course is gone."),
    OTHER_COURSE: Text("Kode ini untuk pelatihan lain.", "This code is for another course."),
    OTHER_MODULE: Text("Tidak terdaftar untuk pertemuan ini.", "Not registered for this meeting."),
    UNKNOWN: Text("Kode ini bukan kode peserta.", "This is not the code of a participant."),
    TOO_EARLY: Text("Pertemuan ini belum mulai.", "This meeting has not begun yet."),
    CANCELLED: Text("Pelatihan ini dibatalkan.", "This course was cancelled."),
}
"""Why a message is kept and does not count."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message about a participant: ``what`` is ``came`` or ``undone``, ``at`` when that was done."""

    enrolment_id: int
    what: str
    at: dt.datetime
    client_id: str

    @property
    def _order(self) -> tuple[dt.datetime, bool, str]:
        return self.at, self.what == UNDONE, self.client_id


def presence(messages: Iterable[Message]) -> Mapping[int, Message]:
    """Each participant who is present, with the message that says when she came.

    That is the earliest ``came`` after the last ``undone``; whoever has none is absent.
    """
    by_person: dict[int, list[Message]] = {}
    for each in messages:
        by_person.setdefault(each.enrolment_id, []).append(each)
    found: dict[int, Message] = {}
    for person, told in by_person.items():
        first: Message | None = None
        for each in sorted(told, key=lambda message: message._order):
            first = None if each.what == UNDONE else first or each
        if first:
            found[person] = first
    return found


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as attendance needs it; times are aware."""

    cohort_id: int
    module: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    cancelled: bool = False

    def is_open(self, now: dt.datetime) -> bool:
        """Whether a participant can tell now, with her own phone, that she is here."""
        return self.starts_at - rules().open_before <= now <= self.ends_at + rules().open_after

    def is_too_early(self, at: dt.datetime) -> bool:
        """Whether nobody can have come to it yet."""
        return at < self.starts_at - rules().early


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody's place in a course. ``modules`` is empty where she comes to all of them."""

    cohort_id: int
    has_seat: bool
    modules: tuple[str, ...] = ()


def why_held(seat: Seat | None, meeting: Meeting, what: str, at: dt.datetime) -> str:
    """Why a message does not count, as a key of :data:`HELD`; nothing where it does."""
    if seat is None:
        return UNKNOWN
    if seat.cohort_id != meeting.cohort_id:
        return OTHER_COURSE
    if what == UNDONE:
        return ""
    if meeting.cancelled:
        return CANCELLED
    if not seat.has_seat:
        return NO_SEAT
    if seat.modules and meeting.module not in seat.modules:
        return OTHER_MODULE
    return TOO_EARLY if meeting.is_too_early(at) else ""
