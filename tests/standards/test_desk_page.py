"""The officer's table: filtered by the address bar, taken along as it is shown."""

import csv
import datetime as dt
import io
import time

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from lopo.accounts.models import Organisation
from lopo.accounts.roles import Kind, Role
from lopo.producers.models import Business, Kelurahan, Product
from lopo.standards.desk import SORTS, DeskFilter
from lopo.standards.models import GateStanding, Standing, Task
from lopo.standards.standings import today
from tests.accounts.factories import a_person
from tests.city import a_kitchen

pytestmark = pytest.mark.django_db
DESK = "/meja/"
DAY = dt.timedelta(days=1)


@pytest.fixture
def officer(client):
    officer = a_person(Role.OFFICER)
    client.force_login(officer)
    return officer


def on_the_desk(name, rung="", since=0, percent=50, kelurahan="Oebobo", kind="food", late=False, gate=None):
    """A product as it was assessed ``since`` days ago."""
    kitchen = a_kitchen(f"Dapur {name}", name)
    Business.objects.filter(pk=kitchen.business.pk).update(kelurahan=Kelurahan.objects.get(name=kelurahan))
    Product.objects.filter(pk=kitchen.product.pk).update(kind=kind)
    standing = Standing.objects.create(
        product=kitchen.product, assessed_on=today(), ladder="food", rung=rung,
        rung_since=today() - since * DAY, next_percent=percent, next_open=3,
        next_step={"id": "Buat NIB", "en": "Get a NIB"},
    )  # fmt: skip
    if gate is not None:
        GateStanding.objects.create(standing=standing, gate="minimarket", met=1, total=2, passed=gate)
    if late:
        Task.objects.create(
            business=kitchen.business,
            product=kitchen.product,
            rule="md-renewal",
            due=today() - DAY,
            owner="owner",
            remind_from=today(),
        )
    return kitchen.product


def shown(client, **query):
    return [row["product"].name for row in client.get(DESK, query).context["rows"]]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Abon", "Kopi", "Sambal", "Tenun"]),
        ({"rung": "taman"}, ["Kopi", "Sambal"]),
        ({"rung": "none"}, ["Abon", "Tenun"]),
        ({"kind": "textile"}, ["Tenun"]),
        ({"kelurahan": "LASIANA"}, ["Kopi"]),
        ({"older_than": "100"}, ["Kopi"]),
        ({"older_than": "10"}, ["Kopi", "Sambal"]),
        ({"overdue": "1"}, ["Sambal"]),
        ({"gate": "minimarket"}, ["Abon", "Sambal"]),
        ({"gate": "minimarket", "gate_state": "passed"}, ["Sambal"]),
        ({"gate": "minimarket", "gate_state": "open"}, ["Abon"]),
        ({"search": "samb"}, ["Sambal"]),
        ({"search": "dapur kopi"}, ["Kopi"]),
        ({"search": "tidak ada"}, []),
        ({"rung": "taman", "overdue": "1", "search": "dapur"}, ["Sambal"]),
    ],
)
def test_each_filter(client, officer, query, names):
    on_the_desk("Sambal", "taman", since=30, late=True, gate=True)
    on_the_desk("Abon", since=5, gate=False)
    on_the_desk("Kopi", "taman", since=200, kelurahan="Lasiana", kind="drink")
    on_the_desk("Tenun", kind="textile")
    if query.get("kelurahan") == "LASIANA":
        query = {"kelurahan": Kelurahan.objects.get(name="Lasiana").code}
    assert sorted(shown(client, **query)) == names


def test_a_kecamatan(client, officer):
    on_the_desk("Kopi", kelurahan="Lasiana")
    on_the_desk("Sambal")
    kecamatan = Kelurahan.objects.get(name="Lasiana").kecamatan
    assert shown(client, kecamatan=kecamatan) == ["Kopi"]


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("business", ["Abon", "Kopi", "Sambal"]),
        ("name", ["Abon", "Kopi", "Sambal"]),
        ("progress", ["Kopi", "Sambal", "Abon"]),
        ("age", ["Sambal", "Abon", "Kopi"]),
        ("overdue", ["Kopi", "Abon", "Sambal"]),
    ],
)
def test_each_order(client, officer, sort, names):
    on_the_desk("Sambal", since=90, percent=50)
    on_the_desk("Kopi", since=1, percent=90, late=True)
    on_the_desk("Abon", since=30, percent=10)
    assert shown(client, sort=sort) == names


