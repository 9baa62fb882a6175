"""Two at the same moment: two buyers, an owner and a buyer, two taps of one owner."""

import pytest

from lopo.accounts.roles import Role
from lopo.facts.kinds import Refused
from lopo.retail.books.listing import Taken
from lopo.retail.models import Listing, ListingStep, Trial
from tests.accounts.factories import a_person
from tests.race import at_once, own_connections
from tests.retail.listing.kitchens import a_mart, a_ready_kitchen, a_trial, applied, do

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def mart(transactional_db):
    return a_mart()


def test_of_two_buyers_one_decides_and_the_other_is_told_by_whom(mart):
    listing = applied(a_ready_kitchen(), mart)
    second = a_person(Role.BUYER, mart.retailer, name="Agus")
    with own_connections():
        given = at_once(
            lambda: do(listing, "ask-sample", mart.buyer, version=0),
            lambda: do(listing, "reject", second, version=0, reason="taste"),
            lambda: do(listing, "offer-trial", mart.buyer, version=0, trial=a_trial(mart)),
        )
        won = [each for each in given if isinstance(each, Listing)]
        told = [each for each in given if isinstance(each, Taken)]
        assert (len(won), len(told)) == (1, 2), given
        assert all("was faster" in each.reason.en for each in told)
        now = Listing.objects.get()
        assert (now.state, now.version) == (won[0].state, 1)
        assert ListingStep.objects.exclude(transition="apply").count() == 1
        assert Trial.objects.count() == (now.state == "trial-offered")


def test_an_owner_withdraws_while_a_buyer_decides(mart):
    kitchen = a_ready_kitchen()
    listing = applied(kitchen, mart)
    with own_connections():
        given = at_once(
            lambda: do(listing, "withdraw", kitchen.owner, version=0),
            lambda: do(listing, "accept", mart.buyer, version=0),
        )
        assert sum(isinstance(each, Taken) for each in given) == 1, given
        assert Listing.objects.get().state in ("withdrawn", "listed")
        assert ListingStep.objects.count() == 2


def test_one_click_in_five_is_one_step(mart):
    listing = applied(a_ready_kitchen(), mart)
    with own_connections():
        given = at_once(*[lambda: do(listing, "reject", mart.buyer, version=0, reason="space")] * 5)
        assert all(isinstance(each, Listing) for each in given), given
        assert ListingStep.objects.filter(transition="reject").count() == 1


def test_two_taps_are_one_application_and_look_alikes_are_counted_one_by_one(mart):
    kitchen = a_ready_kitchen()
    others = [a_ready_kitchen(product=f"Keripik pisang {each}") for each in "AB"]
    with own_connections():
        given = at_once(
            lambda: applied(kitchen, mart),
            lambda: applied(kitchen, mart),
            *(lambda each=each: applied(each, mart) for each in others),
        )
        assert sum(isinstance(each, Refused) for each in given) == 1, given
        assert Listing.objects.filter(product=kitchen.product).count() == 1
        chips = Listing.objects.filter(likeness="food:keripik:pisang")
        assert sorted(chips.values_list("alike", flat=True)) == [0, 1]
