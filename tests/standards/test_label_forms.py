"""The forms that PerBPOM 31/2018 and Permendag 31/2011 ask of a label, by the examples of the guides."""

import pytest

from lopo.standards.conditions.evaluation import judge
from lopo.standards.conditions.truth import Truth
from lopo.standards.derivation import complete
from lopo.standards.library import edition_on
from tests.sample_dossier import TODAY, dossier

EDITION = edition_on(TODAY)


def is_met(requirement, facts):
    known = complete(dossier(facts), TODAY)
    return judge(EDITION.requirements[requirement].needs, known, TODAY) is Truth.MET


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
    assert is_met("bpom-label/label-ingredients-heading", {"label.ingredients_heading": heading}) is allowed


@pytest.mark.parametrize(
    ("text", "days", "enough"),
    [
        ("Baik digunakan sebelum 12 Maret 2027", 30, True),
        ("Baik digunakan sebelum 12/03/27", 30, True),
        ("BAIK DIGUNAKAN SEBELUM: 12 MAR 2027", 30, True),
        ("Baik digunakan sebelum Maret 2027", 30, False),
        ("Baik digunakan sebelum Maret 2027", 92, False),
        ("Baik digunakan sebelum Maret 2027", 93, True),
        ("Baik digunakan sebelum Maret 2027", 365, True),
        ("Baik digunakan sebelum 2027", 365, False),
        ("Baik digunakan sebelum", 365, False),
        ("Exp. 12/3/27", 30, False),
    ],
)
def test_a_life_of_three_months_or_less_needs_the_day(text, days, enough):
    facts = {"label.expiry_text": text, "quality.shelf_life_days": days}
    assert is_met("bpom-label/label-expiry-form", facts) is enough


@pytest.mark.parametrize(
    ("unit", "form", "suits"),
    [
        ("g", "solid", True),
        ("kg", "solid", True),
        ("ml", "solid", False),
        ("ml", "liquid", True),
        ("l", "liquid", True),
        ("g", "liquid", False),
        ("g", "semi-solid", True),
        ("ml", "semi-solid", True),
        ("pieces", "solid", False),
        ("other", "semi-solid", False),
    ],
)
def test_the_unit_suits_the_form(unit, form, suits):
    facts = {"label.net_unit": unit, "product.form": form}
    assert is_met("net-content/bdkt-unit-suits", facts) is suits
