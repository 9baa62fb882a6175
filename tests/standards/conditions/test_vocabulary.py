"""Properties of the vocabulary that must always hold."""

import datetime as dt
import tomllib
from decimal import Decimal

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.dossier import Dossier, Fact
from lopo.standards.conditions.condition import (
    BadCondition,
    Leaf,
    facts_of,
    leaves,
    parse_condition,
    write_condition,
)
from lopo.standards.conditions.evaluation import explain, judge
from lopo.standards.conditions.form import from_form, to_form
from lopo.standards.conditions.truth import Truth, all_of, any_of
from tests.standards.conditions.strategies import CATALOGUE, TODAY, conditions, dossiers
from tests.standards.conditions.strategies import leaves as leaf_conditions

truths = st.sampled_from(list(Truth))


@given(conditions())
def test_toml_round_trip(condition):
    written = tomli_w.dumps({"needs": write_condition(condition)})
    read = tomllib.loads(written, parse_float=Decimal)["needs"]
    assert parse_condition(read, CATALOGUE) == condition


@given(conditions())
def test_form_round_trip(condition):
    assert from_form(to_form(condition), CATALOGUE) == condition


@given(conditions())
def test_nothing_is_decided_of_an_empty_dossier(condition):
    """An unknown never counts as met, nor as failed."""
    assert judge(condition, Dossier(), TODAY) is Truth.NOT_KNOWN


@given(conditions(), dossiers(), st.data())
def test_learning_a_fact_never_turns_an_answer_round(condition, dossier, data):
    """What was decided with a fact unknown stays decided the same way once it is known."""
    name = data.draw(st.sampled_from(sorted(CATALOGUE)))
    before = judge(condition, dossier.without([name]), TODAY)
    if before is not Truth.NOT_KNOWN:
        assert judge(condition, dossier, TODAY) is before


@given(
    st.sampled_from(["at_least", "at_most"]), st.integers(0, 2000), st.integers(0, 2000), st.integers(0, 500)
)
def test_strengthening_a_number_never_closes_a_demand(operator, limit, value, more):
    condition = Leaf("quality.shelf_life_days", operator, Decimal(limit))
    better = value + more if operator == "at_least" else max(0, value - more)
    was = judge(condition, Dossier({"quality.shelf_life_days": Fact(value)}), TODAY)
    becomes = judge(condition, Dossier({"quality.shelf_life_days": Fact(better)}), TODAY)
    assert not (was is Truth.MET and becomes is Truth.NOT_MET)


@given(leaf_conditions(), dossiers())
def test_every_explanation_names_found_and_wanted(condition, dossier):
    _sentence, (outcome,) = explain(condition, dossier, CATALOGUE, TODAY)
    for language in ("id", "en"):
        sentence = outcome.sentence.in_language(language)
        assert outcome.found.in_language(language) in sentence
        assert outcome.wanted.in_language(language) in sentence
        assert CATALOGUE[condition.fact].title.in_language(language) in sentence
    assert outcome.truth is judge(condition, dossier, TODAY)


@given(conditions(), dossiers())
def test_an_explanation_speaks_only_of_the_conditions_own_facts(condition, dossier):
    sentence, outcomes = explain(condition, dossier, CATALOGUE, TODAY)
    assert outcomes
    assert {outcome.fact for outcome in outcomes} <= set(facts_of(condition))
    assert all(outcome.sentence.id in sentence.id for outcome in outcomes)


@given(st.lists(truths), truths)
def test_all_and_any_are_opposites(values, extra):
    values = [*values, extra]
    assert all_of(values) is ~any_of(~value for value in values)


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ({"fact": "label.net_quantty", "known": True}, "did you mean 'label.net_quantity'"),
        ({"fact": "label.net_quantity", "exceeds": 3}, "unknown operator 'exceeds'"),
        ({"fact": "label.net_quantity", "at_least": 3, "unit": "kg"}, "unknown unit 'kg'"),
        ({"fact": "label.net_quantity"}, "exactly one operator"),
        ({"fact": "label.net_quantity", "at_least": 3, "at_most": 4}, "exactly one operator"),
        ({"fact": "label.net_quantity", "at_least": "much"}, "expected a number"),
        ({"fact": "label.net_quantity", "at_least": float("nan")}, "finite"),
        ({"fact": "label.name", "at_least": 3}, "does not apply to a fact of kind text"),
        ({"fact": "label.name", "matches": "([a-z"}, "cannot be read"),
        ({"fact": "label.name", "matches": {"pattern": "([a-z"}}, "cannot be read"),
        ({"fact": "label.name", "matches": {"pattern": "a", "says": {"id": "a"}}}, '"en" text is missing'),
        ({"fact": "label.name", "matches": {"pattern": "a", "speaks": "a"}}, "takes a pattern"),
        ({"fact": "label.name", "matches": "(a+)+b"}, "could take for ever"),
        ({"fact": "quality.shelf_life_days", "at_least": Decimal("1e999999999")}, "too large"),
        ({"fact": "label.unit", "is": "ounce"}, "not a choice"),
        ({"fact": "permit.valid_until", "after": "tomorrow"}, "expected a date"),
        ({"fact": "quality.shelf_life_days", "at_least": {"fact": "label.net_quantity"}}, "is in"),
        ({"all": []}, "at least one condition"),
        ({"some": [{"fact": "label.name", "known": True}]}, "expected"),
        ([], "expected a table"),
    ],
)
def test_a_bad_condition_is_refused_with_its_reason(table, reason):
    with pytest.raises(BadCondition, match=reason):
        parse_condition(table, CATALOGUE)


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(dt.date.today()),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["fact", "all", "any", "not", "is", "in", "known", "x"]), inner)
    ),
    max_leaves=8,
)


@given(json_like)
def test_fuzzed_conditions_are_refused_or_understood(table):
    try:
        condition = parse_condition(table, CATALOGUE)
    except BadCondition as refusal:
        assert str(refusal)
    else:
        assert list(leaves(condition)) is not None
        judge(condition, Dossier(), TODAY)


@given(st.dictionaries(st.sampled_from(["line-0-indent", "line-0-word", "line-0-fact", "line-1-indent",
                                        "line-1-word", "line-1-value"]), st.text(max_size=6)))  # fmt: skip
def test_fuzzed_forms_are_refused_or_understood(fields):
    try:
        from_form(fields, CATALOGUE)
    except BadCondition as refusal:
        assert str(refusal)
