"""Labels of cartons: every printed code is read back, and no number is there that is not the maker's."""

import datetime as dt
import re
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean

from lopo.facts.kinds import Refused
from lopo.labels.codes.size import CASE, limits_of, size_of
from lopo.retail.documents.carton import A4, A6, MARKS, WIDEST, Carton, carton_pdf, symbols_of
from lopo.retail.documents.sscc import make_sscc

CARTON = Carton(
    product="Sambal lu'at pedas",
    brand="Mama Yuliana",
    net="150 g",
    count=24,
    lot="L-0303",
    made_on=dt.date(2026, 3, 3),
    expires_on=dt.date(2026, 9, 3),
    maker="Dapur Mama Yuliana",
    address="Jl. Timor Raya 12, Kupang, Indonesia",
    registration="P-IRT 2145371010021-29",
    gross_g=5_400,
    unit_gtin="8990000000013",
    case_gtin="18990000000010",
    marks=("fragile", "sun"),
    order="PO/2026/0117",
    ship_to="Flobamora Oebobo",
)
SSCC = make_sscc(0, "899000000", 17)


def pages(content: bytes, dots: int = 200):
    document = pypdfium2.PdfDocument(content)
    return [page.render(scale=dots / 72).to_pil().convert("L") for page in document]


def read(content: bytes) -> list[list[tuple[str, str]]]:
    return [
        sorted((str(each.format).rpartition(".")[2], each.text) for each in zxingcpp.read_barcodes(page))
        for page in pages(content)
    ]


def texts(content: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def test_the_published_serial_number_comes_out() -> None:
    assert make_sscc(1, "0614141", 123456789) == "106141411234567897"


def test_a_serial_beyond_the_prefix_is_refused() -> None:
    assert make_sscc(0, "899000000123", 9_999).endswith(ean.calc_check_digit("08990000001239999"))
    with pytest.raises(Refused):
        make_sscc(0, "899000000123", 10_000)


def test_case_lot_and_day_are_read_back() -> None:
    (found,) = read(carton_pdf([CARTON], A6, "id"))
    assert ("ITF14", "18990000000010") in found or ("ITF", "18990000000010") in found
    assert any("L-0303" in text and "260903" in text for _kind, text in found)
    assert len(found) == 2


def test_a_carton_of_its_own_number_shows_it_and_its_goods() -> None:
    (found,) = read(carton_pdf([replace(CARTON, sscc=SSCC)], A6, "id"))
    digits = [re.sub(r"\D", "", text) for _kind, text in found]
    assert any(each == f"00{SSCC}" for each in digits)
    assert any(each.startswith("0118990000000010") for each in digits)


def test_without_a_case_number_the_pieces_in_it_are_told() -> None:
    (found,) = read(carton_pdf([replace(CARTON, case_gtin="", sscc=SSCC)], A6, "id"))
    assert any(re.sub(r"\D", "", text).startswith("0208990000000013") for _kind, text in found)


def test_without_numbers_of_her_own_there_is_no_code() -> None:
    bare = replace(CARTON, unit_gtin="", case_gtin="")
    assert symbols_of(bare) == ()
    assert read(carton_pdf([bare], A6, "id")) == [[]]


def test_people_read_what_the_reference_asks() -> None:
    said = texts(carton_pdf([CARTON], A6, "id"))
    for part in ("MAMA YULIANA", "Sambal lu", "24 × 150 g", "L-0303", "03 Mar 2026", "03 Sep 2026", "5,4 kg",
                 "Dapur Mama Yuliana", "Timor Raya", "2145371010021-29",
                 "JANGAN DIBANTING", "PO/2026/0117"):  # fmt: skip
        assert part in said


def test_four_to_an_a4_and_all_are_read() -> None:
    cartons = [replace(CARTON, number=number, of=5) for number in range(1, 6)]
    content = carton_pdf(cartons, A4, "id")
    assert [len(each) for each in read(content)] == [8, 2]
    assert "5/5" in texts(content)


def test_every_code_keeps_the_sizes_of_a_warehouse() -> None:
    for carton in (CARTON, replace(CARTON, sscc=SSCC), replace(CARTON, case_gtin="", sscc=SSCC)):
        for symbol in symbols_of(carton):
            size, limits = size_of(symbol, place=CASE), limits_of(symbol.kind, CASE)
            assert size.x_mm >= limits.least_x
            assert size.bar_height_mm >= limits.height_at(size.x_mm)
            assert size.quiet_left_mm >= limits.quiet[0] * size.x_mm
            assert size.width_mm <= WIDEST


def test_a_long_lot_is_left_to_the_words() -> None:
    long = replace(CARTON, lot="LOT-PANJANG-2026")
    assert len(symbols_of(long)) == 2
    assert "LOT-PANJANG-2026" in texts(carton_pdf([long], A6, "id"))


def test_marks_are_in_both_languages() -> None:
    assert "FRAGILE" in texts(carton_pdf([CARTON], A6, "en"))
    assert all(text.id and text.en for text in MARKS.values())


@given(st.integers(0, 9), st.from_regex(r"899\d{4,9}", fullmatch=True), st.integers(0, 9_999))
def test_every_serial_has_eighteen_digits_and_a_right_check_digit(
    extension: int, prefix: str, serial: int
) -> None:
    sscc = make_sscc(extension, prefix, serial)
    assert len(sscc) == 18
    assert sscc[1 : 1 + len(prefix)] == prefix
    assert ean.calc_check_digit(sscc[:-1]) == sscc[-1]
