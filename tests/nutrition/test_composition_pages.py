"""The officer's pages of composition tables: nothing is in use before she says so; all can go back."""

import datetime as dt
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.roles import Role
from lopo.facts.table_file import MAX_BYTES
from lopo.nutrition import imported
from lopo.nutrition.foods import composition
from lopo.nutrition.foods.composition import SOURCES, VERSIONS, built_in_foods, current_composition, forget
from lopo.nutrition.foods.composition_import import read_table
from lopo.nutrition.foods.food import Food
from lopo.nutrition.imported import imported_foods, keep_sent, tables_in_use, take_back, take_over
from lopo.nutrition.models import CompositionTable, SentTable, TableFood
from tests.accounts.factories import a_person
from tests.nutrition.foods.composition_samples import (
    TKPI,
    TKPI_FOODS,
    TKPI_HEADING,
    USDA_CSV,
    as_csv,
    as_excel,
)

pytestmark = pytest.mark.django_db

INDEX, SEND = "/komposisi/", "/komposisi/kirim/"


@pytest.fixture(autouse=True)
def tables_are_asked():
    """The composition asks the database, as it does in the running house."""
    SOURCES.append(imported_foods)
    VERSIONS.append(tables_in_use)
    forget()
    yield
    SOURCES.remove(imported_foods)
    VERSIONS.remove(tables_in_use)
    forget()


@pytest.fixture
def officer(client):
    officer = a_person(Role.OFFICER)
    client.force_login(officer)
    return officer


def send(client, content, title="TKPI 2020", name="tkpi.csv"):
    return client.post(SEND, {"title": title, "file": SimpleUploadedFile(name, content)})


def decide(client, callbacks, **answer):
    """Take over (or throw away) what was sent last, as the button does."""
    address = reverse("nutrition:composition_sent", args=[SentTable.objects.latest("pk").pk])
    with callbacks(execute=True):
        return client.post(address, answer)


@pytest.fixture
def taken(officer, client, django_capture_on_commit_callbacks):
    send(client, as_csv(TKPI))
    decide(client, django_capture_on_commit_callbacks)
    return CompositionTable.objects.get()


def test_a_table_is_shown_before_anything_is_in_use(officer, client):
    answer = send(client, as_excel(TKPI=TKPI), name="tkpi.xlsx")
    page = client.get(answer["Location"])
    assert "Beras giling, mentah" in page.content.decode()
    assert page.context["count"] == 4
    assert not CompositionTable.objects.exists()
    assert len(current_composition()) == len(built_in_foods())


def test_taking_over_puts_every_food_in_use(taken):
    corn = current_composition()["tkpi-AR015"]
    assert (taken.food_count, taken.title, taken.family) == (4, "TKPI 2020", "tkpi")
    assert corn.source == "TKPI 2020 AR015"
    assert not SentTable.objects.exists()


def test_foods_come_back_from_the_database_as_they_were_read(officer):
    content = as_csv([*TKPI_HEADING, ["XX001", *TKPI_FOODS[3][1:23], "Tr", 90]])
    take_over(keep_sent(content, "a.csv", "TKPI 2020", officer), officer)
    (read,) = read_table([*TKPI_HEADING, ["XX001", *TKPI_FOODS[3][1:23], "Tr", 90]], "TKPI 2020").foods
    (stored,) = imported_foods()
    for each in Food.__dataclass_fields__:
        assert getattr(stored, each) == getattr(read, each)


def test_a_food_that_is_built_in_keeps_its_english_name_and_what_it_borrows(taken):
    rice = current_composition()["tkpi-AR001"]
    built_in = {food.code: food for food in built_in_foods()}["tkpi-AR001"]
    assert rice.name.en == built_in.name.en
    assert rice.name.id == "Beras giling, mentah"
    assert dict(rice.borrowed) == dict(built_in.borrowed)


def test_a_newer_table_takes_the_place_of_the_one_before_and_can_be_taken_back(
    taken, client, django_capture_on_commit_callbacks
):
    send(client, as_csv([*TKPI_HEADING, TKPI_FOODS[2]]), "TKPI 2026")
    decide(client, django_capture_on_commit_callbacks)
    newer = CompositionTable.objects.get(ended_at=None)
    assert (newer.title, newer.replaced) == ("TKPI 2026", taken)
    assert current_composition()["tkpi-AR015"].source == "TKPI 2026 AR015"

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("nutrition:composition_change", args=[newer.pk]))
    assert CompositionTable.objects.get(ended_at=None) == taken
    assert current_composition()["tkpi-AR015"].source == "TKPI 2020 AR015"

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("nutrition:composition_change", args=[newer.pk]))
    assert CompositionTable.objects.get(ended_at=None) == newer


def test_taking_back_the_only_table_leaves_what_is_built_in(
    taken, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("nutrition:composition_change", args=[taken.pk]))
    assert len(current_composition()) == len(built_in_foods())
    assert TableFood.objects.count() == 4


