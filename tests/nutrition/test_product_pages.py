"""The nutrition pages of a product: next step, panel, foods, weighings, laboratory; and who sees what."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.consent import grant
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.models import Look
from lopo.accounts.roles import Kind, Role
from lopo.nutrition.recipes.per_100 import COMPULSORY
from lopo.producers.models import Evidence, Statement
from lopo.producers.records import dossier_of
from tests.accounts.factories import a_person, an_organisation
from tests.city import a_kitchen, photo, tell

pytestmark = [pytest.mark.django_db, pytest.mark.database]

CRISPS = {
    "recipe.ingredients": [
        {"name": "tepung tapioka", "amount": "500"},
        {"name": "garam", "amount": "10"},
        {"name": "bawang merah", "amount": "50"},
    ],
    "recipe.frying_oil_g": "80",
    "recipe.frying_oil": "minyak goreng",
    "recipe.weighed_as": "edible",
    "recipe.loss_percent": "10",
    "nutrition.serving_g": "20",
    "nutrition.household_measure": "5 keping",
    "label.net_quantity": "100",
    "label.net_unit": "g",
}
LU_AT = [
    {"name": "cabai merah", "amount": "600"},
    {"name": "kemiri", "amount": "50"},
    {"name": "gula merah", "amount": "30"},
]
LAB = {
    "tested_on": "2026-10-05",
    "laboratory": "Balai POM di Kupang",
    "per": "100_g",
    "energy": "450",
    "fat": "18,5",
    "saturated_fat": "9",
    "protein": "4",
    "carbohydrate": "68",
    "sugar": "2,5",
    "sodium": "410",
}


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen("Dapur Mama Yuliana", "Keripik singkong")
    client.force_login(kitchen.owner)
    return kitchen


@pytest.fixture
def crisps(kitchen):
    tell(kitchen, CRISPS)
    return kitchen


def of(kitchen, name="product"):
    return reverse(f"nutrition:{name}", args=[kitchen.product.public_id])


def text(response):
    return response.content.decode()


def told(kitchen, fact):
    return dossier_of(kitchen.product).value(fact)


def step(client, kitchen):
    shown = client.get(of(kitchen)).context["step"]
    return None if shown is None else shown["id"]


# What is next


def test_a_product_without_a_recipe_is_asked_for_one(client, kitchen):
    page = client.get(of(kitchen))
    assert page.context["step"]["id"] == "recipe"
    assert "recipe.ingredients" in page.context["step"]["href"]
    assert page.context["panel"] is None


def test_one_thing_is_asked_after_the_other_until_the_panel_is_complete(client, kitchen):
    order = []
    answers = {
        "recipe": {"recipe.ingredients": CRISPS["recipe.ingredients"]},
        "oil": {"recipe.frying_oil_g": "80", "recipe.frying_oil": "minyak goreng"},
        "weighed": {"recipe.weighed_as": "edible"},
        "loss": {"recipe.loss_percent": "10"},
        "serving": {"nutrition.serving_g": "20"},
        "measure": {"nutrition.household_measure": "5 keping"},
        "servings": {"nutrition.servings_per_pack": "5"},
    }
    while (next_ := step(client, kitchen)) is not None:
        order.append(next_)
        tell(kitchen, answers.pop(next_))
    assert order == ["recipe", "oil", "weighed", "loss", "serving", "measure", "servings"]
    assert client.get(of(kitchen)).context["panel"]["complete"]


def test_an_ingredient_without_grams_is_asked_for_by_name(client, kitchen):
    tell(kitchen, {"recipe.ingredients": [{"name": "terigu"}, {"name": "gula", "amount": "10"}]})
    page = client.get(of(kitchen))
    assert page.context["step"]["id"] == "recipe"
    assert "terigu" in page.context["step"]["title"]


def test_open_foods_come_first_and_are_counted(client, kitchen):
    tell(kitchen, {"recipe.ingredients": LU_AT})
    shown = client.get(of(kitchen)).context["step"]
    assert shown["title"] == "2 bahan belum dikenali: pilih makanannya"
    assert shown["href"] == of(kitchen, "product_food")


def test_a_recipe_that_cannot_be_is_explained_and_the_page_stands(client, crisps):
    tell(crisps, {"recipe.loss_percent": "60"})
    page = client.get(of(crisps))
    assert page.context["step"]["id"] == "fault"
    assert "Timbang lagi" in page.context["step"]["why"]
    assert page.context["panel"] is None


def test_a_whole_laboratory_result_needs_no_recipe(client, kitchen):
    client.post(of(kitchen, "product_lab"), LAB)
    assert step(client, kitchen) == "serving"


# The panel


def test_the_panel_says_that_it_is_an_estimate(client, crisps):
    page = client.get(of(crisps))
    assert "Perkiraan dari resep, bukan uji laboratorium" in text(page)
    assert page.context["panel"]["title"] == "INFORMASI NILAI GIZI"
    assert "Takaran saji 20 g (5 keping)" in page.context["panel"]["lead"]


@pytest.mark.parametrize(
    ("country", "title"),
    [("us", "Nutrition Facts"), ("eu", "Nutrition declaration"), ("xx", "INFORMASI NILAI GIZI")],
)
def test_each_country_has_its_panel_behind_a_plain_link(client, crisps, country, title):
    page = client.get(of(crisps), {"tabel": country})
    assert page.context["panel"]["title"].lower() == title.lower()


def test_what_is_not_known_is_said_with_the_share_of_the_weight(client, kitchen):
    tell(
        kitchen,
        {**CRISPS, "recipe.ingredients": [*CRISPS["recipe.ingredients"], {"name": "kemiri", "amount": "60"}]},
    )
    page = client.get(of(kitchen))
    (unknown,) = page.context["unknown"]
    assert unknown["titles"][:2] == ["Energi", "Lemak total"]
    assert len(unknown["titles"]) == 7
    assert (unknown["lacking"], unknown["share"]) == ("kemiri", 91)
    assert "diketahui untuk 91% berat resep" in text(page)
    assert not page.context["panel"]["complete"]


def test_a_category_without_a_panel_is_told(client, crisps):
    tell(crisps, {"product.category": "coffee"})
    assert client.get(of(crisps)).context["not_needed"]


# Foods


def test_without_a_name_the_next_open_ingredient_is_asked(client, kitchen):
    tell(kitchen, {"recipe.ingredients": LU_AT})
    response = client.get(of(kitchen, "product_food"), follow=True)
    assert response.context["asked"]["name"] == "kemiri"
    assert response.context["left"] == 1


def test_a_pick_is_saved_at_once_and_leads_to_the_next(client, kitchen):
    tell(kitchen, {"recipe.ingredients": LU_AT})
    first = client.post(
        of(kitchen, "product_food"), {"bahan": "gula merah", "kode": "tkpi-MP005"}, follow=True
    )
    assert told(kitchen, "recipe.foods") == ("gula merah = tkpi-MP005",)
    assert first.context["asked"]["name"] == "kemiri"
    last = client.post(of(kitchen, "product_food"), {"bahan": "kemiri", "kode": "-"}, follow=True)
    assert told(kitchen, "recipe.foods") == ("gula merah = tkpi-MP005", "kemiri = -")
    assert last.redirect_chain[-1][0].startswith(of(kitchen))
    assert last.context["step"]["id"] == "oil"
    assert "tidak ada di tabel mana pun" in text(last)


def test_another_pick_takes_the_place_of_the_first(client, kitchen):
    tell(
        kitchen,
        {"recipe.ingredients": LU_AT, "recipe.foods": ["lama = tkpi-MP005", "gula merah = tkpi-MP005"]},
    )
    client.post(of(kitchen, "product_food"), {"bahan": "gula merah", "kode": "tkpi-MP007"})
    assert told(kitchen, "recipe.foods") == ("gula merah = tkpi-MP007",)


def test_a_name_with_an_equals_sign_can_be_chosen_for(client, kitchen):
    name = 'gula = "merah", <b>{0}'
    tell(kitchen, {"recipe.ingredients": [{"name": name, "amount": "10"}]})
    client.post(of(kitchen, "product_food"), {"bahan": name, "kode": "tkpi-MP005"})
    page = client.get(of(kitchen))
    assert page.context["foods"][0]["how"] == "chosen"
    assert "<b>{0}" not in text(page)


def test_the_search_is_the_servers_and_finds_by_part_of_a_name(client, kitchen):
    tell(kitchen, {"recipe.ingredients": LU_AT})
    page = client.get(of(kitchen, "product_food"), {"bahan": "kemiri", "cari": "kacang"})
    assert page.context["results"]
    assert "kacang" in page.context["results"][0]["name"].lower()
    nothing = client.get(of(kitchen, "product_food"), {"bahan": "kemiri", "cari": "zzzzqq\x00"})
    assert nothing.context["results"] == []
    assert 'value="-"' in text(nothing)


@pytest.mark.parametrize("code", ["tkpi-XX999", "", "x = y"])
def test_a_code_that_no_table_has_is_not_saved(client, kitchen, code):
    tell(kitchen, {"recipe.ingredients": LU_AT})
    response = client.post(of(kitchen, "product_food"), {"bahan": "kemiri", "kode": code})
    assert response.status_code == 422
    assert told(kitchen, "recipe.foods") is None


def test_an_ingredient_that_is_not_in_the_recipe(client, kitchen):
    tell(kitchen, {"recipe.ingredients": LU_AT})
    assert client.get(of(kitchen, "product_food"), {"bahan": "ragi"}).status_code == 404
    response = client.post(of(kitchen, "product_food"), {"bahan": "ragi", "kode": "-"}, follow=True)
    assert "resepnya sudah berubah" in text(response).lower()
    assert told(kitchen, "recipe.foods") is None


def test_a_food_that_left_the_tables_is_asked_again(client, crisps):
    tell(crisps, {"recipe.foods": ["garam = tkpi-ZZ000"]})
    page = client.get(of(crisps))
    assert page.context["step"]["id"] == "foods"
    assert "garam" in page.context["step"]["why"]
    client.post(of(crisps, "product_food"), {"bahan": "garam", "kode": "usda-SR02047"})
    assert client.get(of(crisps)).context["panel"]["complete"]


def test_a_choice_for_what_is_no_longer_in_the_recipe_does_no_harm(client, crisps):
    tell(crisps, {"recipe.foods": ["ragi = tkpi-ZZ000"]})
    assert step(client, crisps) is None


def test_a_recipe_within_that_has_no_name_leads_to_where_it_is_mended(client, crisps):
    tell(crisps, {"recipe.parts": [{"name": "bawang putih", "amount": "10"}]})
    shown = client.get(of(crisps)).context["step"]
    assert shown["id"] == "fault"
    assert "perlu nama resepnya" in shown["why"]
    assert "recipe.parts" in shown["href"]


# Weighings


def test_two_weights_give_the_loss(client, crisps):
    tell(crisps, {"recipe.frying_oil_g": "0"})
    response = client.post(of(crisps, "product_loss"), {"before": "1.000", "after": "800"}, follow=True)
    assert told(crisps, "recipe.loss_percent") == 20
    assert "20%" in text(response)


def test_the_oil_taken_up_is_counted_in_the_loss(client, crisps):
    client.post(of(crisps, "product_loss"), {"before": "1000", "after": "880"})
    assert told(crisps, "recipe.loss_percent") == 20


def test_two_weights_give_the_oil_and_none_is_an_answer(client, crisps):
    client.post(of(crisps, "product_oil"), {"before": "1000", "after": "905,5"})
    assert told(crisps, "recipe.frying_oil_g") == Decimal("94.5")
    client.post(of(crisps, "product_oil"), {"tidak": "1"})
    assert told(crisps, "recipe.frying_oil_g") == 0


@pytest.mark.parametrize(
    ("page", "before", "after", "words"),
    [
        ("product_loss", "800", "1000", "lebih berat"),
        ("product_loss", "0", "0", "lebih dari 0 gram"),
        ("product_loss", "banyak", "10", "Tulis angka saja"),
        ("product_oil", "900", "1000", "tidak bisa lebih banyak"),
        ("product_oil", "", "", ""),
        ("product_oil", "1e400", "1", "terlalu besar"),
    ],
)
def test_weights_that_cannot_be_are_refused_in_a_sentence(client, crisps, page, before, after, words):
    earlier = told(crisps, "recipe.loss_percent"), told(crisps, "recipe.frying_oil_g")
    response = client.post(of(crisps, page), {"before": before, "after": after})
    assert response.status_code == 422
    assert words in text(response)
    assert (told(crisps, "recipe.loss_percent"), told(crisps, "recipe.frying_oil_g")) == earlier


def test_the_weight_of_a_clean_recipe_is_offered(client, crisps):
    assert 'value="560"' in text(client.get(of(crisps, "product_loss")))
    tell(crisps, {"recipe.weighed_as": "as_bought"})
    assert 'value="560"' not in text(client.get(of(crisps, "product_loss")))


# The laboratory


def test_a_result_stands_beside_the_estimate_and_counts(client, crisps):
    report = SimpleUploadedFile("laporan.jpg", photo())
    page = client.post(of(crisps, "product_lab"), {**LAB, "report": report}, follow=True)
    assert page.context["proof"] == "lab"
    fat = next(row for row in page.context["amounts"] if row["title"] == "Lemak total")
    assert fat["lab"] == "18,5 g"
    assert fat["recipe"]
    assert fat["difference"]
    kept = Statement.objects.get(fact="nutrition.lab.fat_g", superseded_at=None)
    assert (kept.said_by, kept.said_on) == ("laboratory", dt.date(2026, 10, 5))
    assert kept.evidence == Evidence.objects.get()
    assert reverse("producers:evidence", args=[kept.evidence_id]) in text(page)
    assert "Balai POM di Kupang" in text(page)


def test_a_part_of_a_result_is_said_to_be_a_part(client, crisps):
    some = {key: LAB[key] for key in ("tested_on", "laboratory", "per", "sugar")}
    page = client.post(of(crisps, "product_lab"), some, follow=True)
    assert page.context["proof"] == "estimate"
    assert "Sebagian hasil laboratorium" in text(page)


def test_a_result_taken_back_stays_in_the_history_and_the_estimate_counts_again(client, crisps):
    client.post(of(crisps, "product_lab"), LAB)
    asked = client.get(of(crisps, "product_lab_back"))
    assert asked.status_code == 200
    assert told(crisps, "nutrition.lab.fat_g") == Decimal("18.5")
    page = client.post(of(crisps, "product_lab_back"), follow=True)
    assert page.context["proof"] == "estimate"
    assert page.context["lab"] is None
    assert told(crisps, "nutrition.lab.fat_g") is None
    assert Statement.objects.filter(fact="nutrition.lab.fat_g", value="18.5").exists()
    assert "18,5" in text(client.get(reverse("producers:history", args=[crisps.product.public_id])))


def test_an_amount_that_a_mended_report_lacks_is_taken_back(client, crisps):
    client.post(of(crisps, "product_lab"), {**LAB, "fibre": "3"})
    client.post(of(crisps, "product_lab"), LAB)
    assert told(crisps, "nutrition.lab.fibre_g") is None
    assert told(crisps, "nutrition.lab.fat_g") == Decimal("18.5")


def test_a_mended_report_keeps_its_file(client, crisps):
    client.post(of(crisps, "product_lab"), {**LAB, "report": SimpleUploadedFile("a.jpg", photo())})
    client.post(of(crisps, "product_lab"), {**LAB, "fat": "18"})
    kept = Statement.objects.get(fact="nutrition.lab.fat_g", superseded_at=None)
    assert kept.evidence == Evidence.objects.get()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"saturated_fat": "20"}, "adalah bagian dari"),
        ({"carbohydrate": "90"}, "tidak mungkin"),
        ({"tested_on": "2999-01-01"}, "belum tiba"),
        ({"fat": "banyak"}, "Tulis angka saja"),
        ({"fat": "-1"}, "0"),
        ({"fat": "101"}, "100"),
        ({"laboratory": "Lab\u202e"}, "tanda tersembunyi"),
        ({"laboratory": ""}, "error"),
        ({"per": "1 kg"}, "error"),
        (dict.fromkeys(COMPULSORY, ""), "paling sedikit satu angka"),
        ({"report": SimpleUploadedFile("x.exe", b"MZ")}, "bukan foto atau PDF"),
    ],
)
def test_a_report_that_cannot_be_is_refused_and_nothing_of_it_kept(client, crisps, change, words):
    response = client.post(of(crisps, "product_lab"), {**LAB, **change})
    assert response.status_code == 422
    assert words in text(response)
    assert not Statement.objects.filter(fact__startswith="nutrition.lab.").exists()


def test_the_form_shows_an_amount_as_it_is_typed_in_the_language_of_the_page(client, crisps):
    client.post(of(crisps, "product_lab"), {**LAB, "fat": "1.250"})
    client.post(of(crisps, "product_lab"), LAB)
    assert 'value="18,5"' in text(client.get(of(crisps, "product_lab")))


def test_a_day_to_come_is_refused(client, crisps):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    response = client.post(of(crisps, "product_lab"), {**LAB, "tested_on": tomorrow.isoformat()})
    assert "belum tiba" in text(response)


def test_an_odd_energy_is_kept_with_a_warning(client, crisps):
    page = client.post(of(crisps, "product_lab"), {**LAB, "energy": "100"}, follow=True)
    assert told(crisps, "nutrition.lab.energy_kcal") == 100
    assert any("Energinya 100 kkal" in str(message) for message in page.context["messages"])


# Claims, and the label that stands


@pytest.mark.parametrize(
    ("sentence", "allowed", "words"),
    [
        ("Rendah lemak", False, "paling banyak 3 g"),
        ("Renyah dari Timor", None, "Tidak ada klaim gizi"),
    ],
)
def test_a_sentence_is_tested_with_its_reason(client, crisps, sentence, allowed, words):
    page = client.get(of(crisps, "product_claim"), {"kalimat": sentence})
    assert page.context["verdict"]["allowed"] is allowed
    assert words in text(page)


def test_a_pirt_food_may_carry_no_claim(client, crisps):
    tell(crisps, {"permit.pirt.number": "P-IRT 1115371010001-29"})
    page = client.get(of(crisps, "product_claim"), {"kalimat": "bebas gula"})
    assert page.context["verdict"]["allowed"] is False
    assert "P-IRT" in page.context["verdict"]["reason"]


def test_the_label_is_compared_amount_by_amount(client, crisps):
    tell(crisps, {"nutrition.fat_g": "0.5", "nutrition.energy_kcal": "90"})
    page = client.get(of(crisps))
    by_title = {row["title"]: row["agrees"] for row in page.context["printed"]}
    assert by_title["Lemak total"] is False
    assert by_title["Gula"] is None
    assert page.context["disagrees"]


# Who sees what

SECRETS = ("tepung tapioka", "bawang merah", "tkpi-", "TKPI", "berat resep", "Susut")


def partner_of(kitchen, *groups):
    shop = an_organisation(Kind.RETAILER, "Toko Contoh")
    grant(kitchen.business.organisation, shop, groups, kitchen.owner)
    return a_person(Role.BUYER, shop)


def test_a_buyer_with_consent_for_quality_sees_the_panel_and_no_ingredient(client, crisps):
    client.force_login(partner_of(crisps, FieldGroup.IDENTITY, FieldGroup.QUALITY))
    page = client.get(of(crisps))
    assert page.context["panel"]["complete"]
    assert "foods" not in page.context
    assert page.context["amounts"] == []
    assert not any(secret in text(page) for secret in SECRETS)
    assert Look.objects.filter(product_id=crisps.product.pk).exists()


def test_a_buyer_without_consent_for_quality_sees_no_panel(client, crisps):
    client.force_login(partner_of(crisps, FieldGroup.IDENTITY))
    page = client.get(of(crisps))
    assert page.context["panel"] is None
    assert not any(secret in text(page) for secret in SECRETS)
    assert "tidak memperlihatkan gizi" in text(page)


def test_a_buyer_with_consent_for_the_recipe_sees_it_and_changes_nothing(client, crisps):
    client.force_login(partner_of(crisps, FieldGroup.QUALITY, FieldGroup.RECIPE))
    page = client.get(of(crisps))
    assert len(page.context["foods"]) == 4
    assert not page.context["can_edit"]
    assert of(crisps, "product_food") not in text(page)


@pytest.mark.parametrize("role", [Role.TRAINER, Role.INSPECTOR])
def test_those_who_may_not_see_recipes_see_the_panel_only(client, crisps, role):
    client.force_login(a_person(role))
    page = client.get(of(crisps))
    assert page.context["panel"]["complete"]
    assert not any(secret in text(page) for secret in SECRETS)


def test_what_the_laboratory_found_is_shown_to_whoever_sees_the_quality(client, crisps):
    client.post(of(crisps, "product_lab"), LAB)
    client.force_login(partner_of(crisps, FieldGroup.QUALITY))
    page = client.get(of(crisps))
    assert [row["lab"] for row in page.context["amounts"]][1] == "18,5 g"
    assert all(row["recipe"] == "" for row in page.context["amounts"])


PAGES = ("product_food", "product_oil", "product_loss", "product_lab", "product_lab_back", "product_claim")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_reaches_the_pages_that_change(client, crisps, name, method):
    client.force_login(a_kitchen("Dapur Lain", "Abon ikan").owner)
    assert getattr(client, method)(of(crisps, name)).status_code in (404, 405)
    client.force_login(partner_of(crisps, *FieldGroup))
    assert getattr(client, method)(of(crisps, name)).status_code == 403


def test_the_product_leads_to_its_nutrition(client, crisps):
    page = client.get(reverse("standards:product", args=[crisps.product.public_id]))
    assert of(crisps) in text(page)


def test_the_page_takes_a_fixed_number_of_queries(client, crisps, django_assert_max_num_queries):
    client.post(of(crisps, "product_lab"), LAB)
    client.get(of(crisps))
    with django_assert_max_num_queries(9):
        client.get(of(crisps))
    with django_assert_max_num_queries(9):
        client.get(of(crisps, "product_food"), {"bahan": "garam"})


def test_a_long_recipe_takes_as_many_queries_as_a_short_one(client, kitchen):
    counts = []
    for rows in (2, 120):
        lines = [{"name": f"garam {number}", "amount": "1"} for number in range(rows)]
        tell(kitchen, {"recipe.ingredients": lines})
        client.get(of(kitchen))
        with CaptureQueriesContext(connection) as ran:
            client.get(of(kitchen))
        counts.append(len(ran))
    assert counts[0] == counts[1]
