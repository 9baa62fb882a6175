"""Orders as people and other systems really write them: read as they are meant, or refused by row; never
guessed.
"""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from lopo.labels.models import AssignedGtin, NumberBlock
from lopo.producers.models import Product
from lopo.producers.records import record_fact
from lopo.retail.models import Order
from tests.city import a_kitchen
from tests.retail.documents.test_ubl_write import is_valid
from tests.retail.shops import a_listing, a_shop

pytestmark = [pytest.mark.database, pytest.mark.django_db]
LUAT, CARTON, OTHER = "8990000000013", "18990000000010", "8990000000020"
HEAD = ["Kode", "Produk", "Barcode", "Harga", "Jumlah"]


@pytest.fixture
def shop():
    return a_shop()


@pytest.fixture
def kitchen(shop):
    kitchen = a_kitchen()
    record_fact(kitchen.business, kitchen.product, "permit.gtin.number", LUAT, typed_by=kitchen.owner)
    a_listing(shop, kitchen.product)
    return kitchen


@pytest.fixture
def carton(kitchen):
    """The maker's book knows a carton of twelve."""
    block = NumberBlock.objects.create(business=kitchen.business, prefix="8990000", added_by=kitchen.owner)
    return AssignedGtin.objects.create(
        block=block, product=kitchen.product, pack="case", indicator=1, units_inside=12, gtin=CARTON,
        assigned_by=kitchen.owner,
    )  # fmt: skip


def read(client, shop, content, name="pesanan.xlsx"):
    client.force_login(shop.buyer)
    return client.post(reverse("retail:order_file"), {"file": SimpleUploadedFile(name, content)})


def a_book(*sheets):
    """An Excel file: each sheet is its rows."""
    book = Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.active if number == 0 else book.create_sheet()
        sheet.title = f"Pesanan {number + 1}"
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def faults(page):
    return [(where, said) for where, said in page.context["faults"]]


def asked(page):
    assert page.status_code == 200, faults(page)
    return [(each.listing.product_id, each.pieces) for each in page.context["draft"].lines]


def test_heads_that_are_merged_and_counts_that_are_text_are_read(client, shop, kitchen):
    row = [None, "sambal  LU'AT", f"'{LUAT}", "Rp 15.000", "1.200 pcs"]
    book = load_workbook(io.BytesIO(a_book([["PESANAN MINGGUAN"], [], HEAD, row])))
    book.active.merge_cells("A1:E2")
    out = io.BytesIO()
    book.save(out)
    assert asked(read(client, shop, out.getvalue())) == [(kitchen.product.pk, 1_200)]


def test_two_orders_in_one_file_are_not_read_as_one(client, shop, kitchen):
    rows = [HEAD, [None, None, LUAT, None, 5]]
    page = read(client, shop, a_book(rows, rows))
    ((where, said),) = faults(page)
    assert ("Pesanan 1" in where, "satu per satu" in said) == (True, True)
    assert asked(read(client, shop, a_book(rows, [HEAD, [None, None, LUAT, None, None]]))) == [
        (kitchen.product.pk, 5)
    ]


@pytest.mark.parametrize("broken", ["#REF!", "#VALUE!", "#N/A", "#DIV/0!"])
def test_a_broken_formula_is_not_an_empty_cell(client, shop, kitchen, broken):
    other = Product.objects.create(business=kitchen.business, name="Abon", kind="food")
    a_listing(shop, other)
    rows = [HEAD, [None, None, LUAT, None, 5], [other.public_id, "Abon", None, None, broken]]
    page = read(client, shop, a_book(rows))
    ((where, said),) = faults(page)
    assert (where, "Rumus" in said) == ("Pesanan 1!E3", True)


def test_a_name_that_two_kitchens_use_is_asked_for_its_code(client, shop, kitchen):
    rival = a_kitchen("Dapur Kedua", "Sambal Lu'at")
    a_listing(shop, rival.product)
    ((_where, said),) = faults(read(client, shop, a_book([HEAD, [None, "Sambal lu'at", None, None, 5]])))
    assert "beberapa produk" in said
    coded = a_book([HEAD, [rival.product.public_id, "Sambal lu'at", None, None, 5]])
    assert asked(read(client, shop, coded)) == [(rival.product.pk, 5)]


def test_a_code_and_a_barcode_of_two_products_are_refused(client, shop, kitchen):
    other = Product.objects.create(business=kitchen.business, name="Abon", kind="food")
    a_listing(shop, other)
    ((_where, said),) = faults(read(client, shop, a_book([HEAD, [other.public_id, "Abon", LUAT, None, 5]])))
    assert "dua produk yang berbeda" in said


def test_the_barcode_of_a_carton_is_no_count_of_pieces(client, shop, kitchen, carton):
    ((_where, said),) = faults(read(client, shop, a_book([HEAD, [None, "Sambal", CARTON, None, 5]])))
    assert "karton berisi 12" in said


@pytest.mark.parametrize("inside", [-5, 0, 40_000])
def test_a_carton_of_nothing_is_refused(client, shop, kitchen, inside):
    page = read(client, shop, a_book([[*HEAD, "Isi karton"], [None, None, LUAT, None, 5, inside]]))
    ((_where, said),) = faults(page)
    assert "isi karton dari 1" in said


