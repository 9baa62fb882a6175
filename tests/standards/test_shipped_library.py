"""What must always hold of the packs that ship with the house, whatever a product is like."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lopo.facts.dossier import Dossier, Fact, nothing
from lopo.facts.kinds import NUMBERS
from lopo.standards.assessment import Status, applies_condition, assess
from lopo.standards.conditions.condition import AllOf, AnyOf, Leaf, Not, facts_of
from lopo.standards.conditions.evaluation import judge
from lopo.standards.conditions.truth import Truth
from lopo.standards.derivation import complete
from lopo.standards.library import edition_on
from tests.sample_dossier import SAMBAL, TODAY, dossier
from tests.standards.test_derivation import MAY_CHANGE

EDITION = edition_on(TODAY)
CATALOGUE = EDITION.catalogue
SAMBAL_COMPLETE = complete(dossier(SAMBAL), TODAY)


def test_of_an_empty_dossier_nothing_is_met_nothing_fails_and_no_gate_is_passed():
    found = assess(complete(Dossier(), TODAY), EDITION)
    assert set(found.statuses.values()) == {Status.NOT_KNOWN}
    assert found.ladder.reached is None
    assert not any(each.passed for each in (*found.ladder.rungs, *found.gates))


@pytest.mark.parametrize("facts", [Dossier(), SAMBAL_COMPLETE], ids=["nothing known", "sambal"])
def test_every_finding_explains_itself_in_both_languages(facts):
    found = assess(facts, EDITION)
    for name, status in found.statuses.items():
        explanation = found.explain(name)
        assert explanation.outcomes, name
        for outcome in explanation.outcomes:
            for language in ("id", "en"):
                sentence = explanation.sentence.in_language(language)
                assert outcome.found.in_language(language) in sentence, name
                assert outcome.wanted.in_language(language) in sentence, name
        if explanation.missing:
            assert status is Status.NOT_KNOWN, name


def values_of(definition):
    """Values that a fact of the shipped catalogue can have, or that it is known to be absent."""
    if definition.choices:
        code = st.sampled_from(sorted(definition.choices))
        value = code if definition.kind == "choice" else st.lists(code, max_size=3, unique=True).map(tuple)
    elif definition.kind == "yes_no":
        value = st.booleans()
    elif definition.kind in NUMBERS:
        value = st.integers(int(definition.least or 0), int(definition.most or 3000))
        value = value.map(Decimal) if definition.kind == "decimal" else value
    elif definition.kind == "date":
        value = st.dates(dt.date(2020, 1, 1), dt.date(2032, 12, 31))
    elif definition.kind == "text":
        value = st.sampled_from(["Sambal", "Komposisi:", "1234567890123", "ID00110000123450524"])
    else:
        value = st.just(())
    return value.map(Fact) | st.just(nothing(definition.kind))


TOLD = [name for name, each in CATALOGUE.items() if not each.is_computed]


@st.composite
def products(draw):
    """A sambal with some facts told otherwise, some absent, some not known."""
    changed = {
        name: draw(values_of(CATALOGUE[name])) for name in draw(st.sets(st.sampled_from(TOLD), max_size=25))
    }
    return dossier(SAMBAL).with_facts(changed).without(draw(st.sets(st.sampled_from(TOLD), max_size=25)))


def truths(requirement, known_facts):
    """Whether a requirement applies and whether it is met, each by itself."""
    return [
        judge(condition, known_facts, TODAY)
        for condition in (applies_condition(EDITION, requirement), requirement.needs)
    ]


@settings(max_examples=150)
@given(products(), st.sampled_from(TOLD))
def test_forgetting_a_fact_never_turns_an_answer_round(product, name):
    """Of the facts as they stand: what is forgotten makes answers unknown, never other ones."""
    before = complete(product, TODAY)
    after = before.without([name])
    for requirement in EDITION.requirements.values():
        for was, becomes in zip(truths(requirement, before), truths(requirement, after), strict=True):
            assert becomes in (was, Truth.NOT_KNOWN), requirement.name


def shaky():
    """Facts that are worked out anew, not only for the first time, when more becomes known."""
    found = set(MAY_CHANGE)
    while more := {name for name, each in CATALOGUE.items() if found & {*each.computed_from}} - found:
        found |= more
    return found


SHAKY = shaky()
LOOKED_AT = {
    name: {*facts_of(applies_condition(EDITION, each)), *facts_of(each.needs)}
    for name, each in EDITION.requirements.items()
}
STEADY = sorted(name for name, facts in LOOKED_AT.items() if not facts & SHAKY)
"""The demands without an exception; the others look at a fact of which ``MAY_CHANGE`` says why it changes."""


def test_most_demands_have_no_exception():
    assert len(STEADY) > 0.7 * len(LOOKED_AT)


@settings(max_examples=60)
@given(products(), st.data())
def test_not_telling_a_fact_never_gets_a_demand_met(product, data):
    told = sorted(product)
    name = data.draw(st.sampled_from(told)) if told else "product.name"
    before = assess(complete(product, TODAY), EDITION).statuses
    after = assess(complete(product.without([name]), TODAY), EDITION).statuses
    for each in STEADY:
        if before[each] in (Status.NOT_MET, Status.NOT_KNOWN):
            assert after[each] is not Status.MET, each


def signed_leaves(condition, positive=True):
    """Every leaf, and whether the condition wants it or, under a ``not``, does not."""
    match condition:
        case Leaf():
            yield condition, positive
        case Not(inner):
            yield from signed_leaves(inner, not positive)
        case AllOf(conditions) | AnyOf(conditions):
            for part in conditions:
                yield from signed_leaves(part, positive)


RISING, FALLING = {"at_least", "after"}, {"at_most", "before"}
DEMANDED = [
    (leaf, positive)
    for requirement in EDITION.requirements.values()
    for leaf, positive in signed_leaves(requirement.needs)
    if leaf.operator in RISING | FALLING or (leaf.operator == "contains" and positive)
]
"""What the shipped packs demand that knows a better and a worse: numbers, days, things named in a list."""


def strengthened(leaf, positive, fact, more):
    """The fact, better by ``more`` units or days for what the leaf demands, or with what is asked in it."""
    definition, value = CATALOGUE[leaf.fact], fact.value
    if leaf.operator == "contains":
        return Fact((*value, leaf.operand) if isinstance(value, tuple) else f"{value} {leaf.operand}")
    up = more if (leaf.operator in RISING) is positive else -more
    if isinstance(value, dt.date):
        return Fact(value + dt.timedelta(days=up))
    least, most = definition.least, definition.most
    better = value + up
    better = better if least is None else max(better, type(value)(least))
    return Fact(better if most is None else min(better, type(value)(most)))


TWO_SIDED = {
    "quality.shelf_life_days": "a shop asks for a long life, and what is promised must be studied",
    "craft.fibre_total": "the shares of the fibres come to a hundred, not less and not more",
}
"""Facts that are asked from both sides, where more is not simply better, and why."""


def test_only_these_facts_are_asked_from_both_sides():
    sides = {}
    for leaf, positive in DEMANDED:
        sides.setdefault(leaf.fact, set()).add((leaf.operator in RISING) is positive)
    assert {fact for fact, asked in sides.items() if len(asked) > 1} == set(TWO_SIDED)


ONE_SIDED = [(leaf, positive) for leaf, positive in DEMANDED if leaf.fact not in TWO_SIDED]


@settings(max_examples=300)
@given(products(), st.sampled_from(ONE_SIDED), st.integers(1, 400), st.data())
def test_strengthening_a_fact_never_closes_a_gate_nor_any_demand(product, demanded, more, data):
    leaf, positive = demanded
    fact = data.draw(values_of(CATALOGUE[leaf.fact]).filter(lambda each: not each.absent))
    facts = complete(product, TODAY).with_facts({leaf.fact: fact})
    better = facts.with_facts({leaf.fact: strengthened(leaf, positive, fact, more)})
    before, after = assess(facts, EDITION), assess(better, EDITION)
    for name, status in after.statuses.items():
        assert status is not Status.NOT_MET or before.statuses[name] is Status.NOT_MET, name
    for gate_id in EDITION.gates:
        standing = before.standing(gate_id)
        assert not (standing and standing.passed) or after.standing(gate_id).passed
