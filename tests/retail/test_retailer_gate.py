"""Which gate a shop holds products against: its own first, then the shipped one it chose."""

import datetime as dt

import pytest
from django.urls import reverse

from lopo.accounts.roles import Role
from lopo.retail.books.retailer import SHIPPED, choose_gate, door_of, gates_of
from lopo.retail.models import RetailerGate
from lopo.standards.books.own_gate import publish, withdraw
from lopo.standards.standings import today
from tests.accounts.factories import a_person
from tests.retail.shops import a_shop
from tests.standards.own_gates.gates import a_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(client):
    found = a_shop()
    client.force_login(found.buyer)
    return found


def page_of(shop):
    return reverse("retail:retailer_gate", args=[shop.retailer.pk])


def test_a_shop_chooses_another_and_takes_it_back(client, shop):
    assert door_of(shop.retailer, today()).gates == SHIPPED
    text = client.get(page_of(shop)).content.decode()
    assert "Jaringan minimarket nasional" in text and "NTT Mart" in text
    assert "Uni Eropa" not in text  # a market abroad is no shop's gate
    for gate, gates in (("ntt-mart", ("ntt-mart",)), ("pusat-belanja-kerajinan",) * 2, ("", SHIPPED)):
        sent = client.post(page_of(shop), {"gate": gate})
        assert sent.status_code == 302
        door = door_of(shop.retailer, today())
        assert door.gates == ((gates,) if isinstance(gates, str) else gates)
        assert door.said is bool(gate)
    assert not RetailerGate.objects.exists()


@pytest.mark.parametrize("hostile", ["uni-eropa", "swalayan", "x" * 400, "\x00", "<script>"])
def test_what_is_no_gate_of_a_shop_is_refused_with_a_sentence(client, shop, hostile):
    sent = client.post(page_of(shop), {"gate": hostile})
    assert sent.status_code == 422
    assert "Pilih gerbang dari daftar." in sent.content.decode()
    assert not RetailerGate.objects.exists()


def test_own_gates_go_first_and_the_chosen_one_follows(client, shop):
    choose_gate(shop.retailer, "minimarket", shop.buyer, today())
    draft = a_draft(shop.buyer)
    assert gates_of([shop.retailer.pk], today()) == {shop.retailer.pk: ("minimarket",)}
    publish(draft, 0, today(), shop.buyer, today())
    code = draft.gate.code
    assert door_of(shop.retailer, today()).gates == (code, "minimarket")
    text = client.get(page_of(shop)).content.decode()
    assert "Gerbang sendiri didahulukan" in text
    assert reverse("standards:library_gate", args=[code]) in text
    withdraw(draft, today() + dt.timedelta(days=1), shop.buyer, today())
    assert gates_of([shop.retailer.pk], today() + dt.timedelta(days=1)) == {shop.retailer.pk: ("minimarket",)}


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ("ntt-mart", "Sesudah ditarik, produk dinilai dengan: NTT Mart."),
        ("", "Yang dihitung ialah yang lazim: Jaringan minimarket nasional, NTT Mart."),
    ],
)
def test_who_withdraws_a_gate_reads_which_one_counts_next(client, shop, chosen, says):
    choose_gate(shop.retailer, chosen, shop.buyer, today())
    draft = a_draft(shop.buyer, owner=shop.retailer)
    publish(draft, draft.revision, today(), shop.buyer, today())
    page = reverse("standards:own_gate_edition", args=[draft.gate_id, draft.number])
    assert says in client.get(page).content.decode()
    sent = client.post(page, {"day": today().isoformat()}, follow=True)
    assert says in " ".join(map(str, sent.context["messages"]))


def test_the_page_of_the_shop_says_what_counts_and_leads_whoever_writes_it_there(client, shop):
    page = reverse("retail:retailer", args=[shop.retailer.pk])
    assert "Belum disebutkan apa yang diminta" in client.get(page).content.decode()
    choose_gate(shop.retailer, "ntt-mart", shop.buyer, today())
    text = client.get(page).content.decode()
    assert "NTT Mart" in text and page_of(shop) in text
    client.logout()
    text = client.get(page).content.decode()
    assert "NTT Mart" in text and page_of(shop) not in text


def test_nobody_else_chooses(client, shop):
    other = a_shop("Toko Lain")
    assert client.get(page_of(other)).status_code == 404
    assert client.post(page_of(other), {"gate": "ntt-mart"}).status_code == 404
    client.force_login(a_person(Role.OWNER))
    assert client.post(page_of(shop), {"gate": "ntt-mart"}).status_code == 403
    assert not RetailerGate.objects.exists()


def test_a_buyer_is_led_to_the_shop_that_is_hers(client, shop):
    own = reverse("retail:own_shop")
    assert client.get(own)["Location"] == reverse("retail:retailer", args=[shop.retailer.pk])
    assert own in client.get(reverse("retail:queue")).content.decode()
    client.force_login(a_person(Role.ADMIN))
    a_shop("Toko Lain")
    assert client.get(own)["Location"] == reverse("retail:retailers")


def test_shops_stand_beside_one_another_with_their_terms(client, shop):
    a_shop("Toko Nanti", valid_from=today() + dt.timedelta(days=9))
    client.logout()
    text = client.get(reverse("retail:retailers")).content.decode()
    assert "Bagian toko 25% · Beli putus · 14 hari sesudah tagihan lengkap diterima" in text
    assert "belum mengumumkan syaratnya" in text
