"""The standards, for everyone to read."""

import pytest
from django.urls import reverse

from lopo.standards.library import edition_on
from lopo.standards.standings import today

pytestmark = pytest.mark.django_db


def test_every_gate_is_listed_and_opens_for_anyone(client):
    shown = client.get(reverse("standards:library")).context
    listed = {gate["id"]: gate for ladder in shown["ladders"] for gate in ladder["rungs"]}
    listed |= {gate["id"]: gate for gate in shown["gates"]}
    edition = edition_on(today())
    assert set(listed) == {gate.id for gate in edition.all_gates}
    for id, gate in listed.items():
        rows = client.get(reverse("standards:library_gate", args=[id])).context["rows"]
        assert len(rows) == gate["count"] == len(edition.asked_by[id])


@pytest.mark.parametrize("language", ["id", "en"])
def test_each_demand_says_what_why_where_and_how_sure_in_the_reader_s_language(client, language):
    client.post(reverse("set_language"), {"language": language})
    gate = edition_on(today()).all_gates[0]
    for row in client.get(reverse("standards:library_gate", args=[gate.id])).context["rows"]:
        requirement = row["requirement"]
        assert row["asks"] == requirement.asks.in_language(language)
        assert row["why"] == requirement.why.in_language(language)
        assert requirement.confidence


def test_a_gate_that_is_none_is_not_found(client):
    assert client.get(reverse("standards:library_gate", args=["toko-di-bulan"])).status_code == 404


def test_reading_the_standards_asks_the_database_only_what_was_published(client, django_assert_num_queries):
    for address in ("/standar/", "/standar/food-taman/"):
        with django_assert_num_queries(1):
            assert client.get(address).status_code == 200
