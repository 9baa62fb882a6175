"""A form does not offer thousands of letters or courses; what was chosen before stays chosen."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from lopo.accounts.roles import Role
from lopo.insight.showing import COURSES_MOST, choice_context, results_of
from lopo.training.forms.partner import LETTERS_MOST, PledgeChangeForm
from tests.accounts.factories import a_person
from tests.training import together
from tests.training.courses import a_cohort
from tests.training.every_row import copies

pytestmark = pytest.mark.django_db


def test_the_newest_letters_are_offered_and_the_one_it_stands_in_is_kept():
    bank = together.a_partner()
    old = together.a_letter(bank, a_person(Role.OFFICER))
    later = together.days(-1)
    copies(old, ({"client_id": together.own_number(), "signed_on": later} for _each in range(LETTERS_MOST)))
    for kept, offered in ((None, LETTERS_MOST), (old, LETTERS_MOST + 1)):
        form = PledgeChangeForm(letters=bank.letters.all(), initial={"letter": kept})
        found = form.fields["letter"].queryset
        assert (len(found), old in found) == (offered, kept is not None)


def test_the_newest_courses_are_offered_and_the_one_that_is_chosen():
    cache.clear()
    old = a_cohort().cohort
    fields = ({"invitation": f"x{each}", "starts_on": together.days(1)} for each in range(COURSES_MOST))
    copies(old, ({**each, "ends_on": together.days(2)} for each in fields))
    for query, offered in (("", COURSES_MOST), (f"?cohort={old.pk}", COURSES_MOST + 1)):
        found = choice_context(results_of(RequestFactory().get(f"/wawasan/{query}")))["cohorts"]
        assert (len(found), old.pk in {each.id for each in found}) == (offered, bool(query))
