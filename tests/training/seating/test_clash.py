"""Two meetings at once, and the city's own evenings."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from lopo.training.seating.clash import EVENT, PLACE, TRAINER, Slot, busy, clashes


def slot(title, day, begins, ends, **fields):
    return Slot(title, dt.datetime(2026, 12, day, begins), dt.datetime(2026, 12, day, ends), **fields)


def test_one_trainer_cannot_be_in_two_places():
    mine = [slot("Label", 9, 9, 12, trainer="7", place="Aula A")]
    other = [slot("Kemasan", 9, 11, 14, trainer="7", place="Aula B")]
    [found] = clashes(mine, other)
    assert found.kind == TRAINER
    assert found.says.en == "Label, 9 December 2026, is at the same time as Kemasan: the trainer is the same."


def test_one_hall_cannot_hold_two_courses_however_it_is_written():
    found = clashes([slot("Label", 9, 9, 12, place="Aula A")], [slot("Kemasan", 9, 9, 12, place="AULA a")])
    assert [each.kind for each in found] == [PLACE]


def test_two_meetings_of_one_course_can_clash_with_each_other():
    found = clashes([slot("A", 9, 9, 12, trainer="7"), slot("B", 9, 10, 13, trainer="7")], [])
    assert [each.kind for each in found] == [TRAINER]


def test_one_after_the_other_is_no_clash_and_what_is_not_settled_neither():
    assert clashes([slot("A", 9, 9, 12, trainer="7")], [slot("B", 9, 12, 15, trainer="7")]) == []
    assert clashes([slot("A", 9, 9, 12)], [slot("B", 9, 9, 12)]) == []


def test_a_saturday_evening_belongs_to_the_park():
    [found] = clashes([slot("Label", 12, 15, 18)], [])  # 12 December 2026 is a Saturday
    assert found.kind == EVENT
    assert "Saboak" in found.says.id
    assert clashes([slot("Label", 12, 9, 12)], []) == []


def test_a_business_is_told_what_else_it_has():
    assert busy([slot("A", 9, 9, 12)], [slot("B", 9, 11, 13)]).en == "B, 9 December 2026"
    assert busy([slot("A", 9, 9, 12)], [slot("B", 10, 9, 12)]) is None


hours = st.tuples(st.integers(0, 22), st.integers(1, 23)).filter(lambda pair: pair[0] < pair[1])


@given(hours, hours)
def test_a_clash_is_one_both_ways(first, second):
    mine, other = slot("A", 9, *first, trainer="7"), slot("B", 9, *second, trainer="7")
    assert mine.overlaps(other) == other.overlaps(mine)
    assert len(clashes([mine], [other])) == len(clashes([other], [mine]))
