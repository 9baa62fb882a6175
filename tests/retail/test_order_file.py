"""Orders by Excel and UBL: shown first, placed once, refused by row and column; papers as files."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from lxml import etree
from openpyxl import Workbook, load_workbook

from lopo.accounts.roles import Kind, Role
from lopo.producers.records import record_fact
from lopo.retail.books.papers import papers_of
from lopo.retail.documents.ubl_write import write_order
from lopo.retail.models import Order
from tests.accounts.factories import a_person, an_organisation
from tests.city import a_kitchen
from tests.retail.documents.test_ubl_write import is_valid
from tests.retail.shops import a_listing, a_shop, an_order

pytestmark = [pytest.mark.database, pytest.mark.django_db]
LUAT = "8990000000013"


def at(name, *arguments):
    return reverse(f"retail:{name}", args=arguments)


@pytest.fixture
def shop():
    return a_shop()


@pytest.fixture
def kitchen(shop):
    kitchen = a_kitchen()
    record_fact(kitchen.business, kitchen.product, "permit.gtin.number", LUAT, typed_by=kitchen.owner)
    a_listing(shop, kitchen.product)
    return kitchen


def send(client, content, name="pesanan.xlsx"):
    return client.post(at("order_file"), {"file": SimpleUploadedFile(name, content)})


def filled(client, pieces=24, **cells):
    """The sheet as it was downloaded, with a count in its first row and whatever else was typed."""
    book = load_workbook(io.BytesIO(client.get(at("order_sheet")).content))
    sheet = book.active
    sheet["G7"] = pieces
    for place, value in cells.items():
        sheet[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def placed(client, page, **told):
    form = page.context["place"]
    data = {field.html_name: field.value() for field in form} | told
    return client.post(
        at("order_file"), {name: "" if value is None else value for name, value in data.items()}
    )


def test_the_sheet_names_her_products_and_comes_back_as_an_order(client, shop, kitchen):
    client.force_login(shop.buyer)
    sheet = load_workbook(io.BytesIO(client.get(at("order_sheet")).content)).active
    assert [cell.value for cell in sheet[7]][:5] == [
        kitchen.product.public_id, "Sambal lu'at", "Dapur Mama Yuliana", LUAT, 15_000,
    ]  # fmt: skip
    page = send(client, filled(client))
    assert page.status_code == 200
    assert not Order.objects.exists()
    assert placed(client, page).status_code == 302
    order = Order.objects.get()
    assert (order.source, order.lines.get().pieces, order.store) == ("excel", 24, shop.store)


def test_placed_twice_it_is_one_order(client, shop, kitchen):
    client.force_login(shop.buyer)
    content = filled(client, B3="PO-9")
    page = send(client, content)
    placed(client, page)
    placed(client, page)
    placed(client, send(client, content))
    assert Order.objects.count() == 1
    assert Order.objects.get().number == "PO-9"


@pytest.mark.parametrize(
    ("cells", "where", "said"),
    [
        ({"G7": "dua"}, "G7", "bukan angka"),
        ({"G7": 2.5}, "G7", "bulat"),
        ({"G7": -3}, "G7", "Jumlah dari 1"),
        ({"E7": 14_000}, "7", "disepakati"),
        ({"A7": "tidak-ada", "D7": None, "B7": "Entah"}, "7", "tidak ada di rak"),
        ({"A7": None, "D7": "8,99E+12"}, "D7", "tidak utuh"),
        ({"A7": None, "B7": None, "D7": None}, "A7", "tidak disebut"),
        ({"B2": "besok"}, "B2", "bukan tanggal"),
        ({"G7": None}, "", "Belum ada jumlah"),
        ({"A8": "x", "G8": "y"}, "G8", "bukan angka"),
    ],
)
def test_what_cannot_be_read_is_named_and_nothing_is_ordered(client, shop, kitchen, cells, where, said):
    client.force_login(shop.buyer)
    page = send(client, filled(client, **cells))
    assert page.status_code == 422
    assert page.context["place"] is None
    assert [(place, said in words) for place, words in page.context["faults"]] == [(where, True)]
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    "content", [b"", b"%PDF", b"PK\x03\x04x", b"<Order/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"]
)
def test_hostile_files_are_refused_in_a_sentence(client, shop, kitchen, content):
    client.force_login(shop.buyer)
    page = send(client, content)
    assert page.status_code == 422
    assert b"Traceback" not in page.content


def test_an_order_of_another_system_is_read_shown_and_placed(client, shop, kitchen):
    client.force_login(shop.buyer)
    source = an_order(shop, kitchen.product, 30, "placed", ordered_on=timezone.localdate(),
                      wanted_on=timezone.localdate() + dt.timedelta(days=5), number="ASLI-1")  # fmt: skip
    content = write_order(papers_of(source).order).replace(b"ASLI-1", b"UBL-77")
    is_valid(content)
    page = send(client, content, "order.xml")
    assert page.status_code == 200
    assert placed(client, page).status_code == 302
    order = Order.objects.get(number="UBL-77")
    assert (order.source, order.business, order.lines.get().pieces) == ("ubl", kitchen.business, 30)
    assert order.wanted_on == source.wanted_on


def test_another_currency_is_refused(client, shop, kitchen):
    client.force_login(shop.buyer)
    content = write_order(papers_of(an_order(shop, kitchen.product)).order).replace(b">IDR<", b">USD<")
    page = send(client, content, "order.xml")
    assert page.status_code == 422
    assert "rupiah (IDR)" in page.content.decode()


def test_a_shown_order_cannot_be_changed_or_used_by_another_shop(client, shop, kitchen):
    client.force_login(shop.buyer)
    page = send(client, filled(client))
    token = page.context["place"].initial["token"]
    assert placed(client, page, token=token[:-3] + "abc").status_code == 302
    other = a_shop("Toko Lain")
    client.force_login(other.buyer)
    client.post(at("order_file"), {"token": token, "store": other.store.pk, "wanted_on": "2030-01-01"})
    assert not Order.objects.exists()


def test_who_may_order_by_a_file(client, shop, kitchen):
    for person, status in ((kitchen.owner, 403), (a_person(Role.OFFICER), 403), (a_person(), 403)):
        client.force_login(person)
        assert client.get(at("order_file")).status_code == status
        assert client.get(at("order_sheet")).status_code == status


def test_every_paper_is_a_valid_document_for_both_sides_only(client, shop, kitchen):
    order = an_order(shop, kitchen.product)
    for person in (shop.buyer, kitchen.owner, a_person(Role.OFFICER)):
        client.force_login(person)
        page = client.get(at("documents", order.public_id))
        assert page.status_code == 200
        for each in page.context["listed"]:
            answer = client.get(at("document", order.public_id, each["kind"], each["place"], "xml"))
            root = is_valid(answer.content)
            assert etree.QName(root).localname in ("Order", "OrderResponse")
            assert (
                client.get(at("document", order.public_id, each["kind"], each["place"], "xlsx")).status_code
                == 200
            )
    for kind, place, form in (
        ("order", 2, "xml"),
        ("cancellation", 1, "xml"),
        ("order", 1, "exe"),
        ("x", 1, "xml"),
    ):
        assert client.get(at("document", order.public_id, kind, place, form)).status_code == 404
    client.force_login(a_person(Role.BUYER, an_organisation(Kind.RETAILER)))
    assert client.get(at("documents", order.public_id)).status_code == 404
    assert client.get(at("document", order.public_id, "order", 1, "xml")).status_code == 404


def test_a_sheet_of_her_own_with_the_least_columns(client, shop, kitchen):
    client.force_login(shop.buyer)
    book = Workbook()
    book.active.append(["Barcode", "Qty"])
    book.active.append([int(LUAT), "1.200"])
    out = io.BytesIO()
    book.save(out)
    page = send(client, out.getvalue())
    assert page.status_code == 200
    assert page.context["draft"].lines[0].pieces == 1_200
