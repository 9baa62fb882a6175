"""A dossier as it is read on its page and on one page of paper."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from django.urls import reverse

from lopo.accounts.consent import grant
from lopo.accounts.roles import Kind, Role
from lopo.facts.catalogue import load_catalogue
from lopo.facts.dossier import Dossier, Fact, Provenance
from lopo.facts.dossier_file import read_dossier
from lopo.facts.kinds import Item
from lopo.producers.dossier_pdf import Sheet, dossier_pdf
from lopo.producers.dossier_sheet import SAID_BY, SECTION_TITLES, sections_of
from tests.accounts.factories import a_person, an_organisation
from tests.city import LUAT, a_kitchen, tell

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.toml"))
WEIGHTS = tuple(Item(str(number), Decimal("149.8") + number) for number in range(1, 51))


def a_value(definition):
    """A long and believable value of each kind."""
    return {
        "text": "Dapur Mama Yuliana, Jalan Contoh 12, RT 03 RW 01, Kelurahan Oebobo",
        "decimal": Decimal("12.5"), "whole": 60, "rupiah": 25_000, "yes_no": True,
        "date": dt.date(2026, 3, 12),
        "items": tuple(Item(f"bumbu {number}", Decimal(10 * number)) for number in range(1, 30)),
        "list": ("cabai rawit", "jeruk nipis", "kemangi") * 4,
        "choice": next(iter(definition.choices), ""),
    }[definition.kind]  # fmt: skip


def everything():
    """Every fact that the catalogue knows, told at once: fuller than any product can be."""
    seen = Provenance("officer", "Maria", dt.date(2026, 2, 3), "photo 1b3df9d8")
    return Dossier({name: Fact(a_value(each), seen) for name, each in load_catalogue().items()})


def sheet(dossier, language="id", **more):
    return Sheet(
        "Sambal lu'at", "Dapur Mama Yuliana", dt.date(2026, 11, 30), sections_of(dossier, language),
        "https://lopo.example/produk/abc/dokumen/", **more,
    )  # fmt: skip


def test_every_section_of_the_catalogue_has_a_title_in_both_languages():
    assert {each.section for each in load_catalogue().values()} == set(SECTION_TITLES)


def test_many_weighings_are_told_by_their_count_and_bounds_and_few_each_by_itself():
    for count, said in ((50, "50 kali, dari 150,8 g sampai 199,8 g"), (2, "1 (150,8 g), 2 (151,8 g)")):
        dossier = Dossier({"quality.net.contents": Fact(WEIGHTS[:count])})
        [section] = sections_of(dossier, "id")
        assert section.rows[0].value == said


def test_a_long_recipe_is_named_part_by_part():
    parts = tuple(Item(f"bumbu {number}", Decimal(number)) for number in range(1, 30))
    [section] = sections_of(Dossier({"recipe.ingredients": Fact(parts)}), "en")
    assert "bumbu 29 (29 g)" in section.rows[0].value


@pytest.mark.parametrize("said_by", SAID_BY)
def test_it_says_who_told_each_fact(said_by):
    dossier = Dossier({"label.name": Fact("Sambal", Provenance(said_by))})
    [section] = sections_of(dossier, "en")
    assert section.rows[0].said_by == SAID_BY[said_by].en


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("file", [*EXAMPLES, None], ids=lambda file: file.stem if file else "nothing")
def test_it_is_one_page_with_all_that_is_told_and_leads_to_the_live_record(file, language):
    dossier = read_dossier(file.read_bytes(), load_catalogue()) if file else Dossier({})
    pages = list(pypdfium2.PdfDocument(dossier_pdf(sheet(dossier, language), language)))
    assert len(pages) == 1
    squeezed = "".join(pages[0].get_textpage().get_text_bounded().split())
    rows = [row for section in sections_of(dossier, language) for row in section.rows]
    missing = [row.title for row in rows if "".join(row.title.split()) not in squeezed]
    assert len(missing) <= len(rows) // 10, missing  # those that a hyphen parts
    [code] = zxingcpp.read_barcodes(pages[0].render(scale=3).to_pil())
    assert code.text == "https://lopo.example/produk/abc/dokumen/"


def test_a_product_of_which_everything_were_told_still_becomes_a_paper():
    assert len(pypdfium2.PdfDocument(dossier_pdf(sheet(everything()), "id"))) <= 2


def test_words_are_never_read_as_markup():
    dossier = Dossier({"label.name": Fact('#panic("x") *bold* $x$ @nobody <a>')})
    text = pypdfium2.PdfDocument(dossier_pdf(sheet(dossier), "id"))[0].get_textpage().get_text_bounded()
    assert '#panic("x") *bold*' in text


@pytest.fixture
def kitchen(db):
    kitchen = a_kitchen()
    tell(
        kitchen,
        LUAT | {"cost.told_idr": "12345", "recipe.ingredients": [{"name": "lengkuas", "amount": "7"}]},
    )
    return kitchen


def paper(client, kitchen, person):
    client.force_login(person)
    answer = client.get(reverse("producers:dossier_pdf", args=[kitchen.product.public_id]))
    assert answer["Content-Type"] == "application/pdf"
    return pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_bounded()


def test_recipe_and_books_are_on_nobody_s_paper_not_even_the_owner_s(client, kitchen):
    text = paper(client, kitchen, kitchen.owner)
    assert "9120001234567" in text
    assert "12.345" not in text
    assert "lengkuas" not in text
    page = client.get(reverse("producers:dossier", args=[kitchen.product.public_id])).content.decode()
    assert "12.345" in page
    assert "lengkuas" in page


def test_a_shop_s_paper_has_what_was_shown_to_it_only_and_others_get_none(client, kitchen):
    shop = an_organisation(Kind.RETAILER, "Toko")
    buyer = a_person(Role.BUYER, shop)
    client.force_login(buyer)
    address = reverse("producers:dossier_pdf", args=[kitchen.product.public_id])
    assert client.get(address).status_code == 404
    grant(kitchen.business.organisation, shop, ["identity"], kitchen.owner)
    text = paper(client, kitchen, buyer)
    assert "cabai" not in text
    assert "Pemilik tidak menunjukkan" in text
    client.logout()
    assert client.get(address).status_code == 302


def test_the_page_leads_to_its_sections_and_to_the_paper_and_names_no_file(client, kitchen):
    client.force_login(kitchen.owner)
    page = client.get(reverse("producers:dossier", args=[kitchen.product.public_id])).content.decode()
    assert 'href="#label"' in page
    assert 'id="label"' in page
    assert reverse("producers:dossier_pdf", args=[kitchen.product.public_id]) in page
    assert "Biaya membuat" in page
