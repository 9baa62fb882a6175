"""The code on the pack opens the product, and says what is known of the lot."""

import datetime as dt

import pytest
from django.utils import timezone

from lopo.labels.gtin_block import add_block
from lopo.labels.gtin_book import assign_unit
from lopo.market.books.showing import withdraw
from lopo.quality.models import Batch, Recall
from tests.market.shelf import an_open_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack():
    """An open product with a number of its own block, and one lot."""
    kitchen = an_open_product()
    add_block(kitchen.business, "899000000", kitchen.owner)
    gtin = assign_unit(kitchen.product, kitchen.owner).gtin.zfill(14)
    today = timezone.localdate()
    batch = Batch.objects.create(
        business=kitchen.business, product=kitchen.product, code="SL261124", made_on=today, pieces=10,
        expires_on=today + dt.timedelta(days=90), by=kitchen.owner,
    )  # fmt: skip
    return kitchen, gtin, batch


def test_it_opens_the_product_and_its_lot(pack, client):
    _kitchen, gtin, batch = pack
    assert "Sambal lu&#x27;at" in client.get(f"/01/{gtin}").text
    text = client.get(f"/01/{gtin}/10/{batch.code}?17=270222").text
    assert batch.code in text and "Tidak sedang ditarik" in text
    assert 'rel="canonical" href="https://localhost/katalog/' in text or 'rel="canonical"' in text


@pytest.mark.parametrize("written", ["{13}", "{14}", " {13} "])
def test_a_barcode_typed_into_the_search_opens_its_product(written, pack, client):
    kitchen, gtin, _batch = pack
    typed = written.replace("{13}", gtin[1:]).replace("{14}", gtin)
    page = f"/katalog/{kitchen.product.catalogue_entry.slug}/"
    assert client.get("/katalog/", {"q": typed}).headers["Location"] == page
    withdraw(kitchen.product)
    answer = client.get("/katalog/", {"q": typed})
    assert answer.status_code == 200 and f"bernomor {gtin[1:].strip()}" in answer.text.replace(gtin, gtin[1:])


def test_a_lot_that_the_kitchen_does_not_know_is_said_calmly(pack, client):
    text = client.get(f"/01/{pack[1]}/10/XX99?17=270222").text
    assert "is-strange" in text and "22 Februari 2027" in text


def test_a_recalled_lot_says_what_to_do_even_when_the_page_is_closed(pack, client):
    kitchen, gtin, batch = pack
    Recall.objects.create(
        business=kitchen.business, batch=batch, reason="Kaca", is_drill=False, opened_by=kitchen.owner
    )
    assert 'class="recall"' in client.get(f"/01/{gtin}/10/{batch.code}").text
    withdraw(kitchen.product)
    answer = client.get(f"/01/{gtin}/10/{batch.code}")
    assert answer.status_code == 200 and "Kaca" in answer.text and "Simpan di tempat sejuk" not in answer.text
    assert client.get(f"/01/{gtin}").status_code == 404


@pytest.mark.parametrize(
    "rest",
    ["00000000000000", "08992753101207", "x", "089927531012/10/", "%00", "08990000000006/99/x", "1" * 400],
)
def test_a_number_of_no_block_of_ours_is_a_calm_page(rest, pack, client):
    answer = client.get(f"/01/{rest}")
    assert answer.status_code == 404 and "Kami tidak kenal kode ini" in answer.text


def test_machines_get_the_set_of_links(pack, client):
    _kitchen, gtin, batch = pack
    answer = client.get(f"/01/{gtin}/10/{batch.code}?linkType=all")
    assert answer["Content-Type"] == "application/linkset+json"
    links = answer.json()["linkset"][0]
    assert links["https://ref.gs1.org/voc/defaultLink"][0]["href"].endswith("/")
