"""The public pages: light, few queries, and nothing private on them."""

import datetime as dt
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from lopo.accounts.roles import Role
from lopo.market.books.photos import add_photo
from lopo.market.books.showing import Told, publish, refresh_everything, tell, withdraw
from lopo.market.catalogue.public_facts import PUBLIC_FACTS
from lopo.market.models import CatalogueCount, CatalogueEntry
from lopo.producers.evidence import clean_upload
from lopo.producers.records import decide_paper, record_fact
from lopo.quality.models import Batch, Recall
from tests.accounts.factories import a_person
from tests.city import LUAT, a_kitchen, a_paper, photo
from tests.city import tell as tell_facts
from tests.market.shelf import an_open_product, entry_of
from tests.market.test_finding import clones

pytestmark = pytest.mark.django_db


def page_of(kitchen):
    return reverse("market:product", args=[entry_of(kitchen).slug])


def test_nothing_is_public_before_its_owner_says_so_nor_after_she_takes_it_back(client):
    kitchen = a_kitchen()
    tell_facts(kitchen, LUAT)
    client.force_login(kitchen.owner)
    showing = reverse("market:showing", args=[kitchen.product.public_id])
    assert "Sambal lu&#x27;at" in client.get(showing).text
    address = page_of(kitchen)
    assert client.get(address).status_code == 404
    client.post(reverse("market:publish", args=[kitchen.product.public_id]))
    client.logout()
    assert client.get(address).status_code == 200
    assert address in client.get("/katalog/").text
    client.force_login(kitchen.owner)
    client.post(reverse("market:publish", args=[kitchen.product.public_id]), {"close": "1"})
    client.logout()
    assert client.get(address).status_code == 404
    assert address not in client.get("/katalog/").text
    assert CatalogueCount.objects.filter(products__gt=0).count() == 0


@pytest.mark.parametrize("role", [Role.OFFICER, Role.BUYER, Role.HELPER, Role.OWNER])
def test_only_its_owner_opens_a_page(role, client):
    kitchen = a_kitchen()
    client.force_login(a_person(role))
    answer = client.post(reverse("market:publish", args=[kitchen.product.public_id]))
    assert answer.status_code in (403, 404)
    assert not CatalogueEntry.objects.filter(published_at__isnull=False).exists()


SECRET = "rahasiaxyz"
TOLD = {
    "recipe.ingredients": [{"name": f"cabai {SECRET}", "amount": "511.77"}],
    "cost.told_idr": "9173",
    "price.to_shop_idr": "19973",
    "supply.monthly_capacity": "7331",
    "business.annual_sales": "81234567",
    "craft.maker_person": f"Mama {SECRET}",
    "label.producer_address": f"Jalan {SECRET} 5",
    "nutrition.lab.laboratory": f"Lab {SECRET}",
    "permit.nib.number": "9120001234567",
}


def test_no_private_fact_stands_on_any_public_page(client):
    assert not set(TOLD) & set(PUBLIC_FACTS)
    kitchen = an_open_product()
    tell_facts(kitchen, TOLD)
    entry = entry_of(kitchen)
    pages = [
        "/katalog/",
        "/katalog/?q=sambal",
        page_of(kitchen),
        reverse("market:maker", args=[entry.maker_page.slug]),
        reverse("market:feed_google"),
        reverse("market:sitemap"),
        reverse("market:feedback_new", args=[entry.slug]),
    ]
    private = [SECRET, "511", "9173", "9.173", "19973", "19.973", "7331", "7.331", "81234567", "81.234.567"]
    private += ["9120001234567", kitchen.owner.phone, kitchen.owner.phone.removeprefix("+62")]
    for address in pages:
        answer = client.get(address)
        text = b"".join(answer).decode()
        assert answer.status_code == 200, address
        found = [each for each in private if each in re.sub(r'csrfmiddlewaretoken" value="[^"]+', "", text)]
        assert found == [], address
    assert "0 produk" in client.get(f"/katalog/?q={SECRET}").text


