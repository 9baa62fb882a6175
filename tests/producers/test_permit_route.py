from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.producers.permit_route import FoodCircumstances, Numbers, disqualifiers, permit_route

ABON = FoodCircumstances(
    sold_fresh=False,
    sold_unpacked=False,
    cold_chain=False,
    heat_sterilised=False,
    additive_or_aid=False,
    compulsory_sni=False,
    carries_claims=False,
    special_diet=False,
    alcoholic=False,
    made_at_home=True,
    simple_equipment=True,
)


def test_dry_food_made_at_home_goes_to_pirt():
    assert permit_route(ABON) == "pirt"


@pytest.mark.parametrize(
    "change",
    [
        {"cold_chain": True},  # chilled se'i
        {"heat_sterilised": True},
        {"carries_claims": True},
        {"compulsory_sni": True},  # salt
        {"special_diet": True},
        {"alcoholic": True},
        {"additive_or_aid": True},
        {"made_at_home": False},
        {"simple_equipment": False},
    ],
)
def test_any_one_exclusion_sends_it_to_md(change):
    assert permit_route(replace(ABON, **change)) == "md"
    assert disqualifiers(replace(ABON, **change)) == tuple(change)


def test_one_exclusion_is_enough_although_the_rest_is_not_known():
    assert permit_route(FoodCircumstances(sold_fresh=False, sold_unpacked=False, cold_chain=True)) == "md"


def test_while_it_may_still_be_sold_fresh_nothing_is_decided():
    assert permit_route(FoodCircumstances(cold_chain=True)) is None


@pytest.mark.parametrize("free", [{"sold_fresh": True}, {"sold_unpacked": True}])
def test_cakes_sold_fresh_or_from_a_tray_need_neither(free):
    assert permit_route(FoodCircumstances(**free)) == "none"


@pytest.mark.parametrize(
    ("food", "held", "route"),
    [
        (FoodCircumstances(), Numbers(pirt=True), "pirt"),
        (FoodCircumstances(carries_claims=True), Numbers(pirt=True), "pirt"),
        (FoodCircumstances(cold_chain=True), Numbers(pirt=True), "md"),
        (ABON, Numbers(md=True), "md"),
        (FoodCircumstances(sold_fresh=True), Numbers(pirt=True), "none"),
    ],
)
def test_a_number_held_decides_unless_something_speaks_against_it(food, held, route):
    assert permit_route(food, held) == route


def test_nothing_known_decides_nothing():
    assert permit_route(FoodCircumstances()) is None


@pytest.mark.parametrize("name", list(FoodCircumstances.__dataclass_fields__))
def test_pirt_needs_every_circumstance_known(name):
    assert permit_route(replace(ABON, **{name: None})) is None


_answer = st.sampled_from([True, False, None])


@given(st.fixed_dictionaries(dict.fromkeys(FoodCircumstances.__dataclass_fields__, _answer)), st.data())
def test_a_decision_stands_when_more_becomes_known(answers, data):
    food = FoodCircumstances(**answers)
    unknown = [name for name, answer in answers.items() if answer is None]
    decided = permit_route(food)
    if decided is None or not unknown:
        return
    learnt = replace(food, **{name: data.draw(st.booleans()) for name in unknown})
    assert permit_route(learnt) == decided
