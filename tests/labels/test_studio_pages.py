"""The workbench of a label: choices kept, the preview, marks, files, runs for a lot, a label in use."""

import datetime as dt
import io

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from django.urls import reverse
from PIL import Image

from lopo.labels.models import LabelDraft, LabelRun, Mark
from lopo.labels.studio import choices_of, lot_suggested, make_label
from lopo.producers.records import dossier_of
from lopo.standards.standings import today
from tests.accounts.factories import a_person
from tests.city import a_kitchen, photo, tell

pytestmark = [pytest.mark.django_db, pytest.mark.database]

WHOLE = {
    "product.prepacked": "true",
    "product.fresh_daily": "false",
    "product.storage": "room",
    "product.heat_sterilised": "false",
    "product.special_diet": "false",
    "product.alcoholic": "false",
    "product.additive_or_processing_aid": "false",
    "product.sni_compulsory": "false",
    "product.category": "seasoning",
    "product.halal_materials": "halal",
    "business.home_premises": "true",
    "business.equipment": "manual",
    "permit.pirt.number": "P-IRT 2115371010021-29",
    "permit.gtin.number": "8991234567891",
    "recipe.ingredients": [{"name": "cabai rawit", "amount": "600"}, {"name": "garam", "amount": "40"}],
    "recipe.additives": [],
    "label.name": "Sambal lu'at",
    "label.brand": "Mama Yuliana",
    "label.net_quantity": "150",
    "label.net_unit": "g",
    "label.producer_address": "Jl. Perintis 3, Oebobo",
    "label.producer_city": "Kupang",
    "label.producer_postcode": "85111",
    "label.claims": [],
    "quality.shelf_life_days": "120",
}
CHOICES = {
    "design": "lopo",
    "palette": "mengkudu",
    "stock": "putih",
    "pack": "pouch",
    "width": "",
    "height": "",
    "promise": "Pedas dari kebun sendiri",
    "brand_colour": "",
    "accent_colour": "",
    "market": "id",
    "dates_at": "printed",
}


HTMX = {"HX-Request": "true"}


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen()
    tell(kitchen, WHOLE)
    client.force_login(kitchen.owner)
    return kitchen


def of(kitchen, name="studio", **arguments):
    return reverse(f"labels:{name}", kwargs={"public_id": kitchen.product.public_id, **arguments})


def text(response):
    return response.content.decode()


def test_the_label_is_ready_when_the_facts_are(kitchen, client):
    made = make_label(kitchen.product, choices_of(kitchen.product), today())
    assert [gap.reason.en for gap in made.content.gaps if gap.stops] == []
    assert made.is_ready
    page = text(client.get(of(kitchen)))
    assert "Label ini memuat semua yang diminta aturan" in page
    assert page.count("data:image/png;base64,") == 2


def test_what_is_lacking_is_said_with_a_way_to_mend_it(client):
    kitchen = a_kitchen()
    client.force_login(kitchen.owner)
    page = text(client.get(of(kitchen)))
    assert "Sebelum bisa dicetak" in page
    assert reverse("producers:ask", args=[kitchen.product.public_id, "recipe.ingredients"]) in page
    assert "Bawa rancangannya" in page
    assert reverse("labels:studio_adopt", args=[kitchen.product.public_id]) not in page


def test_choices_are_kept(kitchen, client):
    answer = client.post(of(kitchen), CHOICES)
    assert answer.status_code == 302
    kept = LabelDraft.objects.get().choices
    assert (kept["design"], kept["promise"]) == ("lopo", "Pedas dari kebun sendiri")
    assert 'value="lopo" checked' in text(client.get(of(kitchen)))


def test_without_javascript_one_can_look_before_keeping(kitchen, client):
    page = text(client.get(of(kitchen), CHOICES | {"design": "hemat"}))
    assert 'value="hemat" checked' in page
    assert not LabelDraft.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"width": "5000"}, "Lebar label 5.000 mm"),
        ({"width": "-3"}, "Lebar label -3 mm"),
        ({"height": "delapan"}, "Tulis angka saja"),
        ({"brand_colour": "merah"}, "bukan warna"),
        ({"design": "barok"}, "ada di daftar"),
        ({"promise": "a" * 91}, "90"),
    ],
)
def test_a_wrong_choice_is_said_and_nothing_is_kept(kitchen, client, wrong, said):
    answer = client.post(of(kitchen), CHOICES | wrong)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not LabelDraft.objects.exists()
    assert client.get(of(kitchen, "studio_preview"), CHOICES | wrong, headers=HTMX).status_code == 200


def test_a_claim_on_a_home_industry_label_stops_it(kitchen, client):
    client.post(of(kitchen), CHOICES | {"promise": "Rendah lemak dan sehat"})
    page = text(client.get(of(kitchen)))
    assert "Label P-IRT tidak boleh memuat klaim apa pun" in page