def test_what_is_told_later_is_shown_at_once_and_papers_that_ran_out_no_more(client):
    kitchen = an_open_product()
    record_fact(kitchen.business, kitchen.product, "price.retail_idr", "31000", typed_by=kitchen.owner)
    until = timezone.localdate() + dt.timedelta(days=1)
    paper = a_paper(kitchen, "halal", "ID53110001234567", valid_until=until)
    assert not entry_of(kitchen).is_halal
    decide_paper(paper, a_person(Role.OFFICER))
    text = client.get(page_of(kitchen)).text
    assert "Rp31.000" in text and "ID53110001234567" in text
    assert entry_of(kitchen).is_halal
    for words in ("halal", "ID53110001234567", "sambal halal"):
        assert "1 produk" in client.get("/katalog/", {"q": words}).text
    type(paper).objects.filter(pk=paper.pk).update(valid_until=until - dt.timedelta(days=2))
    refresh_everything()
    assert not entry_of(kitchen).is_halal
    assert "ID53110001234567" not in client.get(page_of(kitchen)).text
    assert "0 produk" in client.get("/katalog/", {"q": "halal"}).text


def test_a_number_that_no_paper_bears_is_said_and_nothing_near_it_is_offered(client):
    kitchen = an_open_product()
    decide_paper(a_paper(kitchen, "pirt", "P-IRT 2125371010001-29"), a_person(Role.OFFICER))
    assert "1 produk" in client.get("/katalog/", {"q": "P-IRT 2125371010001-29"}).text
    text = client.get("/katalog/", {"q": "P-IRT 2125371010002-29"}).text
    assert "0 produk" in text and "bernomor 2125371010002" in text
    assert "Yang terbaru" in text and text.count('class="goods"') == 1


def test_a_recall_stands_on_top_of_the_page_and_on_the_card(client):
    kitchen = an_open_product()
    batch = Batch.objects.create(
        business=kitchen.business, product=kitchen.product, code="SL1", made_on=timezone.localdate(),
        pieces=9, by=kitchen.owner,
    )  # fmt: skip
    recall = Recall.objects.create(
        business=kitchen.business, batch=batch, reason="Kaca", is_drill=True, opened_by=kitchen.owner
    )
    assert 'class="recall"' not in client.get(page_of(kitchen)).text
    Recall.objects.filter(pk=recall.pk).update(is_drill=False)
    text = client.get(page_of(kitchen)).text
    assert text.index('class="recall"') < text.index("<h1>") and "SL1" in text
    assert "state-notmet" in client.get("/katalog/").text


def test_a_story_may_not_promise_to_heal(client):
    kitchen = an_open_product()
    client.force_login(kitchen.owner)
    address = reverse("market:showing", args=[kitchen.product.public_id])
    answer = client.post(address, {"story_id": "Madu ini menyembuhkan kanker dan diabetes."})
    assert answer.status_code == 422 and "menyembuhkan kanker" in answer.text
    assert entry_of(kitchen).story_id == ""


@pytest.mark.parametrize(
    ("path", "most"),
    [("/katalog/", 4), ("/katalog/?kecamatan=Oebobo&halal=1", 4), ("/katalog/?q=sambal", 7),
     ("/katalog/?q=smbal", 10), ("/katalog/?urut=harga", 5), ("/katalog/?q=zzzzqqq", 11)],
)  # fmt: skip
def test_the_list_asks_as_little_of_a_thousand_as_of_a_few(path, most, client, django_assert_max_num_queries):
    from lopo.market.books.counts import count_anew
    from lopo.market.books.index import index

    kitchen = an_open_product()
    with django_assert_max_num_queries(most):
        client.get(path)
    seen = []
    for more in (30, 969):
        clones(entry_of(kitchen), more, len(seen))
        index(list(CatalogueEntry.objects.select_related("kelurahan")))
        count_anew()
        with django_assert_max_num_queries(most) as asked:
            assert client.get(path).status_code == 200
        seen.append(len(asked))
    assert seen[0] == seen[1]


def test_a_products_page_asks_little(client, django_assert_max_num_queries):
    kitchen = an_open_product()
    clones(entry_of(kitchen), 50)
    client.get(page_of(kitchen))
    with django_assert_max_num_queries(9):
        assert client.get(page_of(kitchen)).status_code == 200


