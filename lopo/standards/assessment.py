"""Hold a dossier against every gate at once: findings, standings and the place on the ladder."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from lopo.facts.dossier import Dossier, Fact
from lopo.facts.text import Text
from lopo.standards.conditions.condition import ALWAYS, AllOf, Condition, facts_of
from lopo.standards.conditions.evaluation import Outcome, explain, judge
from lopo.standards.conditions.truth import Truth
from lopo.standards.library import Edition
from lopo.standards.requirement import Gate, Ladder, Requirement


class Status(enum.Enum):
    """What came of holding a requirement against a dossier."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_KNOWN = "not_known"
    NOT_APPLICABLE = "not_applicable"

    @property
    def is_open(self) -> bool:
        """Whether something is left to do or to find out."""
        return self in (Status.NOT_MET, Status.NOT_KNOWN)


_STATUS = {Truth.MET: Status.MET, Truth.NOT_MET: Status.NOT_MET, Truth.NOT_KNOWN: Status.NOT_KNOWN}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A finding in words: what was found, what is wanted, from where, and what is still to be told."""

    sentence: Text
    outcomes: tuple[Outcome, ...]
    evidence: Mapping[str, Fact]
    missing: tuple[str, ...]
    """Facts that a person could tell and that would settle the finding."""


@dataclass(frozen=True, slots=True)
class GateStanding:
    """Where a product stands before one gate. Only mandatory demands count; advice is kept apart."""

    gate: Gate
    applies: Truth
    met: tuple[str, ...]
    open: tuple[str, ...]
    advice: tuple[str, ...]
    """Names of open advice."""

    @property
    def total(self) -> int:
        return len(self.met) + len(self.open)

    @property
    def percent(self) -> int:
        """Whole per cent met, rounded down, so that 100 % means passed."""
        percent = 100 * len(self.met) // self.total if self.total else 0
        return percent if self.passed else min(percent, 99)

    @property
    def passed(self) -> bool:
        """Whether all that is asked is met. Where nothing is asked there is nothing to show: not passed."""
        return self.applies is Truth.MET and bool(self.met) and not self.open


@dataclass(frozen=True, slots=True)
class LadderStanding:
    """The place on the ladder: a rung is reached when it and all below it are passed."""

    ladder: Ladder
    rungs: tuple[GateStanding, ...]

    @property
    def reached(self) -> GateStanding | None:
        """The highest rung reached, or ``None`` below the first."""
        last = None
        for standing in self.rungs:
            if not standing.passed:
                break
            last = standing
        return last

    @property
    def next(self) -> GateStanding | None:
        """The rung to climb next, or ``None`` on top."""
        return next((standing for standing in self.rungs if not standing.passed), None)


@dataclass(frozen=True)
class Assessment:
    """Everything that comes of holding one dossier against one edition of the packs."""

    dossier: Dossier
    edition: Edition
    statuses: Mapping[str, Status]
    ladder: LadderStanding
    gates: tuple[GateStanding, ...]
    """The markets that may concern this product, lowest rung first."""
    undecided: frozenset[str]
    """Names of the findings of which it is not known whether they concern this product at all."""

    def concerns(self, name: str) -> bool:
        """Whether a finding is worth showing: it concerns the product, or it may and is mandatory."""
        if name in self.undecided:
            return self.edition.requirements[name].mandatory
        return self.statuses[name] is not Status.NOT_APPLICABLE

    def standing(self, gate_id: str) -> GateStanding | None:
        """The standing before a market or a rung; ``None`` for a gate that is not for this product."""
        return next((each for each in (*self.ladder.rungs, *self.gates) if each.gate.id == gate_id), None)

    def condition_of(self, name: str) -> Condition:
        """What decides a finding: its applicability while that is not known, then what it needs."""
        requirement = self.edition.requirements[name]
        applies = applies_condition(self.edition, requirement)
        undecided = self.statuses[name] in (Status.NOT_APPLICABLE, Status.NOT_KNOWN)
        if undecided and judge(applies, self.dossier, self.edition.on) is not Truth.MET:
            return applies
        return requirement.needs

    def explain(self, name: str) -> Explanation:
        """The finding ``name`` in words."""
        condition = self.condition_of(name)
        sentence, outcomes = explain(condition, self.dossier, self.edition.catalogue, self.edition.on)
        evidence = {each: self.dossier[each] for each in facts_of(condition) if each in self.dossier}
        return Explanation(sentence, outcomes, evidence, self.missing(name))

    def missing(self, name: str) -> tuple[str, ...]:
        """The facts that a person could tell and that would settle the finding ``name``."""
        if self.statuses[name] is not Status.NOT_KNOWN:
            return ()
        return self.missing_of(self.condition_of(name))

    def missing_of(self, condition: Condition) -> tuple[str, ...]:
        """The facts that a person could tell of those that a condition looks at and that are not known."""
        return self._askable([each for each in facts_of(condition) if each not in self.dossier])

    def _askable(self, names: list[str]) -> tuple[str, ...]:
        """The facts a person can tell behind ``names``: computed ones give way to what they come from."""
        found: dict[str, None] = {}
        queue, seen = list(names), set(names)
        while queue:
            name = queue.pop(0)
            definition = self.edition.catalogue[name]
            if not definition.is_computed:
                found[name] = None
                continue
            if definition.apart:
                continue
            for source in definition.computed_from:
                if source not in seen and source not in self.dossier:
                    seen.add(source)
                    queue.append(source)
        return tuple(found)


def applies_condition(edition: Edition, requirement: Requirement) -> Condition:
    """When a requirement is put to a product: its standard's condition and its own."""
    parts = [
        each
        for each in (edition.standards[requirement.standard].applies, requirement.applies)
        if each != ALWAYS
    ]
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def assess(dossier: Dossier, edition: Edition) -> Assessment:
    """Hold ``dossier``, its computed facts already in it, against all that holds on the edition's day."""
    judged = _judge_all(dossier, edition)
    ladder = _choose_ladder(dossier, edition)
    rungs = tuple(_stand(rung, Truth.MET, judged, edition) for rung in ladder.rungs)
    gates = tuple(
        _stand(gate, applies, judged, edition)
        for gate in edition.gates.values()
        if (applies := judge(gate.applies, dossier, edition.on)) is not Truth.NOT_MET
    )
    order = {rung.rung: place for place, rung in enumerate(ladder.rungs)}
    return Assessment(
        dossier=dossier,
        edition=edition,
        statuses=judged.statuses,
        ladder=LadderStanding(ladder, rungs),
        gates=tuple(sorted(gates, key=lambda each: (order[each.gate.rung], each.gate.id))),
        undecided=judged.undecided,
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    """What came of each requirement, and of which it is not known whether it concerns the product."""

    statuses: dict[str, Status]
    undecided: frozenset[str]


def _judge_all(dossier: Dossier, edition: Edition) -> _Judged:
    on = edition.on
    concerns = {id: judge(standard.applies, dossier, on) for id, standard in edition.standards.items()}
    statuses = {}
    undecided = set()
    for name, requirement in edition.requirements.items():
        whole = concerns[requirement.standard]
        own = Truth.NOT_MET if whole is Truth.NOT_MET else judge(requirement.applies, dossier, on)
        if Truth.NOT_MET in (whole, own):
            statuses[name] = Status.NOT_APPLICABLE
        elif Truth.NOT_KNOWN in (whole, own):
            statuses[name] = Status.NOT_KNOWN
            undecided.add(name)
        else:
            statuses[name] = _STATUS[judge(requirement.needs, dossier, on)]
    return _Judged(statuses, frozenset(undecided))


def _choose_ladder(dossier: Dossier, edition: Edition) -> Ladder:
    for wanted in (Truth.MET, Truth.NOT_KNOWN):
        for ladder in edition.ladders:
            if judge(ladder.applies, dossier, edition.on) is wanted:
                return ladder
    return edition.ladders[0]


def _stand(gate: Gate, applies: Truth, judged: _Judged, edition: Edition) -> GateStanding:
    met, open_, advice = [], [], []
    for name in edition.asked_by[gate.id]:
        status = judged.statuses[name]
        if not edition.requirements[name].mandatory:
            if status.is_open and name not in judged.undecided:
                advice.append(name)
        elif status.is_open:
            open_.append(name)
        elif status is Status.MET:
            met.append(name)
    return GateStanding(gate, applies, tuple(met), tuple(open_), tuple(advice))
