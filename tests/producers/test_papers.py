import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.producers.gtin import check_gtin, is_restricted
from lopo.producers.papers import CHECKS, check_number


@pytest.mark.parametrize(
    ("kind", "written", "compact"),
    [
        ("nib", "1234567890123", "1234567890123"),
        ("nib", "NIB: 1234 5678 90123", "1234567890123"),
        ("md", "BPOM RI MD 123456789012", "MD123456789012"),
        ("md", "md.123456789012345", "MD123456789012345"),
        ("halal", "ID 5311.0000.1234.5678.9", "ID53110000123456789"),
        ("merek", "IDM000123456", "IDM000123456"),
        ("gtin", "8999999000011", "8999999000011"),
        ("pirt", "P-IRT 2015371010001-29", "201537101000129"),
    ],
)
def test_a_usual_number_passes_and_is_stored_compact(kind, written, compact):
    check = check_number(kind, written)
    assert check.is_good
    assert check.compact == compact


@pytest.mark.parametrize(
    ("kind", "written"),
    [("nib", "12345678901"), ("md", "MD 1234567890"), ("halal", "ID 1234"), ("merek", "M 12")],
)
def test_an_unusual_length_warns_only(kind, written):
    check = check_number(kind, written)
    assert check.is_good
    assert len(check.warnings) == 1


@pytest.mark.parametrize(
    ("kind", "written", "says"),
    [
        ("nib", "12345abc", "character 6"),
        ("md", "123456789012", "begins with MD"),
        ("md", "ML 123456789012", "imported"),
        ("halal", "KH 1234", "begins with ID"),
        ("halal", "ID", "missing"),
        ("md", "BPOM RI MD -", "missing"),
        ("nib", "-", "empty"),
        ("merek", "MEREKKU", "no digits"),
        ("gtin", "8999999000012", "1 comes out"),
        ("gtin", "899123", "There are 6 digits here"),
        ("gtin", "89999990000x1", "not a digit"),
    ],
)
def test_a_number_that_cannot_be_right_is_refused_with_the_reason(kind, written, says):
    check = check_number(kind, written)
    assert says in check.problems[0].en
    assert check.compact == ""


@pytest.mark.parametrize("kind", list(CHECKS))
def test_an_empty_number_is_refused(kind):
    assert not check_number(kind, "   ").is_good


def test_a_pirt_year_is_held_against_the_day():
    assert not check_number("pirt", "P-IRT 2015371010001-25", dt.date(2026, 11, 23)).is_good


@pytest.mark.parametrize(
    ("digits", "restricted"),
    [
        ("2001234567893", True),
        ("0201234567899", True),
        ("0401234567893", True),
        ("8999999000011", False),
        ("0301234567896", False),
        ("3001234567892", False),
    ],
)
def test_numbers_for_inside_a_shop_are_never_issued_by_gs1(digits, restricted):
    assert check_gtin(digits).is_good
    assert is_restricted(digits) is restricted
    assert bool(check_gtin(digits).warnings) is (digits[:3] != "899")


def test_the_prefix_of_eight_digits_stands_in_front():
    assert check_gtin("89900017").is_good
    assert check_gtin("89900017").warnings == ()
    assert check_gtin("40170725").warnings != ()


@given(st.text(alphabet="0123456789", min_size=12, max_size=12))
def test_exactly_one_last_digit_is_right_but_of_zeros_only(start):
    wanted = 1 if start.strip("0") else 0
    assert sum(check_gtin(start + last).is_good for last in "0123456789") == wanted


@given(st.sampled_from(sorted(CHECKS)), st.text(max_size=40))
def test_any_text_gets_an_answer(kind, text):
    check = check_number(kind, text)
    assert check.is_good == bool(check.compact)
