"""The way into the government's catalogue: category and code, sheet, steps, sales, the city's list."""

import csv
import datetime as dt
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from openpyxl import load_workbook
from PIL import Image

from lopo.accounts.roles import Role
from lopo.facts.kinds import Refused
from lopo.market.books.photos import add_photo
from lopo.market.books.submission import Told, ToldSale, current_of, tell, tell_sale
from lopo.market.models import CatalogueSale, CatalogueSubmission, SubmissionStep
from lopo.producers.catalogue_category import quiet_days
from lopo.producers.evidence import clean_upload
from lopo.producers.records import dossier_of
from lopo.standards.models import Task
from tests.accounts.factories import a_person
from tests.city import LUAT, a_kitchen, photo
from tests.city import tell as tell_facts
from tests.market.helpers import a_buyer, at, own_number, queries
from tests.market.promotion import drawn
from tests.race import at_once, own_connections

pytestmark = [pytest.mark.database, pytest.mark.django_db]

ASKED = {**LUAT, "business.kbli": ["10772"], "price.retail_idr": "25000", "product.unit_of_sale": "botol"}
RULE = "e-katalog-unsold"


def days(number):
    return timezone.localdate() + dt.timedelta(days=number)


@pytest.fixture
def kitchen():
    made = a_kitchen()
    tell_facts(made, ASKED)
    return made


@pytest.fixture
def owner(client, kitchen):
    client.force_login(kitchen.owner)
    return kitchen.owner


def ours(name, kitchen, *more):
    return at(name, kitchen.product.public_id, *more)


def read(response):
    return response.content.decode()


def told(kitchen, transition, on=0, version=0, by=None, **more):
    step = Told(transition, days(on), version, more.pop("client_id", None) or own_number(), **more)
    return tell(kitchen.product, step, by or kitchen.owner, timezone.localdate())


def shown(kitchen, on=-10):
    """The product sent and shown, so many days ago."""
    told(kitchen, "send", on)
    return told(kitchen, "show", on, version=1)


# Who may


@pytest.mark.parametrize("name", ["procurement", "procurement_category", "procurement_sheet"])
def test_the_owner_and_the_city_open_it_and_strangers_do_not(name, client, kitchen):
    for person in (kitchen.owner, a_person(Role.OFFICER)):
        client.force_login(person)
        assert client.get(ours(name, kitchen)).status_code == 200
    client.force_login(a_kitchen("Dapur Lain", "Abon").owner)
    assert client.get(ours(name, kitchen)).status_code == 404
    client.force_login(a_buyer())
    assert client.get(ours(name, kitchen)).status_code == 403


def test_only_the_city_sees_the_list_of_all(client, kitchen, owner):
    assert client.get(at("procurement_board")).status_code == 403
    assert client.get(at("procurement_board_file", "csv")).status_code == 403


# Category and code


def choose(client, kitchen, category, named=""):
    form = {"category": category, "named": named}
    return client.post(ours("procurement_category", kitchen), form, follow=True)


def test_the_name_suggests_a_category_and_its_code_is_tested_at_once(client, kitchen, owner):
    page = read(client.get(ours("procurement_category", kitchen)))
    assert "Bumbu dan sambal" in page
    assert 'value="bumbu-sambal"' in page.split("checked")[0][-200:]
    answer = read(choose(client, kitchen, "bumbu-sambal"))
    assert "cocok dengan “Bumbu dan sambal”" in answer
    assert dossier_of(kitchen.product).value("product.catalogue_category") == "Bumbu dan sambal"


def test_a_code_that_does_not_fit_is_told_before_it_is_sent(client, kitchen, owner):
    tell_facts(kitchen, {"business.kbli": ["56103"]})
    answer = read(choose(client, kitchen, "bumbu-sambal"))
    assert "Kode 56103 (Kedai Makanan) tidak cocok" in answer
    assert "Kode KBLI tidak cocok" in answer
    assert "oss.go.id" in answer
    warned = read(client.get(ours("procurement_step", kitchen, "send")))
    assert "tidak cocok" in warned


