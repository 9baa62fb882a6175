"""Pages that help to sell: photo, text, cards, sharing; each role, bad input, once or twice."""

import datetime as dt
import io

import pypdfium2
import pytest
import zxingcpp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from lopo.accounts.roles import Role
from lopo.facts.kinds import Refused
from lopo.facts.text import Text
from lopo.labels.gtin_block import add_block
from lopo.labels.gtin_book import assign_unit
from lopo.market.books.photo_tries import clear_waiting, keep
from lopo.market.books.photos import MOST, add_photo
from lopo.market.books.product_texts import CHANGED_MEANWHILE, Written, keep_texts
from lopo.market.books.selling import selling, today
from lopo.market.books.showing import publish
from lopo.market.models import CatalogueEntry, PhotoTry, ProductPhoto, ProductText
from lopo.producers.evidence import clean_upload
from lopo.producers.models import Evidence
from lopo.producers.records import decide_paper, dossier_of
from lopo.standards.morning import MORNING
from tests.accounts.factories import a_person
from tests.city import LUAT, a_kitchen, a_paper, tell
from tests.market.helpers import a_buyer, a_file, at, on_shelf, own_number, queries
from tests.market.promotion import drawn

pytestmark = [pytest.mark.database, pytest.mark.django_db]

PAGES = ("selling", "photos", "text", "tags", "share", "share_image")
PRICED = {**LUAT, "price.retail_idr": "25000", "product.unit_of_sale": "botol", "product.storage": "room"}


@pytest.fixture
def kitchen():
    made = a_kitchen()
    tell(made, PRICED)
    return made


@pytest.fixture
def owner(client, kitchen):
    client.force_login(kitchen.owner)
    return kitchen.owner


@pytest.fixture
def officer():
    return a_person(Role.OFFICER)


def ours(name, kitchen, *more):
    return at(name, kitchen.product.public_id, *more)


def read(response):
    return response.content.decode()


# Who may


@pytest.mark.parametrize("name", PAGES)
def test_the_owner_and_the_city_open_every_page_and_strangers_none(name, client, kitchen, officer):
    for person in (kitchen.owner, a_person(Role.HELPER, kitchen.business.organisation), officer):
        client.force_login(person)
        assert client.get(ours(name, kitchen)).status_code == 200
    client.force_login(a_kitchen("Dapur Lain", "Abon").owner)
    assert client.get(ours(name, kitchen)).status_code == 404
    client.force_login(a_buyer())
    assert client.get(ours(name, kitchen)).status_code == (404 if name == "tags" else 403)
    client.logout()
    assert "/akun/login/" in client.get(ours(name, kitchen))["Location"]


def test_the_products_page_leads_here(client, kitchen, owner):
    page = read(client.get(f"/produk/{kitchen.product.public_id}/"))
    assert ours("selling", kitchen) in page


# Photos


def send(client, kitchen, picture=None, number=None):
    form = {"photo": a_file(picture), "client_id": number or own_number()}
    return client.post(ours("photos", kitchen), form, follow=True)


def test_a_photo_is_taken_judged_and_kept(client, kitchen, owner):
    page = send(client, kitchen)
    assert "Foto ini bagus" in read(page)
    (taken,) = PhotoTry.objects.all()
    shown = client.get(ours("photo_waiting", kitchen, taken.pk))
    assert Image.open(io.BytesIO(shown.content)).size == (800, 800)
    for _twice in range(2):
        client.post(ours("photo_verdict", kitchen, taken.pk))
    photo = ProductPhoto.objects.get(removed_at=None)
    assert client.get(ours("photo_picture", kitchen, photo.pk)).status_code == 200
    assert dossier_of(kitchen.product).value("product.photo_count") == 1
    assert client.get(ours("photo_waiting", kitchen, taken.pk)).status_code == 404
    assert "cukup bagus" in read(client.get(ours("photos", kitchen)))


def test_a_bad_photo_says_what_to_do_with_a_drawn_example_and_may_be_taken_again(client, kitchen, owner):
    page = read(send(client, kitchen, drawn.dark()))
    assert "Terlalu gelap" in page
    assert "market/photo/dark.svg" in page
    files = Evidence.objects.count()
    send(client, kitchen)
    assert PhotoTry.objects.count() == 1, "what was not kept has gone"
    assert Evidence.objects.count() == files


