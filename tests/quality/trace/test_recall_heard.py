"""An open recall for real is heard of where people look first; a drill and a closed one are not."""

import pytest
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.roles import Role
from tests.accounts.factories import a_person
from tests.city import a_kitchen
from tests.quality.trace.test_trace_book import a_lot, a_recall

pytestmark = [pytest.mark.django_db, pytest.mark.database]

OWNERS = ("standards:products", "standards:tasks", "quality:inspections")
OFFICERS = ("standards:desk", "standards:tasks", "quality:inspections")


def told_on(client, person, recall, names):
    client.force_login(person)
    link = reverse("quality:recall", args=[recall.pk])
    return [name for name in names if link in client.get(reverse(name)).content.decode()]


def test_an_open_recall_is_heard_of_until_it_is_closed(client):
    kitchen, officer = a_kitchen(), a_person(Role.OFFICER)
    recall = a_recall(kitchen, a_lot(kitchen))
    assert told_on(client, kitchen.owner, recall, OWNERS) == list(OWNERS)
    assert told_on(client, officer, recall, OFFICERS) == list(OFFICERS)
    other = a_kitchen("Dapur Lain", "Abon")
    assert told_on(client, other.owner, recall, OWNERS) == []
    recall.closed_at, recall.closed_by = timezone.now(), kitchen.owner
    recall.save()
    assert told_on(client, kitchen.owner, recall, OWNERS) == []
    assert told_on(client, officer, recall, OFFICERS) == []


def test_a_drill_is_not_cried_out(client):
    kitchen = a_kitchen()
    assert told_on(client, kitchen.owner, a_recall(kitchen, a_lot(kitchen), drill=True), OWNERS) == []


def test_many_open_recalls_cost_no_more_queries(client, django_assert_max_num_queries):
    kitchen = a_kitchen()
    for _ in range(6):
        a_recall(kitchen, a_lot(kitchen))
    client.force_login(kitchen.owner)
    with django_assert_max_num_queries(20):
        client.get(reverse("standards:tasks"))
