"""A storage study comes as a file: every fault is named, and it is written only after it was seen, once."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from lopo.quality.models import StorageReading, StorageStudy
from lopo.quality.storage_book import look_at
from tests.city import a_kitchen

pytestmark = [pytest.mark.database, pytest.mark.django_db]
TABLE = "atribut;Kadar air\nsatuan;%\narah;naik\nbatas;4,5\nkemasan dijual;ya\nsuhu;hari;nilai\n"
GOOD = TABLE + "".join(f"30;{day};{1 + day / 20:.2f}\n".replace(".", ",") for day in (0, 0, 14, 28, 42, 60))


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen()
    client.force_login(kitchen.owner)
    return kitchen


def send(client, kitchen, content, days=90, name="uji.csv"):
    on = timezone.localdate() - dt.timedelta(days=days)
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    asked = {"file": file, "started_on": on.isoformat()}
    return client.post(reverse("study_file", args=[kitchen.product.public_id]), asked)


def seen_on(page):
    return re.search(r'name="seen" value="([^"]+)"', page.content.decode()).group(1)


def write(client, kitchen, seen):
    return client.post(reverse("study_file", args=[kitchen.product.public_id]), {"seen": seen})


def test_a_file_is_shown_first_and_then_written_down_once(client, kitchen):
    link = reverse("study_file", args=[kitchen.product.public_id])
    assert link in client.get(reverse("quality:storage", args=[kitchen.product.public_id])).content.decode()
    assert client.get(link).status_code == 200
    page = send(client, kitchen, GOOD)
    assert page.status_code == 200
    assert "Kadar air" in page.content.decode()
    assert not StorageStudy.objects.exists()
    for _time in range(2):
        answer = write(client, kitchen, seen_on(page))
    row = StorageStudy.objects.get()
    assert answer["Location"] == reverse("quality:storage_study", args=[kitchen.product.public_id, row.pk])
    assert StorageReading.objects.count() == 6
    look = look_at(row)
    assert look.still_open == ()
    assert [reading.day for reading in look.found.study.series[0].readings] == [0, 0, 14, 28, 42, 60]
    assert client.get(answer["Location"]).status_code == 200


def test_every_fault_is_named_with_its_place(client, kitchen):
    page = send(client, kitchen, TABLE + "30;nol;1\n30;7;banyak\n")
    assert page.status_code == 422
    words = page.content.decode()
    assert "baris 7" in words
    assert "baris 8" in words
    assert not StorageStudy.objects.exists()


@pytest.mark.parametrize(
    "content", ["", "halo", b"%PDF-1.4", b"\xff\xfe\x00", "[study]\nx = 1", GOOD + "30;1,5;2\n" * 2001]
)
def test_what_is_no_study_is_refused(client, kitchen, content):
    assert send(client, kitchen, content).status_code == 422
    assert not StorageStudy.objects.exists()


@pytest.mark.parametrize(("content", "days"), [(GOOD, 5), (GOOD + "30;1,5;2\n", 90)])
def test_days_that_have_not_come_or_are_no_days_are_refused(client, kitchen, content, days):
    answer = write(client, kitchen, seen_on(send(client, kitchen, content, days)))
    assert answer["Location"] == reverse("study_file", args=[kitchen.product.public_id])
    assert not StorageStudy.objects.exists()


def test_what_was_seen_of_one_product_is_not_written_to_another(client, kitchen):
    seen = seen_on(send(client, kitchen, GOOD))
    other = a_kitchen("Lain")
    client.force_login(other.owner)
    for forged in (seen, seen[:-1] + "x", "{}"):
        write(client, other, forged)
    assert not StorageStudy.objects.exists()
    assert send(client, kitchen, GOOD).status_code == 404
