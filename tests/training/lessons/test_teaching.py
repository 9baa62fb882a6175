"""What lessons teach to meet: joined with the standards by the name of the training."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from lopo.standards.library import edition_on, load_library
from lopo.training.lessons.library import load_modules
from lopo.training.lessons.teaching import Stood, gaps_taught, taught_by

DAY = dt.date(2026, 11, 29)
EDITION = edition_on(DAY)


def test_every_training_that_a_step_or_remedy_names_is_a_lesson():
    library = load_library()
    named = {step.training for step in library.steps.values()}
    named |= {each.step.training for standard in library.standards for each in standard.requirements}
    assert named - {""} - set(load_modules()) == set()


def test_the_twelve_lessons_are_there():
    assert list(load_modules()) == [
        "hygiene", "process-control", "packaging", "label", "cost-and-price", "pirt-and-halal",
        "photos-and-text", "selling-to-supermarket", "selling-at-a-stall", "books-and-kur", "e-katalog",
        "first-steps-to-export",
    ]  # fmt: skip


def test_the_hygiene_lesson_teaches_what_an_inspection_asks():
    steps = {each.step.id: each for each in taught_by("hygiene", EDITION)}
    assert "mend-kitchen" in steps
    assert any(each.name == "cppb-irt/cppb-no-kritis" for each in steps["mend-kitchen"].requirements)


def test_each_demand_is_taught_by_one_lesson_at_most():
    names = [
        requirement.name
        for module in load_modules()
        for taught in taught_by(module, EDITION)
        for requirement in taught.requirements
    ]
    assert len(names) == len(set(names))


def test_gaps_are_those_of_the_next_rung_only():
    open_label = {"bpom-label/label-name": "not_met", "bpom-label/label-batch": "not_met"}
    at_the_bottom = gaps_taught([Stood("food", "", open_label)], EDITION)
    on_the_first = gaps_taught([Stood("food", "taman", open_label)], EDITION)
    assert at_the_bottom == {"label": 1}  # the name; the batch code is asked one rung higher
    assert on_the_first == {"label": 1}


def test_not_known_is_a_gap_and_met_is_none():
    assert gaps_taught([Stood("food", "", {"nib/nib-held": "not_known"})], EDITION) == {"pirt-and-halal": 1}
    assert gaps_taught([Stood("food", "", {"nib/nib-held": "met"})], EDITION) == {}


def test_a_ladder_that_is_gone_or_climbed_asks_nothing():
    assert gaps_taught([Stood("gone", "", {"nib/nib-held": "not_met"})], EDITION) == {}
    assert gaps_taught([Stood("food", "internasional", {"nib/nib-held": "not_met"})], EDITION) == {}


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(sorted(EDITION.requirements)),
            st.sampled_from(["met", "not_met", "not_known", "not_applicable"]),
            max_size=12,
        ),
        max_size=4,
    )
)
def test_gaps_of_many_products_add_up(statuses):
    products = [Stood("food", "", each) for each in statuses]
    together = gaps_taught(products, EDITION)
    assert together == sum((gaps_taught([each], EDITION) for each in products), start=type(together)())
    assert set(together) <= set(load_modules())
