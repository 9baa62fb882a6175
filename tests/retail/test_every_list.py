"""Every page of the shelf and the market, opened by everybody who may, with no row, with one and with 5,000.

The pages come from the URL table: a new one is tried here without being named. Four times: before anything is
written down, with a shop and a page in the catalogue that have nothing yet, with one of each, and with 5,000.
"""

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lopo.accounts.permission import scope_for
from tests.retail.every_shelf_row import ShelfRows
from tests.site.test_every_address import ADDRESSES, permission_of

pytestmark = [pytest.mark.django_db]

MOST_BYTES = 60_000
STAGES = ("nothing", "empty", "one", "many")
WHO = ("nobody", "owner", "buyer", "officer", "trainer", "partner")
ONE_MORE = {"retail:order_new"}
"""Counts, once there are more products than fit, how many are not shown."""
PAGES = [
    name
    for name, (path, _names, _view) in sorted(ADDRESSES.items())
    if name.startswith(("retail:", "market:")) and "." not in path  # a file is tried by its own tests
]


def opened(rows):
    """What each page answers to each who may open it: {(page, who): (status, bytes, queries)}."""
    answers = {}
    for who, person in rows.people.items():
        client = Client(raise_request_exception=False)  # a fault of one page hides no other
        if person is not None:
            client.force_login(person)
        for name in PAGES:
            arguments = {**rows.arguments, "pk": rows.pk.get(name)}
            named = {each: arguments.get(each) for each in ADDRESSES[name][1]}
            if None in named.values() or scope_for(person, permission_of(name)) is None:
                continue
            with CaptureQueriesContext(connection) as queries:
                response = client.get(reverse(name, kwargs=named))
            is_page = response.get("Content-Type", "").startswith("text/html")
            size = len(response.content) if is_page else 0
            answers[name, who] = (response.status_code, size, len(queries))
    return answers


@pytest.fixture(scope="module")
def seen(django_db_setup, django_db_blocker):
    """What was answered at each stage; the rows are made once, and gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        found, rows = {}, ShelfRows()
        for stage in STAGES:
            getattr(rows, f"with_{stage}")()
            cache.clear()
            found[stage] = opened(rows)
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("stage", STAGES)
def test_every_page_answers_and_is_light(stage, who, seen):
    answers = {name: said for (name, whose), said in seen[stage].items() if whose == who}
    heavy = {name: said for name, said in answers.items() if said[1] > MOST_BYTES}
    failed = {name: said for name, said in answers.items() if said[0] >= 500}
    assert (len(answers) > 0, failed, heavy) == (True, {}, {})


@pytest.mark.parametrize("who", WHO)
def test_no_page_asks_more_of_the_database_for_more_rows(who, seen):
    more = {
        name: (one[2], seen["many"][name, whose][2])
        for (name, whose), one in seen["one"].items()
        if whose == who and one[0] == 200 and seen["many"][name, whose][2] > one[2] + (name in ONE_MORE)
    }
    assert more == {}


def test_no_page_was_left_unopened(seen):
    answered = {name for (name, _who), said in seen["many"].items() if said[0] in (200, 302, 404, 405, 422)}
    assert set(PAGES) - answered == set()
