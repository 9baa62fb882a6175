"""The list narrowed to one shop: which shops can be chosen, and what stands in each."""

import pytest
from django.urls import reverse

from lopo.market.books.shops import choices, shops_of
from lopo.market.books.showing import publish, refresh_everything, withdraw
from lopo.market.catalogue.filters import Filters, read_filters
from lopo.market.models import CatalogueShelf, CatalogueShop
from lopo.standards.where_sold import ONLINE, Outlet, changed
from tests.market.helpers import a_buyer, on_shelf
from tests.market.shelf import an_open_product
from tests.market.test_finding import titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelves():
    """Sambal in both shops, honey in one, chips in none."""
    goods = [
        an_open_product(name, f"Dapur {at}")
        for at, name in enumerate(("Sambal lu'at", "Madu hutan Amfoang", "Keripik pisang kepok"))
    ]
    buyers = {name: a_buyer(name) for name in ("Swalayan Lontar", "Toko Sepe")}
    for kitchen, shops in zip(goods, (("Swalayan Lontar", "Toko Sepe"), ("Toko Sepe",), ()), strict=True):
        for shop in shops:
            on_shelf(kitchen.product, buyers[shop])
    changed([kitchen.product.pk for kitchen in goods])
    return goods


def names_of(client, **query):
    answer = client.get(reverse("market:catalogue"), query)
    assert answer.status_code == 200
    return {entry.title for entry in answer.context["entries"]}


def slug_of(name):
    return CatalogueShop.objects.get(name=name).slug


def test_a_shop_is_chosen_and_only_its_goods_are_shown(shelves, client):
    assert names_of(client, toko=slug_of("Swalayan Lontar")) == {"Sambal lu'at"}
    assert names_of(client, toko=slug_of("Toko Sepe")) == {"Sambal lu'at", "Madu hutan Amfoang"}
    assert names_of(client, toko="1") == {"Sambal lu'at", "Madu hutan Amfoang"}
    assert names_of(client, toko="toko-yang-tidak-ada") == names_of(client)


def test_a_search_stays_in_the_shop_and_the_form_keeps_the_filters(shelves, client):
    shop = slug_of("Toko Sepe")
    assert titles("sambal", shop=shop) == ["Sambal lu'at"]
    assert titles("keripik", shop=shop) == []
    text = client.get(reverse("market:catalogue"), {"toko": shop, "dari": "100"}).text
    assert f'<input type="hidden" name="toko" value="{shop}">' in text
    assert '<input type="hidden" name="dari" value="100">' in text
    assert f'<option selected value="{shop}">Toko Sepe</option>' in text


def test_the_shops_of_a_closed_page_are_no_choice(shelves):
    assert [(each.name, each.products) for each in choices()] == [("Swalayan Lontar", 1), ("Toko Sepe", 2)]
    withdraw(shelves[0].product)
    assert [(each.name, each.products) for each in choices()] == [("Toko Sepe", 1)]
    publish(shelves[0].product, shelves[0].owner)
    assert [(each.name, each.products) for each in choices()] == [("Swalayan Lontar", 1), ("Toko Sepe", 2)]


def test_the_morning_counts_again_and_forgets_shops_without_goods(shelves):
    CatalogueShop.objects.create(name="Toko tutup", slug="toko-tutup", products=7)
    CatalogueShop.objects.filter(name="Toko Sepe").update(products=9)
    before = CatalogueShelf.objects.count()
    refresh_everything()
    assert [(each.name, each.products) for each in choices()] == [("Swalayan Lontar", 1), ("Toko Sepe", 2)]
    assert not CatalogueShop.objects.filter(name="Toko tutup").exists()
    assert CatalogueShelf.objects.count() == before


def test_a_chain_is_one_shop_and_what_is_no_shop_is_none():
    outlets = [
        Outlet(1, "Lontar Oebobo", seller="Swalayan Lontar"),
        Outlet(1, "Lontar Kelapa Lima", seller="Swalayan Lontar"),
        Outlet(1, "Toko Sepe"),
        Outlet(1, "Pasar daring", kind=ONLINE),
    ]
    assert shops_of(outlets) == {"Swalayan Lontar", "Toko Sepe"}


def test_prices_the_wrong_way_round_are_meant_the_other_way():
    asked = read_filters({"dari": "50.000", "sampai": "Rp10.000"})
    assert (asked.least, asked.most) == (10_000, 50_000)


def test_the_address_says_the_same_question_again():
    asked = Filters(words="sambal", kind="food", shop="toko-sepe-abc234", halal=True, least=5, order="harga")
    query = dict(pair.split("=") for pair in asked.address().removeprefix("?").split("&"))
    assert read_filters(query, ["toko-sepe-abc234"]) == asked