def test_a_category_of_the_site_that_is_not_listed_is_compared_by_hand(client, kitchen, owner):
    answer = read(choose(client, kitchen, "other", "Sambal dan saus nusantara"))
    assert "tidak ada di daftar kami" in answer
    assert "kbli_fit_told" in answer
    page = read(client.get(ours("procurement_category", kitchen)))
    assert "Sambal dan saus nusantara" in page


@pytest.mark.parametrize(
    ("category", "named", "says"),
    [
        ("", "", "Pilih kategorinya"),
        ("boats", "", "Pilih kategorinya"),
        ("other", "", "Tulis nama kategorinya"),
        ("other", "x\u202e", "tersembunyi"),
    ],
)
def test_a_category_that_cannot_be_is_refused(client, kitchen, owner, category, named, says):
    answer = choose(client, kitchen, category, named)
    assert answer.status_code == 422
    assert says in read(answer)


# The sheet


def test_the_sheet_shows_what_to_type_and_what_is_missing(client, kitchen, owner):
    page = read(client.get(ours("procurement_sheet", kitchen)))
    assert "Sambal lu&#x27;at, botol, 150 g" in page
    assert ">25000</span>" in page
    assert "belum dipastikan" in page
    assert "tidak bisa diubah" in page
    assert f"/produk/{kitchen.product.public_id}/tanya/product.sku" in page or "product.sku" in page


def test_the_sheet_as_a_file(client, kitchen, owner):
    told_csv = b"".join(client.get(ours("procurement_sheet_file", kitchen, "csv")).streaming_content).decode(
        "utf-8-sig"
    )
    lines = list(csv.reader(io.StringIO(told_csv)))
    assert lines[0][1] == "Yang ditulis"
    assert ["Harga satuan (Rp)", "25000"] in [line[:2] for line in lines]
    book = load_workbook(io.BytesIO(client.get(ours("procurement_sheet_file", kitchen, "xlsx")).content))
    assert any("belum dipastikan" in str(row[0]) for row in book.active.iter_rows(values_only=True))
    assert client.get(ours("procurement_sheet_file", kitchen, "exe")).status_code == 404


def test_the_zip_holds_photos_in_our_sizes(client, kitchen, owner):
    add_photo(kitchen.product, clean_upload(drawn.jpeg(drawn.a_jar())), owner)
    content = client.get(ours("procurement_sheet_file", kitchen, "zip")).content
    package = zipfile.ZipFile(io.BytesIO(content))
    assert Image.open(package.open("foto/01-800.jpg")).size == (800, 800)


# Steps


def step(client, kitchen, transition, version, **more):
    form = {"on": days(0).isoformat(), "version": version, "client_id": own_number(), "words": "", **more}
    return client.post(ours("procurement_step", kitchen, transition), form, follow=True)


def test_from_sent_to_refused_to_sent_again_to_shown(client, kitchen, owner):
    choose(client, kitchen, "bumbu-sambal")
    assert "Sudah diajukan" in read(step(client, kitchen, "send", 0))
    page = read(step(client, kitchen, "refuse", 1, reason="photo", words="Foto kurang jelas"))
    assert "Ditolak" in page
    assert "Foto kurang jelas" in page
    assert ours("photos", kitchen) in page, "where it is mended"
    step(client, kitchen, "send", 0)
    page = read(step(client, kitchen, "show", 1))
    assert "Tampil" in page
    assert "0 hari belum laku" in page
    first, second = CatalogueSubmission.objects.order_by("pk")
    assert (first.state, first.reason, first.fit) == ("refused", "photo", "fits")
    assert (second.state, second.category, second.kbli) == ("shown", "Bumbu dan sambal", ["10772"])
    assert dossier_of(kitchen.product).value("product.catalogue_shown") is True


def test_a_refusal_needs_its_reason_and_a_day_that_can_be(client, kitchen, owner):
    told(kitchen, "send", -3)
    assert step(client, kitchen, "refuse", 1).status_code == 422
    assert step(client, kitchen, "refuse", 1, reason="weather").status_code == 422
    for wrong in (days(1).isoformat(), days(-4).isoformat(), "kemarin", ""):
        answer = step(client, kitchen, "accept", 1, on=wrong)
        assert answer.status_code == 422
    assert current_of(kitchen.product).state == "sent"
    assert client.get(ours("procurement_step", kitchen, "fly")).status_code == 404
    assert "sudah berubah" in read(client.get(ours("procurement_step", kitchen, "send"), follow=True))


