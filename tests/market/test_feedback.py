"""Buyers say something: taken once, within limits, answered once, hidden with a reason, counted for shops."""

import uuid

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.roles import Role
from lopo.market.books.feedback import answer, feedback_note, judge
from lopo.market.catalogue.feedback_rules import limits
from lopo.market.models import Feedback
from lopo.standards.models import Task
from tests.accounts.factories import a_person
from tests.city import photo
from tests.market.shelf import an_open_product, entry_of

pytestmark = pytest.mark.django_db


def a_form(**said):
    begun = signing.dumps(timezone.now().timestamp() - 60, salt="market.feedback")
    return {"stars": "5", "words": "Enak", "begun": begun, "client_id": str(uuid.uuid4())} | said


@pytest.fixture
def goods():
    return an_open_product()


def address(kitchen):
    return reverse("market:feedback_new", args=[entry_of(kitchen).slug])


def test_a_buyer_says_how_it_was_and_it_counts(goods, client):
    form = a_form(stars="4")
    client.get(address(goods))
    assert client.post(address(goods), form).status_code == 302
    assert client.post(address(goods), form).status_code == 302  # sent twice, one word
    row = Feedback.objects.get()
    assert (row.state, row.stars) == ("shown", 4)
    entry = entry_of(goods)
    assert (entry.stars_sum, entry.stars_count) == (4, 1)
    assert "Enak" in client.get(reverse("market:product", args=[entry.slug])).text
    assert "127.0.0.1" not in f"{row.address}{row.device}"


def test_one_word_a_lot_device_and_day(goods, client):
    client.get(address(goods))
    client.post(address(goods), a_form())
    again = client.post(address(goods), a_form(words="Sekali lagi"))
    assert again.status_code == 422 and "Sekali lagi" in again.text
    assert client.post(address(goods), a_form(lot="SL2")).status_code == 302
    assert Feedback.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"words": "Beli di www.judi.com"}, "alamat web"),
        ({"begun": signing.dumps(9999999999.0, salt="market.feedback")}, "cepat"),
        ({"begun": "palsu"}, "tidak terbaca"),
        ({"stars": "", "words": ""}, "bintang"),
        ({"words": "x" * 601}, "601"),
        ({"words": "Enak \u202esekali"}, "tanda tersembunyi"),
        ({"lot": "SL\u200f1"}, "tanda tersembunyi"),
        ({"stars": "9"}, ""),
    ],
)
def test_what_is_not_taken_is_said(said, why, goods, client):
    client.get(address(goods))
    response = client.post(address(goods), a_form(**said))
    assert response.status_code == 422 and why in response.text
    assert not Feedback.objects.exists()


def test_a_machine_that_fills_what_nobody_sees_gets_thanks_and_nothing_is_kept(goods, client):
    assert client.post(address(goods), a_form(website="http://x")).status_code == 302
    assert not Feedback.objects.exists()


def test_one_network_says_only_so_much_in_an_hour(goods, client):
    for at in range(limits().address_hour):
        client.cookies.clear()
        client.get(address(goods))
        assert client.post(address(goods), a_form(lot=f"L{at}")).status_code == 302
    client.cookies.clear()
    client.get(address(goods))
    assert client.post(address(goods), a_form(lot="L99")).status_code == 422
    assert Feedback.objects.count() == limits().address_hour


def test_a_serious_word_goes_to_the_maker_and_to_the_city_and_waits_for_a_look(goods, client):
    client.get(address(goods))
    client.post(
        address(goods), a_form(stars="", wrong="foreign-body", words="Ada kaca") | {"photo": a_photo()}
    )
    row = Feedback.objects.get()
    assert row.state == "held" and row.is_serious and row.photo
    assert "Ada kaca" not in client.get(reverse("market:product", args=[entry_of(goods).slug])).text
    tasks = Task.objects.filter(rule__startswith="feedback-serious", kept=False)
    assert sorted(tasks.values_list("owner", flat=True)) == ["officer", "owner"]
    officer = a_person(Role.OFFICER)
    client.force_login(officer)
    assert "Ada kaca" in client.get(reverse("market:feedback_list") + "?gawat=1").text
    assert client.get(reverse("market:feedback_photo", args=[row.pk])).status_code == 200
    assert "?gawat=1" in client.get("/tugas/").text
    assert answer(row, "Kami tarik lot itu.", goods.owner)
    row.refresh_from_db()
    assert judge(row, "show", officer)
    assert not Task.objects.filter(rule__startswith="feedback-serious", kept=False).exists()


def a_photo():
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("x.jpg", photo(), "image/jpeg")


def test_the_maker_answers_once(goods, client):
    client.get(address(goods))
    client.post(address(goods), a_form())
    row = Feedback.objects.get()
    client.force_login(goods.owner)
    reply = reverse("market:feedback_answer", args=[row.pk])
    client.post(reply, {"words": "Terima kasih"})
    client.post(reply, {"words": "Lain lagi"})
    row.refresh_from_db()
    assert row.answer == "Terima kasih"
    assert "Terima kasih" in client.get(reverse("market:product", args=[entry_of(goods).slug])).text


def test_another_owner_reads_and_answers_nothing(goods, client):
    client.post(address(goods), a_form(words="Rahasia dapur"))
    row = Feedback.objects.get()
    client.force_login(a_person(Role.OWNER))
    assert "Rahasia dapur" not in client.get(reverse("market:feedback_list")).text
    assert client.post(reverse("market:feedback_answer", args=[row.pk]), {"words": "x"}).status_code == 404
    assert client.post(reverse("market:feedback_hide", args=[row.pk]), {"reason": "x"}).status_code == 403


def test_of_two_officers_one_decides_and_hidden_stars_do_not_count(goods, client):
    client.post(address(goods), a_form(stars="1", words="Bohong"))
    row = Feedback.objects.get()
    other = Feedback.objects.get()
    one, two = a_person(Role.OFFICER), a_person(Role.OFFICER)
    assert judge(row, "hide", one, "Bukan pembeli")
    assert not judge(other, "hide", two, "Kasar")
    assert entry_of(goods).stars_count == 0
    row.refresh_from_db()
    assert row.judged_reason == "Bukan pembeli"


def test_shops_read_what_buyers_said_in_a_sentence(goods, client):
    assert feedback_note(goods.product) is None
    client.post(address(goods), a_form(stars="4"))
    note = feedback_note(goods.product)
    assert note.says.id.startswith("4 dari 5 bintang oleh 1 orang") and note.good
