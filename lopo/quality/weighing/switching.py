"""How strictly the next lot is inspected: one table of transitions over the lots before it.

Rule: ISO 2859-1 clause 9.3; its numbers stand in ``switching.toml``.
"""

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from lopo.facts.text import Text
from lopo.facts.toml_file import read_toml
from lopo.quality.weighing.sampling import NORMAL, REDUCED, TIGHTENED, one_step_tighter, sampling_plan

STOPPED = "stopped"
STATES = (NORMAL, TIGHTENED, REDUCED, STOPPED)


@dataclass(frozen=True, slots=True)
class LotOutcome:
    """One lot on its first inspection. ``accept`` is the acceptance number of its plan.

    ``tighter_passes``: it would have passed at the next tighter AQL. ``steady``: production runs steadily and
    whoever receives the lots agrees to less. ``mended``: before this lot the cause was mended, and it was
    agreed to go on.
    """

    accepted: bool
    accept: int = 0
    tighter_passes: bool = False
    steady: bool = False
    mended: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a series of lots stands: how the next one is inspected, and what counts towards a change.

    ``recent`` are the last lots in this state, ``refused`` those refused in it, ``score`` the switching
    score.
    """

    state: str = NORMAL
    recent: tuple[bool, ...] = ()
    refused: int = 0
    score: int = 0
    why: Text | None = None

    @property
    def may_reduce(self) -> bool:
        """The score is reached; a steady production and a word of agreement are still needed."""
        return self.state == NORMAL and self.score >= _rules()["reduce_score"]


Condition = Callable[[Standing, LotOutcome], bool]


@dataclass(frozen=True, slots=True)
class Transition:
    """From one state to another when ``when`` holds after a lot; ``why`` in words."""

    start: str
    end: str
    when: Condition
    why: Text


def _many_refused(standing: Standing, lot: LotOutcome) -> bool:
    return standing.recent.count(False) >= _rules()["tighten_refused"]


def _good_and_steady(standing: Standing, lot: LotOutcome) -> bool:
    return standing.score >= _rules()["reduce_score"] and lot.steady


def _five_good(standing: Standing, lot: LotOutcome) -> bool:
    row = _rules()["ease_accepted"]
    return len(standing.recent) >= row and all(standing.recent[-row:])


def _too_many_refused(standing: Standing, lot: LotOutcome) -> bool:
    return standing.refused >= _rules()["stop_refused"]


def _refused_or_unsteady(standing: Standing, lot: LotOutcome) -> bool:
    return not lot.accepted or not lot.steady


TRANSITIONS = (
    Transition(NORMAL, TIGHTENED, _many_refused,
               Text("Dua dari lima kiriman terakhir ditolak.", "Two of the last five lots were refused.")),
    Transition(NORMAL, REDUCED, _good_and_steady,
               Text("Mutunya lama baik, produksinya tetap.", "Long good, and production is steady.")),
    Transition(TIGHTENED, STOPPED, _too_many_refused,
               Text("Lima kiriman ditolak selama pemeriksaan ketat.",
                    "Five lots were refused under tightened inspection.")),
    Transition(TIGHTENED, NORMAL, _five_good,
               Text("Lima kiriman berturut-turut diterima.", "Five lots in a row were accepted.")),
    Transition(REDUCED, NORMAL, _refused_or_unsteady,
               Text("Ada kiriman ditolak, atau produksinya tidak tetap.",
                    "A lot was refused, or production is not steady.")),
)  # fmt: skip
"""Every way out of a state, but the one out of ``stopped``: the cause is mended (see :func:`resumed`)."""

_WHY = {(each.start, each.end): each.why for each in TRANSITIONS}


def resumed(standing: Standing) -> Standing:
    """After a stop: the cause is mended and agreed to; inspection goes on, tightened."""
    if standing.state != STOPPED:
        return standing
    return Standing(TIGHTENED, why=Text("Penyebabnya sudah diperbaiki.", "The cause is mended."))


def begun(standing: Standing, *, mended: bool = False, steady: bool = False) -> Standing:
    """How the next lot is inspected, by what is told before it.

    ``mended`` ends a stop. Inspection is reduced only where the score is reached, production is ``steady``
    and who receives the lots agrees; without that it is normal again.
    """
    if mended:
        standing = resumed(standing)
    if standing.may_reduce and steady:
        return Standing(REDUCED, why=_WHY[NORMAL, REDUCED])
    if standing.state == REDUCED and not steady:
        return Standing(NORMAL, why=_WHY[REDUCED, NORMAL])
    return standing


def after_lot(standing: Standing, lot: LotOutcome) -> Standing:
    """The standing after one more lot. While inspection is stopped, a lot changes nothing."""
    standing = begun(standing, mended=lot.mended, steady=lot.steady)
    if standing.state == STOPPED:
        return standing
    counted = replace(
        standing,
        recent=(*standing.recent, lot.accepted)[-_rules()["tighten_among"] :],
        refused=standing.refused + (not lot.accepted),
        score=_score(standing, lot),
        why=None,
    )
    for each in TRANSITIONS:
        if each.start == standing.state and each.when(counted, lot):
            return Standing(each.end, why=each.why)
    return counted


def after_lots(lots: Iterable[LotOutcome]) -> Standing:
    """The standing after a series of lots, oldest first; a series begins with normal inspection."""
    return functools.reduce(after_lot, lots, Standing())


def outcome(
    lot: int,
    level: str,
    aql: Decimal,
    accept: int,
    defects: int,
    *,
    mended: bool = False,
    steady: bool = False,
) -> LotOutcome:
    """What an inspected lot counts for: also whether it would have passed at the next tighter AQL."""
    tighter = one_step_tighter(aql)
    plan = None if tighter is None else sampling_plan(lot, level, tighter)
    passes = plan is not None and plan.accepts(defects)
    return LotOutcome(defects <= accept, accept, passes, steady=steady, mended=mended)


def _score(standing: Standing, lot: LotOutcome) -> int:
    if standing.state != NORMAL:
        return 0
    score = _rules()["score"]
    if lot.accept <= score["small_accept"]:
        return standing.score + score["small_adds"] if lot.accepted else 0
    return standing.score + score["large_adds"] if lot.accepted and lot.tighter_passes else 0


@functools.cache
def _rules() -> Mapping[str, Any]:
    return read_toml("lopo.quality.weighing", "switching.toml")