def test_hostile_words_are_printed_as_words_or_refused(kitchen, client):
    answer = client.get(
        of(kitchen, "studio_preview"), CHOICES | {"promise": '#panic("x") $a$ *b* <script>'}, headers=HTMX
    )
    assert answer.status_code == 200
    answer = client.get(of(kitchen, "studio_preview"), CHOICES | {"promise": "Pedas 🌶 مرحبا"}, headers=HTMX)
    assert "tidak bisa dicetak" in text(answer)


def test_a_label_too_small_says_so_and_which_height_would_do(kitchen, client):
    page = text(
        client.get(of(kitchen, "studio_preview"), CHOICES | {"width": "60", "height": "40"}, headers=HTMX)
    )
    assert "kurang kira-kira" in page
    assert "Muat bila tingginya" in page


def test_the_preview_takes_few_queries(kitchen, client, django_assert_max_num_queries):
    client.get(of(kitchen, "studio_preview"), CHOICES, headers=HTMX)
    with django_assert_max_num_queries(12):
        client.get(of(kitchen, "studio_preview"), CHOICES, headers=HTMX)


def test_the_preview_by_itself_leads_to_the_workbench(kitchen, client):
    answer = client.get(of(kitchen, "studio_preview"), CHOICES)
    assert answer.status_code == 302
    assert answer["Location"].startswith(of(kitchen) + "?design=lopo")


def test_a_sample_of_each_design_is_a_small_picture(kitchen, client):
    for design in ("tenun", "lontar", "lopo", "sasando", "hemat"):
        answer = client.get(of(kitchen, "studio_sample", design=design))
        assert answer["Content-Type"] == "image/png"
        assert len(answer.content) < 16_000
    assert client.get(of(kitchen, "studio_sample", design="barok")).status_code == 404


# Files


def test_the_pdf_for_a_print_shop_has_bleed_and_boxes(kitchen, client):
    answer = client.get(of(kitchen, "label_file", form="pdf") + "?percetakan")
    with pikepdf.open(io.BytesIO(answer.content)) as document:
        page = document.pages[0]
        trim = [float(side) for side in page.TrimBox]
        assert [round((trim[i + 2] - trim[i]) / 72 * 25.4, 1) for i in (0, 1)] == [80.0, 110.0]
    assert 'filename="label-sambal-luat-percetakan.pdf"' in answer["Content-Disposition"]


def test_a_label_that_lacks_something_is_marked_as_a_draft(client):
    kitchen = a_kitchen()
    client.force_login(kitchen.owner)
    content = client.get(of(kitchen, "label_file", form="pdf")).content
    assert "RANCANGAN" in pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()


def test_pictures_of_each_piece(kitchen, client):
    front = client.get(of(kitchen, "label_file", form="png") + "?bagian=front")
    with Image.open(io.BytesIO(front.content)) as picture:
        assert picture.width == pytest.approx(80 / 25.4 * 300, abs=2)
    back = client.get(of(kitchen, "label_file", form="svg") + "?bagian=back")
    assert back.content.startswith(b"<svg")
    assert client.get(of(kitchen, "label_file", form="png") + "?bagian=atap").status_code == 404
    assert client.get(of(kitchen, "label_file", form="exe")).status_code == 404


# Marks


def upload(kitchen, client, content, kind="halal", name="logo.png"):
    picture = io.BytesIO(content)
    picture.name = name
    return client.post(of(kitchen, "mark", kind=kind), {"picture": picture})


def test_the_halal_mark_is_asked_of_its_holder_and_then_printed(kitchen, client):
    tell(kitchen, {"permit.halal.number": "ID53110004512340325"})
    assert "Unggah logo halal resmi" in text(client.get(of(kitchen)))
    assert upload(kitchen, client, photo(300, 300, "PNG")).status_code == 302
    assert make_label(kitchen.product, choices_of(kitchen.product), today()).is_ready
    assert client.get(of(kitchen, "mark_picture", kind="halal"))["Content-Type"] == "image/png"
    client.post(of(kitchen, "mark", kind="halal"), {"remove": "1"})
    assert not make_label(kitchen.product, choices_of(kitchen.product), today()).is_ready
    assert Mark.objects.count() == 1  # it stays on record


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a picture", "bukan gambar"),
        (photo(20, 20, "PNG"), "terlalu kecil"),
        (photo(300, 300, "PNG")[:200], "bukan gambar"),
        (b"", "kosong"),
    ],
)
def test_what_is_no_mark_is_refused(kitchen, client, content, said):
    answer = upload(kitchen, client, content)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not Mark.objects.exists()


# Runs


def a_run(**other):
    return {
        "lot": "SL261124",
        "made_on": "2026-11-24",
        "expires_on": "",
        "count": "500",
        "sheet": "free",
        "first_sticker": "1",
    } | other


