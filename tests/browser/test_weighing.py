"""A lot on the scale with a phone, and a sample drawn and counted; also without JavaScript."""

import pytest
from django.urls import reverse

from lopo.quality.models import SampledLot, WeighedPack, Weighing
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.city import LUAT, a_kitchen, tell

pytestmark = pytest.mark.browser


def of(kitchen, name, *more):
    return reverse(f"quality:{name}", args=[kitchen.product.public_id, *more])


@pytest.fixture
def kitchen():
    kitchen = a_kitchen()
    tell(kitchen, LUAT)
    return kitchen


@pytest.mark.parametrize("javascript", [True, False])
def test_a_lot_is_weighed_with_the_enter_key_alone(javascript, kitchen, open_browser, live_server):
    page = open_browser(kitchen.owner, viewport=PHONE, javascript=javascript)
    page.goto(live_server.url + reverse("standards:product", args=[kitchen.product.public_id]))
    page.get_by_role("link", name="Timbang", exact=True).click()
    page.locator('[name="lot_size"]').fill("4")
    page.locator(".thumb-bar .button").click()
    for amount in ("5,1", "4,9"):
        page.locator("#id_amount").fill(amount)
        page.locator("#id_amount").press("Enter")
        page.get_by_text(f"{amount} g", exact=False).first.wait_for()
    page.get_by_role("button", name="Sekarang kemasan berisi").click()
    for count, amount in enumerate(("157", "156,5", "155,6", "1557", "155,2"), 1):
        page.locator("#id_amount").fill(amount)
        page.locator("#id_amount").press("Enter")
        if amount == "1557":
            page.get_by_text("terlalu jauh").wait_for()
        else:
            page.get_by_text(f"{min(count, 4)} dari 4").wait_for()
    assert "rata-rata 151,1 g" in page.locator(".scale-line").inner_text()
    page.get_by_role("button", name="Selesai, lihat hasilnya").click()
    assert page.locator("h1").inner_text() == "Isinya cukup. Boleh dijual."
    assert page.locator("svg.strip path.strip-mark").count() == 4
    assert WeighedPack.objects.count() == 6 and Weighing.objects.get().finished_at
    assert [fault for fault in page.faults if "422" not in fault] == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_sample_is_drawn_and_counted(javascript, kitchen, open_browser, live_server):
    page = open_browser(kitchen.owner, viewport=PHONE, javascript=javascript)
    page.goto(live_server.url + of(kitchen, "samples"))
    page.locator('[name="lot_size"]').fill("300")
    page.locator(".thumb-bar .button").click()
    assert page.locator(".scale-numbers li").count() == 50
    page.locator('[name="defects"]').fill("4")
    page.locator(".thumb-bar .button").click()
    assert page.locator("h1").inner_text() == "Kiriman ini ditolak"
    assert SampledLot.objects.get().accepted is False


def a_half_done(kitchen, client, packs=()):
    client.force_login(kitchen.owner)
    client.post(of(kitchen, "weighings"), {"lot_size": "300", "lot": "SL261124", "weighed_on": "2026-11-20"})
    row = Weighing.objects.latest("pk")
    if packs:
        client.post(of(kitchen, "weighing", row.pk), {"amount": "5"})
        client.post(of(kitchen, "weighing_tare_done", row.pk))
    for amount in packs:
        client.post(of(kitchen, "weighing", row.pk), {"amount": str(amount)})
    return row


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_pages_are_in_order_on_every_screen(
    viewport, language, kitchen, open_browser, live_server, client
):
    bare = a_kitchen("Dapur Baru", "Keripik pisang")
    empty, half = a_half_done(kitchen, client), a_half_done(kitchen, client, [155, 139.9, 157])
    weights = [153 + (each * 7) % 9 for each in range(48)] + [147, 139]
    done = a_half_done(kitchen, client, weights)
    client.post(of(kitchen, "weighing_finished", done.pk))
    client.post(of(kitchen, "samples"), {"lot_size": "300", "level": "II", "aql": "2.5"})
    drawn = SampledLot.objects.get()
    pages = [
        (bare, of(bare, "weighings")),
        (kitchen, of(kitchen, "weighings")),
        *((kitchen, of(kitchen, "weighing", row.pk)) for row in (empty, half, done)),
        (kitchen, of(kitchen, "samples")),
        (kitchen, of(kitchen, "sample", drawn.pk)),
    ]
    found = {}
    for owner, path in pages:
        page = open_browser(owner.owner, viewport=viewport, language=language)
        page.goto(live_server.url + path)
        if faults := faults_of(page) + page.faults:
            found[path] = faults
        page.context.close()
    assert found == {}
