"""The plan: what to do, in which order, at what cost, to open the next gate.

What is not known yet comes first, as questions, because an answer costs nothing. Findings that the same step
mends are one step, paid once; it waits for the demands that its remedies name.

The order, from first to last:

1. The next rung first, then each market of that rung or below: always the one that then costs least to open.
2. Of the steps of one gate all have to be done, so none is dearer than another: what holds the gate up
   longest begins first. A step holds it up for its own days and those of the steps that wait for it.
3. Among equals the cheapest, then the shortest, then what weighs most.

The first step waits for nothing and can be done today. Where no source states a cost or a number of days it
is not known, never nought, and stands after what is known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from lopo.standards.assessment import Assessment, GateStanding
from lopo.standards.conditions.truth import Truth
from lopo.standards.requirement import RUNGS, SEVERITIES, Step


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step of a plan. ``begins`` and ``ends`` are days from today if every step starts when it can."""

    step: Step
    mends: tuple[str, ...]
    """Names of the findings it mends."""
    gate: str
    """The gate for whose sake it stands in the plan."""
    waits_for: tuple[str, ...]
    """Ids of the earlier steps it waits for."""
    begins: int
    ends: int
    opens: tuple[str, ...] = ()
    """Gates that are open once this step is done."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The ordered steps, and what they come to."""

    targets: tuple[str, ...]
    """Gate ids in the order in which the plan opens them."""
    questions: tuple[str, ...]
    """Facts to tell, each once, those for the first target first."""
    next_questions: tuple[str, ...]
    """Of the questions those for the first target: answering them is the first thing to do."""
    steps: tuple[PlannedStep, ...]

    @property
    def cost_idr(self) -> int:
        """The sum of the costs that are known, in rupiah."""
        return sum(each.step.cost_idr or 0 for each in self.steps)

    @property
    def costs_not_known(self) -> int:
        """How many steps have a cost that no source states."""
        return sum(each.step.cost_idr is None for each in self.steps)

    @property
    def days(self) -> int:
        """Days until the last step ends, steps side by side where none waits for another."""
        return max((each.ends for each in self.steps), default=0)

    @property
    def days_not_known(self) -> int:
        return sum(each.step.days is None for each in self.steps)

    @property
    def next_step(self) -> PlannedStep | None:
        """The first step, which waits for nothing; to be done once :attr:`next_questions` are answered."""
        return self.steps[0] if self.steps else None


@dataclass
class _Work:
    """A step while the plan is being made: what it mends for all targets together, and what it waits for."""

    step: Step
    mends: dict[str, None] = field(default_factory=dict)
    after: set[str] = field(default_factory=set)
    severity: int = len(SEVERITIES)


def make_plan(assessment: Assessment, gate_id: str | None = None) -> Plan:
    """Plan the way to ``gate_id``, or to the next rung and then to each further market of that rung.

    Raises :class:`KeyError` when ``gate_id`` is not a gate for this product.
    """
    fixed, markets = _targets(assessment, gate_id)
    work = _work_for([name for each in (*fixed, *markets) for name in each.open], assessment)
    planned: dict[str, PlannedStep] = {}
    targets: list[GateStanding] = []
    while fixed or markets:
        if not fixed:
            fixed.append(min(markets, key=lambda each: _price(each, work, planned)))
            markets.remove(fixed[0])
        targets.append(fixed.pop(0))
        _schedule(_needed(targets[-1].open, work), planned, targets[-1].gate.id)
    asked = [_questions(each, assessment) for each in targets]
    return Plan(
        targets=tuple(each.gate.id for each in targets),
        questions=tuple(dict.fromkeys(name for names in asked for name in names)),
        next_questions=asked[0] if asked else (),
        steps=_with_openings(planned.values(), targets),
    )


def _targets(assessment: Assessment, gate_id: str | None) -> tuple[list[GateStanding], list[GateStanding]]:
    """The gates whose order is given, and the markets that follow in the order of their price."""
    if gate_id is not None:
        standing = assessment.standing(gate_id)
        if standing is None:
            raise KeyError(gate_id)
        rungs = assessment.ladder.rungs
        way = rungs[: rungs.index(standing) + 1] if standing in rungs else (standing,)
        return [each for each in way if not each.passed], []
    rung = assessment.ladder.next
    level = len(RUNGS) if rung is None else RUNGS.index(rung.gate.rung)
    markets = [each for each in assessment.gates if not each.passed and RUNGS.index(each.gate.rung) <= level]
    return [rung] if rung else [], markets


def _open_on_the_way(names: Iterable[str], assessment: Assessment) -> tuple[list[str], list[str]]:
    """Of ``names`` and the demands that their steps wait for: those to be mended, and those to be told.

    What is not known and what nobody could tell either is mended by its step like what is not met.
    """
    mend, tell = [], []
    queue = list(dict.fromkeys(names))
    seen = set(queue)
    while queue:
        name = queue.pop(0)
        status = assessment.statuses.get(name)
        if status is None or not status.is_open:
            continue
        if assessment.missing(name):
            tell.append(name)
            continue
        mend.append(name)
        for earlier in assessment.edition.requirements[name].step.after:
            if earlier not in seen:
                seen.add(earlier)
                queue.append(earlier)
    return mend, tell


