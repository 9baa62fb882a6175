"""Reports of twelve shops, none of which looks like another, are read as a careful person would read them."""

import datetime as dt
import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from lopo.facts.kinds import Refused
from lopo.retail.sellout.days import Span
from lopo.retail.sellout.guess import guess
from lopo.retail.sellout.layout import ASKED, Layout, as_json, find, from_json
from lopo.retail.sellout.reading import read
from lopo.retail.sellout.result import KINDS, SALE, UNREAD, Answers, Reading
from lopo.retail.sellout.table import File, Grid, read_file
from tests.retail.sellout.files import LUAT, REPORTS, STIK, TODAY, Report, text_file, workbook


def opened(report: Report) -> tuple[File, Layout, Answers]:
    file = read_file(report.content)
    found = guess(file.grids, TODAY)
    assert found is not None
    answers = Answers(
        Span(report.first, report.last) if found.layout.days_from == ASKED else None,
        next(iter(report.stores)) if found.layout.store_from == ASKED else "",
    )
    return file, found.layout, answers


def read_report(report: Report) -> Reading:
    file, layout, answers = opened(report)
    return read(file.grids, layout, TODAY, answers)


@pytest.mark.parametrize("shop", REPORTS)
def test_is_read_as_a_careful_person_reads_it(shop: str) -> None:
    report = REPORTS[shop]()
    reading = read_report(report)
    assert (reading.pieces, len(reading.lines)) == (report.pieces, report.lines)
    assert {each.store for each in reading.lines} == report.stores
    assert min(each.span.first for each in reading.lines) == report.first
    assert max(each.span.last for each in reading.lines) == report.last
    assert reading.own_total[0] == report.own_total
    assert tuple(each.cell for each in reading.rows if each.kind == UNREAD) == report.unread
    if report.value is not None:
        assert reading.value_idr == report.value


@pytest.mark.parametrize("shop", REPORTS)
def test_every_row_is_accounted_for_once(shop: str) -> None:
    report = REPORTS[shop]()
    reading, grids = read_report(report), read_file(report.content).grids
    told = [(each.sheet, each.row) for each in reading.rows]
    assert told == [(grid.name, row) for grid in grids for row in range(1, len(grid.rows) + 1)]
    assert sum(reading.counted().values()) == sum(len(grid.rows) for grid in grids)
    assert all(each.said and each.cell for each in reading.rows if each.kind == UNREAD)


@pytest.mark.parametrize("shop", REPORTS)
def test_a_kept_layout_reads_the_next_file_alike(shop: str) -> None:
    file, layout, answers = opened(REPORTS[shop]())
    kept = from_json(as_json(layout))
    assert kept == layout
    assert kept.shape == layout.shape
    assert read(file.grids, kept, TODAY, answers) == read(file.grids, layout, TODAY, answers)


@pytest.mark.parametrize("shop", REPORTS)
def test_the_layout_of_one_shop_does_not_fit_another(shop: str) -> None:
    _file, layout, _answers = opened(REPORTS[shop]())
    for name, other in REPORTS.items():
        fits = any(find(grid, layout) for grid in read_file(other().content).grids)
        assert fits == (name == shop)


def test_a_column_more_is_another_shape() -> None:
    rows = [["Kode", "Nama", "Qty", "Toko", "Tgl"], ["A1", "Sambal", 3, "Oebobo", "3/10/2025"]]
    found = guess((Grid("", tuple(map(tuple, rows))),), TODAY)
    more = [[*row[:2], "x", *row[2:]] for row in rows]
    assert found is not None
    assert find(Grid("", tuple(map(tuple, more))), found.layout) is None
    reading = read((Grid("", tuple(map(tuple, more))),), found.layout, TODAY)
    assert not reading.shape_found
    assert not reading.lines


def test_a_new_shop_in_a_wide_file_is_the_same_shape() -> None:
    file, layout, answers = opened(REPORTS["timor_swalayan"]())
    grid = file.grids[0]
    new = [(), (), ("Sikumana", None), ("Qty", "Nilai"), (7, 1), (), ()]
    wider = tuple((*row, *[None] * (8 - len(row)), *more) for row, more in zip(grid.rows, new, strict=True))
    reading = read((Grid(grid.name, wider, grid.hidden, grid.merged),), layout, TODAY, answers)
    assert "Sikumana" in {each.store for each in reading.lines}
    assert reading.pieces == 20


