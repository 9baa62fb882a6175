"""From a recipe to a panel on a phone, also without JavaScript; the pages looked at in both lights."""

from decimal import Decimal

import pytest
from django.urls import reverse

from lopo.producers.records import dossier_of
from tests.browser.chromium import DESK, PHONE
from tests.browser.looking import faults_of
from tests.city import a_kitchen, photo, tell

pytestmark = pytest.mark.browser

RECIPE = [
    {"name": "cabai merah", "amount": "600"},
    {"name": "bawang merah", "amount": "150"},
    {"name": "gula merah", "amount": "40"},
    {"name": "kemiri", "amount": "50"},
    {"name": "garam", "amount": "30"},
]
LU_AT = {
    "recipe.ingredients": RECIPE,
    "recipe.foods": ["gula merah = tkpi-MP007"],
    "recipe.frying_oil_g": "60",
    "recipe.frying_oil": "minyak goreng",
    "recipe.weighed_as": "edible",
    "recipe.loss_percent": "15",
    "nutrition.serving_g": "15",
    "nutrition.household_measure": "1 sendok makan",
    "label.net_quantity": "150",
    "label.net_unit": "g",
    "nutrition.fat_g": "1",
    "nutrition.energy_kcal": "15",
    "label.claims": ["Rendah lemak"],
}
LAB = {
    "laboratory": "Balai POM di Kupang",
    "tested_on": "2026-10-05",
    "energy": "130",
    "fat": "8,2",
    "saturated_fat": "3,5",
    "protein": "1,6",
    "carbohydrate": "12,5",
    "sugar": "6",
    "sodium": "1450",
}


def of(kitchen, name="product"):
    return reverse(f"nutrition:{name}", args=[kitchen.product.public_id])


@pytest.mark.parametrize("javascript", [True, False])
def test_an_owner_answers_until_the_panel_stands(javascript, open_browser, live_server):
    kitchen = a_kitchen()
    tell(kitchen, {"recipe.ingredients": RECIPE[:4]})
    page = open_browser(kitchen.owner, viewport=PHONE, javascript=javascript)
    page.goto(live_server.url + reverse("standards:product", args=[kitchen.product.public_id]))
    page.get_by_role("link", name="Gizi", exact=True).click()
    page.locator(".card-next .button").click()
    page.get_by_role("button", name="Gula aren").click()
    page.get_by_role("button", name="Tidak ada di tabel").click()
    page.locator(".card-next .button").click()
    page.locator('[name="before"]').fill("1000")
    page.locator('[name="after"]').fill("940")
    page.get_by_role("button", name="Simpan").click()
    page.locator(".card-next .button").click()
    page.get_by_role("button", name="Cari").or_(page.locator("#foods")).first.wait_for()
    page.get_by_role("button", name="Minyak kelapa sawit").click()
    page.locator(".card-next .button").click()
    page.get_by_label("sudah bersih, siap dimasak").check()
    page.locator('[name="save"]').click()
    page.locator(".card-next .button").click()
    assert page.locator('[name="before"]').input_value() == "840"
    page.locator('[name="after"]').fill("700")
    page.get_by_role("button", name="Simpan").click()
    page.locator(".card-next .button").click()
    page.locator('[name="value"]').fill("15")
    page.locator('[name="save"]').click()
    page.locator(".card-next .button").click()
    page.locator('[name="value"]').fill("1 sendok makan")
    page.locator('[name="save"]').click()
    known = dossier_of(kitchen.product)
    assert known.value("recipe.foods")[:2] == ("gula merah = tkpi-MP005", "kemiri = -")
    assert known.value("recipe.frying_oil_g") == 60
    assert known.value("recipe.loss_percent") == Decimal("23.81")
    assert "Takaran saji 15 g (1 sendok makan)" in page.locator(".nutrition-panel").inner_text()
    assert "belum diketahui" in page.locator("main").inner_text().lower()
    assert page.faults == []


def test_the_search_answers_while_it_is_typed(open_browser, live_server):
    kitchen = a_kitchen()
    tell(kitchen, {"recipe.ingredients": RECIPE})
    page = open_browser(kitchen.owner, viewport=PHONE)
    page.goto(f"{live_server.url}{of(kitchen, 'product_food')}?bahan=kemiri")
    page.locator("#cari").fill("kacang tanah")
    page.locator("#foods button", has_text="Kacang tanah").first.click()
    assert dossier_of(kitchen.product).value("recipe.foods")[0].startswith("kemiri = ")
    assert page.faults == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_laboratory_result_is_written_down_and_taken_back(javascript, open_browser, live_server):
    kitchen = a_kitchen()
    tell(kitchen, LU_AT)
    page = open_browser(kitchen.owner, viewport=PHONE, javascript=javascript)
    page.goto(live_server.url + of(kitchen, "product_lab"))
    for name, value in LAB.items():
        page.locator(f'[name="{name}"]').fill(value)
    page.locator('[name="report"]').set_input_files(
        {"name": "laporan.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    page.locator(".thumb-bar .button").click()
    assert "Hasil uji laboratorium" in page.locator("main").inner_text()
    page.get_by_role("link", name="Tarik kembali hasilnya").click()
    page.get_by_role("button", name="Tarik").click()
    assert "Perkiraan dari resep, bukan uji laboratorium" in page.locator("main").inner_text()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_pages_are_in_order_on_every_screen(viewport, dark, language, open_browser, live_server, client):
    kitchen, bare = a_kitchen(), a_kitchen("Dapur Baru", "Keripik pisang")
    tell(kitchen, LU_AT)
    client.force_login(kitchen.owner)
    client.post(of(kitchen, "product_lab"), {**LAB, "per": "100_g", "fibre": "4"})
    pages = [
        (bare, of(bare)),
        (kitchen, of(kitchen)),
        (kitchen, of(kitchen) + "?tabel=us"),
        (kitchen, of(kitchen) + "?tabel=eu"),
        (kitchen, of(kitchen, "product_food") + "?bahan=kemiri&cari=kacang"),
        (kitchen, of(kitchen, "product_oil")),
        (kitchen, of(kitchen, "product_loss")),
        (kitchen, of(kitchen, "product_lab")),
        (kitchen, of(kitchen, "product_lab_back")),
        (kitchen, of(kitchen, "product_claim") + "?kalimat=rendah+lemak"),
    ]
    faults = {}
    for owner_of, address in pages:
        page = open_browser(owner_of.owner, viewport=viewport, language=language, dark=dark)
        page.goto(live_server.url + address)
        found = faults_of(page) + page.faults
        if found:
            faults[address] = found
        page.context.close()
    assert faults == {}
