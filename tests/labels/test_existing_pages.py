"""Judging an existing label on pages: photos, one question at a time, the checklist, the result."""

import io

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from lopo.accounts.consent import grant
from lopo.accounts.field_groups import FieldGroup
from lopo.accounts.roles import Kind, Role
from lopo.labels.label_look import look_at
from lopo.labels.models import LabelPhoto
from lopo.producers.models import Evidence, Product, Statement
from lopo.producers.records import dossier_of
from tests.accounts.factories import a_person, an_organisation
from tests.city import LUAT, a_kitchen, photo, tell
from tests.labels.label_photo import barcode, label_photo

pytestmark = pytest.mark.django_db

GTIN = "8991234567891"


@pytest.fixture(autouse=True)
def uploads(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def kitchen(client):
    kitchen = a_kitchen()
    tell(kitchen, {"product.prepacked": "true", "permit.pirt.number": "P-IRT 1115371010001-29"})
    client.force_login(kitchen.owner)
    return kitchen


def page(name, kitchen, *more):
    return reverse(f"labels:{name}", args=[kitchen.product.public_id, *more])


def jpeg(content=None, name="label.jpg"):
    return SimpleUploadedFile(name, photo() if content is None else content, "image/jpeg")


def send(client, kitchen, **files):
    return client.post(page("existing_photos", kitchen), files)


def answer(client, kitchen, fact, **typed):
    return client.post(page("existing_ask", kitchen, fact), typed)


def told(kitchen, fact):
    return Statement.objects.get(product=kitchen.product, fact=fact, superseded_at=None)


def said(response):
    return [str(message) for message in response.context["messages"]]


# ---- photos ----


def test_the_first_page_asks_for_a_photo_and_still_lets_one_go_on(client, kitchen):
    first = client.get(page("existing", kitchen))
    assert first.status_code == 200
    assert b'type="file"' in first.content
    assert page("existing_next", kitchen).encode() in first.content


def test_both_sides_are_kept_and_shown_at_both_sizes(client, kitchen):
    send(client, kitchen, front=jpeg(photo(2400, 1800)), back=jpeg())
    front = LabelPhoto.objects.get(side="front")
    assert (front.width, front.height) == (2000, 1500)
    assert front.added_by == kitchen.owner
    full = client.get(page("existing_photo", kitchen, front.pk))
    small = client.get(page("existing_photo_small", kitchen, front.pk))
    assert Image.open(io.BytesIO(full.content)).size == (2000, 1500)
    assert max(Image.open(io.BytesIO(small.content)).size) == 640
    assert small["Cache-Control"].startswith("private")


def test_the_barcode_is_read_from_the_photo_and_offered_as_the_answer(client, kitchen):
    kept = client.post(
        page("existing_photos", kitchen), {"back": jpeg(label_photo(code=barcode(GTIN)))}, follow=True
    )
    assert any(GTIN in message for message in said(kept))
    question = client.get(page("existing_ask", kitchen, "permit.gtin.number"))
    assert question.context["form"].offer.words == GTIN
    answer(client, kitchen, "permit.gtin.number", offer=GTIN)
    assert told(kitchen, "permit.gtin.number").value == GTIN
    assert told(kitchen, "permit.gtin.number").evidence == LabelPhoto.objects.get().evidence


def test_lot_and_expiry_of_a_gs1_code_answer_their_questions(client, kitchen):
    code = barcode(f"(01)0{GTIN}(17)270312(10)A-7", "DataMatrix", gs1=True)
    send(client, kitchen, back=jpeg(label_photo(code=code.resize((240, 240), Image.Resampling.NEAREST))))
    question = client.get(page("existing_ask", kitchen, "label.batch_code"))
    assert question.context["form"].offer.words == "A-7"
    expiry = client.get(page("existing_ask", kitchen, "label.expiry_text")).context["form"]
    assert expiry.offer is None
    assert expiry.shown == "12 Maret 2027"


def test_a_photo_without_a_readable_barcode_says_so_and_how_to_photograph(client, kitchen):
    kept = client.post(page("existing_photos", kitchen), {"front": jpeg()}, follow=True)
    assert any("belum terbaca" in message for message in said(kept))
    question = client.get(page("existing_ask", kitchen, "permit.gtin.number"))
    assert "tegak lurus" in question.content.decode()
    assert question.context["form"].offer is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"bukan foto", "bukan foto atau PDF"),
        (b"%PDF-1.4\n%%EOF", "Ini PDF"),
        (photo()[:200], "bukan foto atau PDF"),
        (b"", "kosong"),
        (b"\x00" * (8 * 1024 * 1024 + 1), "lebih besar dari 8 MB"),
    ],
)
def test_what_is_no_photo_is_explained_and_the_good_side_is_kept(client, kitchen, content, words):
    response = send(client, kitchen, front=jpeg(content), back=jpeg())
    assert response.status_code == 422
    assert words in response.content.decode()
    assert list(LabelPhoto.objects.values_list("side", flat=True)) == ["back"]


