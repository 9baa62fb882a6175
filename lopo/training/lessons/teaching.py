"""What each lesson teaches to meet: the join of lessons and standards by the remedy's ``training``."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lopo.standards.assessment import Status
from lopo.standards.library import Edition
from lopo.standards.requirement import RUNGS, Gate, Requirement, Step


@dataclass(frozen=True, slots=True)
class Taught:
    """One step that a lesson teaches, and the demands it meets."""

    step: Step
    requirements: tuple[Requirement, ...]


def taught_by(module_id: str, edition: Edition) -> tuple[Taught, ...]:
    """The steps that the lesson teaches, as the packs of ``edition`` hold, in their order."""
    found: dict[str, list[Requirement]] = {}
    for requirement in edition.requirements.values():
        if requirement.step.training == module_id:
            found.setdefault(requirement.step.id, []).append(requirement)
    return tuple(Taught(each[0].step, tuple(each)) for each in found.values())


@dataclass(frozen=True, slots=True)
class Stood:
    """Where one product stood when it was last assessed: its ladder, the rung reached, status by demand."""

    ladder: str
    rung: str
    statuses: Mapping[str, str]


def gaps_taught(products: Iterable[Stood], edition: Edition) -> Counter[str]:
    """Lesson to how many open demands of the next rung it teaches to meet, summed over the products.

    Only mandatory demands count; a demand that is not known to be met is open.
    """
    gaps: Counter[str] = Counter()
    for product in products:
        gate = _next_rung(product, edition)
        for name in edition.asked_by[gate.id] if gate else ():
            requirement = edition.requirements[name]
            status = product.statuses.get(name)
            if requirement.mandatory and status and Status(status).is_open and requirement.step.training:
                gaps[requirement.step.training] += 1
    return gaps


def _next_rung(product: Stood, edition: Edition) -> Gate | None:
    """The first rung above the one reached; nothing on top or where the ladder is gone."""
    ladder = next((each for each in edition.ladders if each.id == product.ladder), None)
    if ladder is None:
        return None
    above = RUNGS.index(product.rung) + 1 if product.rung in RUNGS else 0
    return next((gate for gate in ladder.rungs if RUNGS.index(gate.rung) >= above), None)
