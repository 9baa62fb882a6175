"""A listing's states and what leads from one to another: the one table that pages, the API and tests read.

Its text is ``transitions.toml``. Who may do what, what has to be told, whose turn it is and until when.
"""

import datetime as dt
import functools
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml

OWNER, HELPER, BUYER, CITY, TIME = PARTIES = ("owner", "helper", "buyer", "city", "time")
"""Who can move a listing; ``time`` is a day that has come."""
DECIDE, WAIT, TRIAL, SHELF, ENDED = LANES = ("decide", "wait", "trial", "shelf", "ended")
"""The heaps of the buyer's desk."""
NEEDS = ("reason", "words", "words?", "price", "trial", "sold", "scores")
WEIGHTS = ("primary", "quiet", "danger")
STARTS, ENDS = "starts", "ends"
NOTHING = Text.same("")

APPLY, BEGIN_TRIAL, END_TRIAL = "apply", "begin-trial", "end-trial"
ASK, ANSWER = "ask", "answer"
APPLIED, TRIAL_AGREED, ON_TRIAL, LISTED = "applied", "trial-agreed", "on-trial", "listed"


@dataclass(frozen=True, slots=True)
class State:
    """Where a listing stands, what either side reads there, whose turn it is and for how long."""

    id: str
    title: Text
    owner_says: Text
    buyer_says: Text
    turn: str
    lane: str
    days: int | None = None
    due: str = ""

    @property
    def ended(self) -> bool:
        """Whether a new application may begin."""
        return self.lane == ENDED

    def says(self, party: str) -> Text:
        """What it means to whoever reads."""
        return self.owner_says if party in (OWNER, HELPER) else self.buyer_says

    def is_turn_of(self, party: str) -> bool:
        return bool(self.turn) and self.turn == (OWNER if party == HELPER else party)


@dataclass(frozen=True, slots=True)
class Transition:
    """One thing that can be done; ``to`` is empty where the state stays as it is."""

    id: str
    title: Text
    past: Text
    from_states: tuple[str, ...]
    to: str
    by: tuple[str, ...]
    needs: tuple[str, ...]
    weight: str
    page: bool = False
    """Whether its button opens a page although nothing has to be told."""
    tells_shop: bool = False
    """Whether the shop is told of it outside of its desk."""
    says: Text = NOTHING
    """What follows, for whoever is about to do it."""
    word: Text = NOTHING
    """What the field for words asks, where that is something in particular."""

    @property
    def stays(self) -> bool:
        return not self.to

    def asks(self, what: str) -> bool:
        """Whether ``what`` (reason, words, trial, ...) has to be told."""
        return what in self.needs

    @property
    def is_one_tap(self) -> bool:
        """Whether a button alone does it: nothing has to be told, and nothing to be looked at once more."""
        return not self.page and self.weight != "danger" and all(each.endswith("?") for each in self.needs)


@dataclass(frozen=True, slots=True)
class Table:
    """The whole of it."""

    states: Mapping[str, State]
    transitions: Mapping[str, Transition]

    def lane_states(self, *lanes: str) -> tuple[str, ...]:
        """The states of some heaps."""
        return tuple(each.id for each in self.states.values() if each.lane in lanes)

    def open_to(self, state: str, parties: Collection[str]) -> list[Transition]:
        """What somebody who is all of ``parties`` can do with a listing in ``state``."""
        return [
            each
            for each in self.transitions.values()
            if state in each.from_states and set(each.by) & set(parties)
        ]

    def step(self, id: str, state: str, parties: Collection[str]) -> Transition:
        """The transition ``id``, if it can be done now and by one of ``parties``. Raises :class:`Refused`."""
        found = self.transitions.get(id)
        if found is None or not found.from_states:
            raise Refused(Text("Tindakan ini tidak ada.", "There is no such act."))
        if not set(found.by) & set(parties):
            raise Refused(
                Text("“{act}” tidak bisa dari sini: itu tindakan pihak lain.",
                     "“{act}” is not yours to do: it is the other side's.").filled(act=found.title)
            )  # fmt: skip
        if state not in found.from_states:
            raise Refused(
                Text("“{act}” tidak bisa sekarang: keadaannya “{state}”.",
                     "“{act}” cannot be done now: it stands at “{state}”.")
                .filled(act=found.title, state=self.states[state].title)
            )  # fmt: skip
        return found


@functools.cache
def table() -> Table:
    """The table that ships with the house; what does not fit together in it fails at the first look."""
    raw = read_toml("lopo.retail.listing", "transitions.toml")
    found = Table(
        {id: _state(id, each) for id, each in raw["state"].items()},
        {id: _transition(id, each) for id, each in raw["transition"].items()},
    )
    _check(found)
    return found