@pytest.mark.parametrize(
    "query",
    [
        {"rung": "bulan"},
        {"gate": "'; drop table--"},
        {"gate": "minimarket", "gate_state": "ajar"},
        {"kelurahan": "\x00"},
        {"search": "\x00"},
        {"kind": "\x00food"},
        {"search": "x" * 5000},
        {"older_than": "-1"},
        {"older_than": "99999"},
        {"older_than": "９９"},
        {"older_than": "10; --"},
        {"sort": "password"},
        {"page": "-3"},
        {"page": "99999999999999999999"},
        {"page": "\x00"},
        {"overdue": "mungkin"},
    ],
)
def test_nonsense_in_the_address_bar_is_harmless(client, officer, query):
    on_the_desk("Sambal")
    assert client.get(DESK, query).status_code == 200
    for form in ("csv", "xlsx"):
        assert client.get(reverse("standards:desk_export", args=[form]), query).status_code == 200


def test_the_counts_above_the_table_are_of_all_products_but_those_put_away(client, officer):
    on_the_desk("Sambal", "taman")
    on_the_desk("Kopi")
    Product.objects.filter(pk=on_the_desk("Lama", "taman").pk).update(archived_at="2026-01-01T00:00Z")
    counts = {rung: count for rung, _title, count in client.get(DESK, {"search": "zzz"}).context["counts"]}
    assert (counts["taman"], counts["none"], sum(counts.values())) == (1, 1, 2)


def test_a_product_that_was_never_assessed_is_shown_all_the_same(client, officer):
    a_kitchen("Dapur Baru", "Baru")
    assert shown(client) == shown(client, sort="progress") == ["Baru"]


def a_lone_business(name="Dapur Tanpa Produk", ward="Oebobo"):
    organisation = Organisation.objects.create(name=name, kind=Kind.PRODUCER)
    return Business.objects.create(
        organisation=organisation, name=name, kelurahan=Kelurahan.objects.get(name=ward)
    )


def test_a_business_without_a_product_has_a_row_of_its_own(client, officer):
    lone = a_lone_business()
    on_the_desk("Sambal")
    Product.objects.filter(pk=on_the_desk("Lama").pk).update(archived_at="2026-01-01T00:00Z")
    answer = client.get(DESK)
    assert [row["business"].name for row in answer.context["rows"]] == [
        "Dapur Lama", "Dapur Tanpa Produk", "Dapur Sambal",
    ]  # fmt: skip
    assert (answer.context["lone"], answer.context["made"]) == (2, 1)
    page = answer.content.decode()
    assert "belum ada produk" in page
    assert reverse("producers:product_new_for", args=[lone.pk]) in page
    assert [row[:3] for row in taken(client, "csv")[1:]] == [
        ["Dapur Lama", "", "Oebobo"],
        ["Dapur Tanpa Produk", "", "Oebobo"],
        ["Dapur Sambal", "Sambal", "Oebobo"],
    ]


@pytest.mark.parametrize(
    ("query", "is_shown"),
    [
        ({"rung": "none"}, True),
        ({"search": "tanpa"}, True),
        ({"search": "sambal"}, False),
        ({"kecamatan": "Oebobo"}, True),
        ({"kecamatan": "Alak"}, False),
        ({"rung": "taman"}, False),
        ({"overdue": "1"}, False),
        ({"kind": "food"}, False),
        ({"gate": "minimarket"}, False),
        ({"older_than": "1"}, False),
    ],
)
def test_what_only_a_product_can_answer_leaves_out_who_has_none(client, officer, query, is_shown):
    a_lone_business()
    assert bool(client.get(DESK, query).context["lone"]) is is_shown


def test_pages_go_on_from_businesses_without_a_product_to_products(client, officer):
    for number in range(60):
        a_lone_business(f"Dapur {number:02}")
    on_the_desk("Sambal")
    names = [
        row["business"].name for page in (1, 2, 3) for row in client.get(DESK, {"page": page}).context["rows"]
    ]
    assert names == [*(f"Dapur {number:02}" for number in range(60)), "Dapur Sambal"]


@pytest.mark.parametrize("role", [Role.OWNER, Role.BUYER, Role.TRAINER, Role.INSPECTOR, Role.CREDIT_OFFICER])
def test_the_desk_is_the_city_s(client, role):
    client.force_login(a_person(role))
    assert client.get(DESK).status_code == 403
    assert client.get(reverse("standards:desk_export", args=["csv"])).status_code == 403


# Taking it along


