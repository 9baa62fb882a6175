"""Single cells: numbers, days and codes as retailers write them."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.retail.sellout.codes import read_code
from lopo.retail.sellout.days import MDY, Around, day_order, period_told, span_in
from lopo.retail.sellout.numbers import Unread, decimal_mark, read_number, read_pieces, read_rupiah

TODAY = dt.date(2025, 11, 10)
AROUND = Around(TODAY)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1.234,00", "1234"), ("1,234.00", "1234"), ("Rp 12.500", "12500"), ("Rp12.500,00", "12500"),
        ("(5)", "-5"),
        ("5-", "-5"), ("-5", "-5"), ("−5", "-5"), ("Rp (1.200)", "-1200"), ("-Rp 5.000", "-5000"),
        ("5 pcs", "5"),
        ("12 BKS", "12"), ("12.500,-", "12500"), ("0,5", "0.5"), ("1.5", "1.5"), ("12.500", "12500"),
        ("1,234,567", "1234567"), ("1.234.567,89", "1234567.89"), ("1 234", "1234"), ("1\xa0234", "1234"),
        ("1'234", "1234"), (5, "5"), (5.0, "5"), ("IDR 12,500", "12500"), ("+7", "7"), ("0,000", "0"),
    ],
)  # fmt: skip
def test_a_number(cell: object, number: str) -> None:
    assert read_number(cell) == Decimal(number)


@pytest.mark.parametrize(
    "cell", ["dua", "12a", "", "Rp", "1/2", True, None, "12:30", 10**13, float("nan"), "5 kg"]
)
def test_no_number(cell: object) -> None:
    with pytest.raises(Unread) as unread:
        read_number(cell)
    assert unread.value.reason.id


def test_the_column_tells_what_a_mark_means() -> None:
    assert decimal_mark(["5,000", "12,000", "1.200,000"]) == ","
    assert read_pieces("5,000", ",") == 5
    assert decimal_mark(["5.000", "12.000"]) == ""
    assert read_pieces("5.000") == 5_000
    assert decimal_mark(["1.234", "1,5"]) == ","
    assert decimal_mark(["1,234", "1.5"]) == "."
    assert read_pieces("1,234", ".") == 1_234


def test_half_a_piece_is_refused_and_half_a_rupiah_rounded() -> None:
    with pytest.raises(Unread, match="whole"):
        read_pieces("2,5")
    assert read_rupiah("12.500,50") == 12_501


@given(st.integers(-(10**9), 10**9))
def test_any_count_grouped_either_way_comes_back(count: int) -> None:
    assert read_pieces(f"{count:,}.00") == count
    assert read_pieces(f"{count:,},00".replace(",", ".", f"{count:,}".count(","))) == count
    assert read_pieces(f"({abs(count)})") == -abs(count)


OCTOBER_3 = dt.date(2025, 10, 3)


@pytest.mark.parametrize(
    "cell",
    [
        "03-Okt-25", "20251003", 20251003, "3/10/2025", "2025-10-03T00:00:00", "Jumat, 3 Oktober 2025",
        45933, 45933.6,
        "03-10-25", "3.10.2025", "03 Oct 2025", "October 3, 2025", "3-Oct", "03102025", "2025/10/03 14:22",
        dt.datetime(2025, 10, 3, 8), OCTOBER_3, "3 Okt", "03 OKT 2025", "3/10/25", "'03/10/2025",
    ],
)  # fmt: skip
def test_one_day(cell: object) -> None:
    span = span_in(cell, AROUND)
    assert span is not None
    assert (span.first, span.last) == (OCTOBER_3, OCTOBER_3)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("Okt 2025", "2025-10-01", "2025-10-31"), ("Oktober'25", "2025-10-01", "2025-10-31"),
        ("2025-10", "2025-10-01", "2025-10-31"), ("02/2024", "2024-02-01", "2024-02-29"),
        ("W41/2025", "2025-10-06", "2025-10-12"), ("Minggu ke-41 2025", "2025-10-06", "2025-10-12"),
        ("2025W41", "2025-10-06", "2025-10-12"),
        ("01/10/2025 - 07/10/2025", "2025-10-01", "2025-10-07"),
        ("01/10/2025 s/d 07/10/2025", "2025-10-01", "2025-10-07"),
        ("1 - 7 Oktober 2025", "2025-10-01", "2025-10-07"),
        ("1 s.d. 7 Okt 2025", "2025-10-01", "2025-10-07"), ("01-07 Okt 2025", "2025-10-01", "2025-10-07"),
        ("01/10-07/10/2025", "2025-10-01", "2025-10-07"),
        ("2025-10-01 - 2025-10-07", "2025-10-01", "2025-10-07"),
        ("20251001-20251007", "2025-10-01", "2025-10-07"),
        ("28 Sep - 4 Okt 2025", "2025-09-28", "2025-10-04"),
    ],
)  # fmt: skip
def test_several_days(cell: str, first: str, last: str) -> None:
    span = span_in(cell, AROUND)
    assert span is not None
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "cell", ["", "Sambal 150 g", "17", 17, "31/02/2025", "kemarin", None, True, 8990000000013]
)
def test_no_day(cell: object) -> None:
    assert span_in(cell, AROUND) is None


def test_which_comes_first_day_or_month() -> None:
    assert day_order(["3/10/2025", "13/10/2025"], TODAY) == "dmy"
    assert day_order(["10/3/2025", "10/13/2025"], TODAY) == MDY
    assert day_order(["3/10/2025", "4/10/2025"], TODAY) == "dmy"
    assert day_order(["10/11/2025", "10/12/2025"], TODAY) == MDY  # in 2025, day first, one lies ahead


def test_the_day_of_printing_is_not_the_period() -> None:
    lines = ["LAPORAN PENJUALAN", "Tgl Cetak 05/11/2025 10:22", "Periode : 01/10/2025 s/d 31/10/2025"]
    span = period_told(lines, AROUND)
    assert span is not None
    assert (span.first, span.last) == (dt.date(2025, 10, 1), dt.date(2025, 10, 31))
    assert period_told(lines[:2], AROUND) is None


GTIN = "08990000000013"


@pytest.mark.parametrize(
    "cell",
    [8990000000013, 8990000000013.0, "8990000000013", "'8990000000013", " 8990000000013 ", "08990000000013",
     "0008990000000013", "8990000000013.0", "8 990000 000013", '="8990000000013"', "8,990000000013E+12"],
)  # fmt: skip
def test_a_gtin_is_the_same_however_excel_left_it(cell: object) -> None:
    assert read_code(cell).gtin == GTIN


def test_what_excel_rounded_away_is_lost() -> None:
    assert read_code("8,99E+12").lost
    assert not read_code("8,99E+12").gtin


def test_codes_of_the_shop() -> None:
    assert read_code("000000000000443210").key == "443210"
    assert read_code("a-77").key == "A-77"
    assert read_code(100123.0).text == "100123"
    assert not read_code("443210").gtin
    assert read_code("8990000000014").gtin == ""
