"""A storage study on a phone, from the first question to the label; its pages looked at in both lights."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from lopo.producers.records import dossier_of
from lopo.quality.models import StorageStudy
from lopo.quality.storage.plan import proposed_plan
from lopo.quality.storage_book import begin_study, record_readings
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.city import a_kitchen
from tests.quality.storage.studies import KERUPUK

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 640}


def of(kitchen, name="storage", *more):
    return reverse(f"quality:{name}", args=[kitchen.product.public_id, *more])


def a_measured_study(kitchen, method="accelerated", points=KERUPUK, limit=4, direction="rises"):
    last = max(day for each in points.values() for day, _value in each)
    row = StorageStudy(
        product=kitchen.product,
        attribute="Kadar air",
        unit="%",
        direction=direction,
        limit=limit,
        method=method,
        storage="room",
        pack="plastik PP 0,8 mm",
        pack_as_sold=True,
        started_on=timezone.localdate() - dt.timedelta(days=last),
        planned_by=kitchen.owner,
    )
    begin_study(row, proposed_plan(method, 30, temperatures=sorted(points)))
    for celsius, each in points.items():
        for day, value in each:
            on = row.started_on + dt.timedelta(days=day)
            record_readings(row, Decimal(celsius), on, [Decimal(str(value))], None, kitchen.owner)
    return row


@pytest.mark.parametrize("javascript", [True, False])
def test_an_owner_plans_measures_and_takes_the_answer_for_the_label(javascript, open_browser, live_server):
    kitchen = a_kitchen(product="Keripik pisang")
    page = open_browser(kitchen.owner, viewport=PHONE, javascript=javascript)
    page.goto(live_server.url + reverse("standards:product", args=[kitchen.product.public_id]))
    page.get_by_role("link", name="Umur simpan").click()
    page.locator(".card-next .button").click()
    page.locator("label", has=page.locator('input[value="smell"]')).click()
    page.locator(".thumb-bar .button").click()
    assert page.locator('[name="limit"]').input_value() == "3"
    page.locator(".thumb-bar .button").click()
    page.locator("label", has=page.locator('input[value="real-time"]')).click()
    page.locator(".thumb-bar .button").click()
    page.locator('[name="expected_days"]').fill("40")
    made = timezone.localdate() - dt.timedelta(days=50)
    page.locator('[name="started_on"]').fill(made.isoformat())
    page.locator('[name="pack"]').fill("standing pouch 100 g")
    page.locator("label", has=page.locator('[name="pack_as_sold"][value="yes"]')).click()
    page.locator(".thumb-bar .button").click()
    assert "Sisihkan 16 kemasan" in page.locator("h1").inner_text()
    assert not StorageStudy.objects.exists()
    page.locator(".thumb-bar .button").click()

    study = StorageStudy.objects.get()
    for day in study.plan[0]["days"]:
        page.locator(".card-next .storage-at").click()
        page.locator('[name="measured_on"]').fill((made + dt.timedelta(days=day)).isoformat())
        for place in (1, 2):
            page.locator(f'[name="value_{place}"]').fill("5" if day < 20 else "3,5")
        page.locator(".thumb-bar .button").click()
    assert study.readings.count() == 14
    assert page.locator(".storage-claim").inner_text() == "5 minggu (35 hari)"
    page.locator(".storage-answer .button").click()
    page.locator(".thumb-bar .button").click()
    assert dossier_of(kitchen.product).value("quality.shelf_life_days") == 35
    assert page.faults == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("viewport", [NARROW, PHONE, DESK])
def test_the_pages_are_well_in_both_lights(dark, viewport, open_browser, live_server):
    kitchen = a_kitchen(product="Kerupuk bawang")
    study = a_measured_study(kitchen)
    open_study = a_measured_study(kitchen, points={20: KERUPUK[20], 25: KERUPUK[25]})
    page = open_browser(kitchen.owner, viewport=viewport, dark=dark)
    wrong = {}
    for address in (
        of(kitchen),
        of(kitchen, "storage_plan"),
        of(kitchen, "storage_plan") + "?attribute=other",
        of(kitchen, "storage_plan") + "?attribute=smell&limit=3",
        of(kitchen, "storage_plan") + "?attribute=smell&limit=3&way=accelerated-dry",
        of(kitchen, "storage_study", study.pk),
        of(kitchen, "storage_study", open_study.pk),
        of(kitchen, "storage_measure", study.pk),
        of(kitchen, "storage_adopt", study.pk),
        of(kitchen, "storage_back", study.pk, study.readings.first().pk),
    ):
        page.goto(live_server.url + address)
        if faults := faults_of(page, whole=viewport is not NARROW):
            wrong[address] = faults
    assert wrong == {}


def test_the_picture_is_read_at_320_pixels(open_browser, live_server):
    kitchen = a_kitchen(product="Kerupuk bawang")
    study = a_measured_study(kitchen)
    page = open_browser(kitchen.owner, viewport=NARROW)
    page.goto(live_server.url + of(kitchen, "storage_study", study.pk))
    measured = page.locator("svg.plot").evaluate(
        "svg => [...svg.querySelectorAll('text')].map(text => text.getBoundingClientRect())"
        ".map(box => [box.left, box.right, box.height])"
    )
    assert all(left >= 0 and right <= NARROW["width"] and height >= 9 for left, right, height in measured)
    assert "Kapan kadar air melewati batas 4%?" in page.locator("h2").all_inner_texts()
    assert page.locator("svg.plot .plot-mark").count() == 15