def taken(client, form, **query):
    answer = client.get(reverse("standards:desk_export", args=[form]), query)
    assert f'.{form}"' in answer["Content-Disposition"]
    if form == "csv":
        return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(answer.getvalue())).active
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_table_taken_along_has_the_rows_shown(client, officer, form):
    on_the_desk("Sambal", "taman", since=30, late=True)
    on_the_desk("Abon", since=5)
    on_the_desk("Kopi", "taman", kelurahan="Lasiana")
    for query in ({}, {"rung": "taman"}, {"sort": "age"}, {"search": "zzz"}):
        rows = taken(client, form, **query)[1:]
        assert [row[1] for row in rows] == shown(client, **query)
    [row] = taken(client, form, search="Sambal")[1:]
    assert row[0] == "Dapur Sambal"
    assert row[2] == "Oebobo"
    assert row[5:9] == ["50", "3", "30", "1"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_all_pages_are_taken_along(client, officer, form):
    many_products(60)
    assert len(shown(client)) == 30
    assert len(taken(client, form)) == 61


def test_a_full_page_of_ladders_stays_light(client, officer):
    for number in range(31):
        on_the_desk(f"Sambal {number:02}", "taman", since=30, late=True)
    for address in (DESK, "/produk/"):
        assert len(client.get(address).content) <= 60_000


FORMULAS = ['=HYPERLINK("http://jahat")', "+62 812", "-2+3", "@SUM(A1)", " =1+1", "＝1+1", "\t=1"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("name", FORMULAS)
def test_a_name_is_never_taken_for_a_formula(client, officer, form, name):
    Product.objects.filter(pk=on_the_desk("Sambal").pk).update(name=name)
    [row] = taken(client, form)[1:]
    assert row[1].startswith("'")
    assert name.strip() in row[1]


def test_marks_that_a_workbook_cannot_hold_are_left_out(client, officer):
    Product.objects.filter(pk=on_the_desk("Sambal").pk).update(name="Sambal\x0b\x1f pedas")
    assert taken(client, "xlsx")[1][1] == "Sambal pedas"


def test_there_are_two_forms_to_take_it_along(client, officer):
    assert client.get("/meja/unduh.exe").status_code == 404


# Many


def many_products(count):
    ward = Kelurahan.objects.first()
    organisations = Organisation.objects.bulk_create(
        Organisation(name=f"Dapur {number}", kind=Kind.PRODUCER) for number in range(count)
    )
    businesses = Business.objects.bulk_create(
        Business(organisation=each, name=each.name, kelurahan=ward) for each in organisations
    )
    products = Product.objects.bulk_create(
        Product(business=each, name=f"Sambal {each.name}", kind="food") for each in businesses
    )
    Standing.objects.bulk_create(
        Standing(
            product=each, assessed_on=today(), ladder="food", rung=("", "taman")[number % 2],
            rung_since=today() - number % 400 * DAY, next_percent=number % 101, next_open=1,
        )
        for number, each in enumerate(products)
    )  # fmt: skip
    Task.objects.bulk_create(
        Task(
            business_id=each.business_id,
            product=each,
            rule="md-renewal",
            due=today() - DAY,
            owner="owner",
            remind_from=today(),
        )
        for each in products[::7]
    )


PAGES = (DESK, f"{DESK}?rung=taman&older_than=30&sort=overdue", "/meja/unduh.csv", "/tugas/")


@pytest.mark.parametrize("count", [0, 1, 5000])
def test_none_one_and_five_thousand_take_the_same_queries(
    client, officer, django_assert_max_num_queries, count
):
    client.get(DESK)
    many_products(count)
    for page in PAGES:
        with django_assert_max_num_queries(14):
            started = time.perf_counter()
            assert client.get(page).status_code == 200
            assert time.perf_counter() - started < 5, f"{page} is slow with {count} products"


def test_every_order_is_known():
    for sort in SORTS:
        assert DeskFilter.from_query({"sort": sort}).sort == sort


def test_a_late_task_of_the_business_shows_with_each_product_and_counts_once_in_all(client, officer):
    kitchen = a_kitchen()
    Product.objects.create(business=kitchen.business, name="Abon ikan", kind="food")
    Task.objects.create(
        business=kitchen.business, rule="kitchen-check", due=today() - DAY, owner="owner", remind_from=today()
    )
    context = client.get(DESK, {"overdue": "1"}).context
    assert [row["overdue"] for row in context["rows"]] == [1, 1]
    assert context["totals"]["overdue"] == 1
