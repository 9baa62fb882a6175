"""An assessment as rows for a page."""

from dataclasses import replace

import pytest

from lopo.standards.picture import counted_tiers, finding_rows, gate_rows, ladder_tiers, step_rows, term_rows
from lopo.standards.plan import make_plan
from lopo.standards.requirement import RUNGS, Term
from tests.standards.small_library import assessed, demand, gate, ladder, step, text

FOOD = {"fact": "x.kind", "is": "food"}
DEMANDS = [
    demand("a", step("nib", cost=0, days=1)),
    demand("b", step("halal", cost=650_000, days=None, after=["a"])),
    demand("c", step("lab", cost=None, days=30)),
]


def small(**facts):
    return assessed(DEMANDS, ["a", "abc"], [gate("shop", "c", applies=FOOD)], **facts)


@pytest.mark.parametrize(
    ("facts", "states"),
    [
        ({}, ["next", "later", "later", "later"]),
        ({"a": True, "b": False}, ["reached", "next", "later", "later"]),
        ({"a": True, "b": True, "c": True}, ["reached"] * 4),
    ],
)
def test_one_tier_is_next_and_those_below_are_reached(facts, states):
    assert [tier.state for tier in ladder_tiers(small(**facts), "id")] == states


def test_only_the_next_tier_names_what_it_lacks():
    tiers = ladder_tiers(small(a=True, b=False), "en")
    assert [tier.lacking for tier in tiers] == [(), ("b is asked", "c is asked"), (), ()]
    assert [(tier.met, tier.total) for tier in tiers] == [(1, 1), (1, 3), (1, 3), (1, 3)]


@pytest.mark.parametrize("reached", ["", *RUNGS])
def test_the_tiers_from_what_is_remembered_are_the_same_picture(reached):
    tiers = counted_tiers(ladder(["a"]), reached, {"food-taman": (3, 8)}, "id")
    place = RUNGS.index(reached) if reached else -1
    assert [tier.state == "reached" for tier in tiers] == [number <= place for number in range(4)]
    assert (tiers[0].met, tiers[0].total, tiers[1].total) == (3, 8, 0)


def test_what_blocks_stands_before_what_is_not_known():
    rows = finding_rows(small(b=False), ["law/a", "law/b"], "en")
    assert [(row.name, row.status) for row in rows] == [("law/b", "not_met"), ("law/a", "not_known")]
    assert rows[0].sentence == "b: no; yes is asked."
    assert rows[1].missing == ("x.a",)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", {"nib": ("free", "1 day"), "halal": ("Rp650,000", ""), "lab": ("", "30 days")}),
        ("id", {"nib": ("gratis", "1 hari"), "halal": ("Rp650.000", ""), "lab": ("", "30 hari")}),
    ],
)
def test_a_step_says_its_cost_and_days_and_nothing_where_no_source_does(language, words):
    found = small(a=False, b=False, c=False)
    rows = step_rows(make_plan(found, "food-swalayan"), found, language)
    assert {row.id: (row.cost, row.days) for row in rows} == words


def test_a_step_names_what_it_mends_waits_for_and_opens():
    found = small(a=False, b=False, c=True)
    nib, halal = step_rows(make_plan(found, "food-swalayan"), found, "en")
    assert (nib.mends, nib.waits_for, nib.opens) == (("a is asked",), (), ("food-taman",))
    assert (halal.waits_for, halal.opens) == (("nib",), ("food-swalayan",))


def test_a_market_that_may_not_be_for_this_product_is_uncertain():
    assert [(row.id, row.uncertain) for row in gate_rows(small(), "en")] == [("shop", True)]
    assert [(row.id, row.uncertain) for row in gate_rows(small(kind="food"), "en")] == [("shop", False)]
    assert gate_rows(small(kind="craft"), "en") == []


def test_terms_are_said_in_one_language():
    margin = Term("margin", text("Margin"), text("20 %"), "a letter", "to-verify")
    (row,) = term_rows(replace(gate("shop", "a"), terms=(margin,)), "en")
    assert (row.title, row.says, row.confidence) == ("Margin", "20 %", "to-verify")
