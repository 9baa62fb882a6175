"""The pages of insight: funnel, who is held up, outcomes, files; with nobody, one and five thousand."""

import csv
import io
import time

import pypdfium2
import pytest
from django.urls import reverse
from openpyxl import load_workbook

from lopo.accounts.roles import Kind, Role
from lopo.facts.text import LANGUAGES
from lopo.insight.gathering import gather
from lopo.insight.results import TABLES
from lopo.producers.models import Business, Kelurahan, Paper
from lopo.standards.market_events import LISTED
from lopo.standards.standings import today
from lopo.training.models import Certificate, Milestone
from tests.accounts.factories import a_person, an_organisation
from tests.city import a_kitchen, a_paper
from tests.insight.city import (
    a_course,
    a_test,
    ago,
    at,
    came,
    changed,
    entered,
    hygiene_demand,
    many,
    rose,
    stood,
)
from tests.training.courses import a_seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    officer = a_person(Role.OFFICER)
    client.force_login(officer)
    return officer


def page(client, name="index", *arguments, **query):
    return client.get(reverse(f"insight:{name}", args=arguments), query)


def a_trained_kitchen(course, name="Dapur Mama Yuliana", product="Sambal lu'at", closed=True):
    """A kitchen that came to a course and mended one thing twenty days later."""
    kitchen = a_kitchen(name, product)
    entered(kitchen.product, 400)
    came(course, kitchen)
    demand = hygiene_demand()
    stood(kitchen.product, {demand: "met" if closed else "not_met", "nib/nib-held": "not_met"})
    if closed:
        changed(kitchen.product, demand, "not_met", "met", 180)
    return kitchen


def stages(response):
    return {row["count"].stage.value: row["count"] for row in response.context["stages"]}


def test_without_any_training_the_page_says_so_and_never_nought(client, officer):
    a_kitchen()
    response = page(client)
    assert "Belum ada kehadiran" in response.content.decode()
    assert not any(count.measured for count in stages(response).values())
    assert "0 %" not in response.content.decode()


def test_a_seat_without_attendance_is_no_training(client, officer):
    a_seat(a_course().cohort)
    assert not stages(page(client))["trained"].measured


def test_the_funnel_from_the_lesson_to_the_shelf(client, officer):
    course = a_course()
    kitchen = a_trained_kitchen(course)
    a_trained_kitchen(course, "Dapur Mama Tini", "Abon ikan", closed=False)
    for kind in ("nib", "pirt"):
        paper = a_paper(kitchen, kind, "9120001234567" if kind == "nib" else "2065371010001-29")
        Paper.objects.filter(pk=paper.pk).update(verified_at=at(ago(90)), verified_by=officer)
    Milestone.objects.create(
        product=kitchen.product,
        kind=LISTED,
        on=ago(30),
        where="Toko",
        evidence=paper.evidence,
        told_by=officer,
    )
    stood(kitchen.product, {hygiene_demand(): "met", "nib/nib-held": "not_met"})
    found = stages(page(client))
    assert [(name, found[name].products) for name in ("trained", "gap-closed", "papers", "listed")] == [
        ("trained", 2), ("gap-closed", 1), ("papers", 1), ("listed", 1),
    ]  # fmt: skip
    assert found["listed"].age_median == 30 and not found["ordered"].measured
    assert found["trained"].lacks[0] == ("nib/nib-held", 1)


def test_each_course_tells_its_seats_who_came_and_who_got_a_certificate(client, officer):
    course = a_course(seats=12)
    first = came(course, a_kitchen("Dapur Mama Tini", "Abon ikan"))
    came(course, a_kitchen("Dapur Mama Yuliana", "Sambal lu'at"))
    a_seat(course.cohort, a_kitchen("Dapur Oma", "Keripik"))
    for number, revoked in (("A", at(ago(1))), ("B", None)):
        Certificate.objects.create(
            enrolment=first, number=number, modules=["hygiene"], told={}, issued_at=at(ago(9)),
            issued_by=officer, credential="", token="", status_list="x", status_place=ord(number),
            revoked_at=revoked,
        )  # fmt: skip
    (row,) = gather(today()).cohorts.values()
    assert (row.seats, row.came, row.certificates) == (12, 2, 1)
    content = page(client, "outcomes").content.decode()
    assert "Sertifikat" in content and "Kursi" in content


def test_the_page_tells_of_each_kecamatan(client, officer):
    a_trained_kitchen(a_course())
    content = page(client).content.decode()
    section = content[content.index("Bagaimana tiap kecamatan?") :]
    assert "Kelapa Lima" in section and "Masuk toko" in section


def test_who_is_held_up_leads_to_the_product(client, officer):
    course = a_course()
    kitchen = a_trained_kitchen(course, closed=False)
    content = page(client, "stage", "trained").content.decode()
    assert reverse("standards:product", args=[kitchen.product.public_id]) in content
    assert "200" in content and "NIB" in content
    assert "Tidak ada produk" in page(client, "stage", "paid").content.decode()
    assert page(client, "stage", "bulan").status_code == 404


def test_a_withdrawn_milestone_and_a_refused_paper_count_for_nothing(client, officer):
    kitchen = a_trained_kitchen(a_course())
    Milestone.objects.create(
        product=kitchen.product,
        kind=LISTED,
        on=ago(30),
        where="Toko",
        told_by=officer,
        withdrawn_at=at(ago(1)),
    )
    a_paper(kitchen)
    Paper.objects.update(refused_at=at(ago(1)), refused_by=officer)
    found = stages(page(client))
    assert not found["listed"].measured and not found["papers"].measured


