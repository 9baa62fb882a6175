from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.labels.codes.size import largest_in, limits_of, size_of
from lopo.labels.codes.symbol import make_symbol

EAN_13 = make_symbol("ean-13", "9521234543213")
EAN_8 = make_symbol("ean-8", "96385074")
ITF_14 = make_symbol("itf-14", "10614141000033")
QR = make_symbol("qr", "https://id.gs1.org/01/09521234543213")


def refusal(make):
    with pytest.raises(Refused) as refused:
        make()
    return refused.value.reason


@pytest.mark.parametrize(
    ("x", "width", "whole", "height", "left", "right"),
    [
        # https://barcodesuganda.com/Barcode-dimensions/ gives these, rounded to hundredths
        ("0.264", "25.080", "29.832", "18.28", "2.904", "1.848"),
        ("0.330", "31.350", "37.290", "22.85", "3.630", "2.310"),
        ("0.660", "62.700", "74.580", "45.70", "7.260", "4.620"),
    ],
)
def test_published_sizes_of_an_ean_13(x, width, whole, height, left, right):
    size = size_of(EAN_13, x_mm=Decimal(x))
    found = (size.symbol_width_mm, size.width_mm, size.bar_height_mm, size.quiet_left_mm, size.quiet_right_mm)
    assert found == tuple(Decimal(each) for each in (width, whole, height, left, right))


def test_published_size_of_a_qr_code_of_29_modules():
    # https://www.gs1uk.org/knowledge-hub/qr-codes-powered-by-gs1/how-big-should-a-qr-code-powered-by-gs1-be
    assert QR.modules == 29
    assert size_of(QR, x_mm=Decimal("0.396")).width_mm == Decimal("14.652")
    largest = size_of(QR, x_mm=Decimal("0.990"))
    assert (largest.width_mm, largest.height_mm) == (Decimal("36.630"), Decimal("36.630"))


def test_without_a_wish_the_recommended_size():
    assert size_of(EAN_13).x_mm == Decimal("0.330")
    assert size_of(EAN_13, place="case").bar_height_mm == Decimal("45.70")
    assert size_of(ITF_14).bar_height_mm == Decimal("31.75")


def test_a_size_that_will_not_scan_is_refused_with_the_least_one():
    reason = refusal(lambda: size_of(EAN_13, x_mm=Decimal("0.25")))
    assert "0,264 mm" in reason.id and "29,832 mm" in reason.id
    assert "0.264 mm" in reason.en and "29.832 mm" in reason.en
    assert "0.66 mm" in refusal(lambda: size_of(EAN_13, x_mm=Decimal("0.7"))).en
    assert (
        "at least 18.28 mm"
        in refusal(lambda: size_of(EAN_13, x_mm=Decimal("0.264"), height_mm=Decimal("18.27"))).en
    )
    assert "at most 45.7 mm" in refusal(lambda: size_of(EAN_13, height_mm=Decimal(50))).en


def test_a_case_code_is_not_for_a_till():
    assert "till" in refusal(lambda: size_of(ITF_14, place="consumer")).en


def test_a_gs1_128_wider_than_165_mm_is_refused():
    long = make_symbol("gs1-128", "(01)09521234543213(17)261231(10)ABCDEFGHIJKL")
    assert "165.1 mm" in refusal(lambda: size_of(long)).en


def test_the_largest_size_in_a_space():
    assert largest_in(EAN_13, Decimal("29.832"), Decimal(100)).x_mm == Decimal("0.264")
    assert largest_in(EAN_13, Decimal(500), Decimal(500)).x_mm == Decimal("0.660")
    assert largest_in(EAN_13, Decimal(500), Decimal("24.5")).x_mm == Decimal("0.330")


def test_a_space_too_small_says_how_much_is_missing():
    reason = refusal(lambda: largest_in(EAN_13, Decimal(29), Decimal(15)))
    assert "0.832 mm of width and 4.6 mm of height" in reason.en
    assert "29,832 × 19,6 mm" in reason.id
    assert "width" not in refusal(lambda: largest_in(EAN_8, Decimal(40), Decimal(10))).en


sizes = st.decimals("1", "200", places=2)


@given(st.sampled_from([EAN_13, EAN_8, ITF_14, QR]), sizes, sizes)
def test_what_is_given_fits_and_is_within_the_limits(symbol, width, height):
    try:
        size = largest_in(symbol, width, height)
    except Refused:
        least = size_of(symbol, x_mm=limits_of(symbol.kind).least_x)
        assert least.width_mm > width or least.height_mm > height
        return
    assert size.width_mm <= width and size.height_mm <= height
    assert size == size_of(symbol, x_mm=size.x_mm)
    assert size.width_mm == size.quiet_left_mm + size.symbol_width_mm + size.quiet_right_mm
