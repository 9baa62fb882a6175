"""On the page about cost: what each shop's published terms leave of the price."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse

from lopo.costing.price_build_up import build_up
from lopo.retail.cards.shop_ways import MOST, channel_by, shop_ways
from tests.city import a_kitchen, tell
from tests.retail.shops import a_listing, a_shop

pytestmark = pytest.mark.django_db
PRICED = {"cost.told_idr": "12000", "price.retail_idr": "20000"}


@pytest.fixture
def kitchen():
    kitchen = a_kitchen()
    tell(kitchen, PRICED)
    return kitchen


def page(client, kitchen):
    client.force_login(kitchen.owner)
    return client.get(reverse("costing:product", args=[kitchen.product.public_id]))


def test_from_the_price_on_the_shelf_to_what_is_left_by_the_shop_s_own_terms(client, kitchen):
    shop = a_shop("Swalayan Lontar", margin_percent=20, fee_percent=10, days_to_pay=30, returns_taken=False)
    [way] = page(client, kitchen).context["shops"]
    steps = {each["title"]: each["idr"] for each in way["steps"]}
    net = Fraction(20_000) / Fraction(111, 100)
    to_shop = net * Fraction(80, 100)
    assert way["to_shop"] == f"Rp{int(to_shop):,}".replace(",", ".")
    fee = int(steps["Potongan toko"].removeprefix("Rp").replace(".", ""))
    assert abs(fee - to_shop / 10) < 1
    assert "Tidak laku" not in steps
    terms = {each["title"]: each["value"] for each in way["terms"]}
    assert terms["Hari sampai dibayar"] == "30 hari"
    assert way["href"] == reverse("retail:shop", args=[kitchen.product.public_id, shop.retailer.pk])
    built = build_up(channel_by(shop.terms, "x"), Fraction(12_000), 20_000)
    assert way["kept"] == f"Rp{built.kept_idr:,}".replace(",", ".")


def test_where_a_price_was_agreed_that_price_counts_and_the_shop_comes_first(client, kitchen):
    a_shop("Abadi")
    listing = a_listing(a_shop("Zaitun"), kitchen.product, price_idr=17_000, shelf_price_idr=24_000)
    first, second = page(client, kitchen).context["shops"]
    assert (first["title"], second["title"]) == ("Zaitun", "Abadi")
    assert (first["to_shop"], first["shelf"], first["stands"]) == ("Rp17.000", "Rp24.000", "Di rak")
    assert first["href"] == reverse("retail:listing", args=[listing.public_id])
    assert (second["shelf"], second["stands"]) == ("Rp20.000", "")


@pytest.mark.parametrize(
    ("taken", "payer", "share"),
    [(True, "producer", 5), (True, "shared", 2.5), (True, "retailer", 0), (False, "", 0)],
)
def test_the_maker_bears_of_what_does_not_sell_what_the_terms_say(db, taken, payer, share):
    shop = a_shop(returns_taken=taken, returns_paid_by=payer)
    assert channel_by(shop.terms, "x").terms.returns_percent == Decimal(str(share))
    own = ("consignment.returns_percent = 20",)
    assert channel_by(shop.terms, "x", own).terms.returns_percent == Decimal(str(share * 4))


def test_terms_that_are_over_or_only_begin_later_do_not_count(client, kitchen):
    shop = a_shop("Toko", margin_percent=10)
    for start, margin in ((dt.date(2026, 3, 1), 30), (dt.date(2099, 1, 1), 50)):
        shop.terms.pk, shop.terms.valid_from, shop.terms.margin_percent = None, start, margin
        shop.terms.save(force_insert=True)
    [way] = page(client, kitchen).context["shops"]
    assert {each["title"]: each["value"] for each in way["terms"]}["Bagian penjual dari harga rak"] == "30%"


def test_a_shop_where_she_loses_money_says_so(client, kitchen):
    a_shop("Toko Rugi", margin_percent=60)
    [way] = page(client, kitchen).context["shops"]
    assert way["loses"]
    assert "rugi" in page(client, kitchen).content.decode()


def test_without_a_cost_no_shop_is_shown_and_no_price_is_made_up(client):
    kitchen = a_kitchen("Dapur Baru")
    a_shop()
    assert page(client, kitchen).context["shops"] == []


def test_few_shops_and_few_queries_however_many_there_are(client, kitchen, django_assert_num_queries):
    for number in range(MOST + 4):
        a_shop(f"Toko {number}")
    with django_assert_num_queries(3):  # memberships of the reader, listings, terms
        ways = list(shop_ways(kitchen.owner, kitchen.product, ()))
    assert len(ways) == MOST


def test_what_is_agreed_with_a_shop_is_the_kitchen_s_and_the_city_s_to_read(kitchen):
    shop = a_shop("Zaitun")
    a_listing(shop, kitchen.product, price_idr=17_000)
    stranger = a_kitchen("Dapur Lain").owner
    assert [each.to_shop_idr for each in shop_ways(kitchen.owner, kitchen.product, ())] == [17_000]
    assert [each.to_shop_idr for each in shop_ways(stranger, kitchen.product, ())] == [None]
