"""Hold a condition against a dossier: three-valued, and able to explain itself."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lopo.facts import wording
from lopo.facts.catalogue import Catalogue
from lopo.facts.dossier import Dossier
from lopo.facts.text import Text, joined
from lopo.standards.conditions.condition import AllOf, AnyOf, Condition, Leaf, Not
from lopo.standards.conditions.operators import OPERATORS, Day, OtherFact, say_operand
from lopo.standards.conditions.truth import Truth, all_of, any_of, truth_of

AND = Text(" ", " ")
OR = Text(" Atau: ", " Or: ")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one leaf: the fact found, the fact wanted, and the sentence that names both."""

    fact: str
    truth: Truth
    found: Text
    wanted: Text
    sentence: Text


def judge(condition: Condition, dossier: Dossier, on: dt.date) -> Truth:
    """Whether the condition is met, without words: the fast path."""
    match condition:
        case Leaf():
            return _judge_leaf(condition, dossier, on)
        case AllOf(conditions):
            return all_of(judge(part, dossier, on) for part in conditions)
        case AnyOf(conditions):
            return any_of(judge(part, dossier, on) for part in conditions)
        case Not(inner):
            return ~judge(inner, dossier, on)


def _judge_leaf(leaf: Leaf, dossier: Dossier, on: dt.date) -> Truth:
    fact = dossier.get(leaf.fact)
    if fact is None:
        return Truth.NOT_KNOWN
    operand = _resolve(leaf.operand, dossier, on)
    if operand is None:
        return Truth.NOT_KNOWN
    if fact.absent and leaf.operator == "known":
        return truth_of(operand is False)
    if fact.is_empty and leaf.operator != "known":
        return Truth.NOT_MET
    return truth_of(OPERATORS[leaf.operator].holds(fact.value, operand))


def _resolve(operand: Any, dossier: Dossier, on: dt.date) -> Any:
    if isinstance(operand, OtherFact):
        return dossier.value(operand.name)
    if isinstance(operand, Day):
        return operand.resolve(on)
    return operand


def explain(
    condition: Condition, dossier: Dossier, catalogue: Catalogue, on: dt.date
) -> tuple[Text, tuple[Outcome, ...]]:
    """The answer in words, and the outcome of every leaf that bears on it.

    Of an ``all`` only the parts that keep it from being met (all parts when it is met); of an ``any`` the
    parts that meet it. When none does, the parts that could still be met: what the product is by its nature
    rules the others out. Alternatives are joined by "or".
    """
    return _explain(condition, dossier, catalogue, on, negated=False)


def _explain(
    condition: Condition, dossier: Dossier, catalogue: Catalogue, on: dt.date, *, negated: bool
) -> tuple[Text, tuple[Outcome, ...]]:
    match condition:
        case Leaf():
            outcome = _explain_leaf(condition, dossier, catalogue, on, negated=negated)
            return outcome.sentence, (outcome,)
        case Not(inner):
            return _explain(inner, dossier, catalogue, on, negated=not negated)
        case AllOf(conditions) | AnyOf(conditions):
            whole = judge(condition, dossier, on)
            bearing = [part for part in conditions if judge(part, dossier, on) is whole] or conditions
            alternatives = isinstance(condition, AnyOf) is not negated
            if alternatives:
                bearing = _still_open(bearing, dossier, catalogue, on, negated=negated) or bearing
            parts = [_explain(part, dossier, catalogue, on, negated=negated) for part in bearing]
            sentence = joined([text for text, _outcomes in parts], OR if alternatives else AND)
            return sentence, tuple(outcome for _text, outcomes in parts for outcome in outcomes)


def _still_open(
    alternatives: Sequence[Condition], dossier: Dossier, catalogue: Catalogue, on: dt.date, *, negated: bool
) -> list[Condition]:
    """The alternatives that the facts given with the product do not rule out by themselves."""
    given = Dossier(
        {name: fact for name, fact in dossier.items() if name in catalogue and catalogue[name].given}
    )
    ruled_out = Truth.MET if negated else Truth.NOT_MET
    return [part for part in alternatives if judge(part, given, on) is not ruled_out]


def _explain_leaf(
    leaf: Leaf, dossier: Dossier, catalogue: Catalogue, on: dt.date, *, negated: bool
) -> Outcome:
    definition = catalogue[leaf.fact]
    fact = dossier.get(leaf.fact)
    found = wording.NOT_KNOWN if fact is None else wording.say(definition, fact.value)
    wanted = say_operand(definition, leaf.operand, catalogue, on)
    if isinstance(leaf.operand, OtherFact):
        wanted = _with_value(wanted, leaf.operand.name, dossier, catalogue)
    operator = OPERATORS[leaf.operator]
    template = operator.refuses if negated else operator.asks
    truth = _judge_leaf(leaf, dossier, on)
    return Outcome(
        fact=leaf.fact,
        truth=~truth if negated else truth,
        found=found,
        wanted=wanted,
        sentence=template.filled(title=definition.title, found=found, wanted=wanted),
    )


def _with_value(title: Text, name: str, dossier: Dossier, catalogue: Catalogue) -> Text:
    other = dossier.get(name)
    value = wording.NOT_KNOWN if other is None else wording.say(catalogue[name], other.value)
    return Text(f"{title.id} ({value.id})", f"{title.en} ({value.en})")
