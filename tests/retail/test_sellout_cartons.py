"""Rows counted in cartons: the contents are asked once, remembered, and never guessed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lopo.facts.own_number import new_client_id
from lopo.labels.models import AssignedGtin, NumberBlock
from lopo.labels.models.gtin import CASE
from lopo.retail.models import CartonSize, SellOutImport, SellOutRow
from lopo.retail.sellout.sale import carton_in
from tests.city import a_kitchen
from tests.retail.sellout.files import text_file
from tests.retail.shops import a_listing, a_shop

HEAD = ["Tanggal", "Kode", "Nama Barang", "Gerai", "Satuan", "Qty", "Stok"]


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("PCS", ("", None)),
        ("CTN", ("ctn", None)),
        ("DUS 12", ("dus", 12)),
        ("KRT/24", ("krt", 24)),
        ("Box @6", ("box", 6)),
        ("lusin", ("lusin", 12)),
        ("karton 2x12", ("karton", None)),
        ("kaleng", ("", None)),
        (None, ("", None)),
        ("DUS 0", ("dus", None)),
    ],
)
def test_a_unit_says_what_it_holds_or_nothing(unit, told) -> None:
    assert carton_in(unit) == told


def report(*rows, day="03/10/2025") -> bytes:
    return text_file([HEAD, *([day, "A-77", "Sambal lu'at", "KPG-01", *row] for row in rows)])


@pytest.fixture
def shop(client):
    shop = a_shop()
    client.force_login(shop.buyer)
    return shop


@pytest.fixture
def kitchen(shop):
    kitchen = a_kitchen()
    a_listing(shop, kitchen.product)
    return kitchen


def sent(client, content):
    """A file sent, its columns confirmed as guessed: the address of its next question."""
    form = {"client_id": new_client_id(), "file": SimpleUploadedFile("laporan.csv", content)}
    where = client.post(reverse("retail:sellout"), form).url
    page = client.get(where)
    if page.context.get("asked") == "layout":
        fields = {field.html_name: field.initial for field in page.context["form"]}
        client.post(where, {"asked": "layout"} | fields)
    return where


def take(client):
    number = SellOutImport.objects.latest("pk").public_id
    client.post(reverse("retail:sellout_take", args=[number]))
    return SellOutImport.objects.get(public_id=number)


def a_carton_in_the_book(kitchen, inside=24):
    block = NumberBlock.objects.create(business=kitchen.business, prefix="899000001", added_by=kitchen.owner)
    AssignedGtin.objects.create(
        block=block, gtin="18990000010002", product=kitchen.product, pack=CASE, indicator=1,
        units_inside=inside, assigned_by=kitchen.owner,
    )  # fmt: skip


@pytest.mark.database
@pytest.mark.django_db
def test_the_contents_are_asked_once_with_the_makers_book_filled_in(client, shop, kitchen) -> None:
    a_carton_in_the_book(kitchen)
    where = sent(client, report(["CTN", 2, 1], ["PCS", 5, ""]))
    page = client.get(where)
    assert page.context["asked"] == "cartons"
    assert page.context["form"]["inside-0"].initial == 24
    assert client.post(where, {"asked": "cartons", "inside-0": "0"}).status_code == 422
    assert not CartonSize.objects.exists()
    assert client.post(where, {"asked": "cartons", "inside-0": "12"}).status_code == 302
    row = take(client)
    assert row.summary["taken_pieces"] == 2 * 12 + 5
    assert SellOutRow.objects.get().stock == 12
    assert client.get(sent(client, report(["CTN", 3, ""], day="04/10/2025"))).context["waiting"]


@pytest.mark.database
@pytest.mark.django_db
def test_a_file_goes_in_without_cartons_of_unknown_contents_and_the_next_asks_again(
    client, shop, kitchen
) -> None:
    where = sent(client, report(["CTN", 2, ""], ["PCS", 5, ""], ["DUS 10", 1, ""]))
    assert client.post(where, {"asked": "cartons", "leave": "1"}).status_code == 302
    row = take(client)
    assert row.summary["taken_pieces"] == 15
    assert row.summary["rows"] == {"new": 2, "no_carton": 1, "heading": 1}
    assert client.get(sent(client, report(["CTN", 3, ""], day="05/10/2025"))).context["asked"] == "cartons"


@pytest.mark.database
@pytest.mark.django_db
def test_a_shop_that_is_not_kept_is_no_other_sheet(client, shop, kitchen) -> None:
    """Both are left out, each for its own reason."""
    rows = [HEAD, ["03/10/2025", "A-77", "Sambal lu'at", "Denpasar 9", "PCS", 5, ""]]
    where = sent(client, text_file(rows))
    client.post(where, {"asked": "stores", "store-0": "-"})
    row = take(client)
    assert row.summary["rows"] == {"not_kept": 1, "heading": 1}
    assert "toko yang tidak dicatat" in client.get(where).content.decode()