def test_a_form_sent_twice_is_one_photo(client, kitchen, owner):
    number = own_number()
    for _twice in range(2):
        send(client, kitchen, number=number)
    assert PhotoTry.objects.count() == 1
    other = a_kitchen("Dapur Lain", "Abon")
    client.force_login(other.owner)
    assert send(client, other, number=number).status_code == 422


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("x.jpg", b"not a photo", "bukan foto"),
        ("x.pdf", b"%PDF-1.4 %%EOF", "Ini PDF"),
        ("x.jpg", b"", "bukan foto|Choose|Pilih"),
        ("x.png", drawn.jpeg(Image.new("RGB", (4, 4))), "terlalu kecil"),
    ],
)
def test_what_is_no_photo_is_refused_in_words(client, kitchen, owner, name, content, says):
    form = {"photo": SimpleUploadedFile(name, content), "client_id": own_number()}
    answer = client.post(ours("photos", kitchen), form)
    assert answer.status_code == 422
    assert any(each in read(answer) for each in says.split("|"))
    assert not PhotoTry.objects.exists()


def test_of_six_photos_no_seventh_is_kept(client, kitchen, owner):
    for number in range(MOST):
        upload = clean_upload(drawn.jpeg(drawn.a_jar(side=100 + number)))
        add_photo(kitchen.product, upload, kitchen.owner)
    assert "Lepas satu" in read(client.get(ours("photos", kitchen)))
    taken = PhotoTry.objects.create(
        product=kitchen.product, evidence=add_evidence(kitchen), figures=figures(), taken_by=owner,
        client_id=own_number(),
    )  # fmt: skip
    with pytest.raises(Refused):
        keep(taken, owner)
    assert "Paling banyak" in read(client.post(ours("photo_verdict", kitchen, taken.pk), follow=True))


def test_what_nobody_kept_goes_the_next_morning_and_its_page_says_so(client, kitchen, owner):
    send(client, kitchen)
    kept = PhotoTry.objects.get()
    client.post(ours("photo_verdict", kitchen, kept.pk))
    send(client, kitchen, drawn.dark())
    waiting = PhotoTry.objects.get(photo=None)
    today = timezone.localdate()
    assert clear_waiting(today) == [] and PhotoTry.objects.count() == 2, "today she may still decide"
    (said,) = clear_waiting(today + dt.timedelta(days=1))
    assert said.startswith("1 ")
    assert list(PhotoTry.objects.all()) == [kept]
    assert not Evidence.objects.filter(pk=waiting.evidence_id).exists()
    page = client.get(ours("photo_verdict", kitchen, waiting.pk), follow=True)
    assert "sudah dibersihkan" in read(page)
    assert clear_waiting in MORNING


def add_evidence(kitchen):
    from lopo.producers.records import keep_evidence

    return keep_evidence(clean_upload(drawn.jpeg(drawn.a_jar())), kitchen.business, kitchen.owner)


def figures():
    from lopo.market.promotion.photo_check import measure

    return measure(drawn.jpeg(drawn.a_jar())).to_plain()


def test_a_picture_that_came_another_way_is_judged_and_can_be_taken_off(client, kitchen, owner):
    photo = add_photo(kitchen.product, clean_upload(drawn.jpeg(drawn.blurred())), owner)
    client.post(ours("photo_judged", kitchen, photo.pk))
    assert "Kurang tajam" in read(client.get(ours("photos", kitchen)))
    client.post(ours("photo_removed", kitchen, photo.pk))
    assert not ProductPhoto.objects.filter(removed_at=None).exists()
    assert dossier_of(kitchen.product).value("product.photo_count") == 0


def test_photos_of_another_are_not_reached(client, kitchen, owner):
    other = a_kitchen("Dapur Lain", "Abon")
    photo = add_photo(other.product, clean_upload(drawn.jpeg(drawn.a_jar())), other.owner)
    assert client.get(ours("photo_picture", kitchen, photo.pk)).status_code == 404
    assert client.get(ours("photo_verdict", kitchen, photo.pk)).status_code == 302, "as one that was cleared"
    for name in ("photo_picture", "photo_verdict"):
        assert client.get(ours(name, other, photo.pk)).status_code == 404
    for name in ("photo_judged", "photo_removed"):
        assert client.post(ours(name, other, photo.pk)).status_code == 404


def test_the_page_of_photos_asks_as_often_for_six_as_for_one(client, kitchen, owner):
    add_photo(kitchen.product, clean_upload(drawn.jpeg(drawn.a_jar(side=90))), owner)
    one = queries(client, ours("photos", kitchen))
    for number in range(5):
        add_photo(kitchen.product, clean_upload(drawn.jpeg(drawn.a_jar(side=100 + number))), owner)
    assert queries(client, ours("photos", kitchen)) == one


