"""An assessment as plain data: what ``lopo check --json`` prints and the API answers.

The shape is documented in ``docs/check.md`` and named by :data:`FORMAT`.
"""

from collections.abc import Sequence
from typing import Any

from lopo.facts.dossier import Fact
from lopo.facts.kinds import to_plain
from lopo.standards.assessment import Assessment, GateStanding
from lopo.standards.plan import Plan, PlannedStep
from lopo.standards.promises import Promise

FORMAT = "lopo-check/1"


def report(
    assessment: Assessment,
    plan: Plan,
    promises: Sequence[Promise],
    language: str,
    gate: str | None = None,
) -> dict[str, Any]:
    """Ladder, gates, findings, plan and dated promises in one language.

    With ``gate`` the findings are those that this gate asks, otherwise all that apply. The gate in question
    is then this one, otherwise the next rung; on top of the ladder there is none, and ``passed`` is true.
    """
    ladder = assessment.ladder
    names = assessment.edition.asked_by[gate] if gate else tuple(assessment.statuses)
    judged = assessment.standing(gate) if gate else ladder.next
    return {
        "format": FORMAT,
        "on": assessment.edition.on.isoformat(),
        "language": language,
        "gate": judged.gate.id if judged else None,
        "passed": judged is None or judged.passed,
        "product": assessment.dossier.value("product.name"),
        "ladder": {
            "id": ladder.ladder.id,
            "title": ladder.ladder.title.in_language(language),
            "reached": ladder.reached.gate.rung if ladder.reached else None,
            "next": ladder.next.gate.rung if ladder.next else None,
            "rungs": [report_gate(each, language) for each in ladder.rungs],
        },
        "gates": [report_gate(each, language) for each in assessment.gates],
        "findings": [
            report_finding(assessment, name, language) for name in names if assessment.concerns(name)
        ],
        "plan": report_plan(plan, language),
        "promises": [report_promise(each, language) for each in promises],
    }


def report_gate(standing: GateStanding, language: str) -> dict[str, Any]:
    """One gate: how much of what it asks is met, and what is open."""
    return {
        "id": standing.gate.id,
        "title": standing.gate.title.in_language(language),
        "rung": standing.gate.rung,
        "applies": standing.applies.value,
        "met": len(standing.met),
        "total": standing.total,
        "percent": standing.percent,
        "passed": standing.passed,
        "open": list(standing.open),
        "advice": list(standing.advice),
        "terms": {
            term.id: {"says": term.says.in_language(language), "confidence": term.confidence}
            for term in standing.gate.terms
        },
    }


def report_finding(assessment: Assessment, name: str, language: str) -> dict[str, Any]:
    """One finding: the fact found, the fact wanted, clause and evidence."""
    requirement = assessment.edition.requirements[name]
    explanation = assessment.explain(name)
    return {
        "requirement": name,
        "status": assessment.statuses[name].value,
        "severity": requirement.severity,
        "mandatory": requirement.mandatory,
        "asks": requirement.asks.in_language(language),
        "why": requirement.why.in_language(language),
        "clause": requirement.clause,
        "source": requirement.source,
        "confidence": requirement.confidence,
        "explanation": explanation.sentence.in_language(language),
        "facts": [
            {
                "fact": outcome.fact,
                "found": outcome.found.in_language(language),
                "wanted": outcome.wanted.in_language(language),
                "met": outcome.truth.value,
                **_evidence(explanation.evidence.get(outcome.fact)),
            }
            for outcome in explanation.outcomes
        ],
        "missing": list(explanation.missing),
        "gates": [
            gate
            for gate, asked in assessment.edition.asked_by.items()
            if name in asked and _stands(assessment, gate)
        ],
    }


def _stands(assessment: Assessment, gate: str) -> bool:
    return assessment.standing(gate) is not None


def _evidence(fact: Fact | None) -> dict[str, Any]:
    if fact is None:
        return {}
    provenance = fact.provenance
    return {
        "value": None if fact.absent else to_plain(fact.value),
        "said_by": provenance.said_by,
        "who": provenance.who,
        "said_on": provenance.on.isoformat() if provenance.on else None,
        "evidence": provenance.evidence,
    }


def report_plan(plan: Plan, language: str) -> dict[str, Any]:
    """The plan with its totals; ``next`` is the one thing to do first."""
    steps = [report_step(each, language) for each in plan.steps]
    return {
        "targets": list(plan.targets),
        "questions": list(plan.questions),
        "next_questions": list(plan.next_questions),
        "next": "answer" if plan.next_questions else (steps[0]["id"] if steps else None),
        "steps": steps,
        "cost_idr": plan.cost_idr,
        "costs_not_known": plan.costs_not_known,
        "days": plan.days,
        "days_not_known": plan.days_not_known,
    }


def report_step(planned: PlannedStep, language: str) -> dict[str, Any]:
    """One step of the plan."""
    step = planned.step
    return {
        "id": step.id,
        "title": step.title.in_language(language),
        "how": step.how.in_language(language),
        "mends": list(planned.mends),
        "waits_for": list(planned.waits_for),
        "opens": list(planned.opens),
        "cost_idr": step.cost_idr,
        "days": step.days,
        "begins": planned.begins,
        "ends": planned.ends,
        "training": step.training or None,
        "pays": step.pays.in_language(language) if step.pays else None,
    }


def report_promise(promise: Promise, language: str) -> dict[str, Any]:
    """One dated promise."""
    return {
        "id": promise.rule.id,
        "title": promise.rule.title.in_language(language),
        "does": promise.rule.does.in_language(language),
        "owner": promise.rule.owner,
        "due": promise.due.isoformat(),
        "days_left": promise.days_left,
        "overdue": promise.overdue,
        "remind_on": [day.isoformat() for day in promise.remind_on],
    }