def test_no_photo_at_all_is_said(client, kitchen):
    response = send(client, kitchen)
    assert response.status_code == 422
    assert "Pilih dulu foto labelnya" in response.content.decode()


def test_a_better_photo_replaces_the_side_and_keeps_the_answers(client, kitchen):
    send(client, kitchen, front=jpeg())
    answer(client, kitchen, "label.name", value="Sambal lu'at")
    send(client, kitchen, front=jpeg(photo(90, 90)))
    look = look_at(kitchen.product, timezone.localdate())
    assert look.photos["front"].width == 90
    assert "label.name" in look.answered


def test_a_new_label_is_looked_at_anew(client, kitchen):
    send(client, kitchen, front=jpeg())
    answer(client, kitchen, "label.name", value="Sambal lu'at")
    client.post(page("existing_fresh", kitchen))
    send(client, kitchen, front=jpeg(photo(90, 90)))
    look = look_at(kitchen.product, timezone.localdate())
    assert "label.name" not in look.answered
    assert dossier_of(kitchen.product).value("label.name") == "Sambal lu'at"
    assert client.get(page("existing_ask", kitchen, "label.name")).context["form"].offer.source == "told"


def test_a_file_that_is_gone_is_not_found_and_never_a_fault(client, kitchen):
    send(client, kitchen, front=jpeg())
    kept = LabelPhoto.objects.get()
    kept.evidence.file.storage.delete(kept.evidence.file.name)
    assert client.get(page("existing_photo", kitchen, kept.pk)).status_code == 404
    assert client.get(page("existing_photo_small", kitchen, kept.pk)).status_code == 404


# ---- one question at a time ----


def test_an_answer_is_saved_at_once_with_the_photo_of_its_side_as_evidence(client, kitchen):
    send(client, kitchen, front=jpeg(), back=jpeg(photo(90, 90)))
    response = answer(client, kitchen, "label.ingredients", value="cabai\ngaram")
    assert response["Location"].endswith("?sesudah=label.ingredients")
    fact = told(kitchen, "label.ingredients")
    assert fact.value == ["cabai", "garam"]
    assert fact.said_by == "owner"
    assert fact.evidence == LabelPhoto.objects.get(side="back").evidence


def test_what_is_wrong_is_said_at_once_with_the_words_to_print(client, kitchen):
    response = client.post(
        page("existing_ask", kitchen, "label.expiry_text"), {"value": "Exp 12-03-2027"}, follow=True
    )
    assert any("“Baik digunakan sebelum 12-03-2027”" in message for message in said(response))
    response = client.post(page("existing_ask", kitchen, "label.name"), {"value": "Sambal"}, follow=True)
    assert any("sudah benar" in message for message in said(response))


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("label.name", ""),
        ("label.allergens_bold", []),
        ("label.net_quantity", ""),
        ("label.net_unit", ""),
        ("permit.gtin.number", ""),
    ],
)
def test_not_on_the_label_is_one_tap_and_a_known_answer(client, kitchen, fact, value):
    answer(client, kitchen, fact, absent="1")
    assert told(kitchen, fact).value == value
    assert fact in dossier_of(kitchen.product)
    assert dossier_of(kitchen.product)[fact].is_empty
    assert client.get(page("existing_ask", kitchen, fact)).status_code == 200
    for name in ("producers:history", "producers:dossier", "standards:product"):
        assert client.get(reverse(name, args=[kitchen.product.public_id])).status_code == 200


def test_a_net_quantity_that_is_not_there_is_missing(client, kitchen):
    answer(client, kitchen, "label.net_quantity", absent="1")
    look = look_at(kitchen.product, timezone.localdate())
    assert "net" in [verdict.element.id for verdict in look.faults]


@pytest.mark.parametrize(
    ("fact", "offered", "value"),
    [
        ("label.name", "Sambal lu'at", "Sambal lu'at"),
        ("label.registration_number", None, None),
        ("label.languages", "Indonesia", ["id"]),
        ("label.producer_address", "Kelurahan Oebobo", "Kelurahan Oebobo"),
    ],
)
def test_what_a_right_label_says_is_confirmed_by_one_tap(client, kitchen, fact, offered, value):
    words = client.get(page("existing_ask", kitchen, fact)).context["form"].offer.words
    assert offered in (None, words)
    answer(client, kitchen, fact, offer=words)
    assert told(kitchen, fact).value == (value or words)


