"""Files of the tills of the demo city: written as a shop's own program would, read as every file is."""

import csv
import datetime as dt
import io
from collections.abc import Mapping

from lopo.accounts.models import Organisation, Person
from lopo.producers.models import Product
from lopo.retail.books.sellout_import import confirm_layout, open_file, opened, take, tell_products
from lopo.site.demo.courses import demo_id
from lopo.site.demo.entry import Entry
from lopo.site.demo.plans import BadCity
from lopo.site.demo.shelf_plan import FILE, SellOutPlan

HEADINGS = ("Kode Toko", "Nama Barang", "Tgl Awal", "Tgl Akhir", "Qty Jual", "Omzet")


def take_file(
    plan: SellOutPlan,
    sides: tuple[Organisation, Person],
    makers: Mapping[str, Entry],
    prices: Mapping[int, int],
    on: dt.date,
) -> None:
    """Send the file, say what its columns mean and which product is meant by a name, and take it in.

    ``prices`` are those on the shelf by product. Raises :class:`BadCity` where it names nothing known.
    """
    retailer, buyer = sides
    named = [(business, product) for _store, business, product, *_rest in plan.rows]
    products = {f"{product} {business}": _product(makers, business, product) for business, product in named}
    today = on - dt.timedelta(days=plan.ago)
    content = _content(plan, products, prices, on)
    number = demo_id("sell-out", plan.partner, plan.ago)
    row = open_file(retailer, content, f"penjualan-{today:%Y-%m-%d}.csv", buyer, number)
    found = opened(row, today)
    if row.layout is None and found.guessed is not None:
        confirm_layout(row, found.guessed.layout, buyer)
        row.refresh_from_db()
        found = opened(row, today)
    if found.matched is None:
        raise BadCity(f"{FILE}: sold {plan.ago} days ago", "the file is not understood")
    asked = {key: products[name].pk for key, name, _pieces in found.matched.unknown_products}
    tell_products(retailer.pk, asked, buyer)
    take(row, buyer, today)


def _product(makers: Mapping[str, Entry], business: str, product: str) -> Product:
    entry = makers.get(business)
    if entry is None or product not in entry.products:
        raise BadCity(f"{FILE}: sold", f"{product!r} of {business!r} is not there")
    return entry.products[product]


def _content(
    plan: SellOutPlan, products: Mapping[str, Product], prices: Mapping[int, int], on: dt.date
) -> bytes:
    text = io.StringIO()
    sheet = csv.writer(text, delimiter=";")
    sheet.writerow(HEADINGS)
    for store, business, product, pieces, first, last in plan.rows:
        name = f"{product} {business}"
        days = (f"{on - dt.timedelta(days=ago):%d/%m/%Y}" for ago in (first, last))
        sheet.writerow((store, name, *days, pieces, pieces * prices[products[name].pk]))
    return text.getvalue().encode()
