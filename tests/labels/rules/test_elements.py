import pytest

from lopo.labels.rules.elements import (
    expiry_grain,
    registration_kind,
    same_registration,
)


@pytest.mark.parametrize(
    ("text", "grain"),
    [
        ("Baik digunakan sebelum 12 Maret 2027", "day"),
        ("Baik digunakan sebelum 12/03/2027", "day"),
        ("EXP 12-03-27", "day"),
        ("2027-03-12", "day"),
        ("Baik digunakan sebelum Maret 2027", "month"),
        ("03/2027", "month"),
        ("Baik digunakan sebelum 11/27", "month"),
        ("Baik digunakan sebelum 31-02-2027", None),
        ("Baik digunakan sebelum 2027-13-01", None),
        ("Baik digunakan sebelum 2027", "year"),
        ("Lihat tutup botol", None),
    ],
)
def test_how_fine_an_expiry_date_is(text, grain):
    assert expiry_grain(text) == grain


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
        ("P-IRT 2145 3710 1021", "P-IRT 214537101021", "pirt", True),
        ("P-IRT 214537101022", "P-IRT 214537101021", "pirt", False),
    ],
)
def test_the_label_carries_the_number_of_the_permit(printed, held, kind, same):
    assert same_registration(printed, held, kind) is same
