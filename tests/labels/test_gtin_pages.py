"""Pages of the barcode number: the way to one, one tap, hers asked about, cartons, the book, who sees it."""

import csv
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lopo.accounts.consent import grant
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.models import Look
from lopo.accounts.roles import Kind, Role
from lopo.labels.codes.gs1_membership import load_membership
from lopo.labels.gtin_block import add_block
from lopo.labels.gtin_book import assign_case, assign_unit, unit_number, withdraw
from lopo.labels.models import AssignedGtin, NumberBlock
from lopo.producers.models import Product
from lopo.producers.records import dossier_of
from lopo.standards.library import load_library
from lopo.standards.standings import today
from tests.accounts.factories import a_person, an_organisation
from tests.city import a_kitchen, photo, tell

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PREFIX, FIRST, SECOND = "899000000", "8990000000006", "8990000000013"
ELSEWHERE = "8991234567891"


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen()
    client.force_login(kitchen.owner)
    return kitchen


@pytest.fixture
def block(kitchen):
    return add_block(kitchen.business, PREFIX, kitchen.owner)


def of(product, name="barcode"):
    return reverse(f"labels:{name}", args=[product.public_id])


def book_of(kitchen, name="gtin_book"):
    return reverse(f"labels:{name}", args=[kitchen.business.pk])


def text(response):
    return response.content.decode()


def number_of(kitchen):
    return dossier_of(kitchen.product).value("permit.gtin.number")


# One product


def test_without_a_block_the_page_tells_the_way_to_a_number(client, kitchen):
    page = client.get(of(kitchen.product))
    assert page.status_code == 200
    assert len(page.context["membership"]["steps"]) == len(load_membership().steps) == 4
    assert "Rp4.000.000" in text(page)
    assert reverse("labels:gtin_block_new", args=[kitchen.business.pk]) in text(page)
    assert "<svg class" not in text(page)


def test_a_barcode_of_the_page_can_be_taken_to_the_printer_and_no_other(client, kitchen, block):
    unit = assign_unit(kitchen.product, kitchen.owner)
    case = assign_case(kitchen.product, 24, kitchen.owner)
    page = text(client.get(of(kitchen.product)))
    for number in (unit.gtin, case.gtin):
        for form, begins in (("svg", b"<svg "), ("pdf", b"%PDF")):
            address = reverse("labels:barcode_file", args=[kitchen.product.public_id, number, form])
            assert address in page
            answer = client.get(address)
            assert answer.content.startswith(begins) and answer["Content-Disposition"].startswith(
                "attachment"
            )
    for number, form in ((SECOND, "svg"), (unit.gtin, "exe"), ("x", "pdf")):
        other = reverse("labels:barcode_file", args=[kitchen.product.public_id, number, form])
        assert client.get(other).status_code == 404
    client.force_login(a_person(Role.BUYER))
    assert client.get(address).status_code in (403, 404)


def test_the_fee_is_the_one_of_the_standards_step():
    step = load_library().steps["get-barcode"]
    assert load_membership().fee_idr == step.cost_idr
    assert load_membership().fee_source.split()[-1].rstrip("/") in step.cost_source


def test_one_tap_gives_a_number_and_draws_it_at_its_true_size(client, kitchen, block):
    page = client.get(of(kitchen.product))
    assert PREFIX in text(page)
    assert client.post(of(kitchen.product, "gtin_assign"))["Location"] == of(kitchen.product)
    page = client.get(of(kitchen.product))
    shown = page.context["shown"]
    assert (shown.number, shown.problems, shown.row.gtin) == (FIRST, [], FIRST)
    assert 'width="37.290mm"' in text(page)
    assert "29,8 × 18,3 mm" in text(page)
    assert number_of(kitchen) == FIRST


def test_a_number_can_only_be_asked_for_by_sending(client, kitchen, block):
    assert client.get(of(kitchen.product, "gtin_assign")).status_code == 405
    assert not AssignedGtin.objects.exists()


def test_without_a_block_asking_for_a_number_says_what_lacks(client, kitchen):
    page = client.post(of(kitchen.product, "gtin_assign"), follow=True)
    assert "awalan" in text(page)
    assert not AssignedGtin.objects.exists()


