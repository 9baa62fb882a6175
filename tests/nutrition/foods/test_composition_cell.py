"""One amount of a table: points and commas, what is not known, traces, and what is no number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lopo.facts.kinds import Refused
from lopo.nutrition.foods.composition_cell import COMMA, EITHER, POINT, decimal_mark, read_cell


@pytest.mark.parametrize(
    ("cell", "mark", "amount"),
    [
        ("12,5", EITHER, "12.5"),
        ("12.5", EITHER, "12.5"),
        ("1.250", POINT, "1.25"),
        ("1.250", COMMA, "1250"),
        ("1.250,5", EITHER, "1250.5"),
        ("1,250.5", EITHER, "1250.5"),
        ("0.034", EITHER, "0.034"),
        ("1 250", EITHER, "1250"),
        ("12*", POINT, "12"),
        (8.399999999999999, POINT, "8.4"),
        (0, POINT, "0"),
        ("tr", POINT, "0"),
        ("−5", POINT, "-5"),
    ],
)
def test_numbers_as_tables_write_them(cell, mark, amount):
    assert read_cell(cell, mark).amount == Decimal(amount)


@pytest.mark.parametrize("cell", [None, "", " ", "-", "–", "*", "n/a", "N.D."])
def test_signs_for_not_known(cell):
    assert read_cell(cell, POINT).amount is None


@pytest.mark.parametrize("cell", ["1.2.3", "12 5", "1e5", "0x10", "١٢", "1,2,3", "5 g", "(0)", "inf"])
def test_what_is_no_number(cell):
    with pytest.raises(Refused):
        read_cell(cell, POINT)


def test_a_number_of_two_meanings_is_asked_back():
    with pytest.raises(Refused) as refused:
        read_cell("1.250", EITHER)
    assert "1250 atau 1,25" in refused.value.reason.id


def test_the_table_itself_shows_its_decimal_mark():
    assert decimal_mark(["1.250", "0,5", 3]) == COMMA
    assert decimal_mark(["1.250", "0.5"]) == POINT
    assert decimal_mark(["0,5", "0.5"]) == EITHER
    assert decimal_mark(["1.250", 8.4]) == EITHER


@given(st.decimals(0, 100, places=3, allow_nan=False))
def test_an_amount_is_read_as_it_was_written(amount):
    assert read_cell(str(amount), POINT).amount == amount
    assert read_cell(str(amount).replace(".", ","), COMMA).amount == amount