def _questions(standing: GateStanding, assessment: Assessment) -> tuple[str, ...]:
    _mend, tell = _open_on_the_way(standing.open, assessment)
    missing = [fact for name in tell for fact in assessment.missing(name)]
    if standing.applies is Truth.NOT_KNOWN:
        missing = [*assessment.missing_of(standing.gate.applies), *missing]
    return tuple(dict.fromkeys(missing))


def _work_for(names: Iterable[str], assessment: Assessment) -> dict[str, _Work]:
    """The steps that mend ``names`` and all they wait for, by id."""
    work: dict[str, _Work] = {}
    requirements = assessment.edition.requirements
    mend = dict.fromkeys(_open_on_the_way(names, assessment)[0])
    for name in mend:
        requirement = requirements[name]
        each = work.setdefault(requirement.step.id, _Work(requirement.step))
        each.step = _dearer(each.step, requirement.step)
        each.mends[name] = None
        each.severity = min(each.severity, SEVERITIES.index(requirement.severity))
        each.after |= {requirements[earlier].step.id for earlier in requirement.step.after if earlier in mend}
    return work


def _dearer(one: Step, other: Step) -> Step:
    """Of two wordings of the same step the one that costs more, so that a plan never promises too little."""
    if one.cost_idr is None or other.cost_idr is None:
        return one if one.cost_idr is None else other
    return max(one, other, key=lambda step: (step.cost_idr or 0, step.days or 0))


def _needed(names: Iterable[str], work: Mapping[str, _Work]) -> dict[str, _Work]:
    """The steps that mend ``names`` and those that they wait for."""
    wanted = set(names)
    queue = [id for id, each in work.items() if wanted & each.mends.keys()]
    needed = set(queue)
    while queue:
        earlier = work[queue.pop()].after - needed
        needed |= earlier
        queue += earlier
    return {id: each for id, each in work.items() if id in needed}


def _price(
    standing: GateStanding, work: Mapping[str, _Work], planned: Mapping[str, PlannedStep]
) -> tuple[int, int, int, int, str]:
    """What a gate costs beyond what is planned: unknown costs last, then rupiah, days, findings, its name."""
    steps = [each.step for id, each in _needed(standing.open, work).items() if id not in planned]
    return (
        sum(step.cost_idr is None for step in steps),
        sum(step.cost_idr or 0 for step in steps),
        max((step.days or 0 for step in steps), default=0),
        len(standing.open),
        standing.gate.id,
    )


def _schedule(needed: Mapping[str, _Work], planned: dict[str, PlannedStep], gate: str) -> None:
    """Add the needed steps to ``planned`` in the order in which they are to be begun."""
    held_up = _held_up(needed)
    waiting = {id: each for id, each in needed.items() if id not in planned}
    while waiting:
        ready = [id for id, each in waiting.items() if each.after <= planned.keys()]
        chosen = min(ready, key=lambda id: _order(needed[id], held_up[id]))
        each = waiting.pop(chosen)
        begins = max((planned[id].ends for id in each.after), default=0)
        planned[chosen] = PlannedStep(
            step=each.step,
            mends=tuple(each.mends),
            gate=gate,
            waits_for=tuple(sorted(each.after)),
            begins=begins,
            ends=begins + (each.step.days or 0),
        )


def _held_up(needed: Mapping[str, _Work]) -> dict[str, tuple[int, int]]:
    """For each step the longest way from its begin to the end: days, and steps one after another."""
    found: dict[str, tuple[int, int]] = {}

    def way(id: str) -> tuple[int, int]:
        if id not in found:
            after = [way(other) for other, each in needed.items() if id in each.after]
            days, steps = max(after, default=(0, 0))
            found[id] = (days + (needed[id].step.days or 0), steps + 1)
        return found[id]

    for id in needed:
        way(id)
    return found


def _order(work: _Work, held_up: tuple[int, int]) -> tuple[int, int, bool, int, int, int, int, str]:
    step = work.step
    return (
        -held_up[0],
        -held_up[1],
        step.cost_idr is None,
        step.cost_idr or 0,
        step.days or 0,
        work.severity,
        -len(work.mends),
        step.id,
    )


def _with_openings(
    planned: Iterable[PlannedStep], targets: Iterable[GateStanding]
) -> tuple[PlannedStep, ...]:
    """Say after which step each gate is open. A gate with open questions is opened by no step alone."""
    planned = tuple(planned)
    mended = {name for each in planned for name in each.mends}
    left = {
        each.gate.id: set(each.open)
        for each in targets
        if each.open and each.applies is Truth.MET and mended.issuperset(each.open)
    }
    steps = []
    for each in planned:
        for names in left.values():
            names -= set(each.mends)
        opens = tuple(gate for gate, names in left.items() if not names)
        left = {gate: names for gate, names in left.items() if names}
        steps.append(replace(each, opens=opens))
    return tuple(steps)