def test_her_own_number_is_asked_about_and_stays_until_she_says_so(client, kitchen, block):
    tell(kitchen, {"permit.gtin.number": ELSEWHERE})
    question = client.post(of(kitchen.product, "gtin_assign"))
    assert question.status_code == 422
    assert ELSEWHERE in text(question)
    assert number_of(kitchen) == ELSEWHERE
    client.post(of(kitchen.product, "gtin_assign"), {"instead_of": ELSEWHERE})
    assert number_of(kitchen) == FIRST


def test_her_number_of_the_block_is_written_into_the_book(client, kitchen, block):
    tell(kitchen, {"permit.gtin.number": SECOND})
    assert client.get(of(kitchen.product)).context["number_is_of_a_block"]
    client.post(of(kitchen.product, "gtin_write_down"))
    assert unit_number(kitchen.product).gtin == SECOND


def test_a_number_that_cannot_be_right_is_not_drawn(client, kitchen):
    tell(kitchen, {"permit.gtin.number": "8991234567890"})
    page = client.get(of(kitchen.product))
    assert page.context["shown"].drawn is None
    assert "hitungannya 1" in text(page)


@pytest.mark.parametrize("told", ["bukan nomor", "😀", "\u200f", "<script>", "123"])
def test_whatever_was_told_as_a_number_the_page_answers(client, kitchen, told):
    kitchen.business.statements.create(
        product=kitchen.product, fact="permit.gtin.number", value=told, said_by="owner",
        said_on=today(), typed_by=kitchen.owner,
    )  # fmt: skip
    page = client.get(of(kitchen.product))
    assert page.status_code == 200
    assert "<script>" not in text(page)


def test_two_numbers_are_shown_and_either_can_be_chosen(client, kitchen, block):
    assign_unit(kitchen.product, kitchen.owner)
    tell(kitchen, {"permit.gtin.number": SECOND})
    page = client.get(of(kitchen.product))
    assert page.context["in_book"].gtin == FIRST
    client.post(of(kitchen.product, "gtin_assign"), {"instead_of": SECOND})
    assert number_of(kitchen) == FIRST
    tell(kitchen, {"permit.gtin.number": SECOND})
    client.post(of(kitchen.product, "gtin_write_down"))
    assert unit_number(kitchen.product).gtin == SECOND


def test_a_stall_s_number_is_marked_and_not_told(client, kitchen):
    add_block(kitchen.business, "2001234", kitchen.owner)
    client.post(of(kitchen.product, "gtin_assign"))
    page = client.get(of(kitchen.product))
    assert page.context["shown"].is_stall
    assert "bukan untuk dijual di swalayan" in text(page)
    assert number_of(kitchen) is None


def test_a_carton_gets_its_number(client, kitchen, block):
    assert client.post(of(kitchen.product, "gtin_case"), {"units": "12"}).status_code == 422
    assign_unit(kitchen.product, kitchen.owner)
    assert client.post(of(kitchen.product, "gtin_case"), {"units": "12"}).status_code == 302
    page = client.get(of(kitchen.product))
    assert [each.row.units_inside for each in page.context["cases"]] == [12]
    assert "Karton isi 12" in text(page)


@pytest.mark.parametrize("units", ["", "1", "0", "-3", "dua belas", "12,5", "9" * 40])
def test_what_is_no_count_of_units_is_refused_and_kept(client, kitchen, block, units):
    assign_unit(kitchen.product, kitchen.owner)
    page = client.post(of(kitchen.product, "gtin_case"), {"units": units})
    assert page.status_code == 422
    assert page.context["form"].errors["units"]
    assert page.context["form"]["units"].value() == units


def test_a_number_is_withdrawn_after_asking(client, kitchen, block):
    row = assign_unit(kitchen.product, kitchen.owner)
    assign_case(kitchen.product, 12, kitchen.owner)
    address = reverse("labels:gtin_take_back", args=[row.pk])
    assert "tidak boleh dipakai lagi" in text(client.get(address))
    assert AssignedGtin.objects.filter(withdrawn_at=None).count() == 2
    assert client.post(address)["Location"] == of(kitchen.product)
    assert not AssignedGtin.objects.filter(withdrawn_at=None).exists()
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302


