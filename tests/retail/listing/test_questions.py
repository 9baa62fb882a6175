"""What a shop asks a kitchen about its application, in place of a telephone call."""

import pytest
from django.core import mail
from django.urls import reverse

from lopo.accounts.api_token import create_token
from lopo.facts.kinds import Refused
from lopo.retail.models import Listing, ListingStep
from lopo.standards.models import Task
from tests.retail.listing.kitchens import a_mart, a_ready_kitchen, applied, do

pytestmark = pytest.mark.django_db
ASKED, ANSWERED = "Berapa hari dari pesan sampai kirim?", "Tiga hari, dan kami antar sendiri."


@pytest.fixture
def mart(db):
    mart = a_mart()
    mart.buyer.email = "rina@example.com"
    mart.buyer.save()
    return mart


@pytest.fixture
def kitchen(db):
    kitchen = a_ready_kitchen("Dapur Mama Yuliana")
    kitchen.owner.email = "yuliana@example.com"
    kitchen.owner.save()
    return kitchen


@pytest.fixture
def listing(kitchen, mart):
    return applied(kitchen, mart)


def tasks():
    found = Task.objects.filter(about__contains="question", kept=False)
    return [each.words["title"]["id"] for each in found]


def over_http(client, person):
    """What ``person`` is told of her listings."""
    _token, raw = create_token(person, "till")
    return lambda: client.get("/api/v1/listings", headers={"Authorization": f"Bearer {raw}"}).json()


def test_a_question_is_told_is_a_task_and_is_gone_once_answered(
    listing, kitchen, mart, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        do(listing, "ask", mart.buyer, words=ASKED)
    (letter,) = mail.outbox
    assert letter.to == ["yuliana@example.com"]
    assert f"Toko bertanya. “{ASKED}”" in letter.body.replace("\n", " ")
    assert tasks() == ["Jawab pertanyaan NTT Mart Kupang tentang Sambal lu'at"]
    with django_capture_on_commit_callbacks(execute=True):
        do(listing, "answer", kitchen.owner, words=ANSWERED)
    assert mail.outbox[-1].to == ["rina@example.com"]
    assert ANSWERED in mail.outbox[-1].body.replace("\n", " ")
    assert tasks() == []


def test_the_application_stays_where_it_is_and_both_read_what_was_said(listing, kitchen, mart, client):
    do(listing, "ask", mart.buyer, words=ASKED)
    address = reverse("retail:listing", args=[listing.public_id])
    answer = reverse("retail:listing_act", args=[listing.public_id, "answer"])
    client.force_login(kitchen.owner)
    page = client.get(address).content.decode()
    assert ASKED in page
    assert answer in page
    assert "Tidak ada yang perlu dilakukan" not in page
    assert ASKED in client.get(answer).content.decode()
    assert client.post(answer, {"version": 0, "words": ""}).status_code == 422
    client.post(answer, {"version": 0, "words": ANSWERED})
    assert answer not in client.get(address).content.decode()
    assert client.get(answer)["Location"] == address
    client.force_login(mart.buyer)
    page = client.get(address).content.decode()
    assert "Sudah ditanyakan, belum dijawab" not in page
    assert ANSWERED in page
    listing.refresh_from_db()
    assert (listing.state, listing.version) == ("applied", 0)


def test_nobody_answers_what_was_not_asked_and_a_click_sent_twice_asks_once(listing, kitchen, mart):
    with pytest.raises(Refused, match="No question"):
        do(listing, "answer", kitchen.owner, words=ANSWERED)
    for words in (ASKED, ASKED, "Ada contoh tanpa cabai?"):
        do(listing, "ask", mart.buyer, words=words)
    assert ListingStep.objects.filter(transition="ask").count() == 2
    assert len(tasks()) == 1
    with pytest.raises(Refused):
        do(listing, "ask", kitchen.owner, words=ASKED)


def test_what_is_over_waits_for_no_answer(listing, mart):
    do(listing, "ask", mart.buyer, words=ASKED)
    do(listing, "reject", mart.buyer, reason="label")
    assert tasks() == []
    assert Listing.objects.get().state == "rejected"


def test_over_http_answering_is_open_only_where_something_was_asked(listing, kitchen, mart, client):
    told = over_http(client, kitchen.owner)
    assert "answer" not in told()["items"][0]["acts"]
    do(listing, "ask", mart.buyer, words=ASKED)
    assert "answer" in told()["items"][0]["acts"]


def test_the_list_over_http_asks_no_more_for_many(listing, mart, client, django_assert_max_num_queries):
    told = over_http(client, mart.buyer)
    for many in (1, 6):
        with django_assert_max_num_queries(8):
            assert told()["count"] == many
        for _each in range(5):
            applied(a_ready_kitchen(), mart)
