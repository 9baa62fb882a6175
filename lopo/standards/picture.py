"""An assessment as rows for a page: gates, findings, steps and the tiers of the ladder, in one language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lopo.facts import wording
from lopo.facts.text import Text
from lopo.standards.assessment import Assessment, GateStanding, Status
from lopo.standards.plan import Plan, PlannedStep
from lopo.standards.requirement import RUNGS, Gate, Ladder

NAMED = 3
"""How many lacking things are named on a tier of the ladder."""


@dataclass(frozen=True, slots=True)
class GateRow:
    """One gate on a page."""

    id: str
    title: str
    met: int
    total: int
    percent: int
    passed: bool
    uncertain: bool
    """Whether it is not known yet that the gate is for this product."""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding on a page."""

    name: str
    status: str
    asks: str
    why: str
    sentence: str
    clause: str
    source: str
    severity: str
    confidence: str
    missing: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of the plan on a page. ``cost`` and ``days`` are words; empty when no source states them."""

    id: str
    title: str
    how: str
    cost: str
    days: str
    training: str
    pays: str
    mends: tuple[str, ...]
    waits_for: tuple[str, ...]
    opens: tuple[str, ...]
    place: str = ""
    """The page of the house where it is done; empty where it is done elsewhere."""


@dataclass(frozen=True, slots=True)
class TierRow:
    """One tier of the ladder's picture."""

    key: str
    title: str
    met: int
    total: int
    state: str
    lacking: tuple[str, ...]


def gate_rows(assessment: Assessment, language: str) -> list[GateRow]:
    """The markets, those nearest to being open first within each rung."""
    return [_gate_row(each, language) for each in assessment.gates]


def _gate_row(standing: GateStanding, language: str) -> GateRow:
    return GateRow(
        id=standing.gate.id,
        title=standing.gate.title.in_language(language),
        met=len(standing.met),
        total=standing.total,
        percent=standing.percent,
        passed=standing.passed,
        uncertain=standing.applies.value == "not_known",
    )


def finding_rows(assessment: Assessment, names: Iterable[str], language: str) -> list[FindingRow]:
    """Findings in words, what blocks before what is not known yet."""
    rows = [_finding_row(assessment, name, language) for name in names]
    return sorted(rows, key=lambda row: row.status != Status.NOT_MET.value)


def _finding_row(assessment: Assessment, name: str, language: str) -> FindingRow:
    requirement = assessment.edition.requirements[name]
    explanation = assessment.explain(name)
    evidence = (fact.provenance.evidence for fact in explanation.evidence.values())
    return FindingRow(
        name=name,
        status=assessment.statuses[name].value,
        asks=requirement.asks.in_language(language),
        why=requirement.why.in_language(language),
        sentence=explanation.sentence.in_language(language),
        clause=requirement.clause,
        source=requirement.source,
        severity=requirement.severity,
        confidence=requirement.confidence,
        missing=explanation.missing,
        evidence=tuple(sorted({each for each in evidence if each})),
    )


def step_rows(plan: Plan, assessment: Assessment, language: str) -> list[StepRow]:
    """The steps of a plan in words."""
    titles = {each.step.id: each.step.title.in_language(language) for each in plan.steps}
    return [_step_row(each, assessment, titles, language) for each in plan.steps]


def _step_row(planned: PlannedStep, assessment: Assessment, titles: dict[str, str], language: str) -> StepRow:
    step = planned.step
    opened = (assessment.standing(gate) for gate in planned.opens)
    requirements = assessment.edition.requirements
    return StepRow(
        id=step.id,
        title=step.title.in_language(language),
        how=step.how.in_language(language),
        cost="" if step.cost_idr is None else _cost(step.cost_idr).in_language(language),
        days="" if step.days is None else _days(step.days).in_language(language),
        training=step.training,
        pays=step.pays.in_language(language) if step.pays else "",
        mends=tuple(requirements[name].asks.in_language(language) for name in planned.mends),
        waits_for=tuple(titles[id] for id in planned.waits_for if id in titles),
        opens=tuple(each.gate.title.in_language(language) for each in opened if each),
    )


def _cost(amount: int) -> Text:
    return wording.say_rupiah(amount) if amount else Text("gratis", "free")


def _days(days: int) -> Text:
    return wording.with_unit(wording.say_number(days), "days") if days else Text("hari ini", "today")


@dataclass(frozen=True, slots=True)
class TermRow:
    """One of a buyer's terms on a page."""

    title: str
    says: str
    source: str
    confidence: str


def term_rows(gate: Gate, language: str) -> list[TermRow]:
    """The terms of trade of a market."""
    return [
        TermRow(
            term.title.in_language(language), term.says.in_language(language), term.source, term.confidence
        )
        for term in gate.terms
    ]


def ladder_tiers(assessment: Assessment, language: str) -> list[TierRow]:
    """The tiers of the ladder, lowest first; on the next one, what it lacks."""
    ladder, requirements = assessment.ladder, assessment.edition.requirements
    reached = ladder.reached.gate.rung if ladder.reached else ""
    counts = {each.gate.id: (len(each.met), each.total) for each in ladder.rungs}
    lacking = {
        each.gate.id: tuple(requirements[name].asks.in_language(language) for name in each.open)
        for each in ladder.rungs
    }
    tiers = counted_tiers(ladder.ladder, reached, counts, language)
    return [
        replace(tier, lacking=lacking[gate.id] if tier.state == "next" else ())
        for tier, gate in zip(tiers, ladder.ladder.rungs, strict=True)
    ]


def counted_tiers(
    ladder: Ladder, reached: str, counts: Mapping[str, tuple[int, int]], language: str
) -> list[TierRow]:
    """The tiers from what is remembered: the rung reached, and gate id to how many are met of how many."""
    below = RUNGS.index(reached) if reached else -1
    tiers = []
    for place, gate in enumerate(ladder.rungs):
        state = "reached" if place <= below else ("next" if place == below + 1 else "later")
        met, total = counts.get(gate.id, (0, 0))
        tiers.append(TierRow(gate.rung, gate.title.in_language(language), met, total, state, ()))
    return tiers
