"""A requirement answers the same on one dossier and on a column of them."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

pytest.importorskip("ibis", reason="the extra `bulk` is not installed")

import ibis

from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Dossier, Fact, nothing
from lopo.facts.kinds import Item
from lopo.standards.assessment import assess
from lopo.standards.columns import (
    NotColumnar,
    counted,
    facts_looked_at,
    rows_of,
    statuses,
    truth_column,
)
from lopo.standards.conditions.condition import ALWAYS, Leaf, facts_of, parse_condition
from lopo.standards.conditions.evaluation import judge
from lopo.standards.conditions.operators import OtherFact
from lopo.standards.conditions.truth import Truth
from lopo.standards.derivation import complete
from lopo.standards.library import edition_on
from tests.sample_dossier import SAMBAL, TODAY, dossier
from tests.standards.conditions.strategies import CATALOGUE, VALUES, conditions, dossiers

TRUTHS = {True: Truth.MET, False: Truth.NOT_MET, None: Truth.NOT_KNOWN}


def answers(condition, some, catalogue=CATALOGUE, on=TODAY):
    """The column of truths of one condition over some dossiers."""
    names = facts_of(condition) or (next(iter(catalogue)),)
    table = ibis.memtable(rows_of(some, catalogue, names))
    column = table.select(truth=truth_column(condition, table, catalogue, on)).to_pyarrow()["truth"]
    return [TRUTHS[each] for each in column.to_pylist()]


@st.composite
def holey_dossiers(draw):
    """A dossier in which a fact is known, known to be absent, or not known."""
    known = draw(dossiers())
    away = draw(st.sets(st.sampled_from(sorted(CATALOGUE))))
    return known.with_facts({name: nothing(CATALOGUE[name].kind) for name in away})


@settings(max_examples=300)
@given(condition=conditions(), some=st.lists(holey_dossiers(), min_size=1, max_size=8))
def test_a_column_answers_as_judge_does(condition, some):
    assert answers(condition, some) == [judge(condition, each, TODAY) for each in some]


PAIRS = [
    ("quality.shelf_life_days", "at_most", "quality.studied_days"),
    ("quality.shelf_life_days", "same_as", "quality.studied_days"),
    ("label.name", "same_as", "label.unit"),
    ("label.unit", "same_as", "label.name"),
    ("label.claims", "same_as", "label.claims"),
]


@settings(max_examples=100)
@given(pair=st.sampled_from(PAIRS), some=st.lists(holey_dossiers(), min_size=1, max_size=8))
def test_two_facts_of_one_dossier_compare_as_judge_does(pair, some):
    fact, operator, other = pair
    condition = Leaf(fact, operator, OtherFact(other))
    assert answers(condition, some) == [judge(condition, each, TODAY) for each in some]


def shipped_values(definition):
    """Values that a fact of the shipped catalogue can have."""
    if definition.choices:
        code = st.sampled_from(sorted(definition.choices))
        return code if definition.kind == "choice" else st.lists(code, max_size=3).map(tuple)
    if definition.kind == "items":
        return st.lists(st.builds(Item, st.sampled_from(["gula", "Garam", "TERASI"])), max_size=3).map(tuple)
    if definition.kind == "text":
        return st.sampled_from(
            ["", "Baik digunakan sebelum 12 Maret 2027", "Komposisi:", "1234567890123", "150 g", "Straße"]
        )
    return VALUES["whole" if definition.kind == "rupiah" else definition.kind]


@st.composite
def shipped_dossiers(draw):
    """A dossier about a real product, some of its facts changed, absent or not known any more."""
    catalogue = load_catalogue()
    changed = {}
    for name in draw(st.sets(st.sampled_from(facts_looked_at(edition_on(TODAY))), max_size=60)):
        definition = catalogue[name]
        value = draw(st.none() | shipped_values(definition))
        changed[name] = nothing(definition.kind) if value is None else Fact(value)
    forgotten = draw(st.sets(st.sampled_from(sorted(catalogue)), max_size=20))
    return SAMBAL_COMPLETE.with_facts(changed).without(forgotten)


SAMBAL_COMPLETE = complete(dossier(SAMBAL), TODAY)


@settings(max_examples=5)
@given(some=st.lists(shipped_dossiers(), min_size=4, max_size=12))
@example(some=[Dossier(), SAMBAL_COMPLETE])
def test_every_shipped_requirement_has_the_same_status_in_a_column(some):
    edition = edition_on(TODAY)
    table = ibis.memtable(rows_of(some, edition.catalogue, facts_looked_at(edition)))
    found = statuses(table, edition).to_pyarrow().to_pylist()
    assert found == [
        {name: status.value for name, status in assess(each, edition).statuses.items()} for each in some
    ]


def test_the_counts_say_how_many_products_fail_a_demand():
    edition = edition_on(TODAY)
    without_nib = complete(dossier(SAMBAL | {"permit.nib.number": ""}), TODAY)
    table = ibis.memtable(
        rows_of([SAMBAL_COMPLETE, without_nib, without_nib], edition.catalogue, facts_looked_at(edition))
    )
    rows = counted(statuses(table, edition)).to_pyarrow().to_pylist()
    counts = {row["status"]: row["rows"] for row in rows if row["requirement"] == "nib/nib-held"}
    assert counts == {"met": 1, "not_met": 2}


def test_nothing_asked_is_met_by_every_row():
    assert answers(ALWAYS, [Dossier(), Dossier()]) == [Truth.MET, Truth.MET]


def test_letters_fold_as_they_do_for_one_dossier():
    condition = parse_condition({"fact": "label.name", "contains": "STRASSE"}, CATALOGUE)
    assert answers(condition, [Dossier({"label.name": Fact("madu Straße")})]) == [Truth.MET]


def test_a_decimal_is_compared_exactly():
    condition = parse_condition({"fact": "label.net_quantity", "at_least": Decimal("0.3")}, CATALOGUE)
    just_below = Decimal("0.3") - Decimal("1e-18")
    some = [Dossier({"label.net_quantity": Fact(each)}) for each in (Decimal("0.3"), just_below)]
    assert answers(condition, some) == [Truth.MET, Truth.NOT_MET]


@pytest.mark.parametrize("pattern", [r"\d+", r"(?=a)b", r"(a)\1", r"a*+", r"a{,3}"])
def test_a_pattern_that_engines_read_differently_is_refused(pattern):
    condition = parse_condition({"fact": "label.name", "matches": pattern}, CATALOGUE)
    with pytest.raises(NotColumnar, match=r"label\.name"):
        answers(condition, [Dossier()])


def test_a_text_too_long_for_a_form_has_none_in_a_column_either():
    condition = parse_condition({"fact": "label.name", "matches": "a*"}, CATALOGUE)
    some = [Dossier({"label.name": Fact("a" * length)}) for length in (300, 301)]
    assert answers(condition, some) == [Truth.MET, Truth.NOT_MET]


def test_today_is_the_day_that_is_passed_in():
    condition = parse_condition({"fact": "permit.valid_until", "after": {"today": 30}}, CATALOGUE)
    some = [Dossier({"permit.valid_until": Fact(dt.date(2027, 1, 1))})]
    assert answers(condition, some, on=TODAY) == [Truth.MET]
    assert answers(condition, some, on=dt.date(2026, 12, 15)) == [Truth.NOT_MET]