# Words


TEXTS = {"short_id": "Sambal dari Oebobo.", "long_id": "Pedas, asam, segar.", "short_en": "", "long_en": ""}


def write(client, kitchen, version=0, **texts):
    return client.post(ours("text", kitchen), {**TEXTS, "version": version, **texts})


def test_a_draft_is_offered_and_another_one(client, kitchen, owner):
    page = read(client.get(ours("text", kitchen)))
    assert "cabai, jeruk nipis dan garam" in page
    assert "Oebobo" in page
    assert "?baru=1" in page
    assert not ProductText.objects.exists(), "a draft is not kept by itself"
    assert client.get(ours("text", kitchen), {"baru": "x"}).status_code == 200


def test_a_claim_is_refused_with_its_sentence_and_the_mended_text_is_kept(client, kitchen, owner):
    tell(kitchen, {"permit.pirt.number": "2155371010001-30"})
    answer = write(client, kitchen, long_id="Sambal terbaik. Menyehatkan tubuh.")
    assert answer.status_code == 422
    page = read(answer)
    assert "<mark>terbaik</mark>" in page
    assert "<mark>Menyehatkan</mark> tubuh." in page
    assert "Sambal terbaik. Menyehatkan tubuh.</textarea>" in page, "what was typed stays"
    assert not ProductText.objects.exists()
    assert write(client, kitchen).status_code == 302
    assert ProductText.objects.get().short_id == "Sambal dari Oebobo."
    assert CatalogueEntry.objects.get().story_id == "Pedas, asam, segar."


def test_halal_may_be_said_once_the_city_has_seen_the_paper(client, kitchen, owner, officer):
    assert write(client, kitchen, short_id="Sambal halal.").status_code == 422
    decide_paper(a_paper(kitchen, "halal", "ID53110000123450123"), officer)
    assert write(client, kitchen, short_id="Sambal halal.").status_code == 302


def test_what_is_under_a_condition_is_noted_and_kept(client, kitchen, owner):
    assert write(client, kitchen, short_id="Bahan alami dari kebun.").status_code == 302
    assert "<mark>alami</mark>" in read(client.get(ours("text", kitchen)))


def test_of_two_who_write_at_once_the_second_is_told(client, kitchen, owner):
    write(client, kitchen, version=0, short_id="Yang pertama.")
    answer = write(client, kitchen, version=0, short_id="Yang kedua.")
    assert answer.status_code == 422
    assert "Orang lain baru saja" in read(answer)
    assert "Yang kedua." in read(answer)
    assert ProductText.objects.get().short_id == "Yang pertama."
    written = Written(Text("x", ""), Text("", ""), 0)
    with pytest.raises(Refused) as refusal:
        keep_texts(kitchen.product, written, owner)
    assert refusal.value is CHANGED_MEANWHILE
    assert write(client, kitchen, version=1, short_id="Yang kedua.").status_code == 302


def test_hidden_marks_and_too_long_texts_are_refused(client, kitchen, owner):
    assert write(client, kitchen, short_id="a\u202eb").status_code == 422
    assert write(client, kitchen, short_id="a" * 301).status_code == 422
    assert write(client, kitchen, version="x").status_code == 422


# Cards


CHOICE = {"form": "card", "price": "25.000", "count": "12", "line": "", "language": "id"}


def printed(response):
    document = pypdfium2.PdfDocument(response.content)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    codes = {each.text for page in document for each in zxingcpp.read_barcodes(page.render(scale=4).to_pil())}
    return words, codes


def test_cards_are_looked_at_and_printed(client, kitchen, owner):
    page = read(client.get(ours("tags", kitchen), CHOICE))
    assert ours("tags_file", kitchen) in page
    picture = client.get(ours("tags_picture", kitchen), CHOICE)
    assert Image.open(io.BytesIO(picture.content)).width > 300
    words, codes = printed(client.get(ours("tags_file", kitchen), CHOICE))
    assert "Rp25.000" in words
    assert "Rp16.667 / 100 g" in words
    assert codes == set(), "no number of her own, no open page"


