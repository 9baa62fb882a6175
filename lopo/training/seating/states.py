"""What may become of a cohort, and of a seat in it: the one table that pages, the book and tests read."""

from collections.abc import Iterable
from dataclasses import dataclass

from lopo.facts.text import Text

DRAFT, OPEN, SEATED, DONE, CANCELLED = "draft", "open", "seated", "done", "cancelled"
APPLIED, INVITED, SEAT, WAITING, DECLINED, WITHDRAWN = (
    "applied", "invited", "seated", "waiting", "declined", "withdrawn",
)  # fmt: skip
NOBODY = ""
"""The state of a business that has no enrolment in the cohort yet."""

OFFICER, OWNER, HOUSE = "officer", "owner", "house"
"""Who moves: the city, the business itself, or the house on its own when a seat becomes free."""


@dataclass(frozen=True, slots=True)
class Move:
    """One row: ``who`` may take what is in ``before`` to ``after``.

    ``cohort`` names the states the cohort has to be in (for the moves of an enrolment).
    """

    name: str
    before: frozenset[str]
    after: str
    who: frozenset[str]
    title: Text
    cohort: frozenset[str] = frozenset()


def _cohort(name: str, before: Iterable[str], after: str, title: Text) -> Move:
    return Move(name, frozenset(before), after, frozenset({OFFICER}), title)


COHORT_MOVES = {
    move.name: move
    for move in (
        _cohort("open", (DRAFT,), OPEN, Text("Buka pendaftaran", "Open for applications")),
        _cohort("seat", (OPEN,), SEATED, Text("Bagikan kursi", "Give the seats")),
        _cohort("finish", (SEATED,), DONE, Text("Pelatihan selesai", "The course is over")),
        _cohort("resume", (DONE,), SEATED, Text("Belum selesai", "It is not over yet")),
        _cohort("cancel", (DRAFT, OPEN, SEATED), CANCELLED, Text("Batalkan", "Cancel")),
        _cohort("restore", (CANCELLED,), DRAFT, Text("Pulihkan", "Bring it back")),
    )
}

_RUNNING = frozenset({OPEN, SEATED})
_PLANNED = frozenset({DRAFT, OPEN, SEATED})


def _enrolment(
    name: str, before: Iterable[str], after: str, who: Iterable[str], cohort: Iterable[str], title: Text
) -> Move:
    return Move(name, frozenset(before), after, frozenset(who), title, frozenset(cohort))


_BOTH = (OFFICER, OWNER)
ENROLMENT_MOVES = {
    move.name: move
    for move in (
        _enrolment(
            "ask", (NOBODY, DECLINED, WITHDRAWN), APPLIED, _BOTH, {OPEN},
            Text("Minta kursi", "Ask for a seat"),
        ),
        _enrolment(
            "queue", (NOBODY, DECLINED, WITHDRAWN, INVITED), WAITING, _BOTH, _RUNNING,
            Text("Masuk daftar tunggu", "Join the waiting list"),
        ),
        _enrolment(
            "invite", (NOBODY, DECLINED, WITHDRAWN), INVITED, (OFFICER,), _PLANNED,
            Text("Undang", "Invite"),
        ),
        _enrolment(
            "accept", (INVITED,), SEAT, _BOTH, _RUNNING,
            Text("Ya, saya mau kursi ini", "Yes, I want this seat"),
        ),
        _enrolment(
            "decline", (INVITED,), DECLINED, _BOTH, _PLANNED,
            Text("Tidak kali ini", "Not this time"),
        ),
        _enrolment(
            "give", (APPLIED, WAITING), SEAT, (OFFICER,), {OPEN},
            Text("Beri kursi", "Give a seat"),
        ),
        _enrolment(
            "wait", (APPLIED,), WAITING, (OFFICER,), {OPEN},
            Text("Taruh di daftar tunggu", "Put on the waiting list"),
        ),
        _enrolment(
            "refuse", (APPLIED,), DECLINED, (OFFICER,), {OPEN},
            Text("Tidak dapat kursi", "No seat"),
        ),
        _enrolment(
            "move up", (WAITING,), SEAT, (HOUSE,), _RUNNING,
            Text("Naik dari daftar tunggu", "Move up from the waiting list"),
        ),
        _enrolment(
            "withdraw", (APPLIED, WAITING, SEAT), WITHDRAWN, _BOTH, _PLANNED,
            Text("Saya tidak jadi ikut", "I cannot come after all"),
        ),
    )
}  # fmt: skip

COHORT_TITLES = {
    DRAFT: Text("rancangan", "draft"),
    OPEN: Text("pendaftaran dibuka", "open for applications"),
    SEATED: Text("kursi dibagikan", "seats given"),
    DONE: Text("selesai", "over"),
    CANCELLED: Text("dibatalkan", "cancelled"),
}
ENROLMENT_TITLES = {
    APPLIED: Text("minta kursi", "asked for a seat"),
    INVITED: Text("diundang", "invited"),
    SEAT: Text("dapat kursi", "has a seat"),
    WAITING: Text("daftar tunggu", "on the waiting list"),
    DECLINED: Text("tidak ikut", "not coming"),
    WITHDRAWN: Text("mundur", "withdrew"),
}


def may_move_cohort(name: str, state: str) -> bool:
    """Whether a cohort in ``state`` may make the move ``name``. Raises :class:`KeyError` for another name."""
    return state in COHORT_MOVES[name].before


def may_move(name: str, state: str, cohort: str, who: str) -> bool:
    """Whether ``who`` may make the move ``name`` of an enrolment in ``state`` of a ``cohort`` in that state.

    Raises :class:`KeyError` for a name that no move has.
    """
    move = ENROLMENT_MOVES[name]
    return state in move.before and cohort in move.cohort and who in move.who


def moves_of_cohort(state: str) -> tuple[Move, ...]:
    """The moves a cohort in ``state`` may make."""
    return tuple(move for move in COHORT_MOVES.values() if state in move.before)
