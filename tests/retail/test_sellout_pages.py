"""The desk of tills' files and of shelves: who sees what, one question after the other, lists stay small."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.roles import Kind, Role
from lopo.facts.own_number import new_client_id
from lopo.retail.books.sellout import sold_in, suggested_pieces
from lopo.retail.models import SellOutImport, SellOutLayout, SellOutRow
from tests.accounts.factories import a_person, an_organisation
from tests.city import a_kitchen
from tests.retail.sellout.files import REPORTS, text_file
from tests.retail.shops import a_listing, a_shop

pytestmark = [pytest.mark.database, pytest.mark.django_db]
HEAD = ["Tanggal", "Kode", "Nama Barang", "Gerai", "Qty", "Nilai", "Stok"]


def at(name, *arguments):
    return reverse(f"retail:{name}", args=arguments)


@pytest.fixture
def shop():
    return a_shop()


@pytest.fixture
def kitchen(shop):
    kitchen = a_kitchen()
    a_listing(shop, kitchen.product)
    return kitchen


def report(days=20, pieces=2, stock=10, name="Sambal lu'at", store="KPG-01"):
    today = timezone.localdate()
    rows = [HEAD]
    for back in range(days, 0, -1):
        day = today - dt.timedelta(days=back)
        rows.append([f"{day:%d/%m/%Y}", "A-77", name, store, pieces, pieces * 20_000, stock])
    return text_file(rows)


def send(client, content, name="laporan.csv"):
    form = {"client_id": new_client_id(), "file": SimpleUploadedFile(name, content)}
    return client.post(at("sellout"), form)


def brought(client, shop, content, name="laporan.csv"):
    """A file sent and taken in, its columns confirmed as guessed."""
    client.force_login(shop.buyer)
    where = send(client, content, name).url
    page = client.get(where)
    if b'value="layout"' in page.content:
        form = page.context["form"]
        told = {"asked": "layout"} | {field.html_name: field.initial for field in form}
        assert client.post(where, told).status_code == 302
    number = where.rstrip("/").rsplit("/", 1)[1]
    assert client.post(at("sellout_take", number)).status_code == 302
    return SellOutImport.objects.get(public_id=number)


def test_a_buyer_sends_confirms_looks_and_takes_in(client, shop, kitchen):
    row = brought(client, shop, report())
    assert row.state == "taken"
    page = client.get(at("sellout_file", row.public_id))
    assert page.context["accounted"] == page.context["summary"]["rows_in"] == 21
    assert SellOutRow.objects.count() == 20
    assert b"laporan.csv" in client.get(at("sellout")).content


def test_the_second_file_goes_through_in_one_tap(client, shop, kitchen):
    brought(client, shop, report(20))
    where = send(client, report(25, stock=9)).url
    page = client.get(where)
    assert at("sellout_take", where.rstrip("/").rsplit("/", 1)[1]) in page.content.decode()


def test_what_was_chosen_stays_and_what_is_missing_is_said(client, shop, kitchen):
    client.force_login(shop.buyer)
    where = send(client, report()).url
    form = client.get(where).context["form"]
    told = {"asked": "layout"} | {field.html_name: field.initial for field in form}
    told |= {each: "other" for each, initial in told.items() if initial == "pieces"}
    page = client.post(where, told)
    assert page.status_code == 422
    assert "jumlah terjual" in page.content.decode()
    assert not SellOutLayout.objects.exists()


@pytest.mark.parametrize("shop_name", REPORTS)
def test_the_first_question_about_any_report_is_a_page(client, shop, kitchen, shop_name):
    told = REPORTS[shop_name]()
    client.force_login(shop.buyer)
    answer = send(client, told.content, told.name)
    assert answer.status_code == 302
    page = client.get(answer.url)
    assert page.status_code == 200
    assert len(page.content) < 60_000
    assert page.context["form"] is not None


def test_days_shops_and_codes_are_asked_one_after_the_other(client, shop, kitchen):
    client.force_login(shop.buyer)
    where = send(client, REPORTS["komodo_store"]().content).url
    form = client.get(where).context["form"]
    client.post(where, {"asked": "layout"} | {field.html_name: field.initial for field in form})
    assert b'name="first"' in client.get(where).content
    page = client.post(where, {"asked": "days", "first": "2025-10-31", "last": "2025-10-01"})
    assert page.status_code == 422
    client.post(where, {"asked": "days", "first": "2025-10-01", "last": "2025-10-31"})
    assert b'name="store"' in client.get(where).content
    client.post(where, {"asked": "store", "store": "KPG-01"})
    page = client.get(where)
    assert "Sambal Lu&#x27;at 150 gr" in page.content.decode()
    number = where.rstrip("/").rsplit("/", 1)[1]
    asked = page.context["asked"]
    told = {f"{part}-{each['place']}": each[part] for each in asked for part in ("kind", "text")}
    first = next(each for each in asked if each["like"])
    told[f"product-{first['place']}"] = first["like"]
    client.post(at("sellout_products", number), told)
    client.post(at("sellout_take", number))
    row = SellOutRow.objects.get()
    assert (row.product, row.pieces) == (kitchen.product, 12)


def test_a_file_without_a_heading_is_asked_where_it_stands(client, shop, kitchen):
    client.force_login(shop.buyer)
    where = send(client, text_file([["x", "y", "z"], ["sambal", "oebobo", "3"]])).url
    assert "row" in client.get(where).content.decode()
    page = client.get(f"{where}?row=1&high=1")
    assert page.context["form"] is not None


def test_a_file_that_is_no_table_is_refused_with_a_sentence(client, shop, kitchen):
    client.force_login(shop.buyer)
    page = send(client, b"%PDF-1.7", "laporan.pdf")
    assert page.status_code == 422
    assert "Ini gambar atau PDF" in page.content.decode()


def test_the_same_file_again_is_told(client, shop, kitchen):
    brought(client, shop, report())
    page = send(client, report())
    assert page.status_code == 422
    assert "sudah dimasukkan" in page.content.decode()


def test_undo_takes_all_of_it_back(client, shop, kitchen):
    row = brought(client, shop, report())
    client.post(at("sellout_undo", row.public_id))
    assert not SellOutRow.objects.exists()


def test_only_the_buyers_of_the_retailer_reach_its_files(client, shop, kitchen):
    row = brought(client, shop, report())
    for person, status in (
        (a_person(Role.BUYER, an_organisation(Kind.RETAILER)), 404),
        (kitchen.owner, 403),
        (a_person(Role.OFFICER), 403),
        (a_person(), 403),
    ):
        client.force_login(person)
        assert client.get(at("sellout_file", row.public_id)).status_code == status
        assert client.post(at("sellout_undo", row.public_id)).status_code == status
    client.logout()
    assert client.get(at("sellout")).status_code == 302


def test_an_owner_sees_her_own_goods_only(client, shop, kitchen):
    other = a_kitchen("Dapur Lain", "Stik kelor")
    a_listing(shop, other.product)
    brought(client, shop, report())
    client.force_login(kitchen.owner)
    assert "Sambal lu&#x27;at" in client.get(at("sellout_shelf")).content.decode()
    client.force_login(other.owner)
    page = client.get(at("sellout_shelf"))
    assert page.status_code == 200
    assert "Sambal" not in page.content.decode()
    for person in (shop.buyer, a_person(Role.OFFICER)):
        client.force_login(person)
        assert "Sambal lu&#x27;at" in client.get(at("sellout_shelf")).content.decode()


def test_the_shelf_says_cover_and_next_order_with_its_reason(client, shop, kitchen):
    brought(client, shop, report(20, 2, 10))
    found = suggested_pieces(shop.retailer, shop.store, [kitchen.product.pk], timezone.localdate())
    assert found[kitchen.product.pk].pieces == 32  # two a day over 7 + 14 days, less ten
    page = client.get(at("sellout_shelf")).content.decode()
    assert "2,0 buah sehari" in page
    sheet = b"".join(client.get(at("sellout_shelf_export", "csv"))).decode()
    assert "Sambal lu'at" in sheet
    assert client.get(at("sellout_shelf_export", "pdf")).status_code == 404


def test_the_order_page_hears_of_it(client, shop, kitchen):
    brought(client, shop, report(20, 2, 10))
    page = client.get(at("order_new")).content.decode()
    assert "32" in page
    assert "buah sehari" in page


def test_what_a_trial_sold_within_its_days(client, shop, kitchen):
    brought(client, shop, report(20, 2))
    today = timezone.localdate()
    sold = sold_in(kitchen.product, [shop.store], today - dt.timedelta(days=5), today)
    assert (sold.pieces, sold.days) == (10, 5)
    assert sold_in(kitchen.product, [], today, today) is None


def test_queries_do_not_grow_with_rows(client, shop, kitchen, django_assert_max_num_queries):
    brought(client, shop, report(20))
    for number in range(30):
        other = a_kitchen(f"Dapur {number}", f"Produk {number}")
        a_listing(shop, other.product)
    rows = [HEAD]
    day = timezone.localdate() - dt.timedelta(days=1)
    rows += [[f"{day:%d/%m/%Y}", f"B-{n}", f"Produk {n}", "KPG-01", 3, 60_000, 5] for n in range(30)]
    brought(client, shop, text_file(rows), "banyak.csv")
    with django_assert_max_num_queries(24):
        page = client.get(at("sellout_shelf"))
    assert len(page.context["rows"]) == 31
    assert len(page.content) < 60_000
    with django_assert_max_num_queries(12):
        assert len(client.get(at("sellout")).content) < 60_000


def test_the_order_page_asks_as_much_for_thirty_suggestions_as_for_one(
    client, shop, kitchen, django_assert_max_num_queries
):
    brought(client, shop, report(20))
    client.get(at("order_new"))
    with CaptureQueriesContext(connection) as queries:
        page = client.get(at("order_new"))
        one = len(queries)
    suggested = [row["suggested"] for group in page.context["groups"] for row in group["rows"]]
    assert len(suggested) == 1 and suggested[0] > 0
    days = [timezone.localdate() - dt.timedelta(days=back) for back in range(20, 0, -1)]
    rows = [HEAD]
    for number in range(29):
        a_listing(shop, a_kitchen(f"Dapur {number}", f"Produk {number}").product)
        rows += [
            [f"{day:%d/%m/%Y}", f"B-{number}", f"Produk {number}", "KPG-01", 3, 60_000, 5] for day in days
        ]
    brought(client, shop, text_file(rows), "banyak.csv")
    with django_assert_max_num_queries(one):
        page = client.get(at("order_new"))
    suggested = [row["suggested"] for group in page.context["groups"] for row in group["rows"]]
    assert len(suggested) == 30 and all(suggested)
    assert one <= 16
