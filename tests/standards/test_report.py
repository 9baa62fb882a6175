"""The assessment as plain data."""

import datetime as dt
import json

import pytest

from lopo.facts.dossier import Fact, Provenance
from lopo.standards.assessment import assess
from lopo.standards.derivation import complete
from lopo.standards.library import edition_on
from lopo.standards.plan import make_plan
from lopo.standards.promises import load_promise_rules, promises
from lopo.standards.report import FORMAT, report
from tests.sample_dossier import SAMBAL, TODAY, dossier
from tests.standards.small_library import assessed, demand, gate, step


def reported(assessment, language="en", gate_id=None):
    return report(assessment, make_plan(assessment, gate_id), (), language, gate_id)


SMALL = assessed(
    [demand("a"), demand("b", step("lab", cost=None, days=3)), demand("c"), demand("d", severity="advice")],
    ["a", "abc"],
    [gate("shop", "bd")],
    a=True,
    b=False,
    d=False,
)


def test_the_ladder_says_what_is_reached_and_what_is_next():
    found = reported(SMALL)
    assert found["format"] == FORMAT
    assert (found["ladder"]["reached"], found["ladder"]["next"]) == ("taman", "swalayan")
    assert [each["percent"] for each in found["ladder"]["rungs"]] == [100, 33, 33, 33]


def test_a_gate_says_what_is_open():
    (shop,) = reported(SMALL)["gates"]
    assert (shop["met"], shop["total"], shop["open"], shop["advice"]) == (0, 1, ["law/b"], ["law/d"])
    assert (shop["applies"], shop["passed"]) == ("met", False)


def test_a_finding_names_the_fact_found_the_fact_wanted_and_the_gates_that_ask():
    finding = next(each for each in reported(SMALL)["findings"] if each["requirement"] == "law/b")
    assert finding["status"] == "not_met"
    assert finding["explanation"] == "b: no; yes is asked."
    assert finding["gates"] == ["food-swalayan", "food-nasional", "food-internasional", "shop"]
    (fact,) = finding["facts"]
    assert (fact["fact"], fact["found"], fact["wanted"], fact["met"]) == ("x.b", "no", "yes", "not_met")
    assert (fact["value"], fact["said_by"]) == (False, "owner")


def test_the_plan_names_one_next_thing():
    plan = reported(SMALL)["plan"]
    assert (plan["next"], plan["next_questions"], plan["questions"]) == ("answer", ["x.c"], ["x.c"])
    assert [each["id"] for each in plan["steps"]] == ["lab"]
    assert (plan["cost_idr"], plan["costs_not_known"], plan["days"], plan["days_not_known"]) == (0, 1, 3, 0)
    assert reported(SMALL, gate_id="shop")["plan"]["next"] == "lab"
    assert reported(SMALL, gate_id="food-taman")["plan"]["next"] is None


def test_a_demand_that_does_not_apply_is_left_out():
    other = assessed([demand("a"), demand("b", applies={"fact": "x.kind", "is": "food"})], kind="craft")
    assert [each["requirement"] for each in reported(other)["findings"]] == ["law/a"]


def test_of_one_gate_only_its_own_findings_are_told_and_whether_it_is_passed():
    shop, park = (reported(SMALL, gate_id=each) for each in ("shop", "food-taman"))
    assert [each["requirement"] for each in shop["findings"]] == ["law/b", "law/d"]
    assert (shop["gate"], shop["passed"]) == ("shop", False)
    assert (park["gate"], park["passed"]) == ("food-taman", True)


def test_both_languages_say_the_same_things():
    indonesian, english = reported(SMALL, "id"), reported(SMALL, "en")
    assert indonesian["findings"][0]["asks"] == "a is asked (id)"
    assert english["findings"][0]["asks"] == "a is asked"
    assert indonesian.keys() == english.keys()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_whole_sambal_is_plain_json(language):
    on = Provenance("inspector", "Ibu Ina", dt.date(2026, 11, 2), "foto-1.jpg")
    facts = dossier(SAMBAL).with_facts({"label.name": Fact("Sambal lu'at", on)})
    assessment = assess(complete(facts, TODAY), edition_on(TODAY))
    due = promises(assessment.dossier, load_promise_rules(), TODAY)
    found = report(assessment, make_plan(assessment), due, language)
    assert json.loads(json.dumps(found)) == found
    assert found["on"] == TODAY.isoformat()
    assert found["promises"]
    assert all(each["asks"] and each["why"] and each["explanation"] for each in found["findings"])
    evidence = [fact.get("evidence") for each in found["findings"] for fact in each["facts"]]
    assert "foto-1.jpg" in evidence
