"""Who earned a certificate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.text import Text
from lopo.training.badges.earned import Lesson, earned
from lopo.training.badges.rules import rules

HYGIENE = Text("Dapur bersih", "A clean kitchen")


def test_who_came_to_all_and_passed_earned_it():
    found = earned([Lesson("hygiene", 2, 2, True, 9, 10), Lesson("label", 1, 1)])
    assert found.is_earned
    assert found.modules == ("hygiene", "label")
    assert (found.attended, found.held) == (3, 3)


def test_four_of_five_meetings_are_enough_and_three_are_not():
    assert earned([Lesson("hygiene", 5, 4)]).is_earned
    found = earned([Lesson("hygiene", 5, 3)])
    assert found.why.id == "Hadir 3 dari 5 pertemuan; perlu 4."
    assert found.why.en == "Came to 3 of 5 meetings; 4 are needed."


@pytest.mark.parametrize(
    ("lesson", "why"),
    [
        (Lesson("hygiene", 1, 1, True, title=HYGIENE), "The test after A clean kitchen was not taken."),
        (
            Lesson("hygiene", 1, 1, True, 5, 10, title=HYGIENE),
            "The test after A clean kitchen: 5 of 10 right; 6 are needed.",
        ),
        (Lesson("hygiene", 1, 1, left=2), "2 meetings are to come."),
        (Lesson("hygiene", 1, 1, left=1), "1 meeting is to come."),
        (Lesson("hygiene", 0, 0, True), "No meeting was held yet."),
    ],
)
def test_what_lacks_is_said(lesson, why):
    assert earned([lesson]).why.en == why


def test_a_course_without_meetings_gives_no_certificate():
    assert not earned([]).is_earned


def test_a_module_of_which_no_meeting_was_attended_does_not_stand_on_it():
    found = earned([Lesson("hygiene", 8, 8), Lesson("label", 1, 0), Lesson("price", 0, 0)])
    assert found.modules == ("hygiene",)


lessons = st.builds(
    Lesson,
    st.sampled_from(["a", "b", "c"]),
    held=st.integers(0, 9),
    attended=st.integers(0, 9),
    has_test=st.booleans(),
    right=st.integers(0, 10),
    asked=st.integers(0, 10),
    left=st.integers(0, 2),
).filter(lambda each: each.attended <= each.held and each.right <= each.asked)


@given(st.lists(lessons, max_size=6))
def test_earned_means_every_bound_is_kept(taught):
    found, bounds = earned(taught), rules()
    if not found.is_earned:
        assert found.why.id and found.why.en
        return
    assert found.modules
    assert found.attended * 100 >= found.held * bounds.attendance_percent
    assert not any(each.left for each in taught)
    for each in taught:
        if each.has_test and each.held:
            assert each.asked and each.right * 100 >= each.asked * bounds.test_percent


@given(st.lists(lessons, min_size=1, max_size=6), st.data())
def test_one_more_meeting_attended_never_takes_a_certificate_away(taught, data):
    place = data.draw(st.integers(0, len(taught) - 1))
    one = taught[place]
    if one.attended == one.held:
        return
    more = Lesson(one.module, one.held, one.attended + 1, one.has_test, one.right, one.asked, one.left)
    if earned(taught).is_earned:
        assert earned([*taught[:place], more, *taught[place + 1 :]]).is_earned
