import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean

from lopo.facts.kinds import Refused
from lopo.labels.codes.gtin import case_gtin, check, normal_gtin
from lopo.producers.gtin import check_gtin

INDONESIAN = [
    "8990121011028",
    "8991001121615",
    "8991001501011",
    "8991001503107",
    "8991001780539",
    "8991002101654",
    "8991002115101",
    "8991002202719",
    "8991002301436",
    "8991102281416",
    "8991102381109",
    "8991102386609",
    "8991102789318",
    "8991212553038",
    "8991688889907",
    "8992138311009",
    "8992388111138",
    "8992388111237",
    "8992388121090",
    "8992388121267",
    "8992696419766",
    "8992696427679",
    "8992704003932",
    "8992735210071",
    "8992735210101",
    "8992735210149",
    "8992735248173",
    "8992741941006",
    "8992760121014",
    "8992760121090",
]
"""Packs from Indonesia in Open Food Facts, as listed in
https://github.com/Lifyzer/Lifyzer-Database, MySQL/food-database-557000-558000.sql."""

FOREIGN = {
    # Packs from elsewhere in Open Food Facts: the same repository, files 557000, 558000 and 559000.
    "GS1 Vietnam": """8936082240077 8936082240114 8936082240145 8936085521500 8936085802142 8936091200789
        8936121110361 8936121113140 8938500525032 8938500810220 8938501660121 8938502623231 8938505214146
        8938505214238 8938505644301 8938506439043 8938507039136""",
    "GS1 Austria": """9000331605418 9000331605890 9000331606101 9000331607160 9000331607207 9000331608723
        9002859038372 9002859038396 9002859040986 9002859042508 9002859063831""",
    "GS1 France": "3760030110809 3760030140097 3760030140295 3760030142497 3760030145405 3017620422003",
    "GS1 Pakistan": "8961003011740 8961003011788 8961003571008 8961005060173",
    # Well-known packs of the same database, as named in https://github.com/diyaj14/nutriguard-ai, and the
    # example of https://en.wikipedia.org/wiki/Universal_Product_Code.
    "GS1 Belgium & Luxembourg": "5449000000996",
    "GS1 Italy": "8000500037560 8000500310427",
    "GS1 UK": "5000159461122 5053990155354",
    "GS1 US": "040000402299 036000291452",
}


@pytest.mark.parametrize(
    "number",
    ["", "12345", "8991001121614", "899100112161O", "٨٩٩", "0000000000000", "2001234567893", "9780140157376",
     "8936082240077", "40170725", "02345673", *INDONESIAN[:2]],
)  # fmt: skip
def test_a_number_on_a_paper_and_on_a_pack_is_told_the_same(number):
    on_paper, on_pack = check_gtin(number), check(number)
    assert (on_paper.problems, on_paper.warnings) == (on_pack.problems, on_pack.warnings)


@pytest.mark.parametrize("number", INDONESIAN)
def test_real_indonesian_numbers_are_right_and_unsuspicious(number):
    result = check(number)
    assert (result.valid, result.kind, result.issuer, result.warnings) == (
        True,
        "GTIN-13",
        "GS1 Indonesia",
        (),
    )


@pytest.mark.parametrize(
    ("number", "issuer"), [(number, issuer) for issuer, row in FOREIGN.items() for number in row.split()]
)
def test_real_foreign_numbers_are_right_and_say_who_issued_them(number, issuer):
    result = check(number)
    assert (result.valid, result.issuer) == (True, issuer)
    assert issuer in result.warnings[0].id and "bukan tempat pembuatan" in result.warnings[0].id


@pytest.mark.parametrize("number", [*INDONESIAN, *FOREIGN["GS1 Austria"].split()])
def test_any_digit_miscopied_in_a_real_number_is_found(number):
    for place, digit in enumerate(number):
        other = str((int(digit) + 1) % 10)
        assert not check(number[:place] + other + number[place + 1 :]).valid


@pytest.mark.parametrize(
    ("number", "kind", "padded"),
    [
        ("9521234543213", "GTIN-13", "09521234543213"),  # GS1's example
        ("614141000036", "GTIN-12", "00614141000036"),  # GS1's example
        ("0614141000036", "GTIN-13", "00614141000036"),
        ("96385074", "GTIN-8", "00000096385074"),
        ("10614141000033", "GTIN-14", "10614141000033"),
        ("899 1001-121615", "GTIN-13", "08991001121615"),
        ("８９９１００１１２１６１５", "GTIN-13", "08991001121615"),
    ],
)
def test_kinds_and_the_padded_form(number, kind, padded):
    result = check(number)
    assert (result.kind, result.as_gtin14) == (kind, padded)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", "empty"),
        (" - ", "empty"),
        ("8991001121614", "The last digit 4 does not fit; 5 comes out"),
        ("899100112161O", "Character 13, “O”, is not a digit"),
        ("899100112161😀", "Character 13, “😀”"),
        ("٨٩٩١٠٠١١٢١٦١٥", "Character 1, “٨”, is the digit 8 of another script"),
        ("\u202e8991001121615", "a mark that cannot be seen (U+202E)"),
        ("8991001\u200b121615", "Character 8, a mark that cannot be seen (U+200B)"),
        ("12345", "There are 5 digits here; 8, 12, 13 or 14 are wanted"),
        ("899100112161", "the whole number is 8991001121615"),
        ("0000000000000", "zeros"),
        ("9" * 10_000, "There are > 60 digits"),
        ("سمك", "is not a digit"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(code, reason):
    result = check(code)
    assert not result.valid and result.as_gtin14 == ""
    assert reason in result.problems[0].en
    assert result.problems[0].id != result.problems[0].en


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("18991001121612", "This is the number of a case; one pack in it has 8991001121615"),
        ("08991001121615", "Leave out the zeros before it"),
        ("899100112161", "the whole number is 8991001121615"),
    ],
)
def test_fourteen_or_twelve_digits_in_a_field_for_thirteen(code, reason):
    assert reason in check(code, 13).problems[0].en


@pytest.mark.parametrize(
    ("code", "warning"),
    [
        ("2001234567893", "inside one shop"),
        ("0200000000004", "inside one shop"),
        ("9521234543213", "example"),
        ("9771234567003", "magazines"),
        ("9780140157376", "books"),
        ("9990000000012", "coupons"),
    ],
)
def test_numbers_that_no_pack_on_sale_carries_warn(code, warning):
    result = check(code)
    assert result.valid and warning in result.warnings[0].en


def test_the_number_of_a_case():
    assert case_gtin("8990000000013", 1) == "18990000000010"
    assert case_gtin("614141000036", 1) == "10614141000033"
    for refused in (lambda: case_gtin("8990000000013", 9), lambda: case_gtin("18990000000010", 2)):
        with pytest.raises(Refused):
            refused()


def test_normal_form_refuses_a_wrong_number():
    with pytest.raises(Refused):
        normal_gtin("8990000000014")


@given(st.text(max_size=40))
def test_no_text_breaks_the_check(text):
    result = check(text)
    assert result.valid == (not result.problems)
    assert not result.valid or ean.is_valid(result.digits)


@given(st.sampled_from([7, 11, 12, 13]), st.integers(1, 10**13 - 1))
def test_every_number_with_its_check_digit_is_right(length, number):
    body = str(number % 10**length or 1).zfill(length)
    assert check(body + ean.calc_check_digit(body)).valid
