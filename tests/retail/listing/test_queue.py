"""The buyer's queue in the database: heaps counted whole or up to a bound, and pages far down."""

import pytest
from django.core.paginator import Paginator
from django.db import connection

from lopo.accounts.permission import scope_for
from lopo.producers.models import Product
from lopo.retail.books.listing_reach import shelf_listings_in
from lopo.retail.lists import queue as queue_module
from lopo.retail.lists.queue import QueueFilter, counts, page_rows, queue
from tests.city import a_kitchen
from tests.retail.listing.kitchens import a_mart, today
from tests.retail.shops import a_listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def mart(db):
    """A shop with seven applications, the third and sixth of them of a drink, and one on its shelf."""
    mart, kitchen = a_mart(), a_kitchen("Dapur Rote")
    for number in range(1, 9):
        kind = "drink" if number % 3 == 0 else "food"
        product = Product.objects.create(business=kitchen.business, name=f"Kue nomor {number}", kind=kind)
        a_listing(mart, product, state="listed" if number == 8 else "applied", readiness=60 + number)
    return mart


@pytest.fixture
def reached(mart):
    return shelf_listings_in(scope_for(mart.buyer, "listing.queue"))


def names(rows):
    return [each.product.name.removeprefix("Kue nomor ") for each in rows]


def test_whole_heaps_are_counted_to_their_end(reached, monkeypatch):
    monkeypatch.setattr(queue_module, "COUNTED_MOST", 2)
    assert counts(reached, QueueFilter(), today()) == {
        "decide": 7, "wait": 0, "trial": 0, "shelf": 1, "ended": 0,
    }  # fmt: skip


def test_a_narrowed_heap_is_counted_to_one_more_than_the_bound(reached, monkeypatch):
    assert counts(reached, QueueFilter(kind="food"), today())["decide"] == 5
    monkeypatch.setattr(queue_module, "COUNTED_MOST", 2)
    counted = counts(reached, QueueFilter(kind="food", search="NOMOR"), today())
    assert (counted["decide"], counted["shelf"]) == (3, 1)


def test_a_page_says_that_there_are_more(mart, client, monkeypatch):
    monkeypatch.setattr(queue_module, "COUNTED_MOST", 2)
    monkeypatch.setattr("lopo.retail.views.queue.COUNTED_MOST", 2)
    client.force_login(mart.buyer)
    assert "Lebih dari 2 lamaran" in client.get("/rak/?kind=food").content.decode()
    assert "Lebih dari" not in client.get("/rak/").content.decode()


@pytest.mark.parametrize("sort", [*queue_module.SORTS, *(f"-{each}" for each in queue_module.SORTS)])
def test_pages_are_the_list_cut_in_pieces(reached, sort):
    found = queue(reached, QueueFilter(sort=sort), today())
    pages = [names(page_rows(found, first, first + 3)) for first in (0, 3, 6)]
    assert pages == [names(Paginator(found, 3).page(number)) for number in (1, 2, 3)]
    assert sum(map(len, pages)) == 7


def test_a_search_reads_product_and_business(reached):
    for words, many in (("nomor 7", 1), ("dapur rote", 7), ("100%_", 0), ("'", 0)):
        assert queue(reached, QueueFilter(search=words), today()).count() == many


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's own plan")
def test_a_buyers_page_is_read_along_an_index(reached):
    plan = queue(reached, QueueFilter(), today()).values("pk")[:25].explain()
    assert "listing_by_readiness" in plan
    assert "TEMP B-TREE" not in plan