def _state(id: str, raw: Mapping[str, Any]) -> State:
    return State(
        id=id,
        title=Text.from_table(raw["title"], id),
        owner_says=Text.from_table(raw["owner"], id),
        buyer_says=Text.from_table(raw["buyer"], id),
        turn=raw["turn"],
        lane=raw["lane"],
        days=raw.get("days"),
        due=raw.get("due", ""),
    )


def _transition(id: str, raw: Mapping[str, Any]) -> Transition:
    return Transition(
        id=id,
        title=Text.from_table(raw["title"], id),
        past=Text.from_table(raw["past"], id),
        from_states=tuple(raw["from"]),
        to=raw.get("to", ""),
        by=tuple(raw["by"]),
        needs=tuple(raw["needs"]),
        weight=raw["weight"],
        page=raw.get("page", False),
        tells_shop=raw.get("tells_shop", False),
        says=Text.from_table(raw["says"], id) if "says" in raw else NOTHING,
        word=Text.from_table(raw["word"], id) if "word" in raw else NOTHING,
    )


def _check(found: Table) -> None:
    for state in found.states.values():
        if state.lane not in LANES or state.turn not in ("", OWNER, BUYER, TIME):
            raise ValueError(f"state {state.id}: lane or turn not known")
        if bool(state.turn) != (state.days is not None or state.due in (STARTS, ENDS)):
            raise ValueError(f"state {state.id}: whoever has the turn needs a day, and nobody else does")
    for each in found.transitions.values():
        if {*each.from_states, *filter(None, [each.to])} - set(found.states):
            raise ValueError(f"transition {each.id}: state not known")
        if set(each.by) - set(PARTIES) or set(each.needs) - set(NEEDS) or each.weight not in WEIGHTS:
            raise ValueError(f"transition {each.id}: party, need or weight not known")


@dataclass(frozen=True, slots=True)
class TrialDays:
    """The days that were agreed for a trial; both count."""

    starts_on: dt.date
    ends_on: dt.date


def due_on(state: str, since: dt.date, trial: TrialDays | None) -> dt.date | None:
    """Until when whoever has the turn should act; nothing where nobody has it."""
    found = table().states[state]
    if found.due and trial is not None:
        return trial.starts_on if found.due == STARTS else trial.ends_on
    return None if found.days is None else since + dt.timedelta(days=found.days)


def passed(state: str, trial: TrialDays | None, on: dt.date) -> list[str]:
    """What time alone does by the day ``on``: a trial begins on its first day and ends after its last."""
    if trial is None:
        return []
    acts = []
    if state == TRIAL_AGREED and trial.starts_on <= on:
        acts, state = [BEGIN_TRIAL], ON_TRIAL
    if state == ON_TRIAL and trial.ends_on < on:
        acts.append(END_TRIAL)
    return acts


def state_by(state: str, trial: TrialDays | None, on: dt.date) -> str:
    """The state in which a listing really is on ``on``, whether or not the days were written down yet."""
    for act in passed(state, trial, on):
        state = table().transitions[act].to
    return state


@dataclass(frozen=True, slots=True)
class Figures:
    """How long before a day to remind, how often again; what forms propose; how soon to answer. In days."""

    before_days: int
    again_days: int
    trial_days: int
    first_after_days: int
    wanted_percent: int
    most_days: int
    soon_days: int
    answer_days: int


@functools.cache
def figures() -> Figures:
    """The house's own figures."""
    raw = read_toml("lopo.retail.listing", "transitions.toml")
    trial, reminders = raw["trial"], raw["reminders"]
    return Figures(
        before_days=reminders["before_days"],
        again_days=reminders["again_days"],
        trial_days=trial["days"],
        first_after_days=trial["first_after_days"],
        wanted_percent=trial["wanted_percent"],
        most_days=trial["most_days"],
        soon_days=raw["readiness"]["soon_days"],
        answer_days=raw["questions"]["answer_days"],
    )


def as_rows(language: str = "en") -> Iterable[tuple[str, str, str, str, str]]:
    """The table as the manual shows it: from, act, by whom, to, what is told."""
    states = table().states
    for each in table().transitions.values():
        start = ", ".join(states[id].title.in_language(language) for id in each.from_states) or "–"
        end = states[each.to].title.in_language(language) if each.to else "="
        yield start, each.title.in_language(language), ", ".join(each.by), end, ", ".join(each.needs)