def test_a_picture_comes_in_the_size_asked_for_and_without_what_was_hidden_in_it(client):
    import io

    from PIL import Image

    kitchen = an_open_product()
    kept = add_photo(kitchen.product, clean_upload(photo(1600, 1200)), kitchen.owner)
    card = client.get("/katalog/").text
    assert f"{kept.name}-320.webp 320w" in card and 'width="1600" height="1200"' in card
    answer = client.get(reverse("market:photo", args=[kept.name, 320, "webp"]))
    with Image.open(io.BytesIO(answer.content)) as small:
        assert small.format == "WEBP" and small.width == 320 and not small.getexif()
    assert client.get(f"/katalog/foto/{kept.name}-5000.webp").status_code == 404
    withdraw(kitchen.product)
    assert client.get(reverse("market:photo", args=[kept.name, 320, "webp"])).status_code == 404


def test_machines_read_what_people_read(client):
    kitchen = an_open_product(story="Cabai </script><b>pedas</b>")
    text = client.get(page_of(kitchen)).text
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    data = json.loads(block[1])
    assert data["@type"] == "Product" and data["offers"]["price"] == "25000"
    assert data["description"] == "Cabai </script><b>pedas</b>"
    assert 'rel="canonical"' in text and 'hreflang="en"' in text and "bagikan.jpg" in text
    assert page_of(kitchen) in client.get("/sitemap-produk.xml").text
    assert "sitemap-produk.xml" in client.get("/sitemap.xml").text
    assert "Sitemap:" in client.get("/robots.txt").text
    assert client.get(f"{page_of(kitchen)}bagikan.jpg")["Content-Type"] == "image/jpeg"
    assert client.get(f"{page_of(kitchen)}kode.svg").content.startswith(b"<?xml")


def test_the_feed_leaves_out_with_a_reason_what_lacks_something(client):
    whole, lacking = an_open_product("Abon"), an_open_product("Kue", "Dapur B")
    add_photo(whole.product, clean_upload(photo(900, 700)), whole.owner)
    feed = b"".join(client.get(reverse("market:feed_google"))).decode()
    assert "<g:title>Abon</g:title>" in feed and "25000 IDR" in feed and "Kue" not in feed
    client.force_login(a_person(Role.OFFICER))
    text = client.get(reverse("market:feed_left_out")).text
    assert "Kue" in text and "Belum ada foto." in text and ">Abon<" not in text
    assert lacking.product.name == "Kue"


def test_english_has_an_address_of_its_own(client):
    kitchen = an_open_product()
    assert "Where to buy it" in client.get(f"{page_of(kitchen)}?bahasa=en").text
    assert "Where to buy it" not in client.get(page_of(kitchen)).text


@pytest.mark.parametrize("field", ["story_id", "story_en", "about_id"])
def test_what_may_not_be_claimed_is_refused_on_every_way_to_the_page(field, client):
    kitchen = an_open_product()
    client.force_login(kitchen.owner)
    address = reverse("market:showing", args=[kitchen.product.public_id])
    words = "Sambal terbaik, best of all." if field != "story_en" else "The best sambal."
    answer = client.post(address, {field: words})
    assert answer.status_code == 422 and "tidak bisa diperiksa pembeli" in answer.text
    assert words in answer.text, "what she wrote is still there"
    assert client.post(address, {field: "Sambal dari Oebobo, resep nenek."}).status_code == 302
    hidden = client.post(address, {field: "Sambal \u202eini"})
    assert hidden.status_code == 422 and "tanda tersembunyi" in hidden.text


def test_a_long_story_kept_on_one_page_can_be_kept_on_the_other(client):
    kitchen = an_open_product()
    client.force_login(kitchen.owner)
    story = "Cabai dari kebun sendiri di Oebobo. " * 55
    address = reverse("market:text", args=[kitchen.product.public_id])
    assert client.post(address, {"long_id": story, "version": "0"}).status_code == 302
    showing = reverse("market:showing", args=[kitchen.product.public_id])
    assert client.post(showing, {"story_id": entry_of(kitchen).story_id}).status_code == 302


