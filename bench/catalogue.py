"""How long the catalogue and its search take, beside django-oscar's: ``python -m bench.catalogue``.

Whole pages through each site's own middleware and templates, on SQLite and PostgreSQL, with 1,000, 50,000
and 100,000 products of the same names and texts. Both are measured in the same run, each in a process of its
own; oscar in an environment of its own, made on first use (``--oscar`` names its folder). Best round, in ms.
Before anything is timed, both have to find a product by its name.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from bench.fresh_database import KINDS, analyze, begin_here, fresh_database

Pages = dict[str, tuple[float, int]]
"""Page to its milliseconds, and how many products it shows."""
Measured = dict[str, Pages]
"""The same by how many products there are."""

SIZES = (1_000, 50_000, 100_000)
ROUNDS, PATIENCE = 9, 20.0
"""So many times each page, but no new round after so many seconds."""
OSCAR = "django-oscar[sorl-thumbnail]==4.2.1"
CHUNK = 1_000


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.catalogue", description=__doc__.splitlines()[0])
    parser.add_argument("--products", type=int, nargs="+", default=SIZES)
    parser.add_argument("--database", choices=KINDS, nargs="+", default=list(KINDS))
    parser.add_argument("--oscar", type=Path, default=Path(tempfile.gettempdir()) / "lopo-bench-oscar")
    parser.add_argument("--oscar-most", type=int, default=max(SIZES), help="the largest size for oscar")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    sizes = sorted(options.products)
    if options.here:
        measure(sizes)
        return
    python = oscar_python(options.oscar)
    their_sizes = [size for size in sizes if size <= options.oscar_most]
    script = str(Path(__file__).with_name("catalogue_oscar.py"))
    for database in options.database:
        with fresh_database(database, "lopo") as environment:
            if environment is None:
                continue
            ours = run([sys.executable, "-m", "bench.catalogue", "--here", "--products"], sizes, environment)
        with fresh_database(database, "oscar") as environment:
            beside = run([str(python), script], their_sizes, environment) if python and environment else {}
        show(database, sizes, ours, beside)


def oscar_python(folder: Path) -> Path | None:
    """The interpreter of an environment that has oscar; made where there is none."""
    python = folder / "bin" / "python"
    if not python.exists():
        print(f"Making an environment for {OSCAR} ...", flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        install = [str(python), "-m", "pip", "install", "-q", OSCAR, "psycopg[binary]"]
        if subprocess.run(install, check=False).returncode:
            print(f"{OSCAR} could not be installed: Lopo alone is measured.")
            return None
    return python


def run(command: list[str], sizes: list[int], environment: dict[str, str]) -> Measured:
    """Measure in a process of its own."""
    done = subprocess.run(
        [*command, *map(str, sizes)], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    found: Measured = json.loads(done.stdout.splitlines()[-1])
    return found


# What both sites sell

FOODS = (
    "sambal", "keripik", "abon", "dodol", "kue", "madu", "kopi", "teh", "gula", "kerupuk", "stik",
    "selai", "sirup", "manisan", "rendang",
)  # fmt: skip
OF = (
    "pisang", "ikan", "tuna", "kelor", "jagung", "singkong", "lontar", "kelapa", "kacang", "cabai",
    "teri", "ubi", "mangga", "asam", "jahe",
)  # fmt: skip
HOW = (
    "manis", "pedas", "asin", "asap", "kering", "goreng", "bakar", "original", "renyah", "gurih",
)  # fmt: skip
FROM = (
    "Amfoang", "Soe", "Mutis", "Rote", "Sabu", "Alor", "Semau", "Oesao", "Amarasi", "Fatuleu",
)  # fmt: skip


def name_of(number: int) -> str:
    """The name of a product. ``keripik`` stands in one of fifteen, ``Fatuleu`` in one of ten."""
    digits = number
    parts = []
    for words in (FOODS, OF, HOW, FROM):
        digits, place = divmod(digits, len(words))
        parts.append(words[place])
    return f"{parts[0].capitalize()} {parts[1]} {parts[2]} {parts[3]}"


def story_of(number: int) -> str:
    """A story: every one has ``kupang`` in it, and a word of its own in each thousand."""
    rare = f" Resep lopolopo{number // 1000}." if number % 1000 == 7 else ""
    return f"Dibuat di Kupang dengan tangan sejak {1990 + number % 30}, dari {OF[number % 15]} pilihan.{rare}"


PAGES = ("list", "filtered", "last page", "product", "many", "two words", "rare", "typo")


# Lopo


def measure(sizes: list[int]) -> None:
    begin_here()
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    settings.DEBUG = False
    found, have = {}, 0
    client = Client(HTTP_HOST="localhost", HTTP_ACCEPT_ENCODING="gzip")
    for size in sizes:
        began = time.perf_counter()
        fill(have, size)
        have = size
        analyze()
        print(f"Lopo, {connection.vendor}, {size:,}: filled in {time.perf_counter() - began:.0f} s",
              file=sys.stderr, flush=True)  # fmt: skip
        found[str(size)] = lopo_pages(client, size)
    print(json.dumps(found))


def lopo_pages(client: Any, size: int) -> Pages:
    from lopo.market.models import CatalogueEntry

    entry = CatalogueEntry.objects.get(product__name=f"{name_of(size // 2)} {size // 2}")
    return timed_pages(client, '<li class="goods"', {
        "list": Page("/katalog/"),
        "filtered": Page("/katalog/?jenis=food&kecamatan=Oebobo&halal=1"),
        "last page": Page("/katalog/?hal=akhir"),
        "product": Page(f"/katalog/{entry.slug}/", entry.title),
        "many": Page("/katalog/?q=kupang"),
        "two words": Page("/katalog/?q=keripik+pedas"),
        "rare": Page("/katalog/?q=lopolopo0", f"{name_of(7)} 7"),
        "typo": Page("/katalog/?q=kerpik+fatuelu"),
    })  # fmt: skip


class Page(NamedTuple):
    """An address, and what its page has to hold."""

    address: str
    holds: str = ""


def timed_pages(client: Any, card: str, pages: dict[str, Page]) -> Pages:
    """Of each page how often ``card`` stands in it, and its best time in milliseconds, asked in turn.

    The best one, for another program only ever adds.
    """
    shown = {name: _text_of(client, page).count(card) for name, page in pages.items()}
    took: dict[str, list[float]] = {name: [] for name in pages}
    for _round in range(ROUNDS):
        for name, page in pages.items():
            if sum(took[name]) > PATIENCE * 1000:
                continue
            start = time.perf_counter()
            answer = client.get(page.address)
            took[name].append((time.perf_counter() - start) * 1000)
            assert answer.status_code == 200, page.address
    return {name: (min(each), shown[name]) for name, each in took.items()}


def _text_of(client: Any, page: Page) -> str:
    """What the page says, once looked at."""
    text = client.get(page.address).content
    told: str = (gzip.decompress(text) if text[:2] == b"\x1f\x8b" else text).decode()
    assert page.holds in told, page
    return told


def fill(first: int, last: int) -> None:
    """Businesses and open products from number ``first`` to before ``last``, in the index and the counts."""
    for start in range(first, last, CHUNK):
        fill_chunk(range(start, min(start + CHUNK, last)))
    from lopo.market.books.counts import count_anew

    count_anew()


def fill_chunk(numbers: range) -> None:
    from django.db import transaction
    from django.utils import timezone

    from lopo.accounts.models import Organisation, Person
    from lopo.market.books.index import index
    from lopo.market.models import CatalogueEntry, MakerPage
    from lopo.producers.models import Business, Kelurahan, Product

    person = Person.objects.first() or Person.objects.create(email="bench@lopo.example", name="Bench")
    wards = list(Kelurahan.objects.all())
    now = timezone.now()
    with transaction.atomic():
        firms = Organisation.objects.bulk_create(
            Organisation(kind="producer", name=f"Dapur {n}") for n in numbers[::10]
        )
        shops = Business.objects.bulk_create(
            Business(organisation=firm, name=firm.name, kelurahan=wards[at % len(wards)])
            for at, firm in enumerate(firms)
        )
        makers = MakerPage.objects.bulk_create(
            MakerPage(business=shop, slug=f"dapur-{shop.pk}") for shop in shops
        )
        products = Product.objects.bulk_create(
            Product(business=shops[at // 10], name=f"{name_of(n)} {n}", kind=("food", "drink")[n % 5 == 4])
            for at, n in enumerate(numbers)
        )
        entries = CatalogueEntry.objects.bulk_create(
            CatalogueEntry(
                product=product,
                maker_page=makers[at // 10],
                slug=f"produk-{n}",
                published_at=now,
                published_by=person,
                title=product.name,
                maker=product.business.name,
                kind=product.kind,
                kelurahan=product.business.kelurahan,
                kecamatan=product.business.kelurahan.kecamatan,
                price_idr=5_000 + (n * 7919) % 200 * 500,
                is_halal=n % 3 == 0,
                in_shops=n % 4 == 0,
                story_id=story_of(n),
                shown={"label.ingredients": [OF[n % 15], "garam"]},
                refreshed_at=now,
            )
            for at, (n, product) in enumerate(zip(numbers, products, strict=True))
        )
        index(entries)


def show(database: str, sizes: list[int], ours: Measured, beside: Measured) -> None:
    """The table: milliseconds of both, how many times as long oscar takes, how many products each shows."""
    print(
        f"\n{database}\n{'products':>9}  {'page':<10} {'Lopo ms':>9} {'oscar ms':>9} {'times':>6}  both show"
    )
    for size in sizes:
        for page in PAGES:
            own, cards = ours[str(size)][page]
            line = f"{size:>9,}  {page:<10} {own:>9,.1f}"
            if str(size) in beside:
                other, their_cards = beside[str(size)][page]
                line += f" {other:>9,.1f} {other / own:>6,.1f}  {cards}, {their_cards}"
            print(line)


if __name__ == "__main__":
    main()
