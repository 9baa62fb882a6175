import pytest

from lopo.labels.elements import (
    expiry_begins_right,
    expiry_grain,
    grain_is_enough,
    heading_is_allowed,
    registration_kind,
    same_registration,
    unit_suits,
)


@pytest.mark.parametrize(
    ("heading", "allowed"),
    [
        ("Komposisi", True),
        ("KOMPOSISI:", True),
        ("Daftar  bahan :", True),
        ("Bahan-bahan", True),
        ("bahan yang digunakan", True),
        ("Bahan", False),
        ("Ingredients", False),
        ("", False),
    ],
)
def test_the_heading_is_one_of_four(heading, allowed):
    assert heading_is_allowed(heading) is allowed


@pytest.mark.parametrize(
    ("text", "grain"),
    [
        ("Baik digunakan sebelum 12 Maret 2027", "day"),
        ("Baik digunakan sebelum 12/03/2027", "day"),
        ("EXP 12-03-27", "day"),
        ("2027-03-12", "day"),
        ("Baik digunakan sebelum Maret 2027", "month"),
        ("03/2027", "month"),
        ("Baik digunakan sebelum 2027", "year"),
        ("Lihat tutup botol", None),
    ],
)
def test_how_fine_an_expiry_date_is(text, grain):
    assert expiry_grain(text) == grain


@pytest.mark.parametrize(
    ("grain", "days", "enough"),
    [
        ("day", 30, True),
        ("month", 30, False),
        ("month", 90, False),
        ("month", 92, False),
        ("month", 93, True),
        ("month", 365, True),
        ("year", 365, False),
        ("day", 365, True),
    ],
)
def test_a_short_life_needs_the_day(grain, days, enough):
    assert grain_is_enough(grain, days) is enough


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Baik digunakan sebelum 12 Maret 2027", True),
        ("BAIK DIGUNAKAN  SEBELUM:", True),
        ("Exp. 12/3/27", False),
    ],
)
def test_the_words_before_the_date(text, right):
    assert expiry_begins_right(text) is right


@pytest.mark.parametrize(
    ("unit", "form", "suits"),
    [
        ("g", "solid", True),
        ("Kg", "solid", True),
        ("ml", "solid", False),
        ("mL", "liquid", True),
        ("g", "liquid", False),
        ("g", "semi-solid", True),
        ("ml", "semi-solid", True),
        ("ons", "solid", False),
    ],
)
def test_the_unit_suits_the_form(unit, form, suits):
    assert unit_suits(unit, form) is suits


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("P-IRT 2015371010001-29", "pirt"),
        ("PIRT No. 2015371010001-29", "pirt"),
        ("BPOM RI MD 123456789012", "md"),
        ("MD123456789012", "md"),
        ("BPOM RI ML 123456789012", "ml"),
        ("2015371010001-29", None),
        ("MDR 12", None),
    ],
)
def test_the_kind_of_number_on_a_label(number, kind):
    assert registration_kind(number) == kind


@pytest.mark.parametrize(
    ("printed", "held", "kind", "same"),
    [
        ("P-IRT 2015371010001-29", "201537101000129", "pirt", True),
        ("P-IRT 2015371010002-29", "201537101000129", "pirt", False),
        ("BPOM RI MD 123456789012", "MD 123456789012", "md", True),
        ("belum ada", "belum ada", "pirt", False),
    ],
)
def test_the_label_carries_the_number_of_the_permit(printed, held, kind, same):
    assert same_registration(printed, held, kind) is same