def test_the_page_takes_a_fixed_number_of_queries(client, kitchen, block, django_assert_max_num_queries):
    assign_unit(kitchen.product, kitchen.owner)
    for units in (6, 12, 24):
        assign_case(kitchen.product, units, kitchen.owner)
    with django_assert_max_num_queries(10):
        client.get(of(kitchen.product))


# The block


def test_the_prefix_is_written_down_with_its_certificate(client, kitchen):
    upload = SimpleUploadedFile("sertifikat.jpg", photo())
    answer = client.post(book_of(kitchen, "gtin_block_new"), {"digits": "899 000 000", "certificate": upload})
    assert answer["Location"] == book_of(kitchen)
    block = NumberBlock.objects.get()
    assert (block.prefix, block.evidence.kind) == (PREFIX, "photo")


@pytest.mark.parametrize("digits", ["", "899", "8990000000013", "awalan", "８９９", "9" * 50])
def test_what_is_no_prefix_is_refused_and_kept(client, kitchen, digits):
    page = client.post(book_of(kitchen, "gtin_block_new"), {"digits": digits})
    assert page.status_code == 422
    assert page.context["form"].errors["digits"]
    assert page.context["form"]["digits"].value() == digits
    assert not NumberBlock.objects.exists()


def test_a_certificate_that_is_no_picture_is_refused_and_no_block_is_saved(client, kitchen):
    upload = SimpleUploadedFile("sertifikat.jpg", b"MZ not a picture")
    page = client.post(book_of(kitchen, "gtin_block_new"), {"digits": PREFIX, "certificate": upload})
    assert page.status_code == 422
    assert not NumberBlock.objects.exists()


def test_a_block_for_a_stall_is_taken_with_a_warning(client, kitchen):
    page = client.post(book_of(kitchen, "gtin_block_new"), {"digits": "2001234"}, follow=True)
    assert "bukan untuk dijual di swalayan" in text(page)


def test_a_block_is_closed_and_opened(client, kitchen, block):
    address = reverse("labels:gtin_block_close", args=[block.pk])
    client.post(address)
    assert not client.get(of(kitchen.product)).context["has_block"]
    client.post(address, {"open": "1"})
    assert client.get(of(kitchen.product)).context["has_block"]


# The book


def test_the_book_counts_what_is_used_and_free(client, kitchen, block):
    assign_unit(kitchen.product, kitchen.owner)
    assign_case(kitchen.product, 12, kitchen.owner)
    page = client.get(book_of(kitchen))
    (row,) = page.context["blocks"]
    assert (row["capacity"], row["used_said"], row["free_said"]) == (1000, "1", "999")
    assert [each.gtin for each in page.context["page"]] == [FIRST, "18990000000003"]


def test_numbers_on_old_packs_are_written_down(client, kitchen, block):
    answer = client.post(book_of(kitchen, "gtin_used"), {"numbers": f"{FIRST} Sambal ijo\r\n{SECOND}"})
    assert answer["Location"] == book_of(kitchen)
    assert set(AssignedGtin.objects.values_list("gtin", "label")) == {(FIRST, "Sambal ijo"), (SECOND, "")}


@pytest.mark.parametrize(
    ("numbers", "says"),
    [
        ("", ""),
        (f"{FIRST}\n8990000000014", "Baris 2"),
        (f"{FIRST}\n{FIRST}", "Baris 2"),
        ("18990000000003", "Baris 1"),
        ("😀", "Baris 1"),
        (ELSEWHERE, ELSEWHERE),
    ],
)
def test_a_list_with_a_wrong_line_names_it_and_saves_nothing(client, kitchen, block, numbers, says):
    page = client.post(book_of(kitchen, "gtin_used"), {"numbers": numbers})
    assert page.status_code == 422
    assert says in text(page)
    assert page.context["form"]["numbers"].value() == numbers
    assert not AssignedGtin.objects.exists()


def test_the_book_is_searched_by_number_product_and_words(client, kitchen, block):
    assign_unit(kitchen.product, kitchen.owner)
    other = Product.objects.create(business=kitchen.business, name="Abon ikan", kind="food")
    assign_unit(other, kitchen.owner)
    for search, found in (
        ("0013", [SECOND]),
        ("abon", [SECOND]),
        ("lu'at", [FIRST]),
        ("\0", [FIRST, SECOND]),
    ):
        page = client.get(book_of(kitchen), {"search": search})
        assert [each.gtin for each in page.context["page"]] == found


