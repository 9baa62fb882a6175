"""What of a scanned code concerns a label, and how it is kept beside the photo."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.labels.codes.gs1 import parse_gs1
from lopo.labels.codes.gtin import check
from lopo.labels.codes.scan import Scanned
from lopo.labels.judging.printed_code import PrintedCode, answers_of, code_from_plain, printed_code

CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1))


def scanned(text, kind="ean-13", gs1=None):
    parsed = parse_gs1(gs1) if gs1 else None
    number = check(parsed.gtin) if parsed and parsed.gtin else check(text)
    return Scanned(kind, text, parsed, number, CORNERS)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8991234567891", "8991234567891"),
        ("96385074", "96385074"),
        ("036000291452", "036000291452"),
        ("8991234567890", ""),  # the last digit does not fit
        ("2001234567893", ""),  # a shop's own number
        ("08991234567891", "8991234567891"),
        ("18991234567898", ""),  # a carton
        ("https://contoh.id/sambal", ""),
    ],
)
def test_only_the_number_of_the_pack_is_an_answer(text, number):
    assert printed_code(scanned(text)).gtin == number


def test_lot_and_expiry_come_from_gs1_data():
    code = printed_code(scanned("", "data-matrix", "(01)08991234567891(17)270312(10)A-7"))
    assert (code.gtin, code.lot, code.expiry) == ("8991234567891", "A-7", dt.date(2027, 3, 12))
    assert answers_of([code]) == {
        "permit.gtin.number": "8991234567891",
        "label.batch_code": "A-7",
        "label.expiry_text": "12 Maret 2027",
    }


def test_the_first_code_that_says_it_counts():
    codes = [
        PrintedCode("qr", "x"),
        PrintedCode("ean-13", "a", gtin="1"),
        PrintedCode("ean-13", "b", gtin="2"),
    ]
    assert answers_of(codes) == {"permit.gtin.number": "1"}
    assert answers_of([]) == {}


@given(
    st.builds(
        PrintedCode,
        kind=st.text(),
        text=st.text(),
        gtin=st.text(),
        lot=st.text(),
        expiry=st.none() | st.dates(),
    )
)
def test_what_is_kept_is_read_back_the_same(code):
    assert code_from_plain(code.to_plain()) == code
