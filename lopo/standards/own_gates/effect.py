"""What a changed gate does to the products that are known: who passes, who falls, who rises, by which demand.

Pure: takes what came of each demand for each product, as :attr:`Assessment.statuses` has it by value.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lopo.standards.assessment import Status
from lopo.standards.conditions.truth import Truth
from lopo.standards.library import Edition

_OPEN = frozenset({Status.NOT_MET.value, Status.NOT_KNOWN.value})
SMALLEST = 5
"""Of products whose owners do not show them, no smaller number is told: a single one could be found out."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one product passes one edition of a gate, and the demands that are open."""

    passed: bool
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """A product that falls or rises by the change, and by which demands."""

    product: int
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a draft does beside the edition that holds now."""

    known: int
    not_assessed: int
    passes_now: int
    passes_then: int
    falls: tuple[Moved, ...]
    rises: tuple[Moved, ...]
    falls_by: Mapping[str, int]
    """Demand to how many fall by it; one product may fall by several."""
    rises_by: Mapping[str, int]
    only_by: Mapping[str, int]
    """Demand of the draft to the products that would pass but for it alone."""


def asked_of(edition: Edition, gate_id: str) -> tuple[str, ...]:
    """The mandatory demands of a gate; none for a gate that does not hold."""
    names = edition.asked_by.get(gate_id, ())
    return tuple(name for name in names if edition.requirements[name].mandatory)


def verdict(statuses: Mapping[str, str], names: Iterable[str], applies: Truth = Truth.MET) -> Verdict:
    """What comes of the demands ``names`` for a product; one that was never assessed for it is not known."""
    met, still_open = False, []
    for name in names:
        status = statuses.get(name, Status.NOT_KNOWN.value)
        if status in _OPEN:
            still_open.append(name)
        met = met or status == Status.MET.value
    return Verdict(applies is Truth.MET and met and not still_open, tuple(still_open))


def effect_of(
    verdicts: Iterable[tuple[int, Verdict, Verdict]], not_assessed: int, asked_then: Iterable[str]
) -> Effect:
    """Sum up product, verdict now and verdict then. ``asked_then`` are the demands of the draft."""
    known = now_count = then_count = 0
    falls, rises = [], []
    falls_by: Counter[str] = Counter()
    rises_by: Counter[str] = Counter()
    only_by: Counter[str] = Counter()
    for product, now, then in verdicts:
        known += 1
        now_count += now.passed
        then_count += then.passed
        if now.passed and not then.passed:
            falls.append(Moved(product, then.open))
            falls_by.update(then.open)
        elif then.passed and not now.passed:
            rises.append(Moved(product, now.open))
            rises_by.update(now.open)
        if len(then.open) == 1:
            only_by.update(then.open)
    return Effect(
        known=known,
        not_assessed=not_assessed,
        passes_now=now_count,
        passes_then=then_count,
        falls=tuple(falls),
        rises=tuple(rises),
        falls_by=dict(falls_by),
        rises_by=dict(rises_by),
        only_by={name: only_by[name] for name in asked_then if only_by[name]},
    )


def narrowed(edition: Edition, names: Iterable[str], gate_id: str) -> Edition:
    """The edition with the demands ``names`` and one gate only: to judge many dossiers in a short time."""
    wanted = set(names)
    gate = edition.gates.get(gate_id)
    return replace(
        edition,
        requirements={name: each for name, each in edition.requirements.items() if name in wanted},
        gates={} if gate is None else {gate_id: gate},
        asked_by={rung.id: () for ladder in edition.ladders for rung in ladder.rungs}
        | ({} if gate is None else {gate_id: tuple(n for n in edition.asked_by[gate_id] if n in wanted)}),
    )


def coarse(count: int) -> int:
    """A number about products that are not shown, told in steps of five; nought says "fewer than five"."""
    return count - count % SMALLEST
