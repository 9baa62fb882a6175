"""Phones that send at the same moment: each note once, each person once."""

import uuid

import pytest
from django.utils import timezone

from lopo.training.books.day import Answer, Sent, take_arrivals
from lopo.training.books.quiz import hand_in
from lopo.training.day.arriving import Arriving
from lopo.training.lessons.library import load_modules
from lopo.training.models import Arrival, Attendance, Session, TestSheet
from tests.race import at_once, own_connections
from tests.training.courses import a_cohort, a_seat, many_seats

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def notes(session, seats, number=None):
    """One note about each, as a phone sends them."""
    return [
        Sent(
            number or str(uuid.uuid4()),
            timezone.now(),
            Arriving(session.pk, "came", "code", None, each.ticket, each.ticket),
        )
        for each in seats
    ]


def sessions():
    return Session.objects.select_related("cohort")


def test_the_same_sending_twice_at_once_and_another_phone():
    course = a_cohort()
    seats = many_seats(course.cohort, 8)
    mine, hers = notes(course.session, seats[:5]), notes(course.session, seats[2:])
    with own_connections():
        given = at_once(
            *(
                lambda sent=sent: take_arrivals(sessions(), sent, course.trainer)
                for sent in (mine, mine, hers)
            )
        )
        assert all(isinstance(each, Answer) for answers in given for each in answers.values()), given
        assert Attendance.objects.count() == 8
        assert Arrival.objects.count() == 11


def test_a_test_handed_in_twice_at_once_is_one_sheet():
    seat = a_seat(a_cohort().cohort)
    module = load_modules()["hygiene"]
    with own_connections():
        given = at_once(*[lambda: hand_in(seat, module, "before").pk] * 3)
        assert len(set(given)) == 1, given
        assert TestSheet.objects.count() == 1