def test_the_same_sheet_for_another_week_is_another_order(client, shop, kitchen):
    content = a_book([HEAD, [None, None, LUAT, None, 5]])
    for days in (3, 3, 10):
        form = read(client, shop, content).context["place"]
        wanted = timezone.localdate() + dt.timedelta(days=days)
        data = {each.html_name: each.value() or "" for each in form} | {"wanted_on": wanted.isoformat()}
        assert client.post(reverse("retail:order_file"), data).status_code == 302
    assert Order.objects.count() == 2


ORDER = """<?xml version="1.0" encoding="UTF-8"?>
<o:Order xmlns:o="urn:oasis:names:specification:ubl:schema:xsd:Order-2"
 xmlns:a="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
 xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<b:ID>{number}</b:ID><b:IssueDate>{today}</b:IssueDate><b:DocumentCurrencyCode>IDR</b:DocumentCurrencyCode>
<a:BuyerCustomerParty><a:Party><a:PartyName><b:Name>Flobamora</b:Name></a:PartyName></a:Party>
</a:BuyerCustomerParty>
<a:SellerSupplierParty><a:Party><a:PartyName><b:Name>Dapur</b:Name></a:PartyName></a:Party>
</a:SellerSupplierParty>
<a:Delivery><a:RequestedDeliveryPeriod><b:EndDate>{wanted}</b:EndDate></a:RequestedDeliveryPeriod></a:Delivery>
<a:AllowanceCharge><b:ChargeIndicator>false</b:ChargeIndicator><b:Amount currencyID="IDR">500</b:Amount>
</a:AllowanceCharge>
<a:TaxTotal><b:TaxAmount currencyID="IDR">1100</b:TaxAmount></a:TaxTotal>
{lines}</o:Order>"""
LINE = """<a:OrderLine><a:LineItem><b:ID>{n}</b:ID><b:Quantity unitCode="{unit}">{count}</b:Quantity>
{deliver}{price}
<a:Item>{pack}<b:Name>Sambal</b:Name>{seller}<a:StandardItemIdentification><b:ID schemeID="0160">{gtin}</b:ID>
</a:StandardItemIdentification></a:Item></a:LineItem></a:OrderLine>"""


def an_order(*lines, number="SAP-4500012345", wanted=5):
    """A valid order of a foreign system: each line is what differs from five pieces of the sambal."""
    today = timezone.localdate()
    usual = {"unit": "C62", "count": "5", "deliver": "", "price": "", "pack": "", "seller": "", "gtin": LUAT}
    written = "".join(LINE.format(**usual | line | {"n": n}) for n, line in enumerate(lines, 1))
    day = today + dt.timedelta(days=wanted)
    content = ORDER.format(number=number, today=today, wanted=day, lines=written).encode()
    is_valid(content)
    return content


PRICE = '<a:Price><b:PriceAmount currencyID="IDR">{}</b:PriceAmount></a:Price>'
PACK = "<b:PackSizeNumeric>12</b:PackSizeNumeric>"


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ({}, 5),
        ({"unit": "XCT", "pack": PACK, "price": PRICE.format("180000.00")}, 60),
        ({"unit": "XCT", "pack": PACK, "gtin": CARTON}, 60),
        ({"unit": "DZN"}, 60),
        ({"count": "5.000"}, 5),
    ],
)
def test_a_foreign_order_is_read_in_pieces(client, shop, kitchen, carton, line, pieces):
    page = read(client, shop, an_order(line), "order.xml")
    assert asked(page) == [(kitchen.product.pk, pieces)]
    assert len(page.context["notes"]) == 2, "the allowance and the tax are said to be left out"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([{"gtin": CARTON}], "karton berisi 12"),
        ([{"unit": "XCT", "gtin": CARTON, "pack": "<b:PackSizeNumeric>10</b:PackSizeNumeric>"}], "berisi 12"),
        ([{}, {"count": "7"}], "sudah dipesan di baris 1"),
        ([{"price": PRICE.format("14000")}], "tidak sama dengan yang disepakati"),
        ([{"gtin": OTHER}], "tidak ada di rak"),
    ],
)
def test_what_is_meant_otherwise_is_refused_by_its_line(client, shop, kitchen, carton, lines, said):
    found = faults(read(client, shop, an_order(*lines), "order.xml"))
    assert [said in each for _where, each in found] == [True]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"unit": "KGM"}, "KGM tidak dikenal"),
        ({"unit": "CT"}, "isi karton (cbc:PackSizeNumeric) tidak disebut"),
        ({"count": "2.5"}, "bukan bilangan bulat"),
        ({"count": "-5"}, "tidak mungkin"),
    ],
)
def test_a_unit_or_count_that_cannot_be_is_refused_in_a_sentence(client, shop, kitchen, line, said):
    page = read(client, shop, an_order(line), "order.xml")
    assert (page.status_code, said in str(page.context["form"].errors)) == (422, True)


def test_several_days_a_past_day_and_a_long_number_are_told(client, shop, kitchen):
    later = timezone.localdate() + dt.timedelta(days=30)
    deliver = (
        f"<a:Delivery><a:RequestedDeliveryPeriod><b:EndDate>{later}</b:EndDate>"
        "</a:RequestedDeliveryPeriod></a:Delivery>"
    )
    page = read(client, shop, an_order({"deliver": deliver}, number="N" * 60, wanted=-1), "order.xml")
    assert page.status_code == 200
    told = " ".join(page.context["notes"])
    assert all(each in told for each in ("beberapa hari", "sudah lewat", "terlalu panjang"))