def test_each_language_names_itself_as_its_address_and_shares_its_own_picture(client):
    kitchen = an_open_product(export__name_en="Timorese chilli sambal")
    add_photo(kitchen.product, clean_upload(photo(900, 700)), kitchen.owner)
    maker = reverse("market:maker", args=[entry_of(kitchen).maker_page.slug])
    for path in (page_of(kitchen), maker, "/katalog/"):
        indonesian, english = client.get(path).text, client.get(f"{path}?bahasa=en").text
        assert f'rel="canonical" href="http://testserver{path}"' in indonesian, path
        assert f'rel="canonical" href="http://testserver{path}?bahasa=en"' in english, path
        for text, locale in ((indonesian, "id_ID"), (english, "en_GB")):
            for name in ("og:title", "og:type", "og:url", "og:image", "og:image:width", "og:site_name"):
                assert text.count(f'property="{name}" content="') == 1, (path, name)
            assert f'property="og:locale" content="{locale}"' in text
        assert "bagikan.jpg?bahasa=en" in english and "bagikan.jpg?bahasa=en" not in indonesian, path
        assert "Timorese chilli sambal" in english, path
    page = client.get(page_of(kitchen)).text
    assert 'property="product:price:amount" content="25000"' in page


def test_machines_are_told_of_nutrition_as_a_product_may(client):
    kitchen = an_open_product(nutrition__energy_kcal="120", nutrition__serving_g="15")
    text = client.get(page_of(kitchen)).text
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text)[1])
    assert "nutrition" not in data, "schema.org has it of recipes and dishes only"
    (energy,) = data["additionalProperty"]
    assert (energy["value"], energy["unitCode"], energy["@type"]) == ("120", "E14", "PropertyValue")
    assert data["countryOfOrigin"]["name"] == "Indonesia"


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("0812-9999-1111", 'href="tel:+6281299991111">0812-9999-1111</a>'),
        ("mama@dapur.example", 'href="mailto:mama@dapur.example">'),
        ("Jalan Palapa 5 <b>", "<strong>Jalan Palapa 5 &lt;b&gt;</strong>"),
    ],
)
def test_a_number_for_buyers_can_be_called_from_the_page(contact, link, client):
    kitchen = an_open_product()
    tell(kitchen.product, Told(contact=contact))
    assert link in client.get(page_of(kitchen)).text
    assert link in client.get(reverse("market:maker", args=[entry_of(kitchen).maker_page.slug])).text


def test_a_paper_says_its_kind_once(client):
    kitchen = an_open_product()
    decide_paper(a_paper(kitchen, "pirt", "P-IRT 2155371010001-30"), a_person(Role.OFFICER))
    decide_paper(a_paper(kitchen, "brand", "IDM000123"), a_person(Role.OFFICER))
    assert "P-IRT P-IRT" not in client.get(page_of(kitchen)).text
    client.force_login(kitchen.owner)
    showing = client.get(reverse("market:showing", args=[kitchen.product.public_id])).text
    assert "Merek ," not in showing and "2155371010001-30" in showing


def test_a_picture_nobody_could_see_is_refused(client):
    kitchen = an_open_product()
    client.force_login(kitchen.owner)
    sent = SimpleUploadedFile("titik.jpg", photo(4000, 3), "image/jpeg")
    answer = client.post(reverse("market:picture", args=[kitchen.product.public_id]), {"picture": sent})
    assert answer.status_code == 422 and "terlalu kecil untuk ditampilkan" in answer.text
    assert entry_of(kitchen).photo == ""


def test_opened_twice_at_once_is_opened_once():
    kitchen = an_open_product()
    before = entry_of(kitchen).published_at
    publish(kitchen.product, kitchen.owner)
    assert entry_of(kitchen).published_at == before
    assert sum(CatalogueCount.objects.values_list("products", flat=True)) == 1


def test_her_number_is_public_only_when_she_gives_one(client):
    kitchen = an_open_product()
    tell(kitchen.product, Told(contact="0812-9999-1111"))
    assert "0812-9999-1111" in client.get(page_of(kitchen)).text