def test_what_another_process_takes_back_is_noticed(taken, officer, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(composition, "SECONDS_BETWEEN_LOOKS", 3600)
    before = current_composition()
    take_back(taken, officer)  # what follows its commit, as in another process, does not happen here
    with django_assert_num_queries(0):
        assert current_composition() is before
    monkeypatch.setattr(composition, "SECONDS_BETWEEN_LOOKS", 0)
    assert len(current_composition()) == len(built_in_foods())


def test_a_table_of_another_family_stands_beside(taken, client, django_capture_on_commit_callbacks):
    send(client, USDA_CSV.encode(), "USDA SR27", "ABBREV.csv")
    decide(client, django_capture_on_commit_callbacks)
    assert CompositionTable.objects.filter(ended_at=None).count() == 2


def test_throwing_a_file_away_changes_nothing(officer, client, django_capture_on_commit_callbacks):
    send(client, as_csv(TKPI))
    decide(client, django_capture_on_commit_callbacks, discard="1")
    assert not SentTable.objects.exists()
    assert not CompositionTable.objects.exists()


def test_faults_stand_on_the_page_with_row_column_value_and_remedy(officer, client):
    bad = list(TKPI_FOODS[1])
    bad[5] = 101
    page = client.get(send(client, as_csv([*TKPI_HEADING, TKPI_FOODS[0], bad]))["Location"])
    text = page.content.decode()
    assert page.context["read"].problem_rows == 1
    for said in ("PROTEIN", "101", "Dalam 100 g pangan tidak mungkin"):
        assert said in text


def test_a_table_of_faults_alone_cannot_be_taken_over(officer, client, django_capture_on_commit_callbacks):
    bad = list(TKPI_FOODS[1])
    bad[5] = -1
    page = client.get(send(client, as_csv([*TKPI_HEADING, bad]))["Location"])
    assert page.context["count"] == 0
    assert decide(client, django_capture_on_commit_callbacks).status_code == 302
    assert not CompositionTable.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600), "xlsx"),
        (b"nama,harga\nsambal,25000\n", "Judul kolomnya tidak dikenal"),
        (bytes(MAX_BYTES + 1), "8 MB"),
    ],
)
def test_what_is_no_table_is_refused_and_not_kept(content, said, officer, client):
    answer = send(client, content)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not SentTable.objects.exists()


@pytest.mark.parametrize("title", ["", " ", "x" * 61, "TKPI\u202e2020"])
def test_a_table_without_a_plain_title_is_refused(title, officer, client):
    assert send(client, as_csv(TKPI), title).status_code == 422
    assert not SentTable.objects.exists()


def test_nothing_is_half_taken_over(officer, monkeypatch):
    sent = keep_sent(as_csv(TKPI), "a.csv", "TKPI", officer)
    take_over(sent, officer)
    later = keep_sent(as_csv(TKPI), "b.csv", "TKPI 2026", officer)

    def breaks(*_args, **_kwargs):
        raise OSError

    monkeypatch.setattr(imported.TableFood.objects, "bulk_create", breaks)
    with pytest.raises(OSError):
        take_over(later, officer)
    assert CompositionTable.objects.get().title == "TKPI"
    assert CompositionTable.objects.get().ended_at is None
    assert SentTable.objects.filter(pk=later.pk).exists()


def test_two_tables_of_one_family_are_never_in_use_at_once(taken):
    with pytest.raises(IntegrityError), transaction.atomic():
        CompositionTable.objects.create(
            family="tkpi", layout="tkpi", title="x", food_count=1, taken_by=taken.taken_by
        )


def test_a_file_that_nobody_decides_about_is_forgotten(officer):
    old = keep_sent(as_csv(TKPI), "a.csv", "TKPI", officer)
    SentTable.objects.filter(pk=old.pk).update(sent_at=timezone.now() - dt.timedelta(days=3))
    keep_sent(as_csv(TKPI), "b.csv", "TKPI", officer)
    assert not SentTable.objects.filter(pk=old.pk).exists()


def test_who_decides_second_is_told(officer, client, django_capture_on_commit_callbacks):
    send(client, as_csv(TKPI))
    address = reverse("nutrition:composition_sent", args=[SentTable.objects.get().pk])
    decide(client, django_capture_on_commit_callbacks)
    assert client.post(address).status_code == 404
    assert CompositionTable.objects.count() == 1


# The list


def test_foods_are_found_by_name_and_by_code(taken, client):
    for search in ("jagung muda", "AR015"):
        found = [row["food"].code for row in client.get(INDEX, {"search": search}).context["rows"]]
        assert found[0] == "tkpi-AR015"


@pytest.mark.parametrize("search", ["\x00", "%", "'; drop table", "x" * 500, "-1", "٣"])
def test_a_strange_search_is_answered(search, taken, client):
    assert client.get(INDEX, {"search": search, "page": search}).status_code == 200


def test_a_page_of_foods_costs_the_same_however_many_there_are(
    taken, client, django_assert_max_num_queries, django_capture_on_commit_callbacks
):
    many = [[f"ZZ{number:03}", *TKPI_FOODS[0][1:]] for number in range(400)]
    send(client, as_csv([*TKPI_HEADING, *many]), "TKPI 2026")
    decide(client, django_capture_on_commit_callbacks)
    current_composition()
    with django_assert_max_num_queries(6):
        assert len(client.get(INDEX, {"page": "5"}).context["rows"]) == 50


def test_a_food_shows_every_value_with_its_source(taken, client):
    text = client.get("/komposisi/pangan/", {"code": "tkpi-AR001"}).content.decode()
    assert "TKPI 2020 AR001" in text
    assert "77,1" in text
    assert client.get("/komposisi/pangan/", {"code": "nothing"}).status_code == 404


@pytest.mark.parametrize("role", [Role.OWNER, Role.BUYER, Role.TRAINER, Role.INSPECTOR])
def test_only_the_city_manages_tables(role, client):
    client.force_login(a_person(role))
    assert client.get(INDEX).status_code == 403
    assert send(client, as_csv(TKPI)).status_code == 403
    assert not SentTable.objects.exists()


def test_a_whole_usda_table_is_taken_over_within_seconds(officer):
    head, butter, *_others = USDA_CSV.splitlines()
    lines = [f"{number:05}{butter[5:]}" for number in range(1001, 9001)]
    began = time.process_time()
    sent = keep_sent("\n".join([head, *lines]).encode(), "ABBREV.csv", "USDA SR27", officer)
    table = take_over(sent, officer)
    assert table.food_count == 8000
    assert time.process_time() - began < 20
