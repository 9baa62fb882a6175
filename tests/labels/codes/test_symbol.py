import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import ean

from lopo.facts.kinds import Refused
from lopo.labels.codes.digital_link import digital_link
from lopo.labels.codes.gs1 import element_string, parse_gs1
from lopo.labels.codes.size import limits_of, size_of
from lopo.labels.codes.symbol import KINDS, make_symbol
from tests.labels.codes.drawing import drawn, read_back

SAMPLES = {
    "ean-13": "9521234543213",
    "ean-8": "96385074",
    "upc-a": "614141000036",
    "itf-14": "10614141000033",
    "gs1-128": "(01)09521234543213(17)261231(10)ABC123",
    "qr": "https://id.gs1.org/01/09521234543213/10/ABC123?17=261231",
}


def at_least_size(symbol):
    return size_of(symbol, x_mm=limits_of(symbol.kind).least_x)


def test_the_published_pattern_of_an_ean_13():
    # 5901234123457, the example of https://en.wikipedia.org/wiki/International_Article_Number
    row = make_symbol("ean-13", "5901234123457").rows[0]
    assert "".join("01"[dark] for dark in row) == (
        "101" "0001011" "0100111" "0110011" "0010011" "0111101" "0011101"
        "01010" "1100110" "1101100" "1000010" "1011100" "1001110" "1000100" "101"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "modules", "text"),
    [
        ("ean-13", 95, "9 521234 543213"),
        ("ean-8", 67, "9638 5074"),
        ("upc-a", 95, "6 14141 00003 6"),
        ("itf-14", 135, "1 06 14141 00003 3"),
        ("gs1-128", 266, "(01)09521234543213(17)261231(10)ABC123"),
        ("qr", 33, SAMPLES["qr"]),
    ],
)
def test_width_and_line_for_people(kind, modules, text):
    symbol = make_symbol(kind, SAMPLES[kind])
    assert (symbol.modules, symbol.text) == (modules, text)
    assert all(len(row) == modules for row in symbol.rows)


def test_guards_of_retail_codes_are_dark_bars():
    assert make_symbol("ean-13", SAMPLES["ean-13"]).guards == (0, 2, 46, 48, 92, 94)
    assert make_symbol("ean-8", SAMPLES["ean-8"]).guards == (0, 2, 32, 34, 64, 66)
    upc = make_symbol("upc-a", SAMPLES["upc-a"])
    assert {0, 2, 46, 48, 92, 94} < set(upc.guards) and all(upc.rows[0][column] for column in upc.guards)


def test_bars_are_the_dark_runs():
    symbol = make_symbol("ean-13", SAMPLES["ean-13"])
    dark = [column for first, width in symbol.bars for column in range(first, first + width)]
    assert dark == [column for column, is_dark in enumerate(symbol.rows[0]) if is_dark]
    assert len(symbol.bars) == 30


@pytest.mark.parametrize(
    ("kind", "identifier", "content"),
    [
        ("ean-13", "]E0", "9521234543213"),
        ("ean-8", "]E4", "96385074"),
        ("upc-a", "]E0", "0614141000036"),
        ("itf-14", "]I1", "10614141000033"),
        ("gs1-128", "]C1", "01095212345432131726123110ABC123"),
        ("qr", "]Q1", SAMPLES["qr"]),
    ],
)
def test_each_kind_is_read_back_at_its_least_size(kind, identifier, content):
    symbol = make_symbol(kind, SAMPLES[kind])
    assert read_back(drawn(symbol, at_least_size(symbol))) == [(identifier, content)]


@pytest.mark.parametrize(
    ("kind", "content", "reason"),
    [
        ("ean-13", "09521234543213", "holds 13 digits; 14 are written"),
        ("ean-13", "9521234543214", "The last digit 4 does not fit; 3 comes out"),
        ("ean-13", "952123454321😀", "only the digits 0 to 9"),
        ("ean-13", "٩٥٢١٢٣٤٥٤٣٢١٣", "only the digits 0 to 9"),
        ("ean-8", "", "only the digits 0 to 9"),
        ("upc-a", "9521234543213", "holds 12 digits; 13 are written"),
        ("itf-14", "10614141000034", "The last digit 4 does not fit; 3 comes out"),
        ("gs1-128", "0109521234543213", "identifiers in brackets"),
        ("gs1-128", "(01)09521234543213(10)sambal lu'at 😀", "character 7, a space"),
        ("gs1-128", "(01)09521234543213(10)" + "A" * 20 + "(21)" + "B" * 20, "at most 48 characters"),
        ("qr", "  ", "no content"),
        ("qr", "x" * 4000, "too much"),
        ("pdf417", "x", "There are: ean-13"),
    ],
)
def test_what_cannot_be_carried_is_refused_with_a_reason(kind, content, reason):
    with pytest.raises(Refused) as refusal:
        make_symbol(kind, content)
    assert reason in refusal.value.reason.en
    assert refusal.value.reason.id != refusal.value.reason.en


@settings(max_examples=40)
@given(st.sampled_from(["ean-13", "ean-8", "upc-a", "itf-14"]), st.integers(0, 10**13 - 1))
def test_every_number_is_read_back_at_its_least_size(kind, number):
    length = {"ean-13": 12, "ean-8": 7, "upc-a": 11, "itf-14": 13}[kind]
    body = str(number % 10**length).zfill(length)
    digits = body + ean.calc_check_digit(body)
    symbol = make_symbol(kind, digits)
    assert [content.zfill(14) for _, content in read_back(drawn(symbol, at_least_size(symbol)))] == [
        digits.zfill(14)
    ]


lots = st.text(st.sampled_from("ABCxyz019-./_+!%&'*<>=?;:,"), min_size=1, max_size=8)


@settings(max_examples=40)
@given(lots, st.dates(dt.date(2026, 1, 1), dt.date(2070, 1, 1)))
def test_every_lot_and_expiry_is_read_back_from_bars_and_square(lot, expiry):
    line = element_string("9521234543213", lot=lot, expiry=expiry)
    bars = make_symbol("gs1-128", line)
    assert read_back(drawn(bars, at_least_size(bars))) == [("]C1", parse_gs1(line).raw)]
    link = digital_link("9521234543213", lot=lot, expiry=expiry, domain="https://lopo.example/p")
    square = make_symbol("qr", link)
    assert read_back(drawn(square, at_least_size(square))) == [("]Q1", link)]


def test_the_samples_cover_all_kinds():
    assert set(SAMPLES) == set(KINDS)