def test_an_offer_that_has_changed_meanwhile_is_not_written_down(client, kitchen):
    response = answer(client, kitchen, "label.name", offer="Sambal orang lain")
    assert response.status_code == 422
    assert "sudah berubah" in response.content.decode()
    assert not Statement.objects.filter(fact="label.name").exists()


def test_what_was_told_before_is_offered_until_it_is_seen_on_the_photo(client, kitchen):
    tell(kitchen, LUAT)
    send(client, kitchen, front=jpeg())
    assert client.get(page("existing_ask", kitchen, "label.name")).context["form"].offer.source == "told"
    answer(client, kitchen, "label.name", offer="Sambal lu'at")
    assert told(kitchen, "label.name").evidence is not None
    assert client.get(page("existing_ask", kitchen, "label.name")).context["form"].offer is None


@pytest.mark.parametrize(
    ("fact", "typed"),
    [
        ("label.net_quantity", "seratus"),
        ("label.net_quantity", "-1"),
        ("label.net_unit", "galon"),
        ("label.halal_logo", "mungkin"),
        ("label.name", "a\u202eb"),
        ("label.name", "a\x00b"),
        ("label.batch_code", "x" * 2001),
        ("label.main_panel", "sihir"),
    ],
)
def test_a_wrong_answer_is_explained_kept_and_not_saved(client, kitchen, fact, typed):
    response = answer(client, kitchen, fact, value=typed)
    assert response.status_code == 422
    assert response.context["form"].error
    assert response.context["form"].shown == typed
    assert not Statement.objects.filter(fact=fact).exists()


def test_the_walk_asks_everything_once_in_the_order_of_the_label_and_ends_at_the_result(client, kitchen):
    send(client, kitchen, front=jpeg())
    where, asked = page("existing_next", kitchen), []
    while "/hasil/" not in (where := client.get(where)["Location"]):
        fact = where.rstrip("/").rsplit("/", 1)[1]
        asked.append(fact)
        form = client.get(where).context["form"]
        typed = {"value": form.options[0][0]} if form.by_button else {"absent": "1"}
        if not form.by_button and not form.may_be_absent:
            typed = {"value": form.options[0][0] if form.definition.choices else "1"}
        where = answer(client, kitchen, fact, **typed)["Location"]
        assert len(asked) < 50
    assert len(asked) == len(set(asked)) > 20
    assert asked.index("label.name") < asked.index("label.ingredients") < asked.index("label.expiry_text")


def test_skipping_leads_on_and_the_walk_ends(client, kitchen):
    where, steps = client.get(page("existing_next", kitchen))["Location"], 0
    while "/hasil/" not in where:
        where = client.get(client.post(where, {"skip": "1"})["Location"])["Location"]
        steps += 1
        assert steps < 50
    assert steps > 15


def test_an_answer_that_ends_its_own_question_does_not_send_one_back(client, kitchen):
    tell(kitchen, {"permit.halal.number": ""})
    skipped = client.post(page("existing_ask", kitchen, "label.name"), {"skip": "1"})
    assert "label.name" not in client.get(skipped["Location"])["Location"]
    onward = answer(client, kitchen, "label.halal_logo", value="false")["Location"]
    after = client.get(onward)["Location"].rstrip("/").rsplit("/", 1)[1]
    look = look_at(kitchen.product, timezone.localdate())
    assert "label.halal_logo" not in look.questions
    assert after == "label.registration_number"


@pytest.mark.parametrize("fact", ["label.brand_words", "recipe.ingredients", "nama", "permit.nib.number"])
def test_what_is_not_on_a_label_is_not_asked_here(client, kitchen, fact):
    assert client.get(page("existing_ask", kitchen, fact)).status_code == 404
    assert answer(client, kitchen, fact, value="x").status_code == 404


# ---- the checklist and the result ----


def test_from_the_checklist_one_comes_back_to_the_same_line(client, kitchen):
    response = answer(client, kitchen, "label.net_quantity", value="150", dari="periksa")
    assert response["Location"] == page("existing", kitchen) + "#net"
    wrong = answer(client, kitchen, "label.net_quantity", value="banyak", dari="periksa")
    assert b'name="dari" value="periksa"' in wrong.content


