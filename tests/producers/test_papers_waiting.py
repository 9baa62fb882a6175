"""The queue of papers that wait for an officer or an inspector."""

import datetime as dt

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.roles import Role
from lopo.accounts.sms import OutboxSender
from lopo.producers.models import Paper
from lopo.producers.paper_refusal import REASONS, why_refused
from lopo.producers.records import decide_paper
from tests.accounts.factories import a_person
from tests.city import a_kitchen, a_paper

pytestmark = pytest.mark.django_db
QUEUE = "/surat/menunggu/"


@pytest.fixture
def officer(client):
    officer = a_person(Role.OFFICER, name="Ibu Ester")
    client.force_login(officer)
    OutboxSender.outbox.clear()
    return officer


def waiting_since(paper, days):
    Paper.objects.filter(pk=paper.pk).update(recorded_at=timezone.now() - dt.timedelta(days=days))
    return paper


def decide(client, paper, **said):
    return client.post(reverse("producers:paper_verify", args=[paper.pk]), said | {"from": "queue"})


def said_to(response):
    """The kind of each message on the next page: error, success."""
    return {message.level_tag for message in get_messages(response.wsgi_request)}


def test_the_longest_waiting_comes_first_and_the_decided_are_gone(client, officer):
    new = waiting_since(a_paper(a_kitchen("A")), 1)
    old = waiting_since(a_paper(a_kitchen("B")), 9)
    decide_paper(a_paper(a_kitchen("C")), officer)
    decide_paper(a_paper(a_kitchen("D")), officer, code="unreadable")
    replaced = a_kitchen("E")
    a_paper(replaced)
    newest = a_paper(replaced, number="9120009999999")
    rows = client.get(QUEUE).context["rows"]
    assert [row["paper"] for row in rows] == [old, new, newest]
    assert [row["days"] for row in rows] == [9, 1, 0]


def test_the_page_leads_to_the_file_and_names_the_business(client, officer):
    paper = a_paper(a_kitchen("Dapur Mama Yuli"))
    shown = client.get(QUEUE).content.decode()
    assert reverse("producers:evidence", args=[paper.evidence_id]) in shown
    assert "Dapur Mama Yuli" in shown


def test_one_kind_only(client, officer):
    kitchen = a_kitchen()
    a_paper(kitchen)
    halal = a_paper(kitchen, "halal", "ID53110000123456")
    assert [row["paper"] for row in client.get(QUEUE, {"kind": "halal"}).context["rows"]] == [halal]
    assert len(client.get(QUEUE, {"kind": "\x00sihir"}).context["rows"]) == 2


def test_an_empty_queue_says_so(client, officer):
    assert client.get(QUEUE).context["rows"] == []


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMIN, Role.INSPECTOR])
def test_verified_from_the_queue_and_back_to_it(client, role):
    person = a_person(role)
    client.force_login(person)
    paper = a_paper(a_kitchen())
    assert decide(client, paper, verify="1")["Location"] == QUEUE
    paper.refresh_from_db()
    assert paper.verified_by == person


@pytest.mark.parametrize("role", [Role.OWNER, Role.HELPER, Role.BUYER, Role.TRAINER, None])
def test_nobody_else_has_the_queue_or_decides(client, role):
    client.force_login(a_person(role))
    paper = a_paper(a_kitchen())
    assert client.get(QUEUE).status_code == 403
    assert decide(client, paper, verify="1").status_code == 403


def test_refused_with_a_listed_reason_and_words_and_the_owner_is_told(client, officer):
    paper = a_paper(a_kitchen())
    decide(client, paper, refuse="1", code="unreadable", reason="Sudut kiri gelap.")
    paper.refresh_from_db()
    assert (paper.refused_by, paper.refused_code) == (officer, "unreadable")
    assert paper.why_refused.en.endswith("Sudut kiri gelap.")
    [(_number, text)] = OutboxSender.outbox
    assert "NIB perlu diperbaiki" in text
    assert "tidak terbaca" in text


def test_a_refusal_needs_a_reason(client, officer):
    paper = a_paper(a_kitchen())
    for said in ({}, {"reason": "   "}, {"code": "sihir"}):
        response = decide(client, paper, refuse="1", **said)
        assert said_to(response) == {"error"}
    paper.refresh_from_db()
    assert paper.refused_at is None
    assert OutboxSender.outbox == []


def test_a_reason_beyond_measure_is_cut(client, officer):
    paper = a_paper(a_kitchen())
    decide(client, paper, refuse="1", reason="\x00" + "x" * 1000)
    paper.refresh_from_db()
    assert paper.refused_reason == "x" * 300


def test_the_second_officer_is_told_that_it_is_decided(client, officer):
    paper = a_paper(a_kitchen())
    decide_paper(paper, a_person(Role.INSPECTOR))
    response = decide(client, paper, refuse="1", code="unreadable")
    assert said_to(response) == {"error"}
    paper.refresh_from_db()
    assert paper.refused_at is None


def test_the_queue_takes_as_many_queries_for_one_as_for_many(client, officer, django_assert_max_num_queries):
    a_paper(a_kitchen("Dapur 0"))
    client.get(QUEUE)
    with django_assert_max_num_queries(8):
        client.get(QUEUE)
    for number in range(40):
        a_paper(a_kitchen(f"Dapur {number}"))
    with django_assert_max_num_queries(8):
        page = client.get(QUEUE).context
    assert (len(page["rows"]), page["page"].paginator.count) == (30, 41)
    assert len(client.get(QUEUE, {"page": "2"}).context["rows"]) == 11


def test_every_reason_is_a_sentence_in_both_languages():
    for code in REASONS:
        said = why_refused(code)
        assert said.id.endswith(".")
        assert said.en.endswith(".")
        assert said.id != said.en
    assert why_refused("", "buram").id == "buram"