def test_her_own_number_and_her_open_page_are_on_the_card(client, kitchen, owner):
    add_block(kitchen.business, "899000000", owner)
    number = assign_unit(kitchen.product, owner).gtin
    entry = publish(kitchen.product, owner)
    _words, codes = printed(client.get(ours("tags_file", kitchen), CHOICE))
    assert number in codes
    assert any(code.endswith(f"/katalog/{entry.slug}/") for code in codes)


def test_a_number_that_gs1_did_not_give_her_is_not_drawn(kitchen):
    tell(kitchen, {"permit.gtin.number": "8990000000013"})
    assert selling(kitchen.product, today()).gtin == ""
    tell(kitchen, {"permit.gtin.issued_by_gs1": "true"})
    assert selling(kitchen.product, today()).gtin == "8990000000013"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"form": "poster"}, "poster"),
        ({"price": "0"}, "paling sedikit 1"),
        ({"price": "murah"}, "angka"),
        ({"price": "9" * 20}, "terlalu besar"),
        ({"count": "401"}, "400"),
        ({"line": "Terlaris di Kupang"}, "Terlaris"),
        ({"language": "fr"}, "fr"),
    ],
)
def test_a_wrong_choice_is_told_and_not_printed(client, kitchen, owner, wrong, says):
    answer = client.get(ours("tags", kitchen), {**CHOICE, **wrong})
    assert answer.status_code == 422
    assert says in read(answer)
    assert client.get(ours("tags_file", kitchen), {**CHOICE, **wrong}).status_code == 302
    assert client.get(ours("tags_picture", kitchen), {**CHOICE, **wrong}).status_code == 404


def test_a_buyer_prints_cards_of_what_stands_on_her_shelf_at_its_price(client, kitchen):
    buyer, other = a_buyer(), a_kitchen("Dapur Lain", "Abon")
    on_shelf(kitchen.product, buyer, price=31_500)
    on_shelf(other.product, buyer, state="rejected")
    client.force_login(buyer)
    assert client.get(ours("tags", other)).status_code == 404
    assert "31500" in read(client.get(ours("tags", kitchen)))
    page = read(client.get(at("tags_shelf")))
    assert "Rp31.500" in page
    assert "Abon" not in page
    query = {f"n-{kitchen.product.public_id}": "3", f"n-{other.product.public_id}": "3", "form": "rail"}
    words, _codes = printed(client.get(at("tags_shelf_file"), query))
    assert words.count("Rp31.500") == 3
    assert "Abon" not in words


def test_nothing_to_print_is_told(client, kitchen, owner):
    assert client.get(at("tags_shelf_file"), {"n-x": "y"}).status_code == 422
    unpriced = a_kitchen("Dapur Lain", "Abon")
    client.force_login(unpriced.owner)
    answer = client.get(at("tags_shelf_file"), {f"n-{unpriced.product.public_id}": "2"})
    assert answer.status_code == 422
    assert "harga" in read(answer).lower()
    client.force_login(a_buyer())
    assert "Belum ada yang bisa dicetak" in read(client.get(at("tags_shelf")))


def test_many_goods_ask_as_often_as_one(client, kitchen):
    buyer = a_buyer()
    client.force_login(buyer)
    on_shelf(kitchen.product, buyer)

    def asked(goods):
        query = {f"n-{each.product.public_id}": "1" for each in goods}
        return queries(client, at("tags_shelf")), queries(client, at("tags_shelf_file"), **query)

    one = asked([kitchen])
    more = [a_kitchen(f"Dapur {number}", f"Abon {number}") for number in range(4)]
    for each in more:
        on_shelf(each.product, buyer)
    assert asked([kitchen, *more]) == one


# Sharing


def test_the_message_has_name_words_price_and_the_open_page(client, kitchen, owner):
    page = read(client.get(ours("share", kitchen)))
    assert "wa.me" in page
    assert "Rp25.000 · 150 g" in page
    assert "belum dibuka" in page
    entry = publish(kitchen.product, owner)
    assert f"/katalog/{entry.slug}/" in read(client.get(ours("share", kitchen)))


def test_the_picture_is_a_jpeg_with_or_without_a_photo(client, kitchen, owner):
    first = client.get(ours("share_image", kitchen))
    add_photo(kitchen.product, clean_upload(drawn.jpeg(drawn.a_jar())), owner)
    second = client.get(ours("share_image", kitchen), {"unduh": "1"})
    assert Image.open(io.BytesIO(first.content)).size == Image.open(io.BytesIO(second.content)).size
    assert first.content != second.content
    assert "attachment" in second["Content-Disposition"]
