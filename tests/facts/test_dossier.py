"""A dossier: what is known, what is known to be absent, and what is not known."""

import datetime as dt

import pytest

from lopo.facts.dossier import Dossier, Fact, Provenance, computed, nothing
from lopo.facts.kinds import READERS
from lopo.facts.rule import Rule, offered, worked_out

DAY = dt.date(2026, 11, 23)
SAMBAL = Dossier({"label.name": Fact("Sambal lu'at"), "label.net": nothing("decimal")})


def test_what_is_not_there_is_not_known():
    assert "permit.nib.number" not in SAMBAL
    assert SAMBAL.get("permit.nib.number") is None
    assert SAMBAL.value("permit.nib.number") is None
    assert Dossier().value("label.name") is None


def test_what_is_absent_is_there_but_has_no_value():
    assert "label.net" in SAMBAL
    assert SAMBAL.value("label.net") is None
    assert SAMBAL["label.net"].is_empty


@pytest.mark.parametrize("kind", sorted(READERS))
def test_nothing_is_no_for_a_yes_or_no_and_empty_for_the_rest(kind):
    fact = nothing(kind)
    if kind == "yes_no":
        assert fact == Fact(False)
        assert not fact.is_empty
    else:
        assert fact.is_empty
        assert fact.absent == (kind not in ("text", "list", "items"))


@pytest.mark.parametrize("value", [False, 0, "0", DAY])
def test_nought_and_no_are_values(value):
    assert not Fact(value).is_empty


def test_adding_and_forgetting_give_new_dossiers():
    more = SAMBAL.with_facts({"label.name": Fact("Sambal"), "permit.held": Fact(True)})
    less = more.without(["label.name", "never.there"])
    assert SAMBAL.value("label.name") == "Sambal lu'at"
    assert more.value("label.name") == "Sambal"
    assert set(less) == {"label.net", "permit.held"}
    assert len(SAMBAL) == 2


def test_a_dossier_does_not_change_with_the_mapping_it_was_made_of():
    facts = {"label.name": Fact("Sambal")}
    made = Dossier(facts)
    facts.clear()
    assert len(made) == 1


def test_what_is_worked_out_says_who_worked_it_out_and_leaves_out_what_is_not_settled():
    found = computed({"a.b": 3, "a.c": None, "a.d": False}, by="lopo.quality.net_content")
    provenance = Provenance(said_by="computed", who="lopo.quality.net_content")
    assert found == {"a.b": Fact(3, provenance), "a.d": Fact(False, provenance)}


def test_each_rule_sees_the_dossier_and_not_what_the_others_found():
    rules = [
        Rule("a.one", "x", lambda known, on: 1),
        Rule("a.two", "x", lambda known, on: None if "a.one" not in known else 2),
        Rule("a.day", "x", lambda known, on: on),
    ]
    found = worked_out(rules, Dossier(), DAY)
    assert {name: fact.value for name, fact in found.items()} == {"a.one": 1, "a.day": DAY}
    assert offered(rules) == {"a.one", "a.two", "a.day"}