def test_a_form_sent_twice_is_one_step(client, kitchen, owner):
    number = own_number()
    for _twice in range(2):
        step(client, kitchen, "send", 0, client_id=number)
    assert SubmissionStep.objects.count() == 1
    other = a_kitchen("Dapur Lain", "Abon")
    client.force_login(other.owner)
    assert step(client, other, "send", 0, client_id=number).status_code == 422


def test_of_two_who_tell_at_once_the_second_is_told(kitchen):
    told(kitchen, "send", -3)
    told(kitchen, "accept", -1, version=1)
    with pytest.raises(Refused) as refusal:
        told(kitchen, "withdraw", 0, version=1, by=a_person(Role.OFFICER))
    assert "Orang lain" in refusal.value.reason.id


def test_the_database_holds_one_open_submission_a_product(kitchen):
    first = told(kitchen, "send")
    with pytest.raises(IntegrityError), transaction.atomic():
        CatalogueSubmission.objects.create(
            product=kitchen.product,
            state="sent",
            since=days(0),
            submitted_on=days(0),
            category="",
            fit="fits",
            made_by=first.made_by,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        CatalogueSubmission.objects.filter(pk=first.pk).update(state="shown")


@pytest.mark.django_db(transaction=True)
def test_owner_and_officer_at_the_same_moment_one_wins():
    kitchen, officer = a_kitchen(), a_person(Role.OFFICER)
    told(kitchen, "send", -3)
    with own_connections():
        given = at_once(
            lambda: told(kitchen, "accept", -1, version=1),
            lambda: told(kitchen, "withdraw", -1, version=1, by=officer),
        )
        lost = [each for each in given if isinstance(each, Refused)]
        assert len(lost) == 1
        assert SubmissionStep.objects.count() == 2
        assert CatalogueSubmission.objects.get().version == 2


# Days without a sale


def sell(client, kitchen, **more):
    form = {
        "sold_on": days(0).isoformat(), "buyer": "SMA 1 Kupang", "pieces": "20", "amount_idr": "500.000",
        "client_id": own_number(), **more,
    }  # fmt: skip
    return client.post(ours("procurement_sale", kitchen), form, follow=True)


def test_unsold_days_become_a_task_and_a_sale_moves_it(client, kitchen, owner):
    shown(kitchen, on=-quiet_days() - 5)
    task = Task.objects.get(rule=RULE, kept=False)
    assert task.due == days(-5)
    page = read(client.get(ours("procurement", kitchen)))
    assert f"{quiet_days() + 5} hari belum laku" in page
    assert "state-notmet" in page
    assert "Belum laku di e-Katalog" in read(client.get("/tugas/"))
    paper = SimpleUploadedFile("bast.jpg", photo(), "image/jpeg")
    page = read(sell(client, kitchen, photo=paper))
    assert "0 hari belum laku" in page
    assert "SMA 1 Kupang" in page
    assert Task.objects.get(rule=RULE, kept=False).due == days(quiet_days())
    sale = CatalogueSale.objects.get()
    assert (sale.pieces, sale.amount_idr, sale.evidence is not None) == (20, 500_000, True)
    client.post(ours("procurement_sale_withdraw", kitchen, sale.pk))
    assert Task.objects.get(rule=RULE, kept=False).due == days(-5), "taken back, the days count as before"
    assert current_of(kitchen.product).sold_pieces == 0


def test_once_it_is_taken_down_nobody_is_reminded(kitchen):
    shown(kitchen, on=-quiet_days() - 5)
    told(kitchen, "take-down", 0, version=2)
    assert not Task.objects.filter(rule=RULE, kept=False).exists()


@pytest.mark.parametrize(
    "wrong", [{"sold_on": ""}, {"buyer": ""}, {"pieces": "0"}, {"pieces": "9" * 12}, {"amount_idr": "x"}]
)
def test_a_sale_that_cannot_be_is_refused(client, kitchen, owner, wrong):
    shown(kitchen)
    assert sell(client, kitchen, **wrong).status_code == 422
    assert not CatalogueSale.objects.exists()


def test_a_sale_needs_a_day_on_which_it_was_shown(client, kitchen, owner):
    assert sell(client, kitchen).status_code == 404, "never shown"
    shown(kitchen, on=-10)
    assert "belum tampil" in read(sell(client, kitchen, sold_on=days(-11).isoformat()))
    assert sell(client, kitchen, sold_on=days(1).isoformat()).status_code == 422
    told(kitchen, "take-down", -5, version=2)
    assert sell(client, kitchen, sold_on=days(-4).isoformat()).status_code == 422
    assert sell(client, kitchen, sold_on=days(-6).isoformat()).status_code == 200


def test_a_sale_sent_twice_is_one(kitchen):
    submission, number = shown(kitchen), own_number()
    for _twice in range(2):
        tell_sale(submission, ToldSale(days(0), 5, "Kantor", number), kitchen.owner, days(0))
    assert CatalogueSale.objects.count() == 1
    assert current_of(kitchen.product).sold_pieces == 5


# The city's list


@pytest.fixture
def city(client):
    client.force_login(a_person(Role.OFFICER))


def rows_of(client, **query):
    content = b"".join(client.get(at("procurement_board_file", "csv"), query).streaming_content)
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]


