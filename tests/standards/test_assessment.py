"""Findings, gates and the ladder: one product held against everything at once."""

import datetime as dt

import pytest

from lopo.facts.dossier import Fact
from lopo.standards.assessment import Status, assess
from lopo.standards.conditions.truth import Truth
from tests.standards.small_library import ON, assessed, demand, gate, known, ladder, library, standard

FOOD = {"fact": "x.kind", "is": "food"}


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"kind": "food", "a": True}, Status.MET),
        ({"kind": "food", "a": False}, Status.NOT_MET),
        ({"kind": "food"}, Status.NOT_KNOWN),
        ({"kind": "craft", "a": False}, Status.NOT_APPLICABLE),
        ({"kind": "craft"}, Status.NOT_APPLICABLE),
        ({"a": True}, Status.NOT_KNOWN),
        ({}, Status.NOT_KNOWN),
    ],
)
def test_a_demand_that_applies_is_met_or_not_or_not_known(facts, status):
    assert assessed([demand("a", applies=FOOD)], **facts).statuses == {"law/a": status}


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"kind": "craft", "b": True}, Status.NOT_APPLICABLE),
        ({"b": False}, Status.NOT_APPLICABLE),
        ({"kind": "food", "a": True}, Status.NOT_KNOWN),
        ({"kind": "food", "b": True, "a": True}, Status.MET),
    ],
)
def test_a_standard_and_its_demand_must_both_apply(facts, status):
    law = standard(demand("a", applies={"fact": "x.b", "is": True}), applies=FOOD)
    assert assess(known(**facts), library([law]).edition(ON)).statuses["law/a"] is status


def test_a_product_is_held_against_every_gate_at_once():
    shop, far = gate("shop", "ab"), gate("far", "abc", rung="internasional")
    found = assessed([demand("a"), demand("b"), demand("c")], ["a"], [far, shop], a=True, b=False)
    assert [each.gate.id for each in found.gates] == ["shop", "far"]
    assert found.standing("shop").met == ("law/a",)
    assert found.standing("shop").open == ("law/b",)
    assert found.standing("far").open == ("law/b", "law/c")
    assert [found.standing(id).percent for id in ("food-taman", "shop", "far")] == [100, 50, 33]


def test_advice_keeps_no_gate_closed():
    found = assessed([demand("a"), demand("b", severity="advice")], ["ab"], a=True, b=False)
    assert found.standing("food-taman").passed
    assert found.standing("food-taman").advice == ("law/b",)


@pytest.mark.parametrize(
    ("severity", "kind", "shown"),
    [
        ("advice", "food", True),
        ("advice", "craft", False),
        ("advice", None, False),
        ("major", "craft", False),
        ("major", None, True),
    ],
)
def test_advice_that_may_not_even_concern_the_product_is_kept_back(severity, kind, shown):
    told = {"a": True, "b": False} | ({"kind": kind} if kind else {})
    found = assessed([demand("a"), demand("b", severity=severity, applies=FOOD)], ["ab"], **told)
    standing = found.standing("food-taman")
    assert found.concerns("law/b") is shown
    assert ("law/b" in standing.advice + standing.open) is shown


def test_what_does_not_apply_is_not_counted():
    found = assessed([demand("a"), demand("b", applies=FOOD)], ["ab"], a=True, kind="craft")
    assert found.standing("food-taman").total == 1
    assert found.standing("food-taman").passed


@pytest.mark.parametrize(("kind", "applies"), [("food", Truth.MET), (None, Truth.NOT_KNOWN), ("craft", None)])
def test_a_gate_is_shown_unless_it_is_for_other_products(kind, applies):
    told = {"a": True} | ({"kind": kind} if kind else {})
    standing = assessed([demand("a")], ["a"], [gate("shop", "a", applies=FOOD)], **told).standing("shop")
    assert (standing.applies if standing else None) is applies


def test_a_gate_of_which_it_is_not_known_that_it_applies_is_not_passed_and_not_full():
    standing = assessed([demand("a")], ["a"], [gate("shop", "a", applies=FOOD)], a=True).standing("shop")
    assert not standing.passed
    assert standing.percent == 99


def test_a_hundred_per_cent_is_only_for_a_gate_that_is_passed():
    many = [f"a{number}" for number in range(299)]
    demands = [demand(each, needs={"fact": "x.a", "is": True}) for each in many]
    found = assessed([demand("b"), *demands], ["b"], [gate("all", ["b", *many])], a=True, b=False)
    assert (found.standing("all").percent, found.standing("all").passed) == (99, False)


@pytest.mark.parametrize(
    ("facts", "reached", "following"),
    [
        ({}, None, "taman"),
        ({"a": True}, "taman", "swalayan"),
        ({"a": False, "b": True, "c": True}, None, "taman"),
        ({"a": True, "b": False, "c": True}, "taman", "swalayan"),
        ({"a": True, "b": True, "c": True}, "nasional", "internasional"),
        ({"a": True, "b": True, "c": True, "d": True}, "internasional", None),
    ],
)
def test_a_rung_is_reached_when_it_and_all_below_are_passed(facts, reached, following):
    place = assessed([demand(each) for each in "abcd"], ["a", "b", "c", "d"], **facts).ladder
    assert (place.reached.gate.rung if place.reached else None) == reached
    assert (place.next.gate.rung if place.next else None) == following


@pytest.mark.parametrize(
    ("kind", "chosen"), [("food", "food"), ("craft", "craft"), (None, "food"), ("x", "food")]
)
def test_each_family_of_products_has_its_ladder(kind, chosen):
    ladders = [ladder(["a"], "food", FOOD), ladder(["a"], "craft", {"fact": "x.kind", "is": "craft"})]
    found = assess(
        known(**({"kind": kind} if kind else {})),
        library([standard(demand("a"))], ladders=ladders).edition(ON),
    )
    assert found.ladder.ladder.id == chosen


def test_the_same_dossier_gets_what_holds_on_the_day():
    old = demand("a", valid_until=dt.date(2026, 10, 16))
    new = demand("b", valid_from=dt.date(2026, 10, 17))
    for day, names in [(dt.date(2026, 10, 16), {"law/a"}), (dt.date(2026, 10, 17), {"law/b"})]:
        assert set(assessed([old, new], ["ab"], on=day, a=True, b=False).statuses) == names


def test_a_finding_not_known_says_which_facts_would_settle_it():
    needs = {"all": [{"fact": "x.a", "is": True}, {"fact": "x.worked_out", "is": True}]}
    found = assessed([demand("a", needs=needs)], a=True, g=False)
    assert found.explain("law/a").missing == ("x.h",)
    assert "not known" in found.explain("law/a").sentence.en


def test_while_it_is_not_known_whether_a_demand_applies_that_is_what_is_asked():
    found = assessed([demand("a", applies=FOOD)], a=False)
    assert found.explain("law/a").missing == ("x.kind",)
    assert found.explain("law/a").sentence.en.startswith("kind: not known")


def test_a_demand_that_does_not_apply_says_why():
    found = assessed([demand("a", applies=FOOD)], kind="craft", a=False)
    assert found.explain("law/a").sentence.en == "kind: craft; food is asked."
    assert found.explain("law/a").missing == ()


def test_an_explanation_carries_the_evidence():
    found = assessed([demand("a")], a=False)
    assert found.explain("law/a").evidence == {"x.a": Fact(False)}
