"""How far products came: by evidence, what is told only kept apart, what is not measured said to be so."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.insight.funnel.counting import at_stage, funnel, lacking
from lopo.insight.funnel.journey import journeys, papers_held
from lopo.insight.funnel.stages import ON_THE_MARKET, STAGES, Stage
from lopo.insight.house import CohortRow, MilestoneRow, PaperRow
from lopo.insight.results import Results
from lopo.insight.wanted import Wanted
from tests.insight.houses import TODAY, a_house, a_lesson, a_product, ago

NIB = PaperRow(1, None, "nib", ago(300), None)
PIRT = PaperRow(1, 1, "pirt", ago(20), TODAY)


def the_journey(house, **wanted):
    (journey,) = journeys(house, Wanted(**wanted))
    return journey


def one(now=("not_met", "met", "met"), changes=(), **more):
    return a_house([a_product(1)], [a_lesson(1, ago(100))], {1: now}, changes, **more)


def test_a_lesson_is_the_first_stage_and_an_enrolment_is_none():
    journey = the_journey(one())
    assert (journey.stage, journey.since, journey.age(TODAY)) == (Stage.TRAINED, ago(100), 100)
    assert journeys(a_house([a_product(1)]), Wanted()) == ()


def test_a_gap_closed_after_the_lesson_that_teaches_it():
    journey = the_journey(one(("met", "met", "met"), [(1, 0, "not_met", "met", ago(60))]))
    assert (journey.stage, journey.since) == (Stage.GAP_CLOSED, ago(60))


def test_a_gap_closed_before_the_lesson_is_none():
    journey = the_journey(one(("met", "met", "met"), [(1, 0, "not_met", "met", ago(101))]))
    assert journey.stage is Stage.TRAINED and not journey.had_gap


def test_on_the_day_of_the_lesson_counts_as_after_it():
    journey = the_journey(one(("met", "met", "met"), [(1, 0, "not_met", "met", ago(100))]))
    assert journey.stage is Stage.GAP_CLOSED


def test_a_gap_closed_in_what_was_not_taught_is_none():
    journey = the_journey(one(("met", "met", "met"), [(1, 2, "not_met", "met", ago(60))]))
    assert journey.stage is Stage.TRAINED


def test_a_gap_that_opened_again_is_none():
    changes = [(1, 0, "not_met", "met", ago(60)), (1, 0, "met", "not_met", ago(10))]
    journey = the_journey(one(("not_met", "met", "met"), changes))
    assert journey.stage is Stage.TRAINED and journey.had_gap


def test_what_was_only_answered_is_told_only():
    journey = the_journey(one(("met", "met", "met"), [(1, 0, "not_known", "met", ago(60))]))
    assert (journey.stage, journey.told) == (Stage.TRAINED, {Stage.GAP_CLOSED})


@pytest.mark.parametrize(
    ("papers", "held"),
    [
        ([NIB, PIRT], (ago(20), True)),
        ([NIB], (None, False)),
        ([NIB, PaperRow(1, 1, "pirt", None, None)], (None, True)),
        ([NIB, PaperRow(1, 1, "pirt", ago(20), ago(1))], (None, False)),
        ([NIB, PaperRow(1, 2, "pirt", ago(20), None)], (None, False)),
        ([NIB, PaperRow(1, 1, "md", ago(2), None)], (ago(2), True)),
    ],
)
def test_papers_count_when_all_are_verified_and_valid(papers, held):
    assert papers_held(a_product(1), papers, TODAY) == held


def test_a_kind_of_which_nothing_is_asked_never_holds_its_papers():
    assert papers_held(a_product(1, kind="stone"), [NIB, PIRT], TODAY) == (None, False)


def test_what_was_paid_was_ordered_and_listed():
    journey = the_journey(one(milestones=(MilestoneRow(1, "paid", ago(30), True),)))
    assert set(journey.shown) == {Stage.TRAINED, Stage.LISTED, Stage.ORDERED, Stage.PAID}
    assert journey.since == ago(30)


def test_a_milestone_without_a_paper_is_told_only_and_one_to_come_is_none():
    told = MilestoneRow(1, "ordered", ago(30), False)
    journey = the_journey(one(milestones=(told, MilestoneRow(1, "paid", ago(-3), True))))
    assert journey.stage is Stage.TRAINED
    assert journey.told == {Stage.LISTED, Stage.ORDERED}


def test_what_is_shown_is_not_also_told_only():
    milestones = (MilestoneRow(1, "listed", ago(30), False), MilestoneRow(1, "listed", ago(20), True))
    journey = the_journey(one(milestones=milestones))
    assert journey.shown[Stage.LISTED] == ago(20) and not journey.told


def test_the_time_in_a_stage_never_begins_before_the_training():
    house = one(milestones=(MilestoneRow(1, "listed", ago(390), True),))
    journey = the_journey(house)
    assert journey.since == ago(100) and journey.had_before(Stage.LISTED)
    counts = {each.stage: each for each in funnel(house, [journey])}
    assert (counts[Stage.LISTED].products, counts[Stage.LISTED].had_before) == (1, 1)


def test_a_stage_of_which_nothing_is_kept_is_not_measured():
    house = one()
    counts = {each.stage: each for each in funnel(house, journeys(house, Wanted()))}
    assert counts[Stage.TRAINED].measured and counts[Stage.TRAINED].share == 1
    assert counts[Stage.GAP_CLOSED].measured and counts[Stage.GAP_CLOSED].share == 0
    for stage in (Stage.PAPERS, *ON_THE_MARKET):
        assert not counts[stage].measured and counts[stage].share is None


def test_without_any_lesson_nothing_is_measured():
    house = a_house([a_product(1)], papers=(NIB,), milestones=(MilestoneRow(1, "paid", ago(3), True),))
    assert not any(each.measured or each.share is not None for each in funnel(house, ()))
    row = Results(house, Wanted()).table("funnel").rows[0]
    assert row[1] is None and "dicatat" in row[-1].id


def test_something_told_on_the_market_makes_it_measured_as_nought():
    house = one(milestones=(MilestoneRow(1, "listed", ago(3), False),))
    counts = {each.stage: each for each in funnel(house, journeys(house, Wanted()))}
    listed = counts[Stage.LISTED]
    assert (listed.measured, listed.products, listed.told_only, listed.share) == (True, 0, 1, 0)
    assert not counts[Stage.ORDERED].measured


def test_who_is_held_up_and_what_they_lack():
    products = [
        a_product(1, lacking=("nib/held", "halal/held")),
        a_product(2, lacking=("halal/held",)),
        a_product(3),
    ]
    house = a_house(products, [a_lesson(1, ago(9)), a_lesson(2, ago(30)), a_lesson(3, ago(20))])
    found = journeys(house, Wanted())
    count = funnel(house, found)[0]
    assert (count.here, count.age_median, count.age_longest) == (3, 20, 30)
    assert count.lacks == lacking(found) == (("halal/held", 2), ("nib/held", 1))
    assert [each.product.id for each in at_stage(found, Stage.TRAINED)] == [2, 3, 1]


COHORTS = {
    1: CohortRow(1, "Satu", ago(100), None, 7, "Indomaret"),
    2: CohortRow(2, "Dua", ago(50), None, 8, "Dinas"),
}


@pytest.mark.parametrize(
    ("wanted", "products"),
    [
        ({}, [1, 2, 3]),
        ({"cohort": 2}, [2, 3]),
        ({"module": "label"}, [3]),
        ({"payer": 7}, [1]),
        ({"payer": 99}, []),
        ({"kelurahan": "Lasiana"}, [3]),
        ({"since": ago(60)}, [2, 3]),
        ({"until": ago(60)}, [1]),
        ({"cohort": 2, "module": "hygiene"}, [2]),
    ],
)
def test_each_filter(wanted, products):
    house = a_house(
        [a_product(1), a_product(2), a_product(3, ward="Lasiana")],
        [a_lesson(1, ago(90)), a_lesson(2, ago(40), cohort=2), a_lesson(3, ago(40), "label", cohort=2)],
        cohorts=COHORTS,
    )
    assert [each.product.id for each in journeys(house, Wanted(**wanted))] == products


def test_a_lesson_about_one_product_is_not_about_her_others():
    products = [a_product(1, business=1), a_product(2, business=1)]
    assert len(journeys(a_house(products, [a_lesson(1, ago(9), product=2)]), Wanted())) == 1
    assert len(journeys(a_house(products, [a_lesson(1, ago(9))]), Wanted())) == 2


MILESTONES = st.lists(
    st.builds(
        MilestoneRow,
        st.integers(1, 4),
        st.sampled_from([each.value for each in ON_THE_MARKET]),
        st.integers(-5, 300).map(ago),
        st.booleans(),
    )
)


@given(MILESTONES)
def test_each_product_is_at_one_stage_and_the_market_only_narrows(milestones):
    products = [a_product(id) for id in range(1, 5)]
    lessons = [a_lesson(id, ago(100)) for id in range(1, 4)]
    house = a_house(products, lessons, milestones=tuple(milestones))
    counts = funnel(house, journeys(house, Wanted()))
    assert sum(each.here for each in counts) == 3
    market = [each.products for each in counts if each.stage in ON_THE_MARKET]
    assert market == sorted(market, reverse=True)
    assert all(each.products + each.told_only <= 3 for each in counts)


def test_an_address_that_makes_no_sense_is_no_error():
    wanted = Wanted.from_query({"cohort": "x", "payer": "-1", "since": "kemarin", "until": "2026-02-30"})
    assert wanted == Wanted()
    told = Wanted("53.71", 3, "label", 9, dt.date(2026, 1, 2), dt.date(2026, 3, 4))
    assert Wanted.from_query(told.query) == told
    assert len(STAGES) == 7
