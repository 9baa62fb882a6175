"""The plan: what to do first, what waits for what, what it comes to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lopo.standards.assessment import Status, assess
from lopo.standards.derivation import complete
from lopo.standards.library import edition_on
from lopo.standards.plan import make_plan
from tests.sample_dossier import SAMBAL, TODAY, dossier
from tests.standards.small_library import assessed, demand, gate, order, planned, step

NO = {"a": False, "b": False, "c": False, "d": False}


def test_findings_that_one_step_mends_are_one_step_paid_once():
    label = step("new-label", cost=50_000, days=2)
    plan = planned([demand("a", label), demand("b", label)], ["ab"], **NO)
    (only,) = plan.steps
    assert only.mends == ("law/a", "law/b")
    assert plan.cost_idr == 50_000
    assert plan.days == 2


def test_a_step_waits_for_the_demand_that_its_remedy_names():
    halal = step("halal", after=["a"])
    plan = planned([demand("a", step("nib", days=1)), demand("b", halal)], ["ab"], **NO)
    assert order(plan) == ["nib", "halal"]
    assert plan.steps[1].waits_for == ("nib",)
    assert (plan.steps[1].begins, plan.steps[1].ends) == (1, 1)


def test_what_a_step_waits_for_is_planned_even_where_the_gate_does_not_ask_it():
    demands = [demand("a", step("nib")), demand("b", step("halal", after=["a"]))]
    assert order(planned(demands, ["b"], **NO)) == ["nib", "halal"]


def test_a_step_waits_for_nothing_that_is_met():
    demands = [demand("a", step("nib")), demand("b", step("halal", after=["a"]))]
    (halal,) = planned(demands, ["ab"], a=True, b=False).steps
    assert halal.waits_for == ()


def test_what_holds_the_gate_up_longest_begins_first():
    plan = planned(
        [
            demand("a", step("label", days=3)),
            demand("b", step("course", days=1)),
            demand("c", step("permit", days=90, after=["b"])),
            demand("d", step("photo")),
        ],
        ["abcd"],
        **NO,
    )
    assert order(plan) == ["course", "permit", "label", "photo"]
    assert plan.days == 91


def test_what_others_wait_for_comes_before_its_equals():
    plan = planned(
        [demand("a", step("label")), demand("b", step("nib")), demand("c", step("halal", after=["b"]))],
        ["abc"],
        **NO,
    )
    assert order(plan)[0] == "nib"


def test_among_equals_the_cheapest_is_first_and_an_unknown_cost_last():
    plan = planned(
        [
            demand("a", step("dear", cost=90_000)),
            demand("b", step("unknown", cost=None)),
            demand("c", step("free", cost=0)),
            demand("d", step("cheap", cost=5_000)),
        ],
        ["abcd"],
        **NO,
    )
    assert order(plan) == ["free", "cheap", "dear", "unknown"]
    assert plan.cost_idr == 95_000
    assert plan.costs_not_known == 1


def test_then_what_weighs_most_is_first():
    demands = [demand("a", step("minor"), severity="minor"), demand("b", step("zz"), severity="critical")]
    assert order(planned(demands, ["ab"], **NO)) == ["zz", "minor"]


def test_unknown_days_are_counted_apart():
    plan = planned([demand("a", step("x", days=None)), demand("b", step("y", days=4))], ["ab"], **NO)
    assert plan.days == 4
    assert plan.days_not_known == 1


def test_of_two_prices_of_one_step_the_higher_is_promised():
    demands = [demand("a", step("lab", cost=10)), demand("b", step("lab", cost=70))]
    plan = planned(demands, ["a"], [gate("shop", "b")], **NO)
    assert plan.cost_idr == 70
    assert order(plan) == ["lab"]


def test_a_step_shared_by_two_gates_waits_for_what_either_needs():
    demands = [
        demand("a", step("label")),
        demand("b", step("label", after=["c"])),
        demand("c", step("design")),
    ]
    plan = planned(demands, ["a"], [gate("shop", "b")], **NO)
    assert order(plan) == ["design", "label"]
    assert plan.steps[1].waits_for == ("design",)


def test_the_rung_comes_first_and_then_the_market_that_costs_least():
    plan = planned(
        [
            demand("a", step("rung", cost=1_000_000)),
            demand("b", step("dear", cost=900)),
            demand("c", step("cheap", cost=100)),
            demand("d", step("unknown", cost=None)),
        ],
        ["a"],
        [gate("one", "b"), gate("two", "c"), gate("three", "d"), gate("high", "a", rung="nasional")],
        **NO,
    )
    assert plan.targets == ("food-taman", "two", "one", "three")
    assert order(plan) == ["rung", "cheap", "dear", "unknown"]


def test_what_is_paid_for_one_market_makes_the_next_cheaper():
    plan = planned(
        [
            demand("a"),
            demand("b", step("lab", cost=500)),
            demand("c", step("box", cost=300)),
            demand("d", step("photo", cost=600)),
        ],
        ["a"],
        [gate("lab-and-box", "bc"), gate("lab", "b"), gate("photo", "d")],
        **NO,
    )
    assert plan.targets == ("food-taman", "lab", "lab-and-box", "photo")


def test_each_step_says_which_gates_it_opens():
    plan = planned(
        [demand("a"), demand("b", step("box", cost=5))], ["a"], [gate("same", "a"), gate("shop", "ab")], **NO
    )
    assert [(each.step.id, each.opens) for each in plan.steps] == [
        ("do-a", ("food-taman", "same")),
        ("box", ("shop",)),
    ]


def test_a_gate_with_an_open_question_is_opened_by_no_step():
    plan = planned([demand("a"), demand("b")], ["ab"], a=False)
    assert plan.steps[0].opens == ()
    assert plan.next_questions == ("x.b",)


def test_the_questions_of_the_next_gate_come_first_and_are_counted_apart():
    plan = planned([demand("a"), demand("b"), demand("c")], ["a"], [gate("shop", "bc")], c=False)
    assert plan.next_questions == ("x.a",)
    assert plan.questions == ("x.a", "x.b")
    assert order(plan) == ["do-c"]


def test_with_only_later_questions_the_next_thing_is_a_step():
    plan = planned([demand("a"), demand("b")], ["a"], [gate("shop", "b")], a=False)
    assert plan.next_questions == ()
    assert plan.questions == ("x.b",)
    assert plan.next_step.step.id == "do-a"


def test_a_question_is_asked_for_what_a_step_waits_for():
    demands = [demand("a"), demand("b", step("halal", after=["a"]))]
    assert planned(demands, ["b"], b=False).next_questions == ("x.a",)


def test_a_fact_that_is_worked_out_is_asked_for_by_its_grounds():
    plan = planned([demand("a", needs={"fact": "x.worked_out", "is": True})], ["a"], g=True)
    assert plan.questions == ("x.h",)


def test_what_nobody_could_tell_any_more_is_mended_by_its_step():
    demands = [demand("a", step("test"), needs={"fact": "x.worked_out", "is": True})]
    plan = planned(demands, ["a"], g=True, h=True)
    assert plan.questions == ()
    assert order(plan) == ["test"]
    assert plan.steps[0].opens == ("food-taman",)


def test_a_market_that_may_not_be_for_this_product_is_asked_about():
    shop = gate("shop", "a", applies={"fact": "x.kind", "is": "food"})
    plan = planned([demand("a")], ["a"], [shop], a=True)
    assert plan.targets[-1] == "shop"
    assert plan.questions == ("x.kind",)


def test_the_way_to_a_rung_goes_over_the_rungs_below():
    demands = [demand("a"), demand("b"), demand("c")]
    plan = planned(demands, ["a", "b", "c"], to="food-nasional", a=False, b=True, c=False)
    assert plan.targets == ("food-taman", "food-nasional")
    assert order(plan) == ["do-a", "do-c"]


def test_the_way_to_a_market_is_its_own():
    plan = planned([demand("a"), demand("b")], ["a"], [gate("shop", "b")], to="shop", **NO)
    assert plan.targets == ("shop",)
    assert order(plan) == ["do-b"]


def test_a_gate_that_is_open_needs_no_plan():
    plan = planned([demand("a"), demand("b")], ["a"], [gate("shop", "b")], to="shop", b=True)
    assert (plan.targets, plan.steps, plan.next_step) == ((), (), None)
    assert (plan.cost_idr, plan.days) == (0, 0)


def test_advice_is_not_planned():
    assert order(planned([demand("a"), demand("b", severity="advice")], ["ab"], **NO)) == ["do-a"]


@pytest.mark.parametrize("id", ["no-such-gate", "shop", ""])
def test_a_gate_that_is_not_for_this_product_is_no_target(id):
    shop = gate("shop", "a", applies={"fact": "x.kind", "is": "craft"})
    with pytest.raises(KeyError):
        make_plan(assessed([demand("a")], ["a"], [shop], a=False, kind="food"), id)


EDITION = edition_on(TODAY)
GATES = [each.id for each in EDITION.all_gates]


@st.composite
def assessments(draw):
    """The sambal with some of its facts forgotten or denied, held against the shipped packs."""
    catalogue = EDITION.catalogue
    told = dict(SAMBAL)
    for name in draw(st.sets(st.sampled_from(sorted(SAMBAL)), max_size=15)):
        del told[name]
    denied = [name for name in SAMBAL if catalogue[name].kind in ("text", "list", "yes_no")]
    for name in draw(st.sets(st.sampled_from(denied), max_size=15)):
        told[name] = {"text": "", "list": [], "yes_no": False}[catalogue[name].kind]
    return assess(complete(dossier(told), TODAY), EDITION)


@settings(max_examples=60)
@given(assessments(), st.sampled_from(GATES) | st.none())
def test_every_plan_of_the_shipped_packs_is_sound(assessment, gate_id):
    if gate_id is not None and assessment.standing(gate_id) is None:
        return
    plan = make_plan(assessment, gate_id)
    assert make_plan(assessment, gate_id) == plan

    done = set()
    for each in plan.steps:
        assert set(each.waits_for) <= done
        assert each.begins <= each.ends
        assert each.step.id not in done
        done.add(each.step.id)
    assert plan.cost_idr == sum(each.step.cost_idr for each in plan.steps if each.step.cost_idr is not None)
    assert plan.steps == () or plan.steps[0].waits_for == ()

    mended = [name for each in plan.steps for name in each.mends]
    assert len(mended) == len(set(mended))
    for target in plan.targets:
        for name in assessment.standing(target).open:
            asked = assessment.missing(name)
            assert (name in mended) != bool(asked), name
            assert set(asked) <= set(plan.questions), name
    assert plan.next_questions == plan.questions[: len(plan.next_questions)]


@settings(max_examples=60)
@given(assessments())
def test_when_all_that_a_plan_mends_is_met_its_gates_without_questions_are_open(assessment):
    plan = make_plan(assessment)
    opened = set()
    mended = set()
    for each in plan.steps:
        mended |= set(each.mends)
        opened |= set(each.opens)
        for target in plan.targets:
            standing = assessment.standing(target)
            is_open = standing.applies.value == "met" and mended.issuperset(standing.open)
            assert (target in opened) == (is_open and bool(standing.open))


def test_a_new_business_is_first_asked_only_what_the_next_rung_needs():
    assessment = assess(complete(dossier({"product.kind": "food"}), TODAY), EDITION)
    plan, whole_way = make_plan(assessment), make_plan(assessment, "food-internasional")
    assert plan.steps == ()
    assert plan.next_questions == whole_way.next_questions
    assert 0 < len(plan.next_questions) < len(whole_way.questions) / 3


def test_a_business_without_a_nib_begins_with_the_nib():
    told = SAMBAL | {"permit.nib.number": "", "permit.pirt.number": ""}
    assessment = assess(complete(dossier(told), TODAY), EDITION)
    assert assessment.statuses["nib/nib-held"] is Status.NOT_MET
    plan = make_plan(assessment, "food-swalayan")
    waiting = [each.step.id for each in plan.steps if "get-nib" in each.waits_for]
    assert order(plan)[0] == "get-nib"
    assert "certify-halal" in waiting
