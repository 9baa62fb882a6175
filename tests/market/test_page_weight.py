"""How much the public pages weigh before their pictures, as written and compressed."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone

from lopo.market.books.counts import count_anew
from lopo.market.books.index import index
from lopo.market.books.photos import add_photo
from lopo.market.books.showing import Told, tell
from lopo.market.models import CatalogueEntry, Feedback
from lopo.producers.evidence import clean_upload
from lopo.standards.where_sold import changed
from tests.city import a_paper, photo
from tests.city import tell as tell_facts
from tests.market.helpers import a_buyer, on_shelf
from tests.market.shelf import an_open_product, entry_of
from tests.market.test_finding import clones

pytestmark = pytest.mark.django_db

MOST_BYTES = 40 * 1024
"""Of the first view, whether it is compressed on the way or not."""
FILES_MOST = 4
"""Style, script and mark that a first view asks for: each may cost a slow line one more round."""

NUTRITION = {
    "nutrition.serving_g": "15",
    "nutrition.energy_kcal": "120",
    "nutrition.fat_g": "3",
    "nutrition.protein_g": "2",
    "nutrition.carbohydrate_g": "8",
    "nutrition.sugars_g": "4",
    "nutrition.sodium_mg": "210",
}


@pytest.fixture
def goods():
    """A full catalogue: long names and stories, papers, shops, photos, buyers' words with answers."""
    story = "Resep dari nenek di Amarasi, ditumbuk dengan tangan. " * 12
    kitchen = an_open_product("Sambal lu'at Timor pedas manis", story=story)
    tell_facts(kitchen, NUTRITION)
    tell(kitchen.product, Told(story, story, story, story, "0812-9999-1111"))
    for at in range(3):
        add_photo(kitchen.product, clean_upload(photo(900 + at, 700)), kitchen.owner)
    for kind in ("halal", "pirt", "brand"):
        a_paper(kitchen, kind, "ID53110001234567")
    on_shelf(kitchen.product, a_buyer())
    changed([kitchen.product.pk])
    clones(entry_of(kitchen), 30)
    index(list(CatalogueEntry.objects.select_related("kelurahan")))
    count_anew()
    now = timezone.now()
    Feedback.objects.bulk_create(
        Feedback(
            product=kitchen.product, stars=4, words="Pedasnya pas, tutupnya rapat. " * 4, said_at=now,
            said_on=now.date(), state="shown", device=str(at), address="", client_id=str(at),
            answer="Terima kasih, kami jaga terus. " * 4, answered_by=kitchen.owner, answered_at=now,
        )
        for at in range(12)
    )  # fmt: skip
    return entry_of(kitchen)


def files_of(text):
    """What the page asks for before it can be used: style, script, its mark."""
    head = text.partition("</head>")[0]
    asked = re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"', head)
    return asked + re.findall(r'<script src="([^"]+)"', head)


def content_of(address):
    return Path(finders.find(address.removeprefix("/static/"))).read_bytes()


@pytest.mark.parametrize("page", ["list", "search", "product", "maker"])
def test_a_first_view_is_light_before_its_pictures(page, goods, client):
    address = {
        "list": reverse("market:catalogue"),
        "search": f"{reverse('market:catalogue')}?q=sambal&halal=",
        "product": reverse("market:product", args=[goods.slug]),
        "maker": reverse("market:maker", args=[goods.maker_page.slug]),
    }[page]
    answer = client.get(address)
    if page != "product":
        assert answer.text.count('class="goods"') == 20
    files = files_of(answer.text)
    assert len(files) <= FILES_MOST, files
    parts = {"page": answer.content} | {file: content_of(file) for file in files}
    written = {name: len(content) for name, content in parts.items()}
    packed = {name: len(gzip.compress(content)) for name, content in parts.items()}
    assert sum(packed.values()) <= MOST_BYTES // 2, packed
    assert sum(written.values()) <= MOST_BYTES, written


def test_a_maker_of_many_products_shows_them_page_by_page(goods, client):
    maker = reverse("market:maker", args=[goods.maker_page.slug])
    first = client.get(maker)
    assert "31 produk" in first.text
    more = re.search(r'href="(\?sesudah=\d+)" rel="next"', first.text)[1]
    second = client.get(maker + more)
    assert second.text.count('class="goods"') == 11
    assert 'rel="next"' not in second.text
    slugs = {entry.slug for answer in (first, second) for entry in answer.context["entries"]}
    assert len(slugs) == 31
