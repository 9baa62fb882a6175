import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.labels.codes.gs1 import element_string, parse_gs1

TODAY = dt.date(2026, 11, 24)
GTIN = "09521234543213"


def parse(text):
    return parse_gs1(text, on=TODAY)


def pairs(text):
    parsed = parse(text)
    assert parsed.problems == (), parsed.problems
    return [(each.ai, each.value) for each in parsed.elements]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Examples of https://github.com/bwipp/postscriptbarcode/wiki and GS1's own number 9521234543213
        ("(01)09521234543213(3103)000123", [("01", GTIN), ("3103", "000123")]),
        ("(01)09521234543213(10)ABC123(17)261231", [("01", GTIN), ("10", "ABC123"), ("17", "261231")]),
        ("[01]09521234543213[21]12345", [("01", GTIN), ("21", "12345")]),
        ("(00)106141411234567897", [("00", "106141411234567897")]),
        # https://github.com/jodal/biip
        ("010703206980498815210526100329", [("01", "07032069804988"), ("15", "210526"), ("10", "0329")]),
        ("15210527", [("15", "210527")]),
        # https://github.com/Solidsoft-Reply/Gs1DigitalLinkLib, tests of the parser
        (
            "010541234500001310ABC123\x1d17290331",
            [("01", "05412345000013"), ("10", "ABC123"), ("17", "290331")],
        ),
        (
            "31030001890105412345000013\x1d10XYZ",
            [("3103", "000189"), ("01", "05412345000013"), ("10", "XYZ")],
        ),
        ("3103000189010541234500001310XYZ", [("3103", "000189"), ("01", "05412345000013"), ("10", "XYZ")]),
        # Scanners
        ("]C101095212345432131726123110ABC123", [("01", GTIN), ("17", "261231"), ("10", "ABC123")]),
        ("]d2\x1d010952123454321310A\x1d21B", [("01", GTIN), ("10", "A"), ("21", "B")]),
        ("]Q3010952123454321310A<GS>21B", [("01", GTIN), ("10", "A"), ("21", "B")]),
        ("]e0010952123454321310A{GS}21B", [("01", GTIN), ("10", "A"), ("21", "B")]),
        ("^010952123454321310A^21B", [("01", GTIN), ("10", "A"), ("21", "B")]),
        ("]E09521234543213", [("01", GTIN)]),
        ("]E496385074", [("01", "00000096385074")]),
        ("]I110614141000033", [("01", "10614141000033")]),
        ("]Q1https://id.gs1.org/01/09521234543213", [("01", GTIN)]),
        # Bare numbers
        ("9521234543213", [("01", GTIN)]),
        ("614141000036", [("01", "00614141000036")]),
        ("106141411234567897", [("00", "106141411234567897")]),
        # Less usual
        ("(01) 09521234543213 (10) A(1) ", [("01", GTIN), ("10", "A(1)")]),
        ("0109521234543213392212345\x1d10X", [("01", GTIN), ("3922", "12345"), ("10", "X")]),
        ("(414)5060917510004(254)RP56J920471", [("414", "5060917510004"), ("254", "RP56J920471")]),
        ("(02)00614141123452(37)25(10)ABC123", [("02", "00614141123452"), ("37", "25"), ("10", "ABC123")]),
    ],
)
def test_element_strings(text, wanted):
    assert pairs(text) == wanted


def test_what_a_pack_says():
    parsed = parse("]C1010952123454321317261200310300050021S1\x1d10L/1")
    assert (parsed.gtin, parsed.lot, parsed.serial) == (GTIN, "L/1", "S1")
    assert parsed.expiry == dt.date(2026, 12, 31)
    assert parsed.elements[2].meaning == Decimal("0.500")
    assert parsed.elements[1].title.id == "Kedaluwarsa"
    assert parsed.elements[2].title.en == "Net weight, kg"


@pytest.mark.parametrize(
    ("digits", "day"),
    [
        ("261231", dt.date(2026, 12, 31)),
        ("280200", dt.date(2028, 2, 29)),
        ("270200", dt.date(2027, 2, 28)),
        ("760101", dt.date(2076, 1, 1)),
        ("770101", dt.date(1977, 1, 1)),
        ("990101", dt.date(1999, 1, 1)),
    ],
)
def test_dates_without_a_day_and_their_century(digits, day):
    assert parse(f"(17){digits}").expiry == day