def test_the_city_sees_all_and_filters_by_the_address(client, kitchen, city):
    other = a_kitchen("Dapur Lain", "Abon ikan")
    shown(kitchen, on=-quiet_days())
    told(other, "send", -2)
    told(other, "refuse", -1, version=1, reason="kbli")
    page = read(client.get(at("procurement_board")))
    assert "Sambal lu&#x27;at" in page
    assert "Abon ikan" in page
    assert [row[1] for row in rows_of(client, state="refused")] == ["Abon ikan"]
    assert [row[1] for row in rows_of(client, reason="kbli")] == ["Abon ikan"]
    assert [row[1] for row in rows_of(client, quiet="1")] == ["Sambal lu'at"]
    assert [row[1] for row in rows_of(client, search="mama yul")] == ["Sambal lu'at"]
    assert rows_of(client, sort="unsold")[0][1] == "Sambal lu'at"
    assert len(rows_of(client, state="x", sort="y", search="\x00")) == 2
    assert [row[-1] for row in rows_of(client, quiet="1")] == [str(quiet_days())]


def test_the_city_is_led_to_its_list_and_the_owner_is_not(client, kitchen, city):
    assert at("procurement_board") in read(client.get(ours("procurement", kitchen)))
    client.force_login(kitchen.owner)
    assert f'"{at("procurement_board")}"' not in read(client.get(ours("procurement", kitchen)))


def test_an_empty_list_says_where_to_begin(client, city):
    assert "Bantu jual" in read(client.get(at("procurement_board")))
    assert "Tidak ada yang cocok" in read(client.get(at("procurement_board"), {"state": "shown"}))


def test_the_list_asks_as_often_for_many_as_for_one_and_stays_small(client, city):
    told(a_kitchen("Dapur 0", "Abon 0"), "send", -2)
    one = queries(client, at("procurement_board"))
    for number in range(1, 45):
        told(a_kitchen(f"Dapur {number}", f"Abon ikan tongkol {number}"), "send", -2)
    assert queries(client, at("procurement_board")) == one
    page = client.get(at("procurement_board"))
    assert len(page.content) <= 60_000
    assert "page=2" in read(page)


def test_the_owners_page_asks_as_often_with_a_long_history(client, kitchen, owner):
    shown(kitchen)
    one = queries(client, ours("procurement", kitchen))
    submission = current_of(kitchen.product)
    for number in range(4):
        tell_sale(submission, ToldSale(days(-number), 5, f"Kantor {number}", own_number()), owner, days(0))
    assert queries(client, ours("procurement", kitchen)) == one
