"""The shelf-life pages: plan, measure, the answer or why there is none, what the label then promises."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.roles import Role
from lopo.facts.table_file import sheets_of
from lopo.producers.models import Statement
from lopo.producers.records import dossier_of
from lopo.quality.models import StorageReading, StorageStudy
from lopo.quality.storage.plan import proposed_plan
from lopo.quality.storage.study_file import study_from_rows
from lopo.quality.storage_book import begin_study, look_at, record_readings
from tests.accounts.factories import a_person
from tests.city import a_kitchen, photo, tell
from tests.quality.storage.studies import KERUPUK

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PLAN = {
    "attribute": "smell",
    "limit": "3",
    "way": "real-time",
    "expected_days": "60",
    "temperatures": "29,5",
    "started_on": timezone.localdate().isoformat(),
    "pack": "standing pouch 100 g",
    "pack_as_sold": "yes",
}


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen("Dapur Mama Yuliana", "Keripik pisang")
    client.force_login(kitchen.owner)
    return kitchen


def of(kitchen, name="storage", *more):
    return reverse(f"quality:{name}", args=[kitchen.product.public_id, *more])


def a_study(kitchen, method="real-time", points=None, limit="3", direction="falls", **fields):
    """A study of the kitchen with what was measured: ``{celsius: [(day, value), ...]}``."""
    points = (
        points
        if points is not None
        else {30: [(d, s) for d in (0, 15, 30, 45) for s in (5 - d / 30, 4.9 - d / 30)]}
    )
    last = max((day for each in points.values() for day, _value in each), default=0)
    row = StorageStudy(
        product=kitchen.product,
        attribute=fields.pop("attribute", "Bau dan rasa"),
        unit="skor",
        direction=direction,
        limit=Decimal(limit),
        method=method,
        storage="room",
        pack="PP",
        pack_as_sold=fields.pop("pack_as_sold", True),
        started_on=timezone.localdate() - dt.timedelta(days=last),
        planned_by=kitchen.owner,
    )
    begin_study(row, proposed_plan(method, 60, temperatures=sorted(points)))
    for celsius, each in points.items():
        for day, value in each:
            on = row.started_on + dt.timedelta(days=day)
            record_readings(row, Decimal(celsius), on, [Decimal(str(value))], None, kitchen.owner)
    return row


def kerupuk(kitchen):
    return a_study(kitchen, "accelerated", KERUPUK, "4", "rises", attribute="Kadar air")


# Planning


def test_the_page_of_a_product_without_a_study_offers_to_plan_one(client, kitchen):
    page = client.get(of(kitchen))
    assert page.status_code == 200
    assert of(kitchen, "storage_plan") in page.content.decode()


def test_one_thing_is_asked_after_the_other_and_nothing_kept_before_the_end(client, kitchen):
    asked, known = [], {}
    for name in PLAN:
        page = client.get(of(kitchen, "storage_plan"), known)
        step = page.context.get("step")
        asked += [step] if step not in asked else []
        known[name] = PLAN[name]
    assert asked == ["what", "limit", "way", "packs"]
    review = client.get(of(kitchen, "storage_plan"), PLAN)
    assert review.context["plan"].packs == 16
    assert not StorageStudy.objects.exists()
    done = client.post(of(kitchen, "storage_plan"), PLAN)
    row = StorageStudy.objects.get()
    assert done.url == of(kitchen, "storage_study", row.pk)
    assert (row.direction, row.limit, row.method, row.pack_as_sold) == ("falls", 3, "real-time", True)
    assert row.plan[0]["celsius"] == 29.5 and row.plan[0]["days"][-1] == 75


def test_something_else_is_named_with_its_unit_and_direction(client, kitchen):
    answers = PLAN | {
        "attribute": "other",
        "name": "Jumlah jamur",
        "unit": "koloni",
        "direction": "rises",
        "limit": "10",
    }
    client.post(of(kitchen, "storage_plan"), answers)
    row = StorageStudy.objects.get()
    assert (row.attribute, row.unit, row.direction) == ("Jumlah jamur", "koloni", "rises")


def test_a_chilled_product_is_not_offered_to_be_hurried(client, kitchen):
    tell(kitchen, {"product.storage": "chilled"})
    answers = PLAN | {"temperatures": "5"}
    del answers["way"]
    client.post(of(kitchen, "storage_plan"), answers)
    row = StorageStudy.objects.get()
    assert (row.method, row.storage) == ("real-time", "chilled")


@pytest.mark.parametrize(
    ("step", "wrong"),
    [
        ("what", {"attribute": "taste"}),
        ("limit", {"limit": "banyak"}),
        ("limit", {"limit": "1e99"}),
        ("way", {"way": "sideways"}),
        ("packs", {"expected_days": "0"}),
        ("packs", {"expected_days": "9999"}),
        ("packs", {"temperatures": "panas"}),
        ("packs", {"temperatures": "900"}),
        ("packs", {"temperatures": "40; 50", "way": "accelerated-dry"}),
        ("packs", {"started_on": "1890-01-01"}),
        ("packs", {"pack": ""}),
        ("packs", {"pack_as_sold": "perhaps"}),
    ],
)
def test_a_wrong_answer_is_asked_again_with_a_sentence(client, kitchen, step, wrong):
    page = client.post(of(kitchen, "storage_plan"), PLAN | wrong | {"step": step})
    assert page.status_code == 422
    assert page.context["step"] == step and page.context["form"].errors
    assert not StorageStudy.objects.exists()


# Measuring


def test_packs_are_written_down_with_a_photo_and_the_next_day_follows(client, kitchen):
    row = a_study(kitchen, points={})
    assert client.get(of(kitchen, "storage_study", row.pk)).context["next"]["day"] == 0
    answers = {
        "celsius": "30.0",
        "measured_on": timezone.localdate().isoformat(),
        "value_1": "5",
        "value_2": "4,8",
    }
    picture = SimpleUploadedFile("a.jpg", photo())
    done = client.post(of(kitchen, "storage_measure", row.pk), answers | {"photo": picture})
    assert done.status_code == 302
    assert sorted(StorageReading.objects.values_list("value", flat=True)) == [Decimal("4.8"), 5]
    assert StorageReading.objects.first().evidence is not None
    assert client.get(of(kitchen, "storage_study", row.pk)).context["next"]["day"] > 0


def test_what_is_sent_twice_is_written_once(client, kitchen):
    row = a_study(kitchen, points={})
    form = client.get(of(kitchen, "storage_measure", row.pk)).context["form"]
    answers = {
        "celsius": "30.0",
        "measured_on": timezone.localdate().isoformat(),
        "value_1": "5",
        "sending": str(form["sending"].value()),
    }
    for _time in range(2):
        assert client.post(of(kitchen, "storage_measure", row.pk), answers).status_code == 302
    assert StorageReading.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"value_1": ""},
        {"value_1": "lima"},
        {"value_2": "1e50"},
        {"celsius": "77.0"},
        {"measured_on": "1999-01-01"},
        {"measured_on": "2199-01-01"},
        {"photo": SimpleUploadedFile("a.jpg", b"not a photo")},
    ],
)
def test_a_wrong_value_keeps_nothing(client, kitchen, wrong):
    row = a_study(kitchen, points={})
    answers = {
        "celsius": "30.0",
        "measured_on": timezone.localdate().isoformat(),
        "value_1": "5",
        "value_2": "4",
    }
    page = client.post(of(kitchen, "storage_measure", row.pk), answers | wrong)
    assert page.status_code == 422
    assert not StorageReading.objects.exists()


@pytest.mark.parametrize("value", ["999", "-1", "0", "5,1"])
def test_a_score_off_its_scale_is_refused_with_the_scale(client, kitchen, value):
    row = a_study(kitchen, points={}, attribute="Renyah atau teksturnya (skor 1–5)")
    answers = {"celsius": "30.0", "measured_on": timezone.localdate().isoformat(), "value_1": value}
    page = client.post(of(kitchen, "storage_measure", row.pk), answers)
    assert page.status_code == 422 and "dari 1 sampai 5" in page.content.decode()
    assert not StorageReading.objects.exists()


def test_a_limit_off_its_scale_is_asked_again(client, kitchen):
    data = {"attribute": "texture", "limit": "9", "step": "limit"}
    page = client.post(of(kitchen, "storage_plan"), data)
    assert page.status_code == 422 and "dari 1 sampai 5" in page.content.decode()


def test_a_value_taken_back_no_longer_counts_but_stays_on_record(client, kitchen):
    row = a_study(kitchen)
    reading = row.readings.first()
    assert client.get(of(kitchen, "storage_back", row.pk, reading.pk)).status_code == 200
    client.post(of(kitchen, "storage_back", row.pk, reading.pk))
    assert len(look_at(row).readings) == 7
    assert StorageReading.objects.get(pk=reading.pk).taken_back_by == kitchen.owner


# The answer


def test_the_published_study_gives_its_life_and_the_label_follows(client, kitchen):
    row = kerupuk(kitchen)
    page = client.get(of(kitchen, "storage_study", row.pk))
    assert page.context["claim"] == "12 hari"
    assert [life["days"] for life in page.context["lives"]] == ["39 hari", "35 hari", "30 hari"]
    assert client.get(of(kitchen, "storage_adopt", row.pk)).status_code == 200
    client.post(of(kitchen, "storage_adopt", row.pk))
    dossier = dossier_of(kitchen.product)
    told = {
        fact: dossier.value(f"quality.shelf_life_{fact}")
        for fact in ("days", "basis", "studied_days", "temperatures", "r_squared")
    }
    assert told == {
        "days": 12,
        "basis": "accelerated",
        "studied_days": 15,
        "temperatures": 3,
        "r_squared": Decimal("0.95"),
    }
    row.refresh_from_db()
    assert row.adopted_at


def test_a_study_that_carries_no_date_shows_why_and_no_number(client, kitchen):
    row = a_study(kitchen, "accelerated", {20: KERUPUK[20], 25: KERUPUK[25]}, "4", "rises")
    page = client.get(of(kitchen, "storage_study", row.pk))
    assert page.context["claim"] is None and page.context["lives"] == []
    assert "Baru 2 suhu" in page.content.decode()
    client.post(of(kitchen, "storage_adopt", row.pk))
    assert not Statement.objects.filter(fact__startswith="quality.").exists()


def test_the_longer_of_two_answers_is_not_taken(client, kitchen):
    long, _short = a_study(kitchen), kerupuk(kitchen)
    page = client.post(of(kitchen, "storage_adopt", long.pk), follow=True)
    assert "Kadar air” habis lebih dulu" in page.content.decode()
    assert not Statement.objects.filter(fact__startswith="quality.").exists()


def test_a_study_is_put_away_and_comes_back(client, kitchen):
    row = a_study(kitchen)
    client.post(of(kitchen, "storage_put_away", row.pk))
    assert list(client.get(of(kitchen)).context["put_away"]) == [row]
    client.post(of(kitchen, "storage_put_away", row.pk))
    assert [each["study"] for each in client.get(of(kitchen)).context["studies"]] == [row]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_table_that_is_taken_along_reads_back_as_the_same_study(client, kitchen, form):
    row = kerupuk(kitchen)
    reply = client.get(of(kitchen, "storage_table", row.pk, form))
    content = b"".join(reply.streaming_content) if reply.streaming else reply.content
    sheets = sheets_of(content)
    study = study_from_rows(next(sheets).rows)
    assert study == look_at(row).found.study
    assert client.get(of(kitchen, "storage_table", row.pk, "pdf")).status_code == 404


# Who, and how often the database is asked


def test_an_officer_takes_it_for_the_label_in_her_own_name(client, kitchen):
    row = kerupuk(kitchen)
    client.force_login(a_person(Role.OFFICER))
    client.post(of(kitchen, "storage_adopt", row.pk))
    assert Statement.objects.get(fact="quality.shelf_life_days").said_by == "officer"


def test_the_study_of_another_product_is_not_found(client, kitchen):
    other = a_study(a_kitchen("Dapur Lain", "Abon"))
    assert client.get(of(kitchen, "storage_study", other.pk)).status_code == 404
    assert client.post(of(kitchen, "storage_adopt", other.pk)).status_code == 404


def test_more_studies_ask_the_database_no_more_often(client, kitchen):
    kerupuk(kitchen)
    client.get(of(kitchen))

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(of(kitchen))
        return len(queries)

    one = asked()
    a_study(kitchen)
    a_study(kitchen)
    assert asked() == one
