"""A submission to the government's catalogue: its states and what leads from one to another.

The text is ``transitions.toml``. Lopo does not see the catalogue: each step is told by whoever saw it.
"""

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.facts.wording import say_date

SEND, ACCEPT, REFUSE, SHOW, WITHDRAW, TAKE_DOWN = "send", "accept", "refuse", "show", "withdraw", "take-down"
SENT, ACCEPTED, SHOWN, REFUSED, WITHDRAWN, DOWN = (
    "sent", "accepted", "shown", "refused", "withdrawn", "down",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class State:
    """Where a submission stands; an ended one may be followed by another."""

    id: str
    title: Text
    says: Text
    badge: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Transition:
    """One thing that can be told. An empty ``from_states`` begins a submission."""

    id: str
    title: Text
    past: Text
    from_states: tuple[str, ...]
    to: str
    needs_reason: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the catalogue refused, what to do, and on which page of Lopo."""

    id: str
    title: Text
    mend: Text
    page: str


@functools.cache
def states() -> Mapping[str, State]:
    """Every state by its name."""
    return {
        id: State(
            id,
            Text.from_table(row["title"], id),
            Text.from_table(row["says"], id),
            row["badge"],
            row.get("ended", False),
        )
        for id, row in _table()["state"].items()
    }


@functools.cache
def transitions() -> Mapping[str, Transition]:
    """Every transition by its name."""
    return {
        id: Transition(
            id,
            Text.from_table(row["title"], id),
            Text.from_table(row["past"], id),
            tuple(row["from"]),
            row["to"],
            row.get("needs_reason", False),
        )
        for id, row in _table()["transition"].items()
    }


@functools.cache
def reasons() -> Mapping[str, Reason]:
    """Every coded reason of a refusal."""
    return {
        id: Reason(id, Text.from_table(row["title"], id), Text.from_table(row["mend"], id), row["page"])
        for id, row in _table()["reason"].items()
    }


def possible(state: str) -> tuple[Transition, ...]:
    """What can be told of a submission in ``state``; of none (empty) only that it was sent."""
    return tuple(
        each
        for each in transitions().values()
        if (state in each.from_states if state else not each.from_states)
    )


def check(
    transition: str, state: str, on: dt.date, since: dt.date | None, today: dt.date, reason: str
) -> Transition:
    """The transition told of a submission that is in ``state`` ``since`` a day.

    Raises :class:`Refused` where it does not lead on from there, its day cannot be, or it lacks its reason.
    """
    found = transitions().get(transition)
    if found is None or found not in possible(state):
        raise Refused(_NOT_NOW)
    if on > today:
        raise Refused(_AHEAD)
    if since is not None and on < since:
        raise Refused(_BEFORE.filled(day=say_date(since)))
    if found.needs_reason and reason not in reasons():
        raise Refused(_WHY)
    return found


def unsold_days(shown_on: dt.date, sold_on: dt.date | None, on: dt.date) -> int:
    """Days since it was shown or last sold, on the day ``on``."""
    last = shown_on if sold_on is None else max(shown_on, sold_on)
    return max(0, (on - last).days)


_NOT_NOW = Text(
    "Ini tidak bisa lagi dicatat: keadaannya sudah berubah. Lihat halaman ini lagi.",
    "This can no longer be written down: things have changed meanwhile. Look at this page again.",
)
_AHEAD = Text("Hari ini belum tiba. Betulkan tanggalnya.", "This day lies in the future. Correct it.")
_BEFORE = Text(
    "Ini sebelum langkah yang terakhir, {day}. Betulkan tanggalnya.",
    "This is before the last step, {day}. Correct the date.",
)
_WHY = Text("Pilih alasan penolakannya.", "Choose why it was refused.")


@functools.cache
def _table() -> Mapping[str, Any]:
    return read_toml("lopo.market.procurement", "transitions.toml")