def test_without_days_or_shop_it_asks() -> None:
    file, layout, _answers = opened(REPORTS["komodo_store"]())
    reading = read(file.grids, layout, TODAY)
    assert (reading.wants_span, reading.lines) == (True, ())
    reading = read(file.grids, layout, TODAY, Answers(Span(dt.date(2025, 10, 1), dt.date(2025, 10, 31))))
    assert (reading.wants_store, reading.lines) == (True, ())


def test_sales_of_days_to_come_are_not_taken() -> None:
    rows = [
        ["Tgl", "Kode", "Toko", "Qty"],
        ["11/11/2025", "A1", "Oebobo", 2],
        ["10/11/2025", "A1", "Oebobo", 2],
    ]
    grid = Grid("", tuple(map(tuple, rows)))
    found = guess((grid,), TODAY)
    assert found is not None
    assert [each.kind for each in read((grid,), found.layout, TODAY).rows] == ["heading", UNREAD, SALE]


def test_hidden_rows_count_and_are_told() -> None:
    assert read_report(REPORTS["nusa_mart"]()).hidden_rows == 1


def test_rows_of_a_shop_named_alone_above_them() -> None:
    rows = [["Kode", "Nama", "Qty"], ["OEBOBO"], ["A1", "Sambal", 2], ["LASIANA"], ["A1", "Sambal", 5]]
    grid = Grid("", tuple(map(tuple, rows)))
    found = guess((grid,), TODAY, stores=["Oebobo", "KPG-01"])
    assert found is not None
    reading = read((grid,), found.layout, TODAY, Answers(Span(TODAY, TODAY)))
    assert [(each.store, each.pieces) for each in reading.lines] == [("OEBOBO", 2), ("LASIANA", 5)]


def test_counts_and_money_named_in_one_row_beside_the_shop() -> None:
    rows = [
        ["SKU", "Produk", "Qty Oebobo", "Qty Penfui", "Nilai Oebobo", "Nilai Penfui", "Grand Total"],
        ["A-1", "Sambal", 2, 3, 40_000, 60_000, 5],
    ]
    grid = Grid("", tuple(map(tuple, rows)))
    found = guess((grid,), TODAY)
    assert found is not None
    reading = read((grid,), found.layout, TODAY, Answers(Span(TODAY, TODAY)))
    assert [(each.store, each.pieces, each.value_idr) for each in reading.lines] == [
        ("Oebobo", 2, 40_000),
        ("Penfui", 3, 60_000),
    ]


def test_roles_of_the_last_layout_come_before_the_words() -> None:
    rows = [["X1", "X2", "X3", "X4"], ["A1", "Oebobo", 2, "3/10/2025"], ["A2", "Oebobo", 4, "3/10/2025"]]
    grid = Grid("", tuple(map(tuple, rows)))
    assert guess((grid,), TODAY) is None
    found = guess((grid,), TODAY, known={"x1": "code", "x2": "store", "x3": "pieces", "x4": "day"})
    assert found is not None
    assert read((grid,), found.layout, TODAY).pieces == 6


# Hostile files


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_000)
    return out.getvalue()


def far_cell() -> bytes:
    book = Workbook()
    book.active["XFD1048576"] = 1
    book.active["A1"] = "Kode"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HOSTILE = {
    "nothing": b"",
    "nul": b"\x00" * 500,
    "pdf": b"%PDF-1.7 ...",
    "zip": b"PK\x03\x04 broken",
    "ole": b"\xd0\xcf\x11\xe0" + b"\x00" * 3000,
    "locked": b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
    "page": b"<html><body><p>Sesi habis, silakan masuk lagi</p></body></html>",
    "entities": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><x>&a;</x></Workbook>',
    "long": b"a;b\n" * 120_000,
    "bomb": bomb(),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_report_is_refused_in_a_sentence(name: str) -> None:
    began = time.monotonic()
    with pytest.raises(Refused) as refused:
        read_file(HOSTILE[name])
    assert refused.value.reason.id.endswith(".")
    assert time.monotonic() - began < 5


def test_a_cell_far_away_costs_nothing_and_is_not_lost_silently() -> None:
    began = time.monotonic()
    with pytest.raises(Refused, match="100,000 rows"):
        read_file(far_cell())
    assert time.monotonic() - began < 5


cells = st.one_of(
    st.none(), st.integers(-5, 99_999), st.floats(allow_nan=True), st.text(max_size=12), st.booleans(),
    st.sampled_from(["Total", "Toko: A", "Kode", "Qty", "Nama", "3/10/2025", "8,99E+12", LUAT, "-",
                     "Sub Total"]),
    st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)),
)  # fmt: skip
HEADS = [
    "Tgl",
    "Kode",
    "Nama",
    "Qty",
    "Nilai",
    "Toko",
    "Stok",
    "Retur",
    "Satuan",
    "Total",
    "1",
    "2",
    "Oktober 2025",
]


