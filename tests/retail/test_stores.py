"""A retailer's outlets, by form and by list."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from lopo.facts.kinds import Refused
from lopo.retail.models import Store
from lopo.retail.terms.store_list import read_gln, read_stores
from tests.standards.own_gates.gates import a_buyer

GLN = "8991234567891"
ROW = {"code": "KPG-01", "name": "Oebobo", "format": "minimarket"}


@pytest.fixture
def buyer(client, db):
    person = a_buyer()
    client.force_login(person)
    return person


def of(buyer, name, *more):
    return reverse(f"retail:{name}", args=[buyer.memberships.get().organisation.pk, *more])


def test_a_gln_has_thirteen_digits_that_fit():
    good = next(f"899123456789{digit}" for digit in range(10) if _fits(f"899123456789{digit}"))
    assert read_gln(f" {good} ") == good and read_gln("") == ""
    for bad in ("123", "x" * 13, good[:-1] + str((int(good[-1]) + 1) % 10)):
        with pytest.raises(Refused):
            read_gln(bad)


def _fits(digits):
    try:
        return bool(read_gln(digits))
    except Refused:
        return False


def test_a_shop_is_added_changed_closed_and_opened_again(client, buyer):
    client.post(of(buyer, "store_new"), ROW)
    store = Store.objects.get()
    client.post(of(buyer, "store", store.pk), ROW | {"name": "Oebobo Timur"})
    client.post(of(buyer, "store_close", store.pk))
    store.refresh_from_db()
    assert store.name == "Oebobo Timur" and store.closed_at is not None
    client.post(of(buyer, "store_close", store.pk), {"again": "1"})
    store.refresh_from_db()
    assert store.closed_at is None


def test_a_code_twice_and_a_gln_that_does_not_fit_are_refused(client, buyer):
    client.post(of(buyer, "store_new"), ROW)
    sent = client.post(of(buyer, "store_new"), ROW | {"name": "Lain"})
    assert sent.status_code == 422 and "sudah dipakai" in sent.content.decode()
    sent = client.post(of(buyer, "store_new"), ROW | {"code": "B", "gln": "8991234567890123"})
    assert sent.status_code == 422 and "13 angka" in sent.content.decode()
    assert Store.objects.count() == 1


def test_a_list_adds_and_changes_by_code_and_can_be_sent_again(client, buyer):
    client.post(of(buyer, "store_new"), ROW | {"address": "Jl. Timor Raya"})
    book = Workbook()
    for row in (
        ["Kode Toko", "Nama Toko", "Format"],
        ["KPG-01", "Oebobo Baru", ""],
        [2, "Oesapa", "supermarket"],
    ):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    for _again in range(2):
        file = SimpleUploadedFile("gerai.xlsx", content.getvalue())
        assert client.post(of(buyer, "stores_in"), {"file": file}).status_code == 302
    assert list(Store.objects.order_by("code").values_list("code", "name", "address")) == [
        ("2", "Oesapa", ""),
        ("KPG-01", "Oebobo Baru", "Jl. Timor Raya"),
    ]


def test_one_wrong_row_keeps_the_whole_list_out_and_is_named(client, buyer):
    file = SimpleUploadedFile("g.csv", b"kode;nama;gln\nA;Oebobo;\nB;;\nC;Oesapa;123\nA;Lagi;\n")
    sent = client.post(of(buyer, "stores_in"), {"file": file})
    assert sent.status_code == 422 and not Store.objects.exists()
    assert [each["number"] for each in sent.context["faults"]] == [3, 4, 5]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"PK\x03\x04rubbish", b"apa;saja\n1;2\n"])
def test_what_is_no_list_of_shops_is_refused_in_words(client, buyer, content):
    sent = client.post(of(buyer, "stores_in"), {"file": SimpleUploadedFile("g.csv", content)})
    assert sent.status_code == 422 and not Store.objects.exists()


def test_what_goes_out_can_come_back(client, buyer):
    client.post(of(buyer, "store_new"), ROW | {"address": "=Jl. Timor"})
    sent = b"".join(client.get(of(buyer, "stores_export", "csv")).streaming_content)
    assert client.post(of(buyer, "stores_in"), {"file": SimpleUploadedFile("g.csv", sent)}).status_code == 302


def test_as_many_queries_for_many(client, buyer, django_assert_max_num_queries):
    retailer = buyer.memberships.get().organisation
    for count in (1, 60):
        Store.objects.all().delete()
        Store.objects.bulk_create(
            Store(retailer=retailer, code=str(n), name=f"Gerai {n}", format="other") for n in range(count)
        )
        for name in ("stores", "retailer"):
            with django_assert_max_num_queries(14):
                assert len(client.get(of(buyer, name)).content) < 60_000


@given(st.lists(st.lists(st.one_of(st.none(), st.text(max_size=20), st.floats(), st.integers()), max_size=9)))
def test_every_row_is_read_or_refused(rows):
    head = ["kode", "nama", "gln", "format"]
    stores, refused = read_stores([head, *rows], "minimarket")
    filled = [row for row in rows if any(cell not in (None, "") for cell in row)]
    assert len(stores) + len(refused) == len(filled)