def test_the_book_is_taken_along_as_csv_and_for_excel(client, kitchen, block):
    Product.objects.filter(pk=kitchen.product.pk).update(name="=Sambal")
    kitchen.product.refresh_from_db()
    withdraw(assign_unit(kitchen.product, kitchen.owner), kitchen.owner)
    address = reverse("labels:gtin_book_export", args=[kitchen.business.pk, "csv"])
    answer = client.get(address)
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert rows[1][:4] == [FIRST, "'=Sambal", "'=Sambal", "Satuan"]
    assert rows[1][7] == today().isoformat()
    excel = client.get(address.replace(".csv", ".xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(excel.content)).active
    assert sheet["A2"].value == FIRST
    assert client.get(address.replace(".csv", ".exe")).status_code == 404


def test_a_long_book_takes_as_many_queries_as_a_short_one(client, kitchen, block, django_assert_num_queries):
    def queries_of(count):
        for number in range(count):
            made = Product.objects.create(business=kitchen.business, name=f"Abon {number}", kind="food")
            assign_unit(made, kitchen.owner)
        with django_assert_num_queries(7):
            client.get(book_of(kitchen))

    queries_of(1)
    queries_of(12)


# Who sees what


def a_buyer(kitchen, *groups):
    shop = an_organisation(Kind.RETAILER, "Toko Contoh")
    grant(kitchen.business.organisation, shop, groups, kitchen.owner)
    return a_person(Role.BUYER, shop)


@pytest.fixture
def numbered(kitchen, block):
    assign_unit(kitchen.product, kitchen.owner)
    add_block(kitchen.business, "2001234", kitchen.owner)
    old = Product.objects.create(business=kitchen.business, name="Resep rahasia", kind="food")
    withdraw(assign_unit(old, kitchen.owner), kitchen.owner)
    return kitchen


def test_a_partner_who_is_shown_papers_sees_the_numbers_in_use_and_cannot_change_them(client, numbered):
    client.force_login(a_buyer(numbered, FieldGroup.IDENTITY, FieldGroup.PAPERS))
    page = client.get(of(numbered.product))
    assert page.context["shown"].number == FIRST
    assert "<form" not in text(page).partition("<main")[2]
    book = client.get(book_of(numbered))
    assert [each.gtin for each in book.context["page"]] == [FIRST]
    assert "Resep rahasia" not in text(book)
    assert book.context["blocks"] == []
    assert "2001234" not in text(book)
    assert Look.objects.filter(field_groups=["papers"]).exists()
    assert client.post(of(numbered.product, "gtin_assign")).status_code == 403


def test_a_partner_who_is_not_shown_papers_sees_no_number(client, numbered):
    client.force_login(a_buyer(numbered, FieldGroup.IDENTITY))
    assert FIRST not in text(client.get(of(numbered.product)))
    assert FIRST not in text(client.get(book_of(numbered)))
    address = reverse("labels:gtin_book_export", args=[numbered.business.pk, "csv"])
    assert FIRST.encode() not in b"".join(client.get(address).streaming_content)


def test_an_officer_helps_and_an_inspector_only_looks(client, numbered):
    client.force_login(a_person(Role.OFFICER))
    assert client.get(of(numbered.product)).context["can_edit"]
    client.force_login(a_person(Role.INSPECTOR))
    page = client.get(of(numbered.product))
    assert (page.context["can_edit"], page.context["shown"].number) == (False, FIRST)
    assert client.get(book_of(numbered)).context["blocks"]
    assert client.post(of(numbered.product, "gtin_assign")).status_code == 403


def test_another_owner_reaches_none_of_it(client, numbered):
    other = a_kitchen("Dapur Lain", "Abon ikan")
    client.force_login(other.owner)
    row = AssignedGtin.objects.filter(withdrawn_at=None).get()
    for address in (
        of(numbered.product),
        book_of(numbered),
        book_of(numbered, "gtin_used"),
        reverse("labels:gtin_take_back", args=[row.pk]),
    ):
        assert client.get(address).status_code == 404
    closing = reverse("labels:gtin_block_close", args=[NumberBlock.objects.get(prefix=PREFIX).pk])
    assert client.post(closing).status_code == 404
