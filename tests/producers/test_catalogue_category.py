"""The catalogue's groups of goods: found by words, KBLI codes held against them, days without a sale."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.dossier import Dossier, Fact
from lopo.producers.catalogue_category import (
    FITS,
    MISFIT,
    NO_CATEGORY,
    NO_CODE,
    NOT_LISTED,
    best_guess,
    categories,
    category_named,
    fit_of,
    quiet_days,
    quiet_until,
    suggested,
)
from lopo.producers.facts import derive
from lopo.producers.kbli import all_fields

DAY = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("name", "kind", "group"),
    [
        ("Keripik pisang Mama Ana", "food", "makanan-ringan"),
        ("Sambal lu’at 150 g", "food", "bumbu-sambal"),
        ("Se'i sapi asap", "food", "daging-olahan"),
        ("Se'i ikan tuna", "food", "ikan-olahan"),
        ("Stik kelor", "food", "makanan-ringan"),
        ("Teh kelor Lasiana", "drink", "kopi-teh-cokelat"),
        ("Selendang tenun ikat motif kaif", "textile", "kain-tenun"),
        ("Tas anyaman lontar", "craft", "kerajinan-anyaman"),
    ],
)
def test_a_name_speaks_of_its_group(name, kind, group):
    assert best_guess(name, kind).id == group


def test_a_name_that_says_nothing_suggests_nothing_but_the_choices_of_its_kind_are_there():
    assert best_guess("Rasa Kita", "food") is None
    assert best_guess("Rasa Kita", "ship") is None
    assert all("textile" in each.kinds for each in suggested("Rasa Kita", "textile"))


def test_every_code_of_a_group_is_in_the_list_and_groups_have_names_of_their_own():
    known = {field.code for field in all_fields()}
    assert {code for each in categories() for code in each.kbli} <= known
    assert len({each.title.id for each in categories()}) == len(categories())
    assert all(category_named(each.title.en) is each for each in categories())


def test_a_code_that_does_not_fit_is_named_with_what_to_do():
    fit = fit_of(["56103"], "Makanan ringan")
    assert fit.state == MISFIT
    assert fit.settled is False
    assert "56103 (Kedai Makanan)" in fit.sentence.id
    assert "10794" in fit.sentence.id
    assert "oss.go.id" in fit.sentence.id
    assert "Makanan siap saji" in fit.sentence.id, "what her code does fit"


def test_the_other_answers():
    assert fit_of(["56103", "1079 4"], " makanan  RINGAN ").fitting == ("10794",)
    assert fit_of(["10794"], "Snacks").state == FITS
    assert fit_of([], "Makanan ringan").state == NO_CODE
    assert fit_of(None, "").state == NO_CATEGORY
    unknown = fit_of(["10794"], "Alat tulis kantor")
    assert (unknown.state, unknown.settled) == (NOT_LISTED, None)


@given(st.lists(st.text()), st.text())
def test_whatever_is_written_there_is_a_sentence(codes, category):
    fit = fit_of(codes, category)
    assert fit.sentence.id
    assert fit.sentence.en


def fits(**facts):
    told = {name.replace("__", "."): Fact(value) for name, value in facts.items()}
    return derive(Dossier(told), DAY).get("product.kbli_fits_category")


def test_the_fact_follows_the_list_and_beyond_it_what_was_compared():
    listed = {"business__kbli": ("56103",), "product__catalogue_category": "Makanan ringan"}
    assert fits(**listed, product__kbli_fit_told=True).value is False, "the list is stronger"
    own = {"business__kbli": ("56103",), "product__catalogue_category": "Alat tulis"}
    assert fits(**own) is None
    assert fits(**own, product__kbli_fit_told=True).value is True
    assert fits(business__kbli=("56103",), product__kbli_fit_told=True) is None, "no category yet"
    assert fits(product__catalogue_category="Makanan ringan") is None, "the codes were never told"


def test_quiet_days_count_from_the_last_sale_or_from_being_shown():
    days = dt.timedelta(days=quiet_days())
    assert quiet_until(DAY, None) == DAY + days
    assert quiet_until(DAY, DAY + dt.timedelta(days=9)) == DAY + dt.timedelta(days=9) + days
    assert quiet_until(DAY, DAY - dt.timedelta(days=9)) == DAY + days, "sold before it was shown again"
    shown = {"product.catalogue_shown": Fact(True), "product.catalogue_shown_on": Fact(DAY)}
    assert derive(Dossier(shown), DAY)["product.catalogue_quiet_until"].value == DAY + days
    shown["product.catalogue_shown"] = Fact(False)
    assert "product.catalogue_quiet_until" not in derive(Dossier(shown), DAY), "taken down"