def test_each_filter_of_the_address(client, officer):
    payer = an_organisation(Kind.RETAILER, "Indomaret")
    first, second = a_course(paid_by=payer), a_course(50, modules=("label",))
    a_trained_kitchen(first)
    far = a_trained_kitchen(second, "Dapur Jauh", "Kopi")
    ward = Kelurahan.objects.get(name="Lasiana")
    Business.objects.filter(pk=far.business.pk).update(kelurahan=ward)
    for query, count in (
        ({}, 2),
        ({"kelurahan": ward.code}, 1),
        ({"cohort": first.cohort.pk}, 1),
        ({"module": "label"}, 1),
        ({"payer": payer.pk}, 1),
        ({"since": ago(60).isoformat()}, 1),
        ({"until": ago(60).isoformat()}, 1),
        ({"payer": payer.pk, "module": "label"}, 0),
        ({"cohort": "'; drop", "since": "kemarin", "payer": "\x00"}, 2),
    ):
        assert stages(page(client, **query))["trained"].products == count, query


def test_the_outcomes_with_nobody_and_with_tests(client, officer):
    content = page(client, "outcomes").content.decode()
    assert "Belum ada tes" in content and "Belum ada pelatihan" in content
    course = a_course(cost_idr=6_000_000)
    for place in range(12):
        kitchen = a_trained_kitchen(course, f"Dapur {place}")
        seat = kitchen.business.enrolments.get()
        a_test(seat, "before", 4 + place % 2)
        a_test(seat, "after", 8)
        if place == 0:
            rose(kitchen.product, "", "taman", 100)
            stood(kitchen.product, {}, rung="taman")
    response = page(client, "outcomes")
    content = response.content.decode()
    assert "45 %" in content and "80 %" in content and "+35 poin" in content
    assert "Rp6.000.000" in content


@pytest.mark.parametrize("name", list(TABLES))
def test_every_table_is_taken_along_as_it_is_shown(client, officer, name):
    a_trained_kitchen(a_course(), "=cmd|' /C calc'!A0", "+Sambal")
    response = page(client, "table", name, "csv")
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    book = load_workbook(io.BytesIO(page(client, "table", name, "xlsx").content))
    sheet = list(book.active.values)
    assert len(rows) == len(sheet)
    assert not any(str(cell).startswith(("=", "+Sambal")) for row in [*rows, *sheet] for cell in row)


def test_tables_that_are_not_there_are_404(client, officer):
    assert page(client, "table", "people", "csv").status_code == 404
    assert page(client, "table", "funnel", "pdf").status_code == 404
    assert page(client, "report", "fr").status_code == 404


def test_the_table_of_a_stage_has_its_products_only(client, officer):
    course = a_course()
    a_trained_kitchen(course)
    a_trained_kitchen(course, "Dapur Mama Tini", "Abon ikan", closed=False)
    told = b"".join(page(client, "table", "products", "csv", stage="trained").streaming_content).decode()
    assert "Abon ikan" in told and "Sambal" not in told


def test_the_book_has_typed_cells_and_a_sheet_for_each_table(client, officer):
    a_trained_kitchen(a_course(cost_idr=6_000_000))
    book = load_workbook(io.BytesIO(page(client, "workbook").content))
    assert len(book.sheetnames) == len(TABLES) + 1
    funnel, products, cost = (book[name] for name in ("Corong", "Produk", "Biaya"))
    assert (funnel["D2"].value, funnel["D2"].number_format) == (1, "0.0%")
    assert funnel["B4"].value is None, "not measured is empty, never nought"
    assert products["E2"].is_date and cost["D2"].value == 6_000_000
    assert "menaruh setiap usaha" in book["Lopo"]["A4"].value


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_has_two_pages(client, officer, language):
    for _round in range(2):
        response = page(client, "report", language)
        assert response["Content-Type"] == "application/pdf"
        assert len(pypdfium2.PdfDocument(response.content)) == 2
        a_trained_kitchen(a_course())


def test_only_the_city_sees_it(client):
    client.force_login(a_kitchen().owner)
    assert page(client).status_code == 403
    client.force_login(a_person(Role.TRAINER))
    assert page(client, "workbook").status_code == 403


PAGES = (
    "/wawasan/",
    "/wawasan/hasil/",
    "/wawasan/tahap/trained/",
    "/wawasan/tabel/products.csv",
    "/wawasan/buku.xlsx",
)


@pytest.mark.parametrize("count", [0, 1, 5000])
def test_none_one_and_five_thousand_take_the_same_queries(
    client, officer, django_assert_max_num_queries, count
):
    client.get("/wawasan/")
    many(count, trained=count * 3 // 10 or count)
    for address in PAGES:
        with django_assert_max_num_queries(18):
            started = time.process_time()
            response = client.get(address)
            taken = time.process_time() - started
        assert response.status_code == 200 and taken < 6, f"{address} takes {taken:.1f} s with {count}"
        if response["Content-Type"].startswith("text/html"):
            assert len(response.content) < 60_000, address
    assert len(pypdfium2.PdfDocument(page(client, "report", "id").content)) == 2


def test_the_comparison_shows_six_columns_and_its_notes_below(client):
    client.force_login(a_person(Role.OFFICER))
    content = client.get(reverse("insight:outcomes")).content.decode()
    section = content.split("<section>")[1]
    assert section.count('scope="col"') == 6
    assert section.index("</table>") < section.index("bedanya tidak dinyatakan"), "the note stands below"
