"""Two people at the same moment: one companion, one note, one delivery, one link."""

import pytest
from django.utils import timezone

from lopo.accounts.roles import Role
from lopo.training.books.companion import name_companion
from lopo.training.books.partner import deliver, open_link
from lopo.training.books.visit import correct_visit, take_visit
from lopo.training.companions.visit_note import VisitNote
from lopo.training.models import BoardLink, Companionship, Delivery, Visit
from tests.accounts.factories import a_person
from tests.city import a_kitchen
from tests.race import at_once, own_connections
from tests.training.together import a_companion, a_partner, a_pledge, a_visit, days, own_number

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def faults(given):
    return [each for each in given if isinstance(each, Exception)]


@pytest.fixture
def officer(transactional_db):
    return a_person(Role.OFFICER)


def test_of_two_officers_who_name_at_once_one_companion_stands(officer):
    kitchens = [a_kitchen("Satu"), a_kitchen("Dua")]
    numbers = [each.business.pk for each in kitchens]
    people = [a_person(Role.TRAINER) for _one in range(3)]
    today = timezone.localdate()
    with own_connections():
        given = at_once(*(lambda who=who: name_companion(numbers, who, officer, today) for who in people))
        assert faults(given) == []
        standing = Companionship.objects.filter(until=None)
        assert standing.count() == 2
        assert standing.values("person").distinct().count() == 1
        assert Companionship.objects.count() == 6


def test_a_note_sent_by_two_tabs_at_once_is_one_visit(officer):
    kitchen = a_kitchen()
    companion = a_companion(kitchen, officer=officer)
    note = VisitNote(own_number(), days(0), "Dapur bersih")
    with own_connections():
        given = at_once(*[lambda: take_visit(kitchen.business, note, companion)] * 3)
        assert faults(given) == []
        assert len({each.receipt for each in given}) == 1 == Visit.objects.count()


def test_of_two_corrections_at_once_one_takes_the_place(officer):
    kitchen = a_kitchen()
    companion = a_companion(kitchen, officer=officer)
    visit = a_visit(kitchen.business, companion)
    notes = [VisitNote(own_number(), days(0), f"Betul {number}") for number in range(2)]
    today = timezone.localdate()
    with own_connections():
        given = at_once(*(lambda note=note: correct_visit(visit, note, companion, today) for note in notes))
        assert len(faults(given)) == 1
        assert Visit.objects.filter(superseded_at=None).count() == 1


def test_a_delivery_sent_twice_at_once_counts_once_and_one_link_is_made(officer):
    partner = a_partner()
    pledge = a_pledge(partner, officer)
    number, told = own_number(), {"on": days(0), "amount": 5, "note": ""}
    with own_connections():
        given = at_once(*[lambda: deliver(pledge, told, officer, number, seen=True)] * 3)
        assert faults(given) == []
        assert Delivery.objects.count() == 1
        assert faults(at_once(*[lambda: open_link(partner, officer)] * 3)) == []
        assert BoardLink.objects.count() == 1
