"""The same sales, laid out in many ways, come back as they went in: no piece and no rupiah more or less."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lopo.retail.sellout.guess import guess
from lopo.retail.sellout.reading import read
from lopo.retail.sellout.table import read_file
from tests.retail.sellout.sent import KERIPIK, SAMBAL, SEI, TODAY, text, workbook

SHOPS = ("Oebobo", "Penfui", "Flobamora Mall")
PRODUCTS = (SAMBAL, KERIPIK, SEI)
PRICES = dict(zip(PRODUCTS, (25_000, 12_000, 85_500), strict=True))
PERIOD = ["Periode 01/11/2026 s.d. 30/11/2026"]
Sales = Mapping[tuple[str, str], int]
"""Pieces of each shop and product."""


def dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def a_row_for_each(sales: Sales) -> bytes:
    lines = [f"{shop};{product};{dotted(count)};Rp {dotted(count * PRICES[product])},-"
             for (shop, product), count in sales.items()]  # fmt: skip
    total = sum(sales.values())
    return text([*PERIOD, "Toko;Barcode;Qty;Nilai", *lines, f"Grand Total;;{dotted(total)};"])


def american(sales: Sales) -> bytes:
    lines = [f'{shop},{product},{count}.00,"{count * PRICES[product]:,}.00"'
             for (shop, product), count in sales.items()]  # fmt: skip
    return text([*PERIOD, "Store,Barcode,Qty,Net Sales", *lines], "utf-16")


def shops_across(sales: Sales) -> bytes:
    head = ["Barcode", *(cell for shop in SHOPS for cell in (shop, None)), "Total", None]
    below = [None, *["Qty", "Rp"] * (len(SHOPS) + 1)]
    rows = []
    for product in PRODUCTS:
        counts = [sales.get((shop, product), 0) for shop in SHOPS]
        pairs = [cell for count in (*counts, sum(counts)) for cell in (count, count * PRICES[product])]
        rows.append([product, *pairs])
    merged = ["B2:C2", "D2:E2", "F2:G2", "H2:I2"]
    return workbook(("Sheet1", [PERIOD, head, below, *rows]), merged=merged)


def weeks_across(sales: Sales) -> bytes:
    """Each count parted over four weeks as it comes."""
    rows = [[shop, product, count // 4, count // 4, count // 4, count - 3 * (count // 4), count]
            for (shop, product), count in sales.items()]  # fmt: skip
    head = ["Outlet", "Barcode", "Minggu 1", "Minggu 2", "Minggu 3", "Minggu 4", "Total"]
    return workbook(("Nov", [PERIOD, head, *rows]))


def sheets_and_their_sum(sales: Sales) -> bytes:
    head = ["Barcode", "Qty Jual"]
    sheets = [(shop, [[product, sales.get((shop, product), 0)] for product in PRODUCTS]) for shop in SHOPS]
    together = [[product, sum(sales.get((shop, product), 0) for shop in SHOPS)] for product in PRODUCTS]
    return workbook(*[(name, [PERIOD, head, *rows]) for name, rows in (*sheets, ("Rekap", together))])


def shops_above(sales: Sales) -> bytes:
    lines = [*PERIOD, "Barcode;Qty"]
    for shop in SHOPS:
        counts = [(product, sales.get((shop, product), 0)) for product in PRODUCTS]
        lines += [f"Toko : {shop};", *(f"{product};{count}" for product, count in counts),
                  f"Sub Total;{sum(count for _product, count in counts)}"]  # fmt: skip
    return text(lines)


def printed(sales: Sales) -> bytes:
    lines = [f"{shop:<18}{product:<15}{dotted(count):>8}{dotted(count * PRICES[product]):>16}"
             for (shop, product), count in sales.items()]  # fmt: skip
    head = f"{'TOKO':<18}{'BARCODE':<15}{'QTY':>8}{'JUMLAH':>16}"
    return text([*PERIOD, "=" * 60, head, "-" * 60, *lines, "-" * 60])


TOLD_BY = (a_row_for_each, american, shops_across, weeks_across, sheets_and_their_sum, shops_above, printed)
WITHOUT_RUPIAH = (weeks_across, sheets_and_their_sum, shops_above)
counts = st.integers(0, 1_500) | st.sampled_from([1_000, 1_250])


@pytest.mark.parametrize("laid_out", TOLD_BY)
@settings(max_examples=30, deadline=None)
@given(
    sales=st.dictionaries(st.tuples(st.sampled_from(SHOPS), st.sampled_from(PRODUCTS)), counts, min_size=3)
)
def test_what_goes_in_is_accounted_for(laid_out: Callable[[Sales], bytes], sales: Sales) -> None:
    if sum(sales.values()) == 0:
        sales = {**sales, (SHOPS[0], PRODUCTS[0]): 1}
    grids = read_file(laid_out(sales)).grids
    found = guess(grids, TODAY)
    assert found is not None
    reading = read(grids, found.layout, TODAY)
    told: Counter[tuple[str, str]] = Counter()
    for line in reading.lines:
        told[line.store, line.code.text] += line.pieces
    if reading.unsure_count:
        assert not reading.lines  # asked, never guessed
        return
    assert +told == +Counter(sales)
    if laid_out not in WITHOUT_RUPIAH:
        assert reading.value_idr == sum(count * PRICES[product] for (_shop, product), count in sales.items())
    assert {(each.span.first, each.span.last) for each in reading.lines} == {
        (dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    }
