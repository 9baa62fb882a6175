"""The search finds what people mean; the list goes on however long it is."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lopo.market.books.finding import page_of, search
from lopo.market.books.index import index
from lopo.market.books.showing import withdraw
from lopo.market.catalogue.filters import PAGE, Filters, read_filters
from lopo.market.models import CatalogueEntry, SearchPosting
from tests.market.shelf import an_open_product, entry_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop_window():
    """A few products as Kupang has them."""
    names = ["Sambal lu'at", "Keripik pisang kepok", "Se'i sapi asap", "Abon ikan tuna", "Madu hutan Amfoang"]
    return {name: an_open_product(name, f"Dapur {at}") for at, name in enumerate(names)}


def titles(words, **filters):
    return [entry.title for entry in search(Filters(words=words, **filters)).entries]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sambal", "Sambal lu'at"),
        ("SAMBALNYA", "Sambal lu'at"),
        ("sambel luat", "Sambal lu'at"),
        ("kripik", "Keripik pisang kepok"),
        ("banana chips", "Keripik pisang kepok"),
        ("sei", "Se'i sapi asap"),
        ("se’i", "Se'i sapi asap"),
        ("daging asap", "Se'i sapi asap"),
        ("smoked beef", "Se'i sapi asap"),
        ("kerpik", "Keripik pisang kepok"),
        ("pisnag", "Keripik pisang kepok"),
        ("ammfoang", "Madu hutan Amfoang"),
        ("abonikan", "Abon ikan tuna"),
        ("abon i kan", "Abon ikan tuna"),
        ("kelor madu", "Madu hutan Amfoang"),
        ("keri", "Keripik pisang kepok"),
    ],
)
def test_what_people_type_is_found_first(typed, found, shop_window):
    assert titles(typed)[:1] == [found]


def test_what_is_nowhere_is_said_with_the_nearest_words(shop_window):
    found = search(Filters(words="sembal merah"))
    assert found.some_only or found.instead
    assert search(Filters(words="zzzzqqq")).entries == []


def test_the_name_counts_more_than_the_story():
    told = an_open_product("Keripik ubi", "Dapur A", story="Enak dimakan dengan sambal")
    named = an_open_product("Sambal teri", "Dapur B")
    assert titles("sambal") == [named.product.name, told.product.name]


def test_filters_hold_in_the_search(shop_window):
    assert titles("pisang", kind="food") == ["Keripik pisang kepok"]
    assert titles("pisang", kind="craft") == []
    assert titles("pisang", most=1000) == []


def test_what_is_closed_is_not_found(shop_window):
    withdraw(shop_window["Sambal lu'at"].product)
    assert "Sambal lu'at" not in titles("sambal")
    assert not SearchPosting.objects.filter(entry__title="Sambal lu'at").exists()


def test_an_index_made_twice_is_the_same(shop_window):
    before = sorted(SearchPosting.objects.values_list("word__word", "entry_id", "weight", "word__entries"))
    index(list(CatalogueEntry.objects.select_related("kelurahan")))
    after = sorted(SearchPosting.objects.values_list("word__word", "entry_id", "weight", "word__entries"))
    assert before == after


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=150))
def test_the_search_never_fails(shop_window, typed):
    search(read_filters({"q": typed}))


NAMES = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12), min_size=1, max_size=3, unique=True
)


@st.composite
def a_name_and_a_slip(draw):
    words = draw(NAMES)
    at = draw(st.integers(0, len(words) - 1))
    word = words[at]
    place = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    slipped = {
        "left out": word[:place] + word[place + 1 :],
        "put in": word[:place] + letter + word[place:],
        "changed": word[:place] + letter + word[place + 1 :],
        "swapped": word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
    }[draw(st.sampled_from(["left out", "put in", "changed", "swapped"]))]
    return " ".join(words), " ".join([*words[:at], slipped, *words[at + 1 :]])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(a_name_and_a_slip())
def test_a_product_is_found_by_its_name_and_by_a_slip_in_it(shop_window, named):
    name, slipped = named
    entry = entry_of(shop_window["Abon ikan tuna"])
    entry.title, entry.shown = name, {}
    index([entry])
    assert entry.pk in {each.pk for each in search(Filters(words=name)).entries}
    assert entry.pk in {each.pk for each in search(Filters(words=slipped)).entries}


def test_the_list_goes_forward_and_back_and_to_its_end():
    kitchen = an_open_product()
    entry = entry_of(kitchen)
    rows = clones(entry, 2 * PAGE + 5)
    first = page_of(Filters())
    second = page_of(Filters(after=first.next))
    third = page_of(Filters(after=second.next))
    last = page_of(Filters(last=True))
    assert (first.is_first, first.is_last) == (True, False)
    assert (third.is_first, third.is_last, len(third.entries)) == (False, True, 6)
    assert [each.pk for each in page_of(Filters(before=second.previous)).entries] == [
        each.pk for each in first.entries
    ]
    assert last.entries[-1].pk == entry.pk and last.is_last and not last.is_first
    seen = [each.pk for page in (first, second, third) for each in page.entries]
    assert len(set(seen)) == rows + 1


def test_by_price_no_product_is_missed_where_prices_are_alike():
    clones(entry_of(an_open_product()), PAGE + 3)
    first = page_of(Filters(order="harga"))
    second = page_of(Filters(order="harga", after=first.next))
    assert len({each.pk for each in (*first.entries, *second.entries)}) == PAGE + 4
    assert page_of(Filters(order="harga", before=second.previous)).entries == first.entries


def clones(entry, how_many, turn=0):
    """So many more open products of the same kitchen, written straight into the table."""
    from lopo.producers.models import Product

    business = entry.product.business
    products = Product.objects.bulk_create(
        Product(business=business, name=f"{entry.title} {at}", kind="food") for at in range(how_many)
    )
    made = []
    for at, product in enumerate(products):
        row = CatalogueEntry.objects.get(pk=entry.pk)
        row.pk, row.product, row.slug, row.title = None, product, f"{entry.slug}-{turn}-{at}", product.name
        made.append(row)
    CatalogueEntry.objects.bulk_create(made)
    return how_many
