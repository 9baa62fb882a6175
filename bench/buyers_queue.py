"""How long a page of the buyer's queue takes: ``python -m bench.buyers_queue``.

One shop with 1,000, 50,000 and 100,000 listings, on SQLite and on PostgreSQL. Lopo's whole page (request to
HTML, 25 rows, counts of every heap) stands beside one query written by hand that fetches the same 25 rows and
nothing else, in the same run. Queries are counted, too.
"""

import argparse
import time
from collections.abc import Callable
from statistics import median

from bench.fresh_database import KINDS, again_on_each, analyze, begin_here

SIZES = (1_000, 50_000, 100_000)
ROUNDS = 9
SORTS = ("readiness", "margin", "supply", "novelty", "waiting", "due")
CHUNK = 5_000
BY_HAND = """
SELECT listing.id, product.name, business.name, listing.readiness, listing.price_idr, listing.shelf_price_idr
FROM retail_listing listing
JOIN producers_product product ON product.id = listing.product_id
JOIN producers_business business ON business.id = product.business_id
WHERE listing.retailer_id = %s
AND listing.state IN ('applied', 'sample-sent', 'sample-received', 'verdict-due')
ORDER BY listing.readiness DESC, listing.state_since, listing.id LIMIT 25
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.buyers_queue", description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--database", choices=KINDS, nargs="+", default=list(KINDS))
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        measure(options.sizes)
        return
    again_on_each("bench.buyers_queue", options.database, "--sizes", *map(str, options.sizes))


def measure(sizes: list[int]) -> None:
    """Fill the database of this process further and further, and time a page of each sort."""
    begin_here()
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    from tests.retail.shops import a_shop

    shop, client = a_shop("Toko Besar"), Client()
    client.force_login(shop.buyer)
    print(connection.vendor, flush=True)
    filled = 0
    for size in sizes:
        fill(shop, filled, size)
        filled = size
        analyze()
        for sort in SORTS:
            page, queries = timed(lambda sort=sort: client.get(f"/rak/?sort={sort}").content)  # type: ignore[misc]
            print(f"  {size:>9,} listings, by {sort:<9}: page {page:6.1f} ms, {queries} queries", flush=True)
        hand, _one = timed(lambda: by_hand(shop.retailer.pk))
        print(f"  {size:>9,} listings, by hand, rows alone: {hand:6.1f} ms", flush=True)


def timed(act: Callable[[], object]) -> tuple[float, int]:
    """The median in milliseconds after one to warm up, and how many queries the last one took."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    act()
    taken = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as caught:
        act()
    return median(taken), len(caught)


def by_hand(retailer: int) -> list[tuple[object, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(BY_HAND, [retailer])
        return list(cursor.fetchall())


def fill(shop: object, first: int, last: int) -> None:
    """Listings from number ``first`` up to ``last``, four of five to be decided on; a product each."""
    import datetime as dt

    from django.utils import timezone

    from lopo.producers.models import Business, Product
    from lopo.retail.models import Listing
    from tests.city import a_kitchen

    kitchen = a_kitchen(f"Dapur {first}")
    business, now = Business.objects.get(pk=kitchen.business.pk), timezone.now()
    states = ("applied", "sample-received", "applied", "verdict-due", "listed")
    for begin in range(first, last, CHUNK):
        numbers = range(begin, min(last, begin + CHUNK))
        products = Product.objects.bulk_create(
            Product(business=business, name=f"Keripik pisang {number}", kind="food") for number in numbers
        )
        Listing.objects.bulk_create(
            Listing(
                product=product, retailer=shop.retailer, terms=shop.terms, gate="ntt-mart",  # type: ignore[attr-defined]
                state=states[number % 5], state_since=now - dt.timedelta(minutes=number),
                due_on=now.date() + dt.timedelta(days=number % 30 - 5), price_idr=10_000 + number % 7_000,
                shelf_price_idr=20_000, weekly_pieces=number % 300 + 1, readiness=60 + number % 41,
                likeness=f"food:keripik:{number % 400}", alike=number // 400, applied_by=kitchen.owner,
            )
            for number, product in zip(numbers, products, strict=True)
        )  # fmt: skip


if __name__ == "__main__":
    main()