@settings(max_examples=200, deadline=None)
@given(
    heads=st.lists(st.sampled_from(HEADS), min_size=2, max_size=9),
    body=st.lists(st.lists(cells, max_size=10), max_size=12),
    above=st.lists(st.lists(cells, max_size=4), max_size=3),
)
def test_whatever_stands_in_it_every_row_is_accounted_for(heads: list, body: list, above: list) -> None:
    grid = Grid("Data", tuple(map(tuple, [*above, heads, *body])))
    found = guess((grid,), TODAY, stores=["A"])
    if found is None:
        return
    reading = read((grid,), found.layout, TODAY, Answers(Span(TODAY, TODAY), "A"))
    assert [each.row for each in reading.rows] == list(range(1, len(grid.rows) + 1))
    assert all(each.kind in KINDS for each in reading.rows)
    assert sum(each.lines for each in reading.rows) == len(reading.lines)
    assert all(each.span.first <= each.span.last for each in reading.lines)
    assert from_json(as_json(found.layout)) == found.layout


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_are_rows_or_refused(content: bytes) -> None:
    try:
        file = read_file(content)
    except Refused:
        return
    assert file.grids
    guess(file.grids, TODAY)


@settings(max_examples=60, deadline=None)
@given(
    sales=st.lists(
        st.tuples(
            st.sampled_from([LUAT, STIK]),
            st.integers(-50, 5_000),
            st.integers(0, 10**8),
            st.dates(dt.date(2025, 9, 1), TODAY),
        ),
        min_size=1,
        max_size=20,
    ),
    separator=st.sampled_from(";\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
    indonesian=st.booleans(),
)
def test_the_same_sales_come_back_however_they_are_written(
    sales: list, separator: str, encoding: str, indonesian: bool
) -> None:
    def money(amount: int) -> str:
        written = f"{amount:,}.00"
        return written.translate(str.maketrans(",.", ".,")) if indonesian else written

    rows = [["Tanggal", "Barcode", "Nama Barang", "Gerai", "Qty", "Nilai"]]
    rows += [
        [f"{day:%d/%m/%Y}", code, "Sambal", "Oebobo", f"{count}", money(value)]
        for code, count, value, day in sales
    ]
    rows.append(
        [
            "GRAND TOTAL",
            "",
            "",
            "",
            str(sum(each[1] for each in sales)),
            money(sum(each[2] for each in sales)),
        ]
    )
    file = read_file(text_file(rows, separator, encoding))
    found = guess(file.grids, TODAY)
    assert found is not None
    reading = read(file.grids, found.layout, TODAY)
    told = [(each.code.gtin[1:], each.pieces, each.value_idr, each.span.first) for each in reading.lines]
    assert told == [(code, count, value, day) for code, count, value, day in sales]
    assert reading.own_total == (reading.pieces, reading.value_idr)


def test_twenty_thousand_rows_are_read_within_seconds() -> None:
    rows = [["Tanggal", "Barcode", "Gerai", "Qty", "Nilai"]]
    rows += [["03/10/2025", LUAT, f"Toko {n % 40}", "1.000", "12.500,00"] for n in range(19_000)]
    began = time.monotonic()
    file = read_file(text_file(rows))
    found = guess(file.grids, TODAY)
    assert found is not None
    assert read(file.grids, found.layout, TODAY).pieces == 19_000_000
    assert time.monotonic() - began < 20


def test_an_empty_workbook_is_said_to_be_empty() -> None:
    with pytest.raises(Refused, match="empty"):
        read_file(workbook(("Kosong", lambda sheet: None)))