def test_five_hundred_labels_of_one_lot(kitchen, client):
    answer = client.post(of(kitchen, "run_new"), a_run())
    run = LabelRun.objects.get()
    assert answer["Location"] == reverse("labels:run", args=[run.pk])
    assert run.expires_on == dt.date(2027, 3, 24)  # 120 days
    assert "SL261124" in text(client.get(answer["Location"]))
    back = client.get(reverse("labels:run_file", args=[run.pk, "back"]))
    document = pypdfium2.PdfDocument(back.content)
    assert len(document) == 125  # four labels of 80 × 110 mm on a sheet of A4
    picture = document[0].render(scale=300 / 72).to_pil()
    codes = {code.text for code in zxingcpp.read_barcodes(picture)}
    assert codes == {"8991234567891", "https://id.gs1.org/01/08991234567891/10/SL261124?17=270324"}


def test_a_batch_fills_in_its_lot_and_days(kitchen, client):
    page = text(client.get(of(kitchen, "run_new"), {"lot": "B7", "made_on": "2026-11-20", "count": "48"}))
    assert 'value="B7"' in page
    assert 'value="2026-11-20"' in page
    assert 'value="48"' in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"count": "0"}, "1"),
        ({"count": "banyak"}, "angka bulat"),
        ({"lot": ""}, "masih kosong"),
        ({"lot": "A" * 21}, "20"),
        ({"expires_on": "2027-12-31"}, "lebih lama dari masa simpan"),
        ({"expires_on": "2026-11-01"}, "sebelum hari produksi"),
        ({"made_on": "31/02/2026"}, "tanggal"),
        ({"first_sticker": "9"}, "4 stiker"),
        ({"sheet": "L7160"}, "ada di daftar"),
    ],
)
def test_a_run_that_cannot_be_is_refused_and_what_was_typed_stays(kitchen, client, wrong, said):
    answer = client.post(of(kitchen, "run_new"), a_run(**wrong))
    assert answer.status_code == 422
    assert said in text(answer)
    assert not LabelRun.objects.exists()
    if "lot" not in wrong:
        assert "SL261124" in text(answer)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"count": "abc"}, "Tulis angka bulat, misalnya 12 atau 1.000."),
        ({"count": "0"}, "Paling sedikit 1."),
        ({"first_sticker": "9999"}, "Paling banyak 200."),
        ({"lot": "X" * 300}, "Paling banyak 20 huruf; ini 300."),
    ],
)
def test_a_number_that_cannot_be_is_said_in_short_words(kitchen, client, wrong, said):
    assert said in text(client.post(of(kitchen, "run_new"), a_run(**wrong)))


def test_a_label_that_lacks_something_is_not_printed_for_sale(client):
    kitchen = a_kitchen()
    client.force_login(kitchen.owner)
    answer = client.post(of(kitchen, "run_new"), a_run(expires_on="2027-01-01"))
    assert answer.status_code == 422
    assert not LabelRun.objects.exists()


def test_the_lot_suggested_is_one_a_scanner_reads(kitchen):
    assert lot_suggested(kitchen.product, dt.date(2026, 11, 24)) == "SL261124"


# A label taken into use


def test_a_label_on_the_packs_becomes_facts(kitchen, client):
    client.post(of(kitchen), CHOICES)
    answer = client.post(of(kitchen, "studio_adopt"), follow=True)
    assert answer.status_code == 200
    dossier = dossier_of(kitchen.product)
    assert dossier.value("label.ingredients") == ("cabai rawit", "garam")
    assert dossier.value("label.registration_number") == "P-IRT 2115371010021-29"
    assert dossier.value("label.smallest_letter_mm") >= 1
    assert set(dossier.value("label.main_panel")) == {"name", "net", "producer", "expiry", "registration"}
    assert dossier.value("label.claims") == ("Pedas dari kebun sendiri",)
    assert "Baik digunakan sebelum" in dossier.value("label.expiry_text")


def test_a_label_that_lacks_something_is_not_taken_into_use(client):
    kitchen = a_kitchen()
    client.force_login(kitchen.owner)
    client.post(of(kitchen, "studio_adopt"))
    assert "label.main_panel" not in dossier_of(kitchen.product)


def test_a_stranger_prints_nothing_of_hers(kitchen, client):
    run = LabelRun.objects.create(
        product=kitchen.product, lot="A1", made_on=today(), expires_on=today(), count=1, sheet="free",
        made_by=kitchen.owner,
    )  # fmt: skip
    client.force_login(a_person())
    assert client.get(reverse("labels:run", args=[run.pk])).status_code == 403
    client.force_login(a_kitchen("Dapur Lain", "Abon").owner)
    assert client.get(reverse("labels:run", args=[run.pk])).status_code == 404
    assert client.get(of(kitchen)).status_code == 404