def test_the_century_turns_with_today():
    assert parse_gs1("(17)100101", on=dt.date(2070, 1, 1)).expiry == dt.date(2110, 1, 1)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("(3100)000012", "12"),
        ("(3105)123456", "1.23456"),
        ("(3922)12345", "123.45"),
        ("(3932)3601500000", "15000.00"),
        ("(3953)012345", "12.345"),
    ],
)
def test_amounts(text, meaning):
    assert parse(text).elements[0].meaning == Decimal(meaning)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "nothing to read"),
        ("]C1", "nothing to read"),
        ("hello", "At character 1, from “h” on"),
        ("😀", "At character 1, from “😀” on"),
        ("\u202e0109521234543213", "a mark that cannot be seen (U+202E)"),
        ("(01)09521234543214", "digit 14, 4, does not fit; 3 comes out"),
        ("9521234543214", "digit 14, 4, does not fit; 3 comes out"),
        ("4006381333932", "does not fit"),
        ("(00)106141411234567898", "digit 18, 8, does not fit; 7 comes out"),
        ("(01)9521234543213", "it has 13 characters; 14 are wanted"),
        ("(01)0952123454321A", "character 14, “A”, is not allowed. A digit belongs there."),
        ("(10)café", "(10) Batch or lot: character 4, “é”, is not allowed"),
        ("(10)sambal lu'at", "character 7, a space, is not allowed"),
        ("(10)ABCDEFGHIJKLMNOPQRSTU", "it has 21 characters; 1–20 are wanted"),
        ("(17)261331", "no month 13"),
        ("(17)260230", "month 02 of 2026 ends on day 28, not 30"),
        ("010952123454321310ABCDEFGHIJKLMNOPQRST17261231", "separator (FNC1) between two data is missing"),
        ("0109521234543213X", "At character 17"),
        ("010952", "it has 4 characters; 14 are wanted"),
        ("(01)09521234543213(01)09521234543220", "(01) is written twice"),
        ("(0999)1", "(0999) is not a known GS1 identifier"),
        ("1" * 5000, "more than 4000"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text, problem):
    parsed = parse(text)
    assert not parsed.valid
    assert any(problem in each.en for each in parsed.problems), parsed.problems
    assert all(each.id and each.id != each.en for each in parsed.problems)


def test_a_wrong_number_is_not_given_as_the_number():
    parsed = parse("(01)09521234543214(10)A")
    assert (parsed.gtin, parsed.lot) == (None, "A")


def test_data_that_the_scanner_calls_plain_warn():
    assert parse("]C00109521234543213").warnings


def test_the_line_for_a_case_is_read_back():
    text = element_string("9521234543213", lot="L-1", expiry=dt.date(2027, 3, 5), serial="7")
    assert text == "(01)09521234543213(17)270305(10)L-1(21)7"
    parsed = parse(text)
    assert parsed.raw == "01095212345432131727030510L-1\x1d217"
    assert parse("]C1" + parsed.raw).elements == parsed.elements


@pytest.mark.parametrize(
    ("lot", "reason"),
    [
        ("A" * 21, "it has 21 characters; 1–20 are wanted"),
        ("lot 1", "character 4, a space"),
        ("سمك", "character 1"),
        ("", "it has 0 characters"),
        ("A(10)B", "digits in brackets"),
    ],
)
def test_a_lot_that_no_code_can_carry_is_refused(lot, reason):
    with pytest.raises(Refused) as refused:
        element_string("9521234543213", lot=lot)
    assert reason in refused.value.reason.en


@given(st.text(max_size=60) | st.from_regex(r"\A[\(\[\])0-9A-C\x1d]{0,40}\Z"))
def test_no_text_breaks_the_parser(text):
    parsed = parse(text)
    assert parsed.elements or parsed.problems


values = st.text(st.sampled_from("ABCxyz019-./_+!%&'*<>=?;:,"), min_size=1, max_size=20).filter(
    lambda value: "<GS>" not in value
)


@given(values, values, st.dates(dt.date(2000, 1, 1), dt.date(2070, 1, 1)))
def test_what_is_written_is_read_again(lot, serial, expiry):
    parsed = parse(element_string("9521234543213", lot=lot, expiry=expiry, serial=serial))
    assert (parsed.lot, parsed.serial, parsed.expiry, parsed.problems) == (lot, serial, expiry, ())
    assert parse("]C1" + parsed.raw).elements == parsed.elements