def test_what_the_label_lacks_stands_on_top_and_is_counted_on_the_result(client, kitchen):
    for fact in ("label.name", "label.batch_code", "label.expiry_text"):
        answer(client, kitchen, fact, absent="1")
    checklist = client.get(page("existing", kitchen))
    assert [row.id for row in checklist.context["lacking"]] == ["name", "batch", "expiry"]
    result = client.get(page("existing_result", kitchen)).content.decode()
    assert "Label ini: 3 hal perlu diperbaiki" in result
    assert "Cetak “Sambal lu&#x27;at”" in result
    assert "PerBPOM 31/2018" in result


def test_what_is_on_record_but_was_not_seen_on_the_photo_is_not_called_right(client, kitchen):
    tell(kitchen, {"label.name": "Sambal lu'at"})
    send(client, kitchen, front=jpeg())
    result = client.get(page("existing_result", kitchen))
    assert "name" in [row.id for row in result.context["unsettled"]]
    answer(client, kitchen, "label.name", offer="Sambal lu'at")
    result = client.get(page("existing_result", kitchen))
    assert "name" in [row.id for row in result.context["right"]]


def test_without_a_pack_nothing_is_asked(client, kitchen):
    tell(kitchen, {"product.prepacked": "false", "label.halal_logo": "false"})
    response = client.get(page("existing", kitchen))
    assert response.status_code == 200


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", ["existing", "existing_result", "existing_photos"])
def test_every_page_speaks_both_languages(client, kitchen, name, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    content = client.get(page(name, kitchen)).content.decode()
    assert ("Photo of the label" in content or "Whole" in content or "The " in content) is (language == "en")


def test_the_pages_take_the_same_queries_for_one_answer_as_for_all(
    client, kitchen, django_assert_num_queries, django_assert_max_num_queries
):
    send(client, kitchen, front=jpeg(), back=jpeg())
    names = ("existing", "existing_result", "existing_next")
    with django_assert_max_num_queries(3 * 12):
        for name in names:
            client.get(page(name, kitchen))
    with django_assert_max_num_queries(12) as few:
        client.get(page("existing", kitchen))
        counted = len(few)
    for fact in ("label.name", "label.batch_code", "label.expiry_text", "label.brand"):
        answer(client, kitchen, fact, value="Sambal")
    client.get(page("existing", kitchen))  # the messages of the answers are read
    with django_assert_num_queries(counted):
        client.get(page("existing", kitchen))


# ---- who ----


@pytest.mark.parametrize(
    ("role", "said_by"), [(Role.OFFICER, "officer"), (Role.ADMIN, "officer"), (Role.INSPECTOR, "inspector")]
)
def test_city_and_inspector_judge_in_their_own_name(client, kitchen, role, said_by):
    person = a_person(role)
    client.force_login(person)
    send(client, kitchen, front=jpeg())
    answer(client, kitchen, "label.name", value="Sambal lu'at")
    fact = told(kitchen, "label.name")
    assert (fact.said_by, fact.typed_by) == (said_by, person)
    assert Evidence.objects.get().uploaded_by == person


def test_a_helper_speaks_for_the_owner(client, kitchen):
    client.force_login(a_person(Role.HELPER, kitchen.business.organisation))
    answer(client, kitchen, "label.name", value="Sambal")
    assert told(kitchen, "label.name").said_by == "owner"


def test_the_inspector_finds_the_way_from_the_product(client, kitchen):
    client.force_login(a_person(Role.INSPECTOR))
    home = client.get(reverse("standards:product", args=[kitchen.product.public_id]))
    assert page("existing", kitchen) in home.content.decode()


def test_a_buyer_with_every_consent_does_not_judge_labels_nor_see_their_photos(client, kitchen):
    send(client, kitchen, front=jpeg())
    kept = LabelPhoto.objects.get()
    shop = an_organisation(Kind.RETAILER)
    grant(kitchen.business.organisation, shop, list(FieldGroup), kitchen.owner)
    client.force_login(a_person(Role.BUYER, shop))
    assert client.get(page("existing", kitchen)).status_code == 403
    assert client.get(page("existing_photo", kitchen, kept.pk)).status_code == 403
    assert answer(client, kitchen, "label.name", value="x").status_code == 403


def test_the_photo_of_one_product_is_not_reached_through_another(client, kitchen):
    send(client, kitchen, front=jpeg())
    kept = LabelPhoto.objects.get()
    other = a_kitchen("Dapur Lain", "Abon")
    client.force_login(other.owner)
    assert client.get(page("existing_photo", other, kept.pk)).status_code == 404
    assert client.get(page("existing_photo", kitchen, kept.pk)).status_code == 404
    assert Product.objects.count() == 2
