"""The sheet to enter a product from, and the ZIP with its photos."""

import io
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from lopo.facts.dossier import Dossier, Fact
from lopo.facts.kinds import Refused
from lopo.market.procurement.pack import pictures, squared, table_rows, zipped
from lopo.market.procurement.sheet import full_name, photo_figures, sheet_of
from tests.market.promotion import drawn

LUAT = Dossier({
    "product.name": Fact("Sambal lu'at"),
    "product.kind": Fact("food"),
    "product.catalogue_category": Fact("Bumbu dan sambal"),
    "business.kbli": Fact(("56103", "10772")),
    "label.brand": Fact("Mama Yuliana"),
    "permit.gtin.number": Fact("8990000000013"),
    "product.made_in_indonesia": Fact(True),
    "product.unit_of_sale": Fact("botol"),
    "price.retail_idr": Fact(25_000),
    "supply.stock_on_hand": Fact(40),
    "product.packed_weight_g": Fact(Decimal("212.5")),
    "product.packed_size": Fact("6 x 6 x 9"),
    "business.size_class": Fact("micro"),
    "permit.pirt.number": Fact("2155371010001-30"),
    "label.net_quantity": Fact(Decimal(150)),
    "label.net_unit": Fact("g"),
})  # fmt: skip


def rows(dossier=LUAT, description="Dari Oebobo."):
    return {row.id: row for row in sheet_of(dossier, description)}


def test_every_field_is_ready_to_type():
    sheet = rows()
    assert {id: row.value for id, row in sheet.items() if row.value} == {
        "category": "Bumbu dan sambal",
        "kbli": "10772",
        "name": "Sambal lu'at, botol, 150 g",
        "brand": "Mama Yuliana",
        "number": "8990000000013",
        "origin": "Lokal",
        "unit": "botol",
        "price": "25000",
        "stock": "40",
        "weight": "212,5",
        "size": "6 x 6 x 9",
        "umk": "Ya, usaha mikro",
        "permit": "2155371010001-30",
        "description": "Dari Oebobo.",
    }
    assert not any(row.is_missing for row in sheet.values())


def test_what_could_not_be_verified_is_left_empty_and_warned_of():
    sheet = rows()
    assert sheet["kbki"].value == ""
    assert "menebak" in sheet["kbki"].warns.id
    assert "tidak bisa diubah" in sheet["name"].warns.id


def test_the_order_is_that_of_entering():
    assert list(rows())[:4] == ["category", "kbli", "name", "brand"]


def test_what_is_missing_names_the_fact_to_tell():
    missing = {
        row.id: row.asks
        for row in rows(Dossier({"product.kind": Fact("craft")}), "").values()
        if row.is_missing
    }
    assert missing["price"] == "price.retail_idr"
    assert missing["umk"] == "business.annual_sales"
    assert "permit" not in missing, "no permit of food for craft"
    assert "tkdn" not in missing, "may stay empty"
    assert "kbki" not in missing, "nobody can tell"


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        (("Keripik pisang 100 g", "bungkus", Decimal(100)), "Keripik pisang 100 g, bungkus"),
        (("Botol sambal", "botol", Decimal(150)), "Botol sambal, 150 g"),
        (("Selendang", "lembar", None), "Selendang, lembar"),
    ],
)
def test_a_name_says_nothing_twice(facts, name):
    told = dict(zip(("product.name", "product.unit_of_sale", "label.net_quantity"), facts, strict=True))
    told = {fact: Fact(value) for fact, value in {**told, "label.net_unit": "g"}.items() if value}
    assert full_name(Dossier(told)) == name


def opened(content):
    return Image.open(io.BytesIO(content))


def test_photos_are_square_white_around_and_without_their_place():
    exif = Image.Exif()
    exif[0x8825] = {1: "S"}
    tall = drawn.jpeg(drawn.a_jar(side=1500).crop((300, 0, 1200, 1500)), exif=exif)
    made = pictures([tall])
    assert [picture.name for picture in made] == ["foto/01-1200.jpg", "foto/01-800.jpg"]
    for picture, side in zip(made, (1200, 800), strict=True):
        image = opened(picture.content)
        assert image.size == (side, side)
        assert image.format == "JPEG"
        assert not image.getexif()
        assert all(level > 245 for level in image.getpixel((2, side // 2))), "white beside a tall picture"
        assert picture.small is False


def test_a_small_photo_is_not_blown_up_and_is_named():
    content, small = squared(drawn.jpeg(drawn.tiny()), 800)
    assert opened(content).size == (360, 360)
    assert small
    package = zipped(list(rows().values()), pictures([drawn.jpeg(drawn.tiny())]), "Sambal", "id")
    told = zipfile.ZipFile(io.BytesIO(package)).read("lembar.txt").decode()
    assert "ambil lagi" in told
    assert "foto/01-800.jpg" in told


def test_at_most_so_many_photos():
    assert len(pictures([drawn.jpeg(drawn.tiny())] * 9)) == photo_figures()["most"] * 2


def test_the_zip_holds_sheet_and_photos_and_says_what_is_not_sure():
    sheet = list(rows().values())
    package = zipped(sheet, pictures([drawn.jpeg(drawn.a_jar())]), "Sambal lu'at", "id")
    opened_zip = zipfile.ZipFile(io.BytesIO(package))
    assert opened_zip.namelist() == ["lembar.csv", "lembar.txt", "foto/01-1200.jpg", "foto/01-800.jpg"]
    told = opened_zip.read("lembar.txt").decode()
    assert "belum dipastikan" in told
    assert "Sambal lu'at, botol, 150 g" in told
    assert package == zipped(sheet, pictures([drawn.jpeg(drawn.a_jar())]), "Sambal lu'at", "id")


def test_a_cell_is_never_a_formula():
    evil = rows(LUAT.with_facts({"label.brand": Fact("=HYPERLINK(1)")}))
    package = zipped(list(evil.values()), [], "x", "en")
    assert "'=HYPERLINK(1)" in zipfile.ZipFile(io.BytesIO(package)).read("lembar.csv").decode()


@given(st.binary(max_size=400))
def test_bytes_that_are_no_picture_are_refused(content):
    with pytest.raises(Refused):
        squared(content, 800)


@given(st.sets(st.sampled_from(sorted(LUAT))), st.text(max_size=50))
def test_with_anything_missing_every_field_is_still_there(missing, description):
    missing = missing - {"product.kind"}
    sheet = sheet_of(LUAT.without(missing), description)
    assert len(sheet) == len(rows())
    assert len(table_rows(sheet, "en")) == len(sheet)
